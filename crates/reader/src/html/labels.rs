//! Labels of notes, and names of link targets that tell what they are.

/// What the name of a link target says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing.
    Plain,
    /// A note, as programs name them (`fn1`, `_ftn1`, `cite_note-3`).
    Note,
    /// Perhaps a note (`note1`, `n1`).
    PerhapsNote,
    /// The mark that calls a note (`fnref1`, `_ftnref1`).
    Mark,
    /// A margin comment (`cmnt1`).
    Remark,
}

/// What `name` (an id, or a link without its `#`) says.
pub(super) fn named(name: &str) -> Named {
    let name = name.get(..64).unwrap_or(name);
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let plain = plain.strip_prefix("usercontent").unwrap_or(&plain);
    const MARKS: [&str; 9] = [
        "fnref",
        "ftnref",
        "ednref",
        "ftntref",
        "citeref",
        "footnoteref",
        "endnoteref",
        "noteref",
        "footnotereference",
    ];
    let after = |prefix: &&str| plain.strip_prefix(*prefix);
    if MARKS.iter().any(|prefix| after(prefix).is_some()) || is_office_note(plain, "anc") {
        return Named::Mark;
    }
    if plain.starts_with("cmnt") && !plain.starts_with("cmntref") {
        return Named::Remark;
    }
    let is_numbered = |rest: &str| rest.bytes().next().is_some_and(|b| b.is_ascii_digit()) && rest.len() < 12;
    let is_note = ["fn", "ftn", "edn", "ftnt", "footnote", "endnote", "sdfootnote", "sdendnote"]
        .iter()
        .filter_map(after)
        .any(|rest| is_numbered(rest) || rest == "a");
    if is_note || is_office_note(plain, "sym") || plain.starts_with("citenote") {
        return Named::Note;
    }
    match ["note", "n", "en", "nt", "not", "anm"].iter().filter_map(after).any(is_numbered) {
        true => Named::PerhapsNote,
        false => Named::Plain,
    }
}

/// LibreOffice: `sdfootnote1anc` calls, `sdfootnote1sym` is the note.
fn is_office_note(plain: &str, end: &str) -> bool {
    (plain.starts_with("sdfootnote") || plain.starts_with("sdendnote")) && plain.ends_with(end)
}

/// The label in what a link or a note's head prints, without brackets: `[12]` is `12`.
pub(super) fn label(printed: &str) -> Option<&str> {
    let inner = printed.trim().trim_matches(['[', ']', '(', ')', '.', ' ', '\u{a0}']);
    is_label(inner).then_some(inner)
}

fn is_label(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let is_number = (1..=4).contains(&digits) && (rest.is_empty() || is_letter(rest));
    let is_sign = (1..=4).contains(&text.chars().count()) && text.chars().all(|c| "*†‡§¶#+".contains(c));
    let is_roman = (1..=7).contains(&text.len()) && text.bytes().all(|b| b"ivxlcIVXLC".contains(&b));
    is_number || is_sign || is_roman || is_letter(text)
}

fn is_letter(text: &str) -> bool {
    text.len() == 1 && text.as_bytes()[0].is_ascii_alphabetic()
}

/// True for the words and arrows that lead back from a note.
pub(super) fn leads_back(printed: &str) -> bool {
    let text = printed.trim().trim_matches(['[', ']', '(', ')']).trim();
    let is_arrow = !text.is_empty() && text.chars().all(|c| "^↑↩⏎⤴←↵\u{fe0e}\u{fe0f} ".contains(c));
    is_arrow || ["back", "return", "back to text", "jump up"].contains(&text.to_ascii_lowercase().as_str())
}

/// The label at the head of a note's text, and how many bytes the label and what belongs to it take.
///
/// `expected`: what the mark prints, if it is known. Without it only a label that is set off by a full stop or a
/// bracket, or stands alone, is one.
pub(super) fn head_label<'h>(head: &'h str, expected: Option<&str>) -> Option<(&'h str, usize)> {
    let arrows = head.trim_start_matches(['^', '↑', ' ', '\u{a0}']);
    let open = arrows.trim_start_matches(['[', '(']);
    let length =
        open.find(|c: char| !(c.is_ascii_alphanumeric() || "*†‡§¶#+".contains(c))).unwrap_or(open.len());
    let (mut printed, mut rest) = open.split_at(length);
    // A raised number is glued to the first word: `1See`.
    if !is_label(printed) || expected.is_some_and(|label| label != printed) {
        let digits = printed.bytes().take_while(u8::is_ascii_digit).count();
        let glued = expected.filter(|label| open.starts_with(*label) && digits == label.len());
        (printed, rest) = open.split_at(glued?.len());
    }
    let closed = rest.trim_start_matches([']', ')', '.', ':']);
    let is_set_off = closed.len() < rest.len() || open.len() < arrows.len() || closed.is_empty();
    if expected.is_none() && !is_set_off {
        return None;
    }
    let body = closed.trim_start();
    Some((printed, head.len() - body.len()))
}

/// With `%20` and its like decoded.
pub(super) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *byte == b'%') {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_they_are() {
        use Named::*;
        for (name, what) in [
            ("_ftn12", Note),
            ("_ftnref12", Mark),
            ("fn:1", Note),
            ("fnref:1", Mark),
            ("user-content-fn-1", Note),
            ("cite_note-Lantern-3", Note),
            ("cite_ref-Lantern_3-0", Mark),
            ("sdfootnote1sym", Note),
            ("sdfootnote1anc", Mark),
            ("sdfootnote1", Note),
            ("ftnt1", Note),
            ("ftnt_ref1", Mark),
            ("cmnt1", Remark),
            ("note7", PerhapsNote),
            ("notes", Plain),
            ("functions", Plain),
            ("chapter1", Plain),
        ] {
            assert_eq!(named(name), what, "{name}");
        }
    }

    #[test]
    fn labels_at_the_head_of_notes() {
        assert_eq!(head_label("[12] See", Some("12")), Some(("12", 5)));
        assert_eq!(head_label("12. See", None), Some(("12", 4)));
        assert_eq!(head_label("1See", Some("1")), Some(("1", 1)));
        assert_eq!(head_label("2005 was the year", None), None);
        assert_eq!(head_label("2005 was the year", Some("3")), None);
        assert_eq!(head_label("^ Kostrov", None), None);
        assert_eq!(head_label("* On file.", Some("*")), Some(("*", 2)));
        assert_eq!(head_label("Interview", Some("I")), None);
        assert_eq!(label("[iv]"), Some("iv"));
        assert_eq!(label("12345"), None);
    }
}
