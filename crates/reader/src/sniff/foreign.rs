//! Formats that are recognised and not read, each with what the person can do.

/// Name of a format, and why it is refused.
pub(super) type Refusal = (&'static str, String);

/// Bytes at the start, the format's name, and what it is in words.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"AT&TFORM", "djvu", "a scan (DjVu)"),
    (b"8BPS", "psd", "an image (Photoshop)"),
    (b"%!PS", "postscript", "a PostScript file"),
    (b"ID3", "mp3", "a sound recording"),
    (b"OggS", "ogg", "a sound or video recording"),
    (b"fLaC", "flac", "a sound recording"),
    (b"\x1a\x45\xdf\xa3", "matroska", "a video"),
    (b"7z\xbc\xaf\x27\x1c", "7z", "an archive (7z)"),
    (b"Rar!\x1a\x07", "rar", "an archive (RAR)"),
    (b"\x1f\x8b", "gzip", "a compressed file (gzip)"),
    (b"BZh", "bzip2", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\0", "xz", "a compressed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "zstd", "a compressed file (Zstandard)"),
    (b"!BDN", "pst", "a mailbox of Outlook (PST)"),
    (b"\x78\x9f\x3e\x22", "tnef", "a message as Outlook packed it (TNEF, winmail.dat)"),
    (b"SQLite format 3\0", "sqlite", "a database (SQLite)"),
    (b"\x7fELF", "program", "a program"),
    (b"MZ\x90", "program", "a program"),
];

/// True if the bytes are a PDF; a few bytes without letters may stand before it.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find(head, b"%PDF-")
        .is_some_and(|at| at == 0 || !head[..at].iter().any(u8::is_ascii_alphabetic))
}

/// Why a file that is no text is not read, if it is one that is known.
pub(super) fn refusal(path: &str, bytes: &[u8]) -> Option<Refusal> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(old_office(path, bytes));
    }
    if is_disk_image(bytes) {
        return Some(("iso", format!("the file is an image of a disk (ISO); {}", advice("iso"))));
    }
    // A text may begin with the letters of a signature; then no control characters follow.
    let is_text = |start: &[u8]| {
        let near = &bytes[..bytes.len().min(64)];
        start.is_ascii() && start != b"%!PS" && !near.iter().any(|byte| *byte < 9)
    };
    let signature = SIGNATURES.iter().find(|(start, ..)| bytes.starts_with(start) && !is_text(start));
    if signature.is_none_or(|(_, format, _)| *format == "program") && unpacks_itself(bytes) {
        let what = "an archive (ZIP) that unpacks itself or has something before it";
        return Some(("zip", format!("the file is {what}; {}", advice("zip"))));
    }
    if let Some((_, format, what)) = signature {
        return Some((format, format!("the file is {what}, not a text; {}", advice(format))));
    }
    let kind = bytes.get(8..12).filter(|_| bytes.starts_with(b"RIFF"));
    let is_media = bytes[0] == 0 && bytes.get(4..8) == Some(b"ftyp") || kind.is_some();
    let is_image = kind == Some(b"WEBP") || bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    if is_image || is_media {
        let what = if is_image { "an image" } else { "a recording or an image" };
        return Some(("media", format!("the file is {what}, not a text; {}", advice("media"))));
    }
    None
}

/// True if the directory of a ZIP archive stands at the end of something else.
fn unpacks_itself(bytes: &[u8]) -> bool {
    const DIRECTORY: usize = 22 + (1 << 16);
    let tail = &bytes[bytes.len().saturating_sub(DIRECTORY)..];
    memchr::memmem::rfind(tail, b"PK\x05\x06").is_some()
        && memchr::memmem::find(bytes, b"PK\x03\x04").is_some()
}

/// True for what lies on a compact disc or DVD, sector by sector.
fn is_disk_image(bytes: &[u8]) -> bool {
    bytes.get(0x8001..0x8006).is_some_and(|mark| mark == b"CD001" || mark == b"BEA01")
}

pub(super) fn not_yet(what: &str) -> String {
    format!("Probata does not read {what} yet; open the file and save it as DOCX or text")
}

