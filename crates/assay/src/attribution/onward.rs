//! Speech that goes on: quotations over several sentences, quotations set apart, and what is said inside them.

use super::Scene;
use crate::classes::Class;
use probata_report::{Attribution, Span};
use std::collections::HashSet;

/// Lets contents go on over the sentences that the same quotation covers, over a quotation set apart after a colon, and
/// over quoted sentences that follow. What introduces a quotation that does not come is dropped.
pub(super) fn goes_on(scene: &Scene, all: &mut Vec<Attribution>) {
    let speaking: HashSet<usize> = all.iter().map(|attribution| attribution.sentence).collect();
    for attribution in all.iter_mut().filter(|attribution| attribution.parent.is_none()) {
        let more = further_content(scene, attribution, &speaking);
        attribution.content.extend(more);
    }
    let mut kept = 0;
    let renumbered: Vec<Option<usize>> = all
        .iter()
        .map(|attribution| {
            let keep = !attribution.content.is_empty();
            kept += usize::from(keep);
            keep.then(|| kept - 1)
        })
        .collect();
    all.retain(|attribution| !attribution.content.is_empty());
    for attribution in all.iter_mut() {
        attribution.parent = attribution.parent.and_then(|parent| renumbered[parent]);
    }
    nest(all);
}

/// What is said in a later sentence of a speech that goes on is part of that speech.
fn nest(all: &mut [Attribution]) {
    let mut outer: Option<usize> = None;
    for index in 0..all.len() {
        let attribution = &all[index];
        let (sentence, cue) = (attribution.sentence, attribution.cue.first().copied());
        let holds = |outer: &Attribution| {
            outer.sentence < sentence
                && cue.is_some_and(|cue| outer.content.iter().any(|span| span.contains(cue)))
        };
        match outer.filter(|outer| holds(&all[*outer])) {
            Some(outer) if all[index].parent.is_none() => all[index].parent = Some(outer),
            Some(_) => {}
            None if attribution.parent.is_none() => outer = Some(index),
            None => {}
        }
    }
}

fn further_content(scene: &Scene, attribution: &mut Attribution, speaking: &HashSet<usize>) -> Vec<Span> {
    let document = scene.document;
    let sentence = &document.sentences[attribution.sentence];
    let mut next = scene.quotations.partition_point(|quotation| quotation.span.end <= sentence.span.end);
    let mut more = Vec::new();
    // A quotation that this sentence opens and another closes.
    if let Some(quotation) = scene.quotations.get(next).filter(|q| q.span.start < sentence.span.end)
        && let Some(last) =
            attribution.content.last_mut().filter(|last| quotation.span.start + 4 >= last.start)
    {
        last.end = last.end.max(quotation.span.end);
        next += 1;
        // "... a crime!” and, “I ask": the same speaker.
        while let Some(another) = scene.quotations.get(next)
            && is_joint(&scene.words.lower, Span::new(last.end, another.span.start), scene)
        {
            last.end = another.span.end;
            next += 1;
        }
    }
    // Quotation blocks behind a colon, and paragraphs of the same speech.
    let introduces = scene.words.text[..sentence.span.end].trim_end().ends_with([':', ',']);
    // A sentence that a page break cut ends in a later block than it begins in.
    let last =
        document.blocks.partition_point(|block| block.span.start < sentence.span.end).saturating_sub(1);
    let mut block = last.max(sentence.block);
    let first = block;
    while let Some(quotation) = scene.quotations.get(next) {
        let opens = document.blocks[quotation.block].span.start + 4 >= quotation.span.start;
        let set_apart = (quotation.set_apart || opens)
            && quotation.block == block + 1
            && (quotation.goes_on || introduces && block == first);
        let speech = quotation.goes_on && quotation.block == block + 1;
        if !(set_apart || speech) {
            break;
        }
        more.push(quotation.span);
        block = quotation.block;
        next += 1;
    }
    // "...," he said. "More of it." with no speaker of its own.
    let quotes = more.is_empty()
        && (introduces
            || attribution.content.iter().any(|span| scene.words.text[*span].contains(['“', '"', '«'])));
    let follower = attribution.sentence + 1;
    if quotes
        && !speaking.contains(&follower)
        && let Some(following) = document.sentences.get(follower).filter(|s| s.block == sentence.block)
    {
        let opened = scene
            .quotations
            .get(next)
            .filter(|q| q.span.start <= following.span.start + 1 && q.span.start >= sentence.span.end);
        more.extend(opened.map(|quotation| quotation.span));
    }
    more
}

/// True if nothing but a conjunction and signs stand between two quotations.
fn is_joint(lower: &str, between: Span, scene: &Scene) -> bool {
    if between.len() > 12 {
        return false;
    }
    let mut words = lower[between].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|word| scene.classes.has(Class::And, word)) && words.next().is_none()
}
