//! What a reader of the page does not see, kept the same way whatever the format.

use probata_report::{Comment, Hidden, HiddenKind};

/// Keeps something hidden; joined to the last if both are one. `apart`: it begins on a line of its own.
pub(crate) fn keep(all: &mut Vec<Hidden>, hidden: Hidden, apart: bool) {
    match all.last_mut().filter(|last| are_one(last, &hidden)) {
        Some(last) => {
            if apart && !last.text.ends_with('\n') {
                last.text.push('\n');
            }
            last.text.push_str(&hidden.text);
            last.span.end = hidden.span.end;
        }
        None => all.push(hidden),
    }
}

/// True if the second goes on where the first ends, by the same hand: formats cut one stretch into many.
fn are_one(last: &Hidden, next: &Hidden) -> bool {
    let goes_on = matches!(next.kind, HiddenKind::Deleted | HiddenKind::Inserted | HiddenKind::HiddenText);
    goes_on
        && (last.kind, &last.author, &last.date, &last.place)
            == (next.kind, &next.author, &next.date, &next.place)
        && last.span.end == next.span.start
}

/// A comment as something hidden. `file`: the file or the member of it in which it stands; `index`: among its comments.
pub(crate) fn comment(file: &str, index: usize, comment: &Comment) -> Hidden {
    let mut place = format!("{file} comment {}", index + 1);
    if let Some(parent) = comment.reply_to {
        place.push_str(&format!(", reply to comment {}", parent + 1));
    }
    place.push_str(if comment.done { ", done" } else { "" });
    Hidden {
        kind: HiddenKind::Comment,
        text: comment.text.clone(),
        span: comment.span,
        author: comment.author.clone(),
        date: comment.date.clone(),
        place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use probata_report::Span;

    fn check(all: &[(HiddenKind, &str, usize, &str)], answer: &Expect) {
        let mut kept = Vec::new();
        for (kind, text, at, author) in all {
            let span = Span::new(*at, *at);
            let (author, date, place) = ((*author).to_owned(), String::new(), String::new());
            keep(
                &mut kept,
                Hidden { kind: *kind, text: (*text).to_owned(), span, author, date, place },
                true,
            );
        }
        let shown: Vec<String> = kept.iter().map(|one| format!("{} {:?}", one.author, one.text)).collect();
        answer.assert_eq(&shown.join("; "));
    }

    #[test]
    fn stretches_that_go_on_are_one() {
        use HiddenKind::{AltText, Deleted};
        check(
            &[(Deleted, "of the", 4, "A"), (Deleted, "guards", 4, "A")],
            &expect![[r#"A "of the\nguards""#]],
        );
        check(&[(Deleted, "a", 4, "A"), (Deleted, "b", 4, "B")], &expect![[r#"A "a"; B "b""#]]);
        check(&[(Deleted, "a", 4, "A"), (Deleted, "b", 5, "A")], &expect![[r#"A "a"; A "b""#]]);
        check(&[(AltText, "a", 4, ""), (AltText, "b", 4, "")], &expect![[r#" "a";  "b""#]]);
    }

    #[test]
    fn a_comment_tells_whom_it_answers() {
        let (text, author, date) = ("Who?".to_owned(), String::new(), String::new());
        let said = Comment { text, author, date, span: Span::default(), reply_to: Some(0), done: true };
        assert_eq!(
            comment("word/comments.xml", 1, &said).place,
            "word/comments.xml comment 2, reply to comment 1, done"
        );
    }
}
