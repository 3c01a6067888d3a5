//! Messages of Outlook (MSG).
//!
//! The container is read by `cfb`, which keeps its own bounds; what it holds is read here. Members, as
//! [`Origin::member`](probata_report::Origin) numbers them: 1 is the body that was read, unpacked (its plain text, its page or its rich text);
//! the head has no way back, since its values lie in streams of their own.

mod compressed;
mod copy;
mod store;
#[cfg(test)]
mod tests;

use super::body::{self, likeness};
use super::fields::{Field, Fields};
use super::quoted::Flowed;
use crate::enclose::{Enclosing, shown};
use crate::{Options, encoding, html, rtf};
use probata_report::{Document, Span};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use store::{File, Store, label};

/// More recipients and attachments than any message has.
const MOST: usize = 10_000;

/// True if a compound file holds a message.
pub(crate) fn is_outlook(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = "__properties_version1.0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && memchr::memmem::find(bytes, &wide).is_some()
}

/// Reads a message.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    // The library promises nothing of damaged files.
    let read = catch_unwind(AssertUnwindSafe(|| Outlook::read(path, bytes, options)));
    read.ok().flatten().unwrap_or_else(|| {
        let why = "the file is a message of Outlook whose container is damaged; open it in Outlook and save it again, or copy it again";
        Document::refused(path, "msg", why)
    })
}

/// A message being read.
struct Outlook<'b> {
    path: &'b str,
    file: File<'b>,
    store: Store,
    options: Options,
    enclosing: Enclosing,
    missing: Vec<(String, String)>,
    remarks: Vec<String>,
}

