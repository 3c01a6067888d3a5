//! Sentences with their trees, as treebanks in CoNLL-U have them.

use crate::tags::{Relation, Upos};

/// A sentence with its tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// The document it stands in, as the treebank names it.
    pub document: String,
    /// The words.
    pub words: Vec<String>,
    /// True for a word that stands against the next one without a space.
    pub glued: Vec<bool>,
    /// Their parts of speech.
    pub tags: Vec<Upos>,
    /// The head of each word; `None` for the root.
    pub heads: Vec<Option<usize>>,
    /// The relation of each word to its head.
    pub relations: Vec<Relation>,
}

impl Tree {
    /// Reads all sentences of a treebank. Ranges and empty words are passed over, and so is a sentence whose heads
    /// are not among its words.
    #[must_use]
    pub fn all(conllu: &str) -> Vec<Self> {
        let mut all = Vec::new();
        let mut tree = Self::default();
        let mut document = "";
        for line in conllu.lines().chain([""]) {
            if line.trim().is_empty() {
                let tree = std::mem::take(&mut tree);
                if !tree.words.is_empty() && tree.is_whole() {
                    all.push(Self { document: document.to_owned(), ..tree });
                }
            } else if let Some(name) = line.strip_prefix("# newdoc id = ") {
                document = name;
            } else if !line.starts_with('#') {
                tree.push(line);
            }
        }
        all
    }

    fn push(&mut self, line: &str) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, word, _, tag, _, _, head, relation, ..] = fields[..] else { return };
        if id.parse::<usize>().is_err() {
            return;
        }
        self.words.push(word.to_owned());
        self.glued
            .push(fields.get(9).is_some_and(|last| last.split('|').any(|part| part == "SpaceAfter=No")));
        self.tags.push(Upos::of_name(tag).unwrap_or(Upos::X));
        self.heads.push(head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)));
        self.relations.push(Relation::of_treebank(relation));
    }

    fn is_whole(&self) -> bool {
        self.heads.iter().flatten().all(|head| *head < self.words.len())
    }

    /// Takes a word out; what hung on it hangs on `heir`.
    pub(crate) fn remove(&mut self, at: usize, heir: usize) {
        self.words.remove(at);
        self.glued.remove(at);
        self.tags.remove(at);
        self.heads.remove(at);
        self.relations.remove(at);
        for head in self.heads.iter_mut().flatten() {
            if *head == at {
                *head = heir;
            }
            *head -= usize::from(*head > at);
        }
    }

    /// Puts a sign behind `at`, hung on it, or where it hangs itself if it is a sign that hangs somewhere.
    pub(crate) fn insert_sign(&mut self, at: usize, word: &str) {
        for head in self.heads.iter_mut().flatten() {
            *head += usize::from(*head > at);
        }
        let beside = self.heads[at].filter(|_| self.tags[at] == Upos::Punct);
        self.words.insert(at + 1, word.to_owned());
        self.glued.insert(at + 1, self.glued[at]);
        self.glued[at] = true;
        self.tags.insert(at + 1, Upos::Punct);
        self.heads.insert(at + 1, beside.or(Some(at)));
        self.relations.insert(at + 1, Relation::Punct);
    }
}
