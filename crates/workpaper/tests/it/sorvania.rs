//! A short report on returns to the Republic of Sorvania, with everything in it that an output has to show.

use crate::draft::{Draft, counted};
use probata_report::{
    BlockKind, DateUse, Hidden, HiddenKind, Mention, MentionUse, Outcome, Quantity, QuantityBound, Report,
    Restatement, Span,
};
use probata_vocabulary::CarriedBy::{Both, Neither, NotNeeded, Note, Restated, Text};
use probata_vocabulary::CitationKind::{Ibid, Interview, Letter, PressArticle, UnDocument};
use probata_vocabulary::Level::{Deny, Warn};
use probata_vocabulary::SentenceKind::{Attributed, Background, Fact, Inference, Legal, Method, Quotation};
use probata_vocabulary::{Holder, InterviewMode, MentionKind, PartialDate, WithheldItem};

/// The report.
pub fn returned() -> Report {
    let mut draft = Draft::new("returned.docx", "docx");
    draft.report.document.reading.reader = "probata-reader 0.1.0".into();
    draft.report.document.reading.options = "changes=final".into();
    draft.expect_notes(&["1", "2", "3", "4", "5", "6", "7", "8"]);
    draft.page("1");
    summary(&mut draft);
    draft.page("12");
    transfers(&mut draft);
    draft.page("19");
    treatment(&mut draft);
    notes(&mut draft);
    findings(&mut draft);
    details(&mut draft);
    draft.finish()
}

fn summary(draft: &mut Draft) {
    draft.chapter("1 Summary");
    draft.paragraph();
    draft.say(
        "Between March and May 2004 the Kingdom of Halvard handed eleven men over to Sorvania.",
        Fact,
        Restated,
    );
    draft.say("All of them were held by the Sorvan State Security Directorate (SSD).", Fact, Neither);
    draft.say("The Ministry of the Interior denies that anybody was ill-treated.{1}", Attributed, Both);
    draft.attributed("The Ministry of the Interior", "denies", "that anybody was ill-treated");
    draft.paragraph();
    draft.say(
        "This report is based on interviews with 23 people, held between 2004 and 2006.",
        Method,
        NotNeeded,
    );
}

fn transfers(draft: &mut Draft) {
    draft.chapter("2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing");
    draft.heading(2, "2.1 The flight of 4 March");
    draft.paragraph();
    draft.say(
        "Eleven men were handed over at Aldmark airport between 4 March and 9 May 2004.{2}",
        Fact,
        Note,
    );
    draft.say("Tomas Verin was flown to Velsk in the night of 4 March.{58}", Fact, Neither);
    draft.say("He was hooded and his hands were tied.", Fact, Note).inherits("3");
    draft.say("He told Lantern that he seemed to have been given an injection.{3}", Attributed, Both);
    draft.attributed("He", "told Lantern", "that he seemed to have been given an injection");
    draft.hedged("seemed", Holder::Source);
    draft.block(BlockKind::Quotation);
    draft.say(
        "“They asked me nothing. They said that in Sorvania I would learn to speak.”{4}",
        Quotation,
        Note,
    );
    draft.paragraph();
    draft.say(
        "Under the assurance of 12 February 2004, Sorvania promised to treat the men humanely.",
        Legal,
        NotNeeded,
    );
    draft.say("Officials said that the men had asked to go home.", Attributed, Neither);
    for (row, cells) in [["Date", "Men"], ["4 March 2004", "3"], ["9 May 2004", "8"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            draft.block(BlockKind::Cell { table: 0, row: row as u32, column: column as u32 });
            draft.say(cell, Background, NotNeeded);
        }
    }
    draft.block(BlockKind::Caption);
    draft.say("Table 1: transfers known to Lantern Rights Watch.{5}", Fact, Note);
}

