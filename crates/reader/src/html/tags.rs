//! The elements of HTML, as far as their names tell how text stands on the page.

use std::collections::HashMap;

/// An element's name as a number: those of HTML have constants, others are numbered as they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Tag(u16);

/// How an element takes part in the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Has no content and no end.
    Void,
    /// Begins and ends a line of its own.
    Block,
    /// Runs on in the line.
    Inline,
    /// Its content is never shown by a browser.
    Unseen,
    /// `html`, `body`: always there, their tags mean nothing.
    Root,
}

macro_rules! tags {
    ($($tag:ident = $name:literal: $shape:ident,)*) => {
        #[expect(clippy::upper_case_acronyms, reason = "constants are named as the elements")]
        #[repr(u16)]
        enum Number { $($tag,)* End }

        impl Tag {
            $(#[doc = $name] pub const $tag: Tag = Tag(Number::$tag as u16);)*
            /// How many elements have constants.
            const KNOWN: u16 = Number::End as u16;

            fn known(name: &[u8]) -> Option<Tag> {
                $(const $tag: &[u8] = $name.as_bytes();)*
                match name { $($tag => Some(Tag::$tag),)* _ => None }
            }

            /// How the element takes part in the flow; an unknown one runs on.
            pub fn shape(self) -> Shape {
                const SHAPES: &[Shape] = &[$(Shape::$shape,)*];
                SHAPES.get(usize::from(self.0)).copied().unwrap_or(Shape::Inline)
            }
        }
    };
}

tags! {
    A = "a": Inline, ANNOTATION = "annotation": Unseen, ANNOTATIONS = "annotation-xml": Unseen, ADDRESS = "address": Block, ARTICLE = "article": Block, ASIDE = "aside": Block,
    AUDIO = "audio": Unseen, BLOCKQUOTE = "blockquote": Block, BODY = "body": Root, BR = "br": Void,
    BASE = "base": Void, BUTTON = "button": Inline, CANVAS = "canvas": Unseen, CAPTION = "caption": Block,
    CENTER = "center": Block, CODE = "code": Inline, COL = "col": Void, COLGROUP = "colgroup": Block,
    DATALIST = "datalist": Unseen, DD = "dd": Block, DESC = "desc": Inline, DEL = "del": Inline, DETAILS = "details": Block,
    DIALOG = "dialog": Block, DIR = "dir": Block, DIV = "div": Block, DL = "dl": Block, DT = "dt": Block,
    EMBED = "embed": Void, FIELDSET = "fieldset": Block, FIGCAPTION = "figcaption": Block,
    FIGURE = "figure": Block, FONT = "font": Inline, FOOTER = "footer": Block, FORM = "form": Block,
    FRAME = "frame": Void, H1 = "h1": Block, H2 = "h2": Block, H3 = "h3": Block, H4 = "h4": Block,
    H5 = "h5": Block, H6 = "h6": Block, HEAD = "head": Unseen, HEADER = "header": Block,
    HGROUP = "hgroup": Block, HR = "hr": Void, HTML = "html": Root, IFRAME = "iframe": Unseen,
    IMG = "img": Void, INPUT = "input": Void, INS = "ins": Inline, LEGEND = "legend": Block, LI = "li": Block,
    LINK = "link": Void, LISTING = "listing": Block, MAIN = "main": Block, MATH = "math": Inline,
    MENU = "menu": Block, META = "meta": Void, METADATA = "metadata": Unseen, NAV = "nav": Block,
    NOEMBED = "noembed": Unseen, NOFRAMES = "noframes": Unseen, NOSCRIPT = "noscript": Unseen,
    OBJECT = "object": Unseen, OL = "ol": Block, OPTGROUP = "optgroup": Block, OPTION = "option": Block,
    P = "p": Block, PARAM = "param": Void, PLAINTEXT = "plaintext": Block, PRE = "pre": Block, Q = "q": Inline,
    RP = "rp": Unseen, RT = "rt": Inline, SCRIPT = "script": Unseen, SEARCH = "search": Block, SECTION = "section": Block,
    SELECT = "select": Block, SOURCE = "source": Void, STYLE = "style": Unseen, SUB = "sub": Inline,
    SUMMARY = "summary": Block, SUP = "sup": Inline, SVG = "svg": Inline, TABLE = "table": Block, TBODY = "tbody": Block,
    TD = "td": Block, TEXT = "text": Inline, TEMPLATE = "template": Unseen, TEXTAREA = "textarea": Block, TFOOT = "tfoot": Block,
    TH = "th": Block, THEAD = "thead": Block, TITLE = "title": Unseen, TR = "tr": Block, TRACK = "track": Void,
    UL = "ul": Block, VIDEO = "video": Unseen, WBR = "wbr": Void, XML = "xml": Unseen, XMP = "xmp": Block,
}

impl Tag {
    /// As an index into tables by element.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// 1 to 6 for `h1` to `h6`.
    pub fn heading(self) -> Option<u8> {
        let levels = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
        levels.iter().position(|tag| *tag == self).map(|at| at as u8 + 1)
    }

    /// How the content of an element is to be read, if not as markup; `drawing`: it stands in a drawing or formula.
    pub fn raw_text(self, drawing: bool) -> Option<html5gum::State> {
        match self {
            Tag::TITLE if !drawing => Some(html5gum::State::RcData),
            Tag::TEXTAREA => Some(html5gum::State::RcData),
            Tag::SCRIPT => Some(html5gum::State::ScriptData),
            Tag::STYLE | Tag::IFRAME | Tag::XMP | Tag::NOEMBED | Tag::NOFRAMES => {
                Some(html5gum::State::RawText)
            }
            Tag::PLAINTEXT => Some(html5gum::State::PlainText),
            _ => None,
        }
    }

    /// True for the cells of a table.
    pub fn is_cell(self) -> bool {
        self == Tag::TD || self == Tag::TH
    }

    /// True for `ul`, `ol` and their old kin.
    pub fn is_list(self) -> bool {
        [Tag::UL, Tag::OL, Tag::MENU, Tag::DIR].contains(&self)
    }

    /// True if an end tag inside never reaches out of it.
    pub fn is_boundary(self) -> bool {
        self.is_cell() || [Tag::TABLE, Tag::CAPTION, Tag::TEMPLATE].contains(&self)
    }

    /// True for a block that holds running text and is ended by the next block.
    pub fn is_line(self) -> bool {
        self == Tag::P || self.heading().is_some()
    }
}

/// Numbers the names of elements.
#[derive(Debug, Default)]
pub(super) struct Names {
    others: HashMap<Vec<u8>, Tag>,
}

/// Names beyond this many are taken for one.
const MOST_NAMES: u16 = 1024;

impl Names {
    /// The number of a name in lower case.
    pub fn tag(&mut self, name: &[u8]) -> Tag {
        if let Some(tag) = Tag::known(name) {
            return tag;
        }
        if let Some(tag) = self.others.get(name) {
            return *tag;
        }
        let number = Tag::KNOWN + (self.others.len() as u16).min(MOST_NAMES);
        if self.others.len() < usize::from(MOST_NAMES) {
            self.others.insert(name.to_vec(), Tag(number));
        }
        Tag(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_numbers() {
        let mut names = Names::default();
        assert_eq!(names.tag(b"h3"), Tag::H3);
        let odd = names.tag(b"o:p");
        assert_eq!((names.tag(b"o:p"), odd.shape()), (odd, Shape::Inline));
        assert_ne!(names.tag(b"v:shape"), odd);
    }
}