fn advice(format: &str) -> &'static str {
    match format {
        "7z" | "rar" | "gzip" | "bzip2" | "xz" | "zstd" => "unpack it and give the files inside",
        "zip" => "never run it: unpack it with an archiver and give the files inside",
        "iso" => "mount it, or unpack it with an archiver, and give the folder",
        "pst" => "export its messages from Outlook as MSG, or as MBOX by readpst, and give those",
        "tnef" => {
            "open the message in Outlook and save it as MSG, or unpack it (tnef, or a TNEF viewer) and give the files inside"
        }
        "program" | "sqlite" => "give the report itself, as DOCX, HTML or text",
        _ => "give the report's text, as DOCX, HTML or text",
    }
}

/// The container of Office before 2007, which is also that of password-protected files.
fn old_office(path: &str, bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        let (program, protect, ending) = program_of(path);
        let why = format!(
            "the file is protected with a password; open it in {program}, remove the password under File, Info, Protect \
             {protect}, and save a copy as {ending}"
        );
        return ("office, encrypted", why);
    }
    if holds("WordDocument") {
        return (
            "doc",
            "the file is of Word before 2007 (DOC); open it in Word and save it as DOCX".to_owned(),
        );
    }
    if holds("Workbook") || holds("Book") {
        let why = "the file is a workbook of Excel before 2007 (XLS); open it in Excel and save it as XLSX";
        return ("xls", why.to_owned());
    }
    if holds("PowerPoint Document") {
        let why = "the file is a presentation of PowerPoint before 2007 (PPT); open it in PowerPoint and save its text as DOCX, or \
                   print it as PDF";
        return ("ppt", why.to_owned());
    }
    let why = "the file is of Office before 2007, and no Word document; save the report as DOCX or text";
    ("office, old", why.to_owned())
}

/// The program that the file's ending tells, what it calls its files, and what it saves: the inside of a file with a password does
/// not say it.
fn program_of(path: &str) -> (&'static str, &'static str, &'static str) {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xls" | "xlsx" | "xlsm" | "xlsb" | "xlt" | "xltx" | "xltm" => ("Excel", "Workbook", "XLSX"),
        "ppt" | "pptx" | "pptm" | "pps" | "ppsx" | "pot" | "potx" => ("PowerPoint", "Presentation", "PDF"),
        _ => ("Word", "Document", "DOCX"),
    }
}

/// True if a text is an OpenDocument file that is one piece of XML.
pub(super) fn is_flat_open_document(text: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start();
    head.starts_with("<?xml") && head.contains("<office:document")
}

/// True for JSON that begins as HAR does: a log with its version or its maker.
fn is_browser_log(head: &str) -> bool {
    let inside = head.strip_prefix('{').and_then(|rest| rest.trim_start().strip_prefix("\"log\""));
    let inside = inside.and_then(|rest| rest.trim_start().strip_prefix(':')).map(str::trim_start);
    inside.is_some_and(|log| {
        log.starts_with('{')
            && ["\"creator\"", "\"entries\"", "\"version\""].iter().any(|key| log.contains(key))
    })
}

/// True if the text begins with the head of a page that a browser saved with its pictures.
fn is_mail_page(head: &str) -> bool {
    let fields: Vec<&str> = head.lines().take_while(|line| !line.trim().is_empty()).collect();
    let is_field = |line: &&str| {
        line.starts_with([' ', '\t'])
            || line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '))
    };
    let fields_say = |what: &str| fields.iter().any(|line| line.contains(what));
    let is_message = fields.iter().all(is_field) && fields_say("MIME-Version:");
    is_message && fields_say("multipart/related") && fields_say("text/html")
}

