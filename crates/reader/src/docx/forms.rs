//! Fields of forms in the manner before content controls: boxes to tick and lists to choose from, whose choice is not in
//! the text of the file.

use super::xml::Element;

/// More entries than a list shows.
const MOST_ENTRIES: usize = 1000;

/// What a field of a form offers, and what was chosen.
#[derive(Default)]
pub(crate) struct Form {
    checked: Option<bool>,
    default: Option<String>,
    result: Option<usize>,
    entries: Vec<String>,
}

impl Form {
    /// One of its properties.
    pub fn set(&mut self, element: &Element<'_>) {
        match element.local() {
            "checked" => self.checked = Some(element.is_on()),
            "default" => self.default = element.value(),
            "result" => self.result = element.number(),
            "listEntry" => self.entry(element.value().unwrap_or_default()),
            _ => {}
        }
    }

    /// An entry of its list.
    pub fn entry(&mut self, words: String) {
        if self.entries.len() < MOST_ENTRIES {
            self.entries.push(words);
        }
    }

    /// What was chosen, by a number: an entry of its list, or 1 for a tick.
    pub fn choose(&mut self, number: usize) {
        (self.checked, self.result) = (Some(number == 1), Some(number));
    }

    /// What holds where nothing was chosen, by such a number.
    pub fn usual(&mut self, number: usize) {
        self.default = Some(number.to_string());
    }

    /// What a reader of the page sees in it; `kind` is the field's first word.
    pub fn shown(&self, kind: &str) -> Option<String> {
        let default = self.default.as_deref();
        match kind {
            "FORMCHECKBOX" => {
                let usual = default.is_some_and(|value| !matches!(value, "0" | "false" | "off"));
                Some(if self.checked.unwrap_or(usual) { "☒" } else { "☐" }.to_owned())
            }
            "FORMDROPDOWN" => {
                let usual = default.and_then(|value| value.trim().parse().ok()).unwrap_or(0);
                self.entries.get(self.result.unwrap_or(usual)).cloned()
            }
            _ => None,
        }
    }
}
