//! PDF files made line by line: pages, the standard fonts, text in places, lines; whole or broken.
//!
//! Places are points from the page's left and upper edge; a page is 595 by 842 points (A4) unless it says otherwise.

use std::fmt::Write as _;
use std::io::Write as _;

/// A page being made.
#[derive(Debug, Clone, Default)]
pub struct Page {
    content: String,
    width: f32,
    height: f32,
    rotate: i32,
}

/// One of the standard fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    /// Helvetica.
    Plain,
    /// Helvetica, thick.
    Bold,
    /// Helvetica, slanted.
    Italic,
    /// A font whose codes have no meaning.
    Nameless,
    /// Codes are UTF-16: any letters, each half an em wide.
    Wide,
    /// "!" is a fatha, which does not move the pen; it is drawn as Helvetica's acute, a fifth of an em behind it.
    Mark,
}

impl Font {
    const ALL: [Self; 6] = [Self::Plain, Self::Bold, Self::Italic, Self::Nameless, Self::Wide, Self::Mark];

    fn name(self) -> &'static str {
        match self {
            Self::Plain => "F0",
            Self::Bold => "F1",
            Self::Italic => "F2",
            Self::Nameless => "F3",
            Self::Wide => "F4",
            Self::Mark => "F5",
        }
    }

    /// The number of its object.
    fn object(self) -> usize {
        match self {
            Self::Plain => 3,
            Self::Bold => 4,
            Self::Italic => 5,
            Self::Nameless => 6,
            Self::Wide => 7,
            Self::Mark => 12,
        }
    }
}

impl Page {
    /// An upright page of A4.
    pub fn new() -> Self {
        Self { content: String::new(), width: 595.0, height: 842.0, rotate: 0 }
    }

    /// A page of another size.
    pub fn sized(width: f32, height: f32) -> Self {
        Self { width, height, ..Self::new() }
    }

    /// Says that the page is shown turned by so many degrees; what is drawn is drawn on the page as it lies.
    pub fn rotated(mut self, degrees: i32) -> Self {
        self.rotate = degrees;
        self
    }

    /// Text in the plain font.
    pub fn text(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        self.text_in(Font::Plain, x, y, size, text)
    }

    /// Text in a font.
    pub fn text_in(self, font: Font, x: f32, y: f32, size: f32, text: &str) -> Self {
        let y = self.height - y;
        self.set(font, &format!("1 0 0 1 {x} {y} Tm"), size, text)
    }

    /// Text whose line runs upwards.
    pub fn upwards(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let y = self.height - y;
        self.set(Font::Plain, &format!("0 1 -1 0 {x} {y} Tm"), size, text)
    }

    /// Text that leaves no ink.
    pub fn invisible(self, x: f32, y: f32, size: f32, text: &str) -> Self {
        let y = self.height - y;
        let mut page = self;
        page.content.push_str("3 Tr\n");
        let mut page = page.set(Font::Plain, &format!("1 0 0 1 {x} {y} Tm"), size, text);
        page.content.push_str("0 Tr\n");
        page
    }

    /// Words, then a note mark set small and high, then more words, in one line.
    pub fn marked(self, x: f32, y: f32, size: f32, words: &str, mark: &str, more: &str) -> Self {
        let y = self.height - y;
        let mut page = self;
        let small = size * 0.6;
        let _ = writeln!(
            page.content,
            "BT /F0 {size} Tf 1 0 0 1 {x} {y} Tm ({}) Tj /F0 {small} Tf {} Ts ({}) Tj 0 Ts /F0 {size} Tf ({}) Tj ET",
            escaped(words),
            size * 0.33,
            escaped(mark),
            escaped(more)
        );
        page
    }

    /// A line drawn.
    pub fn line(mut self, x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        let height = self.height;
        let _ = writeln!(self.content, "{x0} {} m {x1} {} l S", height - y0, height - y1);
        self
    }

    /// A picture of one point, drawn large.
    pub fn picture(mut self) -> Self {
        self.content.push_str("q 400 0 0 400 50 200 cm /Im0 Do Q\n");
        self
    }

    /// Operators as they are.
    pub fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    fn set(mut self, font: Font, place: &str, size: f32, text: &str) -> Self {
        let text = match font {
            Font::Wide => {
                format!("<{}>", text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>())
            }
            _ => format!("({})", escaped(text)),
        };
        let _ = writeln!(self.content, "BT /{} {size} Tf {place} {text} Tj ET", font.name());
        self
    }
}

