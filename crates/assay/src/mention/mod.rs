//! People, bodies, places, instruments, dates and quantities in the text, without a model.
//!
//! Names are runs of capitalised words. What each names is told by its own words ("Ministry", "Colonel", a given
//! name) and by what stands around it anywhere in the document (a verb of saying, "in", "the"), so a name that is
//! clear once is clear everywhere. Where nothing tells, nothing is named.
//!
//! Invariant: two spellings are never taken for one name in silence; they are told as [`Mentioned::likenesses`].

mod again;
mod alias;
mod candidate;
mod dated;
mod evidence;
mod founding;
mod group;
mod grouping;
mod kind;
mod lexicon;
mod likeness;
mod number_words;
mod numeral;
mod person;
mod quantity;
mod recall;
mod split;
mod tagged;
#[cfg(test)]
mod tests;
mod withheld;

use crate::words::Words;
pub(crate) use number_words::whole_number;
pub(crate) use person::Gender;
use probata_report::{DateUse, Document, Mention, Quantity};

/// What is named, dated and counted.
#[derive(Debug, Default)]
pub(crate) struct Mentioned {
    /// Each once, in order of first use.
    pub mentions: Vec<Mention>,
    /// In order of start.
    pub dates: Vec<DateUse>,
    /// In order of start.
    pub quantities: Vec<Quantity>,
    /// Pairs of mentions, by index, that look like one name in two spellings.
    pub likenesses: Vec<(usize, usize)>,
    /// Where people are named, in order.
    people: Vec<recall::PersonUse>,
    /// For each mention what else is known of it.
    profiles: Vec<recall::Profile>,
}

/// Finds what is named, dated and counted in every sentence. Each list of `same_names` is one person, body or place.
pub(crate) fn mentioned(document: &Document, words: &Words, same_names: &[Vec<String>]) -> Mentioned {
    let tagged = tagged::Tagged::new(document, words);
    let mut candidates = candidate::candidates(&tagged);
    let pooled = evidence::pool(&tagged, &mut candidates);
    let told = kind::kinds(&tagged, &candidates, &pooled);
    let bound = alias::bound(&tagged, &candidates, &pooled);
    let mut groups = grouping::group(&tagged, &candidates, &pooled, &told, &bound);
    merge_same(&mut groups, same_names);
    again::find_again(&tagged, &mut groups);
    let dated = dated::dated(document, words);
    let likenesses = likeness::likenesses(tagged.lexicon, document, &groups);
    let quantities = quantity::quantities(document, &tagged, &dated.spans);
    let (people, profiles) = recall::people(&groups);
    let mentions = groups.iter().map(shown).collect();
    Mentioned { mentions, dates: dated.uses, quantities, likenesses, people, profiles }
}

/// Joins the groups that the house's list says are one.
fn merge_same(groups: &mut Vec<group::Group>, same_names: &[Vec<String>]) {
    for list in same_names {
        let names: Vec<String> = list.iter().map(|name| name.to_lowercase()).collect();
        let listed = |group: &group::Group| {
            group
                .forms
                .iter()
                .any(|form| [&form.whole, &form.name].iter().any(|form| names.contains(&form.to_lowercase())))
        };
        let all: Vec<usize> = (0..groups.len()).filter(|index| listed(&groups[*index])).collect();
        for other in all.iter().skip(1).rev() {
            let mut other = groups.remove(*other);
            groups[all[0]].absorb(&mut other);
        }
    }
}

/// A group as a mention: the fullest form without titles is the name.
fn shown(group: &group::Group) -> Mention {
    let short = |form: &group::Form| form.name.contains('.');
    let best = group.forms.iter().rev().max_by_key(|form| (form.words, !short(form), form.count));
    let name = best
        .map_or_else(String::new, |form| if form.words > 1 { form.name.clone() } else { form.whole.clone() });
    let variants = group.forms.iter().map(|form| form.whole.clone()).filter(|form| *form != name).collect();
    Mention {
        kind: group.kind.unwrap_or(probata_vocabulary::MentionKind::Person),
        name,
        variants,
        uses: group.uses.clone(),
    }
}
