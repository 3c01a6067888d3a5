//! Groups that are more than their words: where their characters go, and what is done at their end.

use super::pictures::{Picture, Shape, shows};
use super::state::{Dest, Ending, Tells};
use super::walk::Walk;
use crate::flow::Piece;
use probata_report::{BlockKind, Hidden, HiddenKind, Span};
use std::rc::Rc;

/// Stories within stories.
const DEEPEST_STORY: usize = 8;
/// Shapes within shapes of which pictures are told.
const DEEPEST_SHAPE: usize = 256;

/// Groups whose characters are no words of the document: pictures and data, fallbacks for older programs, layout.
const NO_WORDS: &[&str] = &[
    "background",
    "bgbinary",
    "blipuid",
    "colorschememapping",
    "datastore",
    "datafield",
    "defchp",
    "defpap",
    "falt",
    "fchars",
    "ffdeftext",
    "ffformat",
    "ffname",
    "ffhelptext",
    "ffstattext",
    "filetbl",
    "fontemb",
    "fontfile",
    "g",
    "generator",
    "gridtbl",
    "hl",
    "hlfr",
    "hlloc",
    "hlsrc",
    "htmltag",
    "latentstyles",
    "lchars",
    "levelmarker",
    "levelnumbers",
    "leveltext",
    "lfolevel",
    "listlevel",
    "listname",
    "listoverridetable",
    "listpicture",
    "liststylename",
    "listtable",
    "lsdlockedexcept",
    "mmathPr",
    "mmtPr",
    "nextfile",
    "nonesttables",
    "nonshppict",
    "objalias",
    "objdata",
    "objname",
    "objsect",
    "objtime",
    "oldcprops",
    "oldpprops",
    "oldsprops",
    "oldtprops",
    "oleclsid",
    "panose",
    "passwordhash",
    "pgp",
    "pgptbl",
    "picprop",
    "pict",
    "pnseclvl",
    "private",
    "protusertbl",
    "pxe",
    "rsidtbl",
    "shprslt",
    "stylekeycode",
    "svb",
    "tblstyle",
    "themedata",
    "tsrowd",
    "ttf",
    "userinitials",
    "wgrffmtfilter",
    "windowcaption",
    "writereservhash",
    "xmlnstbl",
    "xform",
    "creatim",
    "revtim",
    "printim",
    "buptim",
    "atnicn",
    "atntime",
    "atrfid",
    "moveToRange",
    "xmlopen",
    "xmlclose",
    "xmlattrname",
    "xmlattrvalue",
    "factoidname",
    "ebcstart",
    "ebcend",
    "keycode",
    "listoverride",
    "pntxta",
    "pntxtb",
];

/// Groups that hold other groups.
const HOLDERS: &[&str] = &[
    "shp",
    "shpinst",
    "shpgrp",
    "shptop",
    "do",
    "object",
    "info",
    "userprops",
    "pgdsctbl",
    "sp",
    "docvars",
    "pgdsc",
    "dptxbx",
    "fldtype",
    "mvfmf",
    "mvtof",
];

/// Properties by their control words, as other formats name them.
const PROPERTIES: &[(&str, &str)] = &[
    ("title", "title"),
    ("subject", "subject"),
    ("author", "author"),
    ("operator", "lastModifiedBy"),
    ("keywords", "keywords"),
    ("comment", "comment"),
    ("doccomm", "description"),
    ("company", "company"),
    ("manager", "manager"),
    ("category", "category"),
    ("hlinkbase", "hlinkbase"),
];

