//! Formulas, charts and sheets put into an OpenDocument text, in members of their own and within a flat file.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::hostile::archive;
use probata_testkit::odt::Odt;
use shown::shown;

const MATHML: &str = "xmlns:math=\"http://www.w3.org/1998/Math/MathML\"";
const CHART: &str = "urn:oasis:names:tc:opendocument:xmlns:chart:1.0";

/// The content of an object, and the part of it that a flat file has within.
fn object(inside: &str) -> (String, String) {
    let odt = Odt::default();
    let content = odt.content().replace("<office:text></office:text>", inside);
    (content, format!("<office:document><office:body>{inside}</office:body></office:document>"))
}

fn text(object: &str) -> String {
    format!(
        "<text:p>A share: <draw:frame>{object}<draw:image xlink:href=\"./ObjectReplacements/Object 1\"/></draw:frame>them.</text:p><text:p>Next.</text:p>"
    )
}

fn build(body: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let odt = Odt { body, ..Odt::default() };
    let (content, styles) = (odt.content(), odt.styles());
    let own = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &*content),
        ("styles.xml", &*styles),
    ];
    archive(&[&own, members].concat())
}

/// The object as a member and within a flat file: both must read the same.
fn check(member: &str, within: &str, more: &[(&str, &str)], expected: Expect) {
    let hosted = text("<draw:object xlink:href=\"./Object 1\"/>");
    let members = [&[("Object 1/content.xml", member)], more].concat();
    let document = read("report.odt", &build(&hosted, &members), &Options::default());
    let body = text(&format!("<draw:object>{within}</draw:object>"));
    let flat = Odt { body: &body, ..Odt::default() }.flat();
    let whole = read("report.fodt", flat.as_bytes(), &Options::default());
    assert_eq!(whole.text, document.text);
    expected.assert_eq(&shown(&document));
}