fn treatment(draft: &mut Draft) {
    draft.chapter("3 Treatment after return");
    draft.paragraph();
    draft.say(
        "Former detainees described beatings, threats, and being kept awake for days.{6}",
        Attributed,
        Note,
    );
    draft.say(
        "Ilan Kostrov, a lawyer in Velsk, said that two of his clients had been beaten.",
        Attributed,
        Text,
    );
    draft.attributed("Ilan Kostrov, a lawyer in Velsk", "said", "that two of his clients had been beaten");
    draft.say(
        "Colonel Radu Benk was in charge of the building in Doln where the men were held.{7}",
        Fact,
        Note,
    );
    draft.say("The treatment of the men therefore broke the assurance.", Inference, NotNeeded);
    draft.block(BlockKind::ListItem);
    draft.say("Mira Dessel was held for 41 days.{8}", Fact, Note);
    draft.block(BlockKind::ListItem);
    draft.say("Her brother, 司法部 wrote, had “never existed” in any <register> & file.", Fact, Neither);
    draft.report.document.blocks.last_mut().unwrap().boxed = true;
    draft.block(BlockKind::Paragraph);
    draft.say("قال الشاهد إن الضابط ضربه في السجن.", Attributed, Neither);
    draft.report.document.blocks.last_mut().unwrap().language = "ar".into();
}

fn notes(draft: &mut Draft) {
    draft.note(
        "1",
        "Letter of the Ministry of the Interior to Lantern, 3 June 2006.",
        Letter,
        "Ministry of the Interior",
    );
    draft.citation().organisation = Some("Ministry of the Interior".into());
    draft.citation().date = PartialDate::day_of(2006, 6, 3);
    draft.note("2", "A/HRC/2/9, para. 14.", UnDocument, "A/HRC/2/9");
    draft.citation().number = Some("A/HRC/2/9".into());
    let withheld = "former detainee (name withheld)";
    draft.note(
        "3",
        "Lantern interview with former detainee (name withheld), date and place withheld.",
        Interview,
        withheld,
    );
    draft.citation().persons = vec!["former detainee".into()];
    draft.citation().organisation = Some("Lantern Rights Watch".into());
    draft.citation().withheld = vec![WithheldItem::Name, WithheldItem::Date, WithheldItem::Place];
    draft.note("4", "Ibid.", Ibid, withheld);
    draft.citation().refers_to = Some(2);
    draft.note("5", "“Eight more fly home”, Velsk Courier, 11 May 2004.", PressArticle, "Velsk Courier");
    draft.citation().title = Some("Eight more fly home".into());
    draft.note(
        "6",
        "Lantern telephone interviews with former detainee (name withheld), Kareva, 9 April 2006.",
        Interview,
        withheld,
    );
    draft.citation().mode = Some(InterviewMode::Telephone);
    draft.citation().place = Some("Kareva".into());
    draft.note(
        "7",
        "Lantern interview with former guard (name withheld).",
        Interview,
        "former guard (name withheld)",
    );
    draft.note("8", "Lantern interview with Mira Dessel, Ustra, 30 February 2006.", Interview, "Mira Dessel");
    draft.citation().persons = vec!["Mira Dessel".into()];
}

fn findings(draft: &mut Draft) {
    let whole = |draft: &Draft, words: &str| {
        let at = draft.first(words);
        draft.report.document.sentences[draft.report.document.sentence_at(at.start).unwrap()].span
    };
    let held = whole(draft, "All of them were held");
    draft.found(
        "unsupported-assertion",
        Warn,
        held,
        "asserts a fact, and nothing carries it",
        "add a note, name the source, or say it as a conclusion",
    );
    let mark = draft.first("58");
    draft.found(
        "dangling-mark",
        Deny,
        mark,
        "no note 58 in this chapter",
        "restore the note, or remove the mark",
    );
    let officials = draft.first("Officials");
    draft.found(
        "unnamed-authority",
        Warn,
        officials,
        "an unnamed authority carries nothing",
        "name the office, or the letter or press conference",
    );
    let benk = draft.first("Colonel Radu Benk was in charge of the building in Doln where the men were held");
    draft.found(
        "accused-on-withheld-only",
        Deny,
        benk,
        "Colonel Radu Benk is accused, and every source of the accusation is withheld",
        "find a source that can be named, or say in the text why there is none",
    );
    draft.resting_on("Lantern interview with former guard", "the only source");
    let date = draft.first("30 February 2006");
    draft.found("impossible-date", Deny, date, "there is no 30 February", "correct the date");
    let kareva = draft.first("Kareva, 9 April 2006");
    draft
        .found(
            "withheld-elsewhere-given",
            Deny,
            kareva,
            "the place and date of this interview are printed here and withheld in note 3",
            "withhold them here too, or ask the source",
        )
        .sensitive();
    draft.resting_on("date and place withheld", "the same source, with place and date withheld");
    let arabic = draft.first("الضابط");
    draft.found(
        "unsupported-assertion",
        Warn,
        arabic,
        "asserts a fact, and nothing carries it",
        "add a note",
    );
    let wide = draft.first("“never existed”");
    draft.found("quotation-without-source", Warn, wide, "quoted words without a source", "give the source");
}

