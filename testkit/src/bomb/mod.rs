//! Files made to do harm, one of each kind that is known: to fill memory, to take all time, to reach out of the reader.
//!
//! Invariant: nothing is larger than some 110 MB while it is made, whatever it unpacks to.

mod container;
mod letters;
mod markup;
mod names;
mod packed;
mod pages;
mod pictures;
mod quine;
mod tables;

pub use container::{Member, overlapping, tar, tar_member, zip};
pub use packed::{Packed, swollen};
pub use quine::quine;

use markup::Xml;

/// What a file may try to reach.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// A file of the machine, as a path.
    pub path: String,
    /// The same, as an address.
    pub file: String,
    /// A server that counts who calls.
    pub server: String,
}

type Make = Box<dyn Fn(&Reach) -> Vec<u8>>;
/// Name, whether it is heavy, and what makes it.
type Listed = (&'static str, bool, fn() -> Vec<u8>);

/// A file made to do harm.
pub struct Bomb {
    /// Its name, which says what it is.
    pub name: String,
    /// True if it is more than a megabyte or takes long to read.
    pub heavy: bool,
    make: Make,
}

impl Bomb {
    /// Its bytes.
    pub fn bytes(&self, reach: &Reach) -> Vec<u8> {
        (self.make)(reach)
    }

    fn new(name: &str, heavy: bool, make: impl Fn(&Reach) -> Vec<u8> + 'static) -> Self {
        Self { name: name.to_owned(), heavy, make: Box::new(make) }
    }
}

/// How deep the deep ones are.
const DEEP: usize = 1_000_000;

/// All of them.
pub fn bombs() -> Vec<Bomb> {
    [archives(), xml(), depths(), pdfs(), images(), sheets(), mails(), cut()].into_iter().flatten().collect()
}

fn archives() -> Vec<Bomb> {
    let light = |name: &str, make: fn() -> Vec<u8>| Bomb::new(name, false, move |_| make());
    vec![
        light("zip-1-to-1000.zip", || zip(&[Member::swollen("a.txt", swollen(b"", b"held ", 1024, b""))])),
        light("zip-nested.zip", nested),
        light("zip-of-itself.zip", || quine().unwrap_or_default()),
        light("zip-overlapping.zip", || overlapping(2_000, swollen(b"", b"held ", 64, b""))),
        Bomb::new("zip-60000-members.zip", true, |_| {
            zip(&(0..60_000).map(|number| Member::of(&format!("{number}.txt"), b"held")).collect::<Vec<_>>())
        }),
        Bomb::new("names.zip", false, names::in_zip),
        Bomb::new("names.tar", false, names::in_tar),
        light("swollen.txt.gz", || swollen(b"", b"held ", 4096, b"").gzip()),
        light("swollen.tar.gz", || {
            let head = tar_member(b"a.txt", b'0', b"", 1 << 30, b"");
            swollen(&head, b"held ", 1024, b"").gzip()
        }),
        light("docx-1-gib.docx", || markup::large_part(1024)),
        light("docx-100-mib.docx", || markup::large_part(100)),
    ]
}

/// Archives in one another, ten in each, six deep: 50 kB that are ten million files of a MiB.
fn nested() -> Vec<u8> {
    let mut inside = zip(&[Member::swollen("a.txt", swollen(b"", b"held ", 1, b""))]);
    for _ in 0..6 {
        let members: Vec<Member> =
            (0..10).map(|number| Member::of(&format!("{number}.zip"), &inside)).collect();
        inside = zip(&members);
    }
    inside
}

fn xml() -> Vec<Bomb> {
    let of = |xml: Xml| {
        let name = |what: &str| format!("{what}.{}", xml.ending());
        [
            Bomb::new(&name("billion-laughs"), false, move |_| markup::laughs(xml)),
            Bomb::new(&name("quadratic"), false, move |_| markup::quadratic(xml)),
            Bomb::new(&name("entity-of-a-file"), false, move |reach| markup::outside_file(xml, reach)),
            Bomb::new(&name("entity-of-a-server"), false, move |reach| markup::outside_server(xml, reach)),
        ]
    };
    Xml::ALL.into_iter().flat_map(of).collect()
}

fn depths() -> Vec<Bomb> {
    let of = |xml: Xml| Bomb::new(&format!("deep.{}", xml.ending()), true, move |_| markup::deep(xml, DEEP));
    let mut all: Vec<Bomb> = Xml::ALL.into_iter().map(of).collect();
    all.push(Bomb::new("deep.json", true, |_| markup::deep_json(DEEP)));
    all.push(Bomb::new("deep.rtf", true, |_| markup::deep_rich_text(DEEP)));
    all.push(Bomb::new("deep-parts.eml", true, |_| letters::deep(DEEP)));
    all.push(Bomb::new("deep-messages.eml", true, |_| letters::deep_messages(DEEP)));
    all
}

fn pdfs() -> Vec<Bomb> {
    let all: [Listed; 17] = [
        ("page-loop.pdf", false, pages::page_loop),
        ("page-tree.pdf", false, || pages::page_tree(40)),
        ("object-loop.pdf", false, pages::object_loop),
        ("object-stream-loop.pdf", false, pages::object_stream_loop),
        ("form-loop.pdf", false, pages::form_loop),
        ("twice-packed-512-mib.pdf", false, || pages::twice_packed(512)),
        ("words-512-mib.pdf", false, || pages::words_without_end(512)),
        ("words-16-mib.pdf", false, || pages::words_without_end(16)),
        ("hexadecimal-1000.pdf", true, || pages::filters("ASCIIHexDecode", 1_000)),
        ("lzw-1000.pdf", true, || pages::filters("LZWDecode", 1_000)),
        ("flate-100000.pdf", true, || pages::filters("FlateDecode", 100_000)),
        ("growing-codes.pdf", false, pages::growing_codes),
        ("huge-table.pdf", false, pages::huge_table),
        ("deep-lists.pdf", true, || pages::deep_lists(DEEP)),
        ("saved-states.pdf", false, || pages::saved_states(20_000_000)),
        ("picture-2-31.pdf", false, || pages::picture(0x7fff_ffff)),
        ("picture-30000.pdf", false, || pages::picture(30_000)),
    ];
    all.into_iter().map(|(name, heavy, make)| Bomb::new(name, heavy, move |_| make())).collect()
}

fn images() -> Vec<Bomb> {
    let all: [Listed; 7] = [
        ("huge.png", false, pictures::png),
        ("white-30000.png", true, pictures::white_png),
        ("huge.jpg", false, pictures::jpeg),
        ("huge.tif", false, pictures::tiff),
        ("many-frames.gif", true, pictures::gif),
        ("huge-png-in.docx", false, || pictures::in_word("png", &pictures::png())),
        ("huge-jpeg-in.docx", false, || pictures::in_word("jpeg", &pictures::jpeg())),
    ];
    all.into_iter().map(|(name, heavy, make)| Bomb::new(name, heavy, move |_| make())).collect()
}

fn sheets() -> Vec<Bomb> {
    let all: [Listed; 7] = [
        ("sparse.xlsx", false, tables::sparse_workbook),
        ("rows-2-20.xlsx", true, tables::long_workbook),
        ("sheet-1-gib.xlsx", false, || tables::large_workbook(1024)),
        ("repeated-empty.ods", false, || tables::repeated_table("")),
        ("repeated.ods", false, || tables::repeated_table("held")),
        ("one-line-100-mb.csv", true, || tables::one_line(100_000_000)),
        ("open-quote.csv", true, || tables::open_quote(20_000_000)),
    ];
    all.into_iter().map(|(name, heavy, make)| Bomb::new(name, heavy, move |_| make())).collect()
}

fn mails() -> Vec<Bomb> {
    let all: [Listed; 6] = [
        ("parts-100000.eml", true, || letters::many_parts(100_000)),
        ("messages-100000.mbox", true, || letters::mailbox(100_000)),
        ("long-header.eml", true, || letters::long_header(500_000)),
        ("lying.warc", false, letters::lying_capture),
        ("swollen.warc.gz", false, || letters::swollen_capture(1024)),
        ("records-100000.warc", true, || letters::many_records(100_000)),
    ];
    all.into_iter().map(|(name, heavy, make)| Bomb::new(name, heavy, move |_| make())).collect()
}

/// Half of a file of each format.
fn cut() -> Vec<Bomb> {
    let of = |xml: Xml| {
        Bomb::new(&format!("cut.{}", xml.ending()), false, move |_| {
            half(xml.file("", "He was held in Doln."))
        })
    };
    let mut all: Vec<Bomb> = Xml::ALL.into_iter().map(of).collect();
    all.push(Bomb::new("cut.pdf", false, |_| half(pages::plain())));
    all.push(Bomb::new("cut.eml", false, |_| half(letters::many_parts(4))));
    all.push(Bomb::new("cut.tar", false, |reach| half(names::in_tar(reach))));
    all.push(Bomb::new("cut.zip", false, |_| {
        half(zip(&[Member::of("a.txt", b"held"), Member::of("b.txt", b"held")]))
    }));
    all.push(Bomb::new("cut.warc", false, |_| half(letters::many_records(3))));
    all.push(Bomb::new("cut.png", false, |_| half(crate::picture::png(40, 40, &[], &[200; 1600]))));
    all.push(Bomb::new("cut.jpg", false, |_| half(crate::picture::jpeg(40, 40, &[]))));
    all
}

fn half(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}
