//! OpenDocument texts as a person makes them, and what is read of them.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Changes, Options, read};
use probata_report::Document;
use probata_testkit::hostile;
use probata_testkit::odt::Odt;
use shown::shown;

fn check(odt: Odt<'_>, expected: Expect) {
    check_with(odt, Changes::Final, expected);
}

/// The file in its container and as one piece of XML must read the same.
fn check_with(odt: Odt<'_>, changes: Changes, expected: Expect) {
    let options = Options { changes, ..Options::default() };
    let document = read("report.odt", &odt.build(), &options);
    verify_origins(&document, &[odt.content(), odt.styles()]);
    let flat = odt.flat();
    let whole = read("report.fodt", flat.as_bytes(), &options);
    verify_origins(&whole, &[flat]);
    assert_eq!(whole.text, document.text);
    assert_eq!(whole.notes, document.notes);
    expected.assert_eq(&shown(&document));
}

fn verify_origins(document: &Document, members: &[String]) {
    for origin in &document.origins {
        let source = &members[usize::from(origin.member)][origin.source.range()];
        if origin.verbatim {
            assert_eq!(source, &document.text[origin.span]);
        }
    }
}

fn body(body: &str) -> Odt<'_> {
    Odt { body, ..Odt::default() }
}

#[test]
fn notes_stand_behind_the_text_in_the_order_of_their_marks() {
    let note = |class: &str, id: &str, citation: &str, text: &str| {
        format!(
            "<text:note text:id=\"{id}\" text:note-class=\"{class}\">{citation}<text:note-body>{text}</text:note-body></text:note>"
        )
    };
    let one = note(
        "footnote",
        "ftn1",
        "<text:note-citation>1</text:note-citation>",
        "<text:p><text:s/>Lantern interview, Velsk.</text:p><text:p>Second line.</text:p>",
    );
    let end =
        note("endnote", "ftn2", "<text:note-citation>i</text:note-citation>", "<text:p>An endnote.</text:p>");
    let own = note(
        "footnote",
        "ftn3",
        "<text:note-citation text:label=\"*\">*</text:note-citation>",
        "<text:p>* By hand.</text:p>",
    );
    let bare = note("footnote", "ftn4", "", "<text:p>Without a citation.</text:p>");
    let text = format!(
        "<text:p>He was held.{one} He was moved.{end} He was freed.{own}</text:p><text:p>See note <text:note-ref \
         text:note-class=\"footnote\" text:reference-format=\"text\" text:ref-name=\"ftn1\">1</text:note-ref>.{bare}</text:p>"
    );
    check(
        body(&text),
        expect![[r#"
        complete
        paragraph: He was held.[1] He was moved.[i] He was freed.[*]
        paragraph: See note 1.[2]
        note n1: 1 Lantern interview, Velsk.⏎Second line.
        note n*: * By hand.
        note n2: 2 Without a citation.
        note ni: i An endnote.
        -> note "1" to "1 Lantern interview, Velsk.\nSecond line."
    "#]],
    );
}

#[test]
fn headings_quotations_captions_and_lists() {
    let styles = "<style:style style:name=\"Quotations\" style:family=\"paragraph\"/>\
        <style:style style:name=\"Caption\" style:family=\"paragraph\"/>\
        <style:style style:name=\"Table\" style:family=\"paragraph\" style:parent-style-name=\"Caption\"/>\
        <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" style:num-suffix=\")\"/></text:list-style>\
        <text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/></text:list-style>\
        <text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/>\
        <text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
    let automatic = "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>\
        <style:style style:name=\"P2\" style:family=\"paragraph\"><style:paragraph-properties fo:margin-left=\"1.5cm\" fo:margin-right=\"1cm\"/></style:style>";
    let text = "<text:h text:outline-level=\"1\">Findings</text:h><text:h text:outline-level=\"2\">Doln</text:h>\
        <text:p text:style-name=\"P1\">“I saw it.”</text:p><text:p text:style-name=\"P2\">Set apart by its indents.</text:p>\
        <text:p text:style-name=\"Table\">Table <text:sequence text:name=\"Table\" text:ref-name=\"r1\">1</text:sequence>. Dates</text:p>\
        <text:list xml:id=\"l1\" text:style-name=\"L1\"><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p>\
        <text:p>its second paragraph</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>\
        <text:p>Between.</text:p><text:list text:continue-list=\"l1\" text:style-name=\"L1\"><text:list-item><text:p>third</text:p></text:list-item>\
        <text:list-item text:start-value=\"7\"><text:p>seventh</text:p></text:list-item></text:list>\
        <text:list text:style-name=\"L2\"><text:list-item><text:p>a bullet</text:p></text:list-item></text:list>\
        <text:h text:outline-level=\"2\">Kareva</text:h>";
    check(
        Odt { body: text, automatic, styles, ..Odt::default() },
        expect![[r#"
        complete
        h1: I. Findings
        h2: I.1 Doln
        quotation: “I saw it.”
        quotation: Set apart by its indents.
        caption: Table 1. Dates
        listitem: 1. first
        listitem: (a) inner
        listitem: its second paragraph
        listitem: 2. second
        paragraph: Between.
        listitem: 3. third
        listitem: 7. seventh
        listitem: a bullet
        h2: I.2 Kareva
    "#]],
    );
}

#[test]
fn tables_boxes_and_running_heads() {
    let text = "<text:p>See <draw:frame draw:name=\"Frame1\"><draw:text-box><text:p>In a box.</text:p></draw:text-box><svg:desc>A map of Doln</svg:desc></draw:frame>the box.</text:p>\
        <table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Name</text:p></table:table-cell><table:covered-table-cell/>\
        <table:table-cell><text:p>Days</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Tomas Verin</text:p></table:table-cell>\
        <table:table-cell/><table:table-cell><text:p>26</text:p></table:table-cell></table:table-row></table:table>\
        <table:table><table:table-row><table:table-cell><text:p>A table of one cell.</text:p></table:table-cell></table:table-row></table:table>";
    let masters = "<style:master-page style:name=\"S\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><style:header><text:p>Returned</text:p></style:header>\
        <style:footer><text:p>Page <text:page-number>4</text:page-number></text:p></style:footer></style:master-page>\
        <style:master-page style:name=\"T\"><style:header><text:p>Returned</text:p></style:header></style:master-page>";
    check(
        Odt { body: text, masters, ..Odt::default() },
        expect![[r#"
        complete
        paragraph: See the box.
        paragraph boxed: In a box.
        cell 0.0.0: Name
        cell 0.0.2: Days
        cell 0.1.0: Tomas Verin
        cell 0.1.2: 26
        paragraph boxed: A table of one cell.
        header: Returned
        footer: Page 4
        (alternative text) "A map of Doln" on ""   [content.xml]
    "#]],
    );
}

const CHANGED: &str = "<text:tracked-changes>\
    <text:changed-region text:id=\"c1\"><text:insertion><office:change-info><dc:creator>Mira Dessel</dc:creator><dc:date>2024-03-04T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>\
    <text:changed-region text:id=\"c2\"><text:deletion><office:change-info><dc:creator>Tomas Verin</dc:creator><dc:date>2024-03-05T11:00:00</dc:date></office:change-info><text:p> twice</text:p></text:deletion></text:changed-region>\
    <text:changed-region text:id=\"c3\"><text:deletion><office:change-info><dc:creator>Tomas Verin</dc:creator><dc:date>2024-03-05T11:00:00</dc:date></office:change-info><text:p/><text:p>Gone. </text:p></text:deletion></text:changed-region>\
    <text:changed-region text:id=\"c4\"><text:format-change><office:change-info><dc:creator>Ilan Kostrov</dc:creator></office:change-info></text:format-change></text:changed-region>\
    <text:changed-region text:id=\"c5\"><text:insertion><office:change-info><dc:creator>Mira Dessel</dc:creator></office:change-info></text:insertion></text:changed-region>\
    </text:tracked-changes>\
    <text:p>He was beaten<text:change text:change-id=\"c2\"/><text:change-start text:change-id=\"c1\"/> three times<text:change-end text:change-id=\"c1\"/>.</text:p>\
    <text:p>First.<text:change text:change-id=\"c3\"/>Second<text:change-start text:change-id=\"c4\"/> bold<text:change-end text:change-id=\"c4\"/>.</text:p>\
    <text:p>Third<text:change-start text:change-id=\"c5\"/>.</text:p><text:p>Fourth<text:change-end text:change-id=\"c5\"/> ends.</text:p>";

#[test]
fn tracked_changes_as_final() {
    check_with(
        body(CHANGED),
        Changes::Final,
        expect![[r#"
        complete
        paragraph: He was beaten three times.
        paragraph: First.Second bold.
        paragraph: Third.
        paragraph: Fourth ends.
        (tracked deletion) " twice" on "" Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) " three times" on " three times" Mira Dessel 2024-03-04T10:00:00 [content.xml]
        (tracked deletion) "¶\nGone. " on "" Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) "." on "." Mira Dessel  [content.xml]
        (tracked insertion) "Fourth" on "Fourth" Mira Dessel  [content.xml]
        note: 3 tracked insertions and 2 deletions by 2 people, read as final
    "#]],
    );
}

#[test]
fn tracked_changes_as_original() {
    check_with(
        body(CHANGED),
        Changes::Original,
        expect![[r#"
        complete
        paragraph: He was beaten twice.
        paragraph: First.
        paragraph: Gone. Second bold.
        paragraph: Third ends.
        (tracked deletion) " twice" on " twice" Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) " three times" on "" Mira Dessel 2024-03-04T10:00:00 [content.xml]
        (tracked deletion) "Gone. " on "Gone. " Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) ".¶\nFourth" on "" Mira Dessel  [content.xml]
        note: 2 tracked insertions and 2 deletions by 2 people, read as original
    "#]],
    );
}

#[test]
fn tracked_changes_both() {
    check_with(
        body(CHANGED),
        Changes::Both,
        expect![[r#"
        complete
        paragraph: He was beaten twice three times.
        paragraph: First.
        paragraph: Gone. Second bold.
        paragraph: Third.
        paragraph: Fourth ends.
        (tracked deletion) " twice" on " twice" Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) " three times" on " three times" Mira Dessel 2024-03-04T10:00:00 [content.xml]
        (tracked deletion) "Gone. " on "Gone. " Tomas Verin 2024-03-05T11:00:00 [content.xml]
        (tracked insertion) "." on "." Mira Dessel  [content.xml]
        (tracked insertion) "Fourth" on "Fourth" Mira Dessel  [content.xml]
        note: 3 tracked insertions and 2 deletions by 2 people, both sides read
    "#]],
    );
}

#[test]
fn a_remark_on_a_change_is_a_comment() {
    let region = |kind: &str, author: &str, remark: &str, words: &str| {
        format!(
            "<text:changed-region text:id=\"{kind}\"><text:{kind}><office:change-info><dc:creator>{author}</dc:creator><dc:date>2024-05-02</dc:date>{remark}</office:change-info>{words}</text:{kind}></text:changed-region>"
        )
    };
    let regions = [
        region(
            "insertion",
            "Mira Dessel",
            "<text:p>Ask again.</text:p><text:p>Before printing.</text:p><text:p/>",
            "",
        ),
        region("deletion", "Tomas", "<text:p>Not proved.</text:p>", "<text:p> at night</text:p>"),
        region("format-change", "Mira Dessel", "<text:p>Why in bold?</text:p>", ""),
    ]
    .concat();
    let text = format!(
        "<text:tracked-changes>{regions}</text:tracked-changes><text:p>The warden <text:change-start text:change-id=\"insertion\"/>Orm<text:change-end text:change-id=\"insertion\"/> \
         ordered it<text:change text:change-id=\"deletion\"/>. <text:change-start text:change-id=\"format-change\"/>Late.<text:change-end text:change-id=\"format-change\"/></text:p>"
    );
    check(
        body(&text),
        expect![[r#"
            complete
            paragraph: The warden Orm ordered it. Late.
            (tracked insertion) "Orm" on "Orm" Mira Dessel 2024-05-02 [content.xml]
            (comment) "Ask again.\nBefore printing." on "Orm" Mira Dessel 2024-05-02 [content.xml comment 1]
            (tracked deletion) " at night" on "" Tomas 2024-05-02 [content.xml]
            (comment) "Not proved." on "" Tomas 2024-05-02 [content.xml comment 2]
            (comment) "Why in bold?" on "Late." Mira Dessel 2024-05-02 [content.xml comment 3]
            note: 1 tracked insertion and 1 deletion by 2 people, read as final
        "#]],
    );
}

#[test]
fn comments_hidden_words_links_and_properties() {
    let automatic = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
        <style:style style:name=\"P1\" style:family=\"paragraph\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>";
    let text = "<text:p>The witness <office:annotation office:name=\"a1\"><dc:creator>Sunniva Laske</dc:creator><dc:date>2024-02-19T10:12:00</dc:date><text:p>Who?</text:p><text:p>Ask.</text:p></office:annotation>\
        saw him<office:annotation-end office:name=\"a1\"/><office:annotation loext:resolved=\"true\" loext:parent-name=\"a1\"><dc:creator>Imre Calder</dc:creator><text:p>Asked.</text:p></office:annotation> there.\
        <text:span text:style-name=\"T1\">R.T. is Rade Tolin.</text:span><text:span text:style-name=\"T2\">white words</text:span></text:p>\
        <text:section text:display=\"none\"><text:p>A hidden section.</text:p></text:section>\
        <text:p>See <text:a xlink:href=\"https://lantern.example/report\">the report</text:a>, <text:bookmark-start text:name=\"b\"/>this place<text:bookmark-end text:name=\"b\"/>, \
        <text:bookmark-ref text:reference-format=\"text\" text:ref-name=\"b\">this place</text:bookmark-ref> and <text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"lost\">9</text:bookmark-ref>.</text:p>\
        <text:p text:style-name=\"P1\">Two<text:s text:c=\"2\"/>spaces,<text:tab/>a tab,<text:line-break/>a  line\n broken\u{a0}by hand.</text:p>\
        <text:p>A field: <field:fieldmark-start field:type=\"vnd.oasis.opendocument.field.UNHANDLED\"><field:param field:name=\"vnd.oasis.opendocument.field.code\" field:value=\"ADDIN ZOTERO_ITEM x\"/></field:fieldmark-start><field:fieldmark-separator/>Decision 4<field:fieldmark-end/>.</text:p>";
    let meta = "<dc:title>Returned on a Promise</dc:title><meta:initial-creator>Imre Calder</meta:initial-creator><meta:keyword>Doln</meta:keyword><meta:keyword>Velsk</meta:keyword>\
        <meta:user-defined meta:name=\"Contact\">Ilan Kostrov</meta:user-defined><meta:document-statistic meta:page-count=\"2\"/>";
    check(
        Odt { body: text, automatic, meta, ..Odt::default() },
        expect![[r#"
        complete
        paragraph: The witness saw him there.
        paragraph: See the report, this place, this place and 9.
        paragraph: Two  spaces,⇥a tab,⏎a line broken by hand.
        paragraph: A field: Decision 4.
        -> bookmark "b" to "this place"
        -> page "lost" to nowhere
        (document property) "Returned on a Promise" on ""   [meta.xml title]
        (document property) "Imre Calder" on ""   [meta.xml initial-creator]
        (document property) "Doln; Velsk" on ""   [meta.xml keyword]
        (document property) "Ilan Kostrov" on ""   [meta.xml Contact]
        (comment) "Who?\nAsk." on "saw him" Sunniva Laske 2024-02-19T10:12:00 [content.xml comment 1]
        (comment) "Asked." on "" Imre Calder  [content.xml comment 2, reply to comment 1, done]
        (hidden text) "R.T. is Rade Tolin.white words" on ""   [content.xml]
        (hidden text) "A hidden section." on ""   [content.xml]
        (field code) "HYPERLINK https://lantern.example/report" on "the report"   [content.xml]
        (field code) "ADDIN ZOTERO_ITEM x" on "Decision 4"   [content.xml]
        page 1: The witness saw him 
        page 2: Two  spaces,	a tab,⏎
    "#]],
    );
}

#[test]
fn fields_of_forms_show_what_was_filled_in() {
    let forms = "<office:forms><form:form form:name=\"F\"><form:text form:id=\"c1\" form:current-value=\"Mira Dessel\" form:value=\"Name\"><form:properties><form:property form:property-name=\"P\"/></form:properties></form:text>\
                 <form:checkbox form:id=\"c2\" form:label=\"beaten\" form:current-state=\"checked\" form:value=\"on\"/><form:checkbox form:id=\"c3\" form:state=\"unchecked\"/>\
                 <form:radio form:id=\"c4\" form:label=\"Doln\" form:current-selected=\"true\"/><form:listbox form:id=\"c5\"><form:option form:label=\"Ward 1\" form:selected=\"true\"/><form:option form:label=\"Ward 2\" form:current-selected=\"true\"/></form:listbox>\
                 <form:textarea form:id=\"c6\"><text:p>In the yard.</text:p><text:p>At night.</text:p></form:textarea><form:hidden form:id=\"c7\" form:value=\"Case 14\"/></form:form></office:forms>";
    let control = |id: &str| format!("<draw:control draw:control=\"{id}\"/>");
    let text = format!(
        "{forms}<text:p>Name {} {}</text:p><text:p>{} burnt {} {}</text:p>{}",
        control("c1"),
        control("c2"),
        control("c3"),
        control("c4"),
        control("c5"),
        control("c6")
    );
    check(
        body(&text),
        expect![[r#"
            complete
            paragraph: Name Mira Dessel ☒ beaten
            paragraph: ☐ burnt ◉ Doln Ward 2
            paragraph boxed: In the yard.⏎At night.
            (hidden text) "Case 14" on ""   [content.xml]
        "#]],
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    check(
        body(
            "<text:p>Words.<draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame></text:p><office:forms>Button</office:forms>",
        ),
        expect![[r#"
            partial
            ! Object 1: an embedded object was not read; check what it shows by hand
            ! content.xml: 6 of 12 characters stand in places that could not be read
            paragraph: Words.
        "#]],
    );
    check(
        body("<text:p>Cut <text:span>off"),
        expect![[r#"
            partial
            ! content.xml byte 986: the XML is broken (ill-formed document: expected `</text:span>`, but `</office:text>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again
            paragraph: Cut off
        "#]],
    );
}

#[test]
fn a_picture_that_nobody_described_is_missing() {
    let picture = |size: &str, described: &str| {
        format!(
            "<draw:frame svg:width=\"{size}\" svg:height=\"{size}\"><draw:image xlink:href=\"Pictures/ledger.png\"/>{described}</draw:frame>"
        )
    };
    let paragraph = format!(
        "<text:p>The ledger:{}{}{}</text:p>",
        picture("8cm", ""),
        picture("1cm", ""),
        picture("8cm", "<svg:desc>The yard</svg:desc>")
    );
    check(
        body(&paragraph),
        expect![[r#"
        partial
        ! behind “The ledger:”: a picture without alternative text (ledger.png, 8.0 x 8.0 cm) lies here; words in pictures are not read: look at it in the document
        paragraph: The ledger:
        (alternative text) "The yard" on ""   [content.xml]
    "#]],
    );
}

#[test]
fn letters_of_sign_fonts_are_the_signs_that_they_show() {
    let automatic = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:font-name=\"Wingdings1\"/></style:style>\
                     <style:style style:name=\"T2\" style:family=\"text\"><style:text-properties style:font-name=\"Symbol1\"/></style:style>";
    let text = "<text:p>Read <text:span text:style-name=\"T1\">\u{f0fc}</text:span> and <text:span text:style-name=\"T2\">\u{f061}</text:span>.</text:p>";
    check(
        Odt { body: text, automatic, ..Odt::default() },
        expect![[r#"
            complete
            paragraph: Read ✓ and α.
        "#]],
    );
}

#[test]
fn files_that_cannot_be_read_at_all() {
    let said = |bytes: &[u8]| shown(&read("report.odt", bytes, &Options::default()));
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    let encrypted = "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>";
    let locked =
        hostile::archive(&[kind, ("content.xml", "\u{1}\u{2}"), ("META-INF/manifest.xml", encrypted)]);
    expect![[r#"
        refused
        ! whole file: the file is protected with a password; open it in LibreOffice and save a copy without one
    "#]].assert_eq(&said(&locked));
    expect![[r#"
        refused
        ! whole file: its main part content.xml is not in the container
    "#]]
    .assert_eq(&said(&hostile::archive(&[kind, ("meta.xml", "<x/>")])));
}

#[test]
fn hostile_xml_ends_in_an_outcome() {
    let said = |body: &str| {
        let bytes = Odt { body, ..Odt::default() }.build();
        let document = read("report.odt", &bytes, &Options::default());
        let missing = document.parts[0].outcome.missing();
        let why: Vec<&str> = missing.iter().map(|missing| missing.why.as_str()).collect();
        format!("{} {} {}", document.parts[0].outcome.status(), document.text.len(), why.join("; "))
    };
    let deep = |element: &str, count: usize| format!("{}word", format!("<{element}>").repeat(count));
    expect!["partial 0 elements are nested more than 4096 deep; what stands behind it was not read. Open the file in LibreOffice and save it again"].assert_eq(&said(&deep("text:span", 1_000_000)));
    expect!["partial 0 text boxes stand in text boxes more than 8 deep; the XML is broken (ill-formed document: expected `</draw:text-box>`, but `</office:text>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again; 4 of 4 characters stand in places that could not be read"].assert_eq(&said(&deep("draw:text-box", 1000)));
    expect!["partial 0 the XML is broken (ill-formed document: expected `</text:list>`, but `</office:text>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again; 4 of 4 characters stand in places that could not be read"].assert_eq(&said(&deep("text:list", 3000)));
    let notes = "<text:note text:note-class=\"footnote\"><text:note-body><text:p>";
    expect!["partial 8 the XML is broken (ill-formed document: expected `</text:p>`, but `</office:text>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again"].assert_eq(&said(&format!("<text:p>{}word", notes.repeat(1000))));
    expect![[r#"partial 3 it has an entity that is not allowed ("lol"); it was left out"#]]
        .assert_eq(&said("<text:p>&lol; &#x41;</text:p>"));
}

#[test]
fn every_beginning_of_a_file_ends_in_an_outcome() {
    let bytes = body(CHANGED).build();
    for end in 4..bytes.len() {
        let document = read("report.odt", &bytes[..end], &Options::default());
        assert_ne!(document.parts[0].outcome.status(), "complete", "{end}");
    }
    let flat = body(CHANGED).flat();
    for end in (0..flat.len()).filter(|end| flat.is_char_boundary(*end)) {
        read("report.fodt", &flat.as_bytes()[..end], &Options::default());
    }
}

#[test]
fn mutants_end_in_an_outcome_with_true_origins() {
    let mut random = 11_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % below.max(1)
    };
    let whole = body(CHANGED).flat();
    let tags: Vec<&str> = whole.split_inclusive('>').collect();
    for _ in 0..1500 {
        let mut tags = tags.clone();
        for _ in 0..=next(6) {
            let half = tags.len() / 2;
            let at = tags.len() / 3 + next(tags.len() - tags.len() / 3);
            match next(3) {
                0 => drop(tags.remove(at)),
                1 => tags.swap(at, half),
                _ => tags.insert(at, tags[next(tags.len())]),
            }
        }
        let flat = tags.concat();
        for changes in [Changes::Final, Changes::Both] {
            let options = Options { changes, ..Options::default() };
            let document = read("report.fodt", flat.as_bytes(), &options);
            verify_origins(&document, std::slice::from_ref(&flat));
        }
    }
}

#[test]
fn members_beside_the_text_that_break_off_are_told() {
    let odt = body("<text:p>He was held.</text:p>");
    let members = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &*odt.content()),
        ("styles.xml", "<office:document-styles><office:styles><style:style></office:styles>"),
        ("meta.xml", "<office:document-meta><office:meta><dc:title>The yard</dc:title>"),
    ];
    let document = read("report.odt", &hostile::archive(&members), &Options::default());
    expect![[r#"
        partial
        ! meta.xml byte 64: the XML ends too early; what stands behind it was not read. Open the file in LibreOffice and save it again
        ! styles.xml byte 52: the XML is broken (ill-formed document: expected `</style:style>`, but `</office:styles>` was found); what stands behind it was not read. Open the file in LibreOffice and save it again
        paragraph: He was held.
        (document property) "The yard" on ""   [meta.xml title]
    "#]].assert_eq(&shown(&document));
}

#[test]
fn cells_and_rows_that_stand_there_several_times() {
    let cell = |words: &str| format!("<table:table-cell>{words}</table:table-cell>");
    let many = |times: &str, words: &str| {
        format!("<table:table-cell table:number-columns-repeated=\"{times}\">{words}</table:table-cell>")
    };
    let note = "<text:p>Ustra<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Kareva.</text:p></text:note-body></text:note></text:p>";
    let table = format!(
        "<table:table><table:table-row>{}{}{}</table:table-row><table:table-row table:number-rows-repeated=\"2\">{}{}{}</table:table-row>\
         <table:table-row>{}{}</table:table-row></table:table>",
        cell("<text:p>Name</text:p>"),
        many("2", "<text:p>Held</text:p>"),
        cell("<text:p>Days</text:p>"),
        cell("<text:p>Verin</text:p>"),
        many("2", ""),
        cell("<text:p>26</text:p>"),
        many("2", note),
        many("1", "<text:p>end</text:p>"),
    );
    check(
        body(&table),
        expect![[r#"
        partial
        ! a table: of cells that the file says to stand there several times, notes, boxes and very long texts stand here once: look at the table in LibreOffice
        cell 0.0.0: Name
        cell 0.0.1: Held
        cell 0.0.2: Held
        cell 0.0.3: Days
        cell 0.1.0: Verin
        cell 0.1.3: 26
        cell 0.2.0: Verin
        cell 0.2.3: 26
        cell 0.3.0: Ustra[1]
        cell 0.3.1: Ustra
        cell 0.3.2: end
        note n1: 1 Kareva.
    "#]],
    );
}
