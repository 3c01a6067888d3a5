//! Elements without text of their own, and those whose text is elsewhere: pictures, fields, properties.

use super::super::effects::Effect;
use super::super::pictures;
use super::super::state::State;
use super::super::tags::Tag;
use super::super::tokens::StartTag;
use super::super::walk::{Open, Pass};
use super::super::widgets::{self, Shown};
use super::Build;
use probata_report::{HiddenKind, Missing, Span};

/// Pictures beyond this many are not named one by one.
const MOST_PICTURES: usize = 200;

impl Build<'_> {
    fn meta(&mut self, tag: &StartTag) {
        const TOLD: [&str; 14] = [
            "author",
            "creator",
            "dc.creator",
            "dcterms.creator",
            "dc.contributor",
            "dc.publisher",
            "publisher",
            "changedby",
            "company",
            "copyright",
            "description",
            "keywords",
            "article:author",
            "dc.title",
        ];
        let name = tag.get("name").or_else(|| tag.get("property")).unwrap_or_default().to_ascii_lowercase();
        let content = tag.get("content").unwrap_or_default();
        if TOLD.contains(&name.as_str()) {
            self.hidden.add(HiddenKind::Property, content, Span::default(), format!("meta {name}"));
        }
    }

    /// Elements without text of their own, and those whose text is elsewhere.
    pub(super) fn note_element(&mut self, tag: &StartTag, open: Open, state: &State) {
        let is_furniture = state.is_in(Effect::Header) || state.is_in(Effect::Footer);
        let here = Span::new(self.at(), self.at());
        match open.tag {
            Tag::INPUT => {
                let is_unseen = state.is_unseen_in(open.effects);
                match widgets::of_input(tag) {
                    Shown::Hidden(value) => self.hide_value(tag, value),
                    Shown::Text(value) if is_unseen => self.hide_value(tag, value),
                    _ => {}
                }
            }
            Tag::IMG => {
                if let Some(alt) = tag.get("alt").filter(|alt| !alt.trim().is_empty()) {
                    let place = self.hidden.place(tag.source.start);
                    self.hidden.add(HiddenKind::AltText, alt, here, place);
                } else if !state.is_picture_unseen_in(open.effects) && !is_furniture {
                    self.picture(tag);
                }
            }
            Tag::META => self.meta(tag),
            Tag::SCRIPT => self.scripts += 1,
            Tag::FRAME => {
                self.lacks(tag.source.start, "the page shows another page in a frame; read that page's file")
            }
            Tag::IFRAME if tag.has("srcdoc") => {
                self.lacks(tag.source.start, "a page inside the page (iframe) was not read");
            }
            _ => {}
        }
        if tag.cut {
            self.lacks(
                tag.source.start,
                "an attribute is longer than a million characters; the rest of it was not read",
            );
        }
    }

    /// A picture that lies in the page itself and that nobody described.
    fn picture(&mut self, tag: &StartTag) {
        let why = pictures::unseen(tag).map(|what| crate::unseen::why(&[what.as_str()]));
        let Some(why) = why.filter(|_| self.pictures < MOST_PICTURES) else { return };
        self.pictures += 1;
        let place = self.hidden.place(tag.source.start);
        self.missing.push(Missing { place, why });
    }

    /// What a field of a form holds and does not show.
    fn hide_value(&mut self, tag: &StartTag, value: &str) {
        let here = Span::new(self.at(), self.at());
        let place = self.hidden.place(tag.source.start);
        self.hidden.add(HiddenKind::HiddenText, value, here, place);
    }
}
