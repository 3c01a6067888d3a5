//! What plain text is cut into.

use crate::Options;
use expect_test::{Expect, expect};

fn check(text: &str, expected: Expect) {
    let document = crate::read("report.txt", text.as_bytes(), &Options::default());
    assert_eq!(document.text, text);
    expected.assert_eq(&shown(&document));
}

/// A line for each block and page.
pub(crate) fn shown(document: &probata_report::Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        out.push_str(&format!("{:?} {:?}\n", block.kind, &document.text[block.span]));
    }
    for (at, name) in &document.pages {
        out.push_str(&format!("page {name} at {at}\n"));
    }
    for missing in document.parts[0].outcome.missing() {
        out.push_str(&format!("{}: {}\n", missing.place, missing.why));
    }
    out
}

#[test]
fn paragraphs_between_blank_lines() {
    check(
        "The convoy left Velsk at dawn.\n\nIt was seen at Doln.\n",
        expect![[r#"
        Paragraph "The convoy left Velsk at dawn."
        Paragraph "It was seen at Doln."
    "#]],
    );
}

#[test]
fn a_paragraph_on_each_line() {
    let long = "The convoy left Velsk at dawn, and the people of the town stood at the road and counted the lorries, of which there were eleven, all with their lamps off and their number plates covered with cloth.";
    check(
        &format!("The Convoy\n{long}\n{long}\nThe Return\n{long}\n"),
        expect![[r#"
        Heading(1) "The Convoy"
        Paragraph "The convoy left Velsk at dawn, and the people of the town stood at the road and counted the lorries, of which there were eleven, all with their lamps off and their number plates covered with cloth."
        Paragraph "The convoy left Velsk at dawn, and the people of the town stood at the road and counted the lorries, of which there were eleven, all with their lamps off and their number plates covered with cloth."
        Heading(2) "The Return"
        Paragraph "The convoy left Velsk at dawn, and the people of the town stood at the road and counted the lorries, of which there were eleven, all with their lamps off and their number plates covered with cloth."
    "#]],
    );
}

#[test]
fn hard_wrapped_paragraphs() {
    check(
        "The convoy left Velsk at dawn, and the people of the town stood\nat the road and counted the lorries, of which there were eleven.\nNobody spoke.\nThe drivers did not stop at the bridge, although the soldiers who\nstood there raised their hands and shouted at them to halt.\n",
        expect![[r#"
            Paragraph "The convoy left Velsk at dawn, and the people of the town stood\nat the road and counted the lorries, of which there were eleven.\nNobody spoke."
            Paragraph "The drivers did not stop at the bridge, although the soldiers who\nstood there raised their hands and shouted at them to halt."
        "#]],
    );
}

#[test]
fn numbered_headings_have_levels() {
    check(
        "WITHOUT RETURN\n\nIV. Background\n\nSorvania is a republic.\n\n3.2 The transfers\n\nThey began in 2003.\n\nA. The first group\n\nIt had six men.\n\nChapter 5\n\nNothing is known of them.\n\nAnnex B: Letters\n\nThe ministry did not answer.\n",
        expect![[r#"
            Heading(1) "WITHOUT RETURN"
            Heading(1) "IV. Background"
            Paragraph "Sorvania is a republic."
            Heading(2) "3.2 The transfers"
            Paragraph "They began in 2003."
            Heading(2) "A. The first group"
            Paragraph "It had six men."
            Heading(1) "Chapter 5"
            Paragraph "Nothing is known of them."
            Heading(1) "Annex B: Letters"
            Paragraph "The ministry did not answer."
        "#]],
    );
}

#[test]
fn numbered_titles_are_headings() {
    check(
        "Without Return\n\n1. Methodology\n2. The transfers\n\n1. Methodology\n\n1. Lantern spoke to forty people.\n\n2. None of them was paid.\n\n2. The transfers\n\n2.1 The first flight\n\nThree men were flown to Velsk.\n\n3. Who gave the order?\n\nNobody said so.\n",
        expect![[r#"
            Heading(1) "Without Return"
            ListItem "1. Methodology"
            ListItem "2. The transfers"
            Heading(1) "1. Methodology"
            ListItem "1. Lantern spoke to forty people."
            ListItem "2. None of them was paid."
            Heading(1) "2. The transfers"
            Heading(2) "2.1 The first flight"
            Paragraph "Three men were flown to Velsk."
            Heading(1) "3. Who gave the order?"
            Paragraph "Nobody said so."
        "#]],
    );
}

#[test]
fn numbered_titles_below_chapters() {
    check(
        "I. ARREST\n\n1. Velsk\n\nThey came at night.\n\n2. Doln\n\nThey came at noon.\n\nII. RETURN\n\n1. The flight\n\nIt was short.\n\n2. The prison\n\nIt was cold.\n",
        expect![[r#"
            Heading(1) "I. ARREST"
            Heading(2) "1. Velsk"
            Paragraph "They came at night."
            Heading(2) "2. Doln"
            Paragraph "They came at noon."
            Heading(1) "II. RETURN"
            Heading(2) "1. The flight"
            Paragraph "It was short."
            Heading(2) "2. The prison"
            Paragraph "It was cold."
        "#]],
    );
}

#[test]
fn numbered_sentences_and_words_are_no_headings() {
    check(
        "Lantern asks the government to:\n\n1. Publish the names of all prisoners.\n\n2. Pay the families what was taken.\n\n3. Close the prison at Ustra.\n\nThese were taken:\n\n1. Tomas Verin\n\n2. Ilan Kostrov\n\n3. Mira Dessel\n\nNobody returned.\n",
        expect![[r#"
            Paragraph "Lantern asks the government to:"
            ListItem "1. Publish the names of all prisoners."
            ListItem "2. Pay the families what was taken."
            ListItem "3. Close the prison at Ustra."
            Paragraph "These were taken:"
            ListItem "1. Tomas Verin"
            ListItem "2. Ilan Kostrov"
            ListItem "3. Mira Dessel"
            Paragraph "Nobody returned."
        "#]],
    );
}

#[test]
fn numbered_headings_are_not_the_notes_of_marks() {
    let chapter = |n: u32, title: &str| {
        let (a, b) = (2 * n - 1, 2 * n);
        format!("{n}. {title}\n\nThe convoy left Velsk.{a} It was seen at Doln.{b}\n\n")
    };
    let titles = ["Methodology", "The transfers", "Treatment after return", "The reply", "Conclusion"];
    let text: String = titles.iter().zip(1..).map(|(title, n)| chapter(n, title)).collect();
    check(
        &text,
        expect![[r#"
        Heading(1) "1. Methodology"
        Paragraph "The convoy left Velsk.1 It was seen at Doln.2"
        Heading(1) "2. The transfers"
        Paragraph "The convoy left Velsk.3 It was seen at Doln.4"
        Heading(1) "3. Treatment after return"
        Paragraph "The convoy left Velsk.5 It was seen at Doln.6"
        Heading(1) "4. The reply"
        Paragraph "The convoy left Velsk.7 It was seen at Doln.8"
        Heading(1) "5. Conclusion"
        Paragraph "The convoy left Velsk.9 It was seen at Doln.10"
    "#]],
    );
}

#[test]
fn short_lines_that_are_headings() {
    check(
        "Treatment after Return\n\nAll of the men were beaten on the first night, as they told Lantern.\n\nThe night of 4 March\n\nNobody slept, said Tomas Verin, because the lamps were on all night.\n\n“I saw nothing.”\n\nHe did not say more.\n",
        expect![[r#"
            Heading(1) "Treatment after Return"
            Paragraph "All of the men were beaten on the first night, as they told Lantern."
            Heading(2) "The night of 4 March"
            Paragraph "Nobody slept, said Tomas Verin, because the lamps were on all night."
            Paragraph "“I saw nothing.”"
            Paragraph "He did not say more."
        "#]],
    );
}

#[test]
fn lists() {
    check(
        "Lantern asks the government of Sorvania to:\n\n• free all prisoners;\n• close the prison at Ustra;\n\n(a) at once, and\n(b) for good.\n\n1. Publish the names.\n2. Pay what was taken.\n\ni. first\nii. second\n",
        expect![[r#"
            Paragraph "Lantern asks the government of Sorvania to:"
            ListItem "free all prisoners;"
            ListItem "close the prison at Ustra;"
            ListItem "(a) at once, and"
            ListItem "(b) for good."
            ListItem "1. Publish the names."
            ListItem "2. Pay what was taken."
            ListItem "i. first"
            ListItem "ii. second"
        "#]],
    );
}

#[test]
fn quotations_set_apart() {
    check(
        "He told Lantern:\n\n    They beat us all night, and in the morning they\n    beat us again.\n\nHe did not say more.\n\n> The cell had no window.\n> It was cold.\n",
        expect![[r#"
            Paragraph "He told Lantern:"
            Quotation "They beat us all night, and in the morning they\n    beat us again."
            Paragraph "He did not say more."
            Quotation "The cell had no window.\n> It was cold."
        "#]],
    );
}

#[test]
fn captions() {
    check(
        "Figure 3: The prison at Ustra.\n\nTable 2. Prisoners by town\n\nPhoto: a cell in Doln (Lantern).\n\nBox 1 – The Assurance\n\nTable 2 shows that most were from Doln.\n",
        expect![[r#"
            Caption "Figure 3: The prison at Ustra."
            Caption "Table 2. Prisoners by town"
            Caption "Photo: a cell in Doln (Lantern)."
            Caption "Box 1 – The Assurance"
            Paragraph "Table 2 shows that most were from Doln."
        "#]],
    );
}

#[test]
fn tables() {
    check(
        "Town\tHeld\nDoln\t12\nKareva\t7\n\n| Town | Held |\n|------|------|\n| Ustra | 4 |\n\nTown       Held    Freed\nMarnik     3       1\nVelsk      9       2\n",
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
            Cell { table: 2, row: 0, column: 0 } "Town"
            Cell { table: 2, row: 0, column: 1 } "Held"
            Cell { table: 2, row: 0, column: 2 } "Freed"
            Cell { table: 2, row: 1, column: 0 } "Marnik"
            Cell { table: 2, row: 1, column: 1 } "3"
            Cell { table: 2, row: 1, column: 2 } "1"
            Cell { table: 2, row: 2, column: 0 } "Velsk"
            Cell { table: 2, row: 2, column: 1 } "9"
            Cell { table: 2, row: 2, column: 2 } "2"
        "#]],
    );
}

#[test]
fn contents_with_dot_leaders() {
    check(
        "Contents\n\nSummary ............ 3\nI. Arrests . . . . . . . 12\nII. Transfers......20\n\nSummary\n\nSix men were taken.\n",
        expect![[r#"
            Apparatus "Contents"
            Apparatus "Summary ............ 3"
            Apparatus "I. Arrests . . . . . . . 12"
            Apparatus "II. Transfers......20"
            Heading(2) "Summary"
            Paragraph "Six men were taken."
        "#]],
    );
}

#[test]
fn contents_without_leaders() {
    check(
        "Contents\n\nSummary 3\nArrests 12\nTransfers 20\n\nSummary\n\nSix men were taken.\n",
        expect![[r#"
        Apparatus "Contents"
        Apparatus "Summary 3"
        Apparatus "Arrests 12"
        Apparatus "Transfers 20"
        Heading(2) "Summary"
        Paragraph "Six men were taken."
    "#]],
    );
}

#[test]
fn pages_with_heads_and_numbers() {
    check(
        "Lantern Rights Watch\n\nThe convoy left Velsk and drove\n\n1\n\x0cLantern Rights Watch\n\nto the border without a stop.\n\n2\n\x0cLantern Rights Watch\n\nNobody returned.\n\n3\n",
        expect![[r#"
            Header "Lantern Rights Watch"
            Paragraph "The convoy left Velsk and drove"
            Footer "1"
            Header "Lantern Rights Watch"
            Paragraph "to the border without a stop."
            Footer "2"
            Header "Lantern Rights Watch"
            Paragraph "Nobody returned."
            Footer "3"
            page 1 at 0
            page 2 at 58
            page 3 at 114
        "#]],
    );
}

#[test]
fn pages_by_lone_numbers() {
    let page = |what: &str| {
        format!(
            "Lantern, Without Return\n\nThe {what} left Velsk at dawn, it is said.\n\nThe {what} was seen at Doln.\n\n"
        )
    };
    check(
        &format!("{}11\n\n{}12\n\n{}13\n", page("convoy"), page("guard"), page("family")),
        expect![[r#"
        Header "Lantern, Without Return"
        Paragraph "The convoy left Velsk at dawn, it is said."
        Paragraph "The convoy was seen at Doln."
        Footer "11"
        Header "Lantern, Without Return"
        Paragraph "The guard left Velsk at dawn, it is said."
        Paragraph "The guard was seen at Doln."
        Footer "12"
        Header "Lantern, Without Return"
        Paragraph "The family left Velsk at dawn, it is said."
        Paragraph "The family was seen at Doln."
        Footer "13"
        page 11 at 0
        page 12 at 103
        page 13 at 204
    "#]],
    );
}

#[test]
fn pages_by_markers() {
    check(
        "%%page 11%%\n\nThe convoy left Velsk and drove\n\n%%page 12%%\n\nto the border.\n",
        expect![[r#"
        Header "%%page 11%%"
        Paragraph "The convoy left Velsk and drove"
        Header "%%page 12%%"
        Paragraph "to the border."
        page 11 at 0
        page 12 at 46
    "#]],
    );
}

#[test]
fn numbers_in_a_column_are_no_pages() {
    check(
        "Prisoners:\n\n1\n\n2\n\n3\n\n4\n",
        expect![[r#"
        Paragraph "Prisoners:"
        Paragraph "1"
        Paragraph "2"
        Paragraph "3"
        Paragraph "4"
    "#]],
    );
}

#[test]
fn front_matter() {
    check(
        "---\ntitle: Without Return\ndate: 2005\n---\n\nThe convoy left Velsk.\n",
        expect![[r#"
            Paragraph "The convoy left Velsk."
        "#]],
    );
}

#[test]
fn rules_are_no_text() {
    check(
        "The convoy left Velsk.\n\n* * *\n\n-----\n\nNobody returned.\n",
        expect![[r#"
        Paragraph "The convoy left Velsk."
        Paragraph "Nobody returned."
    "#]],
    );
}

#[test]
fn windows_and_old_line_ends() {
    check(
        "The convoy left Velsk.\r\n\r\nNobody returned.\r\n",
        expect![[r#"
        Paragraph "The convoy left Velsk."
        Paragraph "Nobody returned."
    "#]],
    );
    check(
        "The convoy left Velsk.\r\rNobody returned.\r",
        expect![[r#"
        Paragraph "The convoy left Velsk."
        Paragraph "Nobody returned."
    "#]],
    );
}

#[test]
fn nothing_to_read() {
    check_refused(
        "",
        expect![[r#"Refused([Missing { place: "whole file", why: "the file holds no text" }])"#]],
    );
    check_refused(
        " \n\n\t",
        expect![[r#"Refused([Missing { place: "whole file", why: "the file holds no text" }])"#]],
    );
}

fn check_refused(text: &str, expected: Expect) {
    let document = super::read("report.txt", text.to_owned(), &Options::default());
    expected.assert_eq(&format!("{:?}", document.parts[0].outcome));
}

#[test]
fn the_way_back_is_the_whole_file() {
    let text = "The convoy left Velsk.\n";
    let document = crate::read("report.txt", text.as_bytes(), &Options::default());
    let origin = document.origin_at(4).expect("an origin");
    assert!(origin.verbatim);
    assert_eq!(origin.source.range(), 0..text.len());
}
