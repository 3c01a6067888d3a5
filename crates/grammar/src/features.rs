//! What the network sees of a word: the word itself, its ends, its outline.
//!
//! Invariant: only the characters of the word count; typographic quotation marks and dashes count as typed ones.

/// Features of a word: one row of the network's table each.
pub(crate) const KINDS: usize = 8;

/// Rows of the hashed kinds, in order: endings of one to four letters, beginnings of two and three, outlines.
const HASHED: [u64; KINDS - 1] = [256, 1024, 4096, 4096, 1024, 4096, 512];

/// Rows of all hashed kinds.
pub(crate) const HASHED_ROWS: usize = 256 + 1024 + 4096 + 4096 + 1024 + 4096 + 512;

/// A word as it is looked up.
pub(crate) struct Word {
    /// Hash of the word in lower case, typographic signs replaced.
    pub key: u32,
    /// Hash of what follows its last hyphen, if it has one.
    pub last: Option<u32>,
    /// Rows of the hashed features, counted from 0.
    pub rows: [u32; KINDS - 1],
}

/// Letters of a word beyond which its middle is not looked at.
const LONGEST: usize = 64;

impl Word {
    /// Looks at a word; `letters` is room to work in.
    pub fn of(word: &str, letters: &mut Vec<char>) -> Self {
        letters.clear();
        let outline = outline(word);
        for letter in word.chars().take(LONGEST) {
            plain(letter, letters);
        }
        let hyphen = letters.iter().rposition(|letter| *letter == '-').filter(|at| *at > 0);
        let last = hyphen.map(|at| &letters[at + 1..]).filter(|last| !last.is_empty());
        Self { key: hash(0, letters), last: last.map(|last| hash(0, last)), rows: rows(letters, outline) }
    }
}

/// The key of a word of a lexicon.
pub(crate) fn key(word: &str) -> u32 {
    Word::of(word, &mut Vec::new()).key
}

/// The letter in lower case; typographic signs as they are typed.
fn plain(letter: char, letters: &mut Vec<char>) {
    match letter {
        'A'..='Z' => letters.push(letter.to_ascii_lowercase()),
        '`' => letters.push('\''),
        '\0'..='\x7f' => letters.push(letter),
        '“' | '”' | '„' | '«' | '»' | '″' => letters.push('"'),
        '‘' | '’' | '‚' | '′' => letters.push('\''),
        '—' | '―' => letters.extend(['-', '-']),
        '–' | '‐' | '\u{2011}' | '−' => letters.push('-'),
        '…' => letters.extend(['.', '.', '.']),
        '\u{AD}' => {}
        _ => letters.push(letter.to_lowercase().next().unwrap_or(letter)),
    }
}

fn rows(letters: &[char], outline: u64) -> [u32; KINDS - 1] {
    let end = |length: usize| hash(length as u64, &letters[letters.len().saturating_sub(length)..]);
    let start = |length: usize| hash(length as u64 + 8, &letters[..letters.len().min(length)]);
    let hashes = [end(1), end(2), end(3), end(4), start(2), start(3)];
    let mut rows = [0; KINDS - 1];
    let mut from = 0;
    for (at, size) in HASHED.into_iter().enumerate() {
        let value = hashes.get(at).map_or(outline, |hash| u64::from(*hash));
        rows[at] = from + (value % size) as u32;
        from += size as u32;
    }
    rows
}

/// A number below 480 for the word's outline: capitals, digits, hyphens, stops, length.
fn outline(word: &str) -> u64 {
    let mut count = 0u64;
    let (mut upper, mut lower, mut digit, mut hyphen, mut stop, mut inner) =
        (0u64, false, false, false, false, false);
    for letter in word.chars() {
        let capital = letter.is_uppercase();
        upper += u64::from(capital);
        inner |= capital && count > 0;
        lower |= letter.is_lowercase();
        digit |= letter.is_ascii_digit();
        hyphen |= matches!(letter, '-' | '–' | '\u{2011}');
        stop |= letter == '.';
        count += 1;
    }
    let first = match word.chars().next() {
        Some(letter) if letter.is_uppercase() => 0,
        Some(letter) if letter.is_lowercase() => 1,
        Some(letter) if letter.is_ascii_digit() => 2,
        Some(letter) if letter.is_alphabetic() => 3,
        _ => 4,
    };
    let length = match count {
        0..=1 => 0,
        2..=3 => 1,
        _ => 2,
    };
    let flags = [upper > 1 && !lower, inner && lower, digit, hyphen, stop];
    let flags = flags.iter().fold(0, |sum, flag| sum * 2 + u64::from(*flag));
    (first * 32 + flags) * 3 + length
}

/// FNV-1a over characters, folded to 32 bits.
fn hash(seed: u64, letters: &[char]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed;
    for letter in letters {
        hash = (hash ^ u64::from(*letter as u32)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}
