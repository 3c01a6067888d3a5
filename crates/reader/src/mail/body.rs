//! What of a message is read as its words, and what lies in it as a file.

use super::fields::{Fields, Typed};
use super::parts::{Message, Part};
use super::quoted::{self, Flowed};
use super::transfer::{Encoding, Unpacked};
use super::within;
use crate::enclose::{Enclosing, shown};
use crate::{Options, encoding, html};
use probata_report::{Block, BlockKind, Document, Origin, Outcome, Span};
use std::collections::HashMap;

/// Words of two versions of a message that must be the same for the versions to be the same.
pub(super) const SAME: f64 = 0.95;
/// Blocks of a message that may have headings.
const CHAPTERED: usize = 12;
/// Texts kept aside that are told one by one.
const ASIDE: usize = 50;
/// Why an enclosed file is not whole.
const CUT: &str = "cut off with the mail's end; ask for the mail again";

/// Reads the parts of a message.
pub(super) struct Body<'b> {
    pub path: &'b str,
    pub file: &'b [u8],
    pub message: &'b Message,
    pub options: Options,
    pub enclosing: Enclosing,
    /// The texts, in order.
    pub texts: Vec<Document>,
    pub missing: Vec<(String, String)>,
    pub remarks: Vec<String>,
    pictures: usize,
}

impl<'b> Body<'b> {
    pub fn new(path: &'b str, file: &'b [u8], message: &'b Message, options: &Options) -> Self {
        Self {
            path,
            file,
            message,
            options: options.clone(),
            enclosing: Enclosing::new(options.limits),
            texts: Vec::new(),
            missing: Vec::new(),
            remarks: Vec::new(),
            pictures: 0,
        }
    }

    /// Reads everything.
    pub fn read(&mut self) {
        if self.message.parts.is_empty() {
            return;
        }
        self.part(0, true);
        for span in self.message.aside.iter().take(ASIDE) {
            let words = encoding::decode(&self.file[span.range()], None).text;
            self.hide("text beside the parts", &words);
        }
    }

    fn part(&mut self, index: usize, is_root: bool) {
        let part = &self.message.parts[index];
        match part.kind.kind.as_str() {
            "multipart/alternative" if !part.parts.is_empty() => self.alternative(part),
            "multipart/encrypted" => {
                let why = "it is encrypted (PGP): its words cannot be read; open it in the mail program of someone who has the key and \
                           save it decrypted";
                self.lacks("message text", why);
                self.files(&part.parts);
            }
            "multipart/signed" => {
                self.remarks.push("it is signed; the signature was not checked".to_owned());
                let (first, rest) = part.parts.split_at(part.parts.len().min(1));
                first.iter().for_each(|first| self.part(*first, is_root));
                self.files(rest);
            }
            "multipart/related" => {
                let start = part.kind.get("start").unwrap_or_default();
                let id = |index: &usize| self.message.parts[*index].fields.value("Content-ID") == start;
                let first =
                    part.parts.iter().find(|index| !start.is_empty() && id(index)).or(part.parts.first());
                let first = first.copied();
                if let Some(first) = first {
                    self.part(first, is_root);
                }
                let rest: Vec<usize> = part.parts.iter().copied().filter(|one| Some(*one) != first).collect();
                self.files(&rest);
            }
            kind if kind.starts_with("multipart/") && !part.parts.is_empty() => {
                part.parts.iter().for_each(|child| self.part(*child, false));
            }
            // A multipart whose parts were not found is read as the text that it is.
            kind if kind.starts_with("multipart/") => self.text(part),
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => self.sealed(index),
            "text/plain" | "text/html" if is_root || !part.is_attachment() && part.name().is_none() => {
                self.text(part)
            }
            _ => self.file(index),
        }
    }

    fn files(&mut self, parts: &[usize]) {
        for index in parts {
            // What lies beside a picture or a signature may have parts of its own.
            match self.message.parts[*index].is_multipart() {
                true => self.part(*index, false),
                false => self.file(*index),
            }
        }
    }

