//! The excerpt in the README of what its first command shows.
//!
//! Invariant: the excerpt is cut from a real run; nothing in it is written by hand but the lines of dots.

use crate::desk::ReadingDesk;
use crate::{place, say};
use probata_casework::{Choices, audit};
use probata_workpaper::Look;
use std::path::PathBuf;
use std::time::Instant;

/// Rules of which the first finding is shown.
const SHOWN: [&str; 2] = ["impossible-date", "withheld-elsewhere-given"];

/// Audits the example and writes what it shows into the README.
pub fn readme() -> Result<(), String> {
    std::env::set_current_dir(place::root()).map_err(|error| error.to_string())?;
    let files = [PathBuf::from("examples/returned.docx")];
    let audited = audit(&ReadingDesk(Instant::now()), &files, &Choices::default())
        .map_err(|error| error.to_string())?;
    let excerpt = excerpt(&probata_workpaper::audit(&audited.report, &Look::default()));
    let path = place::root().join("README.md");
    let page = place::load(&path)?;
    let (before, rest) = page.split_once("```text\n").ok_or("README.md has no ```text block")?;
    let (_, after) = rest.split_once("```").ok_or("the ```text block of README.md does not end")?;
    place::save(&path, format!("{before}```text\n{excerpt}```{after}"))?;
    say::line(excerpt);
    Ok(())
}

/// The summary, one finding of each of some rules, and the last line.
fn excerpt(shown: &str) -> String {
    let pieces: Vec<&str> = shown.trim_end().split("\n\n").collect();
    let is_finding = |piece: &str| piece.starts_with("deny ") || piece.starts_with("warn ");
    let first = pieces.iter().position(|piece| is_finding(piece)).unwrap_or(pieces.len());
    let of = |rule: &&str| {
        pieces[first..].iter().find(|piece| piece.split_whitespace().nth(1) == Some(rule)).copied()
    };
    let mut kept: Vec<&str> = pieces[..first].to_vec();
    let findings: Vec<&str> = SHOWN.iter().filter_map(of).collect();
    for finding in findings {
        kept.extend([finding, "..."]);
    }
    kept.extend(pieces[first..].last().filter(|piece| !is_finding(piece)));
    kept.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excerpt_keeps_the_summary_and_one_finding_a_rule() {
        let shown = "Evidence coverage\n  3  by a note\n\ndeny  impossible-date  page 1\n      He was held.58\n\n\
                     deny  impossible-date  page 2\n      He left.59\n\n2 findings.\n";
        let expected = "Evidence coverage\n  3  by a note\n\ndeny  impossible-date  page 1\n      He was held.58\n\n...\n\n2 findings.\n";
        assert_eq!(excerpt(shown), expected);
    }
}
