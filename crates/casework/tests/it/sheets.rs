//! The sheets for the desk: what stands in them, and that a filled fact-check sheet is read back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::desk::Memory;
use expect_test::expect;
use probata_casework::{Choices, annotate, audit, take_checks};
use probata_reader::{Options, tables};
use probata_report::{Grid, Report};
use probata_testkit::docx::{Docx, Row, Table, p, unpacked, zip};
use probata_workpaper::{Look, SheetForm, accused_sheet, annotated_summary, factcheck_sheet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn draft(sentences: &[&str]) -> Vec<u8> {
    let mut docx = Docx::new().add(p("4 Treatment").heading(1));
    for sentence in sentences {
        docx = docx.add(p(sentence).footnote("Lantern interview with Ilan Kostrov, Ustra, 3 March 2024."));
    }
    docx.add(p("Nobody was told of it.")).build()
}

const DRAFT: [&str; 4] = [
    "Tomas Verin was held at Doln for 22 days.",
    "Captain Jaro Telk beat Tomas Verin on 3 May 2021.",
    "The cell was, he said, \u{201c}as cold as a well\u{201d}.",
    "The cell had no window.",
];

fn report(bytes: &[u8]) -> Report {
    let desk = Memory::default();
    desk.0.lock().unwrap().insert("/home/mira/draft.docx".into(), bytes.to_vec());
    audit(&desk, &[PathBuf::from("draft.docx")], &Choices::default()).unwrap().report
}

fn grid(bytes: &[u8]) -> Grid {
    let mut grids = tables("sheet", bytes, &Options::default()).unwrap();
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

fn shown(grid: &Grid) -> String {
    let rows = grid.rows.iter().map(|(number, cells)| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().replace('\n', " / ")).collect();
        format!("{number}: {}\n", cells.join(" | ").trim_end_matches([' ', '|']))
    });
    format!("{}\n{}", grid.name, rows.collect::<String>())
}

/// A workbook with cells filled in, as a spreadsheet program saves them.
fn filled(workbook: &[u8], cells: &[(&str, &str)]) -> Vec<u8> {
    let mut members = unpacked(workbook);
    let sheet = &mut members.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    let mut text = String::from_utf8(sheet.clone()).unwrap();
    for (cell, words) in cells {
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap();
        let end = start + text[start..].find("/>").unwrap() + "/>".len();
        text.replace_range(
            start..end,
            &format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>"),
        );
    }
    *sheet = text.into_bytes();
    zip(&members)
}

/// A report with a sheet taken up, or what is wrong with the sheet.
fn checked(draft: &[u8], name: &str, sheet: &[u8]) -> Result<Report, String> {
    let mut report = report(draft);
    let desk = Memory::default();
    desk.0.lock().unwrap().insert(Path::new("/home/mira").join(name), sheet.to_vec());
    let taken = take_checks(&desk, &mut report, &[PathBuf::from(name)], &Choices::default());
    taken.map(|()| report).map_err(|error| error.to_string())
}

fn told(report: &Report) -> String {
    let checks = &report.checks;
    let one = |check: &probata_report::Check| {
        format!("{} by {:?} on {:?}, seen in {:?}", check.place, check.by, check.at, check.seen_in)
    };
    let mut out = String::new();
    for check in &checks.checked {
        let sentence = &report.document.sentences[check.sentence.unwrap()];
        out += &format!("checked: {:?}: {}\n", &report.document.text[sentence.span], one(check));
    }
    checks.stale.iter().for_each(|(check, why)| out += &format!("stale: {}: {why}\n", one(check)));
    checks.unfinished.iter().for_each(|(check, why)| out += &format!("unfinished: {}: {why}\n", one(check)));
    out
}