    /// S/MIME, encrypted or wrapped in its signature.
    fn sealed(&mut self, index: usize) {
        let part = &self.message.parts[index];
        let signed = part.kind.get("smime-type").is_some_and(|kind| kind.eq_ignore_ascii_case("signed-data"));
        let why = if signed {
            "its words lie inside a signature (S/MIME) that is not taken apart; open it in a mail program and save the message without it"
        } else {
            "it is encrypted (S/MIME): its words cannot be read; open it in the mail program of someone who has the key and save it \
             decrypted"
        };
        self.lacks("message text", why);
        self.file(index);
    }

    /// One of several versions of the same words.
    ///
    /// The plain one, which leads back to the file's bytes, if it says what the others say; else the one that mail programs show,
    /// and the plain one is kept as a file.
    fn alternative(&mut self, part: &Part) {
        let leaf = |index: &usize| self.message.parts[*index].parts.is_empty();
        let plain = part.parts.iter().copied().find(|index| leaf(index) && self.kind(*index) == "text/plain");
        let rich: Vec<usize> = part.parts.iter().copied().filter(|index| Some(*index) != plain).collect();
        let Some(plain) = plain else {
            // The last version is the one that its writer liked best.
            if let Some((last, others)) = rich.split_last() {
                self.part(*last, true);
                self.files(others);
            }
            return;
        };
        let Some(page) = rich.iter().copied().rev().find_map(|index| self.page_in(index, 0)) else {
            self.part(plain, true);
            return self.files(&rich);
        };
        let (Some(plain_text), page_text) = (self.document(plain), self.document(page)) else {
            self.files(&[plain]);
            return rich.iter().for_each(|index| self.part(*index, true));
        };
        let Some(page_text) = page_text else {
            self.take(plain_text);
            return self.files(&rich);
        };
        let (same, only_page) = likeness(&plain_text.text, &page_text.text);
        if same >= SAME {
            self.hidden_of(&page_text);
            self.take(plain_text);
            self.besides(&rich, page);
            return;
        }
        self.remarks.push(differs("web page", same, only_page));
        self.take(page_text);
        self.besides(&rich, page);
        let bytes = self.unpack(plain).bytes;
        self.enclosing.put("plain version.txt".to_owned(), format!("part {}", plain + 1), bytes);
    }

    /// Everything of some parts but one.
    fn besides(&mut self, parts: &[usize], but: usize) {
        for index in parts.iter().copied().filter(|index| *index != but) {
            let part = &self.message.parts[index];
            if part.is_multipart() { self.besides(&part.parts, but) } else { self.file(index) }
        }
    }

    /// The page in a version: it may stand among its pictures.
    fn page_in(&self, index: usize, depth: usize) -> Option<usize> {
        let part = &self.message.parts[index];
        match part.kind.kind.as_str() {
            "text/html" => Some(index),
            kind if kind.starts_with("multipart/") && depth < 8 => {
                part.parts.iter().find_map(|child| self.page_in(*child, depth + 1))
            }
            _ => None,
        }
    }

    fn kind(&self, index: usize) -> &str {
        &self.message.parts[index].kind.kind
    }

    fn text(&mut self, part: &'b Part) {
        if let Some(document) = self.words_of(part) {
            self.take(document);
        }
    }

    fn document(&mut self, index: usize) -> Option<Document> {
        self.words_of(&self.message.parts[index])
    }

    /// The words of a part as a document; none if it has none.
    fn words_of(&mut self, part: &'b Part) -> Option<Document> {
        let unpacked = Unpacked::of(self.file, part.body, part.encoding());
        let charset = part.kind.get("charset").unwrap_or_default();
        self.complain(part, &unpacked, charset);
        let declared = charset.to_owned();
        let is_page = part.kind.kind == "text/html";
        let decoded = match is_page.then(|| encoding::declared(&unpacked.bytes)).flatten() {
            Some(of_page) if declared.is_empty() => encoding::decode_as(&unpacked.bytes, &of_page),
            _ => encoding::decode_as(&unpacked.bytes, &declared),
        };
        for lack in &decoded.missing {
            self.lacks("message text", lack.why.clone());
        }
        if decoded.text.trim().is_empty() {
            return None;
        }
        let mut document = if is_page {
            let mut document = html::read(self.path, &decoded.text, &self.options);
            decoded.map.correct(&mut document, &decoded.text, &unpacked.bytes);
            back_to_file(&mut document, &unpacked, self.file);
            document
        } else {
            self.sealed_words(&decoded.text);
            let files = self.files_within(&decoded.text);
            let source = |span| unpacked.source(decoded.map.span(&decoded.text, span));
            plain(self.path, &decoded.text, flowed(&part.kind), &files, &self.options, self.file, source)
        };
        if let Outcome::Refused(missing) = &document.parts[0].outcome {
            missing.iter().for_each(|lack| self.missing.push(("message text".to_owned(), lack.why.clone())));
            return None;
        }
        document.parts[0].remarks.retain(|remark| !remark.contains("no closing </html>"));
        document.parts[0]
            .remarks
            .extend(decoded.remarks.into_iter().map(|remark| remark.replace("the file", "the message")));
        Some(document)
    }

