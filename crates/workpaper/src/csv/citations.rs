use super::{Table, line};
use crate::ledger::Ledger;
use crate::place::words;
use probata_report::{Citation, Report};

const COLUMNS: [&str; 21] = [
    "id",
    "part",
    "note",
    "label",
    "page",
    "carries",
    "kind",
    "mode",
    "signal",
    "persons",
    "organisation",
    "title",
    "number",
    "date",
    "place",
    "address",
    "withheld",
    "refers_to",
    "source",
    "text",
    "notice",
];

/// A row per citation.
pub fn citations_csv(report: &Report) -> String {
    let ledger = Ledger::new(report, false);
    let mut table = Table::new(&COLUMNS);
    for (index, citation) in report.citations.iter().enumerate() {
        row(&mut table, report, &ledger, index, citation);
        table.field(if index == 0 { crate::NOTICE } else { "" });
        table.end();
    }
    table.out
}

fn row(table: &mut Table, report: &Report, ledger: &Ledger, index: usize, citation: &Citation) {
    let document = &report.document;
    let note = document.notes.get(citation.note);
    let page = note.and_then(|note| document.page_at(note.span.start));
    let carries = ledger.carries.get(citation.note).map_or(&[][..], Vec::as_slice);
    let carries: Vec<_> = carries.iter().map(|sentence| format!("s{}", sentence + 1)).collect();
    let withheld: Vec<_> = citation.withheld.iter().map(|item| item.code()).collect();
    let source = citation.source.and_then(|source| report.sources.get(source));
    let optional = |value: &Option<String>| line(value.as_deref().unwrap_or(""));
    table.field(&format!("c{}", index + 1));
    table.field(
        document.parts.get(document.part_at(citation.span.start)).map_or("", |part| part.path.as_str()),
    );
    table.field(note.map_or("", |note| note.id.as_str()));
    table.field(note.map_or("", |note| note.label.as_str()));
    table.field(page.unwrap_or(""));
    table.field(&carries.join("; "));
    table.field(citation.kind.code());
    table.field(citation.mode.map_or("", |mode| mode.code()));
    table.field(citation.signal.map_or("", |signal| signal.code()));
    table.field(&line(&citation.persons.join("; ")));
    table.field(&optional(&citation.organisation));
    table.field(&optional(&citation.title));
    table.field(&optional(&citation.number));
    table.field(&citation.date.map_or(String::new(), |date| date.to_string()));
    table.field(&optional(&citation.place));
    table.field(&optional(&citation.address));
    table.field(&withheld.join("; "));
    table.field(&citation.refers_to.map_or(String::new(), |other| format!("c{}", other + 1)));
    table.field(&source.map_or(String::new(), |source| line(&source.name)));
    table.field(&line(words(document, citation.span)));
}
