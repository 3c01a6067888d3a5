//! The words of a message in plain text: signs of quotation taken off, soft line ends joined (RFC 3676), and what is of an
//! older message told from what is new.
//!
//! Invariant: every character other than white space stands in the text, is a sign of quotation at the head of a line, or of a file
//! that stands among the words.

use probata_report::Span;

/// A message's words, made from decoded text.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub text: String,
    /// Stretches of `text` with where they stand in the decoded text, in order; equal characters.
    pub pieces: Vec<(Span, Span)>,
    /// Stretches of `text` that are of older messages, in order.
    pub older: Vec<Span>,
    /// Lines that say of whom an older message is.
    pub leads: Vec<Span>,
}

/// Ends of the line above a quoted message, in lower case.
const WROTE: &[&str] = &[
    "wrote:",
    "writes:",
    "said:",
    "написал:",
    "написала:",
    "написал(а):",
    "пишет:",
    "писал:",
    "писал(а):",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "schrieb:",
    "написав:",
    "написала(в):",
    "كتب:",
    "كتبت:",
    "scrisse:",
    "escreveu:",
    "napisał:",
];

/// Lines from which on everything is of an older message, in lower case and without dashes.
const ORIGINAL: &[&str] = &[
    "original message",
    "forwarded message",
    "begin forwarded message",
    "исходное сообщение",
    "пересылаемое сообщение",
    "пересланное сообщение",
    "mensaje original",
    "mensaje reenviado",
    "message d'origine",
    "message d’origine",
    "message transféré",
    "ursprüngliche nachricht",
    "weitergeleitete nachricht",
    "الرسالة الأصلية",
    "رسالة محولة",
    "оригінальне повідомлення",
];

/// Names of the fields that stand above an older message.
const FROM: &[&str] = &["from:", "от:", "de :", "de:", "von:", "من:", "від:"];
const SENT: &[&str] = &[
    "sent:",
    "date:",
    "отправлено:",
    "дата:",
    "envoyé :",
    "envoyé:",
    "enviado:",
    "enviado el:",
    "fecha:",
    "gesendet:",
    "datum:",
    "تاريخ الإرسال:",
    "التاريخ:",
    "надіслано:",
];

/// Lines that are taken apart. A message of more, made to do harm, is taken as it stands.
const MOST_LINES: usize = 500_000;

/// How lines may end softly.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flowed {
    pub flowed: bool,
    /// The space before a soft line end is not text.
    pub delete_space: bool,
}

/// Lines of a text: where each stands, and how deep it is quoted.
struct Line<'t> {
    /// Behind the signs of quotation.
    span: Span,
    depth: usize,
    ends_in_space: bool,
    words: &'t str,
}

/// Takes a message's words apart; `files` are lines that are no words, in order.
pub(super) fn words(decoded: &str, flowed: Flowed, files: &[Span]) -> Words {
    if memchr::memchr_iter(b'\n', decoded.as_bytes()).nth(MOST_LINES).is_some() {
        let whole = Span::new(0, decoded.len());
        return Words { text: decoded.to_owned(), pieces: vec![(whole, whole)], ..Words::default() };
    }
    let mut lines: Vec<Line> = lines(decoded, flowed.flowed);
    let mut files = files.iter().peekable();
    lines.retain(|line| {
        while files.next_if(|file| file.end <= line.span.start).is_some() {}
        files.peek().is_none_or(|file| line.span.start < file.start)
    });
    let mut made = Words::default();
    let mut older = false;
    let (mut depth, mut begun) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 && line.depth != depth {
            made.part(begun, depth > 0 || older);
            begun = made.text.len();
        }
        depth = line.depth;
        if !older && depth == 0 && begins_older(&lines[index..]) {
            made.part(begun, false);
            begun = made.text.len();
            older = true;
        }
        let from = made.text.len();
        let soft = flowed.flowed && is_soft(line, lines.get(index + 1));
        made.put(decoded, line.span, soft, flowed.delete_space);
        if depth == 0 && !older && leads(&lines[index..]) {
            made.leads.push(Span::new(from, made.text.len()).trimmed(&made.text));
            made.part(begun, false);
            begun = made.text.len();
        }
    }
    made.part(begun, depth > 0 || older);
    made
}