    /// Says what was wrong with the transfer of a part.
    fn complain(&mut self, part: &Part, unpacked: &Unpacked, charset: &str) {
        if unpacked.odd > 0 && part.encoding() != Encoding::QuotedPrintable {
            let why = format!(
                "{} characters of its transfer encoding are damaged; have it sent again",
                unpacked.odd
            );
            self.lacks(place(part), why);
        }
        if part.encoding() == Encoding::Unknown {
            let value = part.fields.value("Content-Transfer-Encoding");
            let why =
                format!("it is sent in an encoding that is not known ({}): read as it stands", shown(value));
            self.lacks(place(part), why);
        }
        if !encoding::is_known(charset) {
            self.remarks
                .push(format!("its charset \"{}\" is not known: judged by its letters", shown(charset)));
        }
    }

    /// Files that stand among the words, each enclosed; gives the lines that are theirs.
    fn files_within(&mut self, text: &str) -> Vec<Span> {
        let found = within::files(text);
        for lack in found.missing {
            self.lacks("message text", lack);
        }
        for file in &found.files {
            let bytes = Unpacked::of(text.as_bytes(), file.lines, Encoding::Uu);
            let flaw = (bytes.odd > 0).then_some("lines of its encoding are damaged; have it sent again");
            self.enclosing.put_flawed(file.name.clone(), "message text".to_owned(), bytes.bytes, flaw);
        }
        found.files.iter().map(|file| file.lines).collect()
    }

    /// PGP in the running text.
    fn sealed_words(&mut self, text: &str) {
        if text.contains("-----BEGIN PGP MESSAGE-----") {
            let why = "words of it are encrypted (PGP) and cannot be read; open it in the mail program of someone who has the key and save it \
                       decrypted";
            self.lacks("message text", why);
        }
        if text.contains("-----BEGIN PGP SIGNED MESSAGE-----") {
            self.remarks.push("it is signed; the signature was not checked".to_owned());
        }
    }

    /// Takes a text into the message.
    fn take(&mut self, document: Document) {
        self.options.limits.text = self.options.limits.text.saturating_sub(document.text.len() + 2);
        self.texts.push(document);
    }

    /// What a page that is not shown hides.
    fn hidden_of(&mut self, page: &Document) {
        let Some(first) = self.texts_hidden() else { return };
        first.extend(
            page.hidden
                .iter()
                .cloned()
                .map(|hidden| probata_report::Hidden { span: Span::default(), ..hidden }),
        );
    }

    fn texts_hidden(&mut self) -> Option<&mut Vec<probata_report::Hidden>> {
        if self.texts.is_empty() {
            self.texts.push(Document::empty(self.path, "mail"));
        }
        self.texts.first_mut().map(|text| &mut text.hidden)
    }

    fn hide(&mut self, place: &str, words: &str) {
        let text = words.trim().to_owned();
        let Some(hidden) = self.texts_hidden() else { return };
        hidden.push(probata_report::Hidden {
            kind: probata_report::HiddenKind::HiddenText,
            text,
            span: Span::default(),
            author: String::new(),
            date: String::new(),
            place: place.to_owned(),
        });
    }

    fn unpack(&self, index: usize) -> Unpacked {
        let part = &self.message.parts[index];
        Unpacked::of(self.file, part.body, part.encoding())
    }

