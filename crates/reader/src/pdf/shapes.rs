//! What a line looks like: an item of a list, a caption, a line of a table of contents, the end of a sentence.

use super::leaf::{Item, Line};
use super::sheet::ink;

/// Marks that stand before the items of a list.
const BULLETS: &[char] =
    &['•', '◦', '▪', '▫', '■', '□', '●', '○', '‣', '⁃', '·', '➢', '►', '❖', '–', '—', '-', '*'];
/// Words before the number of a caption, in lower case.
const CAPTIONS: &[&str] = &[
    "figure",
    "fig.",
    "table",
    "map",
    "chart",
    "graph",
    "photo",
    "photograph",
    "image",
    "illustration",
    "diagram",
    "рисунок",
    "рис.",
    "таблица",
    "карта",
    "figura",
    "tabla",
    "cuadro",
    "mapa",
    "gráfico",
    "foto",
    "tableau",
    "carte",
    "شكل",
    "جدول",
    "خريطة",
];

/// Characters between two signs that make a number or a rule of it, not an item.
const BETWEEN: usize = 8;

/// The length in bytes of the bullet, with the space behind it, at the start of a line.
pub(super) fn bullet(line: &Line) -> Option<usize> {
    let text = line.text();
    let rest =
        text.strip_prefix(BULLETS).or_else(|| text.strip_prefix('o').filter(|_| is_set_apart(line)))?;
    let space = rest.len() - rest.trim_start().len();
    // "— 30 —" and "* * *" stand between two signs, not behind a bullet.
    let sign = &text[..text.len() - rest.len()];
    let between = rest
        .trim_end()
        .strip_suffix(sign)
        .filter(|inner| inner.is_empty() || inner.ends_with(char::is_whitespace));
    if between.is_some_and(|inner| ink(inner) <= BETWEEN) {
        return None;
    }
    (space > 0 && !rest.trim_start().is_empty()).then_some(text.len() - rest.len() + space)
}

/// True if the first word is set in and apart, as a word is not that begins a line: Word's bullet of the second level is an "o".
fn is_set_apart(line: &Line) -> bool {
    let gap = line.second.map_or(line.first_gap, |second| second - line.first_word);
    line.inset() >= 0.5 * line.size && (0.6 * line.size..=4.0 * line.size).contains(&gap)
}

/// True if a line begins with a sign that says more than a bullet does: an empty box, which in a form stands before what was not chosen,
/// or a star, which may be the label of a note.
pub(super) fn says_more(line: &Line) -> bool {
    line.text().starts_with(['□', '*'])
}

/// True if a line begins with the number or letter of an item: `1.`, `(a)`, `iv)`.
pub(super) fn begins_item(line: &Line) -> bool {
    if line.runs.first().is_some_and(|run| run.raised) {
        return false;
    }
    let text = line.text();
    let Some((word, rest)) = text.trim_start().split_once(char::is_whitespace) else { return false };
    if rest.trim().is_empty() {
        return false;
    }
    let inner = word.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':']);
    let marked = word.len() > inner.len();
    let number = !inner.is_empty() && inner.len() <= 4 && inner.chars().all(|c| c.is_ascii_digit());
    let letter = inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    let roman = inner.len() <= 5 && !inner.is_empty() && inner.chars().all(|c| "ivx".contains(c));
    let dotted = inner.split('.').count() > 1
        && inner
            .split('.')
            .all(|part| !part.is_empty() && part.len() <= 3 && part.chars().all(|c| c.is_ascii_digit()));
    marked && (number && inner.len() <= 3 || letter || roman) || dotted
}

/// True if a line begins with a number in square brackets, as an item of a list does, or text whose note mark found no
/// room on the line above.
pub(super) fn begins_in_brackets(line: &Line) -> bool {
    let text = line.text();
    let number = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(number, _)| {
        (1..=4).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// True if a line begins as a caption does: `Table 2.`
pub(super) fn is_caption(line: &Line) -> bool {
    let text = line.text();
    let mut words = text.split_whitespace();
    let Some(first) = words.next().map(str::to_lowercase) else { return false };
    let number = words.next().unwrap_or("");
    let bare = number.trim_end_matches(['.', ':', ',', ')']);
    let numbered = !bare.is_empty()
        && bare.len() <= 6
        && bare.chars().all(|c| c.is_ascii_digit() || c == '.' || "IVXA".contains(c));
    CAPTIONS.contains(&first.as_str())
        && numbered
        && (number.len() > bare.len() || words.next().is_none_or(|next| next.starts_with(['—', '–', '-'])))
}

/// The place of a row of dots that leads to a page number, in bytes. A raised number behind an omission is a note's mark.
pub(super) fn leader(line: &Line) -> Option<(usize, usize)> {
    let last = line.runs.iter().rev().find(|run| !run.text.trim().is_empty())?;
    if last.raised {
        return None;
    }
    let text = line.text();
    let end = text.trim_end();
    let number = end.rsplit(|c: char| c == '.' || c == '…' || c == '_' || c.is_whitespace()).next()?;
    if number.is_empty() || number.len() > 5 || !number.chars().all(char::is_alphanumeric) {
        return None;
    }
    let before = &end[..end.len() - number.len()];
    let start = before.trim_end_matches(|c: char| matches!(c, '.' | '…' | '_' | '·') || c.is_whitespace());
    let dots = before[start.len()..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '…' { 3 } else { 1 })
        .sum::<usize>();
    // "D.S......": the first dot is the abbreviation's.
    let last = start.rsplit(char::is_whitespace).next().unwrap_or("");
    let initials = last.split('.').count() > 1 && last.split('.').all(|part| part.chars().count() == 1);
    let own = usize::from(initials && before[start.len()..].starts_with('.'));
    ((dots >= 4 || line.entry) && !start.is_empty()).then_some((start.len() + own, before.len()))
}

/// True if a line ends as a sentence does, note marks and closing quotation marks left out.
pub(super) fn ends_sentence(line: &Line) -> bool {
    ends_with(line, &STOPS)
}

/// True if a line ends as a sentence or a part of one does, which another paragraph may follow.
pub(super) fn ends_clause(line: &Line) -> bool {
    ends_sentence(line) || ends_with(line, &[':', ';', '؛'])
}

/// What ends a sentence in the scripts that are read.
const STOPS: [char; 8] = ['.', '!', '?', '…', '؟', '۔', '。', '।'];

fn ends_with(line: &Line, stops: &[char]) -> bool {
    let plain: String = line.runs.iter().filter(|run| !run.raised).map(|run| run.text.as_str()).collect();
    let end = plain.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“']);
    end.ends_with(stops)
}

/// Words with one or two ideographs between small Latin letters.
pub(super) fn strange(items: &[Item]) -> Vec<String> {
    let lines = items.iter().flat_map(|item| match item {
        Item::Line(line) => std::slice::from_ref(line).iter().collect::<Vec<_>>(),
        Item::Table(cells) => cells.values().flatten().collect(),
    });
    let is_strange = |word: &&str| {
        let signs: Vec<char> = word.chars().collect();
        let letter = |at: usize| signs.get(at).is_some_and(|c| c.is_ascii_lowercase());
        let sign = |at: usize| signs.get(at).is_some_and(|c| is_ideograph(*c));
        (1..signs.len())
            .any(|at| letter(at - 1) && sign(at) && (letter(at + 1) || sign(at + 1) && letter(at + 2)))
    };
    let words = |line: &Line| {
        let text = line.text();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(is_strange);
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    lines.flat_map(words).collect()
}

/// Signs of Chinese writing, which Japanese uses too, and of Korean.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}