impl Walk<'_> {
    /// A word that may say what its group is; false if it does not.
    pub fn begin_group(&mut self, word: &str, number: Option<i32>) -> bool {
        if word == "picprop" && self.state.optional && self.picture.is_some() {
            self.state.dest = Dest::Holder;
            return true;
        }
        if self.state.dest == Dest::Formula {
            return self.begin_part(word);
        }
        if self.state.dest == Dest::Form {
            return self.begin_form_part(word);
        }
        if self.state.dest == Dest::Skip && word != "ud" {
            return self.state.optional;
        }
        let dest = match word {
            "fonttbl" => Dest::Fonts,
            "colortbl" => Dest::Colours,
            "stylesheet" => Dest::Styles,
            "revtbl" => Dest::Authors,
            "upr" => {
                self.state.outer = Some(Rc::new(self.state.dest.clone()));
                Dest::Skip
            }
            "ud" => match self.state.outer.take() {
                Some(outer) => (*outer).clone(),
                None => return false,
            },
            "mmath" | "moMath" | "moMathPara" if self.state.is_text() => {
                self.begin_formula();
                return true;
            }
            "shppict" | "ffdata" | "cfgroup" => return true,
            "pict" => {
                self.builder.flow.pictures += 1;
                if matches!(self.state.dest, Dest::Text | Dest::Holder) {
                    self.picture = Some(Picture::default());
                    self.state.ending = Ending::Picture;
                } else if self.state.dest == Dest::Collected && shows(&self.shape) && !self.shapes.is_empty()
                {
                    self.picture = Some(Picture::default());
                    self.state.ending = Ending::ShapePicture;
                }
                Dest::Skip
            }
            "formfield" => {
                self.form = Default::default();
                Dest::Form
            }
            word if HOLDERS.contains(&word) => {
                self.holder(word);
                Dest::Holder
            }
            word if NO_WORDS.contains(&word) && self.is_dropped(word) => Dest::Skip,
            _ => return self.begin_story(word, number) || self.begin_told(word) || self.begin_field(word),
        };
        self.state.dest = dest;
        true
    }

    /// Words that are a group's only where it is optional or first; the others of the list always are.
    fn is_dropped(&self, word: &str) -> bool {
        self.state.fresh || self.state.optional || word.len() > 3
    }

    fn holder(&mut self, word: &str) {
        if word == "object" {
            let why = "an embedded object was not read; check what it shows by hand";
            self.builder.flow.lacks("\\object", why);
        }
        if word == "shp" && self.shapes.len() < DEEPEST_SHAPE {
            self.shapes.push(Shape::default());
            self.state.ending = Ending::Shape;
        }
    }

    /// A group that is a story of its own.
    fn begin_story(&mut self, word: &str, _number: Option<i32>) -> bool {
        let ending = match word {
            "footnote" => Ending::Note,
            "shptxt" | "dptxbxtext" | "txbxtext" => Ending::Box,
            "header" | "headerl" | "headerr" | "headerf" => Ending::Running(true),
            "footer" | "footerl" | "footerr" | "footerf" => Ending::Running(false),
            // Words on the line above the notes of each page, or where notes go on.
            "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => Ending::Running(false),
            "annotation" => Ending::Comment,
            "result" | "objresult" => {
                self.state.dest = Dest::Text;
                return true;
            }
            _ => return false,
        };
        if self.builder.nesting() >= DEEPEST_STORY {
            let why = format!("notes and boxes stand in each other more than {DEEPEST_STORY} deep");
            self.builder.flow.lacks("the file", why);
            self.state.dest = Dest::Skip;
            return true;
        }
        match ending {
            Ending::Note => self.begin_note(),
            Ending::Comment => self.begin_comment(),
            _ => self.open_story(),
        }
        self.state.ending = ending;
        true
    }

    /// A group whose characters tell something.
    fn begin_told(&mut self, word: &str) -> bool {
        let in_holder = self.state.dest == Dest::Holder;
        let property = PROPERTIES.iter().find(|(name, _)| *name == word).map(|(_, told)| *told);
        let tells = match (word, property) {
            (_, Some(property)) if in_holder => Tells::Property(property),
            ("template", _) => Tells::Property("template"),
            ("docvar", _) => Tells::Property("variable"),
            ("propname", _) => Tells::PropertyName,
            ("staticval" | "linkval", _) => Tells::PropertyValue,
            ("sn", _) if in_holder => Tells::ShapeName,
            ("sv", _) if in_holder => Tells::ShapeValue,
            ("listtext" | "pntext", _) => Tells::ListText,
            ("bkmkstart", _) => Tells::BookmarkStart,
            ("bkmkend", _) => Tells::BookmarkEnd,
            ("atnauthor", _) => Tells::CommentAuthor,
            ("atnid" | "atnparent", _) => Tells::Author,
            ("atndate", _) => Tells::CommentDate,
            ("atnref", _) => Tells::CommentRef,
            ("atrfstart", _) => Tells::CommentStart,
            ("atrfend", _) => Tells::CommentEnd,
            ("xe" | "tc" | "tcn" | "rxe" | "txe", _) => Tells::IndexEntry,
            ("objclass", _) => Tells::ObjectClass,
            _ => return false,
        };
        // The number of a list is told once, where it is printed.
        self.state.dest = Dest::Collected;
        self.state.ending = Ending::Told(tells);
        self.collected.push(String::new());
        true
    }

    /// An optional group that is not known.
    pub fn unknown_group(&mut self, word: &str) {
        if matches!(self.state.dest, Dest::Text | Dest::Holder) {
            self.state.dest = Dest::Unknown(Rc::from(word));
        } else if !matches!(self.state.dest, Dest::Collected | Dest::Unknown(_) | Dest::Formula) {
            self.state.dest = Dest::Skip;
        }
    }

    /// A group has ended; the state is that around it.
    pub fn ended(&mut self, ending: Ending) {
        match ending {
            Ending::Nothing => {}
            Ending::Field(before) => self.end_field(before),
            Ending::FieldCode => self.end_code(),
            Ending::FieldResult(is_contents) => self.end_result(is_contents),
            Ending::Formula => self.end_formula(),
            Ending::FormulaPart(is_told) => self.end_part(is_told),
            Ending::Note => self.end_note(),
            Ending::Box => {
                let story = self.close_story();
                self.builder.put_beside(story);
            }
            Ending::Running(is_head) => {
                let story = self.close_story();
                if story.paragraphs.is_empty() {
                    return;
                }
                let kind = if is_head { BlockKind::Header } else { BlockKind::Footer };
                self.builder.flow.running.push((kind, story));
            }
            Ending::Comment => self.end_comment(),
            Ending::Picture => self.end_picture(),
            Ending::ShapePicture => self.end_shape_picture(),
            Ending::Shape => self.end_shape(),
            Ending::Told(tells) => {
                let text = self.collected.pop().unwrap_or_default();
                self.told(tells, text);
            }
        }
    }

    fn told(&mut self, tells: Tells, text: String) {
        let trimmed = text.trim();
        match tells {
            Tells::Property(name) => self.keep_property(name, trimmed),
            Tells::PropertyName => self.property = Some(trimmed.to_owned()),
            Tells::PropertyValue => {
                let name = self.property.take().unwrap_or_default();
                self.keep_property(&name, trimmed);
            }
            Tells::ShapeName => self.shape = trimmed.to_owned(),
            Tells::ShapeValue => {
                if self.shape == "wzDescription" || self.shape == "gtextUNICODE" {
                    let told = !trimmed.is_empty();
                    match &mut self.picture {
                        Some(picture) => picture.is_described |= told,
                        None => {
                            self.shapes.last_mut().into_iter().for_each(|shape| shape.is_described |= told)
                        }
                    }
                    self.hide(HiddenKind::AltText, trimmed);
                }
                self.shape.clear();
            }
            Tells::ListText => self.list_text(&text),
            Tells::BookmarkStart => {
                self.builder.push(Piece::Bookmark { name: trimmed.to_owned(), begins: true })
            }
            Tells::BookmarkEnd => {
                self.builder.push(Piece::Bookmark { name: trimmed.to_owned(), begins: false })
            }
            Tells::IndexEntry => self.hide(HiddenKind::FieldCode, &format!("XE {trimmed}")),
            Tells::CommentAuthor => self.comments.author = trimmed.to_owned(),
            Tells::CommentDate => self.comments.date(trimmed),
            Tells::CommentRef => self.comments.reference = Some(trimmed.to_owned()),
            Tells::CommentStart => self.comment_range(trimmed, true),
            Tells::FormEntry => self.form.entry(trimmed.to_owned()),
            Tells::CommentEnd => self.comment_range(trimmed, false),
            Tells::ObjectClass | Tells::Author => {}
        }
    }

    /// The number that is printed before the paragraph; a bullet is none, such as the "o" of Word's second level.
    fn list_text(&mut self, text: &str) {
        let Some(at) = self.at.last_mut() else { return };
        at.listed = true;
        let label = text.trim();
        if label != "o" && label.chars().any(char::is_alphanumeric) {
            at.number = format!("{label} ");
        }
    }

    fn hide(&mut self, kind: HiddenKind, text: &str) {
        if !text.is_empty() {
            self.builder.push(Piece::Hidden { kind, text: text.to_owned(), member: 0 });
        }
    }

    fn keep_property(&mut self, name: &str, text: &str) {
        if text.is_empty() || text.ends_with("Normal.dotm") || !self.builder.flow.has_room() {
            return;
        }
        self.builder.flow.hidden.push(Hidden {
            kind: HiddenKind::Property,
            text: text.to_owned(),
            span: Span::default(),
            author: String::new(),
            date: String::new(),
            place: format!("info {name}"),
        });
    }
}
