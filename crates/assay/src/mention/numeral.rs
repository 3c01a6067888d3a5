//! Numbers in figures and words.

use super::number_words::{Numerals, Part};
use super::tagged::Tagged;
use crate::words::Kind;
use std::ops::Range;

/// A number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// Its value; for a share a part of one.
    pub value: f64,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// True for "half", "two thirds".
    pub share: bool,
    /// True for "dozens".
    pub vague: bool,
    /// True if it begins with figures.
    pub figures: bool,
    /// What a hyphen joins to it: "year-old" of "34-year-old".
    pub joined: Option<String>,
}

impl Numerals {
    /// True if a number in words or a vague one may begin with this word.
    pub fn may_begin(&self, low: &str) -> bool {
        self.parts.contains_key(low) || self.vague.contains_key(low) || self.hyphened(low).is_some()
    }

    /// The number that begins at `at`.
    pub fn number_at(&self, tagged: &Tagged, at: usize, end: usize) -> Option<Numeral> {
        match tagged.token(at).kind {
            Kind::Number => self.figures(tagged, at, end),
            Kind::Word => self.in_words(tagged, at, end).or_else(|| self.vaguely(tagged, at, end)),
            _ => None,
        }
    }

    fn figures(&self, tagged: &Tagged, at: usize, end: usize) -> Option<Numeral> {
        let mut value = figure(tagged.text(at))?;
        let mut next = at + 1;
        if next + 1 < end && tagged.sign(next, "-") && tagged.token(next + 1).kind == Kind::Word {
            let joined = tagged.low(next + 1).to_owned();
            return Some(self.numeral(value, at..next + 2, true, Some(joined)));
        }
        while next < end {
            let Some(Part::Scale(scale) | Part::Dozen(scale)) = self.parts.get(tagged.low(next)) else {
                break;
            };
            value *= scale;
            next += 1;
        }
        Some(self.numeral(value, at..next, true, None))
    }

    fn numeral(&self, value: f64, tokens: Range<usize>, figures: bool, joined: Option<String>) -> Numeral {
        Numeral { value, tokens, share: false, vague: false, figures, joined }
    }

    fn in_words(&self, tagged: &Tagged, at: usize, end: usize) -> Option<Numeral> {
        let mut sum = Sum::default();
        let mut next = at;
        while next < end && tagged.token(next).kind == Kind::Word {
            let low = tagged.low(next);
            if let Some(part) = self.parts.get(low) {
                if !sum.take(*part) {
                    break;
                }
            } else if let Some((value, joined)) = self.hyphened(low) {
                if sum.any || !sum.take(Part::Ten(value)) {
                    break;
                }
                next += 1;
                if joined.is_some() {
                    return Some(self.numeral(sum.value(), at..next, false, joined));
                }
                continue;
            } else if self.and.contains(low)
                && sum.scaled
                && next + 1 < end
                && self.small(tagged.low(next + 1))
            {
                // "one hundred and twelve"
            } else {
                break;
            }
            next += 1;
        }
        if !sum.any {
            return None;
        }
        let share = sum.share;
        Some(Numeral { share, ..self.numeral(sum.value(), at..next, false, None) })
    }

    fn small(&self, low: &str) -> bool {
        matches!(self.parts.get(low), Some(Part::Unit(_) | Part::Ten(_)))
            || self.hyphened(low).is_some_and(|(_, joined)| joined.is_none())
    }

    /// "forty-two" and "three-day".
    fn hyphened(&self, low: &str) -> Option<(f64, Option<String>)> {
        let (first, rest) = low.split_once(['-', '\u{2011}'])?;
        match (self.parts.get(first)?, self.parts.get(rest)) {
            (Part::Ten(ten), Some(Part::Unit(unit))) => Some((ten + unit, None)),
            (Part::Unit(value) | Part::Ten(value), None) => Some((*value, Some(rest.to_owned()))),
            _ => None,
        }
    }

