use crate::{Accused, Answers, Checks, Document, Finding, Span};
use probata_vocabulary::{
    Carriage, CarriedBy, CitationKind, Holder, InterviewMode, MentionKind, PartialDate, SentenceKind, Signal,
    Stance, WithheldItem,
};

/// A document with what the assay found in it.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was read.
    pub document: Document,
    /// The genre whose rules of support applied (`ngo_report`).
    pub genre: String,
    /// One for each of the document's sentences, same index.
    pub sentences: Vec<Judged>,
    /// Who says what, in order of sentence.
    pub attributions: Vec<Attribution>,
    /// Words of doubt, in order of start.
    pub hedges: Vec<Hedging>,
    /// What the notes cite, in order of note.
    pub citations: Vec<Citation>,
    /// Who or what is cited, each once.
    pub sources: Vec<Source>,
    /// Sources cited in the running text, as lawyers do, in order of start.
    pub text_citations: Vec<TextCitation>,
    /// People, bodies, places, instruments, each once with every place it is named.
    pub mentions: Vec<Mention>,
    /// Dates in the text, in order of start.
    pub dates: Vec<DateUse>,
    /// Numbers of things, in order of start.
    pub quantities: Vec<Quantity>,
    /// Top-level divisions, in order.
    pub chapters: Vec<Chapter>,
    /// What the rules found, in order of start.
    pub findings: Vec<Finding>,
    /// What persons answered to comments on findings.
    pub answers: Answers,
    /// What filled fact-check sheets say; empty unless they were given.
    pub checks: Checks,
    /// Who is accused and can be identified, in order of name.
    pub accused: Vec<Accused>,
    /// Quoted words without their marks, in order.
    pub quotations: Vec<Span>,
    /// Evidence coverage of the whole.
    pub coverage: Coverage,
    /// Evidence coverage of each of the document's parts (files), in their order.
    pub coverage_of_parts: Vec<Coverage>,
}

/// What one sentence does and stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What it does.
    pub kind: SentenceKind,
    /// True if it asserts a fact, so that it counts in evidence coverage.
    pub asserts: bool,
    /// True if it says that nothing was found ("there is no evidence to suggest").
    pub negative: bool,
    /// The notes that carry it.
    pub supports: Vec<Support>,
    /// The sentence that it restates, if any.
    pub restates: Option<Restatement>,
    /// What it stands on.
    pub carried_by: CarriedBy,
}

/// A note that carries a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// Index into [`Document::notes`].
    pub note: usize,
    /// How it comes to carry it.
    pub how: Carriage,
}

/// A sentence said again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restatement {
    /// Index of the sentence that says it with its support.
    pub sentence: usize,
    /// Share of this sentence's telling words that stand there too, 0 to 100.
    pub shared: u8,
}

/// Somebody says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Index of the sentence that holds the cue.
    pub sentence: usize,
    /// Index of the attribution whose content this one is part of.
    pub parent: Option<usize>,
    /// The words that name the source; empty if implied ("reportedly").
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is said; several spans if it is discontinuous.
    pub content: Vec<Span>,
    /// Who it is, where the text allows to say so: the name behind a pronoun or role, else the words themselves.
    pub source_name: Option<String>,
    /// True if the source can be identified by the reader of the text: a named person, body or document, or a
    /// described informant of a note; "officials", "reports", "it is said" cannot.
    pub named: bool,
    /// False if the source only thinks, knows, wants or asks it ("he knew that"), which is the author's word about the source.
    pub says: bool,
    /// The attitude taken.
    pub stance: Stance,
}

/// A word of doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedging {
    /// Index of the sentence.
    pub sentence: usize,
    /// The word or words.
    pub span: Span,
    /// Whose doubt.
    pub holder: Holder,
    /// The attribution in whose content it stands, when the source holds it.
    pub attribution: Option<usize>,
    /// What is in doubt, in pieces, in order, without the word of doubt itself and without signs at the edges; for the doubt of a source,
    /// only what that source says. Empty if the grammar tells nothing.
    pub scope: Vec<Span>,
}

