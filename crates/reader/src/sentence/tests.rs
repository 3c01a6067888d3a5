use super::*;
use expect_test::{Expect, expect};

/// A document of paragraphs; `{12}` in the text is a known note mark "12".
fn document(paragraphs: &[&str], language: &str) -> Document {
    let mut document = Document::empty("test.txt", "text");
    for paragraph in paragraphs {
        let start = document.text.len();
        let mut rest = *paragraph;
        while let Some((before, after)) = rest.split_once('{') {
            let (label, after) = after.split_once('}').expect("a mark is closed");
            document.text.push_str(before);
            let at = document.text.len();
            document.text.push_str(label);
            let span = Span::new(at, document.text.len());
            document.marks.push(probata_report::Mark { span, label: label.into(), note: None });
            rest = after;
        }
        document.text.push_str(rest);
        let span = Span::new(start, document.text.len());
        document.blocks.push(Block { span, kind: BlockKind::Paragraph, language: language.into(), boxed: false });
        document.text.push_str("\n\n");
    }
    document
}

fn check_in(language: &str, text: &str, expected: Expect) {
    let mut document = document(&[text], language);
    split(&mut document, &["Sect".to_owned()]);
    let sentences: Vec<&str> = document.sentences.iter().map(|s| &document.text[s.span]).collect();
    expected.assert_eq(&sentences.join(" | "));
}

fn check(text: &str, expected: Expect) {
    check_in("en", text, expected);
}
