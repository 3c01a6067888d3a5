//! The words that tell what a name is, read from `data/<language>/name*.toml`.
//!
//! Invariant: no word of any language stands in the code that uses this, only its flags.

use probata_report::Document;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word of the data can be; a word may be several things.
pub(super) mod flag {
    macro_rules! flags {
        ($($name:ident)*) => { flags!(@ 0u64; $($name)*); };
        (@ $bit:expr; $name:ident $($rest:ident)*) => {
            pub(in crate::mention) const $name: u64 = 1 << ($bit);
            flags!(@ $bit + 1; $($rest)*);
        };
        (@ $bit:expr;) => {};
    }
    flags! {
        TITLE TITLE_MALE TITLE_FEMALE TITLE_PLURAL TITLE_BEGINNING TITLE_IN_BODY AFTER_NAME PARTICLE PARTICLE_FIRST
        ROLE ROLE_MALE ROLE_FEMALE LABEL BODY EITHER PLACE PLACE_FIRST INSTRUMENT NUMBERED NUMBER_SIGN JOINT JOINT_STRONG
        ARTICLE AT_PLACE AT_PLACE_WEAK SAYS SAYS_HELPER PERSON_AFTER PERSON_VERB BODY_BEFORE LISTING NOT_NAME COMMON
        NOT_ACRONYM GIVEN_FEMALE GIVEN_MALE GIVEN_EITHER PEOPLE COMPANY ALIAS_OPENING PRONOUN_MALE PRONOUN_FEMALE
        PRONOUN_PLURAL PSEUDONYM_AFTER GAZETTEER ABBREVIATION SAME_PLACE ANYONE VERSUS SURNAME_HEAD MOTION ROUTE PAST OF_PLACE
    }
    /// Any given name.
    pub(in crate::mention) const GIVEN: u64 = GIVEN_FEMALE | GIVEN_MALE | GIVEN_EITHER;
    /// Any title of one person.
    pub(in crate::mention) const ANY_TITLE: u64 = TITLE | TITLE_MALE | TITLE_FEMALE;
    /// Any noun of a person.
    pub(in crate::mention) const ANY_ROLE: u64 = ROLE | ROLE_MALE | ROLE_FEMALE;
    /// A word that is the head of a name of something else than a person.
    pub(in crate::mention) const HEAD: u64 = BODY | EITHER | PLACE | INSTRUMENT;
    /// Any pronoun of a person.
    pub(in crate::mention) const PRONOUN: u64 = PRONOUN_MALE | PRONOUN_FEMALE | PRONOUN_PLURAL;
}

#[derive(Deserialize)]
struct Names {
    titles_male: String,
    titles_female: String,
    titles: String,
    titles_plural: String,
    title_beginnings: String,
    titles_in_bodies: String,
    after_names: String,
    particles: String,
    particles_first: String,
    particle_prefixes: String,
    particle_joined: String,
    roles_male: String,
    roles_female: String,
    roles: String,
    withheld_labels: String,
    pseudonym_before: String,
    pseudonym_after: String,
    bodies: String,
    either: String,
    places: String,
    places_first: String,
    instruments: String,
    numbered: String,
    number_signs: String,
    joints: String,
    joints_strong: String,
    articles: String,
    place_before: String,
    place_before_weak: String,
    speech_after: String,
    says_helpers: String,
    person_after: String,
    person_verbs: String,
    irregular_past: String,
    of_places: String,
    body_before: String,
    listing: String,
    not_names: String,
    common: String,
    common_endings: String,
    adjective_endings: String,
    not_acronyms: String,
    company_endings: String,
    alias_openings: String,
    spellings: String,
    vowels: String,
    form_endings: String,
    run_in: String,
    pronouns_male: String,
    pronouns_female: String,
    pronouns_plural: String,
    abbreviations: String,
    same_place: String,
    anyone: String,
    versus: String,
    surname_heads: String,
    no_noun_endings: String,
    motion: String,
    route: String,
}

#[derive(Deserialize)]
struct Given {
    female: String,
    male: String,
    either: String,
}

#[derive(Deserialize)]
struct Places {
    states: String,
    others: String,
    with_commas: String,
    peoples: String,
}

#[derive(Deserialize)]
struct Known {
    bodies: String,
    instruments: String,
}

/// What a phrase of the gazetteer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A state, town or other place.
    Place,
    /// An organisation.
    Body,
    /// A treaty or law.
    Instrument,
}

/// A name that is known everywhere.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Its words in lower case, signs as words of their own.
    pub words: Vec<String>,
    /// What it names.
    pub sort: Sort,
    /// The number that its other forms share.
    pub same: u32,
    /// True if the phrase is short letters in capitals, which lower-case or capitalised twins do not match.
    pub shout: bool,
}

