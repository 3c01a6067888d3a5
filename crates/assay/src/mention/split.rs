//! Runs of capitalised words cut into names: at known names, titles, and words that only say what somebody is.

use super::candidate::{Gather, Sure, known_at};
use super::lexicon::flag;
use crate::words::Kind;
use std::ops::Range;

impl Gather<'_, '_> {
    /// Cuts a run into names and pushes them.
    pub(super) fn split(&mut self, run: Range<usize>) {
        let tagged = self.tagged;
        let Some(run) = self.trimmed(run) else { return };
        if let Some((phrase, stop)) = known_at(tagged, run.start, run.end) {
            let sure = Sure::Known(phrase.sort, phrase.same);
            let single = phrase.words.len() == 1;
            let stop = stop + usize::from(stop < run.end && tagged.sign(stop, "."));
            let rest = stop..run.end;
            let person = single
                && tagged.is(run.start, flag::GIVEN)
                && !rest.is_empty()
                && !tagged.is(stop, flag::ANY_TITLE | flag::PEOPLE)
                && !tagged.is_acronym(stop);
            if rest.is_empty() || !self.has_head(&rest) && !person {
                self.push(run.start..stop, run.start..stop, Some(sure), 0);
                let tells = rest
                    .clone()
                    .any(|at| tagged.nameish[at] && !tagged.is_common(at) && !tagged.is(at, flag::COMMON));
                if tells {
                    self.split(rest);
                }
                return;
            }
        }
        if let Some((title, first)) = self.last_title(&run) {
            return self.split_titled(run, title, first);
        }
        self.split_bare(run);
    }

    /// Without joints and signs at the edges, nor common words where any word would be capitalised.
    fn trimmed(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        let tagged = self.tagged;
        while run.start < run.end && !tagged.nameish[run.start] && !tagged.is(run.start, flag::PARTICLE_FIRST)
        {
            run.start += 1;
        }
        while run.start < run.end
            && !(tagged.nameish[run.end - 1] || tagged.token(run.end - 1).kind == Kind::Number)
        {
            run.end -= 1;
        }
        (!run.is_empty()).then_some(run)
    }

    fn has_head(&self, run: &Range<usize>) -> bool {
        run.clone().any(|at| self.tagged.nameish[at] && self.tagged.is(at, flag::HEAD))
    }

    /// The last title of the run that has a name behind it, and the first token of that name.
    fn last_title(&self, run: &Range<usize>) -> Option<(usize, usize)> {
        let tagged = self.tagged;
        let mut behind = None;
        let mut plain = false;
        for at in run.clone().rev() {
            if !tagged.nameish[at] {
                if tagged.is(at, flag::JOINT) {
                    behind = None;
                } else if behind.is_some() && tagged.is(at, flag::PARTICLE) {
                    behind = Some(at);
                }
                continue;
            }
            if let (true, Some(first)) = (tagged.is(at, flag::ANY_TITLE | flag::TITLE_PLURAL), behind) {
                // "Mr. King" is a person, "Mr. Attorney General" and "Deputy Chief" are none.
                let surname = tagged.is(at, flag::TITLE_MALE | flag::TITLE_FEMALE)
                    && run.end == first + 1
                    && tagged.pool(first).low == 0
                    && !tagged.is(first, flag::COMMON | flag::TITLE_IN_BODY | flag::TITLE_BEGINNING);
                if plain || surname {
                    return (!self.the_general(run, at, first)).then_some((at, first));
                }
            }
            if tagged.is(at, flag::HEAD) && !tagged.is(at, flag::TITLE_BEGINNING) {
                return None;
            }
            if !tagged.is(at, flag::AFTER_NAME) {
                behind = Some(at);
                plain |= !tagged.is(at, flag::TITLE | flag::TITLE_BEGINNING) || tagged.is(at, flag::GIVEN);
            }
        }
        None
    }

    /// "the Justice Manual": a title that also begins names of things, behind "the" and before one word.
    fn the_general(&self, run: &Range<usize>, title: usize, first: usize) -> bool {
        let tagged = self.tagged;
        title == run.start
            && first + 1 == run.end
            && tagged.is(title, flag::TITLE_IN_BODY)
            && title > self.range.start
            && tagged.is(title - 1, flag::BODY_BEFORE)
    }

    fn split_titled(&mut self, run: Range<usize>, title: usize, first: usize) {
        let tagged = self.tagged;
        let begins_title = flag::ANY_TITLE | flag::TITLE_BEGINNING | flag::PEOPLE;
        let mut from = title;
        while from > run.start
            && (tagged.nameish[from - 1] && tagged.is(from - 1, begins_title) || tagged.sign(from - 1, "."))
        {
            from -= 1;
        }
        let after_joint = from > run.start && !tagged.nameish[from - 1];
        if after_joint {
            from = title;
        }
        if from > run.start {
            self.split(run.start..from);
        }
        let titles = (from..first).filter(|at| tagged.nameish[*at]).fold(0, |all, at| all | tagged.flags[at]);
        let shown =
            (from..title).find(|at| tagged.nameish[*at] && !tagged.is(*at, flag::PEOPLE)).unwrap_or(title);
        let end = (first..run.end)
            .find(|at| tagged.is(*at, flag::JOINT) && !tagged.nameish[*at])
            .unwrap_or(run.end);
        self.push(shown..end, first..end, Some(Sure::Titled), titles);
        if end < run.end {
            self.split(end..run.end);
        }
    }