/// Why a text is not read, if it is the source of something else.
///
/// `is_page`: its name says that it is a web page.
pub(super) fn text_refusal(text: &str, is_page: bool) -> Option<Refusal> {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].trim_start();
    if is_mail_page(head) {
        let why = "the file is a page saved as a web archive (MHT); open it in a browser and save it as a web page, HTML \
                   only, or as text";
        return Some(("mhtml", why.to_owned()));
    }
    if is_browser_log(head) {
        let why = "the file is a log of what a browser loaded (HAR): its pages lie in it as data, not as pages; save the page itself as \
                   MHTML or HTML, or make a capture (WARC) of the log, for example by har2warc, and keep the log beside it";
        return Some(("har", why.to_owned()));
    }
    if head.starts_with("<svg") {
        return Some(("svg", format!("the file is a drawing (SVG), not a text; {}", advice("svg"))));
    }
    if !head.starts_with("<?xml") || is_flat_open_document(text) {
        return None;
    }
    let word = ["progid=\"Word.Document\"", "<pkg:package", "<w:wordDocument"];
    if word.iter().any(|sign| head.contains(sign)) {
        return Some((
            "word, xml",
            "the file is a Word document saved as XML; open it in Word and save it as DOCX".into(),
        ));
    }
    if head.contains("<svg") {
        return Some(("svg", format!("the file is a drawing (SVG), not a text; {}", advice("svg"))));
    }
    let is_page = is_page
        || head.to_ascii_lowercase().contains("<html")
        || head.to_ascii_lowercase().contains("<!doctype html");
    let why = "the file is XML of a kind that Probata does not read; save the report as DOCX, HTML or text";
    (!is_page).then(|| ("xml", why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(path: &str, stream: &str, answer: Expect) {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (format, why) = old_office(path, &name);
        answer.assert_eq(&format!("{format}: {why}"));
    }

    #[test]
    fn old_office_files_name_their_own_program() {
        check(
            "held.xlsx",
            "EncryptedPackage",
            expect![
                "office, encrypted: the file is protected with a password; open it in Excel, remove the password under File, Info, Protect Workbook, and save a copy as XLSX"
            ],
        );
        check(
            "held.docx",
            "EncryptedPackage",
            expect![
                "office, encrypted: the file is protected with a password; open it in Word, remove the password under File, Info, Protect Document, and save a copy as DOCX"
            ],
        );
        check(
            "held.xls",
            "Workbook",
            expect![
                "xls: the file is a workbook of Excel before 2007 (XLS); open it in Excel and save it as XLSX"
            ],
        );
        check(
            "held.ppt",
            "PowerPoint Document",
            expect![
                "ppt: the file is a presentation of PowerPoint before 2007 (PPT); open it in PowerPoint and save its text as DOCX, or print it as PDF"
            ],
        );
    }

    #[test]
    fn each_kind_has_its_remedy() {
        let mut disk = vec![0; 0x8800];
        disk[0x8001..0x8006].copy_from_slice(b"CD001");
        let told = |bytes: &[u8]| refusal("a", bytes).map(|(format, why)| format!("{format}: {why}\n"));
        let kinds: [&[u8]; 5] = [
            b"!BDN\0\0\0\0",
            b"\x28\xb5\x2f\xfd\0",
            b"\x78\x9f\x3e\x22\x01\0",
            &disk,
            b"MZ\x90\0 PK\x03\x04 PK\x05\x06 ",
        ];
        let all: String = kinds.into_iter().filter_map(told).collect();
        expect![[r#"
            pst: the file is a mailbox of Outlook (PST), not a text; export its messages from Outlook as MSG, or as MBOX by readpst, and give those
            zstd: the file is a compressed file (Zstandard), not a text; unpack it and give the files inside
            tnef: the file is a message as Outlook packed it (TNEF, winmail.dat), not a text; open the message in Outlook and save it as MSG, or unpack it (tnef, or a TNEF viewer) and give the files inside
            iso: the file is an image of a disk (ISO); mount it, or unpack it with an archiver, and give the folder
            zip: the file is an archive (ZIP) that unpacks itself or has something before it; never run it: unpack it with an archiver and give the files inside
        "#]].assert_eq(&all);
        assert_eq!(
            refusal("a.txt", b"!BDN is how it begins, in letters only, and no other sign stands there."),
            None
        );
    }

    #[test]
    fn a_text_about_saved_pages_is_none() {
        let head = "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\"\n\n";
        assert!(is_mail_page(head));
        assert!(!is_mail_page(&format!("We kept the pages with their heads.\n{head}")));
    }
}
