//! The root of a member: what it is called, and where something is put behind its last child.

use super::AnnotateError;
use super::member::Member;
use super::naming::Naming;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A root element.
pub(super) struct Root {
    pub naming: Naming,
    /// Its name with prefix.
    name: String,
    /// Where its end tag begins, or behind `<name` ... before `/>` if it has no content.
    close: usize,
    is_empty: bool,
}

impl Root {
    /// Walks through a member; `each` is shown every element.
    pub fn of(member: &Member, mut each: impl FnMut(&BytesStart<'_>)) -> Result<Self, AnnotateError> {
        let mut reader = Reader::from_str(&member.text);
        reader.config_mut().allow_dangling_amp = true;
        let (mut depth, mut root) = (0_usize, None);
        let broken = |at: u64| AnnotateError::Broken { member: member.name.clone(), at: at as usize };
        loop {
            let before = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|_| broken(reader.error_position()))?;
            match event {
                Event::Start(start) => {
                    each(&start);
                    root.get_or_insert_with(|| Self::begun(&start));
                    depth += 1;
                }
                Event::Empty(start) => {
                    each(&start);
                    let slash = reader.buffer_position() as usize - "/>".len();
                    root.get_or_insert_with(|| Self { close: slash, is_empty: true, ..Self::begun(&start) });
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if let Some(root) = root.as_mut().filter(|_| depth == 0) {
                        root.close = before;
                    }
                }
                Event::Eof => return root.filter(|_| depth == 0).ok_or_else(|| broken(before as u64)),
                _ => {}
            }
        }
    }

    fn begun(start: &BytesStart<'_>) -> Self {
        Self { naming: Naming::of(start), name: start.name().0.to_owned(), close: 0, is_empty: false }
    }

    /// The root's prefix with its colon.
    pub fn prefix(&self) -> &str {
        self.name.rfind(':').map_or("", |colon| &self.name[..=colon])
    }

    /// Puts `xml` behind the last child.
    pub fn append(&mut self, text: &mut String, xml: &str) {
        if self.is_empty {
            text.replace_range(self.close..self.close + "/>".len(), &format!(">{xml}</{}>", self.name));
            self.close += ">".len();
            self.is_empty = false;
        } else {
            text.insert_str(self.close, xml);
        }
        self.close += xml.len();
    }
}

/// An attribute by its name without prefix, entities resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().with_checks(false).flatten().find_map(|attribute| {
        if attribute.key.local_name().into_inner() != name {
            return None;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned()))
    })
}
