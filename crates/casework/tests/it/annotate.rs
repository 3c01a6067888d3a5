//! The draft with a comment on each finding: where comments stand, and that nothing else changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_assay::{Settings, assay};
use probata_casework::{Choices, annotate};
use probata_reader::{Options, read};
use probata_report::{Document, Finding, Hidden, HiddenKind, Related, Report, Span};
use probata_testkit::docx::{Change, Comment, Docx, Paragraph, p, zip};
use probata_vocabulary::Level;
use probata_workpaper::{AnnotateError, annotated};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

const MOMENT: u64 = 1_709_251_199;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MAY_CHANGE: [&str; 4] =
    ["word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];

fn example() -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/returned.docx");
    std::fs::read(root).unwrap()
}

fn document(bytes: &[u8]) -> Document {
    read("draft.docx", bytes, &Options::default())
}

fn finding(span: Span) -> Finding {
    let why = "said & <seen>".to_owned();
    Finding {
        rule: "sole-source",
        level: Level::Warn,
        span,
        message: "rests on one origin \u{1}alone".into(),
        rests_on: vec![Related { span, why }],
        remedy: "name a second".into(),
        sensitive: false,
    }
}

/// Members with their unpacked and packed bytes.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let each = |index| {
        let (mut plain, mut packed) = (Vec::new(), Vec::new());
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        file.read_to_end(&mut plain).unwrap();
        drop(file);
        archive.by_index_raw(index).unwrap().read_to_end(&mut packed).unwrap();
        (name, plain, packed)
    };
    (0..count).map(each).collect()
}

