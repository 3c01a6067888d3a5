//! Tells what the bytes are and hands them to the format.
//!
//! The bytes decide; the file's ending is a hint between Markdown and plain text, and a remark where it is wrong.

mod archive;
mod foreign;

use crate::Options;
use crate::encoding::{Decoded, declared, decode, is_binary};
use crate::legible::{Legible, legible};
use crate::sheet::{self, Dialect};
use probata_report::Document;

/// Formats of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Html,
    Markdown,
    Plain,
}

/// Endings of web pages.
const PAGES: &[&str] = &["html", "htm", "xhtml", "xht"];

/// Endings of messages, and of pages saved as one.
const MESSAGES: &[&str] = &["eml", "mht", "mhtml", "nws", "mail"];

/// Reads a file as what its bytes are.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    if bytes.len() > options.limits.file {
        let why = format!(
            "the file is {} MB large and at most {} MB are read; split it into chapters",
            bytes.len() >> 20,
            options.limits.file >> 20
        );
        return Document::refused(path, "unknown", why);
    }
    if bytes.is_empty() {
        return Document::refused(
            path,
            "unknown",
            "the file is empty (0 bytes); perhaps it was not copied to the end",
        );
    }
    let archive = archive::Archive::of(bytes);
    if archive.as_ref().is_some_and(archive::Archive::is_word) {
        let mut document = crate::docx::read(path, bytes, options);
        remark_ending(&mut document, path, &["docx", "docm", "dotx", "dotm"], "a Word document");
        return document;
    }
    if foreign::is_pdf(bytes) {
        let mut document = crate::pdf::read(path, bytes, options);
        remark_ending(&mut document, path, &["pdf"], "a PDF");
        return document;
    }
    if archive.as_ref().is_some_and(archive::Archive::is_open_text) {
        let mut document = crate::odt::read(path, bytes, options);
        remark_ending(&mut document, path, &["odt", "ott", "odm", "oth"], "an OpenDocument text");
        return document;
    }
    if archive.as_ref().is_some_and(archive::Archive::is_workbook) {
        let mut document = crate::sheet::read_xlsx(path, bytes, options);
        remark_ending(&mut document, path, &["xlsx", "xlsm", "xltx", "xltm"], "an Excel workbook");
        return document;
    }
    if archive.as_ref().is_some_and(archive::Archive::is_open_table) {
        let mut document = crate::sheet::read_ods(path, bytes, options);
        remark_ending(&mut document, path, &["ods", "ots"], "an OpenDocument table");
        return document;
    }
    if archive.as_ref().is_some_and(archive::Archive::is_capture) {
        let mut document = crate::web_archive::read_wacz(path, bytes, options);
        remark_ending(&mut document, path, &["wacz"], "a capture of the web (WACZ)");
        return document;
    }
    if bytes.starts_with(b"{\\rtf") {
        let mut document = crate::rtf::read(path, bytes, options);
        remark_ending(&mut document, path, &["rtf"], "rich text (RTF)");
        return document;
    }
    if crate::mail::is_outlook(bytes) {
        let mut document = crate::mail::read_outlook(path, bytes, options);
        remark_ending(&mut document, path, &["msg", "oft"], "a message of Outlook");
        return document;
    }
    if crate::mail::is_mailbox(bytes) {
        return crate::mail::read_mailbox(path, bytes, options);
    }
    if crate::mail::is_message(bytes, MESSAGES.contains(&ending(path).as_str())) {
        let mut document = crate::mail::read(path, bytes, options);
        remark_ending(&mut document, path, MESSAGES, "a mail message");
        return document;
    }
    if let Some(document) = read_evidence(path, bytes, options) {
        return document;
    }
    if archive.as_ref().is_some_and(|archive| archive.refusal().is_none()) {
        let mut document = crate::archive::read_zip(path, bytes, options);
        if ["docx", "doc", "pdf", "odt", "rtf"].contains(&ending(path).as_str()) {
            remark_ending(&mut document, path, &[], "an archive (ZIP)");
        }
        return document;
    }
    if crate::archive::is_gzip(bytes) {
        return crate::archive::read_gzip(path, bytes, options);
    }
    if crate::archive::is_tar(bytes) {
        return crate::archive::read_tar(path, bytes, options);
    }
    let refusal = archive.and_then(|archive| archive.refusal()).or_else(|| foreign::refusal(path, bytes));
    if let Some((format, why)) = refusal {
        return Document::refused(path, format, why);
    }
    if is_binary(bytes) {
        let why = "the bytes are no text in any encoding that Probata knows; open the file in the program that made it \
                   and save it as DOCX or text";
        return Document::refused(path, "unknown", why);
    }
    read_text(path, bytes, options)
}

