use super::*;
use expect_test::{Expect, expect};
use probata_report::{Block, BlockKind, Mark, Note, Span};

/// A report with chapters, sections, annexes, figures, numbered paragraphs and notes 1 to 3 in each of two chapters;
/// `paragraph` is put behind the second chapter's heading.
fn report(paragraph: &str, language: &str) -> Document {
    let mut document = Document::empty("test.txt", "text");
    document.text.push('\n');
    let mut put = |kind: BlockKind, text: &str| {
        let start = document.text.len();
        document.text.push_str(text);
        let span = Span::new(start, document.text.len());
        document.blocks.push(Block { span, kind, language: language.into(), boxed: false });
        document.text.push_str("\n\n");
        span
    };
    put(BlockKind::Heading(1), "Chapter I: The arrests");
    put(BlockKind::Heading(2), "4.2 The night in Doln");
    let first = put(BlockKind::Paragraph, "Verin was taken. 1 2 3");
    put(BlockKind::Paragraph, "45. The lorry left.");
    put(BlockKind::Paragraph, "46. It came back.");
    put(BlockKind::Paragraph, "47. It was empty.");
    put(BlockKind::Caption, "Figure 3. The prison");
    put(BlockKind::Caption, "Table 2: Transfers");
    put(BlockKind::Heading(1), "Chapter II: The transfers");
    put(BlockKind::Paragraph, paragraph);
    let second = put(BlockKind::Paragraph, "They were flown. 1 2 3");
    put(BlockKind::Heading(1), "Annex B – Letters");
    let mut spans = Vec::new();
    for (index, label) in ["1", "2", "3", "1", "2", "3"].iter().enumerate() {
        spans.push((put(BlockKind::Note(index), &format!("{label} Letter of the SSD.")), *label));
    }
    for (index, (span, label)) in spans.into_iter().enumerate() {
        let home = if index < 3 { first } else { second };
        let at = home.end - 5 + 2 * (index % 3);
        document.marks.push(Mark { span: Span::new(at, at + 1), label: label.into(), note: Some(index) });
        let body = Span::new(span.start + 2, span.end);
        let id = format!("n{label}.{}", index / 3 + 1);
        document.notes.push(Note {
            id,
            label: label.into(),
            span,
            pieces: Vec::new(),
            body,
            marks: vec![index],
        });
    }
    document
}

fn check_in(language: &str, paragraph: &str, expected: Expect) {
    let mut document = report(paragraph, language);
    add(&mut document);
    let place = |span: Span| match document.notes.iter().find(|note| note.span == span) {
        Some(note) => note.id.clone(),
        None => document.text[span].split_whitespace().take(2).collect::<Vec<_>>().join(" "),
    };
    let found: Vec<String> = document
        .references
        .iter()
        .map(|reference| {
            let resolved = reference.resolved.map_or("nowhere".to_owned(), place);
            format!(
                "{} = {} {} -> {resolved}",
                &document.text[reference.span], reference.what, reference.target
            )
        })
        .collect();
    expected.assert_eq(&found.join(" | "));
}

fn check(paragraph: &str, expected: Expect) {
    check_in("en", paragraph, expected);
}

#[test]
fn notes() {
    check("He was beaten (see note 2).", expect!["note 2 = note 2 -> n2.2"]);
    check(
        "Verin, supra note 3, p. 4. Dessel, supra, note 300.",
        expect!["note 3 = note 3 -> n3.2 | note 300 = note 300 -> nowhere"],
    );
    check(
        "See above, note 1; n. 2 above; footnotes 1-3; notes 1 and 2 supra.",
        expect![
            "note 1 = note 1 -> n1.2 | n. 2 = note 2 -> n2.2 | footnotes 1 = note 1 -> n1.2 | 3 = note 3 -> n3.2 | notes 1 = note 1 -> n1.2 | 2 = note 2 -> n2.2"
        ],
    );
    check(
        "See note 77. See also notes 2 and 3.",
        expect!["note 77 = note 77 -> nowhere | notes 2 = note 2 -> n2.2 | 3 = note 3 -> n3.2"],
    );
    check("A note 2 pages long. He wrote note 3. Kostrov, The Flight, n. 2. Ibid., note 3.", expect![""]);
}

