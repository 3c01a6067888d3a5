//! The Word documents, OpenDocument files, their parts, the archives and the PDFs among `fuzz/seeds`, made by the test kit so that they can be
//! made again.
//!
//! Invariant: the same code gives the same bytes; seeds that are plain text are written by hand and not touched.

use crate::place;
use probata_testkit::archive::{self, Zipped};
use probata_testkit::docx::{Change, Comment, Docx, Note, Paragraph, Row, Section, Table, p, zip};
use probata_testkit::odt::Odt;
use probata_testkit::pdf::{Font, Page, Pdf};
use probata_testkit::picture;

/// Writes the seeds of `docx`, `docx_parts`, `odt`, `odt_parts`, `pdf`, `image` and `archive`.
pub fn seeds() -> Result<(), String> {
    for (path, bytes) in all() {
        place::save(&place::root().join("fuzz/seeds").join(path), bytes)?;
    }
    Ok(())
}

/// Every seed with its path under `fuzz/seeds`.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (name, docx) in drafts() {
        all.push((format!("docx/{name}.docx"), docx.build()));
        all.push((format!("docx_parts/{name}"), parts(&docx.members())));
    }
    let whole = Docx::new().add(p("He was held in Kareva.").footnote("Ibid.")).build();
    all.push(("docx/truncated.docx".to_owned(), whole[..whole.len() / 2].to_vec()));
    all.push((
        "docx/no-body.docx".to_owned(),
        zip(&[("word/document.xml".to_owned(), b"<w:document/>".to_vec())]),
    ));
    all.extend(pages().into_iter().map(|(name, pdf)| (format!("pdf/{name}.pdf"), pdf.build())));
    all.extend(pictures().into_iter().map(|(name, bytes)| (format!("image/{name}"), bytes)));
    all.extend(archives().into_iter().map(|(name, bytes)| (format!("archive/{name}"), bytes)));
    for (name, odt) in open_texts() {
        all.push((format!("odt/{name}.odt"), odt.build()));
        all.push((format!("odt_parts/{name}"), [odt.content(), odt.styles()].join("\0").into_bytes()));
    }
    all
}

