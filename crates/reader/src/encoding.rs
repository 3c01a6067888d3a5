//! Bytes to text: which encoding they are in, and what could not be decoded.
//!
//! Order: byte order mark, the pattern of UTF-32 and of UTF-16, valid UTF-8, what the file declares, UTF-8 with a few bad bytes, and
//! last a guess by the frequency of letters.
//!
//! Invariant: a byte that cannot be decoded becomes U+FFFD and stands in `missing`; none is dropped.

mod four;
mod seven;

use crate::source_map::{SourceMap, Unit};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use probata_report::Missing;

/// At most this many places with bad bytes are listed one by one.
const MOST_LISTED: usize = 20;
/// How much of a file is looked at to tell what it is.
const LOOK: usize = 1 << 16;

/// Zero bytes that alone make no text a file of other kind.
const FEW_ZEROS: usize = 8;

/// A decoded file.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// Name of the encoding in lower case (`utf-8`, `windows-1251`).
    pub encoding: String,
    /// The way back to the bytes.
    pub map: SourceMap,
    /// Where bytes could not be decoded.
    pub missing: Vec<Missing>,
    /// True if nothing but its letters spoke for the encoding.
    pub guessed: bool,
    /// What a person should know of the choice of encoding.
    pub remarks: Vec<String>,
}

/// Decodes. `declared` is the encoding that the file says it has.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((order, start)) = four::utf32(bytes) {
        return four::by_four(bytes, order, start);
    }
    if let Some((encoding, start)) = Encoding::for_bom(bytes) {
        return match encoding == encoding_rs::UTF_8 {
            true => utf8(bytes, start),
            false => by(encoding, bytes, start),
        };
    }
    if let Some(encoding) = utf16_pattern(bytes) {
        return by(encoding, bytes, 0);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // A page read as text that says "UTF-16" in ASCII letters cannot be.
    let declared = declared.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE);
    let (good, long, bad) = utf8_counts(bytes);
    if bad == 0 {
        let mut decoded = utf8(bytes, 0);
        if let Some(other) = declared.filter(|encoding| *encoding != encoding_rs::UTF_8 && good > 0) {
            decoded.remarks.push(format!(
                "the file says that it is {}, but its bytes are UTF-8: read as UTF-8",
                name(other)
            ));
        }
        return decoded;
    }
    // Three bytes that are one UTF-8 character ("“") stand in no other encoding by chance.
    let is_utf8 =
        good >= 2 * bad || long > 0 && good >= bad || declared == Some(encoding_rs::UTF_8) && good >= bad;
    match declared.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        Some(encoding) if !(is_utf8 && good > 8) => by(encoding, bytes, 0),
        _ if is_utf8 => utf8(bytes, 0),
        _ => {
            let mut decoded = by(guess(bytes), bytes, 0);
            let found = match declared {
                Some(named) => format!(
                    "the file is not in the encoding that it names ({}); read as {}, judged by its letters",
                    name(named),
                    decoded.encoding
                ),
                None => format!(
                    "the file does not say its encoding; read as {}, judged by its letters",
                    decoded.encoding
                ),
            };
            decoded.remarks.push(found);
            decoded.guessed = true;
            decoded
        }
    }
}

/// Decodes a stretch of a file whose encoding the file names (a part of a message, an encoded word).
///
/// Labels that say nothing ("us-ascii" above letters that are not, "unknown-8bit") are left out of account; an encoding that
/// takes characters of ASCII for its own (ISO-2022-JP) is believed where its signs stand.
pub(crate) fn decode_as(bytes: &[u8], label: &str) -> Decoded {
    const VAIN: [&str; 7] = ["us-ascii", "ascii", "unknown-8bit", "x-unknown", "unknown", "8bit", "default"];
    let label = label.trim();
    if seven::is_utf7(label) {
        return seven::by_seven(bytes);
    }
    let label = Some(label).filter(|label| !VAIN.iter().any(|vain| vain.eq_ignore_ascii_case(label)));
    match label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes())) {
        Some(encoding) if encoding == encoding_rs::ISO_2022_JP && bytes.contains(&0x1b) => {
            by(encoding, bytes, 0)
        }
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => match Encoding::for_bom(bytes) {
            Some((encoding, start)) => by(encoding, bytes, start),
            None => by(encoding, bytes, 0),
        },
        known => decode(bytes, known.map(Encoding::name)),
    }
}

