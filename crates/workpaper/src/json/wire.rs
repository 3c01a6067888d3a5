//! The shapes of `probata-audit/1`, field by field as in `docs/formats/audit-json.md`.

use serde::Serialize;

/// `[start, end]` in code points of the part's text.
pub(super) type Range = [usize; 2];

#[derive(Serialize)]
pub(super) struct Part<'r> {
    pub schema: &'static str,
    pub notice: &'static str,
    pub path: &'r str,
    pub sha256: &'r str,
    pub format: &'r str,
    pub title: Option<&'r str>,
    pub outcome: Outcome<'r>,
    pub remarks: &'r [String],
    pub reading: Reading<'r>,
    pub report: Whole<'r>,
    pub text: &'r str,
    pub pages: Vec<Page<'r>>,
    pub blocks: Vec<Block<'r>>,
    pub chapters: Vec<Chapter<'r>>,
    pub sentences: Vec<Sentence<'r>>,
    pub notes: Vec<Note<'r>>,
    pub sources: Vec<Source<'r>>,
    pub text_citations: Vec<TextCitation<'r>>,
    pub mentions: Vec<Mention<'r>>,
    pub dates: Vec<Date>,
    pub quantities: Vec<Quantity<'r>>,
    pub hidden: Vec<HiddenCount<'r>>,
    pub findings: Vec<Finding<'r>>,
    pub sensitive_left_out: usize,
    pub allowances: Vec<Allowance<'r>>,
    pub answers: Answers<'r>,
    pub checks: Checks<'r>,
    pub coverage: Coverage,
}

#[derive(Serialize)]
pub(super) struct Outcome<'r> {
    pub status: &'static str,
    pub missing: Vec<Missing<'r>>,
}

#[derive(Serialize)]
pub(super) struct Missing<'r> {
    #[serde(rename = "where")]
    pub place: &'r str,
    pub why: &'r str,
}

#[derive(Serialize)]
pub(super) struct Reading<'r> {
    pub reader: &'r str,
    pub options: &'r str,
    pub confined: &'r str,
}

/// What is true of the whole report, the same in each of its parts but for `part`.
#[derive(Serialize, Clone)]
pub(super) struct Whole<'r> {
    pub part: usize,
    pub parts: usize,
    pub paths: Vec<&'r str>,
    pub genre: &'r str,
    pub findings: usize,
    pub sensitive_left_out: usize,
    pub coverage: Coverage,
}

#[derive(Serialize)]
pub(super) struct Page<'r> {
    pub name: &'r str,
    pub start: usize,
}

#[derive(Serialize)]
pub(super) struct Block<'r> {
    pub kind: &'static str,
    pub level: Option<u8>,
    pub start: usize,
    pub end: usize,
    pub language: &'r str,
    pub boxed: bool,
    /// Table, row and column of a cell.
    pub cell: Option<[u32; 3]>,
    pub note: Option<&'r str>,
}

#[derive(Serialize)]
pub(super) struct Chapter<'r> {
    pub title: &'r str,
    pub start: usize,
    pub end: usize,
    pub coverage: Coverage,
}

#[derive(Serialize)]
pub(super) struct Sentence<'r> {
    pub id: String,
    pub zone: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    pub start: usize,
    pub end: usize,
    pub pieces: Vec<Range>,
    pub kind: &'static str,
    pub asserts: bool,
    pub negative: bool,
    pub attributions: Vec<Attribution<'r>>,
    pub hedges: Vec<Hedge>,
    pub notes: Vec<Support<'r>>,
    pub text_citations: Vec<String>,
    pub restates: Option<String>,
    pub restates_shared: Option<u8>,
    pub carried_by: &'static str,
    pub checked: Vec<Check<'r>>,
}

#[derive(Serialize)]
pub(super) struct Attribution<'r> {
    pub id: String,
    pub parent: Option<String>,
    pub source: Vec<Range>,
    pub cue: Vec<Range>,
    pub content: Vec<Range>,
    pub source_name: Option<&'r str>,
    pub named: bool,
    pub stance: &'static str,
}

#[derive(Serialize)]
pub(super) struct Hedge {
    pub start: usize,
    pub end: usize,
    pub holder: &'static str,
    pub attribution: Option<String>,
    pub scope: Vec<[usize; 2]>,
}

#[derive(Serialize)]
pub(super) struct Support<'r> {
    pub id: &'r str,
    pub how: &'static str,
}

#[derive(Serialize)]
pub(super) struct Note<'r> {
    pub id: &'r str,
    pub label: &'r str,
    pub start: usize,
    pub end: usize,
    pub pieces: Vec<Range>,
    pub marks: Vec<Range>,
    pub carries: Vec<String>,
    pub citations: Vec<Citation<'r>>,
}

#[derive(Serialize)]
pub(super) struct Citation<'r> {
    pub id: String,
    pub start: usize,
    pub end: usize,
    pub kind: &'static str,
    pub mode: Option<&'static str>,
    pub signal: Option<&'static str>,
    pub persons: &'r [String],
    pub organisation: Option<&'r str>,
    pub title: Option<&'r str>,
    pub number: Option<&'r str>,
    pub date: Option<String>,
    pub place: Option<&'r str>,
    pub address: Option<&'r str>,
    pub accessed: Option<String>,
    pub withheld: Vec<&'static str>,
    pub refers_to: Option<String>,
    pub source: Option<String>,
}