    fn split_bare(&mut self, mut run: Range<usize>) {
        let tagged = self.tagged;
        let headed = self.has_head(&run);
        if !headed {
            while run.start < run.end
                && (tagged.is(run.start, flag::PEOPLE) || self.leads_in(run.start, &run))
            {
                run.start += 1;
            }
            let empty = run.clone().all(|at| {
                !tagged.nameish[at]
                    || tagged.is(at, flag::TITLE | flag::TITLE_BEGINNING) && !tagged.is(at, flag::GIVEN)
            });
            if empty {
                return;
            }
        } else if tagged.begins(run.start, &self.range)
            && tagged.is_common(run.start)
            && !tagged.is(run.start, flag::HEAD | flag::TITLE_BEGINNING | flag::PEOPLE)
        {
            run.start += 1;
        }
        if run.is_empty() {
            return;
        }
        if !headed {
            run.end = self.without_tail(&run);
        } else if run.len() > 2 && tagged.is(run.end - 1, flag::PEOPLE) && tagged.is(run.end - 2, flag::HEAD)
        {
            run.end -= 1;
        }
        if run.is_empty() || self.in_citation(&run) {
            return;
        }
        let initials = run.clone().all(|at| tagged.is_initial(at) || tagged.sign(at, "."))
            && tagged.text(run.start).len() <= 5
            && (run.len() > 1 || tagged.text(run.start).contains('.'));
        // "Doln, N.H." is a place's abbreviation; "Kostrov, A.K., and Dessel" are people.
        let after = run.end + usize::from(run.end < self.range.end && tagged.sign(run.end, "."));
        let listed = after + 1 < self.range.end
            && (tagged.sign(after, ",") || tagged.is(after, flag::LISTING))
            && tagged.nameish[after + 1];
        let apposed = run.start > self.range.start + 1
            && tagged.sign(run.start - 1, ",")
            && tagged.nameish[run.start - 2]
            && !listed;
        if initials && apposed {
            return;
        }
        let sure = initials.then_some(Sure::Initials);
        self.push(run.clone(), run, sure, 0);
    }

    /// The run's end without what is no part of a name: "Jack Orlo Special Counsel", "Mira Dessel Report"; all of it
    /// goes if it only says what somebody is ("Program Manager").
    fn without_tail(&self, run: &Range<usize>) -> usize {
        let tagged = self.tagged;
        let given = tagged.is(run.start, flag::GIVEN) && !tagged.is(run.start, flag::COMMON);
        let mut end = run.end;
        let tail = |at: usize| {
            tagged.is(at, flag::PEOPLE)
                || tagged.is(at, flag::TITLE | flag::TITLE_BEGINNING | flag::ROLE)
                    && !tagged.is(at, flag::GIVEN)
                || given
                    && !tagged.is(at, flag::HEAD)
                    && (tagged.is(at, flag::COMMON) || tagged.pool(at).low > 0)
        };
        let least = run.start + if given { 2 } else { 0 };
        while end > least && tagged.nameish[end - 1] && tail(end - 1) {
            end -= 1;
        }
        let office = end < run.end && !given && tagged.is(run.end - 1, flag::TITLE | flag::ROLE);
        if office && !(run.start..end).any(|at| tagged.nameish[at] && tagged.is(at, flag::HEAD)) {
            run.start
        } else {
            end
        }
    }

    /// "18 U.S.C. 371", "F. Supp. 3d 12": abbreviations between numbers are no names.
    fn in_citation(&self, run: &Range<usize>) -> bool {
        let tagged = self.tagged;
        let abbreviated =
            run.clone().any(|at| tagged.is_initial(at)) || tagged.sign(run.end.min(self.range.end - 1), ".");
        let number = |at: usize| {
            self.range.contains(&at) && (tagged.token(at).kind == Kind::Number || tagged.sign(at, "§"))
        };
        let after = run.end + usize::from(run.end < self.range.end && tagged.sign(run.end, "."));
        let before = run.start > self.range.start && number(run.start - 1);
        abbreviated && (before || number(after))
    }

    /// True for a common word before a given name: "State Hillary", "Justice Radu".
    fn leads_in(&self, at: usize, run: &Range<usize>) -> bool {
        let tagged = self.tagged;
        if !tagged.nameish[at]
            || tagged.is(at, flag::GIVEN)
            || !tagged.is_common(at) && !tagged.is(at, flag::TITLE_BEGINNING)
        {
            return false;
        }
        let given = (at + 1..run.end).find(|one| tagged.is(*one, flag::GIVEN) && one + 1 < run.end);
        given.is_some_and(|given| {
            (at..given).all(|one| {
                tagged.is_common(one) || tagged.is(one, flag::TITLE_BEGINNING | flag::TITLE | flag::PEOPLE)
            })
        })
    }
}
