//! Who is accused, with everything that a person has to look at before it is printed.

use super::{Replies, accused};
use crate::case::Case;
use crate::rules::rests_on_withheld_only;
use probata_report::Accused;
use probata_vocabulary::Zone;

/// Everybody who is accused and has a name, in order of the first accusation.
pub(crate) fn all_accused(case: &Case) -> Vec<Accused> {
    let replies = Replies::of(case);
    let mut all: Vec<Accused> = accused(case)
        .into_iter()
        .map(|(mention, accusing)| {
            let uses = case.report.mentions[mention].uses.iter().map(|used| used.sentence);
            let mut naming: Vec<usize> =
                uses.filter(|sentence| !accusing.contains(sentence) && is_told(case, *sentence)).collect();
            naming.sort_unstable();
            naming.dedup();
            let withheld_only = rests_on_withheld_only(case, mention, &accusing);
            Accused { mention, accusing, naming, withheld_only, reply: replies.heard(mention) }
        })
        .collect();
    all.sort_by_key(|accused| (accused.accusing.first().copied(), accused.mention));
    all
}

fn is_told(case: &Case, sentence: usize) -> bool {
    let document = &case.report.document;
    let zone = document.zone(&document.sentences[sentence]);
    matches!(zone, Zone::Body | Zone::Caption | Zone::Table | Zone::Note)
}
