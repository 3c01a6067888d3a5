//! Files that are broken or made to do harm, other than Word documents, and large pages to measure with.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// Elements nested `depth` deep, a word at every thousandth level down and up.
pub fn nested(element: &str, depth: usize) -> String {
    let mut page = String::with_capacity(depth * (2 * element.len() + 6));
    for level in 0..depth {
        let _ = write!(page, "<{element}>");
        if level % 1000 == 0 {
            let _ = write!(page, "down{level} ");
        }
    }
    for level in 0..depth {
        let _ = write!(page, "</{element}>");
        if level % 1000 == 0 {
            let _ = write!(page, "up{level} ");
        }
    }
    page
}

/// The words of [`nested`] in order.
pub fn nested_words(depth: usize) -> Vec<String> {
    let levels = || (0..depth).step_by(1000);
    levels().map(|level| format!("down{level}")).chain(levels().map(|level| format!("up{level}"))).collect()
}

/// `count` start tags of many elements that are never closed, with a word before and behind.
pub fn never_closed(count: usize) -> String {
    const ELEMENTS: [&str; 8] = ["b", "div", "span", "li", "table", "td", "sup", "a href=#x"];
    let mut page = "first ".to_owned();
    for number in 0..count {
        let _ = write!(page, "<{}>", ELEMENTS[number % ELEMENTS.len()]);
    }
    page + "last"
}

/// Start tags of one element and as many end tags of another, so that no end tag finds its start near.
pub fn crossed(count: usize) -> String {
    let mut page = String::from("first ");
    page.push_str(&"<b><p>".repeat(count));
    page.push_str("middle ");
    page.push_str(&"</b></i>".repeat(count));
    page + "last"
}

/// One attribute of `length` bytes.
pub fn long_attribute(name: &str, length: usize) -> String {
    format!("<p>before<span {name}=\"{}\">inside</span> after", "x".repeat(length))
}

/// `count` character references.
pub fn references(count: usize) -> String {
    const KINDS: [&str; 5] = ["&amp;", "&#233;", "&eacute;", "&#x42f;", "&lt;"];
    let mut page = String::from("<p>");
    for number in 0..count {
        page.push_str(KINDS[number % KINDS.len()]);
    }
    page
}

/// `count` links that call `count` notes, all with the label 1.
pub fn many_notes(count: usize) -> String {
    let mut page = String::new();
    for number in 0..count {
        let _ = write!(page, "<p>word{number}<a href=#fn{number} id=fnref{number}>1</a>");
    }
    for number in 0..count {
        let _ = write!(page, "<li id=fn{number}>note{number} <a href=#fnref{number}>back</a>");
    }
    page
}

/// An XHTML page whose entities grow to a gigabyte.
pub fn billion_laughs() -> String {
    let mut page = "<?xml version=\"1.0\"?>\n<!DOCTYPE html [\n<!ENTITY lol0 \"lol\">\n".to_owned();
    for level in 1..10 {
        let _ = writeln!(page, "<!ENTITY lol{level} \"{}\">", format!("&lol{};", level - 1).repeat(10));
    }
    page + "]>\n<html><body><p>before &lol9; after</p></body></html>"
}

/// An XHTML page that asks for a file of the machine.
pub fn external_entity() -> String {
    "<?xml version=\"1.0\"?>\n<!DOCTYPE html [<!ENTITY passwords SYSTEM \"file:///etc/passwd\">]>\n\
     <html><body><p>before &passwords; after</p></body></html>"
        .to_owned()
}

/// `text` in UTF-16, with or without a byte order mark.
pub fn utf16(text: &str, is_little: bool, has_mark: bool) -> Vec<u8> {
    let mark = if has_mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// Bytes without sense, the same for the same seed.
pub fn rubbish(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.max(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// The container of old Office files, with streams of these names.
pub fn compound_file(streams: &[&str]) -> Vec<u8> {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0);
    for name in streams {
        file.extend(utf16(name, true, false));
        file.resize(file.len().next_multiple_of(128), 0);
    }
    file
}

/// A ZIP archive with these members, stored; empty if it cannot be written.
pub fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in members {
        let is_written =
            writer.start_file(*name, options).is_ok() && writer.write_all(content.as_bytes()).is_ok();
        if !is_written {
            return Vec::new();
        }
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A report as a page, of at least `bytes`, with a note to every third sentence and a list and table to each chapter.
pub fn report_page(bytes: usize) -> String {
    let mut page =
        String::from("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Returned</title></head>\n<body>\n");
    let (mut notes, mut note, mut chapter) = (String::new(), 0, 0);
    while page.len() + notes.len() < bytes {
        chapter += 1;
        let _ = writeln!(page, "<h2 id=\"c{chapter}\">{chapter} The transfers</h2>");
        for paragraph in 0..40 {
            page.push_str("<p class=\"body\">The detainee told Lantern that officers of the <i>State Security\nDirectorate</i> ");
            page.push_str(
                "held him in Doln &mdash; without charge &mdash; for ten days. He was beaten. Others saw it.",
            );
            note += 1;
            let _ = writeln!(
                page,
                "<a href=\"#fn{note}\" id=\"fnref{note}\" class=\"footnote-ref\"><sup>{note}</sup></a> He was then taken to \
                 Velsk.</p>"
            );
            let _ = writeln!(
                notes,
                "<li id=\"fn{note}\"><p>Lantern interview with a former detainee, {paragraph} March 2005, name and place \
                 withheld.<a href=\"#fnref{note}\" class=\"footnote-back\">&#8617;</a></p></li>"
            );
        }
        page.push_str("<ul><li>Doln</li><li>Ustra</li></ul><table><tr><th>Year</th><th>Held</th></tr>");
        page.push_str("<tr><td>2004</td><td>12</td></tr></table>\n");
    }
    let _ = writeln!(page, "<section class=\"footnotes\"><ol>\n{notes}</ol></section>\n</body></html>");
    page
}
