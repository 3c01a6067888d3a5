//! RTF files with formulas, groups that only some programs know, and fonts that tell their letters by their names.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use shown::shown;

fn check(body: &str, expected: &Expect) {
    let file = format!(
        r"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0\fcharset0 Times;}}{{\f1 Times Cyr;}}{{\f2 Times CE;}}{{\f3 Times;}}}}{body}}}"
    );
    expected.assert_eq(&shown(&read("report.rtf", file.as_bytes(), &Options::default())));
}

/// A run of a formula as Word writes it.
fn run(text: &str) -> String {
    format!(r"{{\rtlch\fcs1 \af31507 \ltrch\fcs0 \i\f34 {{\mr\mscr0\msty2 {text}}}}}{{\f34 }}")
}

fn formula(parts: &str) -> String {
    format!(r"{{\mmath {{\*\moMath {parts}}}{{\*\mmathPict {{\pict 0102}}}}}}")
}

#[test]
fn formulas_stand_in_the_line() {
    let fraction = |properties: &str| {
        format!(r"{{\mf{{\mfPr{properties}{{\mctrlPr\f34 }}}}{{\mnum {}}}{{\mden {}}}}}", run("3"), run("4"))
    };
    let power =
        format!(r"{{\msSup{{\msSupPr{{\mctrlPr\f34 }}}}{{\me {}}}{{\msup {}}}}}", run("10"), run("6"));
    let bracket = format!(r"{{\md{{\mdPr{{\mbegChr [}}{{\mendChr ]}}}}{{\me {}}}}}", run(r"\u945 ?"));
    let body = format!(
        r"\pard {}of 412 {}people, {}\par {}\par",
        formula(&fraction("")),
        formula(&power),
        formula(&bracket),
        formula(&fraction(r"{\mtype noBar}")),
    );
    check(
        &body,
        &expect![[r#"
        complete
        paragraph: 3/4 of 412 10^6 people, [α]
        paragraph: 3¦4
    "#]],
    );
}

#[test]
fn an_unknown_group_within_an_unknown_group_is_told() {
    check(
        r"\pard Words.{\*\other {\*\inner lost}}\par",
        &expect![[r#"
        partial
        ! \other: 4 characters stand in a group that Probata does not know
        paragraph: Words.
    "#]],
    );
    check(
        r"\pard Words{\*\cs15  of a style}.\par",
        &expect![[r#"
        complete
        paragraph: Words of a style.
    "#]],
    );
}

#[test]
fn a_font_without_a_character_set_tells_its_letters_by_its_name() {
    check(
        r"\pard{\f1 \'c0\'c1}{\f2 \'e8}{\f3 \'e8}{\f0 \'e8}\par",
        &expect![[r#"
        complete
        paragraph: АБčèè
    "#]],
    );
}