#[derive(Serialize)]
pub(super) struct TextCitation<'r> {
    pub id: String,
    pub start: usize,
    pub end: usize,
    pub sentence: String,
    pub name: &'r str,
    pub refers_to: Option<String>,
    pub carries: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Source<'r> {
    pub id: String,
    pub name: &'r str,
    pub kind: &'static str,
    pub named: bool,
    pub withheld: bool,
    pub citations: Vec<String>,
    pub perhaps_same_as: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Mention<'r> {
    pub kind: &'static str,
    pub name: std::borrow::Cow<'r, str>,
    pub variants: &'r [String],
    pub spans: Vec<Range>,
}

#[derive(Serialize)]
pub(super) struct Date {
    pub start: usize,
    pub end: usize,
    pub sentence: String,
    pub date: String,
    pub precision: &'static str,
    pub qualifier: &'static str,
    pub weekday: Option<&'static str>,
    pub until: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Quantity<'r> {
    pub start: usize,
    pub end: usize,
    pub sentence: String,
    pub value: f64,
    pub bound: &'static str,
    pub thing: &'r str,
    pub vague: bool,
}

#[derive(Serialize)]
pub(super) struct HiddenCount<'r> {
    pub kind: &'static str,
    pub count: usize,
    /// Its words; empty unless sensitive content was asked for.
    pub items: Vec<HiddenItem<'r>>,
}

#[derive(Serialize)]
pub(super) struct HiddenItem<'r> {
    pub text: &'r str,
    pub start: usize,
    pub end: usize,
    pub author: &'r str,
    pub date: &'r str,
    pub place: &'r str,
}

#[derive(Serialize)]
pub(super) struct Finding<'r> {
    pub id: String,
    pub rule: &'static str,
    pub level: &'static str,
    pub start: usize,
    pub end: usize,
    pub place: String,
    pub message: &'r str,
    pub remedy: &'r str,
    pub rests_on: Vec<Related<'r>>,
    pub sensitive: bool,
    pub answered: Option<Answered<'r>>,
}

/// A check of a sentence, from a filled fact-check sheet.
#[derive(Serialize)]
pub(super) struct Check<'r> {
    pub by: &'r str,
    pub date: &'r str,
    pub seen_in: &'r str,
    pub file: &'r str,
    pub place: &'r str,
}

/// A check that does not count.
#[derive(Serialize)]
pub(super) struct StaleCheck<'r> {
    #[serde(flatten)]
    pub check: Check<'r>,
    pub sentence: Option<String>,
    pub text: &'r str,
    pub why: &'r str,
}

/// What filled sheets say of the whole report.
#[derive(Serialize)]
pub(super) struct Checks<'r> {
    pub files: Vec<&'r str>,
    pub sentences: usize,
    pub stale: Vec<StaleCheck<'r>>,
    pub unfinished: Vec<StaleCheck<'r>>,
}

/// A person's answer that counts.
#[derive(Serialize)]
pub(super) struct Answered<'r> {
    pub by: &'r str,
    pub saved_by: &'r str,
    pub at: &'r str,
    pub reason: &'r str,
    pub how: &'static str,
    pub carried: bool,
}

/// The same as a line of its own.
#[derive(Serialize)]
pub(super) struct Allowance<'r> {
    pub finding: String,
    pub rule: &'r str,
    pub passage: &'r str,
    #[serde(flatten)]
    pub answered: Answered<'r>,
}

/// An answer that does not count any more.
#[derive(Serialize)]
pub(super) struct Stale<'r> {
    pub rule: &'r str,
    pub message: &'r str,
    pub passage: &'r str,
    pub sentence: Option<String>,
    pub by: &'r str,
    pub saved_by: &'r str,
    pub at: &'r str,
    pub reason: &'r str,
    pub how: &'static str,
    pub why: &'r str,
}

/// A reply that is no answer.
#[derive(Serialize)]
pub(super) struct NoAnswer<'r> {
    pub rule: &'r str,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub by: &'r str,
    pub at: &'r str,
    pub text: &'r str,
    pub why: &'r str,
}

/// What persons answered in Word, of the whole report.
#[derive(Serialize)]
pub(super) struct Answers<'r> {
    pub answered: usize,
    pub stale: Vec<Stale<'r>>,
    pub no_answers: Vec<NoAnswer<'r>>,
    pub settled: usize,
    pub comments: usize,
    pub sensitive_left_out: usize,
}

#[derive(Serialize)]
pub(super) struct Related<'r> {
    /// The part whose text `start` and `end` count in, from 1.
    pub part: usize,
    pub start: usize,
    pub end: usize,
    pub place: String,
    pub why: &'r str,
}

#[derive(Serialize, Clone, Copy)]
pub(super) struct Coverage {
    pub assertions: usize,
    pub by_note: usize,
    pub by_text: usize,
    pub by_both: usize,
    pub restated: usize,
    pub by_neither: usize,
    pub origins_at_least: usize,
    pub origins_at_most: usize,
    pub withheld_only: usize,
}

impl From<probata_report::Coverage> for Coverage {
    fn from(from: probata_report::Coverage) -> Self {
        Self {
            assertions: from.assertions,
            by_note: from.by_note,
            by_text: from.by_text,
            by_both: from.by_both,
            restated: from.restated,
            by_neither: from.by_neither,
            origins_at_least: from.origins_at_least,
            origins_at_most: from.origins_at_most,
            withheld_only: from.withheld_only,
        }
    }
}
