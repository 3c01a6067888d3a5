//! Pictures: what they say about themselves, and how large they are. What is to be seen in them is not told.
//!
//! No picture is unpacked here, so that its size costs nothing. Facts are properties of the document: those of the camera
//! (EXIF), of programs (XMP), of agencies (IPTC), and comments. The words in a picture are recognised by another program,
//! where one is installed, and laid out as a page ([`crate::pdf`]); without it the outcome is partial.
//!
//! Invariant: no picture is read completely without its words: either somebody recognised them, or the outcome says so.
//! Invariant: steps are bounded by the bytes of the file.
//!
//! Incomplete: makers' notes of cameras; thumbnails and films behind a picture are told, not looked at; BigTIFF.

mod exif;
mod gif;
mod heif;
mod iptc;
mod jpeg;
mod png;
mod tiff;
mod upright;
mod webp;
mod xmp;

use crate::Options;
use crate::octets::Order;
use crate::recognised::Recognised;
use crate::record::{Record, count};
use probata_report::Document;

/// What is known of a picture.
#[derive(Debug, Default)]
struct Picture {
    record: Record,
    /// Size in pixels, of the first page or the largest.
    size: Option<(u32, u32)>,
    /// Pages of a TIFF, pictures of a moving GIF.
    pages: usize,
    /// How the camera was held: 1 upright to 8, as EXIF has it.
    orientation: u16,
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// TIFF.
    Tiff,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// HEIC, HEIF and AVIF.
    Heif,
    /// Windows bitmap.
    Bmp,
}

impl Kind {
    /// What the bytes are, if they are a picture.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |start: &[u8]| bytes.starts_with(start);
        let at = |from: usize, what: &[u8]| bytes.get(from..from + what.len()) == Some(what);
        match () {
            () if begins(b"\xff\xd8\xff") => Some(Self::Jpeg),
            () if begins(b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            () if begins(b"II*\0") || begins(b"MM\0*") => Some(Self::Tiff),
            () if (begins(b"GIF87a") || begins(b"GIF89a")) && has_control(bytes) => Some(Self::Gif),
            () if begins(b"RIFF") && at(8, b"WEBP") => Some(Self::Webp),
            () if at(4, b"ftyp") && heif::is_brand(bytes) => Some(Self::Heif),
            () if begins(b"BM") && at(6, &[0; 4]) && at(15, &[0; 3]) => Some(Self::Bmp),
            () => None,
        }
    }

    /// As [`Part::format`](probata_report::Part) has it.
    fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Tiff => "tiff",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Heif => "heif",
            Self::Bmp => "bmp",
        }
    }

    /// In words, with the endings that such files have.
    pub fn words(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Jpeg => ("a picture (JPEG)", &["jpg", "jpeg", "jpe", "jfif"]),
            Self::Png => ("a picture (PNG)", &["png"]),
            Self::Tiff => ("a picture (TIFF)", &["tif", "tiff", "dng", "nef", "cr2", "arw"]),
            Self::Gif => ("a picture (GIF)", &["gif"]),
            Self::Webp => ("a picture (WebP)", &["webp"]),
            Self::Heif => ("a picture (HEIC)", &["heic", "heif", "avif", "heics", "hif"]),
            Self::Bmp => ("a picture (BMP)", &["bmp", "dib"]),
        }
    }

    fn look(self, bytes: &[u8]) -> Picture {
        let mut picture = Picture { pages: 1, ..Picture::default() };
        match self {
            Self::Jpeg => jpeg::look(bytes, &mut picture),
            Self::Png => png::look(bytes, &mut picture),
            Self::Tiff => tiff::look(bytes, &mut picture),
            Self::Gif => gif::look(bytes, &mut picture),
            Self::Webp => webp::look(bytes, &mut picture),
            Self::Heif => heif::look(bytes, &mut picture),
            Self::Bmp => bitmap(bytes, &mut picture),
        }
        picture
    }
}