    fn vaguely(&self, tagged: &Tagged, at: usize, end: usize) -> Option<Numeral> {
        let (words, value) = self.vague.get(tagged.low(at))?.iter().find(|(words, _)| {
            at + words.len() <= end
                && words.iter().enumerate().all(|(nth, word)| tagged.low(at + nth) == word)
        })?;
        Some(Numeral { vague: true, ..self.numeral(*value, at..at + words.len(), false, None) })
    }

    /// The singular of a plural, or none if the word is no plural.
    pub fn singular(&self, low: &str) -> Option<String> {
        if let Some(singular) = self.plurals.get(low) {
            return Some(singular.clone());
        }
        let none = self.no_plural_endings.iter().any(|ending| low.ends_with(ending.as_str()));
        if self.singulars.contains(low) || low.len() < 4 || none {
            return None;
        }
        let fits = |(plural, singular): &(String, String)| {
            low.strip_suffix(plural.as_str()).map(|stem| format!("{stem}{singular}"))
        };
        self.plural_endings.iter().find_map(fits)
    }
}

/// The value of figures with thousands' commas and one decimal point; none for times, versions and ordinals.
fn figure(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped =
        groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fits = grouped && groups.iter().all(|group| digits(group)) && digits(part) && whole.len() <= 19;
    fits.then(|| format!("{}.{part}0", groups.concat()).parse().ok()).flatten()
}

/// Number words added up as they come.
#[derive(Default)]
struct Sum {
    total: f64,
    current: f64,
    any: bool,
    scaled: bool,
    share: bool,
    article: bool,
    closed: bool,
    last_small: bool,
}

impl Sum {
    /// Takes the next word, or says that it does not belong.
    fn take(&mut self, part: Part) -> bool {
        if self.closed {
            return false;
        }
        match part {
            Part::Article => {
                if self.any || self.article {
                    // "half a dozen"
                    return self.share && !self.article && {
                        self.article = true;
                        true
                    };
                }
                self.article = true;
            }
            Part::Unit(value) | Part::Ten(value) => {
                let ten_unit =
                    self.last_small && self.current >= 20.0 && self.current % 10.0 == 0.0 && value < 10.0;
                if self.article || self.last_small && !ten_unit {
                    return false;
                }
                self.current += value;
                self.any = true;
                self.last_small = true;
            }
            Part::Scale(value) | Part::Dozen(value) => {
                return self.scale(value, matches!(part, Part::Dozen(_)));
            }
            Part::Fraction(value) => {
                if self.any && (self.scaled || self.share) {
                    return false;
                }
                self.current = if self.any { self.current * value } else { value };
                (self.any, self.share, self.last_small) = (true, true, true);
            }
        }
        true
    }

    fn scale(&mut self, value: f64, dozen: bool) -> bool {
        if !self.any && !self.article {
            return false;
        }
        if self.share && !self.article {
            return false;
        }
        let times = if self.current == 0.0 { 1.0 } else { self.current };
        if value == 100.0 || dozen {
            self.current = times * value;
        } else {
            self.total += times * value;
            self.current = 0.0;
        }
        self.closed = dozen;
        (self.any, self.scaled, self.share, self.article, self.last_small) =
            (true, true, false, false, false);
        true
    }

    fn value(&self) -> f64 {
        self.total + self.current
    }
}

#[cfg(test)]
mod tests {
    use super::super::number_words::numerals;
    use super::*;

    #[test]
    fn the_data_is_read() {
        assert!(numerals().parts.len() > 50);
        assert_eq!(numerals().singular("families").as_deref(), Some("family"));
        assert_eq!(numerals().singular("men").as_deref(), Some("man"));
        assert_eq!(numerals().singular("witness"), None);
    }

    #[test]
    fn figures_have_thousands_and_one_point() {
        assert_eq!(figure("1,012"), Some(1012.0));
        assert_eq!(figure("2.5"), Some(2.5));
        assert_eq!(figure("3.1.2"), None);
        assert_eq!(figure("14th"), None);
        assert_eq!(figure("10:30"), None);
    }
}