impl Words {
    /// Ends a stretch that began at `begun`: a blank line stands behind it.
    fn part(&mut self, begun: usize, older: bool) {
        let span = Span::new(begun, self.text.len()).trimmed(&self.text);
        if older && !span.is_empty() {
            self.older.push(span);
        }
        if !span.is_empty() && !self.text.ends_with("\n\n") && !self.text.ends_with("\n\r\n") {
            self.text.push_str(if self.text.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }

    /// Adds a line; without its end if that is a soft one.
    fn put(&mut self, decoded: &str, line: Span, soft: bool, delete_space: bool) {
        let mut line = line;
        if soft {
            let words = decoded[line].trim_end_matches(['\r', '\n']);
            line.end = line.start + words.len() - usize::from(delete_space && words.ends_with(' '));
        }
        let from = self.text.len();
        self.text.push_str(&decoded[line]);
        let span = Span::new(from, self.text.len());
        match self.pieces.last_mut() {
            Some((text, source)) if text.end == span.start && source.end == line.start => {
                (text.end, source.end) = (span.end, line.end);
            }
            _ => self.pieces.push((span, line)),
        }
    }
}

/// Splits into lines and takes off the signs of quotation.
fn lines(decoded: &str, flowed: bool) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for whole in decoded.split_inclusive('\n') {
        let (mut rest, mut depth) = (whole, 0);
        loop {
            // "> > words" as well as ">> words"; a space before the first sign is none.
            let next = if depth > 0 && !flowed { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
            match next.strip_prefix('>') {
                Some(behind) if !is_from(whole, depth) => (rest, depth) = (behind, depth + 1),
                _ => break,
            }
        }
        // One space is of the signs, or stuffed before a line that would begin with one.
        if (depth > 0 || flowed) && rest.starts_with(' ') {
            rest = &rest[1..];
        }
        let start = at + whole.len() - rest.len();
        let ends_in_space = rest.trim_end_matches(['\r', '\n']).ends_with(' ');
        let span = Span::new(start, at + whole.len());
        lines.push(Line { span, depth, ends_in_space, words: rest.trim() });
        at += whole.len();
    }
    lines
}

/// A line that begins with "From" was given a sign by a program that kept the message in a mailbox.
fn is_from(line: &str, depth: usize) -> bool {
    depth == 0 && line.starts_with(">From ")
}

/// A line of a flowed text that goes on with the next one; the line above a signature never does.
fn is_soft(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    next.is_some_and(|next| next.depth == line.depth) && line.ends_in_space && line.words != "--"
}

/// True if a line announces an older message that follows with signs of quotation.
fn leads(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first() else { return false };
    let low = first.words.to_lowercase();
    if first.words.len() > 400 || !WROTE.iter().any(|end| low.ends_with(end)) {
        return false;
    }
    lines.iter().skip(1).take(3).find(|line| !line.words.is_empty()).is_some_and(|line| line.depth > 0)
}

/// True if everything from here on is of an older message.
fn begins_older(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first() else { return false };
    if first.words.len() > 120 {
        return false;
    }
    let bare = first.words.trim_matches(['-', '_', '—', '–', ' ', ':', '*']).to_lowercase();
    let is_ruled =
        first.words.starts_with("--") || first.words.starts_with("__") || bare.starts_with("begin forwarded");
    if is_ruled && ORIGINAL.contains(&bare.as_str()) {
        return true;
    }
    let begins = |line: &Line<'_>, names: &[&str]| {
        let low = line.words.trim_start_matches('*').to_lowercase();
        names.iter().any(|name| low.starts_with(name))
    };
    begins(first, FROM) && lines.iter().skip(1).take(2).any(|line| begins(line, SENT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, flowed: Flowed, expected: Expect) {
        let made = words(text, flowed, &[]);
        let mut shown = made.text.clone();
        let older = made.older.iter().map(|span| format!("\nolder: {:?}", &made.text[*span]));
        let leads = made.leads.iter().map(|span| format!("\nlead: {:?}", &made.text[*span]));
        shown.extend(older.chain(leads));
        expected.assert_eq(&shown);
        for (span, source) in &made.pieces {
            assert_eq!(made.text[*span], text[*source]);
        }
    }

    #[test]
    fn a_message_of_a_flood_of_lines_is_taken_as_it_stands() {
        let text = "> a\n".repeat(MOST_LINES + 1);
        let made = words(&text, Flowed::default(), &[]);
        assert_eq!(made.text, text);
        assert!(made.older.is_empty());
        let fewer = words(&text[4..], Flowed::default(), &[]);
        assert_eq!(fewer.text.trim_end().len(), 2 * MOST_LINES - 1);
    }

    #[test]
    fn signs_of_quotation_are_taken_off() {
        check(
            "We agree.\n\nOn 3 May 2021, Tomas Verin wrote:\n> He was held\n> in Doln.\n>> By whom?\nThank you.\n",
            Flowed::default(),
            expect![[r#"
                We agree.

                On 3 May 2021, Tomas Verin wrote:

                He was held
                in Doln.

                By whom?

                Thank you.


                older: "He was held\nin Doln."
                older: "By whom?"
                lead: "On 3 May 2021, Tomas Verin wrote:""#]],
        );
    }

    #[test]
    fn an_original_message_goes_on_to_the_end() {
        check(
            "See below.\n\n-----Original Message-----\nFrom: Mira Dessel\nSent: Monday\n\nHe was held.\n",
            Flowed::default(),
            expect![[r#"
                See below.

                -----Original Message-----
                From: Mira Dessel
                Sent: Monday

                He was held.


                older: "-----Original Message-----\nFrom: Mira Dessel\nSent: Monday\n\nHe was held.""#]],
        );
        check(
            "From: Mira Dessel is the author.\nIt is long.\n",
            Flowed::default(),
            expect![[r#"
            From: Mira Dessel is the author.
            It is long.

        "#]],
        );
    }

    #[test]
    fn soft_line_ends_are_joined() {
        let flowed = Flowed { flowed: true, delete_space: false };
        check(
            "He was held \nin Doln.\n From here.\n-- \nMira\n> It \n> was.\n",
            flowed,
            expect![[r#"
            He was held in Doln.
            From here.
            -- 
            Mira

            It was.


            older: "It was.""#]],
        );
        check(
            "ab \ncd\n",
            Flowed { flowed: true, delete_space: true },
            expect![[r#"
            abcd

        "#]],
        );
    }
}