/// A text may begin with the letters of a GIF; then no control characters follow.
fn has_control(bytes: &[u8]) -> bool {
    bytes.iter().take(32).any(|byte| *byte < 9)
}

/// A Windows bitmap has a size and nothing else to tell.
fn bitmap(bytes: &[u8], picture: &mut Picture) {
    let number = |at| Order::Little.u32(bytes, at);
    // A negative height says that the rows go downwards.
    picture.size = number(18).zip(number(22).map(|height| height.cast_signed().unsigned_abs()));
    if number(2).is_some_and(|length| crate::octets::index(length) > bytes.len()) {
        cut(picture);
    }
}

/// Says that the picture ends before its end.
fn cut(picture: &mut Picture) {
    picture.record.lacks(
        "end of the file",
        "the picture is cut off before its end, so that a part of it is missing; ask for it again",
    );
}

/// Reads a picture.
pub(crate) fn read(path: &str, bytes: &[u8], kind: Kind, options: &Options) -> Document {
    let mut picture = kind.look(bytes);
    match picture.size {
        Some((width, height)) => {
            picture.record.fact("picture", "size", format!("{width} x {height} pixels"));
        }
        None => picture.record.lacks("header", "the picture does not say how large it is: it is damaged"),
    }
    if picture.pages > 1 && kind != Kind::Tiff {
        let what = count(picture.pages, "picture", "pictures");
        picture.record.remark(format!("there are {what} in the file, and words are looked for in the first"));
        picture.pages = 1;
    }
    // Words are laid out as on a page; how many pixels make an inch matters to nothing but the boxes that are told.
    let (mut width, mut height) = picture.size.unwrap_or((1, 1));
    if kind == Kind::Jpeg && upright::is_across(picture.orientation) {
        (width, height) = (height, width);
    }
    let points = |pixels: u32| pixels.max(1) as f32 * 72.0 / DENSITY;
    let sizes = vec![(points(width), points(height)); picture.pages.clamp(1, MOST_PAGES)];
    let can = recognisable(kind, picture.size);
    let mut options = options.clone();
    if let Err(why) = &can {
        options.recognised = Recognised { why_not: Some((*why).to_owned()), ..Recognised::default() };
    }
    let mut document = crate::pdf::recognised(path, kind.name(), &sizes, &options);
    if can.is_err() {
        document.pictured.clear();
    }
    picture.record.tell(&mut document);
    document
}

/// Pixels per inch that are supposed where a page is laid out.
const DENSITY: f32 = 300.0;
/// Pages of a TIFF whose words are looked for, and pictures of others.
const MOST_PAGES: usize = 2_000;
/// Pixels of a picture that is handed on.
const MOST_PIXELS: u64 = 100_000_000;

/// Why the words of such a picture are recognised by no program, if that is so.
fn recognisable(kind: Kind, size: Option<(u32, u32)>) -> Result<(), &'static str> {
    if kind == Kind::Heif {
        return Err(
            "no program that Probata knows recognises words in this format; save the picture as JPEG or PNG and read that",
        );
    }
    let pixels = size.map_or(0, |(width, height)| u64::from(width) * u64::from(height));
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err("a picture of this size is given to no program; look at it, or save a smaller copy");
    }
    Ok(())
}

/// The file itself, which is what the program that recognises takes; of a JPEG that says how it is turned, what is seen of it, turned by so
/// many further quarters to the right.
pub(crate) fn picture(
    bytes: &[u8],
    page: usize,
    turns: u8,
    kind: Kind,
    options: &Options,
) -> Result<crate::Picture, String> {
    let about = kind.look(bytes);
    recognisable(kind, about.size)?;
    if let Some(size) = about.size.filter(|_| kind == Kind::Jpeg && upright::is_turned(about.orientation))
        && let Ok(drawn) = upright::drawn(bytes, size, about.orientation, turns, options)
    {
        return Ok(drawn);
    }
    let page = (kind == Kind::Tiff).then_some(page);
    Ok(crate::Picture { bytes: bytes.to_vec(), density: None, page })
}
