use super::{Table, line};
use crate::ledger::Ledger;
use crate::place::{chapter_at, words};
use crate::sheet::check_said;
use probata_report::{Document, Report, Span};

const COLUMNS: [&str; 18] = [
    "id",
    "part",
    "page",
    "cell",
    "chapter",
    "zone",
    "kind",
    "carried_by",
    "notes",
    "cited_in_text",
    "restates",
    "attributions",
    "hedges",
    "findings",
    "answered",
    "checked",
    "text",
    "notice",
];

/// A row per sentence. Without `sensitive`, sensitive findings are left out of `findings`.
pub fn sentences_csv(report: &Report, sensitive: bool) -> String {
    let document = &report.document;
    let ledger = Ledger::new(report, sensitive);
    let mut table = Table::new(&COLUMNS);
    for (index, (sentence, judged)) in document.sentences.iter().zip(&report.sentences).enumerate() {
        let start = sentence.span.start;
        let chapter =
            chapter_at(&report.chapters, start).map(|chapter| report.chapters[chapter].title.as_str());
        table.field(&format!("s{}", index + 1));
        table.field(document.parts.get(document.part_at(start)).map_or("", |part| part.path.as_str()));
        table.field(document.page_at(start).unwrap_or(""));
        table.field(&document.address_at(start).unwrap_or_default());
        table.field(&line(chapter.unwrap_or("")));
        table.field(document.zone(sentence).code());
        table.field(judged.kind.code());
        table.field(judged.carried_by.code());
        let notes = judged.supports.iter().filter_map(|s| Some((document.notes.get(s.note)?, s.how)));
        table.field(&joined(notes.map(|(note, how)| format!("{} ({how})", note.id))));
        let cited = ledger.text_citations[index].iter().map(|t| line(&report.text_citations[*t].name));
        table.field(&joined(cited));
        table.field(&judged.restates.map_or(String::new(), |restated| format!("s{}", restated.sentence + 1)));
        table.field(&joined(ledger.attributions[index].iter().map(|a| attribution(report, *a))));
        table.field(&joined(ledger.hedges[index].iter().map(|h| {
            let hedge = &report.hedges[*h];
            let scope: Vec<String> = hedge.scope.iter().map(|span| line(words(document, *span))).collect();
            let about = if scope.is_empty() { String::new() } else { format!(": {}", scope.join(" … ")) };
            format!("{} ({}){about}", line(words(document, hedge.span)), hedge.holder)
        })));
        table.field(&joined(ledger.findings[index].iter().map(|f| report.findings[*f].rule.to_owned())));
        let answered = ledger.findings[index].iter().filter(|f| report.answers.to(**f).is_some());
        table.field(&joined(answered.map(|f| report.findings[*f].rule.to_owned())));
        table.field(&joined(report.checks.of(index).iter().map(check_said)));
        table.field(&text(document, sentence.spans()));
        table.field(if index == 0 { crate::NOTICE } else { "" });
        table.end();
    }
    table.out
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

/// `Tomas Verin asserts: that he was beaten`.
fn attribution(report: &Report, index: usize) -> String {
    let attribution = &report.attributions[index];
    let document = &report.document;
    let source = attribution.source_name.clone().unwrap_or_else(|| text(document, &attribution.source));
    let source = if source.is_empty() { "(not said who)" } else { source.trim() };
    format!("{source} {}: {}", attribution.stance, text(document, &attribution.content))
}

fn text(document: &Document, spans: &[Span]) -> String {
    line(&spans.iter().map(|span| words(document, *span)).collect::<Vec<_>>().join(" "))
}
