//! Word documents as a person makes them, and what is read of them.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Changes, Options, read};
use probata_report::Document;
use probata_testkit::docx::{Cell, Change, Comment, Docx, Note, Restart, Row, Section, Table, p, zip};
use shown::shown;

fn check(docx: Docx, expected: Expect) {
    check_with(&docx, Changes::Final, expected);
}

fn check_with(docx: &Docx, changes: Changes, expected: Expect) {
    let options = Options { changes, ..Options::default() };
    let bytes = docx.build();
    let document = read("report.docx", &bytes, &options);
    verify_origins(&document, &docx.members());
    expected.assert_eq(&shown(&document));
}

/// Where an origin is verbatim, the member's bytes there are the text.
fn verify_origins(document: &Document, members: &[(String, Vec<u8>)]) {
    for origin in document.origins.iter().filter(|origin| origin.verbatim) {
        let name = match origin.member {
            0 => "word/document.xml",
            1 => "word/footnotes.xml",
            2 => "word/endnotes.xml",
            _ => continue,
        };
        let bytes = &members.iter().find(|(path, _)| path == name).unwrap().1;
        let source = std::str::from_utf8(&bytes[origin.source.range()]).unwrap();
        assert_eq!(source, &document.text[origin.span]);
    }
}

fn mira() -> Change {
    Change::by("Mira Dessel", "2006-03-04T10:00:00Z")
}

fn tomas() -> Change {
    Change::by("Tomas Verin", "2006-03-05T11:00:00Z")
}