#[test]
fn a_formula_stands_in_its_line() {
    let formula = format!(
        "<math:math {MATHML}><math:semantics><math:mfrac><math:mn>3</math:mn><math:mn>4</math:mn></math:mfrac>\
         <math:annotation>3 over 4</math:annotation></math:semantics></math:math>"
    );
    let member = format!("<?xml version=\"1.0\"?>\n{formula}");
    check(
        &member,
        &formula,
        &[],
        expect![[r#"
        complete
        paragraph: A share: 3/4 them.
        paragraph: Next.
    "#]],
    );
}

#[test]
fn the_words_and_numbers_of_a_chart_stand_behind_its_paragraph() {
    let chart = format!(
        "<office:chart><chart:chart xmlns:chart=\"{CHART}\"><chart:title><text:p>Arrests by year</text:p></chart:title>\
         <table:table table:name=\"local-table\"><table:table-row><table:table-cell><text:p>2004</text:p></table:table-cell>\
         <table:table-cell><text:p>14</text:p><draw:g><svg:desc>Table1.B2</svg:desc></draw:g></table:table-cell></table:table-row></table:table></chart:chart></office:chart>"
    );
    let (member, within) = object(&chart);
    check(
        &member,
        &within,
        &[],
        expect![[r#"
        complete
        paragraph: A share: them.
        caption boxed: Arrests by year
        cell 0.0.0 boxed: 2004
        cell 0.0.1 boxed: 14
        paragraph: Next.
    "#]],
    );
}

#[test]
fn of_a_workbook_the_sheet_that_is_shown_is_text() {
    let sheet = |name: &str, cell: &str| {
        format!(
            "<table:table table:name=\"{name}\"><table:table-row><table:table-cell><text:p>{cell}</text:p></table:table-cell>\
             <table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let sheets = [sheet("Sources", "Lantern"), sheet("Days &amp; cells", "Cellar")].concat();
    let (member, within) = object(&format!("<office:spreadsheet>{sheets}</office:spreadsheet>"));
    check(
        &member,
        &within,
        &[],
        expect![[r#"
        complete
        paragraph: A share: them.
        cell 0.0.0 boxed: Lantern
        cell 0.0.1 boxed: 9
        paragraph: Next.
        (hidden text) "Cellar\n9" on ""   [Object 1/content.xml]
    "#]],
    );
    let settings = "<config:config-item config:name=\"ActiveTable\" config:type=\"string\">Days &amp; cells</config:config-item>";
    let body = text("<draw:object xlink:href=\"./Object 1\"/>");
    let bytes = build(&body, &[("Object 1/content.xml", &member), ("Object 1/settings.xml", settings)]);
    expect![[r#"
        complete
        paragraph: A share: them.
        cell 1.0.0 boxed: Cellar
        cell 1.0.1 boxed: 9
        paragraph: Next.
        (hidden text) "Lantern\n9" on ""   [Object 1/content.xml]
    "#]]
    .assert_eq(&shown(&read("report.odt", &bytes, &Options::default())));
}

#[test]
fn objects_within_objects_and_of_other_programs_are_told() {
    let inner = "<office:text><text:p>Words.<draw:frame><draw:object xlink:href=\"./Object 2\"/></draw:frame></text:p></office:text>";
    let (member, _) = object(inner);
    let body = format!(
        "{}<text:p><draw:frame><draw:object-ole xlink:href=\"./Object 3\"/></draw:frame></text:p>",
        text("<draw:object xlink:href=\"./Object 1\"/>")
    );
    let members =
        [("Object 1/content.xml", &*member), ("Object 2/content.xml", &*member), ("Object 3", "D0CF")];
    expect![[r#"
        partial
        ! Object 2: an embedded object was not read; check what it shows by hand
        ! Object 3: an embedded object was not read; check what it shows by hand
        paragraph: A share: them.
        paragraph boxed: Words.
        paragraph: Next.
    "#]]
    .assert_eq(&shown(&read("report.odt", &build(&body, &members), &Options::default())));
}

#[test]
fn a_section_on_a_condition_is_shown_if_it_is_not_said_to_be_hidden() {
    let body = "<text:section text:display=\"condition\" text:condition=\"ooow:draft eq 1\"><text:p>Shown.</text:p></text:section>\
                <text:section text:display=\"condition\" text:condition=\"ooow:draft eq 0\" text:is-hidden=\"true\"><text:p>Hidden<text:tab/>words.</text:p></text:section>\
                <text:p>Asked<office:annotation><dc:creator>Ilan Kostrov</dc:creator><meta:creator-initials>IK</meta:creator-initials><text:p>Who?</text:p></office:annotation>.</text:p>";
    let bytes = build(body, &[]);
    expect![[r#"
        complete
        paragraph: Shown.
        paragraph: Asked.
        (hidden text) "Hidden\twords." on ""   [content.xml]
        (comment) "Who?" on "" Ilan Kostrov  [content.xml comment 1]
    "#]]
    .assert_eq(&shown(&read("report.odt", &bytes, &Options::default())));
}

#[test]
fn a_picture_in_a_group_does_not_end_the_paragraph_that_holds_it() {
    let group = "<draw:g svg:width=\"1cm\"><draw:frame svg:width=\"1cm\" svg:height=\"1cm\"><draw:image xlink:href=\"Pictures/1.png\"><text:p/></draw:image>\
                 </draw:frame><draw:frame svg:width=\"1cm\" svg:height=\"1cm\"><draw:image xlink:href=\"Pictures/2.png\"><text:p>Gate.</text:p><text:p>Yard.</text:p></draw:image></draw:frame>\
                 <draw:rect><text:p/></draw:rect></draw:g>";
    let body =
        format!("<text:p>He was seen{group} in the yard.</text:p><text:p>{group}<text:s/>He left.</text:p>");
    expect![[r#"
        complete
        paragraph: He was seen in the yard.
        paragraph boxed: Gate.
        paragraph boxed: Yard.
        paragraph: He left.
        paragraph boxed: Gate.
        paragraph boxed: Yard.
    "#]]
    .assert_eq(&shown(&read("report.odt", &build(&body, &[]), &Options::default())));
}