#[test]
fn sections_and_chapters() {
    check(
        "See section 4.2. It is shown in section 4.2 above and below in section 9.1. Section 4.2 shows it.",
        expect![
            "section 4.2 = section 4.2 -> 4.2 The | section 4.2 = section 4.2 -> 4.2 The | section 9.1 = section 9.1 -> nowhere | Section 4.2 = section 4.2 -> 4.2 The"
        ],
    );
    check(
        "Chapter I describes the arrests; Chapter 1 does. See chapter VII below. See chapter IX.",
        expect![
            "Chapter I = chapter I -> Chapter I: | Chapter 1 = chapter 1 -> Chapter I: | chapter VII = chapter VII -> nowhere"
        ],
    );
    check(
        "As set out in section 7.7 of this report and in chapter 4 of the present report.",
        expect!["section 7.7 = section 7.7 -> nowhere | chapter 4 = chapter 4 -> nowhere"],
    );
}

#[test]
fn annexes_figures_paragraphs() {
    check(
        "The letters are in Annex B. See Annex C. Figure 3 and Table 2 show it (Table 9).",
        expect![
            "Annex B = annex B -> Annex B | Annex C = annex C -> nowhere | Figure 3 = figure 3 -> Figure 3. | Table 2 = table 2 -> Table 2: | Table 9 = table 9 -> nowhere"
        ],
    );
    check(
        "See paragraph 45 above and para. 99 below. See paragraph 46. See para. 5.",
        expect![
            "paragraph 45 = paragraph 45 -> 45. The | para. 99 = paragraph 99 -> nowhere | paragraph 46 = paragraph 46 -> 46. It"
        ],
    );
    check("See page 12 above. See page 12.", expect![""]);
}

#[test]
fn other_works() {
    check("Section 4 of the Penal Act and section 4.2 of the Penal Act. See section 4.2(1)(a).", expect![""]);
    check("Article 3, Chapter I of the Charter, Annex B to the Agreement, Annex B Protocol.", expect![""]);
    check(
        "A/HRC/13/42, para. 45. Lantern, The Flight, Figure 3. Penal Code section 4.2. Verin, annex B.",
        expect![""],
    );
    check(
        "Paragraph 45 of the judgment. Part A man. It took part I think. Table 2 of the decree.",
        expect![""],
    );
}

#[test]
fn other_languages() {
    check_in(
        "fr",
        "Voir la section 4.2 ci-dessus et la note 2 supra. L’article 3 du chapitre I de la Charte.",
        expect!["section 4.2 = section 4.2 -> 4.2 The | note 2 = note 2 -> n2.2"],
    );
    check_in("es", "Véase la nota 2 supra. El capítulo I de la Carta.", expect!["nota 2 = note 2 -> n2.2"]);
    check_in(
        "ru",
        "См. примечание 2 и раздел 4.2 выше. Раздел 4.2 Уголовного кодекса.",
        expect!["примечание 2 = note 2 -> n2.2 | раздел 4.2 = section 4.2 -> 4.2 The"],
    );
}

#[test]
fn fields_are_not_doubled() {
    let mut document = report("He was beaten (see note 2).", "en");
    let at = document.text.find("2).").expect("the note's number");
    let field = probata_report::CrossReference {
        span: Span::new(at, at + 1),
        target: "_Ref2".into(),
        what: "note".into(),
        resolved: None,
    };
    document.references.push(field);
    add(&mut document);
    assert_eq!(document.references.len(), 1);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "(?s)[ .,\\-–(]?(See |see |note |Note |notes |section |Section |n\\. |[0-9]{1,4}|I+|[A-C]|and |of |above|é| |\\.|-|,|\\PC){0,30}") {
        let mut document = report(&text, "en");
        add(&mut document);
        for reference in &document.references {
            proptest::prop_assert!(document.text.get(reference.span.range()).is_some());
        }
    }
}
