//! The sheet of the accused: a row per person or body who is accused and can be identified, with every sentence about them.
//!
//! Incomplete: whether a person is still alive is not known; everybody who is accused by name has a row.

use super::{NOTES_LEGEND, Row, Sheet, SheetError, SheetForm, bare, column, files};
use crate::ledger::Ledger;
use crate::place::place;
use probata_report::{Accused, Report, Span};
use probata_vocabulary::{Holder, Stance};

/// Longest quotation of a sentence that only tells of a reply, in columns.
const QUOTED: usize = 160;

/// The sheet of everybody accused in a report.
///
/// # Errors
/// See [`SheetError`].
pub fn accused_sheet(report: &Report, form: SheetForm) -> Result<Vec<u8>, SheetError> {
    sheet(report).written(form)
}

fn sheet(report: &Report) -> Sheet {
    let about = About { report, ledger: Ledger::new(report, false) };
    let rows: Vec<Row> =
        report.accused.iter().enumerate().map(|(at, accused)| about.row(at, accused)).collect();
    let unheard = report.accused.iter().filter(|accused| accused.reply.is_empty()).count();
    let lines = vec![
        format!(
            "{} by name; of {} the report tells neither a reply nor a request for one: they are marked. Those who are accused without a name \
         (\u{201c}guards beat him\u{201d}) are not in it, and whether somebody is still alive is not known here.",
            crate::count(rows.len(), "person or body is accused", "persons and bodies are accused"),
            crate::thousands(unheard)
        ),
        NOTES_LEGEND.to_owned(),
    ];
    Sheet {
        title: format!("Who is accused in {}", files(report)),
        lines,
        name: "Accused",
        columns: vec![
            column("No.", 7),
            column("Who", 20),
            column("Sentences that accuse, how they are said and what carries them", 66),
            column("Also named in", 19),
            column("On withheld sources only", 13),
            column("Reply asked for", 28),
            column("Reply came", 28),
            column("Printed where", 18),
        ],
        rows,
    }
}

struct About<'r> {
    report: &'r Report,
    ledger: Ledger,
}

impl About<'_> {
    fn row(&self, at: usize, accused: &Accused) -> Row {
        let mention = &self.report.mentions[accused.mention];
        let mut who = vec![mention.name.clone(), mention.kind.code().to_owned()];
        if !mention.variants.is_empty() {
            who.push(format!("also: {}", mention.variants.join("; ")));
        }
        let accusing: Vec<String> = accused.accusing.iter().map(|index| self.accusing(*index)).collect();
        let reply = &accused.reply;
        let (asked, came) = (self.told(&reply.asked), self.told(&reply.came));
        Row {
            cells: vec![
                (at + 1).to_string(),
                who.join("\n"),
                accusing.join("\n\n"),
                self.places(&accused.naming),
                if accused.withheld_only { "YES" } else { "no" }.to_owned(),
                if asked.is_empty() { self.exchanges(accused) } else { asked },
                if came.is_empty() { "not told".to_owned() } else { came },
                self.printed(accused),
            ],
            is_marked: reply.is_empty(),
        }
    }

    /// `section 3, paragraph 4: "He kicked him." - as fact; note 12 (direct)`.
    fn accusing(&self, index: usize) -> String {
        let document = &self.report.document;
        let sentence = &document.sentences[index];
        let judged = &self.report.sentences[index];
        let notes = judged.supports.iter().filter_map(|support| {
            Some(format!("note {} ({})", document.notes.get(support.note)?.label, support.how))
        });
        let notes: Vec<String> = notes.collect();
        let carried = if notes.is_empty() { carried(self.report, index) } else { notes.join(", ") };
        format!(
            "{}: \u{201c}{}\u{201d}\n{}; {carried}",
            place(document, sentence.span.start),
            bare(document, sentence.spans()),
            self.standard(index)
        )
    }

    /// How a sentence is said: as fact, by whom, with which doubt.
    fn standard(&self, index: usize) -> String {
        let text = |spans: &[Span]| bare(&self.report.document, spans);
        let mut said: Vec<String> = Vec::new();
        for attribution in self.ledger.attributions[index].iter().map(|a| &self.report.attributions[*a]) {
            if attribution.parent.is_none() {
                let source = attribution.source_name.clone().unwrap_or_else(|| text(&attribution.source));
                let source = if source.is_empty() { "somebody not named".to_owned() } else { source };
                said.push(format!("{} by {source}", said_as(attribution.stance)));
            }
        }
        if said.is_empty() {
            said.push("said as fact by the report".to_owned());
        }
        said.dedup();
        for hedge in self.ledger.hedges[index].iter().map(|h| &self.report.hedges[*h]) {
            let whose = if hedge.holder == Holder::Author { "the report's" } else { "the source's" };
            said.push(format!("{whose} doubt: \u{201c}{}\u{201d}", text(&[hedge.span])));
        }
        said.join(", ")
    }

    /// Sentences that tell of a reply, shortened, with their places.
    fn told(&self, sentences: &[usize]) -> String {
        let document = &self.report.document;
        let lines = sentences.iter().map(|index| {
            let sentence = &document.sentences[*index];
            let words = crate::wrap::cut(&bare(document, sentence.spans()), QUOTED);
            format!("{}: \u{201c}{words}\u{201d}", place(document, sentence.span.start))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn places(&self, sentences: &[usize]) -> String {
        let document = &self.report.document;
        let mut places: Vec<String> =
            sentences.iter().map(|index| place(document, document.sentences[*index].span.start)).collect();
        places.dedup();
        places.join("\n")
    }

    /// Letters and interviews with them that the notes cite.
    fn exchanges(&self, accused: &Accused) -> String {
        let cited = accused.reply.exchanges.iter().filter_map(|index| self.report.citations.get(*index));
        let lines = cited.map(|citation| {
            let words = crate::wrap::cut(&bare(&self.report.document, &[citation.span]), QUOTED);
            format!("{}: {words}", place(&self.report.document, citation.span.start))
        });
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() { "not told".to_owned() } else { lines.join("\n") }
    }

    /// Where a reader of the report finds what is told of a reply.
    fn printed(&self, accused: &Accused) -> String {
        let document = &self.report.document;
        let reply = &accused.reply;
        let sentences =
            reply.came.iter().chain(&reply.asked).map(|index| document.sentences[*index].span.start);
        let cited = reply.exchanges.iter().filter_map(|index| self.report.citations.get(*index));
        let starts = sentences.chain(reply.passages.iter().map(|passage| passage.start));
        let starts = starts.chain(cited.map(|citation| citation.span.start));
        let mut places: Vec<String> = Vec::new();
        for start in starts {
            let at = place(document, start);
            if !places.contains(&at) {
                places.push(at);
            }
        }
        if places.is_empty() { "NOWHERE".to_owned() } else { places.join("\n") }
    }
}

/// How a source says something, in the form that goes before its name.
fn said_as(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserted",
        Stance::Alleges => "alleged",
        Stance::Denies => "denied",
        Stance::Admits => "admitted",
    }
}

/// What carries a sentence without a note.
fn carried(report: &Report, index: usize) -> String {
    use probata_vocabulary::CarriedBy;
    let words = match report.sentences[index].carried_by {
        CarriedBy::Neither => "carried by NOTHING that is seen",
        CarriedBy::Restated => "carried by another sentence that says the same",
        _ => "carried by the source in the text",
    };
    words.to_owned()
}