/// True if there is such an encoding, or the label says nothing.
pub(crate) fn is_known(label: &str) -> bool {
    let label = label.trim();
    label.is_empty()
        || seven::is_utf7(label)
        || Encoding::for_label_no_replacement(label.as_bytes()).is_some()
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// Sequences of several bytes that are UTF-8, those of three or more among them, and stretches that are not.
fn utf8_counts(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut good, mut long, mut bad) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        long += chunk.valid().bytes().filter(|byte| *byte >= 0xE0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, long, bad)
}

/// The encoding that the letters speak for.
///
/// Few bytes beyond ASCII, most of which are signs in Windows-1252 (`§`, `°`, quotation marks), stand in a text in Latin
/// letters: a detector that weighs letters takes the signs for letters of another script.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_latin_with_signs(bytes) {
        return encoding_rs::WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Deny) {
        found if found == encoding_rs::WINDOWS_1251 && is_mac_cyrillic(bytes) => encoding_rs::X_MAC_CYRILLIC,
        found if is_western(found) && is_mac_roman(bytes) => encoding_rs::MACINTOSH,
        found => found,
    }
}

/// Old Macintosh files, which the detector does not know: small letters as in Windows-1251, but capitals below them, and "я"
/// where Windows has a capital.
fn is_mac_cyrillic(bytes: &[u8]) -> bool {
    let is_small = |byte: Option<&u8>| byte.is_some_and(|byte| (0xE0..=0xFE).contains(byte));
    let (mut small, mut capitals, mut windows) = (0, 0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let (before, after) =
            (is_small(at.checked_sub(1).and_then(|at| bytes.get(at))), is_small(bytes.get(at + 1)));
        small += usize::from(*byte >= 0xE0);
        capitals += usize::from(*byte == 0xDF && before || (0x80..=0x9F).contains(byte) && !before && after);
        windows += usize::from((0xC0..=0xD7).contains(byte) && (before || after));
    }
    small >= 10 && capitals > 0 && windows == 0
}

fn is_western(found: &'static Encoding) -> bool {
    found == encoding_rs::WINDOWS_1252 || found == encoding_rs::WINDOWS_1250
}

/// Letters with accents inside words where Windows-1252 has signs and capitals, and none where it has such letters.
fn is_mac_roman(bytes: &[u8]) -> bool {
    let small = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_lowercase);
    let (mut mac, mut windows) = (0, 0);
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80) {
        let before = small(at.checked_sub(1).and_then(|at| bytes.get(at)));
        let letter = at > 0 && bytes[at - 1].is_ascii_alphabetic();
        let inside = before && small(bytes.get(at + 1));
        mac += usize::from(match byte {
            // Capitals and nothing in Windows.
            0x8A | 0x8D..=0x90 => before || letter && small(bytes.get(at + 1)),
            // Signs in Windows, of which dashes and apostrophes stand inside words.
            0x87 | 0x88 | 0x89 | 0x8B | 0x94 | 0x95 | 0x98 | 0x99 | 0x9F => inside,
            _ => false,
        });
        windows += usize::from(*byte >= 0xC0 && (before || inside));
    }
    mac > 0 && windows == 0
}

fn is_latin_with_signs(bytes: &[u8]) -> bool {
    let (mut high, mut signs, mut latin) = (0usize, 0usize, 0usize);
    for byte in bytes {
        latin += usize::from(byte.is_ascii_alphabetic());
        high += usize::from(*byte >= 0x80);
        signs += usize::from(matches!(byte, 0x85 | 0x91..=0x97 | 0xA0..=0xBF | 0xD7 | 0xF7));
    }
    high * 50 <= latin && signs * 10 >= high * 9
}

