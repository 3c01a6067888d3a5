use super::*;
use expect_test::{Expect, expect};
use probata_report::{Note, Span};
use std::fmt::Write;

/// A document of notes only: "1 ...", "2 ..." with an empty line between.
pub(super) fn notes(text: &str) -> Document {
    let mut document = Document::empty("notes.txt", "text");
    document.text = text.to_owned();
    let mut at = 0;
    for block in text.split("\n\n") {
        let label = block.split(' ').next().unwrap_or_default().to_owned();
        let body = Span::new(at + label.len(), at + block.len()).trimmed(text);
        let id = document.free_note_id(&label);
        let span = Span::new(at, at + block.len());
        document.notes.push(Note { id, label, span, pieces: Vec::new(), body, marks: Vec::new() });
        at += block.len() + 2;
    }
    document
}

pub(super) fn shown(document: &Document) -> String {
    let (citations, sources) = cite(document);
    let mut out = String::new();
    for (at, citation) in citations.iter().enumerate() {
        let note = &document.notes[citation.note];
        let _ = write!(out, "{}.{at} {} [{}]", note.id, citation.kind, &document.text[citation.span]);
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = write!(out, "\n      {name}: {value}");
            }
        };
        field("mode", citation.mode.filter(|mode| mode.code() != "interview").map(|mode| mode.to_string()));
        field("signal", citation.signal.map(|signal| signal.to_string()));
        field("persons", (!citation.persons.is_empty()).then(|| citation.persons.join(" | ")));
        field("organisation", citation.organisation.clone());
        field("title", citation.title.clone());
        field("number", citation.number.clone());
        field("date", citation.date.map(|date| date.to_string()));
        field("place", citation.place.clone());
        field("address", citation.address.clone());
        field("accessed", citation.accessed.map(|date| date.to_string()));
        let withheld: Vec<&str> = citation.withheld.iter().map(|item| item.code()).collect();
        field("withheld", (!withheld.is_empty()).then(|| withheld.join(", ")));
        field("refers to", citation.refers_to.map(|to| format!(".{to}")));
        field(
            "source",
            citation.source.map(|source| {
                let source = &sources[source];
                let how = match (source.named, source.withheld) {
                    (true, _) => "named",
                    (_, true) => "withheld",
                    _ => "not named",
                };
                let perhaps =
                    source.perhaps_same_as.map(|other| format!(", perhaps {other}")).unwrap_or_default();
                format!("{} {} ({how}{perhaps})", citation.source.unwrap_or_default(), source.name)
            }),
        );
        out.push('\n');
    }
    out
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&shown(&notes(text)));
}

#[test]
fn interviews() {
    check(
        "1 Lantern interview with former detainee (name withheld), place withheld, 12 August 2007\n\n\
         2 Lantern telephone interview with Mira Dessel, lawyer, Velsk, October 14, 2005.\n\n\
         3 Lantern interviews with A.K., Doln, May 3 and 5, 2022; with B.R., Velsk, May 6, 2022 (names withheld).\n\n\
         4 See Lantern interview with former detainee, date and place withheld.\n\n\
         5 Group interview with five released men (names withheld), Kareva, June 2022.\n\n\
         6 Interview on file.\n\n7 Confidential source.\n\n\
         8 This account is based on Lantern interviews with three former detainees, June 2022, unless otherwise noted.",
        expect![[r#"
            n1.0 interview [Lantern interview with former detainee (name withheld), place withheld, 12 August 2007]
                  persons: former detainee
                  organisation: Lantern
                  date: 2007-08-12
                  source: 0 former detainee (not named)
            n2.1 interview [Lantern telephone interview with Mira Dessel, lawyer, Velsk, October 14, 2005.]
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2005-10-14
                  place: Velsk
                  source: 1 Mira Dessel (named)
            n3.2 interview [Lantern interviews with A.K., Doln, May 3 and 5, 2022]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-03
                  place: Doln
                  source: 2 A.K. (not named)
            n3.3 interview [with B.R., Velsk, May 6, 2022 (names withheld).]
                  persons: B.R.
                  organisation: Lantern
                  date: 2022-05-06
                  place: Velsk
                  source: 3 B.R. (not named)
            n4.4 interview [See Lantern interview with former detainee, date and place withheld.]
                  signal: see
                  persons: former detainee
                  organisation: Lantern
                  source: 4 former detainee (not named, perhaps 0)
            n5.5 interview [Group interview with five released men (names withheld), Kareva, June 2022.]
                  mode: group_interview
                  persons: five released men
                  date: 2022-06
                  place: Kareva
                  source: 5 five released men (not named)
            n6.6 interview [Interview on file.]
                  source: 6 interview (not named)
            n7.7 interview [Confidential source.]
                  withheld: identity
                  source: 7 interview (withheld, perhaps 6)
            n8.8 interview [This account is based on Lantern interviews with three former detainees, June 2022, unless otherwise noted.]
                  persons: three former detainees
                  organisation: Lantern
                  date: 2022-06
                  source: 8 three former detainees (not named, perhaps 4)
        "#]],
    );
}
