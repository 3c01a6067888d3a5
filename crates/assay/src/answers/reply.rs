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

/// Reads a reply.
pub(super) fn said(text: &str) -> Said {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(['"', '\u{201c}', '\u{201d}', '\'']);
    let Some(rest) = line.get(..2).filter(|ok| ok.eq_ignore_ascii_case("ok")).map(|_| &line[2..]) else {
        return Said::Other;
    };
    let rest = rest.trim_start();
    let reason = rest.strip_prefix([':', '-', '\u{2013}', '\u{2014}', '\u{ff1a}']).map(str::trim);
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
    }
}
