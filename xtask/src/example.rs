//! Rebuilds the worked example, `examples/returned.docx` and `examples/returned.txt`, from its one source.
//!
//! Invariant: the same source gives the same bytes.
//! Invariant: nothing is read but the source, and nothing written but the two files.

mod plain;
mod source;
mod typst;
mod word;

use std::fs;
use std::path::{Path, PathBuf};

/// Reads `examples/returned-on-a-promise/source.md` and writes the Word document and the plain text.
pub fn example() -> Result<(), String> {
    let (docx, text) = built()?;
    write("returned.docx", &docx)?;
    write("returned.txt", text.as_bytes())
}

/// Says so if the two files are not what the source says.
pub fn check() -> Result<(), String> {
    let (docx, text) = built()?;
    for (name, bytes) in [("returned.docx", docx.as_slice()), ("returned.txt", text.as_bytes())] {
        let path = folder().join(name);
        let there = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if there != bytes {
            return Err(format!("examples/{name} is not what its source says: run `cargo xtask example`"));
        }
    }
    Ok(())
}

/// A Word document of other markup of the same kind.
pub fn word(markup: &str) -> Result<Vec<u8>, String> {
    Ok(word::docx(&source::Source::parse(markup)?))
}

/// Markup of the same kind as markup for typst, in so many columns.
pub fn typst(markup: &str, columns: u8) -> Result<String, String> {
    Ok(typst::typst(&source::Source::parse(markup)?, columns))
}

/// The example's source as it would be printed: tracked changes accepted, nothing hidden, no comments, no note that
/// nothing calls.
pub fn printed() -> Result<String, String> {
    let path = folder().join("returned-on-a-promise/source.md");
    let markup = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(markup.lines().filter(|line| !line.starts_with("[^!")).map(|line| accepted(line) + "\n").collect())
}

/// A line of the source with its braces as they are printed.
fn accepted(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, behind) = after.split_once('}').unwrap_or((after, ""));
        let parts: Vec<&str> = inside.split('|').collect();
        out.push_str(before);
        match parts.as_slice() {
            ["del" | "hide", ..] => {}
            ["ins" | "comment", _, _, words, ..] => out.push_str(words),
            _ => {
                out.push('{');
                out.push_str(inside);
                out.push('}');
            }
        }
        rest = behind;
    }
    out + rest
}

/// The bytes of the Word document, and the text.
fn built() -> Result<(Vec<u8>, String), String> {
    let path = folder().join("returned-on-a-promise/source.md");
    let markup = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let source = source::Source::parse(&markup).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((word::docx(&source), plain::text(&source)))
}

/// `examples/` beside this package's folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = folder().join(name);
    fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_what_the_source_says() {
        check().unwrap();
    }

    /// Words as in the plain text, without the marks that stand between them.
    fn spaced(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_seeded_mistake_is_there() {
        let seeded: toml::Table = fs::read_to_string(folder().join("seeded.toml")).unwrap().parse().unwrap();
        let (docx, text) = built().unwrap();
        let docx = xml_of(&docx);
        let text = spaced(&text);
        for seed in seeded["seed"].as_array().unwrap() {
            let quote = spaced(seed["quote"].as_str().unwrap());
            for file in seed["files"].as_array().unwrap() {
                let found = match file.as_str().unwrap() {
                    "returned.txt" => text.matches(&quote).count(),
                    _ if seed.get("hidden").is_none() => text.matches(&quote).count(),
                    _ => docx.matches(&quote).count(),
                };
                assert!(found > 0, "{} in {file}: \"{quote}\"", seed["rule"]);
                assert!(found == 1 || seed.get("hidden").is_some(), "\"{quote}\" occurs {found} times");
            }
        }
    }

    /// All parts of a Word document in one string.
    fn xml_of(docx: &[u8]) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let mut all = String::new();
        for index in 0..archive.len() {
            let mut member = archive.by_index(index).unwrap();
            std::io::Read::read_to_string(&mut member, &mut all).unwrap_or_default();
        }
        all
    }

    #[test]
    fn sentences_marked_by_hand_stand_in_the_text() {
        let (_, text) = built().unwrap();
        let text = spaced(&text);
        let marked = fs::read_to_string(folder().join("marked/carried_by.jsonl")).unwrap();
        for line in marked.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let sentence = spaced(line["sentence"].as_str().unwrap());
            assert!(text.contains(&sentence), "{sentence}");
        }
    }
}