fn details(draft: &mut Draft) {
    let restates = draft.report.document.sentence_at(draft.first("Eleven men").start).unwrap();
    draft.report.sentences[1].restates = Some(Restatement { sentence: restates, shared: 71 });
    let used = |draft: &Draft, words: &str| {
        let span = draft.first(words);
        MentionUse { span, sentence: draft.report.document.sentence_at(span.start).unwrap() }
    };
    let uses = vec![used(draft, "Mira Dessel"), used(draft, "Mira Dessel, Ustra")];
    let name = "Mira Dessel".to_owned();
    draft.report.mentions = vec![Mention { kind: MentionKind::Person, name, variants: vec![], uses }];
    let MentionUse { span, sentence } = used(draft, "12 February 2004");
    let date = PartialDate::day_of(2004, 2, 12).unwrap();
    draft.report.dates = vec![DateUse { span, sentence, date, weekday: None, until: None }];
    let MentionUse { span, sentence } = used(draft, "eleven men");
    let bound = QuantityBound::Exactly;
    draft.report.quantities =
        vec![Quantity { span, sentence, value: 11.0, bound, thing: "man".into(), vague: false }];
    draft.report.document.hidden = vec![Hidden {
        kind: HiddenKind::Deleted,
        text: "Pavel Oran".into(),
        span: Span::new(held_at(draft), held_at(draft)),
        author: "Editor 2".into(),
        date: "2006-07-01".into(),
        place: "word/document.xml".into(),
    }];
    let part = &mut draft.report.document.parts[0];
    part.sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into();
    part.pages = Some(34);
    part.remarks = vec!["1 tracked deletion: read as final".into()];
    part.outcome.lacks("word/media/image1.png", "text in pictures is not read");
    draft.report.coverage.withheld_only = 4;
    draft.report.coverage_of_parts[0].withheld_only = 4;
}

fn held_at(draft: &Draft) -> usize {
    draft.first("All of them").start
}

/// The report in two files, and a third that was refused.
pub fn in_three_files() -> Report {
    let mut report = returned();
    let cut = report.chapters[1].span.start;
    let mut second = report.document.parts[0].clone();
    second.path = "chapter-2.docx".into();
    second.span = Span::new(cut, report.document.text.len());
    second.outcome = Outcome::Complete;
    let mut third = second.clone();
    third.path = "annex.docx".into();
    third.span = Span::new(second.span.end, second.span.end);
    third.outcome = Outcome::refused("The file is protected by a password: save a copy without one.");
    third.sha256 = String::new();
    report.document.parts[0].span.end = cut;
    report.document.parts.extend([second, third]);
    report.coverage_of_parts = report.document.parts.iter().map(|part| counted(&report, part.span)).collect();
    report
}

/// A report of about `words` words, `returned` said over and over.
pub fn long(words: usize) -> Report {
    let mut draft = Draft::new("long.docx", "docx");
    let rounds = words / 100;
    for round in 0..rounds {
        let label = (round + 1).to_string();
        draft.expect_notes(&[&label]);
        if round % 4 == 0 {
            draft.page(&(round / 4 + 1).to_string());
        }
        if round % 90 == 0 {
            draft.chapter(&format!("{} What happened in the towns of the north", round / 90 + 1));
        }
        draft.paragraph();
        for turn in 0..4 {
            let mark = if turn == 2 { format!("{{{label}}}") } else { String::new() };
            let kind = if turn == 3 { Neither } else { Note };
            draft.say(&format!("In the spring of {} the men of the district were taken from their houses in the north of Kareva and held in Doln.{mark}", 1990 + turn), Fact, kind);
        }
        draft.attributed("the men of the district", "were taken", "held in Doln");
        let span = draft.last("In the spring");
        draft.found(
            "unsupported-assertion",
            Warn,
            span,
            "asserts a fact, and nothing carries it",
            "add a note",
        );
    }
    for round in 0..rounds {
        let label = (round + 1).to_string();
        let source = format!("former detainee {} (name withheld)", round % 100);
        draft.note(
            &label,
            "Lantern interview with former detainee (name withheld), date and place withheld.",
            Interview,
            &source,
        );
    }
    draft.finish()
}