/// Text in the encoding of the plain fonts, with what PDF would take for its own escaped.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let code = match c {
            '‘' => 0x91,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '•' => 0x95,
            '–' => 0x96,
            '—' => 0x97,
            '…' => 0x85,
            c => u32::from(c),
        };
        match c {
            '(' | ')' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            _ if (32..127).contains(&code) => out.push(c),
            _ => {
                let _ = write!(out, "\\{:03o}", code.min(255));
            }
        }
    }
    out
}

/// A file being made.
#[derive(Debug, Clone, Default)]
pub struct Pdf {
    pages: Vec<Page>,
    title: Option<String>,
    packed: bool,
}

impl Pdf {
    /// A file without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page.
    pub fn page(mut self, page: Page) -> Self {
        self.pages.push(page);
        self
    }

    /// Sets the title in its properties.
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// Packs the pages' content.
    pub fn packed(mut self) -> Self {
        self.packed = true;
        self
    }

    /// The bytes.
    pub fn build(&self) -> Vec<u8> {
        let mut objects: Vec<Vec<u8>> = Vec::new();
        let kids: String = (0..self.pages.len()).map(|page| format!("{} 0 R ", 20 + 2 * page)).collect();
        objects.push(b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
        objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into_bytes());
        for base in ["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"] {
            objects.push(
                format!("<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>")
                    .into_bytes(),
            );
        }
        let names: String = (33..127).map(|code| format!("/g{code} ")).collect();
        let widths = "500 ".repeat(94);
        objects.push(
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 33 /LastChar 126 /Widths [{widths}] \
                 /Encoding << /Type /Encoding /Differences [33 {names}] >> >>"
            )
            .into_bytes(),
        );
        objects.push(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /ToUnicode 9 0 R /DescendantFonts [8 0 R] >>"
                .to_vec(),
        );
        objects.push(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering \
              (Identity) /Supplement 0 >> >>"
                .to_vec(),
        );
        objects.push(stream("", IDENTITY.as_bytes()));
        objects.push(stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            &[7],
        ));
        let title = self.title.as_deref().unwrap_or("");
        objects.push(format!("<< /Title ({}) >>", escaped(title)).into_bytes());
        objects.push(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 33 /LastChar 33 /Widths [0] /ToUnicode 13 0 R \
              /Encoding << /Type /Encoding /Differences [33 /acute] >> >>"
                .to_vec(),
        );
        objects.push(stream("", FATHA.as_bytes()));
        objects.resize(19, b"null".to_vec());
        let fonts: String =
            Font::ALL.iter().map(|font| format!("/{} {} 0 R ", font.name(), font.object())).collect();
        for (index, page) in self.pages.iter().enumerate() {
            let rotate = if page.rotate == 0 { String::new() } else { format!("/Rotate {}", page.rotate) };
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] {rotate} /Contents {} 0 R /Resources << /Font << {fonts} >> \
                     /XObject << /Im0 10 0 R >> >> >>",
                    page.width,
                    page.height,
                    21 + 2 * index
                )
                .into_bytes(),
            );
            let content = page.content.as_bytes();
            objects.push(if self.packed {
                stream("/Filter /FlateDecode", &deflate(content))
            } else {
                stream("", content)
            });
        }
        file(&objects)
    }
}

/// Codes of two bytes are what they are in UTF-16.
const IDENTITY: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n\
1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n\
endcmap end end\n";

/// The code 33 is a fatha.
const FATHA: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n\
1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfchar <21> <064E> endbfchar\nendcmap end end\n";

/// A stream object; `more`: what its dictionary holds besides the length.
pub fn stream(more: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {more} /Length {} >>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// Bytes packed as PDF packs them.
pub fn deflate(data: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let written = packer.write_all(data);
    debug_assert!(written.is_ok(), "memory takes all that is written");
    packer.finish().unwrap_or_default()
}

/// A file of objects, numbered from 1; the first is the catalog, the eleventh, if any, the properties.
pub fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::with_capacity(objects.len());
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let info = if objects.len() > 10 { "/Info 11 0 R" } else { "" };
    let _ = write!(
        table,
        "trailer\n<< /Size {} /Root 1 0 R {info} >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    out.extend_from_slice(table.as_bytes());
    out
}