/// UTF-16 without a byte order mark: nearly all zeros stand at odd, or at even, places.
fn utf16_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let look = &bytes[..bytes.len().min(LOOK) & !1];
    let zeros = |first: usize| look.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = (look.len() / 2 / 20).max(2);
    if odd >= enough && even * 20 <= odd {
        Some(UTF_16LE)
    } else if even >= enough && odd * 20 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// True if the bytes are no text in any encoding looked for: too many control characters.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    if four::utf32(bytes).is_some() || Encoding::for_bom(bytes).is_some() || utf16_pattern(bytes).is_some() {
        return false;
    }
    let look = &bytes[..bytes.len().min(LOOK)];
    let is_odd = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0b\x0c\x1a\x1b".contains(*byte) || **byte == 0x7f;
    let odd = look.iter().filter(is_odd).count();
    let zeros = look.iter().filter(|byte| **byte == 0).count();
    // A few zeros are what a damaged disk leaves in a text; they are told.
    let odd = if zeros <= FEW_ZEROS { odd - zeros } else { odd };
    odd > 2 && odd * 100 > look.len()
}

/// UTF-8 from `start` on; bad bytes are replaced and listed.
fn utf8(bytes: &[u8], start: usize) -> Decoded {
    let mut map = SourceMap::new(Unit::Utf8, start, bytes.len());
    let mut bad = BadBytes::default();
    let mut text = String::with_capacity(bytes.len() - start);
    let mut at = start;
    for chunk in bytes[start..].utf8_chunks() {
        text.push_str(chunk.valid());
        bad.pass(chunk.valid());
        at += chunk.valid().len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            bad.found(at, invalid);
            map.mark(text.len(), at);
            text.push(char::REPLACEMENT_CHARACTER);
            at += invalid;
            map.mark(text.len(), at);
        }
    }
    Decoded {
        text,
        encoding: "utf-8".into(),
        map,
        missing: bad.missing("UTF-8"),
        guessed: false,
        remarks: Vec::new(),
    }
}

/// Another encoding from `start` on.
fn by(encoding: &'static Encoding, bytes: &[u8], start: usize) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(&bytes[start..]);
    let text = text.into_owned();
    let map = match encoding {
        _ if encoding == UTF_16LE || encoding == UTF_16BE => {
            SourceMap::new(Unit::Utf16, start, bytes.len()).with_marks(&text)
        }
        _ if encoding.is_single_byte() => SourceMap::new(Unit::Single, start, bytes.len()).with_marks(&text),
        _ => line_map(encoding, bytes, start),
    };
    let mut bad = BadBytes::default();
    if has_errors {
        for part in text.split_inclusive(char::REPLACEMENT_CHARACTER) {
            bad.pass(part);
            if let Some(before) = part.strip_suffix(char::REPLACEMENT_CHARACTER) {
                bad.offset += before.len();
                let offset = bad.offset;
                let source = map.span(&text, probata_report::Span::new(offset, offset + 3)).start;
                bad.found(source, 1);
                bad.offset += 3;
            } else {
                bad.offset += part.len();
            }
        }
    }
    let missing = bad.missing(encoding.name());
    Decoded { text, encoding: name(encoding), map, missing, guessed: false, remarks: Vec::new() }
}

/// A mark at each line: encodings with several bytes a character keep the newline as in ASCII.
fn line_map(encoding: &'static Encoding, bytes: &[u8], start: usize) -> SourceMap {
    let mut map = SourceMap::new(Unit::Line, start, bytes.len());
    let (mut offset, mut at) = (0, start);
    for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
        offset += encoding.decode_without_bom_handling(line).0.len();
        at += line.len();
        map.mark(offset, at);
    }
    map
}