impl<'b> Outlook<'b> {
    fn read(path: &'b str, bytes: &'b [u8], options: &Options) -> Option<Document> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        if !file.is_stream("/__properties_version1.0") {
            return None;
        }
        let store = Store::of(&mut file, "", 32);
        let enclosing = Enclosing::new(options.limits);
        let mut message = Self {
            path,
            file,
            store,
            options: options.clone(),
            enclosing,
            missing: Vec::new(),
            remarks: Vec::new(),
        };
        Some(message.document())
    }

    fn document(&mut self) -> Document {
        let fields = self.fields();
        let head = super::head::document(self.path, "msg", b"", &fields, &self.options);
        let used = head.as_ref().map_or(0, |head| head.text.len() + 2);
        self.options.limits.text = self.options.limits.text.saturating_sub(used);
        let text = self.body();
        self.attachments();
        self.kind();
        let mut document = super::one(self.path, "msg", head, text.into_iter().collect(), &self.options);
        let subject = fields.value("Subject");
        let part = &mut document.parts[0];
        part.title = (!subject.is_empty()).then(|| subject.chars().take(200).collect());
        for (place, why) in self.missing.drain(..) {
            part.outcome.lacks(place, why);
        }
        part.remarks.append(&mut self.remarks);
        let empty = Enclosing::new(self.options.limits);
        std::mem::replace(&mut self.enclosing, empty).into_document(&mut document);
        document
    }

    /// The head as it was sent, and what of it only the properties tell.
    fn fields(&mut self) -> Fields {
        let sent = self.store.text(&mut self.file, 0x007d).unwrap_or_default();
        let mut fields = Fields::of(sent.as_bytes(), 0);
        (fields.odd, fields.more) = (0, 0);
        fields.list.iter_mut().for_each(|field| field.source = Span::default());
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) =
                value.filter(|_| fields.first(name).is_none_or(|field| field.value.is_empty()))
            {
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                fields.list.push(Field { name: name.to_owned(), value, source: Span::default() });
            }
        };
        let (store, file) = (&self.store, &mut self.file);
        let mut text = |property| store.text(file, property);
        add("Subject", text(0x0037));
        let sender = address(text(0x0c1a), text(0x5d01).or_else(|| text(0x0c1f)));
        let author = address(text(0x0042), text(0x5d02).or_else(|| text(0x0065)));
        if author != sender && author.is_some() {
            add("From", author);
            add("Sender", sender);
        } else {
            add("From", sender.or(author));
        }
        add("Message-ID", text(0x1035));
        add("In-Reply-To", text(0x1042));
        let shown = [text(0x0e04), text(0x0e03), text(0x0e02)];
        let date = store.moment(0x0039).or_else(|| store.moment(0x0e06)).map(super::moment);
        add("Date", date);
        let recipients = self.recipients();
        for (kind, name, shown) in [(1, "To", &shown[0]), (2, "Cc", &shown[1]), (3, "Bcc", &shown[2])] {
            let named: Vec<String> =
                recipients.iter().filter(|(of, _)| *of == kind).map(|(_, name)| name.clone()).collect();
            let value = if named.is_empty() { shown.clone() } else { Some(named.join(", ")) };
            let mut add = |value: Option<String>| {
                if let Some(value) =
                    value.filter(|_| fields.first(name).is_none_or(|field| field.value.is_empty()))
                {
                    fields.list.push(Field { name: name.to_owned(), value, source: Span::default() });
                }
            };
            add(value);
        }
        let draft = self.store.number(0x0e07).is_some_and(|flags| flags & 8 != 0);
        if draft {
            self.remarks.push("it is a draft that was not sent".to_owned());
        }
        fields
    }

    /// Who it went to: kind (1 to, 2 copy, 3 blind copy) and name with address.
    fn recipients(&mut self) -> Vec<(u64, String)> {
        let mut found = Vec::new();
        for name in self.numbered("__recip_version1.0_#") {
            let mut one = Store::of(&mut self.file, &format!("/{name}"), 8);
            one.code_page = self.store.code_page;
            let smtp = one.text(&mut self.file, 0x39fe).or_else(|| one.text(&mut self.file, 0x3003));
            let kind = one.number(0x0c15).unwrap_or(1) & 0xf;
            found.extend(address(one.text(&mut self.file, 0x3001), smtp).map(|name| (kind, name)));
        }
        found
    }

    /// Storages with a number behind their name, in order.
    fn numbered(&self, prefix: &str) -> Vec<String> {
        let mut names: Vec<String> =
            self.store.storages.iter().filter(|name| name.starts_with(prefix)).take(MOST).cloned().collect();
        names.sort_unstable();
        names
    }

    /// The words: the plain ones if the richer version says the same, else the richer one.
    fn body(&mut self) -> Option<Document> {
        let plain = self.plain();
        let (rich, what) = match self.page() {
            Some(page) => (Some(page), "web page"),
            None => (self.rich(), "rich text file"),
        };
        let (plain, rich) = match (plain, rich) {
            (Some((plain, bytes)), Some(rich)) => ((plain, bytes), rich),
            (plain, rich) => return plain.map(|(plain, _)| plain).or(rich),
        };
        let (same, only_rich) = likeness(&plain.0.text, &rich.text);
        if same >= body::SAME {
            let mut text = plain.0;
            text.hidden.extend(
                rich.hidden
                    .into_iter()
                    .map(|hidden| probata_report::Hidden { span: Span::default(), ..hidden }),
            );
            return Some(text);
        }
        self.remarks.push(body::differs(what, same, only_rich));
        self.enclosing.put("plain version.txt".to_owned(), "plain text".to_owned(), plain.1);
        Some(rich)
    }

    fn plain(&mut self) -> Option<(Document, Vec<u8>)> {
        let (bytes, decoded) = self.store.decoded(&mut self.file, 0x1000)?;
        self.undecoded(&decoded);
        if decoded.text.trim_matches(['\0', ' ', '\r', '\n', '\t']).is_empty() {
            return None;
        }
        let source = |span| decoded.map.span(&decoded.text, span);
        let mut document =
            body::plain(self.path, &decoded.text, Flowed::default(), &[], &self.options, &bytes, source);
        document.origins.iter_mut().for_each(|origin| origin.member = 1);
        self.unless_refused(document).map(|document| (document, decoded.text.into_bytes()))
    }

    fn page(&mut self) -> Option<Document> {
        let most = self.options.limits.member;
        let (bytes, decoded) = match self.store.bytes(&mut self.file, 0x1013, most) {
            Some(bytes) => {
                let declared = encoding::declared(&bytes);
                let page = self
                    .store
                    .number(0x3fde)
                    .and_then(|page| u32::try_from(page).ok())
                    .unwrap_or(self.store.code_page);
                let decoded = encoding::decode_as(&bytes, declared.as_deref().unwrap_or(label(page)));
                (bytes, decoded)
            }
            None => self.store.decoded(&mut self.file, 0x1013)?,
        };
        self.undecoded(&decoded);
        if decoded.text.trim().is_empty() {
            return None;
        }
        let mut document = html::read(self.path, &decoded.text, &self.options);
        decoded.map.correct(&mut document, &decoded.text, &bytes);
        document.origins.iter_mut().for_each(|origin| origin.member = 1);
        self.unless_refused(document)
    }

    fn rich(&mut self) -> Option<Document> {
        let packed = self.store.bytes(&mut self.file, 0x1009, self.options.limits.member)?;
        let Some((text, is_short)) = compressed::unpack(&packed, self.options.limits.member) else {
            self.missing.push((
                "message text".to_owned(),
                "its rich text is packed in a way that is not known".to_owned(),
            ));
            return None;
        };
        if is_short {
            self.missing.push((
                "message text".to_owned(),
                "its rich text ends before it should: the file is damaged".to_owned(),
            ));
        }
        if !text.starts_with(b"{\\rtf") {
            return None;
        }
        let mut document = rtf::read(self.path, &text, &self.options);
        document.origins.iter_mut().for_each(|origin| origin.member = 1);
        self.unless_refused(document).filter(|document| !document.text.trim().is_empty())
    }

    fn undecoded(&mut self, decoded: &encoding::Decoded) {
        self.missing.extend(decoded.missing.iter().map(|lack| ("message text".to_owned(), lack.why.clone())));
    }

    fn unless_refused(&mut self, document: Document) -> Option<Document> {
        let part = &document.parts[0];
        if part.outcome.status() != "refused" {
            return Some(document);
        }
        self.missing
            .extend(part.outcome.missing().iter().map(|lack| ("message text".to_owned(), lack.why.clone())));
        None
    }

    fn attachments(&mut self) {
        for (index, name) in self.numbered("__attach_version1.0_#").into_iter().enumerate() {
            self.attachment(index + 1, &format!("/{name}"));
        }
    }

    fn attachment(&mut self, number: usize, path: &str) {
        let mut one = Store::of(&mut self.file, path, 8);
        one.code_page = self.store.code_page;
        let named =
            [0x3707, 0x3704, 0x3001].into_iter().find_map(|property| one.text(&mut self.file, property));
        let place = format!("attachment {number}");
        if one.has_object(0x3701) {
            let is_message = one.number(0x3705) == Some(5);
            let name = match (named, is_message) {
                (Some(name), true) if !name.to_lowercase().ends_with(".msg") => {
                    format!("{}.msg", name.replace(['/', '\\'], "-"))
                }
                (Some(name), _) => name,
                (None, true) => "message.msg".to_owned(),
                (None, false) => "object.bin".to_owned(),
            };
            let storage = one.stream_path(0x3701, 0x000d);
            let room = self.enclosing.room();
            match copy::file_of(&mut self.file, &storage, is_message, room) {
                Some(bytes) => self.enclosing.put(name, place, bytes),
                None => {
                    let why = format!(
                        "{} could not be taken out: it is damaged or too large; save it from Outlook",
                        shown(&name)
                    );
                    self.missing.push((place, why));
                }
            }
            return;
        }
        let name = named.unwrap_or_else(|| "attachment.bin".to_owned());
        let length = one.length(&self.file, 0x3701);
        match length.and_then(|length| usize::try_from(length).ok()) {
            Some(length) if length > self.enclosing.room() => self.enclosing.leave_out(&name),
            Some(length) => {
                let bytes = one.bytes(&mut self.file, 0x3701, length).unwrap_or_default();
                let is_cut = bytes.len() < length;
                if is_cut {
                    let why =
                        format!("{} is cut off: the file is damaged; save it from Outlook", shown(&name));
                    self.missing.push((place.clone(), why));
                }
                let flaw = is_cut.then_some("cut off in the message; save it from Outlook");
                self.enclosing.put_flawed(name, place, bytes, flaw);
            }
            None => {
                let lies = one.text(&mut self.file, 0x370d).or_else(|| one.text(&mut self.file, 0x3708));
                let lies = lies.map(|path| format!(" ({})", shown(&path))).unwrap_or_default();
                let why =
                    format!("{} is not in the message: it lies elsewhere{lies}; ask for it", shown(&name));
                self.missing.push((place, why));
            }
        }
    }

    /// What sort of message it is, as far as that stands against reading it.
    fn kind(&mut self) {
        let class = self.store.text(&mut self.file, 0x001a).unwrap_or_default().to_ascii_lowercase();
        if class.starts_with("ipm.note.smime.multipartsigned") {
            self.remarks.push("it is signed; the signature was not checked".to_owned());
        } else if class.starts_with("ipm.note.smime") {
            let why = "it is encrypted (S/MIME): its words cannot be read; open it in the Outlook of someone who has the key and save it decrypted";
            self.missing.push(("message text".to_owned(), why.to_owned()));
        } else if class.starts_with("ipm.note.rpmsg") {
            let why = "its words are protected by rights management; open it in Outlook as someone who may and save it as text";
            self.missing.push(("message text".to_owned(), why.to_owned()));
        } else if !class.is_empty() && !class.starts_with("ipm.note") {
            self.remarks.push(format!("it is no mail but an item of Outlook ({})", shown(&class)));
        }
    }
}

/// `Mira Dessel <mira@example.org>`; an address of Exchange says nothing outside it, but is kept.
fn address(name: Option<String>, address: Option<String>) -> Option<String> {
    match (name, address) {
        (Some(name), Some(address)) if name.contains(&address) => Some(name),
        (Some(name), Some(address)) => Some(format!("{} <{address}>", name.trim_matches('\''))),
        (name, address) => name.or(address),
    }
}
