use crate::bomb::{Member, tar, tar_member, zip};
use crate::capture::{gzip, record, response};
use crate::docx::{Change, Comment, Docx, Row, Table, p};
use crate::odt::Odt;
use crate::pdf::{Font, Page, Pdf};
use crate::sheet::{Ods, SheetXml, Xlsx};
use crate::{hostile, picture};

/// A file that is as it should be.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its name, with the ending of its format.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One of each format that the test kit makes.
pub fn made() -> Vec<Sample> {
    let of = |name: &str, bytes: Vec<u8>| Sample { name: name.to_owned(), bytes };
    let mail = mail();
    vec![
        of("report.docx", word()),
        of("report.odt", open_text().build()),
        of("report.fodt", open_text().flat().into_bytes()),
        of("report.html", hostile::report_page(4_000).into_bytes()),
        of("report.pdf", pages(false)),
        of("packed.pdf", pages(true)),
        of("table.xlsx", workbook()),
        of("table.ods", open_table().build()),
        of("table.fods", open_table().flat().into_bytes()),
        of(
            "table.csv",
            b"place,day,held\nDoln,2005-03-04,12\n\"Velsk, old town\",5 March 2005,\"3\"\n".to_vec(),
        ),
        of("letter.eml", mail.clone().into_bytes()),
        of(
            "letters.mbox",
            format!("From a@example.org Fri Mar  4 10:00:00 2005\n{mail}\n").repeat(3).into_bytes(),
        ),
        of("page.warc", capture()),
        of("page.warc.gz", gzip(&capture())),
        of(
            "files.zip",
            zip(&[Member::of("report.docx", &word()), Member::of("a/letter.eml", mail.as_bytes())]),
        ),
        of(
            "files.tar",
            tar(&[
                tar_member(b"letter.eml", b'0', b"", mail.len() as u64, mail.as_bytes()),
                tar_member(b"a/held.txt", b'0', b"", 5, b"Held."),
            ]),
        ),
        of("plan.png", picture::png(8, 8, &[(b"tEXt", b"Comment\0Doln")], &[200; 64])),
        of("plan.jpg", picture::jpeg(8, 8, &[(0xe1, &[b"Exif\0\0", picture::exif().as_slice()].concat())])),
        of("plan.heic", picture::heic(8, 8, &picture::exif())),
    ]
}

fn word() -> Vec<u8> {
    let change = Change::by("M. Dessel", "2006-05-02T09:00:00Z");
    let comment = Comment::by("T. Verin", "2006-05-03T10:00:00Z", "Who told us this?");
    let held = p("He was flown to Velsk.")
        .footnote(p("Interview with Mira Dessel, ").italic("Kareva").text(", 3 March 2006."));
    Docx::new()
        .title("Returned")
        .contents(&[(1, "The transfers", "3")])
        .add(p("1 The transfers").heading(1))
        .add(held.text(" The ministry denied it.").endnote("See note 1."))
        .add(
            p("Nobody ")
                .deleted(change.clone(), "of the guards ")
                .inserted(change, "in Doln ")
                .text("answered."),
        )
        .add(p("It was a ").commented(comment, "promise").hidden(" (A.K.)").text(".").picture("a plan"))
        .add(p("first item").bullet(0))
        .add(
            Table::new()
                .row(Row::new().cell("Name").cell("Held"))
                .row(Row::new().cell("I. Kostrov").cell("40 days")),
        )
        .build()
}

fn open_text() -> Odt<'static> {
    Odt {
        body: "<text:h text:outline-level=\"1\">The transfers</text:h><text:p text:style-name=\"P1\">He was flown to Velsk.<text:note \
               text:id=\"n1\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ibid.\
               </text:p></text:note-body></text:note> See <text:span text:style-name=\"T1\">note</text:span>.</text:p><text:list \
               text:style-name=\"L\"><text:list-item><text:p>first<text:s text:c=\"2\"/>item</text:p></text:list-item></text:list>\
               <table:table table:name=\"A\"><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Name\
               </text:p></table:table-cell></table:table-row></table:table>",
        automatic: "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"/>",
        styles: "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"a\" \
                 style:num-suffix=\")\"/></text:list-style>",
        masters: "<style:master-page><style:header><text:p>Returned</text:p></style:header></style:master-page>",
        meta: "<dc:title>Returned</dc:title><meta:initial-creator>M. Dessel</meta:initial-creator>",
    }
}

