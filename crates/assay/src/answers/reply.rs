//! The words of a reply: an answer is `ok: reason`.

/// What a reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// `ok: reason`.
    Ok(String),
    /// `ok` without a reason.
    OkAlone,
    /// Something else.
    Other,
}

/// Signs between `ok` and the reason: the colon, and what people type or a program makes of it.
const SIGNS: [char; 8] = [':', '\u{ff1a}', '-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}'];
/// Signs that nobody sees, which come with pasted text.
const UNSEEN: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];
/// Pairs of quotation marks in which the whole reply may stand.
const QUOTES: [(char, char); 5] =
    [('"', '"'), ('\u{201c}', '\u{201d}'), ('\'', '\''), ('\u{2018}', '\u{2019}'), ('\u{ab}', '\u{bb}')];

/// The reply without quotation marks around the whole of it.
fn unquoted(line: String) -> String {
    let inside = QUOTES.iter().find_map(|(open, close)| line.strip_prefix(*open)?.strip_suffix(*close));
    inside.map_or(line.clone(), |inside| inside.trim().to_owned())
}

/// Reads a reply.
pub(super) fn said(text: &str) -> Said {
    let seen = text.replace(UNSEEN, "");
    let line = unquoted(seen.split_whitespace().collect::<Vec<_>>().join(" "));
    let ok = |ok: &str| line.get(..ok.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(ok));
    let Some(rest) = ["o.k.", "ok"].iter().find(|word| ok(word)).map(|ok| line[ok.len()..].trim_start())
    else {
        return Said::Other;
    };
    let reason = rest.strip_prefix(SIGNS).map(str::trim);
    match reason {
        Some(reason) if reason.chars().any(char::is_alphanumeric) => Said::Ok(reason.to_owned()),
        Some(_) => Said::OkAlone,
        None if rest.chars().any(char::is_alphanumeric) => Said::Other,
        None => Said::OkAlone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_a_reason() {
        let check = |text: &str, expected: &str| {
            let said = match said(text) {
                Said::Ok(reason) => format!("ok because {reason}"),
                Said::OkAlone => "ok alone".to_owned(),
                Said::Other => "other".to_owned(),
            };
            assert_eq!(said, expected, "{text}");
        };
        check("ok: the second source is in the annex", "ok because the second source is in the annex");
        check("OK: legal has seen it", "ok because legal has seen it");
        check("Ok - seen\nby legal", "ok because seen by legal");
        check("ok \u{2013} seen", "ok because seen");
        check("\u{201c}ok: reason\u{201d}", "ok because reason");
        check("ok:", "ok alone");
        check("OK", "ok alone");
        check("ok.", "ok alone");
        check("ok, but look again", "other");
        check("okay: seen", "other");
        check("oké", "other");
        check("o\u{301}k", "other");
        check("no: wrong", "other");
        check("", "other");
        check("oK :seen", "ok because seen");
        check("  OK  \u{2014}  legal has seen it ", "ok because legal has seen it");
        check("ok:seen", "ok because seen");
        check("O.K.: seen", "ok because seen");
        check(
            "\u{2018}OK: seen by \u{201c}legal\u{201d}\u{2019}",
            "ok because seen by \u{201c}legal\u{201d}",
        );
        check("ok\u{a0}: seen", "ok because seen");
        check("\u{ab}\u{a0}ok : vu\u{a0}\u{bb}", "ok because vu");
        check("ok \u{2212} seen", "ok because seen");
        check("ok \u{2011} seen", "ok because seen");
        check("ok: the note says \u{2018}none\u{2019}", "ok because the note says \u{2018}none\u{2019}");
        check("ok\u{200b}: seen", "ok because seen");
        check("ok; seen", "other");
        check("ok. Seen by legal", "other");
        check("ok?", "ok alone");
        check("ok: ?", "ok alone");
        check("not ok: ask again", "other");
    }
}