/// Reads what is no document of words by itself: captures of the web, pictures, recordings.
fn read_evidence(path: &str, bytes: &[u8], options: &Options) -> Option<Document> {
    if crate::web_archive::is_warc(bytes) {
        let mut document = crate::web_archive::read(path, bytes, options);
        remark_ending(&mut document, path, &["warc", "gz"], "a capture of the web (WARC)");
        return Some(document);
    }
    if crate::web_archive::is_arc(bytes) {
        return Some(Document::refused(path, "arc", crate::web_archive::ARC));
    }
    if let Some(kind) = crate::image::Kind::of(bytes) {
        let mut document = crate::image::read(path, bytes, kind, options);
        let (what, endings) = kind.words();
        remark_ending(&mut document, path, endings, what);
        return Some(document);
    }
    if let Some(kind) = crate::media::Kind::of(bytes) {
        let mut document = crate::media::read(path, bytes, kind, options);
        let (what, endings) = kind.words();
        remark_ending(&mut document, path, endings, what);
        return Some(document);
    }
    None
}

fn read_text(path: &str, bytes: &[u8], options: &Options) -> Document {
    let decoded = decode(bytes, declared(bytes).as_deref());
    if let Some((format, why)) = foreign::text_refusal(&decoded.text, PAGES.contains(&ending(path).as_str()))
    {
        return Document::refused(path, format, why);
    }
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\0') {
        return Document::refused(path, "text", "the file holds nothing but white space");
    }
    if foreign::is_flat_open_document(&decoded.text) {
        return read_flat(path, decoded, options);
    }
    if let Some(dialect) = table_in(path, &decoded.text) {
        return read_table(path, bytes, decoded, dialect, options);
    }
    let Decoded { text, encoding, map, missing, guessed, remarks } = decoded;
    let format = format_of(path, &text);
    let signs: &[char] = if format == Format::Html { &crate::html::FIELD_SIGNS } else { &[] };
    let odd = match legible(&text, guessed.then_some(encoding.as_str()), signs) {
        Legible::Yes(odd) => odd,
        Legible::No(why) => return Document::refused(path, "unknown", why),
    };
    let zeros = memchr::memchr_iter(0, text.as_bytes()).count();
    let mut document = match format {
        Format::Html => {
            let mut document = crate::html::read(path, &text, options);
            map.correct(&mut document, &text, bytes);
            remark_ending(&mut document, path, PAGES, "a web page (HTML)");
            document
        }
        format => {
            let read = if format == Format::Markdown { crate::markdown::read } else { crate::plain::read };
            let mut document = read(path, text, options);
            map.by_line(&mut document, bytes);
            let what = "plain text";
            if format == Format::Plain
                && ["docx", "doc", "pdf", "odt", "rtf"].contains(&ending(path).as_str())
            {
                remark_ending(&mut document, path, &[], what);
            }
            document
        }
    };
    let part = &mut document.parts[0];
    if encoding != "utf-8" {
        part.format = format!("{}, {encoding}", part.format);
    }
    for lack in missing.into_iter().chain(odd) {
        part.outcome.lacks(lack.place, lack.why);
    }
    part.remarks.extend(remarks);
    if zeros > 0 {
        let (bytes, where_they_are) =
            if zeros == 1 { ("byte", "where it is") } else { ("bytes", "where they are") };
        let why = format!(
            "it holds {zeros} zero {bytes}, as a damaged disk or transfer leaves them: {where_they_are}, words may be lost; ask for the file again"
        );
        part.outcome.lacks("text", why);
    }
    document
}