fn member(bytes: &[u8], name: &str) -> String {
    let found = members(bytes).into_iter().find(|(known, ..)| known == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

fn is_ours(hidden: &Hidden) -> bool {
    hidden.kind == HiddenKind::Comment && hidden.author == "Probata"
}

/// That the copy reads as the original did, but for our comments; gives those.
fn same_but_for_comments(original: &[u8], copy: &[u8]) -> (Document, Vec<Hidden>) {
    let (old, new) = (document(original), document(copy));
    assert_eq!(old.text, new.text);
    assert_eq!(old.blocks, new.blocks);
    assert_eq!(old.sentences, new.sentences);
    assert_eq!(old.notes, new.notes);
    assert_eq!(old.marks, new.marks);
    for (a, b) in old.marks.iter().zip(&new.marks) {
        let words = |document: &Document, note: Option<usize>| {
            note.map(|note| document.text[document.notes[note].span.range()].to_owned())
        };
        assert_eq!(words(&old, a.note), words(&new, b.note));
    }
    assert_eq!(old.references, new.references);
    assert_eq!(old.pages, new.pages);
    assert_eq!(old.parts[0].outcome.status(), new.parts[0].outcome.status());
    let (mut ours, others): (Vec<Hidden>, Vec<Hidden>) = new.hidden.iter().cloned().partition(is_ours);
    // In the order in which they were put in.
    ours.sort_by_key(|hidden| {
        hidden.place.rsplit(' ').next().and_then(|number| number.parse::<usize>().ok())
    });
    assert_eq!(old.hidden, others, "tracked changes, fields, old comments");
    (new, ours)
}

/// That all members but those that must change are the same, packed too, and that text was only put in.
fn same_parts(original: &[u8], copy: &[u8]) {
    let (old, new) = (members(original), members(copy));
    for (name, plain, packed) in &old {
        let (_, now, packed_now) = new.iter().find(|(known, ..)| known == name).unwrap();
        if !MAY_CHANGE.contains(&name.as_str()) {
            assert_eq!((plain, packed), (now, packed_now), "{name}");
        }
        let mut rest = now.iter();
        let is_kept = plain.iter().filter(|byte| **byte != b'/').all(|byte| rest.any(|b| b == byte));
        assert!(is_kept, "{name} lost something");
    }
    for (name, ..) in &new[old.len()..] {
        assert_eq!(name, "word/comments.xml");
    }
}

/// The copy with a comment on each of `spans`, and what each covers.
fn covered(original: &[u8], spans: &[Span]) -> (Vec<u8>, Vec<String>) {
    let mut report: Report = assay(document(original), &Settings::default());
    report.findings = spans.iter().copied().map(finding).collect();
    let made = annotated(original, &report, MOMENT, false).unwrap();
    assert_eq!((made.comments, made.left_out), (spans.len(), 0));
    let (new, ours) = same_but_for_comments(original, &made.bytes);
    same_parts(original, &made.bytes);
    assert_eq!(ours.len(), spans.len());
    let covered = ours.iter().map(|hidden| new.text[hidden.span.range()].to_owned()).collect();
    (made.bytes, covered)
}

/// What a comment on `words` covers, a line each.
fn check(original: &[u8], words: &[&str], expected: Expect) -> Vec<u8> {
    let text = document(original).text;
    let span = |words: &&str| {
        let start = text.find(*words).unwrap_or_else(|| panic!("{words:?} in {text:?}"));
        Span::new(start, start + words.len())
    };
    let spans: Vec<Span> = words.iter().map(span).collect();
    let (copy, covered) = covered(original, &spans);
    let lines: Vec<String> =
        words.iter().zip(covered).map(|(words, covered)| format!("{words:?} -> {covered:?}\n")).collect();
    expected.assert_eq(&lines.concat());
    copy
}

fn changed(docx: &Docx, name: &str, change: impl Fn(String) -> Vec<u8>) -> Vec<u8> {
    let mut members = docx.members();
    let member = members.iter_mut().find(|(known, _)| known == name).unwrap();
    member.1 = change(String::from_utf8(member.1.clone()).unwrap());
    zip(&members)
}

#[test]
fn the_example_has_a_comment_on_each_finding_and_is_the_same() {
    let original = example();
    let desk = Memory::default();
    desk.0.lock().unwrap().insert("/home/mira/returned.docx".into(), original.clone());
    for sensitive in [false, true] {
        let paths = [PathBuf::from("returned.docx")];
        let made = annotate(&desk, &paths, &[], &[], &Choices::default(), MOMENT, sensitive).unwrap();
        let findings = &made.audited.report.findings;
        let shown = findings.iter().filter(|finding| sensitive || !finding.sensitive).count();
        assert_eq!((made.copy.comments, made.copy.left_out), (shown, findings.len() - shown));
        let (new, ours) = same_but_for_comments(&original, &made.copy.bytes);
        same_parts(&original, &made.copy.bytes);
        assert_eq!(ours.len(), shown);
        let comments = new.hidden.iter().filter(|hidden| hidden.kind == HiddenKind::Comment).count();
        assert_eq!(comments, shown + 2, "two comments were there");
        assert!(ours.iter().all(|hidden| hidden.date == "2024-02-29T23:59:59Z"));
        let shown = findings.iter().filter(|finding| sensitive || !finding.sensitive);
        for (finding, hidden) in shown.zip(&ours) {
            let origin = new.origins.iter().find(|origin| origin.span.overlaps(finding.span));
            let is_in_box = new.blocks.iter().any(|block| block.boxed && block.span.overlaps(finding.span));
            if origin.is_some_and(|origin| origin.member == 0) && !is_in_box {
                assert!(hidden.span.contains(finding.span), "{finding:?}");
            }
        }
        let again = annotate(&desk, &paths, &[], &[], &Choices::default(), MOMENT, sensitive).unwrap();
        assert!(again.copy.bytes == made.copy.bytes, "the same input gives the same bytes");
    }
}

#[test]
fn a_copy_can_be_annotated_again() {
    let mut bytes = example();
    for round in 1..=3 {
        let spans: Vec<Span> = document(&bytes).sentences.iter().step_by(40).map(|s| s.span).collect();
        let mut report = assay(document(&bytes), &Settings::default());
        report.findings = spans.iter().copied().map(finding).collect();
        bytes = annotated(&bytes, &report, MOMENT, false).unwrap().bytes;
        let ours = document(&bytes).hidden.iter().filter(|hidden| is_ours(hidden)).count();
        assert_eq!(ours, spans.len() * round);
    }
}

#[test]
fn places_in_all_directions_change_nothing() {
    let original = example();
    let text = document(&original).text;
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..40 {
        let spans: Vec<Span> = (0..40)
            .map(|_| {
                let start = text.floor_char_boundary(next(text.len()));
                Span::new(start, text.ceil_char_boundary((start + next(200)).min(text.len())))
            })
            .collect();
        covered(&original, &spans);
    }
}

#[test]
fn runs_are_cut_where_a_finding_begins_and_ends() {
    let draft = Docx::new()
        .add(p("Arben & Sons held him in Doln. ").italic("He was beaten.").text(" He was flown to Velsk."))
        .add(p("Verin said so.").footnote("Interview, Kareva.").text(" Nobody denied it."))
        .add(p("one").tab().text("two").line_break().text("three"))
        .build();
    check(
        &draft,
        &[
            "Arben",
            "ben & So",
            "& Sons",
            "Arben & Sons held him in Doln.",
            "Doln. He was",
            "beaten. He was flown to Velsk.\n\nVerin said",
            "so.1",
            "Nobody",
            "e\ttwo\nth",
            "two",
            "Interview, Kareva",
        ],
        expect![[r#"
            "Arben" -> "Arben"
            "ben & So" -> "ben & So"
            "& Sons" -> "& Sons"
            "Arben & Sons held him in Doln." -> "Arben & Sons held him in Doln."
            "Doln. He was" -> "Doln. He was"
            "beaten. He was flown to Velsk.\n\nVerin said" -> "beaten. He was flown to Velsk.\n\nVerin said"
            "so.1" -> "so.1"
            "Nobody" -> "Nobody"
            "e\ttwo\nth" -> "e\ttwo\nth"
            "two" -> "two"
            "Interview, Kareva" -> "1"
        "#]],
    );
}

#[test]
fn links_controls_changes_and_fields() {
    let mira = || Change::by("Mira Dessel", "2006-03-04T10:00:00Z");
    let draft = Docx::new()
        .add(p("See ").link("https://lantern.example", "the Lantern report of May").text(" on Doln."))
        .add(p("It was ").control("Place", "held in Kareva").text(" then."))
        .add(p("He ").inserted(mira(), "was beaten and starved").deleted(mira(), "fell").text(" there."))
        .add(p("As of ").field(" DATE ", "4 March 2004").text(" nothing came."))
        .add(p("In ").simple_field(" REF a ", "section two").text(" more."))
        .add(
            p("Before ")
                .commented(
                    Comment::by("Petra Onslow", "2006-03-04T10:00:00Z", "Sure?"),
                    "the ministry denied",
                )
                .text(" it."),
        )
        .control("Box", vec![p("A sentence of a control.").into()])
        .add(p("With a box.").text_box(vec![p("Words of the box.").into()]))
        .add(p("Sum ").formula("x").text(" of it."))
        .build();
    check(
        &draft,
        &[
            "Lantern report",
            "May on Doln",
            "in Kareva",
            "beaten and",
            "starved there",
            "March",
            "two",
            "ministry",
            "sentence of",
            "of the box",
            "x of",
        ],
        expect![[r#"
            "Lantern report" -> "Lantern report"
            "May on Doln" -> "May on Doln"
            "in Kareva" -> "held in Kareva"
            "beaten and" -> "beaten and"
            "starved there" -> "starved there"
            "March" -> "4 March 2004"
            "two" -> "section two"
            "ministry" -> "ministry"
            "sentence of" -> "sentence of"
            "of the box" -> ""
            "x of" -> "x of"
        "#]],
    );
}

#[test]
fn comments_part_missing_self_closed_and_of_other_prefixes() {
    let plain = Docx::new().add(p("He was held in Doln.").footnote("Ibid."));
    let copy = check(
        &plain.build(),
        &["held"],
        expect![[r#""held" -> "held"
"#]],
    );
    assert!(member(&copy, "[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));

    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    let content = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
    let with = |comments: &str| {
        plain.clone().member("word/comments.xml", content, comments).relation(kind, "comments.xml").build()
    };
    let empty = [
        format!("<w:comments xmlns:w=\"{WORD}\"/>"),
        format!("<w:comments xmlns:w=\"{WORD}\"  />\n"),
        format!("<x:comments xmlns:x=\"{WORD}\"></x:comments>"),
        format!("<comments xmlns=\"{WORD}\"/>"),
        format!("<comments xmlns=\"{WORD}\" xmlns:q=\"{WORD}\"></comments>"),
        format!(
            "<?xml version=\"1.0\"?><!-- none --><w:comments xmlns:w=\"{WORD}\"><!-- </w:comments> --></w:comments>"
        ),
    ];
    for comments in &empty {
        let copy = check(
            &with(comments),
            &["held"],
            expect![[r#""held" -> "held"
"#]],
        );
        assert!(member(&copy, "word/comments.xml").contains("name a second"), "{comments}");
    }
}

#[test]
fn ids_go_on_behind_those_that_are_used() {
    let old = Comment::by("Petra Onslow", "2006-03-04T10:00:00Z", "Sure?");
    let draft = Docx::new().add(p("He was ").commented(old, "held").text(" in Doln."));
    for (used, expected) in [("7", "8"), ("2147483647", "0"), ("-3", "0"), ("x", "0")] {
        let mut members = draft.members();
        for (_, bytes) in &mut members {
            let text = String::from_utf8_lossy(bytes);
            if text.contains("comment") {
                *bytes = text
                    .replace("<w:comment w:id=\"0\"", &format!("<w:comment w:id=\"{used}\""))
                    .replace("RangeStart w:id=\"0\"", &format!("RangeStart w:id=\"{used}\""))
                    .replace("RangeEnd w:id=\"0\"", &format!("RangeEnd w:id=\"{used}\""))
                    .replace("Reference w:id=\"0\"", &format!("Reference w:id=\"{used}\""))
                    .into_bytes();
            }
        }
        let copy = check(
            &zip(&members),
            &["Doln"],
            expect![[r#""Doln" -> "Doln"
"#]],
        );
        let ours = format!("<w:comment w:id=\"{expected}\" w:author=\"Probata\"");
        assert!(member(&copy, "word/comments.xml").contains(&ours), "{used}");
    }
}

#[test]
fn main_documents_of_other_prefixes_and_encodings() {
    let draft = Docx::new().add(p("He was held in Doln &c.").footnote("Ibid.").text(" Then came Velsk."));
    let exact = || {
        expect![[r#"
        "held in Doln" -> "held in Doln"
        "Velsk" -> "Velsk"
    "#]]
    };
    let words = ["held in Doln", "Velsk"];
    let renamed = |text: String| text.replace("w:", "doc:").replace("xmlns:w=", "xmlns:doc=").into_bytes();
    check(&changed(&draft, "word/document.xml", renamed), &words, exact());
    let default = |text: String| {
        let text = text.replace("<w:", "<").replace("</w:", "</");
        text.replacen("<document ", &format!("<document xmlns=\"{WORD}\" "), 1).into_bytes()
    };
    check(&changed(&draft, "word/document.xml", default), &words, exact());
    let marked = |text: String| format!("\u{feff}{text}").into_bytes();
    check(&changed(&draft, "word/document.xml", marked), &words, exact());
    let rebound = |text: String| {
        text.replace(
            "<w:r>",
            "<w:r xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
        )
        .into_bytes()
    };
    check(&changed(&draft, "word/document.xml", rebound), &words, exact());
    let bare = |_: String| {
        format!("<document xmlns=\"{WORD}\"><body><p><r><t>He was held in Doln.</t></r><r><t>Velsk</t></r></p></body></document>")
            .into_bytes()
    };
    check(&changed(&draft, "word/document.xml", bare), &words, exact());
    let data = |text: String| {
        text.replace("He was held in Doln &amp;c.", "<![CDATA[He was held in Doln &c.]]>").into_bytes()
    };
    check(
        &changed(&draft, "word/document.xml", data),
        &words,
        expect![[r#"
        "held in Doln" -> "He was held in Doln &c."
        "Velsk" -> "Velsk"
    "#]],
    );
    let unkept = |text: String| text.replace(" xml:space=\"preserve\"", "").into_bytes();
    check(
        &changed(&draft, "word/document.xml", unkept),
        &words,
        expect![[r#"
        "held in Doln" -> "held in Doln"
        "Velsk" -> "Then came Velsk."
    "#]],
    );
}

#[test]
fn a_main_document_in_utf_16_stays_so() {
    let draft = Docx::new().add(p("He was held in Doln.").footnote("Ibid."));
    let wide = |text: String| {
        let text = text.replace("UTF-8", "UTF-16");
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let original = changed(&draft, "word/document.xml", wide);
    let text = document(&original).text;
    let held = text.find("held").unwrap();
    let (copy, covered) = covered_utf_16(&original, Span::new(held, held + 4));
    assert_eq!(covered, "He was held in Doln.");
    let main = members(&copy).into_iter().find(|(name, ..)| name == "word/document.xml").unwrap().1;
    assert!(main.starts_with(&[0xFF, 0xFE]));
}

fn covered_utf_16(original: &[u8], span: Span) -> (Vec<u8>, String) {
    let mut report = assay(document(original), &Settings::default());
    report.findings = vec![finding(span)];
    let made = annotated(original, &report, MOMENT, false).unwrap();
    let (new, ours) = same_but_for_comments(original, &made.bytes);
    (made.bytes, new.text[ours[0].span.range()].to_owned())
}

#[test]
fn what_has_no_place_goes_to_the_beginning() {
    let draft = Docx::new().add(p("Returned").style("Title")).add(p("He was held in Doln.")).build();
    let (_, covered) = covered(&draft, &[Span::new(0, 0), Span::new(9_000, 9_010)]);
    assert_eq!(covered, ["Returned", "Returned"]);
}

#[test]
fn what_cannot_be_annotated_says_why() {
    let draft = Docx::new().add(p("He was held in Doln."));
    let report = |bytes: &[u8]| {
        let mut report = assay(document(bytes), &Settings::default());
        report.findings = vec![finding(Span::new(0, 2))];
        report
    };
    let why = |bytes: &[u8]| annotated(bytes, &report(bytes), 0, false).unwrap_err();
    let whole = draft.build();
    assert_eq!(why(&whole[..whole.len() / 2]), AnnotateError::Container);
    let broken = changed(&draft, "word/document.xml", |text| text.replace("</w:body>", "").into_bytes());
    assert!(matches!(why(&broken), AnnotateError::Broken { .. }));
    let without =
        zip(&draft.members().into_iter().filter(|(name, _)| name != "word/document.xml").collect::<Vec<_>>());
    assert_eq!(why(&without), AnnotateError::Lacks("word/document.xml".into()));
    let empty =
        changed(&draft, "word/document.xml", |_| format!("<w:document xmlns:w=\"{WORD}\"/>").into_bytes());
    assert_eq!(why(&empty), AnnotateError::NoText);
}

#[test]
fn only_one_word_document_is_annotated() {
    let desk = Memory::with(&[("one.txt", "He was held.\n"), ("two.txt", "Then.\n")]);
    let say = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        annotate(&desk, &paths, &[], &[], &Choices::default(), 0, false).unwrap_err().to_string() + "\n"
    };
    let said = [say(&["one.txt"]), say(&["one.txt", "two.txt"]), say(&["three.docx"]), say(&[])];
    expect![[r#"
        one.txt is no Word document (.docx), so it cannot hold comments; for other files use --format html
        comments are put into one Word document at a time; 2 files were named
        three.docx could not be read: There is no such file.
        there is nothing to audit: name a file
    "#]]
    .assert_eq(&said.concat());
}

#[test]
fn libreoffice_finds_every_comment() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotated");
    std::fs::create_dir_all(&folder).unwrap();
    let original = example();
    let spans: Vec<Span> = document(&original).sentences.iter().step_by(9).map(|s| s.span).collect();
    let (copy, _) = covered(&original, &spans);
    std::fs::write(folder.join("a.docx"), &copy).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let convert = |to: &str| {
        Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", to, "a.docx"])
            .current_dir(&folder)
            .output()
    };
    let (Ok(pdf), Ok(_)) = (convert("pdf"), convert("odt")) else {
        println!("skipped: LibreOffice is not installed");
        return;
    };
    assert!(pdf.status.success() && folder.join("a.pdf").is_file());
    let odt = std::fs::read(folder.join("a.odt")).unwrap();
    let content = member(&odt, "content.xml");
    assert_eq!(content.matches("<office:annotation ").count(), spans.len() + 2);
    assert_eq!(content.matches("<office:annotation-end ").count(), spans.len() + 2);
}

/// A paragraph for the borders of tracked moves.
fn moved(change: Change) -> Paragraph {
    p("He ").moved_to(change, "was moved here").text(" later.")
}

#[test]
fn moved_words() {
    let mira = Change::by("Mira Dessel", "2006-03-04T10:00:00Z");
    check(
        &Docx::new().add(moved(mira)).build(),
        &["moved", "here later"],
        expect![[r#"
        "moved" -> "moved"
        "here later" -> "here later"
    "#]],
    );
}
