//! The example as markup for typst, to be set in one or two columns.

use super::source::{Block, Inline, Source};
use std::fmt::Write as _;

/// The markup; all words stand in strings, so that no sign of them is taken for markup.
pub fn typst(source: &Source, columns: u8) -> String {
    let small = if columns > 1 { 5.5 } else { 8.0 };
    let mut out = format!(
        "#set page(paper: \"a4\", columns: {columns}, header: [#text(size: 8pt, {header})], footer: align(center, context \
         text(size: 8pt)[#{footer} · #counter(page).display()]))\n#set text(size: 10pt, lang: \"en\", hyphenate: true)\n\
         #set smartquote(enabled: false)\n#set par(justify: true)\n#show table: set text(size: {small}pt, hyphenate: false)\n",
        header = string(source.value("header")),
        footer = string(source.value("footer")),
    );
    let _ = writeln!(
        out,
        "#text(size: 26pt, weight: \"bold\", {})\n\n#text(size: 14pt, {})\n\n#{}\n",
        string(source.value("title")),
        string(source.value("subtitle")),
        string(source.value("publisher")),
    );
    for (_, line) in source.head.iter().filter(|(name, _)| name == "line") {
        let _ = writeln!(out, "#{}\n", string(line));
    }
    for block in &source.blocks {
        add(source, &mut out, block);
    }
    out
}

/// A typst string.
fn string(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

fn add(source: &Source, out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading { level, words, new_page } => {
            let before = if *new_page { "#pagebreak(weak: true)\n" } else { "" };
            writeln!(out, "{before}#heading(level: {level})[#{}]\n", string(words))
        }
        Block::Paragraph(line) => writeln!(out, "{}\n", inlines(source, line)),
        Block::Quote(line) => writeln!(out, "#pad(left: 2em, right: 1em)[{}]\n", inlines(source, line)),
        Block::Item(line) => writeln!(out, "#list[{}]\n", inlines(source, line)),
        Block::Boxed { title, blocks, .. } => {
            let mut inside = format!("#strong({})\n\n", string(title));
            blocks.iter().for_each(|block| add(source, &mut inside, block));
            writeln!(out, "#rect(width: 100%)[{inside}]\n")
        }
        Block::Figure(caption, words) => {
            writeln!(
                out,
                "#emph({})\n\n#text(size: 9pt, style: \"italic\", {})\n",
                string(words),
                string(caption)
            )
        }
        Block::Table(caption, rows) => {
            let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
            let cells: String = rows.iter().flatten().map(|cell| format!("[#{}], ", string(cell))).collect();
            writeln!(
                out,
                "#text(size: 9pt, style: \"italic\", {})\n\n#table(columns: {columns}, {cells})\n",
                string(caption)
            )
        }
        Block::Contents(_) => writeln!(out, "#outline()\n#pagebreak()\n"),
    };
}

fn inlines(source: &Source, line: &[Inline]) -> String {
    line.iter()
        .map(|inline| match inline {
            Inline::Text(words) | Inline::BrokenReference(words) | Inline::Zotero([_, words]) => {
                format!("#{}", string(words))
            }
            Inline::Comment([_, _, words, _]) | Inline::Inserted([_, _, words]) => {
                format!("#{}", string(words))
            }
            Inline::Mark(key) => {
                let body = source.notes.iter().find(|(other, _)| other == key);
                format!("#footnote[{}]", body.map(|(_, body)| inlines(source, body)).unwrap_or_default())
            }
            Inline::NoteNumber(key) => format!("#\"{}\"", source.numbers.get(key).copied().unwrap_or(0)),
            Inline::Typed(mark) => format!("#super({})", string(mark)),
            Inline::Deleted(_) | Inline::Hidden(_) => String::new(),
        })
        .collect()
}
