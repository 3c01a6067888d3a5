//! Breaking and cutting lines by the width they take on a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks `text` at spaces into lines of at most `columns`; a longer word is broken inside.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            last(&mut lines).push(' ');
            used += 1;
        }
        if wide <= columns {
            last(&mut lines).push_str(word);
            used += wide;
            continue;
        }
        for character in word.chars() {
            let wide = character.width().unwrap_or(0);
            if used + wide > columns {
                lines.push(String::new());
                used = 0;
            }
            last(&mut lines).push(character);
            used += wide;
        }
    }
    lines
}

fn last(lines: &mut [String]) -> &mut String {
    let end = lines.len() - 1;
    &mut lines[end]
}

/// `first` before the first line, as many spaces before the others; each line ends with a line break.
pub(crate) fn hang(first: &str, text: &str, columns: usize) -> String {
    let indent = width(first);
    let mut out = String::new();
    for (index, line) in wrap(text, columns.saturating_sub(indent)).iter().enumerate() {
        let before = if index == 0 { first.to_owned() } else { " ".repeat(indent) };
        out.push_str(format!("{before}{line}").trim_end());
        out.push('\n');
    }
    out
}

/// `text` in exactly `columns`: cut at a word with `...`, or filled up with spaces.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    let fill = columns.saturating_sub(width(&cut));
    cut + &" ".repeat(fill)
}

/// The end of `text` in exactly `columns`: cut with `...` before it, or filled up with spaces.
pub(crate) fn fit_end(text: &str, columns: usize) -> String {
    let mut kept = text;
    while width(kept) > columns.saturating_sub(3) && width(text) > columns {
        let mut rest = kept.chars();
        if rest.next().is_none() {
            break;
        }
        kept = rest.as_str();
    }
    let cut = if kept.len() < text.len() { format!("...{kept}") } else { kept.to_owned() };
    let fill = columns.saturating_sub(width(&cut));
    cut + &" ".repeat(fill)
}

/// `text` in at most `columns`, cut at a word with `...`.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(3);
    let (mut used, mut end) = (0, 0);
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > room {
            break;
        }
        end = at + character.len_utf8();
    }
    let kept = &text[..end];
    let whole = text[end..].starts_with(' ');
    let at_word = if whole { None } else { kept.rfind(' ').filter(|at| width(&kept[..*at]) * 2 > room) };
    format!("{}...", kept[..at_word.unwrap_or(end)].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_width() {
        let text = "The Ministry of the Interior of Sorvania answered on 3 May. 司法部回答说这是不可能的";
        for columns in 8..60 {
            assert!(wrap(text, columns).iter().all(|line| width(line) <= columns), "{columns}");
            assert!(
                width(&cut(text, columns)) <= columns && width(&fit(text, columns)) == columns,
                "{columns}"
            );
        }
        assert_eq!(cut("Treatment after the return to Sorvania", 24), "Treatment after the...");
    }
}
