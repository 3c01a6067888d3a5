//! Documents for tests of the parts, made without the reader: paragraphs by blank lines, sentences by full stops.

use probata_report::{Block, BlockKind, Document, Sentence, Span};

/// A document of paragraphs; `> ` makes a quotation block, `# ` a heading.
pub(crate) fn document(text: &str) -> Document {
    let mut document = Document::empty("test.txt", "text");
    text.clone_into(&mut document.text);
    document.parts[0].span = Span::new(0, text.len());
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len());
        at = span.end + 2;
        let kind = match paragraph.as_bytes().first() {
            Some(b'>') => BlockKind::Quotation,
            Some(b'#') => BlockKind::Heading(1),
            _ => BlockKind::Paragraph,
        };
        let index = document.blocks.len();
        document.blocks.push(Block { span, kind, language: "en".into(), boxed: false });
        for span in sentences(text, span) {
            document.sentences.push(Sentence { span, pieces: Vec::new(), block: index });
        }
    }
    document
}

/// Words with a full stop that end no sentence in tests, beside those of three letters.
const ABBREVIATIONS: [&str; 4] = ["Col.", "Gen.", "Inc.", "Messrs."];

fn sentences(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = block.start;
    let inside = &text[block.range()];
    for (at, _) in inside.match_indices(' ') {
        let before = inside[..at].trim_end_matches(['”', '"', '’']);
        let next = inside[at + 1..].chars().next().unwrap_or(' ');
        let short = before.rsplit(' ').next().is_some_and(|word| {
            (word.len() < 4 || ABBREVIATIONS.contains(&word)) && word.starts_with(char::is_uppercase)
        });
        if before.ends_with(['.', '?', '!']) && !short && (next.is_uppercase() || next == '“') {
            found.push(Span::new(start, block.start + at));
            start = block.start + at + 1;
        }
    }
    if start < block.end {
        found.push(Span::new(start, block.end));
    }
    found
}
