//! PDFs that are broken or made to do harm: each has an outcome, soon and in bounded memory.

#![expect(clippy::unwrap_used, reason = "a test may panic, and helpers outside its functions are part of it")]

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read};
use probata_testkit::pdf::{Page, Pdf, deflate, file, stream};
use std::fmt::Write;
use std::time::{Duration, Instant};

fn check(bytes: &[u8], expected: Expect) {
    let begun = Instant::now();
    let document = read("report.pdf", bytes, &Options::default());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let outcome = &document.parts[0].outcome;
    let mut out = format!("{}, {} blocks\n", outcome.status(), document.blocks.len());
    for missing in outcome.missing() {
        writeln!(out, "! {}: {}", missing.place, missing.why).unwrap();
    }
    expected.assert_eq(&out);
}

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";

/// A file of one page with this content and these further objects, from number 6 on.
fn page_of(content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F0 5 0 R >> \
          /XObject << /X 6 0 R >> >> >>"
            .to_vec(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

fn plain() -> Vec<u8> {
    Pdf::new().page(Page::new().text(60.0, 60.0, 11.0, "He was held at Doln.")).build()
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let zeros = vec![b' '; 200 << 20];
    let once = deflate(&zeros);
    check(
        &page_of(stream("/Filter /FlateDecode", &once), &[]),
        expect![[r#"
        refused, 0 blocks
        ! whole file: a stream at byte 321 unpacks to more than 128 MiB, the limit: the file is damaged or made to exhaust the computer that reads it
    "#]],
    );
    let twice = deflate(&once);
    assert!(twice.len() < 4_000, "{}", twice.len());
    check(
        &page_of(stream("/Filter [/FlateDecode /FlateDecode]", &twice), &[]),
        expect![[r#"
        refused, 0 blocks
        ! whole file: a stream at byte 333 unpacks to more than 128 MiB, the limit: the file is damaged or made to exhaust the computer that reads it
    "#]],
    );
    check(
        &page_of(stream("/Filter [/Fl#61teDecode /#46l]", &twice), &[]),
        expect![[r#"
        refused, 0 blocks
        ! whole file: a stream at byte 328 unpacks to more than 128 MiB, the limit: the file is damaged or made to exhaust the computer that reads it
    "#]],
    );
    // One that says that it is an image is not unpacked at all.
    check(
        &page_of(stream("/Subtype /Image /Filter /FlateDecode", &once), &[]),
        expect![[r#"
        partial, 0 blocks
        ! page 1: a part of the page could not be unpacked
    "#]],
    );
    let objects = stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", &once);
    check(
        &page_of(stream("", b""), &[stream("", b""), objects]),
        expect![[r#"
        refused, 0 blocks
        ! whole file: a stream at byte 519 unpacks to more than 128 MiB, the limit: the file is damaged or made to exhaust the computer that reads it
    "#]],
    );
}

#[test]
fn loops_of_pages_and_forms_end() {
    let loops = file(&[
        CATALOG.to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>".to_vec(),
    ]);
    check(
        &loops,
        expect![[r#"
            refused, 0 blocks
            ! whole file: it begins as a PDF does, but has no pages that could be found: it is damaged or cut short; ask for it again
        "#]],
    );
    let form = |content: &[u8]| {
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> /Font << /F0 5 0 R >> >>",
            content,
        )
    };
    check(
        &page_of(stream("", b"/X Do"), &[form(b"/X Do /X Do /X Do /X Do")]),
        expect![[r#"
        complete, 0 blocks
    "#]],
    );
}

#[test]
fn work_without_end_is_given_up() {
    let mut content = b"BT /F0 9 Tf 60 700 Td (Held.) Tj ET\n".to_vec();
    content.extend(b"q Q\n".repeat(1_000));
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 7 0 R >> >>",
        b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do",
    );
    let mut forms: Vec<Vec<u8>> = (7..17)
        .map(|next| {
            stream(
                &format!(
                    "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {} 0 R >> >>",
                    next + 1
                ),
                &b"/X Do\n".repeat(30),
            )
        })
        .collect();
    forms.insert(0, form);
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 1 1]", b"q Q q Q q Q q Q"));
    content.extend(b"/X Do");
    check(
        &page_of(stream("", &content), &forms),
        expect![[r#"
        partial, 1 blocks
        ! whole file: only the first 0 of 1 pages were read: the file asks for more work than any report does
    "#]],
    );
}

#[test]
fn deep_nesting_and_odd_numbers_do_no_harm() {
    let mut content = b"[".repeat(100_000);
    content.extend(b" TJ BT /F0 11 Tf 60 700 Td (Held at Doln.) Tj ET");
    check(
        &page_of(stream("", &content), &[]),
        expect![[r#"
            partial, 0 blocks
            ! page 1: what stands behind a broken place in it could not be read
        "#]],
    );
    let odd = b"BT /F0 1e38 Tf 99999999999999999999 0 0 -1 1e300 -1e300 Tm (a) Tj /F0 11 Tf 1 0 0 1 60 700 Tm (Held at Doln.) Tj \
                0 0 0 0 0 0 Tm (b) Tj ET q q q Q Q Q Q Q";
    check(
        &page_of(stream("", odd), &[]),
        expect![[r#"
        partial, 1 blocks
        ! page 1: 1 letter is drawn whose meaning the file does not tell (font a font that could not be read): ask for the document in another format
    "#]],
    );
    check(
        &page_of(stream("", &b"q ".repeat(200_000)), &[]),
        expect![[r#"
        complete, 0 blocks
    "#]],
    );
}

#[test]
fn a_file_cut_short_is_partial_or_refused_and_never_complete() {
    let whole = Pdf::new()
        .page(Page::new().text(60.0, 60.0, 11.0, "Held at Doln."))
        .page(Page::new().text(60.0, 60.0, 11.0, "Released."))
        .build();
    check(
        &whole[..whole.len() - 200],
        expect![[r#"
        partial, 2 blocks
        ! whole file: it has no end as a PDF has: it was cut short, and pages or parts of them may be missing; ask for it again
    "#]],
    );
    check(
        &whole[..whole.len() / 2],
        expect![[r#"
            refused, 0 blocks
            ! whole file: it begins as a PDF does, but has no pages that could be found: it is damaged or cut short; ask for it again
        "#]],
    );
    check(
        b"%PDF-1.7\n",
        expect![[r#"
        refused, 0 blocks
        ! whole file: it begins as a PDF does, but has no pages that could be found: it is damaged or cut short; ask for it again
    "#]],
    );
    for length in (9..whole.len() - 60).step_by(7) {
        let document = read("report.pdf", &whole[..length], &Options::default());
        assert_ne!(document.parts[0].outcome.status(), "complete", "{length} bytes");
    }
}

#[test]
fn a_page_whose_packed_content_is_damaged_is_partial() {
    let mut content = Vec::new();
    for line in 0..40 {
        content.extend(
            format!("BT /F0 11 Tf 60 {} Td (Cell {line} was empty.) Tj ET\n", 800 - 15 * line).bytes(),
        );
    }
    let packed = deflate(&content);
    check(
        &page_of(stream("/Filter /FlateDecode", &packed), &[]),
        expect![[r#"
        complete, 1 blocks
    "#]],
    );
    // Cut, altered, and packed by what is not known.
    check(
        &page_of(stream("/Filter /FlateDecode", &packed[..packed.len() / 2]), &[]),
        expect![[r#"
        partial, 1 blocks
        ! page 1: a part of it is damaged, and words may be missing or wrong: ask for the document again
    "#]],
    );
    let mut altered = packed.clone();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    check(
        &page_of(stream("/Filter /FlateDecode", &altered), &[]),
        expect![[r#"
        partial, 1 blocks
        ! page 1: a part of it is damaged, and words may be missing or wrong: ask for the document again
    "#]],
    );
    check(
        &page_of(stream("/Filter /OtherDecode", &packed), &[]),
        expect![[r#"
        partial, 0 blocks
        ! page 1: a part of it is damaged, and words may be missing or wrong: ask for the document again
    "#]],
    );
    // A drawing in the page.
    let drawing =
        stream("/Subtype /Form /BBox [0 0 595 842] /Filter /FlateDecode", &packed[..packed.len() / 2]);
    check(
        &page_of(stream("", b"/X Do"), &[drawing]),
        expect![[r#"
        partial, 1 blocks
        ! page 1: a part of it is damaged, and words may be missing or wrong: ask for the document again
    "#]],
    );
    // Content that is not there.
    check(
        &page_of(b"9 0 R".to_vec(), &[]),
        expect![[r#"
        partial, 0 blocks
        ! page 1: what it shows is not in the file: ask for the document again
    "#]],
    );
    check(
        &page_of(b"[9 0 R 10 0 R]".to_vec(), &[]),
        expect![[r#"
        partial, 0 blocks
        ! page 1: a part of the page is not in the file: ask for the document again
    "#]],
    );
}

#[test]
fn letters_that_a_file_says_to_be_nothing_are_told() {
    // The font's letters mean U+0000, then a space.
    let drawn = |meaning: &str| {
        let map = format!(
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
             1 beginbfrange <21> <7E> [{}] endbfrange endcmap end",
            format!("<{meaning}>").repeat(0x7E - 0x20)
        );
        let content =
            "BT /F0 11 Tf 60 700 Td (Held at Doln.) Tj ET BT /F1 11 Tf 60 600 Td (He was beaten.) Tj ET";
        file(&[
            CATALOG.to_vec(),
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F0 5 0 R \
              /F1 6 0 R >> >> >>"
                .to_vec(),
            stream("", content.as_bytes()),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>".to_vec(),
            stream("", map.as_bytes()),
        ])
    };
    check(
        &drawn("0000"),
        expect![[r#"
        complete, 2 blocks
    "#]],
    );
    check(
        &drawn("0020"),
        expect![[r#"
        partial, 1 blocks
        ! page 1: 12 letters are drawn whose meaning the file does not tell (font Helvetica): ask for the document in another format
    "#]],
    );
}

#[test]
fn a_change_cut_short_behind_the_file_is_told() {
    let mut bytes = plain();
    bytes.extend_from_slice(b"4 0 obj\n<< /Length 90 >>\nstream\nBT /F0 11 Tf 60 700 Td (He was rele");
    check(
        &bytes,
        expect![[r#"
        partial, 1 blocks
        ! whole file: it has no end as a PDF has: it was cut short, and pages or parts of them may be missing; ask for it again
    "#]],
    );
}

#[test]
fn a_wrong_table_of_objects_is_made_anew() {
    let text = String::from_utf8_lossy(&plain()).into_owned();
    let start = text.find("startxref").unwrap();
    let mut bytes = plain();
    let at = bytes.windows(9).position(|w| w == b"startxref").unwrap() + 10;
    bytes.splice(at.., b"7\n%%EOF\n".iter().copied());
    assert!(start > 0);
    check(
        &bytes,
        expect![[r#"
        complete, 1 blocks
    "#]],
    );
}

#[test]
fn a_file_with_a_password_is_refused() {
    let mut objects = vec![CATALOG.to_vec(), b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec()];
    objects.push(
        format!(
            "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{}> /U <{}> >>",
            "41".repeat(32),
            "42".repeat(32)
        )
        .into_bytes(),
    );
    let bytes = file(&objects);
    let text =
        String::from_utf8_lossy(&bytes).replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]");
    let text = text.replace('\u{fffd}', "x");
    check(
        text.as_bytes(),
        expect![[r#"
        refused, 0 blocks
        ! whole file: it opens only with a password; open it, save a copy without one, and give that
    "#]],
    );
}

#[test]
fn a_text_beyond_the_limit_is_cut_and_told() {
    let page = (0..50).fold(Page::new(), |page, line| {
        page.text(60.0, 100.0 + 12.0 * line as f32, 10.0, &format!("Line {line} of a long report."))
    });
    let limits = Limits { text: 200, ..Limits::default() };
    let document =
        read("report.pdf", &Pdf::new().page(page).build(), &Options { limits, ..Options::default() });
    assert_eq!(document.parts[0].outcome.status(), "partial");
    assert!(document.text.len() < 400);
}

/// A small generator, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

#[test]
fn a_thousand_damaged_files_each_have_an_outcome() {
    let page = Page::new()
        .marked(60.0, 60.0, 11.0, "Held.", "1", " He was beaten there.")
        .line(60.0, 700.0, 200.0, 700.0)
        .marked(60.0, 712.0, 9.0, "", "1", " Interview.")
        .line(60.0, 300.0, 300.0, 300.0)
        .line(60.0, 400.0, 300.0, 400.0)
        .line(60.0, 300.0, 60.0, 400.0)
        .line(300.0, 300.0, 300.0, 400.0)
        .text(80.0, 350.0, 11.0, "In a box.");
    let whole = Pdf::new().page(page.clone()).page(page.rotated(90)).build();
    let mut random = Random(7);
    for _ in 0..1_000 {
        let mut bytes = whole.clone();
        for _ in 0..1 + random.below(12) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = random.below(256) as u8,
                1 => bytes[at] = b'0' + random.below(10) as u8,
                2 => {
                    let length = random.below(40).min(bytes.len() - at);
                    bytes.drain(at..at + length);
                }
                _ => {
                    let length = random.below(40).min(bytes.len() - at);
                    let copied = bytes[at..at + length].to_vec();
                    let to = random.below(bytes.len());
                    bytes.splice(to..to, copied);
                }
            }
        }
        let document = read("report.pdf", &bytes, &Options::default());
        assert!(!document.parts.is_empty());
    }
}