/// A language's words.
#[derive(Debug)]
pub(super) struct Lexicon {
    flags: HashMap<String, u64>,
    phrases: HashMap<String, Vec<Phrase>>,
    /// `al` of "al-Hadi".
    pub prefixes: Vec<String>,
    /// `d'` of "d'Arc".
    pub joined: Vec<String>,
    /// Endings of common words.
    pub common_endings: Vec<String>,
    /// Endings that make an adjective of a place.
    pub adjective_endings: Vec<String>,
    /// Word sequences before a pseudonym.
    pub pseudonym_before: Vec<Vec<String>>,
    /// Letters exchanged among spellings.
    pub spellings: Vec<(String, String)>,
    /// Vowels.
    pub vowels: Vec<char>,
    /// Endings of verbs and adverbs.
    pub no_noun_endings: Vec<String>,
    /// Endings of other forms of a word.
    pub form_endings: Vec<String>,
    /// Small words that a bad copy runs together with the name before them.
    pub run_in: Vec<String>,
}

impl Lexicon {
    /// What the data says of a word in lower case.
    pub fn flags(&self, low: &str) -> u64 {
        self.flags.get(low).copied().unwrap_or(0)
    }

    /// Known names that begin with this word, longest first.
    pub fn phrases(&self, low: &str) -> &[Phrase] {
        self.phrases.get(low).map_or(&[], Vec::as_slice)
    }
}

type Sources = [&'static str; 4];

/// Languages with data: code and the four files.
static LANGUAGES: [(&str, Sources); 1] = [(
    "en",
    [
        include_str!("../../data/en/names.toml"),
        include_str!("../../data/en/name-given.toml"),
        include_str!("../../data/en/name-places.toml"),
        include_str!("../../data/en/name-known.toml"),
    ],
)];

/// The lexicon for the language most of the document's blocks are in; the first one where that has no data.
pub(super) fn lexicon(document: &Document) -> &'static Lexicon {
    static READ: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let blocks_in = |code: &str| document.blocks.iter().filter(|block| block.language == code).count();
    let mut best = 0;
    for (index, (code, _)) in LANGUAGES.iter().enumerate().skip(1) {
        if blocks_in(code) > blocks_in(LANGUAGES[best].0) {
            best = index;
        }
    }
    READ[best].get_or_init(|| read(LANGUAGES[best].1))
}

/// Reads a language's files. The files are part of the program and a test reads them all.
fn read(sources: Sources) -> Lexicon {
    const WHOLE: &str = "the data files of names are well-formed, which a test checks";
    let names: Names = toml::from_str(sources[0]).expect(WHOLE);
    let given: Given = toml::from_str(sources[1]).expect(WHOLE);
    let places: Places = toml::from_str(sources[2]).expect(WHOLE);
    let known: Known = toml::from_str(sources[3]).expect(WHOLE);
    let mut lexicon = Lexicon {
        flags: HashMap::new(),
        phrases: HashMap::new(),
        prefixes: list(&names.particle_prefixes),
        joined: list(&names.particle_joined),
        common_endings: list(&names.common_endings),
        adjective_endings: list(&names.adjective_endings),
        pseudonym_before: names
            .pseudonym_before
            .lines()
            .map(list)
            .filter(|words| !words.is_empty())
            .collect(),
        spellings: list(&names.spellings)
            .iter()
            .filter_map(|pair| pair.split_once('='))
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
            .collect(),
        vowels: names.vowels.chars().collect(),
        form_endings: list(&names.form_endings),
        run_in: list(&names.run_in),
        no_noun_endings: list(&names.no_noun_endings),
    };
    lexicon.flag_words(&names);
    lexicon.flag_given(&given);
    lexicon.add_places(&places);
    lexicon.add_known(&known);
    lexicon
}

