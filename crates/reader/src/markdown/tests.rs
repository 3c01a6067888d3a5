//! What Markdown is cut into.

use crate::Options;
use crate::plain::tests::shown;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let document = crate::read("report.md", text.as_bytes(), &Options::default());
    assert_eq!(document.text, text);
    let mut out = shown(&document);
    for hidden in &document.hidden {
        out.push_str(&format!("{:?} {:?} at {}\n", hidden.kind, hidden.text, hidden.place));
    }
    expected.assert_eq(&out);
}

#[test]
fn headings_of_both_kinds() {
    check(
        "# Without Return #\n\nThe Transfers\n=============\n\nThe first\n---------\n\n### *Arrest*\nThey came at night.\n",
        expect![[r#"
        Heading(1) "Without Return"
        Heading(1) "The Transfers"
        Heading(2) "The first"
        Heading(3) "*Arrest*"
        Paragraph "They came at night."
    "#]],
    );
}

#[test]
fn lists_and_quotations() {
    check(
        "Lantern asks to:\n\n- free **all** prisoners;\n- close the prison\n  at Ustra.\n\n1. Publish the names.\n2. Pay.\n\n> The cell had no window.\n> It was cold.\n>\n> Nobody came.\n",
        expect![[r#"
        Paragraph "Lantern asks to:"
        ListItem "free **all** prisoners;"
        ListItem "close the prison\n  at Ustra."
        ListItem "1. Publish the names."
        ListItem "2. Pay."
        Quotation "The cell had no window.\n> It was cold."
        Quotation "Nobody came."
    "#]],
    );
}

#[test]
fn tables() {
    check(
        "| Town | Held |\n|:-----|-----:|\n| Doln | 12 |\n| Kareva | 7 |\n\nTown | Held\n--- | ---\nUstra | 4\n",
        expect![[r#"
        Cell { table: 0, row: 0, column: 0 } "Town"
        Cell { table: 0, row: 0, column: 1 } "Held"
        Cell { table: 0, row: 1, column: 0 } "Doln"
        Cell { table: 0, row: 1, column: 1 } "12"
        Cell { table: 0, row: 2, column: 0 } "Kareva"
        Cell { table: 0, row: 2, column: 1 } "7"
        Cell { table: 1, row: 0, column: 0 } "Town"
        Cell { table: 1, row: 0, column: 1 } "Held"
        Cell { table: 1, row: 1, column: 0 } "Ustra"
        Cell { table: 1, row: 1, column: 1 } "4"
    "#]],
    );
}

#[test]
fn code_and_front_matter_are_read_but_not_judged() {
    check(
        "---\ntitle: Without Return\n---\n\n```\nSELECT 1\n```\n\nThe convoy left Velsk.\n\n~~~ text\n# no heading\n",
        expect![[r#"
            Apparatus "```\nSELECT 1\n```"
            Paragraph "The convoy left Velsk."
            Apparatus "~~~ text\n# no heading"
            Property "Without Return" at front matter title
        "#]],
    );
}

#[test]
fn comments_are_hidden_content() {
    check(
        "<!-- source: Mira Dessel -->\n\nThe convoy left Velsk. <!-- ask Ilan -->\n\n<!--\ntwo lines\n--> Nobody returned.\n\n<!-- not closed\n",
        expect![[r#"
        Apparatus "<!-- source: Mira Dessel -->"
        Paragraph "The convoy left Velsk. <!-- ask Ilan -->"
        Apparatus "<!--\ntwo lines\n-->"
        Paragraph "Nobody returned."
        Paragraph "<!-- not closed"
        HiddenText "source: Mira Dessel" at line 1
        HiddenText "ask Ilan" at line 3
        HiddenText "two lines" at line 5
    "#]],
    );
}

#[test]
fn definitions_are_notes() {
    check(
        "They were taken.[^1]\n\n[^1]: Lantern interview,\nVelsk.\n\n    It was recorded.\n\nNobody returned.\n",
        expect![[r#"
        Paragraph "They were taken.[^1]"
        Note(0) "[^1]: Lantern interview,\nVelsk."
        Note(0) "It was recorded."
        Paragraph "Nobody returned."
    "#]],
    );
}

#[test]
fn images_captions_and_breaks() {
    check(
        "![The prison](ustra.jpg)\n\nFigure 1: The prison at Ustra.\n\n***\n\nSee [the letter](letter.md).\n",
        expect![[r#"
        Apparatus "![The prison](ustra.jpg)"
        Caption "Figure 1: The prison at Ustra."
        Paragraph "See [the letter](letter.md)."
    "#]],
    );
}

#[test]
fn page_markers() {
    check(
        "%%page 11%%\n\nThe convoy drove\n\n<!-- page 12 -->\n\nto the border.\n",
        expect![[r#"
        Header "%%page 11%%"
        Paragraph "The convoy drove"
        Apparatus "<!-- page 12 -->"
        Paragraph "to the border."
        page 11 at 0
        page 12 at 31
        HiddenText "page 12" at line 5
    "#]],
    );
}

#[test]
fn raised_units_and_powers_are_no_marks() {
    let text = "The area is 5 km^2^ and 10^6^ crowns were paid.[^2]\n\nHe was held.[^1]\n\n[^1]: Interview.\n[^2]: Ledger.\n";
    let document = crate::read("report.md", text.as_bytes(), &Options::default());
    let marks: Vec<&str> = document.marks.iter().map(|mark| &document.text[mark.span]).collect();
    expect!["[^2] [^1]"].assert_eq(&marks.join(" "));
}

#[test]
fn a_stroke_behind_a_backslash_does_not_divide_a_cell() {
    check(
        "| Place | Who |\n|---|---|\n| Karst \\| Ombra | Bosk |\n",
        expect![[r#"
        Cell { table: 0, row: 0, column: 0 } "Place"
        Cell { table: 0, row: 0, column: 1 } "Who"
        Cell { table: 0, row: 1, column: 0 } "Karst \\| Ombra"
        Cell { table: 0, row: 1, column: 1 } "Bosk"
    "#]],
    );
}

/// Sentences of the body with their pieces, then marks and notes.
fn check_notes(text: &str, expected: Expect) {
    let document = crate::read("report.md", text.as_bytes(), &Options::default());
    assert_eq!(document.text, text);
    let mut out = String::new();
    for sentence in &document.sentences {
        let pieces: Vec<&str> = sentence.spans().iter().map(|span| &text[*span]).collect();
        out.push_str(&format!("{:?} {}\n", document.zone(sentence), pieces.join(" … ")));
    }
    for mark in &document.marks {
        let called = mark.note.map_or("nothing", |note| document.notes[note].id.as_str());
        out.push_str(&format!("{:?} {} -> {called}\n", &text[mark.span], mark.label));
    }
    for note in &document.notes {
        out.push_str(&format!("{} {:?} {:?}\n", note.id, &text[note.body], note.marks));
    }
    expected.assert_eq(&out);
}

#[test]
fn notes_that_stand_where_they_are_called() {
    check_notes(
        "Three men left Velsk.^[Lantern interview, *Doln*, [site](https://lantern.example). Ibid.] They met Colonel^[See annex\nB [draft].]\nRadu Benk,^[A.]^[B.] who left.^[C.]^[D.] Nobody came.\n\n- An item^[E.] goes on.\n",
        expect![[r#"
            Body Three men left Velsk.^
            Note Lantern interview, *Doln*, [site](https://lantern.example).
            Note Ibid.
            Body They met Colonel^ … Radu Benk,^ … ^ … who left.^ … ^
            Note See annex
            B [draft].
            Note A.
            Note B.
            Note C.
            Note D.
            Body Nobody came.
            Body An item^ … goes on.
            Note E.
            "^" 1 -> n1
            "^" 2 -> n2
            "^" 3 -> n3
            "^" 4 -> n4
            "^" 5 -> n5
            "^" 6 -> n6
            "^" 7 -> n7
            n1 "Lantern interview, *Doln*, [site](https://lantern.example). Ibid." [0]
            n2 "See annex\nB [draft]." [1]
            n3 "A." [2]
            n4 "B." [3]
            n5 "C." [4]
            n6 "D." [5]
            n7 "E." [6]
        "#]],
    );
}

#[test]
fn notes_of_both_kinds() {
    check_notes(
        "He was held.[^1] He was moved.^[Ibid.] He died.[^kin]\n\n[^1]: Lantern interview.\n\n[^kin]: Mira Dessel.\n",
        expect![[r#"
            Body He was held.[^1]
            Body He was moved.^
            Note Ibid.
            Body He died.[^kin]
            Note [^1]: Lantern interview.
            Note [^kin]: Mira Dessel.
            "[^1]" 1 -> n1
            "^" 2 -> n2
            "[^kin]" kin -> nkin
            n2 "Ibid." [1]
            n1 "Lantern interview." [0]
            nkin "Mira Dessel." [2]
        "#]],
    );
}

#[test]
fn what_is_no_note_stays_text() {
    check_notes(
        "It was `a^[b]` and \\^[c] and 10^6^[d] and ^[] here.\n\nNothing closes ^[this [one].\n\nAnother] ends.\n",
        expect![[r#"
            Body It was `a^[b]` and \^[c] and 10^6^[d] and ^[] here.
            Body Nothing closes ^[this [one].
            Body Another] ends.
        "#]],
    );
}