fn pages(is_packed: bool) -> Vec<u8> {
    let notes = Page::new()
        .text_in(Font::Bold, 60.0, 60.0, 16.0, "1 The transfers")
        .marked(60.0, 90.0, 11.0, "He was flown to Velsk.", "1", " The ministry denied it, and no-")
        .text(60.0, 104.0, 11.0, "body answered.")
        .line(60.0, 700.0, 200.0, 700.0)
        .marked(60.0, 712.0, 9.0, "", "1", " Ibid.");
    let wide = Page::new().text_in(Font::Wide, 60.0, 60.0, 11.0, "в Велске").rotated(90).picture();
    let pdf = Pdf::new().title("Returned").page(notes).page(wide);
    if is_packed { pdf.packed().build() } else { pdf.build() }
}

fn workbook() -> Vec<u8> {
    let sheet = SheetXml {
        name: "Facts",
        rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>38415</v></c></row><row r=\"3\" hidden=\"1\"><c \
               r=\"A3\" t=\"inlineStr\"><is><t>Doln</t></is></c><c r=\"C3\"><f>A1+1</f><v>12</v></c></row>",
        before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>",
        behind: "<mergeCells><mergeCell ref=\"A3:B4\"/></mergeCells>",
        ..SheetXml::default()
    };
    Xlsx {
        sheets: &[sheet],
        strings: "<si><t>Place</t></si>",
        styles: "<numFmts><numFmt numFmtId=\"164\" formatCode=\"d mmm yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf \
                 numFmtId=\"164\"/></cellXfs>",
        ..Xlsx::default()
    }
    .build()
}

fn open_table() -> Ods<'static> {
    Ods {
        body: "<table:table table:name=\"Facts\"><table:table-column table:number-columns-repeated=\"3\"/><table:table-row \
               table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"float\" office:value=\"12\"><text:p>12\
               </text:p></table:table-cell><table:table-cell office:value-type=\"date\" office:date-value=\"2005-03-04\"><text:p>4 \
               March</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>\
               </table:table>",
        ..Ods::default()
    }
}

fn mail() -> String {
    "From: =?utf-8?B?0JzQuNGA0LA=?= Dessel <mira@example.org>\r\nTo: Lantern <desk@example.org>\r\nDate: Fri, 4 Mar 2005 10:00:00 \
     +0200\r\nSubject: =?iso-8859-1?Q?D=E9tenus?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\
     Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=utf-8\r\n\
     Content-Transfer-Encoding: quoted-printable\r\n\r\nHe was held in Doln=C3=A9.\r\n\r\nOn 3 March Tomas wrote:\r\n> Where?\r\n--c\r\n\
     Content-Type: text/html\r\n\r\n<p>He was <b>held</b> in Doln.\r\n--c--\r\n--b\r\nContent-Type: application/octet-stream; \
     name*0*=utf-8''held%20; name*1=list.txt\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n\
     SGVsZC4=\r\n--b--\r\n"
        .to_owned()
}

fn capture() -> Vec<u8> {
    let page = response(
        "http://example.org/a",
        &[],
        "200 OK\r\nContent-Type: text/html; charset=utf-8",
        b"<h1>Held</h1><p>In Doln.",
    );
    let chunked = response(
        "http://example.org/b",
        &[],
        "200 OK\r\nTransfer-Encoding: chunked",
        b"5\r\nHeld.\r\n0\r\n\r\n",
    );
    [record("warcinfo", &[], b"software: a\r\n"), page, chunked].concat()
}