#[test]
fn notes_stand_behind_the_text_in_the_order_of_their_marks() {
    check(
        Docx::new()
            .add(p("Returned").style("Title"))
            .add(p("The transfers").heading(1))
            .add(
                p("He was flown to Velsk.")
                    .footnote(Note::new(vec![
                        p("Interview, ").italic("Kareva").text(", 3 March 2006."),
                        p("See also below."),
                    ]))
                    .text(" The ministry denied it.")
                    .footnote("Ibid.")
                    .text(" A last word.")
                    .endnote("On file with Lantern."),
            )
            .add(p("Signed").footnote(Note::from("Not for quotation.").marked("*"))),
        expect![[r#"
            complete
            h1: Returned
            h1: The transfers
            paragraph: He was flown to Velsk.[1] The ministry denied it.[2] A last word.[i]
            paragraph: Signed[*]
            note n1: 1 Interview, Kareva, 3 March 2006.⏎See also below.
            note n2: 2 Ibid.
            note n*: * Not for quotation.
            note ni: i On file with Lantern.
        "#]],
    );
}

#[test]
fn numbers_of_notes_follow_sections_and_formats() {
    check(
        Docx::new()
            .add(p("Summary").footnote("First."))
            .add(Section::new().format("lowerRoman").restart(Restart::EachSection))
            .add(p("Chapter").footnote("Second.").text(" and").footnote("Third."))
            .add(Section::new().restart(Restart::EachSection).start(5))
            .add(
                p("Annex")
                    .footnote("Fourth.")
                    .footnote(Note::from("Own.").marked("†"))
                    .footnote("Fifth.")
                    .endnote("End."),
            )
            .last_section(
                Section::new().restart(Restart::EachSection).format("chicago").endnote_format("decimal"),
            ),
        expect![[r#"
            complete
            paragraph: Summary[i]
            paragraph: Chapter[5] and[6]
            paragraph: Annex[*][†][†][1]
            note ni: i First.
            note n5: 5 Second.
            note n6: 6 Third.
            note n*: * Fourth.
            note n†: † Own.
            note n†.2: † Fifth.
            note n1: 1 End.
            page 1: Summaryi⏎⏎Chapter5 a
            page 2: Chapter5 and6⏎⏎Annex
            page 3: Annex*††1⏎⏎i First.⏎
        "#]],
    );
}

#[test]
fn a_reference_leads_to_its_note_or_nowhere() {
    check(
        Docx::new()
            .add(p("Text").bookmark("_Ref1", p("").footnote("The letter.")).text("."))
            .add(
                p("See note ")
                    .field(" NOTEREF _Ref1 \\h ", "1")
                    .text(" above, and ")
                    .bookmark("_Ref2", "chapter four")
                    .text("."),
            )
            .add(p("Stale: note ").simple_field(" NOTEREF _Ref1 \\h ", "9").text("."))
            .add(
                p("As said in ")
                    .field(" REF _Ref2 \\h ", "chapter four")
                    .text(" and ")
                    .field(" REF _Gone \\h ", "chapter five"),
            )
            .add(p("See ").field(" REF _Ref9 \\h ", "Error! Reference source not found.").text(" and "))
            .add(p("typed: Error! Bookmark not defined.")),
        expect![[r#"
            complete
            paragraph: Text[1].
            paragraph: See note 1 above, and chapter four.
            paragraph: Stale: note 9.
            paragraph: As said in chapter four and chapter five
            paragraph: See Error! Reference source not found. and
            paragraph: typed: Error! Bookmark not defined.
            note n1: 1 The letter.
            -> note "1" to "1 The letter."
            -> note "9" to "1 The letter."
            -> bookmark "_Ref2" to "chapter four"
            -> bookmark "_Gone" to nowhere
            -> bookmark "_Ref9" to nowhere
            -> bookmark "Error! Bookmark not defined." to nowhere
            note: a reference prints note 9, and the note it leads to is now 1: update the fields
        "#]],
    );
}

#[test]
fn citation_managers_leave_their_words_and_no_code() {
    check(
        Docx::new().add(
            p("He was held for a year")
                .field(" ADDIN ZOTERO_ITEM CSL_CITATION {\"citationID\":\"x1\",\"note\":\"given by Ilan Kostrov\"} ", "(Verin 2006)")
                .text(" and ")
                .field(" ADDIN EN.CITE <EndNote><Cite><Author>Benk</Author></Cite></EndNote>", "(Benk, 2005)")
                .text(". Page ")
                .field(" PAGE ", "7")
                .text(" ")
                .link("mailto:dessel@lantern.example", "write to us")
                .text("."),
        ),
        expect![[r#"
            complete
            paragraph: He was held for a year(Verin 2006) and (Benk, 2005). Page 7 write to us.
            (field code) "ADDIN ZOTERO_ITEM CSL_CITATION {\"citationID\":\"x1\",\"note\":\"given by Ilan Kostrov\"}" on "(Verin 2006)"   [word/document.xml]
            (field code) "ADDIN EN.CITE <EndNote><Cite><Author>Benk</Author></Cite></EndNote>" on "(Benk, 2005)"   [word/document.xml]
            (field code) "HYPERLINK mailto:dessel@lantern.example" on "write to us"   [word/document.xml]
        "#]],
    );
}

fn changed() -> Docx {
    Docx::new()
        .add(
            p("He was ")
                .deleted(mira(), "brutally ")
                .inserted(mira(), "allegedly ")
                .text("beaten by ")
                .deleted(tomas(), p("Colonel Radu Benk").footnote("Deleted source."))
                .inserted(tomas(), p("an officer").footnote("New source."))
                .text(".")
                .footnote("Kept source."),
        )
        .add(p("This paragraph").end_deleted(mira()))
        .add(p(" runs on.").end_inserted(tomas()))
        .add(p("Moved ").moved_from(mira(), "from here").text("."))
        .add(p("Moved ").moved_to(mira(), "from here").text("."))
        .add(
            Table::new()
                .row(["a", "b"])
                .row(Row::from(["gone", "too"]).deleted(mira()))
                .row(Row::from(["new", "row"]).inserted(tomas())),
        )
}

#[test]
fn changes_are_read_as_final() {
    check_with(
        &changed(),
        Changes::Final,
        expect![[r#"
        complete
        paragraph: He was allegedly beaten by an officer[1].[2]
        paragraph: This paragraph runs on.
        paragraph: Moved .
        paragraph: Moved from here.
        cell 0.0.0: a
        cell 0.0.1: b
        cell 0.1.0: new
        cell 0.1.1: row
        note n1: 1 New source.
        note n2: 2 Kept source.
        (tracked deletion) "brutally " on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "allegedly " on "allegedly " Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "Colonel Radu Benk" on "" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked insertion) "an officer1" on "an officer1" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked deletion) "Deleted source." on "" Tomas Verin 2006-03-05T11:00:00Z [word/footnotes.xml: a note whose mark was deleted]
        (tracked deletion) "¶" on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "from here" on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "from here" on "from here" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "gone\ntoo" on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "new\n\nrow" on "new\n\nrow" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        note: 4 tracked insertions and 6 deletions by 2 people, read as final
    "#]],
    );
}

#[test]
fn changes_are_read_as_original() {
    check_with(
        &changed(),
        Changes::Original,
        expect![[r#"
        complete
        paragraph: He was brutally beaten by Colonel Radu Benk[1].[2]
        paragraph: This paragraph
        paragraph: runs on.Moved from here.
        paragraph: Moved .
        cell 0.0.0: a
        cell 0.0.1: b
        cell 0.1.0: gone
        cell 0.1.1: too
        note n1: 1 Deleted source.
        note n2: 2 Kept source.
        (tracked deletion) "brutally " on "brutally " Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "allegedly " on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "Colonel Radu Benk1" on "Colonel Radu Benk1" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked insertion) "an officer" on "" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked insertion) "New source." on "" Tomas Verin 2006-03-05T11:00:00Z [word/footnotes.xml: a note whose mark was inserted]
        (tracked insertion) "¶" on "" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked deletion) "from here" on "from here" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "from here" on "" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "gone\n\ntoo" on "gone\n\ntoo" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "new\nrow" on "" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        note: 6 tracked insertions and 4 deletions by 2 people, read as original
    "#]],
    );
}

#[test]
fn changes_are_read_both_ways() {
    check_with(
        &changed(),
        Changes::Both,
        expect![[r#"
        complete
        paragraph: He was brutally allegedly beaten by Colonel Radu Benk[1]an officer[2].[3]
        paragraph: This paragraph
        paragraph: runs on.
        paragraph: Moved from here.
        paragraph: Moved from here.
        cell 0.0.0: a
        cell 0.0.1: b
        cell 0.1.0: gone
        cell 0.1.1: too
        cell 0.2.0: new
        cell 0.2.1: row
        note n1: 1 Deleted source.
        note n2: 2 New source.
        note n3: 3 Kept source.
        (tracked deletion) "brutally " on "brutally " Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "allegedly " on "allegedly " Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "Colonel Radu Benk1" on "Colonel Radu Benk1" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked insertion) "an officer2" on "an officer2" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        (tracked deletion) "from here" on "from here" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "from here" on "from here" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked deletion) "gone\n\ntoo" on "gone\n\ntoo" Mira Dessel 2006-03-04T10:00:00Z [word/document.xml]
        (tracked insertion) "new\n\nrow" on "new\n\nrow" Tomas Verin 2006-03-05T11:00:00Z [word/document.xml]
        note: 4 tracked insertions and 4 deletions by 2 people, both sides read
    "#]],
    );
}

#[test]
fn what_the_page_does_not_show_is_kept_apart() {
    check(
        Docx::new()
            .title("Returned")
            .creator("Mira Dessel")
            .last_modified_by("Tomas Verin")
            .company("Lantern Rights Watch")
            .custom("Source", "I. K., Doln")
            .add(
                p("A former detainee")
                    .hidden(" (Ilan Kostrov)")
                    .text(" said ")
                    .commented(
                        Comment::by("Mira Dessel", "2006-03-04T10:00:00Z", "Is this Ilan?")
                            .reply(Comment::by("Tomas Verin", "2006-03-04T11:00:00Z", "Yes.")),
                        "that he was beaten",
                    )
                    .invisible("white words")
                    .text(".")
                    .picture("Photograph of the house in Doln"),
            )
            .add(p("").hidden("A hidden paragraph."))
            .add(p("Visible.")),
        expect![[r#"
            complete
            paragraph: A former detainee said that he was beaten.
            paragraph: Visible.
            (document property) "Returned" on ""   [docProps/core.xml title]
            (document property) "Mira Dessel" on ""   [docProps/core.xml creator]
            (document property) "Tomas Verin" on ""   [docProps/core.xml lastModifiedBy]
            (document property) "Lantern Rights Watch" on ""   [docProps/app.xml Company]
            (document property) "I. K., Doln" on ""   [docProps/custom.xml Source]
            (hidden text) " (Ilan Kostrov)" on ""   [word/document.xml]
            (comment) "Is this Ilan?" on "that he was beaten" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
            (comment) "Yes." on "that he was beaten" Tomas Verin 2006-03-04T11:00:00Z [word/comments.xml comment 2, reply to comment 1]
            (hidden text) "white words" on ""   [word/document.xml]
            (alternative text) "Photograph of the house in Doln" on ""   [word/document.xml]
            (hidden text) "A hidden paragraph." on ""   [word/document.xml]
        "#]],
    );
}

#[test]
fn a_text_box_is_read_once() {
    check(
        Docx::new()
            .add(
                p("Before")
                    .text_box(vec!["The story of Ilan".into(), "He was seventeen.".into()])
                    .text(" and after."),
            )
            .control("Summary", vec![p("In a control ").control("Date", "on 3 March").text(".").into()]),
        expect![[r#"
            complete
            paragraph: Before and after.
            paragraph boxed: The story of Ilan
            paragraph boxed: He was seventeen.
            paragraph: In a control on 3 March.
        "#]],
    );
}

#[test]
fn tables_are_read_cell_by_cell() {
    check(
        Docx::new()
            .add(
                Table::new()
                    .row(Row::new().cell("Date").cell(Cell::new(vec!["Place and name".into()]).over(2)))
                    .row(
                        Row::new()
                            .cell(Cell::from("3 March").merged())
                            .cell("Velsk")
                            .cell(p("Verin").footnote("In a cell.")),
                    )
                    .row(Row::new().cell(Cell::merged_with_above()).cell("Doln").cell(Cell::new(vec![
                        p("two").into(),
                        p("paragraphs").into(),
                        Table::new().row(["inner", "table"]).into(),
                    ]))),
            )
            .add(p("Table ").simple_field(" SEQ Table \\* ARABIC ", "1").text(": Transfers"))
            .add(
                Table::new()
                    .row([Cell::new(vec![p("The case of Mira").heading(2).into(), p("She waited.").into()])]),
            ),
        expect![[r#"
            complete
            cell 0.0.0: Date
            cell 0.0.1: Place and name
            cell 0.1.0: 3 March
            cell 0.1.1: Velsk
            cell 0.1.2: Verin[1]
            cell 0.2.1: Doln
            cell 0.2.2: two
            cell 0.2.2: paragraphs
            cell 1.0.0: inner
            cell 1.0.1: table
            caption: Table 1: Transfers
            h2 boxed: The case of Mira
            paragraph boxed: She waited.
            note n1: 1 In a cell.
        "#]],
    );
}

#[test]
fn lists_have_their_printed_numbers() {
    check(
        Docx::new()
            .add(p("Findings").list(2, 0).style("Heading1"))
            .add(p("Arrests").list(2, 1).style("Heading2"))
            .add(p("one").numbered(0, 0))
            .add(p("sub").numbered(0, 1))
            .add(p("sub").numbered(0, 1))
            .add(p("two").numbered(0, 0))
            .add(p("again").numbered(1, 0))
            .add(p("bullet").bullet(0))
            .add(p("Quoted at length.").style("Quote"))
            .add(p("\u{201c}Set in from the left.\u{201d}").indent(720))
            .add(p("An outline level of its own").outline(1))
            .add(p("Figure 1: A house").style("Caption")),
        expect![[r#"
            complete
            h1: 1 Findings
            h2: 1.1 Arrests
            listitem: 1. one
            listitem: (a) sub
            listitem: (b) sub
            listitem: 2. two
            listitem: 1. again
            listitem: bullet
            quotation: Quoted at length.
            quotation: “Set in from the left.”
            h2: An outline level of its own
            caption: Figure 1: A house
        "#]],
    );
}

#[test]
fn pages_heads_and_contents() {
    check(
        Docx::new()
            .pages(3)
            .contents(&[(1, "Summary", "1"), (1, "Transfers", "2")])
            .add(p("On page one. ").rendered_page_break().text("On page two."))
            .add(p("Still two.").page_break())
            .add(p("").rendered_page_break().text("On page three."))
            .last_section(Section::new().header("Lantern, May 2006").page_numbers()),
        expect![[r#"
            complete
            apparatus: Summary⇥1
            apparatus: Transfers⇥2
            paragraph: On page one. On page two.
            paragraph: Still two.
            paragraph: On page three.
            header: Lantern, May 2006
            footer: Page 1
            page 1: Summary	1⏎⏎Transfers
            page 2: On page two.⏎⏎Still 
            page 3: On page three.⏎⏎Lant
        "#]],
    );
}

#[test]
fn single_characters() {
    check(
        Docx::new().add(
            p("co")
                .no_break_hyphen()
                .text("operate, com")
                .soft_hyphen()
                .text("plain")
                .tab()
                .text("tab")
                .line_break()
                .text("line ")
                .symbol("Wingdings", "F0FC")
                .text(" AT&T <x> ")
                .formula("a=b")
                .text(" note")
                .superscript("7"),
        ),
        expect![[r#"
            complete
            paragraph: co‑operate, complain⇥tab⏎line ✓ AT&T <x> a=b note⁷
        "#]],
    );
}

#[test]
fn a_note_that_no_mark_calls() {
    let mut members = Docx::new().add(p("Text.").footnote("Called.")).members();
    let notes = &mut members.iter_mut().find(|(path, _)| path == "word/footnotes.xml").unwrap().1;
    let uncalled = "<w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Left behind.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    *notes = String::from_utf8(notes.clone()).unwrap().replace("</w:footnotes>", uncalled).into_bytes();
    let document = read("report.docx", &zip(&members), &Options::default());
    expect![[r#"
        complete
        paragraph: Text.[1]
        note n1: 1 Called.
        note n?: ? Left behind.
    "#]]
    .assert_eq(&shown(&document));
}

#[test]
fn changes_inside_a_comment_are_read_as_those_of_the_text() {
    let what = p("Ask ")
        .deleted(mira(), "Ilan")
        .inserted(tomas(), p("Sunniva").deleted(mira(), " Laske"))
        .text(" again.");
    let comment = Comment::by("Tomas Verin", "2006-03-04T11:00:00Z", what);
    let docx = || Docx::new().add(p("He was ").commented(comment.clone(), "beaten").text("."));
    check_with(
        &docx(),
        Changes::Final,
        expect![[r#"
        complete
        paragraph: He was beaten.
        (comment) "Ask Sunniva again." on "beaten" Tomas Verin 2006-03-04T11:00:00Z [word/comments.xml comment 1]
        (tracked deletion) "Ilan" on "" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
        (tracked deletion) " Laske" on "" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
        (tracked insertion) "Sunniva" on "" Tomas Verin 2006-03-05T11:00:00Z [word/comments.xml comment 1]
        note: 1 tracked insertion and 2 deletions by 2 people, read as final
    "#]],
    );
    check_with(
        &docx(),
        Changes::Original,
        expect![[r#"
        complete
        paragraph: He was beaten.
        (comment) "Ask Ilan again." on "beaten" Tomas Verin 2006-03-04T11:00:00Z [word/comments.xml comment 1]
        (tracked deletion) "Ilan" on "" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
        (tracked insertion) "Sunniva Laske" on "" Tomas Verin 2006-03-05T11:00:00Z [word/comments.xml comment 1]
        note: 1 tracked insertion and 1 deletion by 2 people, read as original
    "#]],
    );
    check_with(
        &docx(),
        Changes::Both,
        expect![[r#"
        complete
        paragraph: He was beaten.
        (comment) "Ask IlanSunniva Laske again." on "beaten" Tomas Verin 2006-03-04T11:00:00Z [word/comments.xml comment 1]
        (tracked deletion) "Ilan" on "" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
        (tracked deletion) " Laske" on "" Mira Dessel 2006-03-04T10:00:00Z [word/comments.xml comment 1]
        (tracked insertion) "Sunniva Laske" on "" Tomas Verin 2006-03-05T11:00:00Z [word/comments.xml comment 1]
        note: 1 tracked insertion and 2 deletions by 2 people, both sides read
    "#]],
    );
}