fn list(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

impl Lexicon {
    fn flag(&mut self, words: &str, flag: u64) {
        for word in words.split_whitespace() {
            *self.flags.entry(word.to_lowercase()).or_insert(0) |= flag;
        }
    }

    fn flag_words(&mut self, names: &Names) {
        use flag::*;
        let lists: [(&str, u64); 41] = [
            (&names.titles_male, TITLE_MALE | TITLE),
            (&names.titles_female, TITLE_FEMALE | TITLE),
            (&names.titles, TITLE),
            (&names.titles_plural, TITLE_PLURAL),
            (&names.title_beginnings, TITLE_BEGINNING),
            (&names.titles_in_bodies, TITLE_IN_BODY),
            (&names.after_names, AFTER_NAME),
            (&names.particles, PARTICLE),
            (&names.particles_first, PARTICLE_FIRST),
            (&names.roles_male, ROLE_MALE | ROLE),
            (&names.roles_female, ROLE_FEMALE | ROLE),
            (&names.roles, ROLE),
            (&names.withheld_labels, LABEL),
            (&names.bodies, BODY),
            (&names.either, EITHER),
            (&names.places, PLACE),
            (&names.places_first, PLACE_FIRST),
            (&names.instruments, INSTRUMENT),
            (&names.numbered, NUMBERED),
            (&names.number_signs, NUMBER_SIGN),
            (&names.joints, JOINT),
            (&names.joints_strong, JOINT_STRONG),
            (&names.articles, ARTICLE),
            (&names.place_before, AT_PLACE),
            (&names.place_before_weak, AT_PLACE_WEAK),
            (&names.speech_after, SAYS),
            (&names.says_helpers, SAYS_HELPER),
            (&names.person_after, PERSON_AFTER),
            (&names.person_verbs, PERSON_VERB),
            (&names.irregular_past, PAST),
            (&names.of_places, OF_PLACE),
            (&names.body_before, BODY_BEFORE),
            (&names.listing, LISTING),
            (&names.not_names, NOT_NAME),
            (&names.common, COMMON),
            (&names.not_acronyms, NOT_ACRONYM),
            (&names.company_endings, COMPANY),
            (&names.alias_openings, ALIAS_OPENING),
            (&names.pronouns_male, PRONOUN_MALE),
            (&names.pronouns_female, PRONOUN_FEMALE),
            (&names.pronouns_plural, PRONOUN_PLURAL),
        ];
        for (words, flag) in lists {
            self.flag(words, flag);
        }
        self.flag(&names.pseudonym_after, PSEUDONYM_AFTER);
        self.flag(&names.abbreviations, ABBREVIATION);
        self.flag(&names.same_place, SAME_PLACE);
        self.flag(&names.anyone, ANYONE);
        self.flag(&names.versus, VERSUS);
        self.flag(&names.surname_heads, SURNAME_HEAD);
        self.flag(&names.motion, MOTION);
        self.flag(&names.route, ROUTE);
    }

    fn flag_given(&mut self, given: &Given) {
        self.flag(&given.female, flag::GIVEN_FEMALE);
        self.flag(&given.male, flag::GIVEN_MALE);
        self.flag(&given.either, flag::GIVEN_EITHER);
    }

    fn add_places(&mut self, places: &Places) {
        self.flag(&places.peoples, flag::PEOPLE);
        for line in places.states.lines().filter(|line| !line.trim().is_empty()) {
            let mut columns = line.split('|');
            let (names, adjectives, capitals) = (columns.next(), columns.next(), columns.next());
            self.add_phrases(names.unwrap_or(""), ',', Sort::Place);
            self.flag(adjectives.unwrap_or(""), flag::PEOPLE);
            // Each capital is a place of its own.
            for capital in capitals.unwrap_or("").split(',') {
                self.add_phrases(capital, ',', Sort::Place);
            }
        }
        for line in places.with_commas.lines() {
            self.add_phrases(line, ';', Sort::Place);
        }
        for line in places.others.lines() {
            self.add_phrases(line, ',', Sort::Place);
        }
    }

    fn add_known(&mut self, known: &Known) {
        for line in known.bodies.lines() {
            self.add_phrases(line, ';', Sort::Body);
        }
        for line in known.instruments.lines() {
            self.add_phrases(line, ';', Sort::Instrument);
        }
    }

    fn add_phrases(&mut self, line: &str, between: char, sort: Sort) {
        let same = u32::try_from(self.phrases.values().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX);
        for form in line.split(between).map(str::trim).filter(|form| !form.is_empty()) {
            let mut words = pieces(form);
            // The text's full stop is a token of its own, taken by whoever takes the name.
            if words.len() > 1 && words.last().is_some_and(|last| last == ".") {
                words.pop();
            }
            let shout = words.len() == 1 && form.chars().all(|c| c.is_uppercase() || c == '.');
            *self.flags.entry(words[0].clone()).or_insert(0) |= flag::GAZETTEER;
            let list = self.phrases.entry(words[0].clone()).or_default();
            list.push(Phrase { words, sort, same, shout });
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
    }
}

/// A form's words in lower case, cut as the tokens of a text are: signs and `'s` stand alone.
pub(super) fn pieces(form: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in form.to_lowercase().replace('’', "'").split_whitespace() {
        let bare = word.trim_end_matches(['.', ',', '\'']);
        let (stem, clitic) = bare.strip_suffix("'s").map_or((bare, ""), |stem| (stem, "'s"));
        out.extend([stem, clitic].into_iter().filter(|piece| !piece.is_empty()).map(str::to_owned));
        out.extend(word[bare.len()..].chars().map(String::from));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_read() {
        for (code, sources) in &LANGUAGES {
            let lexicon = read(*sources);
            assert!(lexicon.flags.len() > 1000, "{code}");
        }
    }

    #[test]
    fn forms_are_cut_as_texts_are() {
        assert_eq!(pieces("Peoples' Rights"), ["peoples", "'", "rights"]);
        assert_eq!(pieces("St. Petersburg"), ["st", ".", "petersburg"]);
        assert_eq!(pieces("People’s Republic"), ["people", "'s", "republic"]);
    }
}