/// How the fields of a text are set apart, if it is a table by its name or its look.
fn table_in(path: &str, text: &str) -> Option<Dialect> {
    let ending = ending(path);
    let is_page = begins_like_a_page(text) || PAGES.contains(&ending.as_str());
    match ending.as_str() {
        _ if is_page || !sheet::has_words(text) => None,
        ending if sheet::ENDINGS.contains(&ending) => Some(sheet::dialect(text, ending)),
        "md" | "markdown" | "mdown" | "mkd" => None,
        _ => sheet::looks_like_table(text),
    }
}

/// A table of text; it may be of numbers alone.
fn read_table(path: &str, bytes: &[u8], decoded: Decoded, dialect: Dialect, options: &Options) -> Document {
    let Decoded { text, encoding, map, missing, guessed, remarks } = decoded;
    let mut document = sheet::read_csv(path, &text, dialect, options);
    map.correct(&mut document, &text, bytes);
    let has_letters = text.chars().any(char::is_alphabetic);
    let part = &mut document.parts[0];
    match has_letters.then(|| legible(&text, guessed.then_some(encoding.as_str()), &[])) {
        Some(Legible::Yes(odd)) => odd.into_iter().for_each(|lack| part.outcome.lacks(lack.place, lack.why)),
        Some(Legible::No(why)) => return Document::refused(path, "unknown", why),
        None => {}
    }
    if encoding != "utf-8" {
        part.format = format!("{}, {encoding}", part.format);
    }
    missing.into_iter().for_each(|lack| part.outcome.lacks(lack.place, lack.why));
    part.remarks.extend(remarks);
    document
}

/// An OpenDocument file that is one XML file; its bytes are its text only in UTF-8.
fn read_flat(path: &str, decoded: Decoded, options: &Options) -> Document {
    // A text may hold a table, and a table a text.
    let body = decoded.text.split_once("<office:body").and_then(|(_, rest)| rest.split_once('>'));
    let is_table = body.is_some_and(|(_, inside)| inside.trim_start().starts_with("<office:spreadsheet"));
    let mut document = if is_table {
        sheet::read_flat(path, decoded.text, options)
    } else {
        crate::odt::read_flat(path, decoded.text, options)
    };
    let (endings, what) = if is_table {
        (["fods", "xml"], "an OpenDocument table in one file")
    } else {
        (["fodt", "xml"], "an OpenDocument text in one file")
    };
    remark_ending(&mut document, path, &endings, what);
    for lack in decoded.missing {
        document.parts[0].outcome.lacks(lack.place, lack.why);
    }
    if decoded.encoding != "utf-8" {
        document.origins.iter_mut().for_each(|origin| origin.verbatim = false);
    }
    document
}

fn ending(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Says so if the ending is none of those that such a file has.
fn remark_ending(document: &mut Document, path: &str, endings: &[&str], what: &str) {
    let ending = ending(path);
    if !ending.is_empty() && !endings.contains(&ending.as_str()) {
        let remark = format!("the name ends in .{ending}, but the file is {what}: read as what it is");
        document.parts[0].remarks.push(remark);
    }
}

fn format_of(path: &str, text: &str) -> Format {
    let is_page = begins_like_a_page(text);
    match ending(path).as_str() {
        ending if PAGES.contains(&ending) => Format::Html,
        _ if is_page => Format::Html,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        _ if defines_notes(text) => Format::Markdown,
        _ => Format::Plain,
    }
}

/// True if the first thing in the text is what only a page begins with.
fn begins_like_a_page(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|end| end + 2)
        } else {
            break;
        };
        let Some(end) = end else { return false };
        rest = &rest[end..];
    }
    let begins = |start: &str| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    ["<!doctype html", "<html", "<head>", "<head ", "<body>", "<body "].iter().any(|start| begins(start))
}

/// True if a text that is not named Markdown defines notes as Markdown does, and calls one of them.
fn defines_notes(text: &str) -> bool {
    text.lines().any(|line| {
        let label = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(label, _)| label);
        label.is_some_and(|label| {
            let mark = format!("[^{label}]");
            let is_label = !label.is_empty() && label.len() <= 32 && !label.contains([' ', '[', ']']);
            is_label && text.match_indices(&mark).take(2).count() == 2
        })
    })
}
