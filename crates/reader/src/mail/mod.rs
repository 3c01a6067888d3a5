//! Mail: single messages (EML), mailboxes (MBOX) and messages of Outlook (MSG).
//!
//! A message's text is its subject as a heading, the fields that tell who wrote to whom and when, and its words: the plain version if
//! it says what the page says, else the page. What is of older messages stands as quotations. Fields that people do not look at (the
//! way it took, the programs that made it) are hidden properties. Everything else is an enclosed file, messages in the message too.
//!
//! There is one member, the file: source ranges are its bytes, paragraphs are lines. Text that was sent as it is leads back byte for
//! byte; text in a transfer encoding or another charset leads back to the lines that hold it.
//!
//! Invariant: no address is followed, nothing is decrypted, no signature is believed.
//! Invariant: what is not among the words is an enclosed file, hidden, or told as missing.

mod body;
mod dates;
mod fields;
mod head;
mod mbox;
mod msg;
mod parts;
mod quoted;
#[cfg(test)]
pub(crate) mod tests;
mod transfer;
mod within;

use crate::Options;
use body::Body;
pub(crate) use dates::moment;
pub(crate) use mbox::{is_mailbox, read as read_mailbox};
pub(crate) use msg::{is_outlook, read as read_outlook};
use parts::Message;
use probata_report::{Document, Outcome, Part, Span};

/// Fields that only programs write, which a text that begins like a message does not have.
const OF_PROGRAMS: &[&str] = &[
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "delivered-to",
    "x-mozilla-status",
    "x-mailer",
    "x-gm-thrid",
    "dkim-signature",
    "content-type",
    "content-transfer-encoding",
    "x-originating-ip",
    "user-agent",
    "x-uidl",
];
/// Fields that people know.
const OF_PEOPLE: &[&str] = &["from", "to", "subject", "date", "cc", "sender", "reply-to", "bcc"];

/// True if the bytes begin as a message does. `named`: its ending says that it is one, so that a field of people is enough.
pub(crate) fn is_message(bytes: &[u8], named: bool) -> bool {
    let (mut people, mut programs) = (0, 0);
    for (index, line) in bytes[..bytes.len().min(1 << 16)].split(|byte| *byte == b'\n').take(400).enumerate()
    {
        let is_first = index == 0 && line.starts_with(b"From ");
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") || is_first {
            continue;
        }
        let Some(name) = fields::name(line) else { break };
        let low = name.trim_end().to_ascii_lowercase();
        people += usize::from(OF_PEOPLE.contains(&low.as_str()));
        programs += usize::from(OF_PROGRAMS.contains(&low.as_str()));
    }
    if named { people > 0 || programs > 1 } else { people > 1 && programs > 0 }
}

/// Reads a message.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let message = Message::of(bytes);
    let Some(root) = message.parts.first() else {
        return Document::refused(path, "mail", "the file holds no message");
    };
    let format = format(root);
    let head = head::document(path, format, bytes, &root.fields, options);
    let mut options = options.clone();
    options.limits.text =
        options.limits.text.saturating_sub(head.as_ref().map_or(0, |head| head.text.len() + 2));
    let mut body = Body::new(path, bytes, &message, &options);
    body.read();
    let Body { texts, enclosing, missing, remarks, .. } = body;
    let mut document = one(path, format, head, texts, &options);
    let subject = root.fields.value("Subject");
    let part = &mut document.parts[0];
    part.title = (!subject.is_empty()).then(|| subject.chars().take(200).collect());
    for (place, why) in message.missing.iter().cloned().chain(missing) {
        part.outcome.lacks(place, why);
    }
    if root.fields.odd > 0 {
        part.remarks.push(format!("lines of its head that are no fields: {}", root.fields.odd));
    }
    if root.fields.more > 0 {
        part.outcome.lacks(
            "head",
            format!("it has {} fields more than any message; they were left out", root.fields.more),
        );
    }
    part.remarks.extend(remarks);
    enclosing.into_document(&mut document);
    document
}

/// A page that a browser saved with its pictures is a message without a sender's traces.
fn format(root: &parts::Part) -> &'static str {
    let has = |name: &str| root.fields.first(name).is_some();
    let is_page =
        root.kind.kind == "multipart/related" && !has("Received") && !has("To") && !has("Message-ID");
    if is_page || has("Snapshot-Content-Location") { "mhtml" } else { "mail" }
}

/// One document of one part, made of the head and the texts.
fn one(
    path: &str,
    format: &str,
    head: Option<Document>,
    texts: Vec<Document>,
    options: &Options,
) -> Document {
    let has_words = texts.iter().any(|text| !text.text.is_empty());
    let mut documents: Vec<Document> = head.into_iter().chain(texts).collect();
    if documents.is_empty() {
        documents.push(crate::finish::finish(Document::empty(path, format), &[], options));
        documents[0].parts[0].remarks.clear();
    }
    for document in &mut documents {
        // Between a text and the next one stands a blank line.
        if !document.text.is_empty() && !document.text.ends_with("\n\n") {
            document.text.push_str(if document.text.ends_with('\n') { "\n" } else { "\n\n" });
            document.parts[0].span.end = document.text.len();
        }
    }
    let mut reading = documents[0].reading.clone();
    if reading.reader.is_empty()
        && let Some(told) = documents.iter().find(|document| !document.reading.reader.is_empty())
    {
        reading = told.reading.clone();
    }
    let mut whole = Document::join(documents);
    let mut made =
        Part { span: Span::new(0, whole.text.len()), format: format.to_owned(), ..whole.parts.remove(0) };
    for part in whole.parts.drain(..) {
        for lack in part.outcome.missing() {
            made.outcome.lacks(lack.place.clone(), lack.why.clone());
        }
        made.remarks.extend(part.remarks);
    }
    if !has_words && made.outcome == Outcome::Complete {
        made.remarks.push("it has no words of its own".to_owned());
    }
    made.path = path.to_owned();
    made.pages = None;
    whole.parts = vec![made];
    whole.pages.clear();
    whole.reading = reading;
    // A subject is too short to tell its language by; the words are not.
    crate::language::assign(&mut whole);
    whole
}
