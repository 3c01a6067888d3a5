//! A file with comments as it is after a person has answered them in Word.

use super::render::escaped;

const WORD_2010: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const WORD_2012: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
const RELATION: &str = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml";
const EXTENDED: &str = "word/commentsExtended.xml";
/// Word numbers comments anew when it saves.
const RENUMBERED: usize = 700;

/// What a person does to a comment (counted from 0, in the file's order).
#[derive(Debug, Clone)]
pub enum Deed {
    /// Replies to it.
    Reply {
        /// The comment.
        to: usize,
        /// Who.
        author: String,
        /// When, as Word writes it.
        date: String,
        /// What.
        text: String,
    },
    /// Marks it as resolved.
    Resolve(usize),
}

impl Deed {
    /// A reply.
    pub fn reply(to: usize, author: &str, date: &str, text: &str) -> Self {
        Self::Reply { to, author: author.to_owned(), date: date.to_owned(), text: text.to_owned() }
    }
}

/// The file as Word saves it after these deeds: comments numbered anew, each of their paragraphs with an id of its own, threads
/// in `commentsExtended.xml`. Threads that are there stay.
///
/// # Panics
/// If it is no Word file with comments.
pub fn answered(file: &[u8], deeds: &[Deed]) -> Vec<u8> {
    let mut members = super::package::unpacked(file);
    let mut desk = Desk::of(&text(&members, "word/comments.xml"), text(&members, "word/document.xml"));
    let mut done = vec![false; desk.paragraphs.len()];
    let mut threads = Vec::new();
    for deed in deeds {
        match deed {
            Deed::Resolve(which) => done[*which] = true,
            Deed::Reply { to, author, date, text } => {
                let paragraph = desk.reply(*to, author, date, text);
                threads.push((paragraph, *to));
            }
        }
    }
    let known = members.iter().any(|(name, _)| name == EXTENDED);
    let before = if known { text(&members, EXTENDED) } else { begun() };
    let entry = |paragraph: &str, parent: &str, done: bool| {
        format!("<w15:commentEx w15:paraId=\"{paragraph}\"{parent} w15:done=\"{}\"/>", u8::from(done))
    };
    let untold = desk.paragraphs.iter().zip(&done).filter(|(paragraph, _)| !before.contains(*paragraph));
    let mut extended: String = untold.map(|(paragraph, done)| entry(paragraph, "", *done)).collect();
    for (paragraph, to) in threads {
        let parent = format!(" w15:paraIdParent=\"{}\"", desk.paragraphs[to]);
        extended += &entry(&paragraph, &parent, done[to]);
    }
    let extended = before.replace("</w15:commentsEx>", &(extended + "</w15:commentsEx>"));
    let relation =
        format!("<Relationship Id=\"rIdThreads\" Type=\"{RELATION}\" Target=\"commentsExtended.xml\"/>");
    let content = format!("<Override PartName=\"/{EXTENDED}\" ContentType=\"{CONTENT}\"/>");
    let rels = text(&members, "word/_rels/document.xml.rels");
    let types = text(&members, "[Content_Types].xml");
    let tied = |text: String, end: &str, new: &str| {
        if known { text } else { text.replace(end, &format!("{new}{end}")) }
    };
    for (name, new) in [
        ("word/_rels/document.xml.rels", tied(rels, "</Relationships>", &relation)),
        ("[Content_Types].xml", tied(types, "</Types>", &content)),
        ("word/comments.xml", desk.notes),
        ("word/document.xml", desk.body),
    ] {
        members
            .iter_mut()
            .filter(|(known, _)| known == name)
            .for_each(|(_, bytes)| *bytes = new.clone().into());
    }
    members.retain(|(name, _)| name != EXTENDED);
    members.push((EXTENDED.to_owned(), extended.into_bytes()));
    super::zip(&members)
}

fn text(members: &[(String, Vec<u8>)], name: &str) -> String {
    let found = members.iter().find(|(known, _)| known == name);
    String::from_utf8(found.expect("the member is there").1.clone()).expect("members are UTF-8")
}

fn begun() -> String {
    format!("<w15:commentsEx xmlns:w15=\"{WORD_2012}\"></w15:commentsEx>")
}

/// Word's number for the last paragraph of a comment that has none yet.
fn fresh(comment: usize) -> String {
    format!("{:08X}", 0x2A00_0000 + comment)
}

/// The comments and the text while a person answers.
struct Desk {
    notes: String,
    body: String,
    /// The number of the last paragraph of each comment that was there.
    paragraphs: Vec<String>,
    next: usize,
}

impl Desk {
    fn of(notes: &str, body: String) -> Self {
        let mut pieces = notes.split("<w:comment ");
        let head = pieces.next().unwrap_or_default();
        let declared = format!("<w:comments xmlns:w14=\"{WORD_2010}\" ");
        let is_declared = head.contains("xmlns:w14=");
        let head = if is_declared { head.to_owned() } else { head.replacen("<w:comments ", &declared, 1) };
        let mut desk = Self { notes: head, body, paragraphs: Vec::new(), next: 0 };
        pieces.for_each(|piece| desk.take(piece));
        desk.next = desk.paragraphs.len();
        desk
    }

    /// A comment that was there: numbered anew, its last paragraph with a number.
    fn take(&mut self, piece: &str) {
        let which = self.paragraphs.len();
        let number = piece.split("w:id=\"").nth(1).and_then(|rest| rest.split('"').next());
        let number = number.expect("a comment has a number");
        let (old, new) = (format!("w:id=\"{number}\""), format!("w:id=\"{}\"", RENUMBERED + which));
        let mut piece = piece.replacen(&old, &new, 1);
        let last = piece.rfind("<w:p>").into_iter().chain(piece.rfind("<w:p ")).max();
        let at = last.expect("a comment has a paragraph") + "<w:p".len();
        let known = piece[at..].strip_prefix(" w14:paraId=\"").map(|rest| rest[..8].to_owned());
        let paragraph = known.unwrap_or_else(|| {
            piece.insert_str(at, &format!(" w14:paraId=\"{}\"", fresh(which)));
            fresh(which)
        });
        self.notes += &("<w:comment ".to_owned() + &piece);
        self.paragraphs.push(paragraph);
        for mark in ["commentRangeStart", "commentRangeEnd", "commentReference"] {
            self.body = self.body.replace(&format!("<w:{mark} {old}/>"), &format!("<w:{mark} {new}/>"));
        }
    }

    /// Puts in a reply; gives its paragraph's number.
    fn reply(&mut self, to: usize, author: &str, date: &str, text: &str) -> String {
        let (number, paragraph) = (RENUMBERED + self.next, fresh(self.next));
        self.next += 1;
        let (author, date, text) = (escaped(author), escaped(date), escaped(text));
        let comment = format!(
            "<w:comment w:id=\"{number}\" w:author=\"{author}\" w:date=\"{date}\"><w:p w14:paraId=\"{paragraph}\">\
             <w:r><w:annotationRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"
        );
        self.notes = self.notes.replace("</w:comments>", &comment);
        for mark in ["commentRangeStart", "commentRangeEnd"] {
            let beside = format!("<w:{mark} w:id=\"{}\"/>", RENUMBERED + to);
            let both = format!("{beside}<w:{mark} w:id=\"{number}\"/>");
            self.body = self.body.replace(&beside, &both);
        }
        let beside = format!("<w:commentReference w:id=\"{}\"/></w:r>", RENUMBERED + to);
        let both = format!("{beside}<w:r><w:commentReference w:id=\"{number}\"/></w:r>");
        self.body = self.body.replace(&beside, &both);
        paragraph
    }
}
