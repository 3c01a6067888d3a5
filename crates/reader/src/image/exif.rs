//! EXIF: what a camera writes into a picture.

use super::Picture;
use super::tiff::{Directory, Tag, Tiff};
use crate::octets::{Order, words};

/// Tags of text, with what they are.
const TEXTS: [(u16, &str); 17] = [
    (0x010e, "description"),
    (0x010f, "camera maker"),
    (0x0110, "camera"),
    (0x0131, "software"),
    (0x013b, "artist"),
    (0x013c, "computer"),
    (0x8298, "copyright"),
    (0xa420, "picture's own number"),
    (0xa430, "camera's owner"),
    (0xa431, "camera serial number"),
    (0xa433, "lens maker"),
    (0xa434, "lens"),
    (0xa435, "lens serial number"),
    (0xc614, "camera, as a raw file"),
    (0xc62f, "camera serial number"),
    (0x9c9b, "title"),
    (0x010d, "document"),
];
/// Dates: tag, its fraction of a second, its zone, what it is.
const DATES: [(u16, u16, u16, &str); 3] = [
    (0x9003, 0x9291, 0x9011, "date taken"),
    (0x9004, 0x9292, 0x9012, "date digitised"),
    (0x0132, 0x9290, 0x9010, "date changed"),
];
const ORIENTATIONS: [&str; 8] = [
    "upright",
    "mirrored",
    "upside down",
    "upside down and mirrored",
    "mirrored and turned to the left",
    "turned: its right side is up",
    "mirrored and turned to the right",
    "turned: its left side is up",
];

/// Looks at the directories of a picture: its own, the camera's, that of the place, and that of its thumbnail.
pub(super) fn look(bytes: &[u8], picture: &mut Picture) {
    let Some(tiff) = Tiff::of(bytes) else { return };
    let Some(main) = tiff.directory(tiff.first()) else { return };
    let below = |tag| main.number(tag).and_then(|at| tiff.directory(at));
    let camera = below(0x8769).unwrap_or_default();
    for directory in [&main, &camera] {
        texts(directory, picture);
    }
    for (date, fraction, zone, name) in DATES {
        if let Some(date) = text(&main, date).or_else(|| text(&camera, date)) {
            let fraction = text(&camera, fraction).map(|fraction| format!(".{fraction}")).unwrap_or_default();
            let zone = text(&camera, zone).unwrap_or_else(|| "(no time zone is given)".to_owned());
            picture.record.fact("EXIF", name, format!("{}{fraction} {zone}", dashed(&date)));
        }
    }
    if let Some(comment) = camera.tag(0x9286).and_then(comment) {
        picture.record.fact("EXIF", "comment", comment);
    }
    if let Some(turn) = main.number(0x0112) {
        picture.orientation = u16::try_from(turn).unwrap_or(1);
        if let Some(words) =
            usize::from(picture.orientation).checked_sub(1).and_then(|at| ORIENTATIONS.get(at))
        {
            picture.record.fact("EXIF", "orientation", words);
        }
    }
    if let Some(place) = below(0x8825) {
        position(&place, picture);
    }
    // In a TIFF the next directory is its next page, which has no such tag.
    if let Some(length) =
        tiff.directory(main.next).filter(|_| main.next != 0).and_then(|next| next.number(0x0202))
    {
        picture.record.remark(format!(
            "a small copy of the picture ({length} bytes) lies in the file; it may show what was cut off or covered later"
        ));
    }
}

fn texts(directory: &Directory<'_>, picture: &mut Picture) {
    for (number, name) in TEXTS {
        if let Some(text) = text(directory, number) {
            picture.record.fact("EXIF", name, text);
        }
    }
}

fn text(directory: &Directory<'_>, number: u16) -> Option<String> {
    let tag = directory.tag(number)?;
    // Windows writes some of them in UTF-16.
    let text = if (0x9c9b..=0x9c9f).contains(&number) {
        wide(tag.values, Order::Little)
    } else {
        let end = tag.values.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        words(&tag.values[..end])
    };
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn wide(bytes: &[u8], order: Order) -> String {
    let units: Vec<u16> = (0..bytes.len() / 2).filter_map(|at| order.u16(bytes, 2 * at)).collect();
    String::from_utf16_lossy(&units).trim_matches('\0').to_owned()
}

/// A comment says in eight bytes how it is written.
fn comment(tag: &Tag<'_>) -> Option<String> {
    let (how, text) = tag.values.split_at_checked(8)?;
    Some(match how {
        b"UNICODE\0" => wide(text, tag.order),
        _ => words(text),
    })
}

/// `2021:05:03 14:00:00` with dashes in the date.
fn dashed(date: &str) -> String {
    let (day, time) = date.split_at_checked(10).unwrap_or((date, ""));
    format!("{}{time}", day.replace(':', "-"))
}

/// Where the picture was taken, as written and in degrees.
fn position(place: &Directory<'_>, picture: &mut Picture) {
    let angle = |name: u16, value: u16| {
        let tag = place.tag(value)?;
        let parts: Vec<(i64, i64)> = (0..tag.count().min(3)).filter_map(|at| tag.fraction_at(at)).collect();
        let degrees = parts
            .iter()
            .zip([1.0, 60.0, 3600.0])
            .map(|((above, below), by)| *above as f64 / (*below).max(1) as f64 / by)
            .sum::<f64>();
        let side = text(place, name).unwrap_or_default();
        let signed = if matches!(side.as_str(), "S" | "W") { -degrees } else { degrees };
        let written: Vec<String> = parts.iter().map(|(above, below)| format!("{above}/{below}")).collect();
        (!parts.is_empty()).then(|| (signed, format!("{} {side}", written.join(" "))))
    };
    if let Some(((latitude, north), (longitude, east))) = angle(1, 2).zip(angle(3, 4)) {
        let is_void = latitude == 0.0 && longitude == 0.0;
        let doubt = if is_void { " (perhaps not known: the camera wrote nought)" } else { "" };
        picture.record.fact("EXIF", "GPS position", format!("{latitude:.6}, {longitude:.6} degrees{doubt}"));
        picture.record.fact("EXIF", "GPS position as written", format!("{north}, {east}"));
    }
    let number = |number| {
        let (above, below) = place.tag(number)?.fraction_at(0)?;
        (below != 0).then(|| above as f64 / below as f64)
    };
    if let Some(height) = number(6) {
        let below = place.number(5) == Some(1);
        let side = if below { "below" } else { "above" };
        picture.record.fact("EXIF", "GPS height", format!("{height:.1} m {side} the sea"));
    }
    if let Some(direction) = number(0x11) {
        let of = if text(place, 0x10).as_deref() == Some("M") { "magnetic" } else { "true" };
        picture.record.fact(
            "EXIF",
            "GPS direction of view",
            format!("{direction:.1} degrees from {of} north"),
        );
    }
    if let Some(date) = text(place, 0x1d) {
        let time = place.tag(7).map(|tag| {
            let part = |at| {
                tag.fraction_at(at).filter(|(_, below)| *below != 0).map_or(0, |(above, below)| above / below)
            };
            format!(" {:02}:{:02}:{:02}", part(0), part(1), part(2))
        });
        picture.record.fact("EXIF", "GPS time", format!("{}{} UTC", dashed(&date), time.unwrap_or_default()));
    }
    if let Some(map) = text(place, 0x12) {
        picture.record.fact("EXIF", "GPS map datum", map);
    }
}
