use crate::sorvania::returned;
use expect_test::expect;
use probata_report::{Check, Span, TextCitation};
use probata_workpaper::{citations_csv, sentences_csv};

/// Splits a table as RFC 4180 says.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = table.strip_prefix('\u{feff}').expect("a byte-order mark").chars().peekable();
    while let Some(character) = characters.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => row.last_mut().unwrap().push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(characters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]));
    rows
}

#[test]
fn a_row_per_sentence() {
    let table = rows(&sentences_csv(&returned(), false));
    assert!(table.iter().all(|row| row.len() == table[0].len()));
    let shown: Vec<_> = table.iter().take(10).map(|row| row.join(" | ")).collect();
    expect![[r#"
        id | part | page | cell | chapter | zone | kind | carried_by | notes | cited_in_text | restates | attributions | hedges | findings | answered | checked | text | notice
        s1 | returned.docx | 1 |  | 1 Summary | heading | background | not_needed |  |  |  |  |  |  |  |  | 1 Summary | This output quotes the draft and may name protected sources: keep it as you keep the draft.
        s2 | returned.docx | 1 |  | 1 Summary | body | fact | restated |  |  | s8 |  |  |  |  |  | Between March and May 2004 the Kingdom of Halvard handed eleven men over to Sorvania. | 
        s3 | returned.docx | 1 |  | 1 Summary | body | fact | neither |  |  |  |  |  | unsupported-assertion |  |  | All of them were held by the Sorvan State Security Directorate (SSD). | 
        s4 | returned.docx | 1 |  | 1 Summary | body | attributed | both | n1 (direct) |  |  | The Ministry of the Interior asserts: that anybody was ill-treated |  |  |  |  | The Ministry of the Interior denies that anybody was ill-treated.1 | 
        s5 | returned.docx | 1 |  | 1 Summary | body | method | not_needed |  |  |  |  |  |  |  |  | This report is based on interviews with 23 people, held between 2004 and 2006. | 
        s6 | returned.docx | 12 |  | 2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing | heading | background | not_needed |  |  |  |  |  |  |  |  | 2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing | 
        s7 | returned.docx | 12 |  | 2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing | heading | background | not_needed |  |  |  |  |  |  |  |  | 2.1 The flight of 4 March | 
        s8 | returned.docx | 12 |  | 2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing | body | fact | note | n2 (direct) |  |  |  |  |  |  |  | Eleven men were handed over at Aldmark airport between 4 March and 9 May 2004.2 | 
        s9 | returned.docx | 12 |  | 2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing | body | fact | neither |  |  |  |  |  | dangling-mark |  |  | Tomas Verin was flown to Velsk in the night of 4 March.58 | "#]].assert_eq(&shown.join("\n"));
}

#[test]
fn a_row_per_citation() {
    let table = rows(&citations_csv(&returned()));
    assert!(table.iter().all(|row| row.len() == table[0].len()));
    let shown: Vec<_> = table.iter().map(|row| row.join(" | ")).collect();
    expect![[r#"
        id | part | note | label | page | carries | kind | mode | signal | persons | organisation | title | number | date | place | address | withheld | refers_to | source | text | notice
        c1 | returned.docx | n1 | 1 | 19 | s4 | letter |  |  |  | Ministry of the Interior |  |  | 2006-06-03 |  |  |  |  | Ministry of the Interior | Letter of the Ministry of the Interior to Lantern, 3 June 2006. | This output quotes the draft and may name protected sources: keep it as you keep the draft.
        c2 | returned.docx | n2 | 2 | 19 | s8 | un_document |  |  |  |  |  | A/HRC/2/9 |  |  |  |  |  | A/HRC/2/9 | A/HRC/2/9, para. 14. | 
        c3 | returned.docx | n3 | 3 | 19 | s10; s11 | interview |  |  | former detainee | Lantern Rights Watch |  |  |  |  |  | name; date; place |  | former detainee (name withheld) | Lantern interview with former detainee (name withheld), date and place withheld. | 
        c4 | returned.docx | n4 | 4 | 19 | s12 | ibid |  |  |  |  |  |  |  |  |  |  | c3 | former detainee (name withheld) | Ibid. | 
        c5 | returned.docx | n5 | 5 | 19 | s21 | press_article |  |  |  |  | Eight more fly home |  |  |  |  |  |  | Velsk Courier | “Eight more fly home”, Velsk Courier, 11 May 2004. | 
        c6 | returned.docx | n6 | 6 | 19 | s23 | interview | telephone_interview |  |  |  |  |  |  | Kareva |  |  |  | former detainee (name withheld) | Lantern telephone interviews with former detainee (name withheld), Kareva, 9 April 2006. | 
        c7 | returned.docx | n7 | 7 | 19 | s25 | interview |  |  |  |  |  |  |  |  |  |  |  | former guard (name withheld) | Lantern interview with former guard (name withheld). | 
        c8 | returned.docx | n8 | 8 | 19 | s27 | interview |  |  | Mira Dessel |  |  |  |  |  |  |  |  | Mira Dessel | Lantern interview with Mira Dessel, Ustra, 30 February 2006. | "#]].assert_eq(&shown.join("\n"));
}

#[test]
fn sources_cited_in_the_text_and_checks_have_columns() {
    let mut report = returned();
    let span = Span::new(12, 20);
    let cited =
        |name: &str| TextCitation { sentence: 1, span, name: name.into(), refers_to: None, carries: vec![1] };
    report.text_citations = vec![cited("A/HRC/13/42"), cited("Verin v. Sorvania")];
    let check = |by: &str, at: &str, seen_in: &str| Check {
        sentence: Some(1),
        words: String::new(),
        seen_in: seen_in.into(),
        by: by.into(),
        at: at.into(),
        file: "sheet.xlsx".into(),
        place: "row 8".into(),
    };
    report.checks.checked =
        vec![check("Mira Dessel", "4 March 2024", "Ustra\ntape 4"), check("Imre Calder", "", "")];
    let table = rows(&sentences_csv(&report, false));
    let columns =
        ["cited_in_text", "checked"].map(|name| table[0].iter().position(|column| column == name).unwrap());
    let shown = |row: usize| columns.map(|column| table[row][column].as_str()).join(" | ");
    expect![[r#"
        A/HRC/13/42; Verin v. Sorvania | Mira Dessel on 4 March 2024, seen in Ustra tape 4; Imre Calder
         | "#]]
    .assert_eq(&[shown(2), shown(3)].join("\n"));
}
