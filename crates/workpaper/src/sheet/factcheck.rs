//! The fact-check sheet: a row per sentence that asserts a fact, with what has to be checked in it and room for who checked it.

use super::{NOTES_LEGEND, Row, Sheet, SheetError, SheetForm, bare, column, files, note_line};
use crate::ledger::Ledger;
use crate::place::place;
use probata_report::{Report, Span};
use probata_vocabulary::{CarriedBy, MentionKind};
use std::collections::BTreeMap;

/// The fact-check sheet of a report. What filled sheets said that still counts is filled in.
///
/// # Errors
/// See [`SheetError`].
pub fn factcheck_sheet(report: &Report, form: SheetForm) -> Result<Vec<u8>, SheetError> {
    sheet(report).written(form)
}

fn sheet(report: &Report) -> Sheet {
    let said = Said::of(report);
    let asserting = (0..report.sentences.len()).filter(|index| report.sentences[*index].asserts);
    let rows: Vec<Row> = asserting.enumerate().map(|(number, index)| said.row(number, index)).collect();
    let marked = rows.iter().filter(|row| row.is_marked).count();
    let lines = vec![
        format!(
            "{}. Marked, to be checked first: {} that nothing carries that Probata sees.",
            crate::count(rows.len(), "sentence to check", "sentences to check"),
            crate::thousands(marked)
        ),
        "Fill in the last three columns and leave the sentences as they are: the source that you saw it in, your name, the day. A row \
         without a name does not count. Read it back with: probata audit DRAFT --checked THIS-FILE"
            .to_owned(),
        NOTES_LEGEND.to_owned(),
    ];
    Sheet {
        title: format!("Fact-check sheet of {}", files(report)),
        lines,
        name: "Fact-check",
        columns: vec![
            column("No.", 7),
            column("Where", 17),
            column("Sentence", 48),
            column("Rests on", 13),
            column("Names", 16),
            column("Numbers and dates", 15),
            column("Quotation", 18),
            column("Notes", 36),
            column("Seen in", 18),
            column("Checked by", 13),
            column("Date", 11),
        ],
        rows,
    }
}

/// What each sentence holds, looked up once.
struct Said<'r> {
    report: &'r Report,
    ledger: Ledger,
    names: BTreeMap<usize, Vec<String>>,
    numbers: BTreeMap<usize, Vec<(Span, String)>>,
}

impl<'r> Said<'r> {
    fn of(report: &'r Report) -> Self {
        let words = |span: Span| folded(report.document.text.get(span.range()).unwrap_or_default());
        let mut names: BTreeMap<usize, Vec<(Span, String)>> = BTreeMap::new();
        for mention in report.mentions.iter().filter(|mention| mention.kind != MentionKind::Date) {
            for used in &mention.uses {
                names.entry(used.sentence).or_default().push((used.span, words(used.span)));
            }
        }
        let mut numbers: BTreeMap<usize, Vec<(Span, String)>> = BTreeMap::new();
        for quantity in &report.quantities {
            numbers.entry(quantity.sentence).or_default().push((quantity.span, words(quantity.span)));
        }
        for date in &report.dates {
            numbers.entry(date.sentence).or_default().push((date.span, words(date.span)));
        }
        numbers.values_mut().for_each(|all| all.sort_unstable());
        let names = names.into_iter().map(|(sentence, mut all)| {
            all.sort_unstable();
            let mut unique: Vec<String> = Vec::new();
            for (_, name) in all {
                if !unique.contains(&name) {
                    unique.push(name);
                }
            }
            (sentence, unique)
        });
        Self { report, ledger: Ledger::new(report, false), names: names.collect(), numbers }
    }

    fn row(&self, number: usize, index: usize) -> Row {
        let document = &self.report.document;
        let (sentence, judged) = (&document.sentences[index], &self.report.sentences[index]);
        let lines = |all: Vec<String>| all.join("\n");
        let numbers =
            self.numbers.get(&index).into_iter().flatten().map(|(_, words)| words.clone()).collect();
        let notes = judged.supports.iter().filter_map(|support| note_line(self.report, *support)).collect();
        let checks = self.report.checks.of(index);
        let filled = |of: fn(&probata_report::Check) -> &str| {
            let mut all: Vec<&str> = checks.iter().map(of).filter(|text| !text.is_empty()).collect();
            all.dedup();
            all.join("; ")
        };
        Row {
            cells: vec![
                (number + 1).to_string(),
                place(document, sentence.span.start),
                bare(document, sentence.spans()),
                self.rests_on(index),
                lines(self.names.get(&index).cloned().unwrap_or_default()),
                lines(numbers),
                lines(self.quoted(sentence.spans())),
                lines(notes),
                filled(|check| &check.seen_in),
                filled(|check| &check.by),
                filled(|check| &check.at),
            ],
            is_marked: judged.carried_by == CarriedBy::Neither,
        }
    }

    /// What carries a sentence, in words.
    fn rests_on(&self, index: usize) -> String {
        let source = || {
            let all = self.ledger.attributions[index].iter().map(|a| &self.report.attributions[*a]);
            let named = all.filter(|a| a.named && a.parent.is_none());
            let mut names: Vec<String> = named.filter_map(|a| a.source_name.clone()).collect();
            names.dedup();
            if names.is_empty() { "a source in the text".to_owned() } else { names.join(", ") }
        };
        match self.report.sentences[index].carried_by {
            CarriedBy::Note => "note".to_owned(),
            CarriedBy::Text => source(),
            CarriedBy::Both => format!("note; {}", source()),
            CarriedBy::Restated => "another sentence".to_owned(),
            CarriedBy::Neither => "NOTHING SEEN".to_owned(),
            CarriedBy::NotNeeded => String::new(),
        }
    }

    /// Quoted words that stand in these stretches.
    fn quoted(&self, spans: &[Span]) -> Vec<String> {
        let document = &self.report.document;
        let all = &self.report.quotations;
        let from = all.partition_point(|quotation| quotation.end <= spans[0].start);
        let end = spans.last().map_or(0, |span| span.end);
        let near = all[from..].iter().take_while(|quotation| quotation.start < end);
        let parts = near.flat_map(|quotation| {
            spans.iter().filter_map(|span| {
                let (start, end) = (quotation.start.max(span.start), quotation.end.min(span.end));
                (start < end).then(|| Span::new(start, end))
            })
        });
        parts.map(|span| bare(document, &[span])).filter(|words| !words.is_empty()).collect()
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