/// Where bytes could not be decoded.
#[derive(Debug, Default)]
struct BadBytes {
    line: usize,
    offset: usize,
    listed: Vec<(usize, usize)>,
    characters: usize,
}

impl BadBytes {
    fn pass(&mut self, text: &str) {
        self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count();
    }

    fn found(&mut self, at: usize, _bytes: usize) {
        self.characters += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push((self.line + 1, at));
        }
    }

    fn missing(self, encoding: &str) -> Vec<Missing> {
        let total = self.characters;
        let place = |(line, at): &(usize, usize)| format!("line {line}, byte {at}");
        let Some(first) = self.listed.first() else { return Vec::new() };
        let characters =
            if total == 1 { "1 character was".to_owned() } else { format!("{total} characters were") };
        let others: Vec<String> = self.listed[1..].iter().map(place).collect();
        let more = total - self.listed.len();
        let mut why = format!(
            "{characters} not {encoding} and replaced by \u{fffd}; open the file in its program and save it as UTF-8"
        );
        if !others.is_empty() {
            why.push_str(&format!(" (also at {}", others.join("; ")));
            why.push_str(&if more > 0 { format!("; and {more} more)") } else { ")".to_owned() });
        }
        vec![Missing { place: place(first), why }]
    }
}

/// The encoding that the head of a page or an XML file declares.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let value = |after: &str| {
        let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        (end > 0).then(|| value[..end].to_owned())
    };
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"))
    {
        let found = declaration.0.split_once("encoding").and_then(|(_, after)| value(after));
        if found.is_some() {
            return found;
        }
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head[at..].split('>').next()?;
        tag.match_indices("charset").find_map(|(at, word)| value(&head[at_in(tag, &head, at) + word.len()..]))
    })
}

