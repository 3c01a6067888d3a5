//! Runs of capitalised words that may be names, cut where a title, a known name or a new name begins.

use super::lexicon::{Phrase, Sort, flag};
use super::tagged::{Dress, Tagged};
use super::withheld;
use crate::words::Kind;
use std::ops::Range;

/// What a run of words was recognised as by its words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// A known name; its number joins its forms.
    Known(Sort, u32),
    /// A person behind a title.
    Titled,
    /// A person without a name: "Detainee 3", a pseudonym.
    Withheld,
    /// Initials alone, which may be a person's.
    Initials,
}

/// A run of words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Sentence.
    pub sentence: usize,
    /// All its tokens, titles included.
    pub tokens: Range<usize>,
    /// The tokens of the name itself.
    pub name: Range<usize>,
    /// What its words alone make sure.
    pub sure: Option<Sure>,
    /// True if it stands where any word would be capitalised.
    pub begins: bool,
    /// Flags of its titles together.
    pub titles: u64,
}

/// Tokens that a run may have; more are no name, and are cut without reaching deep.
const LONGEST: usize = 40;

/// All candidates of the document, in order.
pub(super) fn candidates(tagged: &Tagged) -> Vec<Candidate> {
    let mut found = Vec::new();
    for sentence in 0..tagged.dress.len() {
        if tagged.dress[sentence] == Dress::Plain {
            Gather { tagged, sentence, range: tagged.sentence(sentence), found: &mut found }.run();
        }
    }
    found
}

/// The longest known name that begins at `at`, and where it ends.
pub(super) fn known_at<'a>(tagged: &'a Tagged, at: usize, end: usize) -> Option<(&'a Phrase, usize)> {
    if !tagged.is(at, flag::GAZETTEER) || !tagged.nameish[at] {
        return None;
    }
    tagged.lexicon.phrases(tagged.low(at)).iter().find_map(|phrase| {
        let stop = at + phrase.words.len();
        let fits = stop <= end
            && phrase.words.iter().enumerate().all(|(nth, word)| same_word(tagged.low(at + nth), word))
            && (!phrase.shout || !tagged.text(at).chars().any(char::is_lowercase));
        fits.then_some((phrase, stop))
    })
}

fn same_word(low: &str, word: &str) -> bool {
    low == word || low.starts_with('’') && low.strip_prefix('’') == word.strip_prefix('\'')
}

/// Gathers the candidates of one sentence.
pub(super) struct Gather<'a, 'b> {
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) sentence: usize,
    pub(super) range: Range<usize>,
    pub(super) found: &'b mut Vec<Candidate>,
}