/// One source cited in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Index into [`Document::notes`].
    pub note: usize,
    /// The words of this citation in the note.
    pub span: Span,
    /// What it refers to; a resolved `Ibid.` keeps the kind `ibid` and points on with `refers_to`.
    pub kind: CitationKind,
    /// How an interview was held.
    pub mode: Option<InterviewMode>,
    /// The word before it.
    pub signal: Option<Signal>,
    /// Persons, as printed (name or description: "former detainee").
    pub persons: Vec<String>,
    /// The body that speaks or publishes.
    pub organisation: Option<String>,
    /// Title of a document.
    pub title: Option<String>,
    /// Symbol, case number, series.
    pub number: Option<String>,
    /// The date of the event or document.
    pub date: Option<PartialDate>,
    /// Where.
    pub place: Option<String>,
    /// Address on the web.
    pub address: Option<String>,
    /// When a web page was seen.
    pub accessed: Option<PartialDate>,
    /// What it says that it keeps back.
    pub withheld: Vec<WithheldItem>,
    /// Index of the citation that `Ibid.`, `supra` or a short form stands for, if it was found.
    pub refers_to: Option<usize>,
    /// Index into [`Report::sources`]; none for remarks and unresolved references.
    pub source: Option<usize>,
}

/// A source cited in the running text: "603 U.S. 593", "A/HRC/13/42".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCitation {
    /// Index of the sentence in which it stands.
    pub sentence: usize,
    /// Its words.
    pub span: Span,
    /// Its words on one line.
    pub name: String,
    /// Index into [`Report::text_citations`] of what "Id." stands for.
    pub refers_to: Option<usize>,
    /// Sentences that it carries, as indices.
    pub carries: Vec<usize>,
}

/// Who or what is cited, once, however often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As first printed, short: "former detainee A.", "A/HRC/13/42".
    pub name: String,
    /// What kind.
    pub kind: CitationKind,
    /// True if the reader of the report can tell who or what it is.
    pub named: bool,
    /// True if name or identity is withheld.
    pub withheld: bool,
    /// Citations of it, as indices.
    pub citations: Vec<usize>,
    /// Sources with the same number may have one origin; from print alone this is a guess, so it only widens
    /// the range of origins (`at_least`).
    pub perhaps_same_as: Option<usize>,
}

/// Somebody or something named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// The fullest form that occurs.
    pub name: String,
    /// Other forms taken for the same, in order of first use.
    pub variants: Vec<String>,
    /// Every place, in order.
    pub uses: Vec<MentionUse>,
}

/// A place where something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MentionUse {
    /// The words.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
}

/// A date in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateUse {
    /// The words, weekday included.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// The date.
    pub date: PartialDate,
    /// The weekday printed with it.
    pub weekday: Option<probata_vocabulary::Weekday>,
    /// The end, for a range ("from 3 to 9 May 2004").
    pub until: Option<PartialDate>,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words: number and thing.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: usize,
    /// The number.
    pub value: f64,
    /// What is said about it.
    pub bound: QuantityBound,
    /// What is counted, in lower case, singular where known ("detainee"); empty if not told.
    pub thing: String,
    /// True if written as a word that is no number ("dozens", "many").
    pub vague: bool,
}

/// What is said about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuantityBound {
    /// Just the number.
    #[default]
    Exactly,
    /// "at least", "more than".
    AtLeast,
    /// "at most", "up to", "fewer than".
    AtMost,
    /// "about", "some", "nearly".
    About,
}

/// A top-level division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// Its heading, or the file's name where there is none.
    pub title: String,
    /// From its heading to the next chapter's.
    pub span: Span,
    /// Its coverage.
    pub coverage: Coverage,
}

/// Evidence coverage: what the sentences that assert a fact stand on. A worklist, not a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Sentences that assert a fact.
    pub assertions: usize,
    /// Of these, carried by a note and no named source in the text.
    pub by_note: usize,
    /// By a source named in the text and no note.
    pub by_text: usize,
    /// By both.
    pub by_both: usize,
    /// By another sentence that says the same and is carried.
    pub restated: usize,
    /// By nothing that Probata sees.
    pub by_neither: usize,
    /// Different origins of what carries them: no fewer than this.
    pub origins_at_least: usize,
    /// No more than this.
    pub origins_at_most: usize,
    /// Carried only by sources whose name or identity is withheld.
    pub withheld_only: usize,
}

impl Coverage {
    /// Assertions carried in any way.
    pub fn carried(self) -> usize {
        self.by_note + self.by_text + self.by_both + self.restated
    }
}
