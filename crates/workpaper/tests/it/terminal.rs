use crate::sorvania::{in_three_files, long, returned};
use expect_test::{Expect, expect};
use probata_report::{Document, Outcome, Report};
use probata_workpaper::{
    CorpusRow, Look, audit, corpus_json, corpus_row, corpus_totals, flat, nearest, reading,
};

fn check(report: &Report, look: Look, expected: Expect) {
    let shown = audit(report, &look);
    for line in shown.lines() {
        let columns = unicode_width::UnicodeWidthStr::width(line);
        assert!(columns <= look.width, "{columns} columns: {line}");
    }
    expected.assert_eq(&shown);
}

#[test]
fn the_whole_audit_fits_eighty_columns() {
    check(
        &returned(),
        Look::default(),
        expect![[r#"
        This output quotes the draft and may name protected sources: keep it as you keep
        the draft.

        returned.docx  partial, 34 pages, 37 sentences, 8 notes
          missing: word/media/image1.png: text in pictures is not read
          1 tracked deletion: read as final

        Evidence coverage  of 16 assertions of fact             probata explain coverage
            7  by a note
            1  by a source named in the text
            2  by a note and a source named in the text
            1  by another sentence that says the same and is carried
            5  by none of these: a worklist, not a grade
          Different origins: at least 4, at most 6
          Resting on withheld sources only: 4

          1 Summary                               #############.......      2 of 3
          2 The transfers: how eleven men...      ##############......      5 of 7
          3 Treatment after return                #############.......      4 of 6

        deny  dangling-mark  page 12
              Tomas Verin was flown to Velsk in the night of 4 March.58
                                                                     ^^
              no note 58 in this chapter
              remedy: restore the note, or remove the mark

        deny  accused-on-withheld-only  page 19
              | Colonel Radu Benk was in charge of the building in Doln where the men
              | were held
              Colonel Radu Benk is accused, and every source of the accusation is
              withheld
              also: note 7, page 19: the only source
              remedy: find a source that can be named, or say in the text why there is
                      none

        deny  withheld-elsewhere-given  note 6, page 19, sensitive
              ... interviews with former detainee (name withheld), Kareva, 9 April 2006.
                                                                   ^^^^^^^^^^^^^^^^^^^^
              the place and date of this interview are printed here and withheld in note
              3
              also: note 3, page 19: the same source, with place and date withheld
              remedy: withhold them here too, or ask the source

        deny  impossible-date  note 8, page 19
              8 Lantern interview with Mira Dessel, Ustra, 30 February 2006.
                                                           ^^^^^^^^^^^^^^^^
              there is no 30 February
              remedy: correct the date

        warn  unsupported-assertion  page 1
              All of them were held by the Sorvan State Security Directorate (SSD).
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact, and nothing carries it
              remedy: add a note, name the source, or say it as a conclusion

        warn  unnamed-authority  page 12
              Officials said that the men had asked to go home.
              ^^^^^^^^^ an unnamed authority carries nothing
              remedy: name the office, or the letter or press conference

        warn  quotation-without-source  page 19
              Her brother, 司法部 wrote, had “never existed” in any <register> & file.
                                             ^^^^^^^^^^^^^^^
              quoted words without a source
              remedy: give the source

        warn  unsupported-assertion  page 19
              قال الشاهد إن الضابط ضربه في السجن.
              at: الضابط
              asserts a fact, and nothing carries it
              remedy: add a note

        8 findings: 4 denied, 4 warnings.
        What a rule looks for and why: probata explain dangling-mark
    "#]],
    );
}

#[test]
fn a_pipe_gets_no_sensitive_finding_and_several_files_are_named() {
    check(
        &in_three_files(),
        Look { sensitive: false, ..Look::default() },
        expect![[r#"
            This output quotes the draft and may name protected sources: keep it as you keep
            the draft.

            returned.docx  partial, 34 pages, 5 sentences, no notes
              missing: word/media/image1.png: text in pictures is not read
              1 tracked deletion: read as final
            chapter-2.docx  complete, 34 pages, 32 sentences, 8 notes
              1 tracked deletion: read as final
            annex.docx  refused: could not be read
              The file is protected by a password: save a copy without one.
              1 tracked deletion: read as final
            2 of 3 files as one report: 3 pages, 37 sentences, 8 notes

            Evidence coverage  of 16 assertions of fact             probata explain coverage
                7  by a note
                1  by a source named in the text
                2  by a note and a source named in the text
                1  by another sentence that says the same and is carried
                5  by none of these: a worklist, not a grade
              Different origins: at least 4, at most 6
              Resting on withheld sources only: 4

              1 Summary                               #############.......      2 of 3
              2 The transfers: how eleven men...      ##############......      5 of 7
              3 Treatment after return                #############.......      4 of 6

            deny  dangling-mark  page 12, chapter-2.docx
                  Tomas Verin was flown to Velsk in the night of 4 March.58
                                                                         ^^
                  no note 58 in this chapter
                  remedy: restore the note, or remove the mark

            deny  accused-on-withheld-only  page 19, chapter-2.docx
                  | Colonel Radu Benk was in charge of the building in Doln where the men
                  | were held
                  Colonel Radu Benk is accused, and every source of the accusation is
                  withheld
                  also: note 7, page 19, chapter-2.docx: the only source
                  remedy: find a source that can be named, or say in the text why there is
                          none

            deny  impossible-date  note 8, page 19, chapter-2.docx
                  8 Lantern interview with Mira Dessel, Ustra, 30 February 2006.
                                                               ^^^^^^^^^^^^^^^^
                  there is no 30 February
                  remedy: correct the date

            warn  unsupported-assertion  page 1, returned.docx
                  All of them were held by the Sorvan State Security Directorate (SSD).
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  asserts a fact, and nothing carries it
                  remedy: add a note, name the source, or say it as a conclusion

            warn  unnamed-authority  page 12, chapter-2.docx
                  Officials said that the men had asked to go home.
                  ^^^^^^^^^ an unnamed authority carries nothing
                  remedy: name the office, or the letter or press conference

            warn  quotation-without-source  page 19, chapter-2.docx
                  Her brother, 司法部 wrote, had “never existed” in any <register> & file.
                                                 ^^^^^^^^^^^^^^^
                  quoted words without a source
                  remedy: give the source

            warn  unsupported-assertion  page 19, chapter-2.docx
                  قال الشاهد إن الضابط ضربه في السجن.
                  at: الضابط
                  asserts a fact, and nothing carries it
                  remedy: add a note

            7 findings: 3 denied, 4 warnings.
            What a rule looks for and why: probata explain dangling-mark
            1 sensitive finding left out, because this output is not a screen: --sensitive
            puts it in.
        "#]],
    );
}

#[test]
fn a_narrow_screen_is_kept_to() {
    check(
        &returned(),
        Look { width: 44, ..Look::default() },
        expect![[r#"
        This output quotes the draft and may name
        protected sources: keep it as you keep the
        draft.

        returned.docx
          partial, 34 pages, 37 sentences, 8 notes
          missing: word/media/image1.png: text in
          pictures is not read
          1 tracked deletion: read as final

        Evidence coverage  of 16 assertions of fact
            7  by a note
            1  by a source named in the text
            2  by a note and a source named in the
               text
            1  by another sentence that says the
               same and is carried
            5  by none of these: a worklist, not a
               grade
          Different origins: at least 4, at most 6
          Resting on withheld sources only: 4

          1 Summary          ###..      2 of 3
          2 The transfer...  ####.      5 of 7
          3 Treatment...     ###..      4 of 6

        deny  dangling-mark  page 12
              ... Velsk in the night of 4 March.58
                                                ^^
              no note 58 in this chapter
              remedy: restore the note, or remove
                      the mark

        deny  accused-on-withheld-only  page 19
              | Colonel Radu Benk was in charge of
              | the building in Doln where the men
              | were held
              Colonel Radu Benk is accused, and
              every source of the accusation is
              withheld
              also: note 7, page 19: the only source
              remedy: find a source that can be
                      named, or say in the text why
                      there is none

        deny  withheld-elsewhere-given  note 6,...
              ... withheld), Kareva, 9 April 2006.
                             ^^^^^^^^^^^^^^^^^^^^
              the place and date of this interview
              are printed here and withheld in note
              3
              also: note 3, page 19: the same
                    source, with place and date
                    withheld
              remedy: withhold them here too, or ask
                      the source

        deny  impossible-date  note 8, page 19
              ... Dessel, Ustra, 30 February 2006.
                                 ^^^^^^^^^^^^^^^^
              there is no 30 February
              remedy: correct the date

        warn  unsupported-assertion  page 1
              | All of them were held by the Sorvan
              | State Security Directorate (SSD).
              asserts a fact, and nothing carries it
              remedy: add a note, name the source,
                      or say it as a conclusion

        warn  unnamed-authority  page 12
              Officials said that the men had ...
              ^^^^^^^^^
              an unnamed authority carries nothing
              remedy: name the office, or the letter
                      or press conference

        warn  quotation-without-source  page 19
              ... wrote, had “never existed” in ...
                             ^^^^^^^^^^^^^^^
              quoted words without a source
              remedy: give the source

        warn  unsupported-assertion  page 19
              قال الشاهد إن الضابط ضربه في السجن.
              at: الضابط
              asserts a fact, and nothing carries it
              remedy: add a note

        8 findings: 4 denied, 4 warnings.
        What a rule looks for and why: probata
        explain dangling-mark
    "#]],
    );
}

#[test]
fn many_findings_of_a_rule_are_cut_and_counted() {
    let shown = audit(&long(2_000), &Look::default());
    let end: Vec<_> = shown.lines().rev().take(4).collect();
    expect![[r#"
        warn  unsupported-assertion     20   12 of them not shown: --all

        20 findings: 20 warnings.
        What a rule looks for and why: probata explain unsupported-assertion"#]]
    .assert_eq(&end.into_iter().rev().collect::<Vec<_>>().join("\n"));
    let all = audit(&long(2_000), &Look { all: true, ..Look::default() });
    assert_eq!(all.matches("remedy:").count(), 20);
}

#[test]
fn nothing_wrong_is_said() {
    let mut report = returned();
    report.findings.clear();
    let shown = audit(&report, &Look::default());
    assert!(shown.ends_with("\n\nNo findings.\n"), "{shown}");
}

#[test]
fn what_a_finding_rests_on_is_told_once() {
    let mut report = returned();
    let finding = report.findings.iter_mut().find(|f| f.rule == "accused-on-withheld-only").expect("one");
    finding.rests_on = vec![finding.rests_on[0].clone(); 3];
    let shown = audit(&report, &Look::default());
    assert!(shown.contains("also: note 7, page 19: the only source (3 times)\n"), "{shown}");
    assert_eq!(shown.matches("the only source").count(), 1);
}

#[test]
fn a_page_name_that_two_pages_have_is_told_with_its_place() {
    let mut report = returned();
    report.document.pages[2].1 = "12".to_owned();
    let shown = audit(&report, &Look::default());
    assert!(shown.contains("dangling-mark  page 12 (sheet 2)"), "{shown}");
    assert!(shown.contains("also: note 7, page 12 (sheet 3): the only source"), "{shown}");
    assert!(shown.contains("unsupported-assertion  page 1\n"), "{shown}");
}

#[test]
fn a_refused_file_says_why() {
    let mut report = returned();
    report.document = Document::refused("letter.pdf", "pdf", "PDF is not read yet: save it as DOCX or text.");
    check(
        &report,
        Look::default(),
        expect![[r#"
            letter.pdf  refused: could not be read
              PDF is not read yet: save it as DOCX or text.

        "#]],
    );
}

#[test]
fn a_document_is_shown_as_it_was_read() {
    expect![[r#"
        This output quotes the draft and may name protected sources: keep it as you keep
        the draft.

        -- page 1 ----------------------------------------
        heading 1   1 Summary
        text        Between March and May 2004 the Kingdom of Halvard handed eleven men
                    over to Sorvania. All of them were held by the Sorvan State Security
                    Directorate (SSD). The Ministry of the Interior denies that anybody
                    was ill-treated.[1]
        text        This report is based on interviews with 23 people, held between 2004
                    and 2006.
        -- page 12 ----------------------------------------
        heading 1   2 The transfers: how eleven men were taken from Aldmark to Velsk
                    without a hearing
        heading 2   2.1 The flight of 4 March
        text        Eleven men were handed over at Aldmark airport between 4 March and 9
                    May 2004.[2] Tomas Verin was flown to Velsk in the night of 4
                    March.[58?] He was hooded and his hands were tied. He told Lantern
                    that he seemed to have been given an injection.[3]
        quotation   “They asked me nothing. They said that in Sorvania I would learn to
                    speak.”[4]
        text        Under the assurance of 12 February 2004, Sorvania promised to treat
                    the men humanely. Officials said that the men had asked to go home.
        cell 1.1    Date
        cell 1.2    Men
        cell 2.1    4 March 2004
        cell 2.2    3
        cell 3.1    9 May 2004
        cell 3.2    8
        caption     Table 1: transfers known to Lantern Rights Watch.[5]
        -- page 19 ----------------------------------------
        heading 1   3 Treatment after return
        text        Former detainees described beatings, threats, and being kept awake
                    for days.[6] Ilan Kostrov, a lawyer in Velsk, said that two of his
                    clients had been beaten. Colonel Radu Benk was in charge of the
                    building in Doln where the men were held.[7] The treatment of the
                    men therefore broke the assurance.
        list        Mira Dessel was held for 41 days.[8]
        list        Her brother, 司法部 wrote, had “never existed” in any <register> &
                    file.
        text        قال الشاهد إن الضابط ضربه في السجن.
        note 1      Letter of the Ministry of the Interior to Lantern, 3 June 2006.
        note 2      A/HRC/2/9, para. 14.
        note 3      Lantern interview with former detainee (name withheld), date and
                    place withheld.
        note 4      Ibid.
        note 5      “Eight more fly home”, Velsk Courier, 11 May 2004.
        note 6      Lantern telephone interviews with former detainee (name withheld),
                    Kareva, 9 April 2006.
        note 7      Lantern interview with former guard (name withheld).
        note 8      Lantern interview with Mira Dessel, Ustra, 30 February 2006.

        Not visible on the printed page
          tracked deletion, by Editor 2, 2006-07-01, word/document.xml
              Pavel Oran

        returned.docx  partial, 34 pages, 37 sentences, 8 notes
          missing: word/media/image1.png: text in pictures is not read
          1 tracked deletion: read as final

    "#]]
    .assert_eq(&reading(&returned().document, &Look::default()));
}

#[test]
fn colours_only_add_escape_codes() {
    let plain = audit(&returned(), &Look::default());
    let coloured = audit(&returned(), &Look { colour: true, ..Look::default() });
    let mut stripped = String::new();
    for (index, piece) in coloured.split('\u{1b}').enumerate() {
        stripped += if index == 0 { piece } else { piece.split_once('m').map_or("", |(_, rest)| rest) };
    }
    assert_eq!(plain, stripped);
}

#[test]
fn text_cannot_steer_the_terminal() {
    assert_eq!(flat("a\u{1b}[2J\tb\r\n\u{202e}c\u{a0}d "), "a\u{fffd}[2J b \u{fffd}c d");
}

#[test]
fn a_name_slightly_wrong_is_guessed() {
    let rules = ["dangling-mark", "sole-source", "same-origin", "quotation-drift", "coverage"];
    let guess = |name| nearest(name, rules.into_iter()).join(" ");
    assert_eq!(guess("dangling-marks"), "dangling-mark");
    assert_eq!(guess("sole_source"), "sole-source");
    assert_eq!(guess("quotation"), "quotation-drift");
    assert_eq!(guess("zzzzzzzzz"), "");
}

#[test]
fn a_file_of_a_folder_is_a_line() {
    let outcome = Outcome::refused("The file is cut off.");
    let row = CorpusRow {
        path: "reports/a\u{7}.docx",
        within: None,
        same_as: None,
        enclosed: 0,
        sha256: "",
        format: "docx",
        outcome: &outcome,
        pages: None,
        text_bytes: 0,
        sentences: 1,
        notes: 0,
        marks: 0,
        milliseconds: 12,
    };
    expect![[r#"
        reports/a�.docx       refused       1 sentence      0 notes       12 ms
            whole file: The file is cut off.
    "#]]
    .assert_eq(&corpus_row(&row, &Look::default()));
    expect![[r#"
        {"schema":"probata-corpus/1","path":"reports/a\u0007.docx","within":null,"same_as":null,"enclosed":0,"sha256":"","format":"docx","status":"refused","missing":[{"where":"whole file","why":"The file is cut off."}],"pages":null,"text_bytes":0,"sentences":1,"notes":0,"marks":0,"milliseconds":12}
    "#]].assert_eq(&corpus_json(&row));
    let long = CorpusRow { path: "reports/statement of the guard at Doln.docx", ..row };
    expect![[r#"
        reports/statement of the guard at Doln.docx
                              refused       1 sentence      0 notes       12 ms
            whole file: The file is cut off.
    "#]]
    .assert_eq(&corpus_row(&long, &Look::default()));
    let (within, same_as) = (Some("reports/a.zip » b.eml"), Some("reports/letter.pdf"));
    let inner = CorpusRow { path: "reports/a.zip » b.eml » letter.pdf", within, same_as, ..row };
    expect![[r#"
        above
            » letter.pdf      refused       1 sentence      0 notes       12 ms
            holds the same bytes as reports/letter.pdf
    "#]]
    .assert_eq(&format!("above\n{}", corpus_row(&inner, &Look::default())));
    expect![[r#"
        {"schema":"probata-corpus/1","path":"reports/a.zip » b.eml » letter.pdf","within":"reports/a.zip » b.eml","same_as":"reports/letter.pdf","enclosed":0,"sha256":"","format":"docx","status":"refused","missing":[{"where":"whole file","why":"The file is cut off."}],"pages":null,"text_bytes":0,"sentences":1,"notes":0,"marks":0,"milliseconds":12}
    "#]].assert_eq(&corpus_json(&inner));
    expect![[r#"
        4 files (2 in other files, 1 with the same bytes as another): 3 complete, 1 partial, 0 refused
    "#]]
    .assert_eq(&corpus_totals([3, 1, 0], 2, 1));
}
