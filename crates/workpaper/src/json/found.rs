use super::wire::{Date, Finding, HiddenCount, HiddenItem, Mention, Quantity, Related};
use super::{Writer, date, sentence_id};
use crate::place::place;
use probata_report::{Hidden, HiddenKind, QuantityBound};
use probata_vocabulary::{MentionKind, PartialDate, Precision, Qualifier, Weekday};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'r> Writer<'r> {
    /// Findings of this part, and how many sensitive ones were left out of it.
    pub(super) fn findings(&self) -> (Vec<Finding<'r>>, usize) {
        let own = self.report.findings.iter().enumerate().filter(|(_, f)| self.holds(f.span.start));
        let (shown, left_out): (Vec<_>, Vec<_>) = own.partition(|(_, f)| self.sensitive || !f.sensitive);
        (shown.into_iter().map(|(index, finding)| self.finding(index, finding)).collect(), left_out.len())
    }

    fn finding(&self, index: usize, finding: &'r probata_report::Finding) -> Finding<'r> {
        let [start, end] = self.range(finding.span);
        Finding {
            id: format!("f{}", index + 1),
            rule: finding.rule,
            level: finding.level.code(),
            start,
            end,
            place: place(&self.report.document, finding.span.start),
            message: &finding.message,
            remedy: &finding.remedy,
            rests_on: finding.rests_on.iter().map(|related| self.related(related)).collect(),
            sensitive: finding.sensitive,
            answered: self.answered(index),
        }
    }

    fn related(&self, related: &'r probata_report::Related) -> Related<'r> {
        let document = &self.report.document;
        let part = document.part_at(related.span.start);
        let [start, end] = self.range_in(part, related.span);
        Related { part: part + 1, start, end, place: place(document, related.span.start), why: &related.why }
    }

    /// Who and what is named in this part, then its dates, each date once.
    pub(super) fn mentions(&self) -> Vec<Mention<'r>> {
        let named = self.report.mentions.iter().filter_map(|mention| {
            let here = mention.uses.iter().filter(|used| self.stretch.holds(used.span.start));
            let spans: Vec<_> = here.map(|used| self.range(used.span)).collect();
            let name = Cow::Borrowed(mention.name.as_str());
            (!spans.is_empty()).then_some(Mention {
                kind: mention.kind.code(),
                name,
                variants: &mention.variants,
                spans,
            })
        });
        let mut dates: BTreeMap<PartialDate, Vec<_>> = BTreeMap::new();
        for (_, used) in self.own(&self.report.dates, |used| used.span.start) {
            dates.entry(used.date).or_default().push(self.range(used.span));
        }
        let dates = dates.into_iter().map(|(day, spans)| Mention {
            kind: MentionKind::Date.code(),
            name: Cow::Owned(date(day)),
            variants: &[],
            spans,
        });
        named.chain(dates).collect()
    }

    pub(super) fn dates(&self) -> Vec<Date> {
        let own = self.own(&self.report.dates, |used| used.span.start);
        own.map(|(_, used)| {
            let [start, end] = self.range(used.span);
            Date {
                start,
                end,
                sentence: sentence_id(used.sentence),
                date: date(used.date),
                precision: precision(used.date.precision()),
                qualifier: qualifier(used.date.qualifier()),
                weekday: used.weekday.map(weekday),
                until: used.until.map(date),
            }
        })
        .collect()
    }

    pub(super) fn quantities(&self) -> Vec<Quantity<'r>> {
        let own = self.own(&self.report.quantities, |quantity| quantity.span.start);
        own.map(|(_, from)| {
            let [start, end] = self.range(from.span);
            Quantity {
                start,
                end,
                sentence: sentence_id(from.sentence),
                value: from.value,
                bound: bound(from.bound),
                thing: &from.thing,
                vague: from.vague,
            }
        })
        .collect()
    }

    /// Hidden content by kind: how much there is, and its words if sensitive content was asked for.
    pub(super) fn hidden(&self) -> Vec<HiddenCount<'r>> {
        let mut counts: Vec<HiddenCount<'r>> = Vec::new();
        for hidden in self.report.document.hidden.iter().filter(|hidden| self.holds(hidden.span.start)) {
            let kind = hidden_kind(hidden.kind);
            let at = counts.iter().position(|count| count.kind == kind).unwrap_or(counts.len());
            if at == counts.len() {
                counts.push(HiddenCount { kind, count: 0, items: Vec::new() });
            }
            counts[at].count += 1;
            if self.sensitive {
                counts[at].items.push(self.hidden_item(hidden));
            }
        }
        counts
    }

    fn hidden_item(&self, from: &'r Hidden) -> HiddenItem<'r> {
        let [start, end] = self.range(from.span);
        HiddenItem {
            text: &from.text,
            start,
            end,
            author: &from.author,
            date: &from.date,
            place: &from.place,
        }
    }
}

fn hidden_kind(kind: HiddenKind) -> &'static str {
    match kind {
        HiddenKind::Comment => "comment",
        HiddenKind::Deleted => "deleted",
        HiddenKind::Inserted => "inserted",
        HiddenKind::HiddenText => "hidden_text",
        HiddenKind::Property => "property",
        HiddenKind::FieldCode => "field_code",
        HiddenKind::AltText => "alt_text",
    }
}

fn bound(bound: QuantityBound) -> &'static str {
    match bound {
        QuantityBound::Exactly => "exactly",
        QuantityBound::AtLeast => "at_least",
        QuantityBound::AtMost => "at_most",
        QuantityBound::About => "about",
    }
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}

fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Estimate => "estimate",
        Qualifier::Before => "before",
        Qualifier::After => "after",
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}
