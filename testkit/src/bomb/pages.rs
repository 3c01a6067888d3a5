//! PDFs that go round in circles, unpack to much, or count what is not there.

use super::packed::swollen;
use crate::pdf::{Font, Page, Pdf, deflate, file, stream};

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F0 5 0 R >> >> >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const WORDS: &[u8] = b"BT /F0 11 Tf 60 700 Td (He was held in Doln.) Tj ET";

/// One page with this stream as its content, and further objects from the sixth.
fn one_page(content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        PAGE.as_bytes().to_vec(),
        content,
        FONT.as_bytes().to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

/// A list of pages that holds itself, and pages whose parent is their own child.
pub fn page_loop() -> Vec<u8> {
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 6 0 R 2 0 R] /Count 1000000000 /Parent 6 0 R >>".to_vec(),
        PAGE.as_bytes().to_vec(),
        stream("", WORDS),
        FONT.as_bytes().to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 6 0 R] /Count -5 /Parent 2 0 R >>".to_vec(),
    ])
}

/// Each list of pages holds the next one twice: two to the fortieth pages.
pub fn page_tree(depth: usize) -> Vec<u8> {
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    for level in 0..depth {
        let kid = level + 3;
        objects
            .push(format!("<< /Type /Pages /Kids [{kid} 0 R {kid} 0 R] /Count 1000000000 >>").into_bytes());
    }
    let at = objects.len();
    objects.push(
        format!("<< /Type /Page /Parent {at} 0 R /MediaBox [0 0 595 842] /Contents {} 0 R >>", at + 2)
            .into_bytes(),
    );
    objects.push(stream("", b"BT ET"));
    file(&objects)
}

/// A stream whose length is told by itself, and objects that are each other.
pub fn object_loop() -> Vec<u8> {
    one_page(
        b"<< /Length 4 0 R /Filter 6 0 R >>\nstream\nBT ET\nendstream".to_vec(),
        &[b"7 0 R".to_vec(), b"6 0 R".to_vec()],
    )
}

/// A cross-reference stream that says that every object lies in an object stream, which lies in itself, and that the table before it
/// is it.
pub fn object_stream_loop() -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let inside =
        deflate(b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>       << /Type /Pages /Kids [] /Count 0 >>");
    let at = out.len();
    out.extend_from_slice(b"5 0 obj\n");
    out.extend_from_slice(&stream(
        "/Type /ObjStm /N 2 /First 9 /Extends 5 0 R /Filter /FlateDecode",
        &inside,
    ));
    out.extend_from_slice(b"\nendobj\n");
    let start = out.len();
    // Type 2: in object stream 5; object 5 itself too.
    let rows: Vec<u8> = (0..7_u8).flat_map(|number| [2, 0, 5, number]).collect();
    out.extend_from_slice(b"6 0 obj\n");
    out.extend_from_slice(&stream(
        &format!("/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Prev {start} /XRefStm {at}"),
        &rows,
    ));
    out.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

/// A page packed twice: a few bytes that become so many MiB.
pub fn twice_packed(mebibytes: usize) -> Vec<u8> {
    let once = swollen(b"BT /F0 11 Tf 60 700 Td (He was held in Doln.) Tj ET ", b" ", mebibytes, b"").zlib();
    one_page(stream("/Filter [/FlateDecode /FlateDecode]", &deflate(&once)), &[])
}

/// A page packed once whose bytes are words without end.
pub fn words_without_end(mebibytes: usize) -> Vec<u8> {
    let once = swollen(b"BT /F0 11 Tf 60 700 Td ", b"(Doln ) Tj 0 -1 Td ", mebibytes, b"ET").zlib();
    one_page(stream("/Filter /FlateDecode", &once), &[])
}

/// Filters upon filters.
pub fn filters(name: &str, count: usize) -> Vec<u8> {
    let list = format!("/{name} ").repeat(count);
    one_page(stream(&format!("/Filter [{list}]"), &b"41".repeat(1 << 20)), &[])
}

/// LZW codes that each stand for one letter more than the one before.
pub fn growing_codes() -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut say = |code: u32, width: u32| (0..width).rev().for_each(|bit| bits.push(code >> bit & 1 == 1));
    for _ in 0..40 {
        say(256, 9);
        say(32, 9);
        for code in 258..4093_u32 {
            say(code, 32 - (code + 1).max(511).leading_zeros());
        }
    }
    let bytes: Vec<u8> = bits
        .chunks(8)
        .map(|eight| eight.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at)))
        .collect();
    one_page(stream("/Filter /LZWDecode", &bytes), &[])
}

/// A table of objects that counts two thousand million, in a file of a kilobyte.
pub fn huge_table() -> Vec<u8> {
    let whole = String::from_utf8_lossy(&one_page(stream("", WORDS), &[])).into_owned();
    whole.replace("xref\n0 6\n", "xref\n0 2147483647\n").replace("/Size 6", "/Size 2147483647").into_bytes()
}

/// A form that draws itself.
pub fn form_loop() -> Vec<u8> {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>";
    let page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<");
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        stream("", b"/X Do /X Do"),
        FONT.as_bytes().to_vec(),
        stream(form, b"/X Do /X Do"),
    ])
}

/// A page with a picture of so many points a side.
pub fn picture(side: u32) -> Vec<u8> {
    let more = format!(
        "/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
    );
    let page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<");
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        stream("", b"q 500 0 0 700 40 40 cm /X Do Q"),
        FONT.as_bytes().to_vec(),
        stream(&more, &swollen(b"", &[255], 64, b"").zlib()),
    ])
}

/// Lists in one another, in a page's resources.
pub fn deep_lists(depth: usize) -> Vec<u8> {
    one_page(
        stream("", &[&b"[".repeat(depth)[..], &b"]".repeat(depth)].concat()),
        &[[b"[".repeat(depth), b"]".repeat(depth)].concat()],
    )
}

/// Saved states without end.
pub fn saved_states(count: usize) -> Vec<u8> {
    one_page(stream("/Filter /FlateDecode", &deflate(&b"q ".repeat(count))), &[])
}

/// A plain report of pages, to be cut.
pub fn plain() -> Vec<u8> {
    let page = || Page::new().text_in(Font::Plain, 60.0, 60.0, 11.0, "He was held in Doln.");
    Pdf::new().page(page()).page(page()).packed().build()
}
