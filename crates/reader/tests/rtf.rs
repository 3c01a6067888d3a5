//! RTF files as programs write them, and what is read of them.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Changes, Options, read};
use probata_report::{Document, Outcome};
use shown::shown;

/// A file in the manner of Word: `body` behind the tables that it always writes.
fn word(body: &str) -> Vec<u8> {
    let head = r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff31507\deff0\stshfdbch31506\themelang1033{\fonttbl
{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f3\fbidi \froman\fcharset2\fprq2{\*\panose 05050102010706020507}Symbol;}
{\f40\fbidi \froman\fcharset238\fprq2 Times New Roman CE;}{\f41\fbidi \froman\fcharset204\fprq2 Times New Roman Cyr;}{\f47\fbidi \froman\fcharset178\fprq2 Times New Roman (Arabic);}}
{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}{\*\defchp \fs22}{\*\defpap \ql}
{\stylesheet{\ql \li0\ri0 \snext0 \sqformat \spriority0 Normal;}{\s1\ql \outlinelevel0 \sbasedon0 \snext0 \slink15 heading 1;}
{\s2\ql\outlinelevel1\sbasedon0 heading 2;}{\*\cs10 \additive Default Paragraph Font;}{\*\cs15 \additive \sbasedon10 Heading 1 Char;}
{\s17\qj\sbasedon0 Quote;}{\s18\ql footnote text;}{\*\cs19\additive\super footnote reference;}{\s20 caption;}{\s21\sbasedon1\'c9tudes \u1054?tchet;}{\s22 toc 1;}}
{\*\listtable{\list{\listlevel\levelnfc0{\leveltext\'02\'00.;}{\levelnumbers\'01;}}}}{\*\rsidtbl \rsid1\rsid2}{\*\revtbl {Unknown;}{Mira Dessel;}{Tomas V\'e9rin;}}
{\mmathPr\mmathFont34}{\info{\title Returned on a Promise}{\author Imre Calder}{\operator Sunniva Laske}{\creatim\yr2024\mo3}{\nofpages2}{\*\company Lantern}}{\*\userprops {\propname Contact}\proptype30{\staticval Ilan Kostrov}}
{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com/}}\paperw11906\ftnbj\aenddoc\aftnnrlc\sectd \linex0
";
    format!("{head}{body}{{\\*\\themedata 504b0304}}{{\\*\\datastore 0105}}}}").into_bytes()
}

fn check(bytes: &[u8], expected: &Expect) {
    check_with(bytes, Changes::Final, expected);
}

fn check_with(bytes: &[u8], changes: Changes, expected: &Expect) {
    let document = read("report.rtf", bytes, &Options { changes, ..Options::default() });
    verify_origins(&document, bytes);
    expected.assert_eq(&shown(&document));
}

fn verify_origins(document: &Document, bytes: &[u8]) {
    for origin in &document.origins {
        let source = bytes.get(origin.source.range()).expect("an origin lies in the file");
        if origin.verbatim {
            assert_eq!(source, document.text[origin.span].as_bytes());
        }
    }
}

#[test]
fn headings_notes_and_references_as_word_writes_them() {
    let note = |text: &str| {
        format!(
            r"{{\rtlch\fcs1 \af0 \ltrch\fcs0 \cs19\super\insrsid2 \chftn {{\footnote \ltrpar \pard\plain \s18\ql {{\rtlch\fcs1 \af0 \ltrch\fcs0 \cs19\super\insrsid2 \chftn }}{{\insrsid2 {text}}}}}}}"
        )
    };
    let body = format!(
        r"\pard\plain \s1\outlinelevel0 {{\insrsid1 Findings\par }}\pard\plain \ql {{\insrsid1 He was held}}{{\insrsid2  at Doln.}}{{\*\bkmkstart _Ref1}}{}{{\*\bkmkend _Ref1}}{{ He was moved.}}{}{{\par
}}\pard\plain \s17 {{\ldblquote I saw it.\rdblquote\par }}\pard\plain\s21 {{A chapter\par}}\pard\plain {{See note }}{{\field{{\*\fldinst {{\insrsid1 NOTEREF _Ref1 \\h }}{{\*\datafield 08d0}}}}{{\fldrslt {{\insrsid1 1}}}}}}{{ and }}{{\field\flddirty{{\*\fldinst {{ HYPERLINK https://lantern.example }}}}{{\fldrslt {{the site}}}}}}{{.\par }}",
        note(r" Lantern interview, Velsk.\par }{Second line."),
        note(r"\ftnalt  An endnote.")
    );
    check(
        &word(&body),
        &expect![[r#"
        complete
        h1: Findings
        paragraph: He was held at Doln.[1] He was moved.[i]
        quotation: “I saw it.”
        h1: A chapter
        paragraph: See note 1 and the site.
        note n1: 1 Lantern interview, Velsk.⏎Second line.
        note ni: i An endnote.
        -> note "1" to "1 Lantern interview, Velsk.\nSecond line."
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
        (field code) "HYPERLINK https://lantern.example" on "the site"   [the file]
    "#]],
    );
}

#[test]
fn marks_typed_by_hand() {
    check(
        &word(
            r"\pard\plain He was freed.{\super *}{\footnote \pard\plain {\super *} By hand.} So was she.\'86{\footnote\pard\plain \'86 A dagger.} Then:{\super\chftn}{\*\footnote \chftn\pard\plain Counted.}\par",
        ),
        &expect![[r#"
            complete
            paragraph: He was freed.[*] So was she.[†] Then:[1]
            note n*: * By hand.
            note n†: † A dagger.
            note n1: 1 Counted.
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
        "#]],
    );
}

#[test]
fn lists_tables_and_boxes() {
    let body = r"\pard\plain{\listtext\pard\plain\f0 1.\tab}\ls1\ilvl0\fi-360\li720 {first\par {\listtext\pard\plain\f3 \'b7\tab}}\pard\ls2 {a bullet\par {\listtext\pard\plain\f2 o\tab}}\pard\ls2\ilvl1 {one below it\par}
\pard\plain\trowd\trgaph108\cellx1000\cellx2000\pard\intbl {Name\cell Days\cell}\pard\intbl{\trowd\cellx1000\cellx2000\row}
\trowd\cellx1000\cellx2000\pard\intbl {Tomas Verin\cell 26\par days\cell}\pard\intbl{\row}\pard {Between.\par}
\trowd\cellx9000\pard\intbl A table of one cell.\cell\row\pard
Outer:\par\trowd\cellx9000\pard\intbl\itap2 {inner a\nestcell inner b\nestcell}{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 outer\cell right\cell\row
\pard\plain See {\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\sp{\sn wzDescription}{\sv A map of Doln}}{\shptxt \pard\plain In a box.\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext In a box.}}}}the box.\par
{\*\shppict{\pict\pngblip\bin5 }}{}}}}{\nonshppict{\pict\wmetafile8 0100}}\par";
    check(
        &word(body),
        &expect![[r#"
            partial
            ! behind “In a box.”: a picture without alternative text (of unknown size) lies here; words in pictures are not read: look at it in the document
            listitem: 1. first
            listitem: a bullet
            listitem: one below it
            cell 0.0.0: Name
            cell 0.0.1: Days
            cell 0.1.0: Tomas Verin
            cell 0.1.1: 26
            cell 0.1.1: days
            paragraph: Between.
            paragraph boxed: A table of one cell.
            paragraph: Outer:
            cell 1.0.0: inner a
            cell 1.0.1: inner b
            cell 2.0.0: outer
            cell 2.0.1: right
            paragraph: See the box.
            paragraph boxed: In a box.
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
            (alternative text) "A map of Doln" on ""   [the file]
        "#]],
    );
}

const CHANGED: &str = r"\pard\plain He was beaten{\deleted\revauthdel2\revdttmdel1740796485  twice}{\revised\revauth1\revdttm1740796485  three times}.\par
First.{\deleted\revauthdel2 \par }Second.\par Third{\revised\revauth1 .\par Fourth} ends.\par Note.{\deleted\revauthdel2{\super\chftn}{\footnote Gone.}}\par";

#[test]
fn tracked_changes_as_final() {
    check_with(
        &word(CHANGED),
        Changes::Final,
        &expect![[r#"
        complete
        paragraph: He was beaten three times.
        paragraph: First.Second.
        paragraph: Third.
        paragraph: Fourth ends.
        paragraph: Note.
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
        (tracked deletion) " twice" on "" Tomas Vérin 2024-02-14T09:05:00 [the file]
        (tracked insertion) " three times" on " three times" Mira Dessel 2024-02-14T09:05:00 [the file]
        (tracked deletion) "¶" on "" Tomas Vérin  [the file]
        (tracked insertion) "." on "." Mira Dessel  [the file]
        (tracked insertion) "Fourth" on "Fourth" Mira Dessel  [the file]
        (tracked deletion) "Gone." on "" Tomas Vérin  [the file]
        note: 3 tracked insertions and 3 deletions by 2 people, read as final
    "#]],
    );
}

#[test]
fn tracked_changes_as_original() {
    check_with(
        &word(CHANGED),
        Changes::Original,
        &expect![[r#"
        complete
        paragraph: He was beaten twice.
        paragraph: First.
        paragraph: Second.
        paragraph: Third ends.
        paragraph: Note.[1]
        note n1: 1 Gone.
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
        (tracked deletion) " twice" on " twice" Tomas Vérin 2024-02-14T09:05:00 [the file]
        (tracked insertion) " three times" on "" Mira Dessel 2024-02-14T09:05:00 [the file]
        (tracked insertion) ".¶\nFourth" on "" Mira Dessel  [the file]
        (tracked deletion) "1" on "1" Tomas Vérin  [the file]
        note: 2 tracked insertions and 2 deletions by 2 people, read as original
    "#]],
    );
}

#[test]
fn tracked_changes_both() {
    check_with(
        &word(CHANGED),
        Changes::Both,
        &expect![[r#"
        complete
        paragraph: He was beaten twice three times.
        paragraph: First.
        paragraph: Second.
        paragraph: Third.
        paragraph: Fourth ends.
        paragraph: Note.[1]
        note n1: 1 Gone.
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
        (tracked deletion) " twice" on " twice" Tomas Vérin 2024-02-14T09:05:00 [the file]
        (tracked insertion) " three times" on " three times" Mira Dessel 2024-02-14T09:05:00 [the file]
        (tracked insertion) "." on "." Mira Dessel  [the file]
        (tracked insertion) "Fourth" on "Fourth" Mira Dessel  [the file]
        (tracked deletion) "1" on "1" Tomas Vérin  [the file]
        note: 3 tracked insertions and 2 deletions by 2 people, both sides read
    "#]],
    );
}

#[test]
fn comments_hidden_words_pages_and_running_heads() {
    let body = r"{\header\pard\plain Returned\par}{\headerf\pard\plain Returned\par}{\footer\pard\plain Page {\field{\*\fldinst PAGE}{\fldrslt 4}}\par}
\pard\plain The witness {\*\atrfstart 1}saw him{\*\atrfend 1}{\*\atnid SL}{\*\atnauthor Sunniva Laske}\chatn {\*\annotation{\*\atndate 1740796485}{\*\atnref 1}\pard\plain Who?\par Ask.} there.{\v R.T. is Rade Tolin.}{\cf2 white words}{\cf2\highlight1 on black}\par
\page Page two.{\xe{Doln}}\par {\*\docvar {Source}{Milos}}{\field{\*\fldinst ADDIN ZOTERO_ITEM x}{\fldrslt Decision 4}}.\par {\*\newgroup words of the future}\sect\sbkpage Next\softpage part.\par";
    check(
        &word(body),
        &expect![[r#"
        partial
        ! \newgroup: 16 characters stand in a group that Probata does not know
        paragraph: The witness saw him there.on black
        paragraph: Page two.
        paragraph: Decision 4.
        paragraph: Nextpart.
        header: Returned
        footer: Page 4
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
        (document property) "SourceMilos" on ""   [info variable]
        (comment) "Who?\nAsk." on "saw him" Sunniva Laske 2024-02-14T09:05:00 [the file comment 1]
        (hidden text) "R.T. is Rade Tolin.white words" on ""   [the file]
        (field code) "XE Doln" on ""   [the file]
        (field code) "ADDIN ZOTERO_ITEM x" on "Decision 4"   [the file]
        page 1: The witness saw him 
        page 2: Page two.⏎⏎Decision 
        page 3: Nextpart.⏎⏎Returned⏎
        page 4: part.⏎⏎Returned⏎⏎Pag
    "#]],
    );
}

#[test]
fn letters_of_code_pages_and_signs() {
    let body = r"\pard\plain caf\'e9 \u8212\'97 {\f41\'c2\'e5\'eb\'fc\'f1\'ea} {\f40 \'b3\'f3d\'9f} {\f47\'e3\'cd\'e3\'cf} {\f3\'b7} \u-10179?\u-8704? {\uc2\u1042\'3f\'3fx} {\uc0\u1044 y}\~a\_b\-c \{\}\\ {\upr{ANSI}{\*\ud{\u1057?\u1086?}}} tab\tab\line\emdash\rquote\bullet\par";
    check(
        &word(body),
        &expect![[r#"
        complete
        paragraph: café — Вельск łódź محمد • 😀 Вx Дy a‑bc {}\ Со tab⇥⏎—’•
        (document property) "Returned on a Promise" on ""   [info title]
        (document property) "Imre Calder" on ""   [info author]
        (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
        (document property) "Lantern" on ""   [info company]
        (document property) "Ilan Kostrov" on ""   [info Contact]
    "#]],
    );
    check(
        br"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset0 Arial;}}\'c2\'e5\'eb\'fc\'f1\'ea\par}",
        &expect![[r#"
        complete
        paragraph: Вельск
    "#]],
    );
    check(
        br"{\rtf1\mac{\fonttbl{\f0 Geneva;}}\f0 caf\'8e\par}",
        &expect![[r#"
        complete
        paragraph: café
    "#]],
    );
    check(
        br"{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS Mincho;}}\f0 \'93\'fa\'96\'7b \'93\par}",
        &expect![[r#"
            partial
            ! the file: some bytes are no characters of the code page that the file names for them
            paragraph: 日本 �
        "#]],
    );
    check(
        br"{\rtf1\pc caf\'82\par}",
        &expect![[r#"
        partial
        ! the file: some bytes are no characters of the code page that the file names for them
        paragraph: caf�
    "#]],
    );
}

#[test]
fn files_that_are_cut_short_or_broken() {
    check(
        br"{\rtf1 He was {\b held",
        &expect![[r#"
        partial
        ! whole file: the file ends before its groups do: it is cut short. Ask for the file again
        paragraph: He was held
    "#]],
    );
    check(
        br"{\rtf1 He was held.\par}} and {moved}",
        &expect![[r#"
        partial
        ! whole file: 11 characters stand behind the file's end and were not read
        paragraph: He was held.
    "#]],
    );
    check(
        br"{\rtf1 He was held.\par{\pict\bin99 abc}}",
        &expect![[r#"
            partial
            ! byte 29: raw data is said to be longer than the rest of the file; what stood behind it is lost
            ! whole file: the file ends before its groups do: it is cut short. Ask for the file again
            ! behind “He was held.”: a picture without alternative text (of unknown size) lies here; words in pictures are not read: look at it in the document
            paragraph: He was held.
        "#]],
    );
    check(
        br"{\rtf1 A mark {\super\chftn} alone.\par}",
        &expect![[r#"
        partial
        ! the file: a note's mark stands in the text, and no note follows it; the mark was left out
        paragraph: A mark  alone.
    "#]],
    );
    check(
        br"{\rtf",
        &expect![[r#"
        partial
        ! whole file: the file ends before its groups do: it is cut short. Ask for the file again
    "#]],
    );
    check(
        br"{\rtf1}",
        &expect![[r#"
        complete
        note: no text was found in it; if its pages are pictures, their words have to be recognised first
    "#]],
    );
}

#[test]
fn hostile_files_end_in_an_outcome() {
    let said = |bytes: &[u8]| {
        let document = read("report.rtf", bytes, &Options::default());
        let missing = document.parts[0].outcome.missing();
        let why: Vec<&str> = missing.iter().map(|missing| missing.why.as_str()).collect();
        format!("{} {} {}", document.parts[0].outcome.status(), document.text.len(), why.join("; "))
    };
    let repeated = |part: &str, count: usize, end: &str| {
        format!("{{\\rtf1 {}word{end}", part.repeat(count)).into_bytes()
    };
    expect!["partial 0 groups are nested more than 4096 deep; what stands in them was not read; the file ends before its groups do: it is cut short. Ask for the file again"].assert_eq(&said(&repeated("{", 1_000_000, "")));
    expect!["partial 0 groups are nested more than 4096 deep; what stands in them was not read"]
        .assert_eq(&said(&repeated("{", 1_000_000, &"}".repeat(1_000_001))));
    expect!["partial 8 notes and boxes stand in each other more than 8 deep; the file ends before its groups do: it is cut short. Ask for the file again"].assert_eq(&said(&repeated(r"{\footnote ", 1000, "")));
    expect!["partial 0 notes and boxes stand in each other more than 8 deep; the file ends before its groups do: it is cut short. Ask for the file again"].assert_eq(&said(&repeated(r"{\shp{\*\shpinst{\shptxt ", 300, "")));
    expect!["partial 0 the file ends before its groups do: it is cut short. Ask for the file again"]
        .assert_eq(&said(&repeated(r"{\field{\*\fldinst ", 1000, "")));
    expect!["complete 6 "].assert_eq(&said(&repeated(r"\par ", 1_000_000, "}")));
    expect!["complete 1200006 "].assert_eq(&said(&repeated(r"\b a\b0 b\par ", 300_000, "}")));
    expect!["complete 30000 "].assert_eq(&said(&repeated(
        r"\trowd\intbl\itap2000000000 x\cell",
        10_000,
        "}",
    )));
    expect!["complete 3002 "].assert_eq(&said(&repeated(r"\uc2000000000\u8212", 1000, "}")));
    expect!["partial 0 raw data is said to be longer than the rest of the file; what stood behind it is lost; the file ends before its groups do: it is cut short. Ask for the file again"].assert_eq(&said(&repeated(r"\bin2000000000", 1, "}")));
}

#[test]
fn every_beginning_of_a_file_is_never_complete() {
    let bytes = word(CHANGED);
    for end in 6..bytes.len() {
        let document = read("report.rtf", &bytes[..end], &Options::default());
        verify_origins(&document, &bytes[..end]);
        assert_ne!(document.parts[0].outcome, Outcome::Complete, "{end}");
    }
}

#[test]
fn mutants_end_in_an_outcome_with_true_origins() {
    let bodies = [
        CHANGED,
        r"\trowd\intbl a\cell{\footnote b}\row{\shp{\*\shpinst{\shptxt c\par}}}{\field{\*\fldinst REF x}{\fldrslt d}}{\*\annotation e}\u8212?{\upr{f}{\*\ud g}}\par",
    ];
    let mut random = 7_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % below.max(1)
    };
    for case in 0..1500 {
        let mut bytes = word(bodies[case % 2]);
        let head = if case % 3 == 0 { 0 } else { bytes.len() / 2 };
        for _ in 0..=next(6) {
            let at = head + next(bytes.len() - head);
            match next(4) {
                0 => bytes[at] = b"{}\\*'\0 0a;"[next(10)],
                1 => drop(bytes.drain(at..(at + next(12)).min(bytes.len()))),
                2 => {
                    let from = next(bytes.len());
                    let part = bytes[from..(from + next(40)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
                _ => bytes[at] = u8::try_from(next(256)).unwrap_or(0),
            }
        }
        for changes in [Changes::Final, Changes::Original] {
            let document = read("report.rtf", &bytes, &Options { changes, ..Options::default() });
            verify_origins(&document, &bytes);
        }
    }
}

#[test]
fn a_picture_that_nobody_described_is_missing() {
    let described =
        r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv The yard}}}\pngblip\picwgoal4000\pichgoal4000 00}";
    let small = r"{\pict\pngblip\picwgoal400\pichgoal400 00}";
    let large = r"{\*\shppict{\pict\pngblip\picscalex200\picscaley100\picwgoal4000\pichgoal4000 00}}{\nonshppict{\pict\wmetafile8 00}}";
    let file = format!(r"{{\rtf1 The ledger:\par {described}{small}{large}\par}}");
    check(
        file.as_bytes(),
        &expect![[r#"
        partial
        ! behind “The ledger:”: a picture without alternative text (14.1 x 7.1 cm) lies here; words in pictures are not read: look at it in the document
        paragraph: The ledger:
        (alternative text) "The yard" on ""   [the file]
    "#]],
    );
}

#[test]
fn pictures_that_text_flows_around() {
    let shape = |inside: &str| {
        format!(
            r"{{\shp{{\*\shpinst\shpleft0\shptop0\shpright2835\shpbottom1701\shpwr2 {{\sp{{\sn shapeType}}{{\sv 75}}}}{inside}}}{{\shprslt\par\pard {{\pict\wmetafile8 00}}\par}}}}"
        )
    };
    let picture = r"{\sp{\sn pib}{\sv {\pict\pngblip\picwgoal400\pichgoal400 89504e}}}";
    let described = r"{\sp{\sn wzDescription}{\sv The yard}}";
    let group = format!(
        r"{{\shpgrp{{\*\shpinst\shpleft0 {}}}}}",
        r"{\shp{\*\shpinst{\sp{\sn fillBlip}{\sv {\pict\jpegblip\picwgoal4000\pichgoal4000 ff}}}}}"
    );
    let body = format!(
        r"{{\rtf1 The ledger:{} is kept.\par A yard:{}\par A group:{group}\par A line:{}\par}}",
        shape(picture),
        shape(&[picture, described].concat()),
        shape("")
    );
    check(
        body.as_bytes(),
        &expect![[r#"
        partial
        ! behind “The ledger: is kept.”: a picture without alternative text (5.0 x 3.0 cm) lies here; words in pictures are not read: look at it in the document
        ! behind “A group:”: a picture without alternative text (7.1 x 7.1 cm) lies here; words in pictures are not read: look at it in the document
        paragraph: The ledger: is kept.
        paragraph: A yard:
        paragraph: A group:
        paragraph: A line:
        (alternative text) "The yard" on ""   [the file]
    "#]],
    );
}

#[test]
fn a_drop_cap_begins_the_word_of_the_next_paragraph() {
    let body = r"\pard\plain {\pard\pvpara\posy0\dropcapli3\dropcapt1 T\par}\pard he commander ordered.\par {\pard\dropcapli2\dropcapt2 I\par}\pard\s1 n the yard\par\pard\plain\pvpara A frame.\par\pard He left.\par ";
    check(
        &word(body),
        &expect![[r#"
            complete
            paragraph: The commander ordered.
            h1: In the yard
            paragraph boxed: A frame.
            paragraph: He left.
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
        "#]],
    );
}

#[test]
fn fields_without_a_result_show_what_their_instruction_says() {
    let body = r#"\pard\plain {\field{\*\fldinst {MACROBUTTON NoMacro [Name]}}} was beaten: {\field{\*\fldinst {\rtlch\fcs1 SYMBOL 254 \\f "Wingdings" \\s 11}}{\fldrslt {\rtlch\fcs1 \f3\fs22 }}} yes 
{\field{\*\fldinst {MACROBUTTON Tick {\field{\*\fldinst {SYMBOL 168 \\f Wingdings}}{\fldrslt {\f3 }}}}}{\fldrslt }} no {\field{\*\fldinst {SYMBOL 255 \\f Wingdings}}{\fldrslt }} {\field{\*\fldinst LISTNUM \\l 2}} said.\par
Consent {\field\flddirty{\*\fldinst {FORMCHECKBOX }{{\*\datafield 65000000}{\*\formfield{\fftype1\ffres1\ffhps20{\*\ffname Check1}\ffdefres0}}}}{\fldrslt }} yes, {\field{\*\fldinst { FORMCHECKBOX }{{\*\formfield{\fftype1\ffres25\ffdefres0}}}}{\fldrslt }} no, 
ward {\field{\*\fldinst { FORMDROPDOWN }{{\*\formfield{\fftype2\ffres1\ffhaslistbox{\*\ffname D}\ffdefres0{\*\ffl North}{\*\ffl S\'fcd}}}}}{\fldrslt }}.\par "#;
    check(
        &word(body),
        &expect![[r#"
            partial
            ! font Wingdings: what its sign with the code FF shows is not known, so that � stands for it: look at it in the document
            ! the file: a number (the field "LISTNUM \l 2") was not read; check what it shows by hand
            paragraph: [Name] was beaten: ☑ yes ◻ no �  said.
            paragraph: Consent ☒ yes, ☐ no, ward Süd.
            (field code) "MACROBUTTON NoMacro [Name]" on "[Name]"   [the file]
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
            (field code) "MACROBUTTON Tick ◻" on "◻"   [the file]
            (field code) "LISTNUM \\l 2" on ""   [the file]
        "#]],
    );
}

#[test]
fn words_around_a_break_stay_apart() {
    let body = r"\pard\plain He was beaten.\page She was held. One\column two\softline three.\par\page\par After.\par ";
    check(
        &word(body),
        &expect![[r#"
            complete
            paragraph: He was beaten.⏎She was held. One⏎two⏎three.
            paragraph: After.
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
        "#]],
    );
}

#[test]
fn words_on_the_line_above_the_notes_are_running_words() {
    let body = r"{\*\ftnsep \pard\plain {\insrsid1 \chftnsep \par}}{\*\ftnsepc \pard\plain Names were changed.\par}{\*\aftnsep \pard\chftnsep}\pard\plain He was held.\par ";
    check(
        &word(body),
        &expect![[r#"
            complete
            paragraph: He was held.
            footer: Names were changed.
            (document property) "Returned on a Promise" on ""   [info title]
            (document property) "Imre Calder" on ""   [info author]
            (document property) "Sunniva Laske" on ""   [info lastModifiedBy]
            (document property) "Lantern" on ""   [info company]
            (document property) "Ilan Kostrov" on ""   [info Contact]
        "#]],
    );
}