impl Gather<'_, '_> {
    fn run(mut self) {
        let mut at = self.range.start;
        while at < self.range.end {
            if self.tagged.titled[at] {
                at += 1;
            } else if let Some(tokens) = withheld::person_at(self.tagged, at, &self.range) {
                at = tokens.end;
                self.push(tokens.clone(), tokens, Some(Sure::Withheld), 0);
            } else if self.starts(at) {
                let stop = self.grow(at);
                // A known name may go on where a run would not: "Bosnia and Herzegovina".
                if let Some((phrase, end)) =
                    known_at(self.tagged, at, self.range.end).filter(|(_, end)| *end > stop)
                {
                    self.push(at..end, at..end, Some(Sure::Known(phrase.sort, phrase.same)), 0);
                    at = end;
                    continue;
                }
                self.split(at..stop);
                at = stop.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    pub(super) fn push(&mut self, tokens: Range<usize>, name: Range<usize>, sure: Option<Sure>, titles: u64) {
        let begins = self.tagged.begins(tokens.start, &self.range);
        self.found.push(Candidate { sentence: self.sentence, tokens, name, sure, begins, titles });
    }

    /// True if a name may begin here.
    fn starts(&self, at: usize) -> bool {
        let tagged = self.tagged;
        if !tagged.nameish[at] {
            return self.small_particle(at);
        }
        if tagged.is(at, flag::NOT_NAME) && !self.title_goes_on(at) {
            return false;
        }
        if tagged.is(at, flag::ARTICLE) {
            return known_at(tagged, at, self.range.end).is_some();
        }
        if tagged.text(at).chars().nth(1).is_none() && !self.stop_then_name(at) {
            return false;
        }
        if !tagged.begins(at, &self.range) || !tagged.is_common(at) {
            return true;
        }
        if known_at(tagged, at, self.range.end).is_some_and(|(phrase, _)| phrase.words.len() > 1) {
            return true;
        }
        let tells = flag::ANY_TITLE
            | flag::TITLE_PLURAL
            | flag::TITLE_BEGINNING
            | flag::HEAD
            | flag::GIVEN
            | flag::PEOPLE;
        let leads_on =
            !tagged.is(at, flag::JOINT) || self.name_next(at + 1) && tagged.is(at + 1, flag::ANY_TITLE);
        tagged.is(at, tells) && leads_on && self.name_next(at + 1)
    }

    /// True for "Mr" and the like, which are no names themselves.
    fn title_goes_on(&self, at: usize) -> bool {
        self.initial(at)
            || self.tagged.is(at, flag::ANY_TITLE) && (self.name_next(at + 1) || self.stop_then_name(at))
    }

    /// True for "bin Ahmad", "de Vries" where the particle comes first.
    fn small_particle(&self, at: usize) -> bool {
        self.tagged.is(at, flag::PARTICLE_FIRST)
            && !self.tagged.is(at, flag::COMMON | flag::ARTICLE)
            && self.tagged.token(at).kind == Kind::Word
            && self.name_next(at + 1)
    }

    pub(super) fn name_next(&self, at: usize) -> bool {
        at < self.range.end
            && self.tagged.nameish[at]
            && (!self.tagged.is(at, flag::NOT_NAME) || self.initial(at))
            && self.adjoins(at)
    }

    /// "I." of "Tomas I. Verin", though "I" is no name.
    fn initial(&self, at: usize) -> bool {
        self.tagged.text(at).chars().nth(1).is_none() && self.stop_then_name(at)
    }

    /// True if only space stands before this token and the one before: no page break cuts the name.
    fn adjoins(&self, at: usize) -> bool {
        let (before, this) = (self.tagged.token(at - 1).span.end, self.tagged.token(at).span.start);
        self.tagged.words.text[before..this].trim().is_empty()
    }

    fn stop_then_name(&self, at: usize) -> bool {
        at + 2 < self.range.end && self.tagged.sign(at + 1, ".") && self.tagged.nameish[at + 2]
    }

    /// Where the run that begins at `at` ends.
    fn grow(&self, at: usize) -> usize {
        let tagged = self.tagged;
        let (mut end, mut headed, mut joined) =
            (at + 1, tagged.is(at, flag::HEAD | flag::PLACE_FIRST), false);
        while end < self.range.end.min(at + LONGEST) {
            let next = if self.name_next(end) || self.suffix(end) {
                end + 1
            } else if let Some(next) = self.over_sign(end) {
                next
            } else if let Some(next) = self.over_particles(end) {
                next
            } else if let Some(next) = self.over_joint(at, end, headed, joined) {
                joined = true;
                next
            } else if let Some(next) = self.over_number(end) {
                return next;
            } else {
                break;
            };
            headed |= (end..next).any(|one| tagged.nameish[one] && tagged.is(one, flag::HEAD));
            end = next;
        }
        end
    }

    fn suffix(&self, at: usize) -> bool {
        self.tagged.nameish[at]
            && self.tagged.is(at, flag::AFTER_NAME)
            && !self.tagged.is(at - 1, flag::NUMBERED)
    }

    /// "J. Smith", "U.S. Embassy", "Brown & Root", "Meridian Air, Inc".
    fn over_sign(&self, end: usize) -> Option<usize> {
        let tagged = self.tagged;
        let goes_on = self.name_next(end + 1) && end + 1 < self.range.end;
        if tagged.sign(end, ".")
            && goes_on
            && tagged.abbreviates(end - 1)
            && !tagged.is(end - 1, flag::AFTER_NAME | flag::COMPANY)
        {
            return Some(end + 2);
        }
        if tagged.sign(end, "&") && goes_on {
            return Some(end + 2);
        }
        (tagged.sign(end, ",") && goes_on && tagged.is(end + 1, flag::COMPANY)).then_some(end + 2)
    }

    /// "van der Berg", "Ahmad bin Khalid".
    fn over_particles(&self, end: usize) -> Option<usize> {
        let tagged = self.tagged;
        let mut at = end;
        while at < self.range.end && at < end + 3 && tagged.is(at, flag::PARTICLE) && !tagged.nameish[at] {
            at += 1;
        }
        (at > end && self.name_next(at)).then_some(at + 1)
    }

    /// "Ministry of the Interior", "Ministry of Justice and Culture"; only after a head noun.
    fn over_joint(&self, start: usize, end: usize, headed: bool, joined: bool) -> Option<usize> {
        let tagged = self.tagged;
        if !tagged.is(end, flag::JOINT) || tagged.nameish[end] {
            return None;
        }
        if tagged.is(end, flag::LISTING) {
            return self.over_and(start, end, headed && joined);
        }
        if !headed || !tagged.is(end, flag::JOINT_STRONG) {
            return None;
        }
        let the = end + 1 < self.range.end && tagged.is(end + 1, flag::ARTICLE) && !tagged.nameish[end + 1];
        let next = end + 1 + usize::from(the);
        let fits = self.name_next(next)
            && !tagged.is(next, flag::ANY_TITLE & !flag::TITLE_BEGINNING)
                | tagged.is(next, flag::TITLE_IN_BODY);
        (fits && !self.heads_elsewhere(start, end, next)).then_some(next + 1)
    }

    /// "the Court of Velsk" goes on, "the Prison for Detainee 3" does not: what follows must not be a person.
    fn heads_elsewhere(&self, start: usize, joint: usize, next: usize) -> bool {
        let person = self.tagged.is(next, flag::GIVEN)
            && self.name_next(next + 1)
            && !self.tagged.is(next + 1, flag::HEAD);
        let place_head = self.tagged.is(joint - 1, flag::PLACE)
            && start + 1 == joint
            && self.tagged.is(joint - 1, flag::COMMON);
        person || place_head
    }

    /// "and" goes on inside "Ministry of Health and Welfare", and before a head noun in "Truth and Justice Commission".
    fn over_and(&self, start: usize, end: usize, within: bool) -> Option<usize> {
        let tagged = self.tagged;
        let title = tagged.is(end + 1, flag::ANY_TITLE) && !tagged.is(end + 1, flag::TITLE_IN_BODY);
        if !self.name_next(end + 1) || title || tagged.is(end + 1, flag::GIVEN | flag::PEOPLE) {
            return None;
        }
        let run = (end + 1..self.range.end).take_while(|at| self.name_next(*at)).last()? + 1;
        let heads = (end + 1..run).any(|at| tagged.is(at, flag::HEAD));
        let known =
            known_at(tagged, end + 1, self.range.end).is_some() || known_at(tagged, start, end).is_some();
        let acronym = tagged.is_acronym(end + 1);
        if within {
            return (!heads && !known && !acronym).then_some(run);
        }
        let the_before = start > self.range.start && tagged.is(start - 1, flag::BODY_BEFORE);
        let other = (start..end)
            .any(|at| tagged.is(at, flag::HEAD | flag::GIVEN | flag::ANY_TITLE) || tagged.is_acronym(at));
        (the_before && !other && !known && tagged.is(run - 1, flag::BODY | flag::INSTRUMENT)).then_some(run)
    }

    /// "Resolution 1325", "Law No. 12/2004", "Prison No. 4".
    fn over_number(&self, end: usize) -> Option<usize> {
        let tagged = self.tagged;
        if !tagged.is(end - 1, flag::NUMBERED) {
            return None;
        }
        let mut at = end;
        if tagged.is(at, flag::NUMBER_SIGN) || tagged.sign(at, "№") {
            at += 1;
            at += usize::from(at < self.range.end && tagged.sign(at, "."));
        }
        let number = |at: usize| at < self.range.end && tagged.token(at).kind == Kind::Number;
        if !number(at) {
            return None;
        }
        at += 1;
        while at + 1 < self.range.end && (tagged.sign(at, "/") || tagged.sign(at, "-")) && number(at + 1) {
            at += 2;
        }
        Some(at)
    }
}
