use crate::Options;
use proptest::prelude::*;

/// Bits that marks, notes and pages are made of, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let bits = [
        "1",
        "2",
        "3",
        "14",
        "2004",
        ".",
        ",",
        "”",
        ")",
        "(",
        "[",
        "]",
        "[^",
        "]:",
        "^",
        "<sup>",
        "</sup>",
        "*",
        "†",
        "¹",
        "²",
        "█",
        " ",
        "\u{a0}",
        "\n",
        "\n\n",
        "\x0c",
        "\r\n",
        "\t",
        "|",
        "----",
        "See ",
        "Ibid.",
        "Velsk",
        "Notes",
        "п. ",
        "> ",
        "# ",
        "```",
        "<!--",
        "-->",
        "%%page 3%%",
        "---",
        "\u{feff}",
        "    ",
    ];
    proptest::collection::vec(proptest::sample::select(bits.to_vec()), 0..80).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// The text stays, spans lie in it, blocks do not overlap, marks and notes know each other.
    #[test]
    fn any_text_keeps_its_promises(text in fragments(), markdown in any::<bool>()) {
        let path = if markdown { "report.md" } else { "report.txt" };
        let document = if markdown {
            crate::markdown::read(path, text.clone(), &Options::default())
        } else {
            crate::plain::read(path, text.clone(), &Options::default())
        };
        prop_assert!(document.text == text || document.text.is_empty());
        for pair in document.blocks.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
        }
        for (index, mark) in document.marks.iter().enumerate() {
            prop_assert!(document.text.get(mark.span.range()).is_some_and(|printed| !printed.is_empty()));
            prop_assert!(mark.note.is_none_or(|note| document.notes[note].marks.contains(&index)));
        }
        for note in &document.notes {
            prop_assert!(document.text.get(note.span.range()).is_some());
            prop_assert!(note.body.end == note.span.end && note.body.start >= note.span.start, "{note:?}");
        }
        let mut ids: Vec<&str> = document.notes.iter().map(|note| note.id.as_str()).collect();
        ids.sort_unstable();
        prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }
}