    /// Keeps a part as a file.
    fn file(&mut self, index: usize) {
        let part = &self.message.parts[index];
        let name = part.name().unwrap_or_else(|| self.name_for(index));
        // Nothing unpacks to more than itself.
        if part.body.len() / 4 * 3 > self.enclosing.room() {
            return self.enclosing.leave_out(&name);
        }
        let unpacked = self.unpack(index);
        self.complain(part, &unpacked, "");
        match part.kind.kind.as_str() {
            "application/ms-tnef" | "application/vnd.ms-tnef" => {
                let why = format!(
                    "{} is the message as Outlook packed it (TNEF); files in it are not seen; open the message in Outlook and save it as MSG, or \
                     unpack it (tnef, or a TNEF viewer)",
                    shown(&name)
                );
                self.lacks("enclosed files", why);
            }
            "message/partial" | "message/external-body" => {
                let why = "a part of it is only announced and lies elsewhere; ask for the whole message";
                self.lacks(place(part), why);
            }
            _ => {}
        }
        self.pictures += usize::from(part.kind.kind.starts_with("image/"));
        let flaw = (self.message.cut == Some(index)).then_some(CUT);
        self.enclosing.put_flawed(name, format!("part {}", index + 1), unpacked.bytes, flaw);
    }

    /// A name for a part that has none.
    fn name_for(&self, index: usize) -> String {
        let part = &self.message.parts[index];
        let kind = part.kind.kind.as_str();
        if kind == "message/rfc822" || kind == "message/global" {
            let body = &self.file[part.body.range()];
            let end = memchr::memmem::find(body, b"\r\n\r\n").or_else(|| memchr::memmem::find(body, b"\n\n"));
            let fields = Fields::of(&body[..end.unwrap_or(body.len()).min(1 << 16)], 0);
            return message_name(&fields);
        }
        let ending = match kind {
            "image/jpeg" | "image/jpg" => "jpg",
            "image/svg+xml" => "svg",
            "text/plain" => "txt",
            "text/calendar" => "ics",
            "text/rfc822-headers" | "message/delivery-status" | "message/disposition-notification" => "txt",
            "application/pgp-signature" | "application/pgp-encrypted" => "asc",
            "application/octet-stream" | "" => "bin",
            other => other.rsplit(['/', '.', '-', '+']).next().unwrap_or("bin"),
        };
        format!("part {}.{ending}", index + 1)
    }

    fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = (place.into(), why.into());
        if self.missing.len() < 200 && !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }
}

/// Words in plain text as a document. `files`: lines of it that are no words; `source` leads from the decoded text to bytes of `file`.
pub(super) fn plain(
    path: &str,
    decoded: &str,
    flowed: Flowed,
    files: &[Span],
    options: &Options,
    file: &[u8],
    source: impl Fn(Span) -> Span,
) -> Document {
    let words = quoted::words(decoded, flowed, files);
    let mut document = crate::plain::read(path, words.text.clone(), options);
    set_apart(&mut document, &words);
    document.origins = origins(&words, decoded, file, source);
    document
}

/// Says that two versions of a message differ.
pub(super) fn differs(what: &str, same: f64, only_rich: usize) -> String {
    let stand = if only_rich == 1 { "word stands" } else { "words stand" };
    format!(
        "its plain version does not say what its version as a {what} says: {:.0} % of their words are the same, {only_rich} {stand} only in the \
         {what}; that was read, the plain version is enclosed",
        same * 100.0
    )
}

/// The name under which a message is kept as a file: its subject.
pub(super) fn message_name(fields: &Fields) -> String {
    let subject: String = fields.value("Subject").chars().take(80).collect();
    let subject = subject.trim();
    if subject.is_empty() {
        "message.eml".to_owned()
    } else {
        format!("{}.eml", subject.replace(['/', '\\'], "-"))
    }
}

fn place(part: &Part) -> String {
    part.name().map_or_else(|| format!("part at byte {}", part.body.start), |name| shown(&name))
}

fn flowed(kind: &Typed) -> Flowed {
    let is = |name: &str, value: &str| kind.get(name).is_some_and(|said| said.eq_ignore_ascii_case(value));
    Flowed { flowed: is("format", "flowed"), delete_space: is("delsp", "yes") }
}

