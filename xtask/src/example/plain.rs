//! The example as plain text, in the manner of text taken out of a typeset report: note marks glued to the word or
//! stop before them, some of them followed by a no-break space, tables as tabbed lines, notes at the end.
//!
//! Invariant: what Word hides (deletions, comments, hidden text) is not in it.

use super::source::{Block, Inline, Source};
use std::fmt::Write as _;

/// Every mark whose number this divides is followed by a no-break space instead of a space.
const NO_BREAK_EVERY: usize = 5;

/// The whole text.
pub fn text(source: &Source) -> String {
    let mut text = String::new();
    for name in ["title", "subtitle", "publisher", "line"] {
        for (_, value) in source.head.iter().filter(|(n, _)| n == name) {
            text += &format!("{value}\n\n");
        }
    }
    for block in &source.blocks {
        write_block(source, block, &mut text);
    }
    text += "Notes\n\n";
    for (index, (_, body)) in source.notes.iter().enumerate() {
        let _ = writeln!(text, "{} {}", index + 1, line(source, body));
    }
    text
}

fn write_block(source: &Source, block: &Block, text: &mut String) {
    match block {
        Block::Heading { words, .. } => *text += words,
        Block::Paragraph(inlines) | Block::Quote(inlines) => *text += &line(source, inlines),
        Block::Item(inlines) => *text += &format!("• {}", line(source, inlines)),
        Block::Boxed { title, blocks, .. } => {
            *text += &format!("{title}\n\n");
            for block in blocks {
                write_block(source, block, text);
            }
            return;
        }
        Block::Figure(caption, words) => *text += &format!("{words}\n\n{caption}"),
        Block::Table(caption, rows) => {
            *text += &format!("{caption}\n\n");
            *text += &rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
        }
        Block::Contents(entries) => {
            let lines = entries.iter().map(|(words, page)| format!("{words}\t{page}"));
            *text += &format!("Contents\n\n{}", lines.collect::<Vec<_>>().join("\n"));
        }
    }
    *text += "\n\n";
}

fn line(source: &Source, inlines: &[Inline]) -> String {
    let (mut line, mut no_break) = (String::new(), false);
    for inline in inlines {
        match inline {
            Inline::Text(words) => match words.strip_prefix(' ').filter(|_| no_break) {
                Some(words) => line += &format!("\u{a0}{words}"),
                None => line += words,
            },
            Inline::Mark(key) | Inline::NoteNumber(key) => line += &source.numbers[key].to_string(),
            Inline::BrokenReference(words) | Inline::Typed(words) => line += words,
            Inline::Comment([_, _, words, _])
            | Inline::Inserted([_, _, words])
            | Inline::Zotero([_, words]) => {
                line += words;
            }
            Inline::Deleted(_) | Inline::Hidden(_) => {}
        }
        no_break = matches!(inline, Inline::Mark(key) if source.numbers[key].is_multiple_of(NO_BREAK_EVERY));
    }
    line
}