#[test]
fn a_row_per_sentence_to_check_in_both_forms() {
    let report = report(&draft(&DRAFT));
    let workbook = factcheck_sheet(&report, SheetForm::Workbook).unwrap();
    assert_eq!(workbook, factcheck_sheet(&report, SheetForm::Workbook).unwrap());
    expect![[r#"
        sheet “Fact-check”
        1: Fact-check sheet of draft.docx
        2: INTERNAL. NOT FOR CIRCULATION. This output quotes the draft and may name protected sources: keep it as you keep the draft.
        3: 5 sentences to check. Marked, to be checked first: 1 that nothing carries that Probata sees.
        4: Fill in the last three columns and leave the sentences as they are: the source that you saw it in, your name, the day. A row without a name does not count. Read it back with: probata audit DRAFT --checked THIS-FILE
        5: Notes: “direct”, the note's mark stands in the sentence; “inherited”, it stands in a later sentence of the paragraph and is taken to carry this one too; “blanket”, the note says that it carries a passage.
        7: No. | Where | Sentence | Rests on | Names | Numbers and dates | Quotation | Notes | Seen in | Checked by | Date
        8: 1 | section 4, paragraph 1 | Tomas Verin was held at Doln for 22 days. | note | Tomas Verin / Doln | 22 days |  | note 1 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024.
        9: 2 | section 4, paragraph 2 | Captain Jaro Telk beat Tomas Verin on 3 May 2021. | note | Captain Jaro Telk / Tomas Verin | 3 May 2021 |  | note 2 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024.
        10: 3 | section 4, paragraph 3 | The cell was, he said, “as cold as a well”. | note; Jaro Telk |  |  | as cold as a well | note 3 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024.
        11: 4 | section 4, paragraph 4 | The cell had no window. | note |  |  |  | note 4 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024.
        12: 5 | section 4, paragraph 5 | Nobody was told of it. | NOTHING SEEN
    "#]].assert_eq(&shown(&grid(&workbook)));
    let word = factcheck_sheet(&report, SheetForm::Word).unwrap();
    assert_eq!(word, factcheck_sheet(&report, SheetForm::Word).unwrap());
    let rows = |grid: &Grid| -> Vec<Vec<String>> {
        let rows =
            grid.rows.iter().map(|(_, cells)| cells.iter().map(|cell| cell.replace('\n', " ")).collect());
        rows.filter(|row: &Vec<String>| row.len() > 2).collect()
    };
    let (of_book, of_word) = (rows(&grid(&workbook)), rows(&grid(&word)));
    assert_eq!(of_book.len(), of_word.len());
    for (one, other) in of_book.iter().zip(&of_word) {
        assert_eq!(one[..], other[..one.len()], "both forms say the same");
    }
}

#[test]
fn a_filled_workbook_is_read_back() {
    let first = draft(&DRAFT);
    let sheet = factcheck_sheet(&report(&first), SheetForm::Workbook).unwrap();
    let sheet = filled(
        &sheet,
        &[
            ("I8", "Ustra tape 4"),
            ("J8", "Mira Dessel"),
            ("K8", "4 March 2024"),
            ("J9", "Imre Calder"),
            ("J10", "Mira Dessel"),
            ("I11", "the plan of the cells"),
            ("J12", "Mira Dessel"),
        ],
    );
    expect![[r#"
        checked: "Tomas Verin was held at Doln for 22 days.1": sheet “Fact-check”, row 8 by "Mira Dessel" on "4 March 2024", seen in "Ustra tape 4"
        checked: "Captain Jaro Telk beat Tomas Verin on 3 May 2021.2": sheet “Fact-check”, row 9 by "Imre Calder" on "", seen in ""
        checked: "The cell was, he said, “as cold as a well”.3": sheet “Fact-check”, row 10 by "Mira Dessel" on "", seen in ""
        checked: "Nobody was told of it.": sheet “Fact-check”, row 12 by "Mira Dessel" on "", seen in ""
        unfinished: sheet “Fact-check”, row 11 by "" on "", seen in "the plan of the cells": no name under “Checked by”
    "#]].assert_eq(&told(&checked(&first, "sheet.xlsx", &sheet).unwrap()));
    let [held, beat, cold, window] = DRAFT;
    let next = draft(&["A new sentence.", &held.replace("22", "26"), &cold.replace(',', ""), window, beat]);
    let report = checked(&next, "sheet.xlsx", &sheet).unwrap();
    expect![[r#"
        checked: "The cell was he said “as cold as a well”.3": sheet “Fact-check”, row 10 by "Mira Dessel" on "", seen in ""
        checked: "Captain Jaro Telk beat Tomas Verin on 3 May 2021.5": sheet “Fact-check”, row 9 by "Imre Calder" on "", seen in ""
        checked: "Nobody was told of it.": sheet “Fact-check”, row 12 by "Mira Dessel" on "", seen in ""
        stale: sheet “Fact-check”, row 8 by "Mira Dessel" on "4 March 2024", seen in "Ustra tape 4": the sentence was changed since
        unfinished: sheet “Fact-check”, row 11 by "" on "", seen in "the plan of the cells": no name under “Checked by”
    "#]].assert_eq(&told(&report));
    let screen = probata_workpaper::audit(&report, &Look::default());
    let screen =
        &screen[screen.find("Fact-check").unwrap()..screen.find("deny").or(screen.find("warn")).unwrap()];
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    expect![[r#"
        Fact-check  3 of 5 assertions checked: Imre Calder 1, Mira Dessel 2
        1 check does not count any more:
          sheet.xlsx, sheet “Fact-check”, row 8 by Mira Dessel: the sentence was changed
          since: “Tomas Verin was held at Doln for 22 days.”
        1 row is filled only in part:
          sheet.xlsx, sheet “Fact-check”, row 11: no name under “Checked by”: “The cell
          had no window.”

    "#]]
    .assert_eq(screen);
    let again = factcheck_sheet(&report, SheetForm::Workbook).unwrap();
    let again = shown(&grid(&again));
    expect![[r#"
        9: 2 | section 4, paragraph 3 | The cell was he said “as cold as a well”. | note; Tomas Verin |  |  | as cold as a well | note 3 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024. |  | Mira Dessel
        11: 4 | section 4, paragraph 5 | Captain Jaro Telk beat Tomas Verin on 3 May 2021. | note | Captain Jaro Telk / Tomas Verin | 3 May 2021 |  | note 5 (direct): Lantern interview with Ilan Kostrov, Ustra, 3 March 2024. |  | Imre Calder
        12: 5 | section 4, paragraph 6 | Nobody was told of it. | NOTHING SEEN |  |  |  |  |  | Mira Dessel"#]].assert_eq(
        again
            .lines()
            .filter(|line| line.contains("Mira Dessel") || line.contains("Calder"))
            .collect::<Vec<_>>()
            .join("\n")
            .as_str(),
    );
}

#[test]
fn a_filled_word_sheet_is_read_back() {
    let first = draft(&DRAFT);
    let mut sheet = Table::new();
    sheet = sheet.row(["Sentence", "Remark", "Seen in", "Checked by", "Date"]);
    sheet = sheet.row([DRAFT[0], "", "Ustra tape 4", "Mira Dessel", "4 March"]);
    sheet = sheet.row([DRAFT[3], "", "", "", ""]);
    let file = Docx::new().add(p("A sheet of one's own")).add(sheet).build();
    expect![[r#"
        checked: "Tomas Verin was held at Doln for 22 days.1": table 1, row 2 by "Mira Dessel" on "4 March", seen in "Ustra tape 4"
    "#]].assert_eq(&told(&checked(&first, "own.docx", &file).unwrap()));
}

#[test]
fn a_sheet_that_is_none_says_where_and_why() {
    let first = draft(&DRAFT);
    let whole: &[&str] = &["Sentence", "Seen in", "Checked by", "Date"];
    let files = [
        own(&[&["Sentence", "Seen in", "Date"], &["He left.", "", ""]]),
        own(&[&["Who", "What"], &["He", "left."]]),
        own(&[whole, &["The road was closed to all but the army.", "", "Mira", ""]]),
        own(&[whole, &["", "tape 4", "Mira", ""]]),
        own(&[whole]),
        first.clone(),
        b"Sentence,Seen in,Checked by,Date\nHe left.,,Mira,\n".to_vec(),
        b"PK\x03\x04 and nothing more".to_vec(),
    ];
    let said = files.map(|file| checked(&first, "a.docx", &file).unwrap_err() + "\n");
    expect![[r#"
        the sheet a.docx, table 1, row 1: the column "Checked by" is missing: put it in, or give the column that is meant this name
        the sheet a.docx holds no fact-check sheet: no table in it has the columns "Sentence", "Seen in", "Checked by", "Date"; give its columns these names, or make a sheet with --format factcheck
        the sheet a.docx is of another report, it seems: its sentence does not stand in this draft in any form
        the sheet a.docx, table 1, row 2: it is filled in, but its sentence is gone; restore it or clear the row
        the sheet a.docx has no rows under its head
        the sheet a.docx could not be read: there is no table in it; save the sheet as an Excel workbook (.xlsx) or a Word document (.docx)
        the sheet a.docx could not be read: there is no table in it; save the sheet as an Excel workbook (.xlsx) or a Word document (.docx)
        the sheet a.docx could not be read: the file begins as a ZIP archive does and holds not one member that can be found: it may be cut off; copy it again
    "#]].assert_eq(&said.concat());
}

/// A sheet of one's own, as a Word document.
fn own(rows: &[&[&str]]) -> Vec<u8> {
    let table = rows.iter().fold(Table::new(), |table, row| {
        table.row(row.iter().fold(Row::new(), |cells, cell| cells.cell(*cell)))
    });
    Docx::new().add(table).build()
}

#[test]
fn a_sheet_that_persons_have_handled_loses_nothing() {
    let check = |sentences: &[&str], rows: &[&[&str]], expected: expect_test::Expect| {
        let said = checked(&draft(sentences), "own.docx", &own(rows));
        expected.assert_eq(&said.map_or_else(|error| error + "\n", |report| told(&report)));
    };
    let head: &[&str] = &["No.", "SENTENCE:", "Seen  in", "checked by", "Date"];
    let again = ["He was released.", "He was beaten.", "He was released."];
    // Sorted by who checked: the second of two like sentences stays the second.
    check(
        &again,
        &[head, &["3", again[2], "", "Mira", ""], &["2", again[1], "", "", ""], &["1", again[0], "", "", ""]],
        expect![[r#"
            checked: "He was released.3": table 1, row 2 by "Mira" on "", seen in ""
        "#]],
    );
    // A row copied for a second person; a sentence that the draft says twice and the sheet once.
    check(
        &["He was held.", "He was beaten.", "He was beaten."],
        &[
            head,
            &["1", "He was held.", "", "Mira", ""],
            &["1", "He was held.", "", "Imre", ""],
            &["2", "He was beaten.", "", "Mira", ""],
            &["", "He was hanged.", "", "Mira", ""],
        ],
        expect![[r#"
            stale: table 1, row 2 by "Mira" on "", seen in "": the sentence stands twice in the sheet and once in the draft, so that it is not certain which is meant
            stale: table 1, row 3 by "Imre" on "", seen in "": the sentence stands twice in the sheet and once in the draft, so that it is not certain which is meant
            stale: table 1, row 4 by "Mira" on "", seen in "": the sentence stands once in the sheet and twice in the draft, so that it is not certain which is meant
            stale: table 1, row 5 by "Mira" on "", seen in "": the sentence is not in this draft
        "#]],
    );
    // Signs are no name.
    check(
        &again[..2],
        &[head, &["1", again[0], "", "?", ""], &["2", again[1], "", " \u{2013} ", "4 March"]],
        expect![[r#"
            unfinished: table 1, row 2 by "?" on "", seen in "": no name under “Checked by”
            unfinished: table 1, row 3 by "–" on "4 March", seen in "": no name under “Checked by”
        "#]],
    );
    check(
        &again[..2],
        &[&["Sentence", "Seen in", "Checked by", "Date", "Checked by"], &[again[0], "", "", "", "Mira"]],
        expect![[r#"
            the sheet own.docx, table 1, row 1: there are two columns "Checked by"; give one of them another name
        "#]],
    );
}

#[test]
fn a_table_that_was_cut_in_two_is_read_to_its_end() {
    let table = |rows: &[[&str; 4]]| rows.iter().fold(Table::new(), |table, row| table.row(*row));
    let file = Docx::new()
        .add(table(&[["Sentence", "Seen in", "Checked by", "Date"], [DRAFT[0], "", "Mira", ""]]))
        .add(p("to be continued"))
        .add(table(&[[DRAFT[1], "", "Imre", ""]]))
        .build();
    expect![[r#"
        checked: "Tomas Verin was held at Doln for 22 days.1": table 1, row 2 by "Mira" on "", seen in ""
        checked: "Captain Jaro Telk beat Tomas Verin on 3 May 2021.2": table 2, row 1 by "Imre" on "", seen in ""
    "#]]
    .assert_eq(&told(&checked(&draft(&DRAFT), "own.docx", &file).unwrap()));
}

#[test]
fn a_new_sheet_tells_what_of_the_old_one_is_not_in_it() {
    let rows: &[&[&str]] = &[
        &["Sentence", "Seen in", "Checked by", "Date"],
        &[DRAFT[0], "", "M.D.", ""],
        &[DRAFT[1], "", "m. d.", ""],
        &["The cell had no door.", "", "Imre", ""],
        &[DRAFT[2], "tape 4", "", ""],
    ];
    let report = checked(&draft(&DRAFT), "own.docx", &own(rows)).unwrap();
    expect![[r#"
        2 of 5 assertions checked: M.D. 2.
        1 check does not count any more and is not in the new sheet:
          own.docx, table 1, row 4 by Imre: the sentence is not in this draft: “The cell had no door.”
        1 row is filled only in part and is not in the new sheet:
          own.docx, table 1, row 5: no name under “Checked by”: “The cell was, he said, “as cold as a well”.”
        This output quotes the draft and may name protected sources: keep it as you keep the draft.
    "#]]
    .assert_eq(&probata_workpaper::sheet_summary(&report));
}

#[test]
fn everybody_accused_has_a_row() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/returned.docx");
    let report = report(&std::fs::read(root).unwrap());
    let workbook = accused_sheet(&report, SheetForm::Workbook).unwrap();
    expect![[r#"
        sheet “Accused”
        1: Who is accused in draft.docx
        2: INTERNAL. NOT FOR CIRCULATION. This output quotes the draft and may name protected sources: keep it as you keep the draft.
        3: 5 persons and bodies are accused by name; of 2 the report tells neither a reply nor a request for one: they are marked. Those who are accused without a name (“guards beat him”) are not in it, and whether somebody is still alive is not known here.
        4: Notes: “direct”, the note's mark stands in the sentence; “inherited”, it stands in a later sentence of the paragraph and is taken to carry this one too; “blanket”, the note says that it carries a passage.
        6: No. | Who | Sentences that accuse, how they are said and what carries them | Also named in | On withheld sources only | Reply asked for | Reply came | Printed where
        7: 1 | Radu Benk / person / also: Colonel Radu Benk; Benk | “Summary”, paragraph 6: “Colonel Radu Benk, the head of investigation at Doln, personally directed the interrogation of returned detainees.” / said as fact by the report; carried by NOTHING that is seen | section 2.2, paragraph 3 / section 3.1, paragraph 3 / section 3.2, paragraph 3 / “A.1 Letters sent”, paragraph 1 | no | “A.1 Letters sent”, paragraph 1: “On the same day it wrote, in care of the SSD, to Colonel Radu Benk, Major Stefan Orlik, Dr Anton Mirvas, Sergeant Lev Maruk and Lieutenant Goran Sefik, set...” | not told | “A.1 Letters sent”, paragraph 1 / “Annex A. Letters sent and answers...”
        8: 2 | Klaas Rendholm / person / also: Inspector Klaas Rendholm | section 3.2, paragraph 2: “Kostrov told Lantern that Inspector Klaas Rendholm of the Aliens Police kicked him twice in the van on the way to the airport, after he had refused to walk to the vehicle.” / asserted by Ilan Kostrov; note 59 (direct) |  | no | not told | not told | NOWHERE
        9: 3 | Jaro Telk / person / also: Captain Jaro Telk; Telk; Captain Telk | section 3.3, paragraph 2: “A woman who was held in the next room in the same week said that Telk made Dessel stand facing the wall from the evening until it was light.” / asserted by A woman who was held in the next room in the same week; note 78 (direct) /  / section 3.5, paragraph 2: “He said that Captain Telk and another officer beat him with their fists and with a folded belt, and poured cold water over him in the yard.” / asserted by D.S.; note 96 (direct) | section 3.3, paragraph 2 | no | not told | not told | NOWHERE
        10: 4 | Lev Maruk / person / also: Sergeant Lev Maruk; Maruk | section 3.8, paragraph 2: “He told Lantern by video that Sergeant Lev Maruk, whom the other guards called “the carpenter”, hung him by the wrists from a pipe in the boiler room, on two occasions, for what he thought was less than an hour, and struck him with a broom handle.” / asserted by R.T., the report's doubt: “he thought”; note 128 (direct) | section 3.8, paragraph 2 / “A.1 Letters sent”, paragraph 1 | YES | “A.1 Letters sent”, paragraph 1: “On the same day it wrote, in care of the SSD, to Colonel Radu Benk, Major Stefan Orlik, Dr Anton Mirvas, Sergeant Lev Maruk and Lieutenant Goran Sefik, set...” | not told | “A.1 Letters sent”, paragraph 1 / “Annex A. Letters sent and answers...”
        11: 5 | Goran Sefik / person / also: Lieutenant Goran Sefik; Sefik | section 3.9, paragraph 3: “Two guards who no longer work at Doln told Lantern separately that Lieutenant Goran Sefik was one of the two men.” / asserted by Two guards; note 140 (direct) | section 3.9, paragraph 3 / “A.1 Letters sent”, paragraph 1 | YES | “A.1 Letters sent”, paragraph 1: “On the same day it wrote, in care of the SSD, to Colonel Radu Benk, Major Stefan Orlik, Dr Anton Mirvas, Sergeant Lev Maruk and Lieutenant Goran Sefik, set...” | not told | “A.1 Letters sent”, paragraph 1 / “Annex A. Letters sent and answers...”
    "#]].assert_eq(&shown(&grid(&workbook)));
    let word = accused_sheet(&report, SheetForm::Word).unwrap();
    assert_eq!(grid(&word).rows.len(), report.accused.len() + 1);
}

#[test]
fn libreoffice_opens_both_forms_and_saves_a_sheet_that_is_read_back() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheets");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let first = draft(&DRAFT);
    let sheet = factcheck_sheet(&report(&first), SheetForm::Workbook).unwrap();
    std::fs::write(folder.join("a.xlsx"), filled(&sheet, &[("J8", "Mira Dessel"), ("K8", "2024-03-04")]))
        .unwrap();
    std::fs::write(folder.join("b.docx"), factcheck_sheet(&report(&first), SheetForm::Word).unwrap())
        .unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    for file in ["a.xlsx", "b.docx"] {
        let ending = file.split('.').next_back().unwrap();
        let saved = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", ending, "--outdir", "saved", file])
            .current_dir(&folder)
            .output();
        let Ok(bytes) = saved.and_then(|_| std::fs::read(folder.join("saved").join(file))) else {
            println!("skipped: LibreOffice (Writer and Calc) is not installed");
            return;
        };
        let report = checked(&first, file, &bytes).unwrap();
        assert_eq!(report.checks.checked.len(), usize::from(ending == "xlsx"), "{file}");
    }
}

#[test]
fn comments_say_who_checked_the_sentence() {
    let first = draft(&DRAFT);
    let sheet = factcheck_sheet(&report(&first), SheetForm::Workbook).unwrap();
    let sheet = filled(
        &sheet,
        &[("I12", "Ustra tape 4"), ("J12", "Mira Dessel"), ("K12", "4 March 2024"), ("I9", "x")],
    );
    let desk = Memory::default();
    desk.0.lock().unwrap().insert("/home/mira/draft.docx".into(), first);
    desk.0.lock().unwrap().insert("/home/mira/sheet.xlsx".into(), sheet);
    let (paths, sheets) = ([PathBuf::from("draft.docx")], [PathBuf::from("sheet.xlsx")]);
    let made = annotate(&desk, &paths, &[], &sheets, &Choices::default(), 0, false).unwrap();
    let comments =
        unpacked(&made.copy.bytes).into_iter().find(|(name, _)| name == "word/comments.xml").unwrap().1;
    let comments = String::from_utf8(comments).unwrap();
    assert_eq!(comments.matches("Checked: ").count(), 1);
    assert!(comments.contains("Mira Dessel on 4 March 2024, seen in Ustra tape 4."));
    expect![[r#"
        3 comments put in, one on each finding.
        1 of 5 assertions checked: Mira Dessel 1; told in the comments on these sentences.
        1 row is filled only in part:
          sheet.xlsx, sheet “Fact-check”, row 9: no name under “Checked by”: “Captain Jaro Telk beat Tomas Verin on 3 May 2021.”
        This output quotes the draft and may name protected sources: keep it as you keep the draft.
    "#]].assert_eq(&annotated_summary(&made.audited.report, &made.copy));
    // The comment is known again with the line in it.
    desk.0.lock().unwrap().insert("/home/mira/draft.docx".into(), made.copy.bytes);
    let again = annotate(&desk, &paths, &[], &[], &Choices::default(), 0, false).unwrap();
    assert_eq!((again.copy.comments, again.copy.kept), (0, made.copy.comments));
}
