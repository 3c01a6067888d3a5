//! The title of a report: as the file's properties say it, else its first heading.
//!
//! Incomplete: a title typed as plain paragraphs is not told; then the file's name has to do.

use probata_report::{Block, BlockKind, Document, HiddenKind};

/// Longest title, in characters.
const LONGEST: usize = 200;
/// A paragraph with more words than this is running text, which stands under a section's heading, not a title.
const RUNNING: usize = 25;
/// Titles that programs set by themselves begin so, in lower case.
const OF_PROGRAMS: [&str; 8] =
    ["microsoft word", "untitled", "document", "powerpoint", "presentation", "slide", "template", "unnamed"];

/// Sets the title of the document's first part, if it is told.
pub(crate) fn tell(document: &mut Document) {
    let heading = first_heading(document);
    let property = document
        .hidden
        .iter()
        .find(|hidden| {
            hidden.kind == HiddenKind::Property
                && hidden.place.split_whitespace().next_back() == Some("title")
        })
        .map(|hidden| squeezed(&hidden.text))
        .filter(|title| is_title(title))
        .map(|title| without_site(document, title));
    if let Some(part) = document.parts.first_mut() {
        part.title = heading.or(property);
    }
}

/// "Returned on a Promise | Lantern": a page's title often names the site too; the first heading that is part of it is
/// the report's.
fn without_site(document: &Document, title: String) -> String {
    let headings = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(1 | 2)));
    let mut named = headings.take(8).map(|block| squeezed(&document.text[block.span]));
    named.find(|heading| is_title(heading) && title.contains(heading.as_str())).unwrap_or(title)
}

/// A heading of the first level with which the document begins, if what follows is no running text: then it heads a
/// section.
fn first_heading(document: &Document) -> Option<String> {
    let body = |block: &&Block| !matches!(block.kind, BlockKind::Header | BlockKind::Footer);
    let mut blocks = document.blocks.iter().filter(body);
    let first = blocks.next().filter(|block| block.kind == BlockKind::Heading(1))?;
    let only = !document.blocks.iter().any(|b| b.kind == BlockKind::Heading(1) && b.span != first.span);
    let titles = match blocks.next() {
        None => false,
        Some(_) if only => true,
        Some(next) => {
            matches!(next.kind, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Apparatus)
                && document.text[next.span].split_whitespace().count() <= RUNNING
        }
    };
    titles.then(|| squeezed(&document.text[first.span])).filter(|title| is_title(title))
}

/// White space of any kind is one space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_title(title: &str) -> bool {
    let low = title.to_lowercase();
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let file = [".doc", ".docx", ".txt", ".htm", ".html", ".pdf", ".md"].iter().any(|end| low.ends_with(end));
    letters >= 3
        && title.chars().count() <= LONGEST
        && !file
        && !OF_PROGRAMS.iter().any(|start| low.starts_with(start))
}

#[cfg(test)]
mod tests {
    use crate::{Options, read};

    fn check(path: &str, text: &str, expected: Option<&str>) {
        let document = read(path, text.as_bytes(), &Options::default());
        assert_eq!(document.parts[0].title.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_title_is_what_the_report_says_of_itself() {
        check(
            "a.md",
            "---\ntitle: \"Returned: on a Promise\"\nyear: 2024\n---\n\nHe was held.\n",
            Some("Returned: on a Promise"),
        );
        check(
            "a.md",
            "# Returned on a Promise\n\nHe was held.\n\n## Summary\n\nHe was.\n",
            Some("Returned on a Promise"),
        );
        check(
            "a.html",
            "<!doctype html><title>Returned on a Promise</title><p>He was held at Doln.</p>",
            Some("Returned on a Promise"),
        );
        check(
            "a.html",
            "<!doctype html><title>Returned | Lantern</title><nav><a>Home</a></nav><h1>Returned</h1><p>He was held at Doln.</p>",
            Some("Returned"),
        );
    }

    #[test]
    fn a_section_or_a_program_gives_no_title() {
        let running = "word ".repeat(30);
        check("a.md", &format!("# Summary\n\n{running}\n\n# Method\n\nWe asked.\n"), None);
        check("a.html", "<!doctype html><title>Microsoft Word - draft3.doc</title><p>He was held.</p>", None);
        check("a.txt", "He was held at Doln. Nobody was told.\n", None);
    }
}
