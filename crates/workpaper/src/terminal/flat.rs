use probata_report::Span;

/// `text` as one line that cannot steer a terminal: white space becomes single spaces, control characters and those
/// that turn the direction of writing are replaced by `\u{fffd}`.
pub fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        push(&mut out, character);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text around a span, flattened.
pub(super) struct Around {
    pub before: String,
    pub marked: String,
    pub after: String,
}

/// Flattens `context`, keeping apart what stands before, in and after `marked`; all of it must lie on character
/// boundaries of `text`.
pub(super) fn around(text: &str, context: Span, marked: Span) -> Around {
    let start = marked.start.clamp(context.start, context.end);
    let end = marked.end.clamp(start, context.end);
    let stretch = |from, to| text.get(from..to).unwrap_or("");
    let mut out = String::new();
    let mut ends = [0; 3];
    for (index, part) in [stretch(context.start, start), stretch(start, end), stretch(end, context.end)]
        .into_iter()
        .enumerate()
    {
        part.chars().for_each(|character| push(&mut out, character));
        ends[index] = out.len();
    }
    let before = out[..ends[0]].trim_start().to_owned();
    Around { before, marked: out[ends[0]..ends[1]].to_owned(), after: out[ends[1]..].trim_end().to_owned() }
}

fn push(out: &mut String, character: char) {
    if character.is_whitespace() {
        if !out.ends_with(' ') {
            out.push(' ');
        }
    } else if steers(character) {
        out.push('\u{fffd}');
    } else {
        out.push(character);
    }
}

/// Control characters, overrides and isolates of direction, the byte-order mark and line marks of old systems.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// True if it is written from right to left, so that columns on the screen do not follow the order of characters.
pub(super) fn right_to_left(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'))
}
