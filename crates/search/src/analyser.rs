//! What stands in the index for each word: the word itself, folded, and its stem in its language.

use crate::fold::folded;
use crate::language::{Language, Script};
use crate::words::{Words, words};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Under this name the index knows it.
pub(crate) const NAME: &str = "probata-1";
/// Stands before stems, so that none is taken for a word.
const STEM: char = '\u{1}';
/// Stands in place of a language's letter.
const NO_LANGUAGE: char = '-';

/// The stem of a word as the index holds it.
pub(crate) fn stem_token(language: Language, word: &str) -> String {
    let mut token = String::from(STEM);
    token.push(language.tag());
    token.push_str(&language.stem(word));
    token
}

/// The language of a word: what its script says, and for Latin letters what its passage is in.
pub(crate) fn language_of(word: &str, latin: Option<Language>) -> Option<Language> {
    match Script::of(word) {
        Script::Latin => latin,
        script => Language::of_script(script).next(),
    }
}

/// What the index is given: a letter for the language of words in Latin letters, then the passage.
pub(crate) fn labelled(passage: &str, latin: Option<Language>) -> String {
    let mut labelled = String::with_capacity(passage.len() + 1);
    labelled.push(latin.map_or(NO_LANGUAGE, Language::tag));
    labelled.push_str(passage);
    labelled
}

/// Makes tokens of a labelled passage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Analyser {
    token: Token,
}

impl Tokenizer for Analyser {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, labelled: &'a str) -> Tokens<'a> {
        let mut letters = labelled.chars();
        let latin = letters.next().and_then(Language::of_tag);
        self.token.reset();
        Tokens {
            passage: letters.as_str(),
            words: words(letters.as_str()),
            latin,
            stem: None,
            token: &mut self.token,
        }
    }
}

/// Tokens of a passage: each word, and at its position its stem.
pub(crate) struct Tokens<'a> {
    passage: &'a str,
    words: Words<'a>,
    latin: Option<Language>,
    stem: Option<String>,
    token: &'a mut Token,
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        if let Some(stem) = self.stem.take() {
            self.token.text = stem;
            return true;
        }
        let Some(range) = self.words.next() else { return false };
        let word = &self.passage[range.clone()];
        self.token.position = self.token.position.wrapping_add(1);
        (self.token.offset_from, self.token.offset_to) = (range.start, range.end);
        self.token.text = folded(word);
        self.stem = language_of(word, self.latin).map(|language| stem_token(language, word));
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(passage: &str, latin: Option<Language>) -> Vec<(usize, String)> {
        let labelled = labelled(passage, latin);
        let mut analyser = Analyser::default();
        let mut stream = analyser.token_stream(&labelled);
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().position, stream.token().text.clone()));
        }
        tokens
    }

    #[test]
    fn a_word_and_its_stem_stand_at_one_position() {
        let found = tokens("Guards tortured Назарову", Some(Language::English));
        let expected = [
            (0, "guards"),
            (0, "\u{1}eguard"),
            (1, "tortured"),
            (1, "\u{1}etortur"),
            (2, "назарову"),
            (2, "\u{1}rназаров"),
        ];
        assert_eq!(found, expected.map(|(position, text)| (position, text.to_owned())));
    }

    #[test]
    fn a_word_of_no_known_language_stands_by_itself() {
        assert_eq!(tokens("Gefängnis 1985", None), [(0, "gefangnis".to_owned()), (1, "1985".to_owned())]);
    }
}