/// Makes quotations of what is of older messages; a block may hold words on both sides only if a line between was not blank.
fn set_apart(document: &mut Document, words: &quoted::Words) {
    let within = |spans: &[Span], block: &Block| {
        let after = spans.partition_point(|span| span.start <= block.span.start);
        after.checked_sub(1).is_some_and(|at| spans[at].end >= block.span.end)
    };
    // A short message has no chapters: a line that stands alone is a greeting or a name.
    let is_short = document.blocks.len() < CHAPTERED;
    for block in &mut document.blocks {
        if is_short && matches!(block.kind, BlockKind::Heading(_)) {
            block.kind = BlockKind::Paragraph;
        }
        let is_text =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
        if is_text && within(&words.older, block) {
            block.kind = BlockKind::Quotation;
        } else if is_text && within(&words.leads, block) {
            block.kind = BlockKind::Apparatus;
        }
    }
}

/// Lines that one origin holds at most.
const LINES: usize = 32;

/// The way back, line by line; lines that stand behind each other in the file as they do in the text go together.
fn origins(words: &quoted::Words, decoded: &str, file: &[u8], source: impl Fn(Span) -> Span) -> Vec<Origin> {
    let mut origins: Vec<Origin> = Vec::new();
    let (mut at, mut line, mut held) = (0, 0, 0);
    for (text, from) in &words.pieces {
        let mut offset = 0;
        for piece in decoded[*from].split_inclusive('\n') {
            let span = Span::new(text.start + offset, text.start + offset + piece.len());
            let stands = source(Span::new(from.start + offset, from.start + offset + piece.len()));
            offset += piece.len();
            let verbatim = file.get(stands.range()) == Some(piece.as_bytes());
            // Lines rise with the places, but for encodings where several lines come from one.
            if stands.start >= at {
                line += memchr::memchr_iter(b'\n', &file[at..stands.start]).count();
                at = stands.start;
            }
            match origins.last_mut() {
                Some(last)
                    if verbatim
                        && last.verbatim
                        && last.span.end == span.start
                        && last.source.end == stands.start
                        && held < LINES =>
                {
                    (last.span.end, last.source.end) = (span.end, stands.end);
                    held += 1;
                }
                _ => {
                    let paragraph = u32::try_from(line).unwrap_or(u32::MAX);
                    origins.push(Origin { span, member: 0, paragraph, run: 0, source: stands, verbatim });
                    held = 1;
                }
            }
        }
    }
    origins
}

/// Sets right the way back of a document whose origins are places in unpacked bytes.
fn back_to_file(document: &mut Document, unpacked: &Unpacked, file: &[u8]) {
    for origin in &mut document.origins {
        origin.source = unpacked.source(origin.source);
        origin.verbatim &=
            file.get(origin.source.range()) == document.text.get(origin.span.range()).map(str::as_bytes);
    }
}

/// How alike two texts are by their words, from 0 to 1, and how many words stand only in the second. Addresses do not count: a page
/// keeps them out of sight.
pub(super) fn likeness(one: &str, other: &str) -> (f64, usize) {
    let mut counts: HashMap<String, i64> = HashMap::new();
    let (mut of_one, mut of_other) = (0usize, 0usize);
    for word in counted_words(one) {
        *counts.entry(word).or_default() += 1;
        of_one += 1;
    }
    for word in counted_words(other) {
        *counts.entry(word).or_default() -= 1;
        of_other += 1;
    }
    let only_other: i64 = counts.values().filter(|count| **count < 0).map(|count| -count).sum();
    let only_other = usize::try_from(only_other).unwrap_or(0);
    let most = of_one.max(of_other);
    if most == 0 {
        return (1.0, 0);
    }
    ((of_other - only_other) as f64 / most as f64, only_other)
}

fn counted_words(text: &str) -> impl Iterator<Item = String> {
    let is_address = |word: &&str| {
        word.contains("://") || word.contains('@') || word.contains("www.") || word.contains("cid:")
    };
    let words = text.split_whitespace().filter(move |word| !is_address(word));
    let pieces = words.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    pieces.filter(|piece| !piece.is_empty()).map(str::to_lowercase)
}
