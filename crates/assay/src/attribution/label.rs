//! Speakers set beside what they say by a sign alone: "JUDGE DESSEL: Sit down." and "“Nobody came.” — Mira Dessel".

use super::Scene;
use crate::words::Token;
use probata_report::{Attribution, Span};
use probata_vocabulary::{MentionKind, Stance};

/// Most tokens of a speaker's name.
const NAME: usize = 7;

/// Adds what a sign attributes in this sentence.
pub(super) fn labelled(scene: &Scene, sentence: usize, all: &mut Vec<Attribution>) {
    let tokens = scene.words.sentence(sentence);
    all.extend(transcript(scene, sentence, tokens).into_iter().chain(signature(scene, sentence, tokens)));
}

/// A name and a colon at the beginning of a block: all of the block is what they say.
fn transcript(scene: &Scene, sentence: usize, tokens: &[Token]) -> Option<Attribution> {
    let of = &scene.document.sentences[sentence];
    let block = &scene.document.blocks[of.block];
    let opens = sentence == 0 || scene.document.sentences[sentence - 1].block != of.block;
    let from = tokens.iter().position(|token| token.kind == crate::words::Kind::Word)?;
    let colon = (from + 1..tokens.len().min(from + NAME)).find(|at| scene.words.low(&tokens[*at]) == ":")?;
    if !opens || from > 1 || tokens.len() < colon + 4 || is_signed(scene, &tokens[colon + 1]) {
        return None;
    }
    let name = Span::new(tokens[from].span.start, tokens[colon - 1].span.end);
    let capitals = scene.words.text[name].chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let all_capital = tokens[from..colon].iter().all(|token| token.capital || scene.words.low(token) == ".");
    let speaks = scene.names_whole(sentence, name)
        || capitals && name.end > name.start + 2 && tokens[from - from.min(1)].span.start < name.start;
    let content = Span::new(tokens[colon + 1].span.start, block.span.end.max(of.span.end));
    (all_capital && speaks).then(|| said(sentence, name, tokens[colon].span, content))
}

/// A quotation introduced behind the colon is the business of those who say "said:".
fn is_signed(scene: &Scene, token: &Token) -> bool {
    scene.words.low(token) == ":"
}

/// A dash and a name behind a quotation.
fn signature(scene: &Scene, sentence: usize, tokens: &[Token]) -> Option<Attribution> {
    let text = &scene.words.text;
    let dash = (1..tokens.len())
        .rev()
        .take(NAME + 2)
        .find(|at| matches!(scene.words.low(&tokens[*at]), "―" | "—" | "–"))?;
    let last = (dash + 1..tokens.len()).rev().find(|at| tokens[*at].kind == crate::words::Kind::Word)?;
    let name = Span::new(tokens[dash + 1].span.start, tokens[last].span.end);
    let closes = text[..tokens[dash].span.start].trim_end().ends_with(['”', '"', '»']);
    let quotation =
        scene.quotations.iter().rfind(|quotation| quotation.span.end <= tokens[dash].span.start)?;
    let near = text[quotation.span.end..tokens[dash].span.start].trim().len() < 4;
    let capital = tokens[dash + 1..=last].iter().any(|token| token.capital);
    (closes && near && capital && tokens[dash + 1].capital)
        .then(|| said(sentence, name, tokens[dash].span, quotation.span))
}

fn said(sentence: usize, source: Span, cue: Span, content: Span) -> Attribution {
    Attribution {
        sentence,
        parent: None,
        source: vec![source],
        cue: vec![cue],
        content: vec![content],
        source_name: None,
        named: false,
        says: true,
        stance: Stance::Asserts,
    }
}

impl Scene<'_> {
    /// True if a person or body is named by exactly these words, or by words that end them ("JUDGE DESSEL").
    fn names_whole(&self, sentence: usize, span: Span) -> bool {
        self.named_in[sentence].iter().any(|(mention, place)| {
            let kind = self.mentioned.mentions[*mention].kind;
            matches!(kind, MentionKind::Person | MentionKind::Body)
                && place.end + 1 >= span.end
                && span.contains(*place)
        })
    }
}
