//! The code of a number format, as it is written.

use super::{Compare, Section, Token};

/// The sections of a code: stretches between semicolons that are not quoted.
pub(super) fn split(code: &str) -> Vec<Vec<char>> {
    let (mut sections, mut quoted, mut escaped) = (vec![Vec::new()], false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            sections.push(Vec::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = matches!(c, '\\' | '_' | '*') && !escaped && !quoted;
        if let Some(section) = sections.last_mut() {
            section.push(c);
        }
    }
    sections
}

/// Reads a section.
pub(super) fn parse(chars: &[char]) -> Section {
    let mut section = Section::default();
    let mut at = 0;
    let literal = |section: &mut Section, text: &str| match section.tokens.last_mut() {
        Some(Token::Literal(before)) => before.push_str(text),
        _ => section.tokens.push(Token::Literal(text.to_owned())),
    };
    while let Some(&c) = chars.get(at) {
        let run = chars[at..].iter().take_while(|other| other.eq_ignore_ascii_case(&c)).count();
        let mut taken = 1;
        match c {
            '"' => {
                let end = chars[at + 1..].iter().position(|c| *c == '"').unwrap_or(chars.len() - at - 1);
                literal(&mut section, &chars[at + 1..at + 1 + end].iter().collect::<String>());
                taken = end + 2;
            }
            '\\' => {
                chars.get(at + 1).into_iter().for_each(|c| literal(&mut section, &c.to_string()));
                taken = 2;
            }
            // The width of a character, and one that fills the cell.
            '_' => {
                literal(&mut section, " ");
                taken = 2;
            }
            '*' => taken = 2,
            '[' => {
                let end = chars[at..].iter().position(|c| *c == ']').unwrap_or(chars.len() - at);
                let inside: String = chars[at + 1..(at + end).min(chars.len())].iter().collect();
                bracket(&mut section, &inside);
                taken = end + 1;
            }
            '0' | '#' | '?' => section.tokens.push(Token::Digit(c)),
            '.' => section.tokens.push(Token::Point),
            ',' => section.tokens.push(Token::Comma),
            '%' => section.tokens.push(Token::Percent),
            '/' => section.tokens.push(Token::Slash),
            '@' => section.tokens.push(Token::Text),
            'E' | 'e' if matches!(chars.get(at + 1), Some('+' | '-')) => {
                section.tokens.push(Token::Exponent(chars[at + 1] == '+'));
                taken = 2;
            }
            'G' | 'g' if begins(&chars[at..], "general") => {
                section.tokens.push(Token::General);
                taken = 7;
            }
            'A' | 'a' if begins(&chars[at..], "am/pm") => {
                section.tokens.push(Token::HalfDay(true));
                taken = 5;
            }
            'A' | 'a' if begins(&chars[at..], "a/p") => {
                section.tokens.push(Token::HalfDay(false));
                taken = 3;
            }
            'y' | 'Y' | 'e' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                section.tokens.push(match c.to_ascii_lowercase() {
                    'y' | 'e' => Token::Year(if c == 'e' { 4 } else { run }),
                    'm' => Token::Month(run),
                    'd' => Token::Day(run),
                    'h' => Token::Hour(run),
                    _ => Token::Second(run),
                });
                taken = run;
            }
            c => literal(&mut section, &c.to_string()),
        }
        at += taken;
    }
    minutes(&mut section.tokens);
    section
}

fn begins(chars: &[char], word: &str) -> bool {
    chars.len() >= word.len() && word.chars().zip(chars).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// A colour, a condition, a currency with a language, hours that passed.
fn bracket(section: &mut Section, inside: &str) {
    if let Some(currency) = inside.strip_prefix('$') {
        let (sign, locale) = currency.rsplit_once('-').unwrap_or((currency, ""));
        section.is_system |= matches!(locale.to_ascii_uppercase().as_str(), "F800" | "F400");
        section.locale = u32::from_str_radix(locale, 16).map_or(section.locale, |locale| locale & 0xFFFF);
        if !sign.is_empty() {
            section.tokens.push(Token::Literal(sign.to_owned()));
        }
        return;
    }
    let first = inside.chars().next().map(|c| c.to_ascii_lowercase());
    if let Some(unit @ ('h' | 'm' | 's')) = first
        && inside.chars().all(|c| c.to_ascii_lowercase() == unit)
    {
        return section.tokens.push(Token::Elapsed(unit, inside.len()));
    }
    let signs: [(&str, Compare); 6] = [
        ("<=", Compare::LessOrEqual),
        (">=", Compare::MoreOrEqual),
        ("<>", Compare::NotEqual),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
    ];
    if let Some((sign, how)) = signs.into_iter().find(|(sign, _)| inside.starts_with(sign))
        && let Ok(bound) = inside[sign.len()..].trim().parse()
    {
        section.condition = Some((how, bound));
    }
}

/// `m` behind hours or before seconds is minutes; digits behind `s.` are parts of a second.
fn minutes(tokens: &mut Vec<Token>) {
    let is_time = |token: &Token| {
        matches!(
            token,
            Token::Year(_)
                | Token::Month(_)
                | Token::Day(_)
                | Token::Hour(_)
                | Token::Second(_)
                | Token::Elapsed(..)
        )
    };
    for at in 0..tokens.len() {
        let Token::Month(width) = tokens[at] else { continue };
        let before = tokens[..at].iter().rev().find(|token| is_time(token));
        let after = tokens[at + 1..].iter().find(|token| is_time(token));
        let is_minute = width <= 2
            && (matches!(before, Some(Token::Hour(_) | Token::Elapsed('h', _)))
                || matches!(after, Some(Token::Second(_) | Token::Elapsed('s', _))));
        if is_minute {
            tokens[at] = Token::Minute(width);
        }
    }
    let mut at = 0;
    while at + 1 < tokens.len() {
        let is_second = at > 0 && matches!(tokens[at - 1], Token::Second(_) | Token::Elapsed('s', _));
        if tokens[at] == Token::Point && is_second {
            let digits = tokens[at + 1..].iter().take_while(|token| **token == Token::Digit('0')).count();
            if digits > 0 {
                tokens.splice(at..=at + digits, [Token::Fraction(digits.min(9))]);
            }
        }
        at += 1;
    }
}
