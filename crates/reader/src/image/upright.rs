//! A JPEG that only says how it is to be turned, drawn as a person sees it: a program that recognises words looks at its pixels.
//!
//! It is drawn as the one picture of a page, by the same code and within the same bounds as the pictures of any PDF.

use super::DENSITY;
use crate::Options;
use std::fmt::Write as _;

/// True if such a picture is not seen as its pixels lie.
pub(super) fn is_turned(orientation: u16) -> bool {
    (2..=8).contains(&orientation)
}

/// True if its width is seen as its height.
pub(super) fn is_across(orientation: u16) -> bool {
    (5..=8).contains(&orientation)
}

/// The picture as it is seen, turned by so many further quarters to the right.
///
/// # Errors
/// Why there is none, in a sentence.
pub(super) fn drawn(
    jpeg: &[u8],
    (width, height): (u32, u32),
    orientation: u16,
    turns: u8,
    options: &Options,
) -> Result<crate::Picture, String> {
    let points = |pixels: u32| f64::from(pixels) * 72.0 / f64::from(DENSITY);
    let (across, up) = (points(width), points(height));
    // What takes the unit square to where each pixel is seen, from the lower left corner of the page.
    let map = match orientation {
        2 => [-across, 0.0, 0.0, up, across, 0.0],
        3 => [-across, 0.0, 0.0, -up, across, up],
        4 => [across, 0.0, 0.0, -up, 0.0, up],
        5 => [0.0, -across, -up, 0.0, up, across],
        6 => [0.0, -across, up, 0.0, 0.0, across],
        7 => [0.0, across, up, 0.0, 0.0, 0.0],
        8 => [0.0, across, -up, 0.0, up, 0.0],
        _ => [across, 0.0, 0.0, up, 0.0, 0.0],
    };
    let page = if is_across(orientation) { (up, across) } else { (across, up) };
    crate::pdf::picture(&wrapped(jpeg, (width, height), map, page), 0, turns, options)
}

/// A PDF of one page with the picture.
fn wrapped(jpeg: &[u8], (width, height): (u32, u32), map: [f64; 6], page: (f64, f64)) -> Vec<u8> {
    let map = map.map(|number| format!("{number:.4}")).join(" ");
    let content = format!("{map} cm /Im Do");
    let stream = |more: &str, data: &[u8]| {
        let head = format!("<< {more} /Length {} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream"].concat()
    };
    let about = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /Filter /DCTDecode"
    );
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.4} {:.4}] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> >>",
            page.0, page.1
        )
        .into_bytes(),
        stream("", content.as_bytes()),
        stream(&about, jpeg),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.extend(
        format!("{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes(),
    );
    file
}