/// Small pictures, each of another kind.
fn pictures() -> [(&'static str, Vec<u8>); 6] {
    let exif = picture::exif();
    let segment = [b"Exif\0\0", &exif[..]].concat();
    let words = [b"Author\0\0", &picture::packed(b"Mira Dessel")[..]].concat();
    let chunks: [(&[u8; 4], &[u8]); 2] = [(b"tEXt", b"Software\0Lantern Desk"), (b"zTXt", &words)];
    [
        ("camera.jpg", picture::jpeg(8, 8, &[(0xe1, &segment), (0xfe, b"scan 4")])),
        ("words.png", picture::png(2, 1, &chunks, &[0, 255])),
        ("phone.heic", picture::heic(30, 40, &exif)),
        ("camera.tif", exif),
        (
            "moving.gif",
            b"GIF89a\x02\0\x02\0\0\0\0\x21\xfe\x04note\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x44\x01\0;"
                .to_vec(),
        ),
        ("small.webp", b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x01\x40\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
    ]
}

/// Small archives, each with another thing that one may be.
fn archives() -> Vec<(&'static str, Vec<u8>)> {
    let letter = b"He was held in Kareva.\n";
    let link = Zipped { mode: 0xa1ff, ..Zipped::stored("link", b"/etc/passwd") };
    let locked = Zipped { flags: 1, ..Zipped::stored("../locked.txt", b"abc") };
    let members = [Zipped::stored("scans/letter.txt", letter), link, locked];
    let tar = archive::tar(&[
        archive::tarred("scans/", b'5', "", b""),
        archive::tarred("pax", b'x', "", &archive::pax("path", "scans/letter.txt")),
        archive::tarred("short", b'0', "", letter),
        archive::tarred("long", b'L', "", b"long/name.txt"),
        archive::tarred("link", b'2', "/etc/passwd", b""),
    ]);
    let whole = archive::zip(&members);
    let shared = archive::zip_listing(&members[..1], &[(0, &members[0]), (0, &members[0])]);
    vec![
        ("cut.zip", whole[..whole.len() - 30].to_vec()),
        ("whole.zip", whole),
        ("shared.zip", shared),
        ("whole.tar", tar),
    ]
}

/// Small OpenDocument texts, each with another thing that LibreOffice writes.
fn open_texts() -> [(&'static str, Odt<'static>); 3] {
    let of = |body| Odt { body, ..Odt::default() };
    let notes = of(
        "<text:h text:outline-level=\"1\">The transfers</text:h><text:p>He was flown to Velsk.<text:note text:id=\"n1\" \
         text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ibid.</text:p>\
         </text:note-body></text:note> See note <text:note-ref text:ref-name=\"n1\">1</text:note-ref>.</text:p>",
    );
    let changes = of(
        "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>M. \
         Dessel</dc:creator></office:change-info><text:p> of</text:p><text:p>the guards</text:p></text:deletion>\
         </text:changed-region></text:tracked-changes><text:p>Nobody<text:change text:change-id=\"c1\"/> <office:annotation \
         office:name=\"a\"><dc:creator>T. Verin</dc:creator><text:p>Who?</text:p></office:annotation>answered\
         <office:annotation-end office:name=\"a\"/>.</text:p>",
    );
    let furniture = Odt {
        body: "<text:list text:style-name=\"L\"><text:list-item><text:p>first<text:s text:c=\"2\"/>item</text:p></text:list-item>\
               </text:list><table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>\
               <table:table-cell><text:p>Held<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>\
               </text:p></table:table-cell></table:table-row></table:table><text:section text:display=\"none\"><text:p>hidden\
               </text:p></text:section>",
        styles: "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"a\" \
                 style:num-suffix=\")\"/></text:list-style>",
        masters: "<style:master-page><style:header><text:p>Returned</text:p></style:header></style:master-page>",
        ..Odt::default()
    };
    [("notes", notes), ("changes", changes), ("furniture", furniture)]
}

/// Small PDFs, each with another thing that a page may show.
fn pages() -> Vec<(&'static str, Pdf)> {
    let notes = Page::new()
        .text_in(Font::Bold, 60.0, 60.0, 16.0, "1 The transfers")
        .marked(60.0, 90.0, 11.0, "He was flown to Velsk.", "1", " The ministry denied it, and no-")
        .text(60.0, 104.0, 11.0, "body answered.")
        .line(60.0, 700.0, 200.0, 700.0)
        .marked(60.0, 712.0, 9.0, "", "1", " Ibid.");
    let table = [60.0, 160.0, 260.0].into_iter().fold(Page::new(), |page, at| {
        page.line(60.0, at, 260.0, at).line(at, 60.0, at, 260.0).text(at + 5.0, at + 40.0, 10.0, "Held")
    });
    let odd =
        Page::new().upwards(100.0, 700.0, 11.0, "Upwards").invisible(60.0, 60.0, 11.0, "Unseen").picture();
    let columns = (0..6).fold(Page::new(), |page, line| {
        let y = 100.0 + 14.0 * line as f32;
        page.text(60.0, y, 11.0, "The prisoners were taken").text(330.0, y, 11.0, "and nobody told their kin")
    });
    vec![
        ("notes", Pdf::new().title("Returned").page(notes)),
        ("table", Pdf::new().page(table).packed()),
        (
            "odd",
            Pdf::new().page(odd.rotated(90)).page(Page::new().text_in(
                Font::Wide,
                60.0,
                60.0,
                11.0,
                "в Велске",
            )),
        ),
        ("columns", Pdf::new().page(columns)),
    ]
}

/// Small drafts, each with another thing that Word writes.
fn drafts() -> Vec<(&'static str, Docx)> {
    let on_the_day = Change::by("M. Dessel", "2006-05-02T09:00:00Z");
    let notes = p("He was flown to Velsk.")
        .footnote(
            p("Interview with former detainee (name withheld), ").italic("Kareva").text(", 3 March 2006."),
        )
        .text(" The ministry denied it.")
        .endnote(Note::new(vec![p("Ibid."), p("See note 1.")]));
    let changes = p("Nobody ")
        .deleted(on_the_day.clone(), "of the guards ")
        .inserted(on_the_day, "in Doln ")
        .text("answered.");
    let comment = Comment::by("T. Verin", "2006-05-03T10:00:00Z", "Who told us this?");
    let table = Table::new()
        .row(Row::new().cell("Name").cell("Held"))
        .row(Row::new().cell("I. Kostrov").cell("40 days"));
    vec![
        ("notes", Docx::new().title("Returned").add(p("1 The transfers").heading(1)).add(notes)),
        (
            "changes",
            Docx::new()
                .add(changes)
                .add(p("It was a ").commented(comment, "promise").hidden(" (A.K.)").text(".")),
        ),
        (
            "table",
            Docx::new()
                .add(p("Table 1. Detainees").style("Caption"))
                .add(table)
                .add(p("first item").bullet(0)),
        ),
        (
            "furniture",
            Docx::new()
                .contents(&[(1, "The transfers", "3")])
                .add(Paragraph::new().text_box(vec![p("In a box.").into()]).field(" NOTEREF _Ref1 \\h ", "1"))
                .control("Date", vec![p("4 March 2006").into()])
                .last_section(Section::new().header("Returned").footer(p("page ").field(" PAGE ", "1"))),
        ),
    ]
}

/// The XML of the main document and of the footnotes, with a zero byte between them, as the target `docx_parts` takes it.
fn parts(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let of = |path: &str| {
        members.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    };
    [of("word/document.xml"), of("word/footnotes.xml")].join(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_what_the_test_kit_makes() {
        for (path, bytes) in all() {
            let there = std::fs::read(place::root().join("fuzz/seeds").join(&path)).unwrap_or_default();
            assert!(
                there == bytes,
                "fuzz/seeds/{path} is not what the test kit makes: run `cargo xtask seeds`"
            );
        }
    }
}