/// Offset in `whole` of the byte at `at` of `part`, which is a slice of it.
fn at_in(part: &str, whole: &str, at: usize) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize + at
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use probata_report::Span;

    fn check(bytes: &[u8], answer: &Expect) {
        let decoded = decode(bytes, declared(bytes).as_deref());
        let missing =
            decoded.missing.iter().map(|m| format!("\n  {}: {}", m.place, m.why)).collect::<String>();
        let remarks = decoded.remarks.iter().map(|remark| format!("\n  {remark}")).collect::<String>();
        answer.assert_eq(&format!("{} {:?}{missing}{remarks}", decoded.encoding, decoded.text));
    }

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn utf16(text: &str, is_little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn unicode_with_and_without_a_mark() {
        check("Задержанный".as_bytes(), &expect![[r#"utf-8 "Задержанный""#]]);
        check(b"\xEF\xBB\xBFVelsk", &expect![[r#"utf-8 "Velsk""#]]);
        check(&utf16("\u{feff}Велск. Doln", true), &expect![[r#"utf-16le "Велск. Doln""#]]);
        check(&utf16("\u{feff}Велск. Doln", false), &expect![[r#"utf-16be "Велск. Doln""#]]);
        check(&utf16("The report of Lantern.\n", true), &expect![[r#"utf-16le "The report of Lantern.\n""#]]);
        check(
            &utf16("Его задержали в Велске. Он сидел.\n", false),
            &expect![[r#"utf-16be "Его задержали в Велске. Он сидел.\n""#]],
        );
        check("a \u{fffd} in the file is text".as_bytes(), &expect![[r#"utf-8 "a � in the file is text""#]]);
    }

    #[test]
    fn old_code_pages_by_their_letters() {
        let cyrillic = "Он был задержан в Велске 4 марта.";
        check(
            &encoded(encoding_rs::WINDOWS_1251, cyrillic),
            &expect![[r#"
            windows-1251 "Он был задержан в Велске 4 марта."
              the file does not say its encoding; read as windows-1251, judged by its letters"#]],
        );
        check(
            &encoded(encoding_rs::WINDOWS_1251, "Велск"),
            &expect![[r#"
            windows-1251 "Велск"
              the file does not say its encoding; read as windows-1251, judged by its letters"#]],
        );
        let french = "Il a été arrêté à Velsk; la détention a duré dix jours.";
        check(
            &encoded(encoding_rs::WINDOWS_1252, french),
            &expect![[r#"
            windows-1252 "Il a été arrêté à Velsk; la détention a duré dix jours."
              the file does not say its encoding; read as windows-1252, judged by its letters"#]],
        );
        check(
            &encoded(encoding_rs::WINDOWS_1252, "café"),
            &expect![[r#"
            windows-1252 "café"
              the file does not say its encoding; read as windows-1252, judged by its letters"#]],
        );
        let arabic = "تم اعتقاله في مدينة فيلسك في الرابع من مارس";
        check(
            &encoded(encoding_rs::WINDOWS_1256, arabic),
            &expect![[r#"
            windows-1256 "تم اعتقاله في مدينة فيلسك في الرابع من مارس"
              the file does not say its encoding; read as windows-1256, judged by its letters"#]],
        );
        check(
            &encoded(encoding_rs::WINDOWS_1252, "“Quoted” – he said"),
            &expect![[r#"
            windows-1252 "“Quoted” – he said"
              the file does not say its encoding; read as windows-1252, judged by its letters"#]],
        );
    }

    #[test]
    fn stray_bytes_in_utf_8_are_missing_and_do_not_garble_the_rest() {
        let mut bytes = "He said: “They knew.” Then he left “the hotel”.".as_bytes().to_vec();
        for at in [45, 20, 3] {
            bytes.insert(at, 0xE9);
        }
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding, "utf-8");
        let marks: String = decoded.text.chars().filter(|letter| "“”".contains(*letter)).collect();
        assert_eq!(marks, "“”“”");
        assert_eq!(decoded.missing.len(), 1);
        assert!(
            decoded.missing[0].why.starts_with("3 characters were not UTF-8"),
            "{}",
            decoded.missing[0].why
        );
    }

    #[test]
    fn signs_in_a_latin_text_are_no_letters_of_another_script() {
        let text = "Held under 28 C.O.V. \u{a7} 600.8 and \u{a7}\u{a7} 9 to 13 of the Code, at 5\u{b0} below zero, as \
                    the \u{ae}egistry of the Republic of Sorvania recorded in its own book on the fourth of March, and as \
                    a good many of the people who were held there with him have since told Lantern Rights Watch in Velsk, \
                    Doln and Kareva, each of them alone and without having been asked about the cold in the cells at all. ";
        let decoded = decode(&encoded(encoding_rs::WINDOWS_1252, text), None);
        assert_eq!((decoded.encoding.as_str(), decoded.text.as_str()), ("windows-1252", text));
        let cyrillic = decode(&encoded(encoding_rs::ISO_8859_5, "Он был задержан в Велске 4 марта."), None);
        assert_eq!(cyrillic.encoding, "iso-8859-5");
    }

    #[test]
    fn what_the_file_declares_wins_over_a_guess() {
        let page = encoded(encoding_rs::WINDOWS_1251, "<meta charset='windows-1251'><p>Да");
        check(&page, &expect![[r#"windows-1251 "<meta charset='windows-1251'><p>Да""#]]);
        let page = encoded(
            encoding_rs::WINDOWS_1252,
            "<META http-equiv=Content-Type content=\"text/html; charset=ISO-8859-1\"><p>é",
        );
        check(
            &page,
            &expect![[
                r#"windows-1252 "<META http-equiv=Content-Type content=\"text/html; charset=ISO-8859-1\"><p>é""#
            ]],
        );
        let page =
            encoded(encoding_rs::WINDOWS_1251, "<?xml version=\"1.0\" encoding=\"windows-1251\"?><p>Да");
        check(&page, &expect![[r#"windows-1251 "<?xml version=\"1.0\" encoding=\"windows-1251\"?><p>Да""#]]);
        check(
            "<meta charset=windows-1252><p>Велск".as_bytes(),
            &expect![[r#"
            utf-8 "<meta charset=windows-1252><p>Велск"
              the file says that it is windows-1252, but its bytes are UTF-8: read as UTF-8"#]],
        );
    }

    #[test]
    fn bad_bytes_are_listed() {
        check(
            b"\xd0\x92\xd0\xb5\xd0\xbb\xd1\x81\nVelsk \xff\xfe here",
            &expect![[r#"
            utf-8 "Велс\nVelsk �� here"
              line 2, byte 15: 2 characters were not UTF-8 and replaced by �; open the file in its program and save it as UTF-8 (also at line 2, byte 16)"#]],
        );
        check("Велск\u{0}".as_bytes(), &expect![[r#"utf-8 "Велск\0""#]]);
    }

    #[test]
    fn the_way_back_is_exact() {
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1252, encoding_rs::UTF_8] {
            let text = "é Да\n".repeat(300);
            let bytes = encoded(encoding, &text);
            let decoded = decode(&bytes, Some(encoding.name()));
            for (offset, c) in decoded.text.char_indices() {
                let span = decoded.map.span(&decoded.text, Span::new(offset, offset + c.len_utf8()));
                let back = encoding.decode_without_bom_handling(&bytes[span.range()]).0.into_owned();
                assert_eq!(back, c.to_string(), "{encoding:?} {offset}");
            }
        }
        let bytes = utf16("\u{feff}Да \u{1f56f} Doln\n", true);
        let decoded = decode(&bytes, None);
        let at = decoded.text.find("Doln").unwrap();
        assert_eq!(decoded.map.span(&decoded.text, Span::new(at, at + 4)), Span::new(14, 22));
        let bytes = b"\xEF\xBB\xBF\xd0\x92\xd0\xb5\xd0\xbb \xff Doln";
        let decoded = decode(bytes, None);
        let at = decoded.text.find("Doln").unwrap();
        assert_eq!(decoded.map.span(&decoded.text, Span::new(at, at + 4)), Span::new(12, 16));
    }

    #[test]
    fn rubbish_is_told_from_text() {
        assert!(is_binary(b"\x7fELF\x02\x01\x01\x00\x00\x00"));
        assert!(is_binary(&(0..=255).cycle().take(5000).collect::<Vec<u8>>()));
        assert!(!is_binary("Велск".as_bytes()));
        assert!(!is_binary(&utf16("Doln and Ustra", true)));
        assert!(!is_binary(&[b"line\n".repeat(200).as_slice(), b"\0"].concat()));
    }

    #[test]
    fn four_bytes_a_character() {
        let little: Vec<u8> = "Дольн\nheld".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        let big: Vec<u8> = "\u{feff}Дольн".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        check(&little, &expect![[r#"utf-32le "Дольн\nheld""#]]);
        check(&[b"\xff\xfe\0\0".as_slice(), &little].concat(), &expect![[r#"utf-32le "Дольн\nheld""#]]);
        check(
            &[big.as_slice(), &[0xff; 4]].concat(),
            &expect![[r#"
            utf-32be "Дольн�"
              line 1, byte 24: 1 character was not UTF-32 and replaced by �; open the file in its program and save it as UTF-8"#]],
        );
    }

    #[test]
    fn a_page_that_names_a_wrong_encoding() {
        let page = [
            b"<meta charset=utf-8><p>".as_slice(),
            &encoded(encoding_rs::WINDOWS_1251, "Людей держали в подвале школы."),
        ];
        check(
            &page.concat(),
            &expect![[r#"
            windows-1251 "<meta charset=utf-8><p>Людей держали в подвале школы."
              the file is not in the encoding that it names (utf-8); read as windows-1251, judged by its letters"#]],
        );
    }
}
