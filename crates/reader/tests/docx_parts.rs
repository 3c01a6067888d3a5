//! Formulas, form fields, pictures and breaks in Word documents, and what is read of them.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::docx::{Comment, Docx, p, zip};
use shown::shown;

fn check(paragraph: &str, expected: Expect) {
    let docx = Docx::new().raw(&format!("<w:p>{paragraph}</w:p>"));
    expected.assert_eq(&shown(&read("report.docx", &docx.build(), &Options::default())));
}

fn words(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn maths(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

fn formula(inside: &str) -> String {
    format!("<m:oMath>{inside}</m:oMath>")
}

fn fraction(above: &str, below: &str) -> String {
    format!("<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>")
}

fn power(base: &str, exponent: &str) -> String {
    format!("<m:sSup><m:e>{base}</m:e><m:sup>{exponent}</m:sup></m:sSup>")
}

#[test]
fn fractions_and_powers_are_no_other_numbers() {
    let quarters = formula(&fraction(&maths("3"), &maths("4")));
    let million = formula(&power(&maths("10"), &maths("6")));
    check(
        &[words("About "), quarters, words(" of 412 fled; "), million, words(" were asked.")].concat(),
        expect![[r#"
            complete
            paragraph: About 3/4 of 412 fled; 10^6 were asked.
        "#]],
    );
}

#[test]
fn a_number_beside_a_fraction_stays_apart() {
    let mixed = formula(&[maths("2"), fraction(&maths("3"), &maths("4")), maths("12")].concat());
    check(
        &[words("They walked "), mixed, words("km.")].concat(),
        expect![[r#"
        complete
        paragraph: They walked 2 3/4 12km.
    "#]],
    );
}

#[test]
fn parts_of_several_terms_stand_in_brackets() {
    let sum = [maths("a"), maths("+"), maths("b")].concat();
    let tower = power(&maths("-1"), &fraction(&maths("1"), &maths("2")));
    let root = "<m:rad><m:deg/><m:e><m:r><m:t>25</m:t></m:r></m:e></m:rad>";
    let index = "<m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub></m:sSub>";
    let fence = format!("<m:d><m:e>{sum}</m:e></m:d>");
    let all = [
        fraction(&sum, &maths("2c")),
        maths("+"),
        tower,
        maths("+"),
        root.into(),
        maths("+"),
        index.into(),
        maths("+2"),
        fence,
    ];
    check(
        &formula(&all.concat()),
        expect![[r#"
        complete
        paragraph: (a+b)/(2c)+(-1)^(1/2)+√(25)+x_1+2(a+b)
    "#]],
    );
}

#[test]
fn a_formula_in_a_deleted_passage_is_deleted_with_its_signs() {
    let gone = formula(&fraction(&maths("3"), &maths("4")));
    check(
        &format!(
            "{}<w:del w:id=\"1\" w:author=\"Mira Dessel\">{gone}</w:del>{}",
            words("Held: "),
            words("12.")
        ),
        expect![[r#"
            complete
            paragraph: Held: 12.
            (tracked deletion) "3/4" on "" Mira Dessel  [word/document.xml]
            note: 1 tracked deletion by 1 person, read as final
        "#]],
    );
}

#[test]
fn a_formula_that_a_field_draws_is_missing() {
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \f(3,4) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    check(
        &[words("About "), field.into(), words(" fled.")].concat(),
        expect![[r#"
        partial
        ! word/document.xml: a formula (the field "EQ \f(3,4)") was not read; check what it shows by hand
        paragraph: About  fled.
        (field code) "EQ \\f(3,4)" on ""   [word/document.xml]
    "#]],
    );
}

fn field(code: &str, form: &str) -> String {
    format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r><w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    )
}

#[test]
fn fields_of_forms_show_what_was_chosen() {
    let list = r#"<w:name w:val="a"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="Arrest"/><w:listEntry w:val="Torture"/></w:ddList>"#;
    let ticked = r#"<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>"#;
    let empty = r#"<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>"#;
    let all = [
        words("Violation: "),
        field("FORMDROPDOWN", list),
        words("; consent "),
        field("FORMCHECKBOX", ticked),
        words(" yes "),
        field("FORMCHECKBOX", empty),
        words(" no."),
    ];
    check(
        &all.concat(),
        expect![[r#"
        complete
        paragraph: Violation: Torture; consent ☒ yes ☐ no.
        (field code) "FORMDROPDOWN" on ""   [word/document.xml]
        (field code) "FORMCHECKBOX" on ""   [word/document.xml]
        (field code) "FORMCHECKBOX" on ""   [word/document.xml]
    "#]],
    );
}

fn picture(described: &str, centimetres: u32) -> String {
    let size = centimetres * 360_000;
    format!(
        r#"<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="Picture 1"{described}/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

#[test]
fn a_picture_that_nobody_described_is_missing() {
    check(
        &[words("The ledger of the guards:"), picture("", 8), picture("", 9)].concat(),
        expect![[r#"
        partial
        ! behind “The ledger of the guards:”: 2 pictures without alternative text (the first: 8.0 x 8.0 cm) lie here; words in pictures are not read: look at it in the document
        paragraph: The ledger of the guards:
    "#]],
    );
}

#[test]
fn a_small_picture_or_one_with_words_of_its_own_is_not_missing() {
    let described = picture(r#" descr="The yard at Doln""#, 8);
    check(
        &[words("The yard:"), picture("", 1), described].concat(),
        expect![[r#"
        complete
        paragraph: The yard:
        (alternative text) "The yard at Doln" on ""   [word/document.xml]
    "#]],
    );
}

#[test]
fn words_around_a_break_stay_apart() {
    let breaks = r#"<w:r><w:t>before</w:t><w:br w:type="column"/><w:t>between</w:t><w:br w:type="page"/><w:t>behind</w:t></w:r>"#;
    check(
        breaks,
        expect![[r#"
        complete
        paragraph: before⏎between⏎behind
        page 1: before⏎between⏎behin
        page 2: behind⏎⏎
    "#]],
    );
}

#[test]
fn a_drop_cap_begins_the_word_of_the_next_paragraph() {
    let cap = |kind: &str, letter: &str| {
        format!(
            "<w:p><w:pPr><w:framePr w:dropCap=\"{kind}\" w:lines=\"3\" w:wrap=\"around\"/></w:pPr>{}</w:p>",
            words(letter)
        )
    };
    let heading = format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>", words("n the yard"));
    let docx = Docx::new()
        .raw(&cap("drop", "T"))
        .add("he commander ordered it.")
        .raw(&cap("margin", "I"))
        .raw(&heading)
        .raw(&cap("none", "A frame."))
        .add("He left.");
    expect![[r#"
        complete
        paragraph: The commander ordered it.
        h1: In the yard
        paragraph boxed: A frame.
        paragraph: He left.
    "#]]
    .assert_eq(&shown(&read("report.docx", &docx.build(), &Options::default())));
}

#[test]
fn fields_without_a_result_show_what_their_instruction_says() {
    let plain = |code: &str| field(code, "");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let (begin, end) = (
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
        r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
    );
    let button = [begin, &code("MACROBUTTON Tick "), &plain(r"SYMBOL 168 \f Wingdings"), end].concat();
    let all = [
        plain("MACROBUTTON NoMacro [Name of the witness]"),
        words(" was beaten: "),
        plain(r#"SYMBOL 254 \f "Wingdings" \s 11"#),
        words(" yes "),
        button,
        words(" no "),
        r#"<w:fldSimple w:instr=" SYMBOL 255 \f Wingdings "/>"#.into(),
        words(" "),
        plain(r"LISTNUM \l 2"),
        words(" said."),
    ];
    check(
        &all.concat(),
        expect![[r#"
            partial
            ! font Wingdings: what its sign with the code FF shows is not known, so that � stands for it: look at it in the document
            ! word/document.xml: a number (the field "LISTNUM \l 2") was not read; check what it shows by hand
            paragraph: [Name of the witness] was beaten: ☑ yes ◻ no �  said.
            (field code) "MACROBUTTON NoMacro [Name of the witness]" on ""   [word/document.xml]
            (field code) "MACROBUTTON Tick ◻" on ""   [word/document.xml]
            (field code) "LISTNUM \\l 2" on ""   [word/document.xml]
        "#]],
    );
}

#[test]
fn words_on_the_line_above_the_notes_are_running_words() {
    let docx = Docx::new().add(p("He was held.").footnote("Lantern interview.").text(" He left."));
    let mut members = docx.members();
    for (_, bytes) in members.iter_mut().filter(|(path, _)| path == "word/footnotes.xml") {
        let notes = String::from_utf8(std::mem::take(bytes)).expect("text");
        *bytes = notes.replacen("<w:separator/>", "<w:t>Names were changed.</w:t>", 1).into_bytes();
    }
    expect![[r#"
        complete
        paragraph: He was held.[1] He left.
        note n1: 1 Lantern interview.
        footer: Names were changed.
    "#]]
    .assert_eq(&shown(&read("report.docx", &zip(&members), &Options::default())));
}

#[test]
fn numbers_of_a_pattern_keep_their_zeros() {
    let docx = Docx::new().add(p("He was held.").numbered(1, 0)).add(p("He left.").numbered(1, 0));
    let mut members = docx.members();
    for (_, bytes) in members.iter_mut().filter(|(path, _)| path == "word/numbering.xml") {
        let lists = String::from_utf8(std::mem::take(bytes)).expect("text");
        let custom = "<w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>";
        *bytes = lists.replace("<w:numFmt w:val=\"decimal\"/>", custom).into_bytes();
    }
    expect![[r#"
        complete
        listitem: 001. He was held.
        listitem: 002. He left.
    "#]]
    .assert_eq(&shown(&read("report.docx", &zip(&members), &Options::default())));
}

#[test]
fn emoji_stand_in_the_line_once() {
    let emoji = r#"<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex">
        <w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:rFonts w:ascii="Segoe UI Emoji"/></mc:Fallback></mc:AlternateContent></w:rPr>
        <mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"#;
    check(
        &format!("{}{emoji}{}", words("He wrote "), words(" and left.")),
        expect![[r#"
        complete
        paragraph: He wrote 😊 and left.
    "#]],
    );
    let said = p("So ").raw(emoji).symbol("Wingdings", "F0FC");
    let comment = Comment::by("Tomas Verin", "2006-03-04T11:00:00Z", said);
    let docx = Docx::new().add(p("He was ").commented(comment, "beaten").text("."));
    expect![[r#"
        complete
        paragraph: He was beaten.
        (comment) "So 😊✓" on "beaten" Tomas Verin 2006-03-04T11:00:00Z [word/comments.xml comment 1]
    "#]]
    .assert_eq(&shown(&read("report.docx", &docx.build(), &Options::default())));
}
