//! Dates of every sentence, in the language of its block. A day without a year takes the year of the last full date before it.
//!
//! Invariant: a year is only taken from the same paragraph or section, and never over the turn of a year; where
//! none is there the date is left out.

use crate::dates::{Calendar, FoundDate, Order, When};
use crate::words::Words;
use probata_report::{BlockKind, DateUse, Document, Span};
use probata_vocabulary::{Month, PartialDate, Precision, Zone};
use std::collections::HashMap;

/// The dates found: those resolved, and the places of all, in order.
pub(super) struct Dated {
    /// With their year.
    pub uses: Vec<DateUse>,
    /// Every date's words, also those without a year.
    pub spans: Vec<Span>,
}

/// The last full date told, in the paragraph and in the section.
#[derive(Default)]
struct Context {
    block: Option<usize>,
    /// True in notes, tables and running heads, which stand between paragraphs without belonging to them.
    apart: bool,
    paragraph: Option<PartialDate>,
    section: Option<PartialDate>,
}

/// Finds the dates of all sentences.
pub(super) fn dated(document: &Document, words: &Words) -> Dated {
    let mut orders: HashMap<&str, Order> = HashMap::new();
    let mut found = Dated { uses: Vec::new(), spans: Vec::new() };
    let mut context = Context::default();
    for (index, sentence) in document.sentences.iter().enumerate() {
        context.enter(document, sentence.block);
        let language = document.blocks[sentence.block].language.as_str();
        let calendar = Calendar::of(language);
        let order = *orders.entry(language).or_insert_with(|| calendar.order_in(&words.text));
        for piece in sentence.spans() {
            for date in calendar.dates_in(&words.text[*piece], order) {
                let span = Span::from(date.range.clone()).shifted(piece.start);
                found.spans.push(span);
                found.uses.extend(context.resolve(date).and_then(|date| date_use(&date, span, index)));
            }
        }
    }
    found.uses.sort_by_key(|date| date.span.start);
    found.spans.sort();
    found
}

fn date_use(date: &FoundDate, span: Span, sentence: usize) -> Option<DateUse> {
    Some(DateUse { span, sentence, date: date.date()?, weekday: date.weekday, until: date.until() })
}

impl Context {
    /// A new paragraph forgets the last one's date, a heading the section's; a note knows only itself.
    fn enter(&mut self, document: &Document, block: usize) {
        if self.block == Some(block) {
            return;
        }
        let kind = document.blocks[block].kind;
        self.apart = matches!(kind.zone(), Zone::Note | Zone::Table | Zone::Header | Zone::Footer);
        if matches!(kind, BlockKind::Heading(_)) {
            self.section = None;
        }
        self.paragraph = None;
        self.block = Some(block);
    }

    fn resolve(&mut self, date: FoundDate) -> Option<FoundDate> {
        match date.when {
            When::Dated { date: told, until } => {
                let last = until.unwrap_or(told);
                if last.precision() != Precision::Decade {
                    self.paragraph = Some(last);
                    if !self.apart {
                        self.section = Some(last);
                    }
                }
                Some(date)
            }
            When::Yearless { on, .. } => {
                let near = self.paragraph.or(self.section.filter(|_| !self.apart))?;
                (!turns(near, on.month)).then(|| date.in_year(near.year())).flatten()
            }
        }
    }
}

/// True if the year may have turned between the two: December told, January named.
fn turns(told: PartialDate, month: Month) -> bool {
    told.month().is_some_and(|before| before.abs_diff(month) >= 9)
}
