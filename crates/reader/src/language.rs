//! The language of each block, as an ISO 639-1 code.
//!
//! Invariant: a language that the format states is kept; a block about which nothing certain can be said takes the
//! language around it, and none if there is none.
//! Invariant: only the beginning of a block is looked at.
//!
//! The detector is slow, so it is asked about the whole once, and about a block only if its frequent words are not those
//! of the whole.

use crate::sentence::abbreviations;
use probata_report::{Block, Document};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;
use whatlang::{Detector, Lang, Script};

/// Bytes of a block that are looked at.
const SAMPLE: usize = 320;
/// Bytes of the document from which its main language is told.
const DOCUMENT_SAMPLE: usize = 4000;
/// Bytes of the document from which its frequent words are told.
const WORDS_SAMPLE: usize = 1 << 16;
/// Blocks that are judged by themselves to tell what is usual.
const ASKED: usize = 40;
/// How many words are frequent ones.
const FREQUENT: usize = 60;
/// Letters below which a block says nothing about its language.
const TELLING: usize = 60;
/// Letters from which frequent words are believed.
const HALF_TELLING: usize = 30;
/// Letters that are enough where the script leaves few languages.
const ENOUGH: usize = 20;
/// Confidence from which a block is believed to differ from the text around it.
const SURE: f64 = 0.9;

/// True if a text is surely in one of the languages that are known.
pub(crate) fn is_told(text: &str) -> bool {
    detect(text).is_some_and(|(_, confidence)| confidence >= SURE)
}

/// Sets the language of every block that has none.
pub(crate) fn assign(document: &mut Document) {
    let text = document.text.as_str();
    let main = main_language(text, &document.blocks);
    let frequent = frequent_words(text, &document.blocks);
    let usual = usual(text, &document.blocks, &main);
    // The last language told in each script.
    let mut met = vec![main.clone()];
    let mut around = main.clone();
    for block in &mut document.blocks {
        let sample = sample(text, block);
        if block.language.is_empty() {
            let script = whatlang::detect_script(sample);
            let as_usual =
                usual.as_ref().filter(|told| told.script == around.script && told.script == script);
            block.language = match as_usual.filter(|_| has_words_of(sample, &frequent)) {
                Some(told) => told.code.clone(),
                None => of_block(sample, &main, &around, &met),
            };
        }
        if block.span.len() >= TELLING && block.language != around.code {
            around = Told { code: block.language.clone(), script: whatlang::detect_script(sample) };
            met.retain(|told| told.script != around.script);
            met.push(around.clone());
        }
    }
}

/// A language and the script in which it was met.
#[derive(Debug, Clone, Default)]
struct Told {
    code: String,
    script: Option<Script>,
}

fn sample<'t>(text: &'t str, block: &Block) -> &'t str {
    let end = (block.span.start + SAMPLE).min(block.span.end);
    &text[block.span.start..text.floor_char_boundary(end)]
}

/// Samples of blocks all over the text, of about so many bytes.
fn samples(text: &str, blocks: &[Block], bytes: usize) -> String {
    let telling: Vec<&Block> = blocks.iter().filter(|block| block.span.len() >= TELLING).collect();
    let step = (telling.len() * SAMPLE / bytes).max(1);
    let mut samples = String::new();
    for block in telling.into_iter().step_by(step) {
        samples.push_str(sample(text, block));
        samples.push('\n');
    }
    samples
}

/// The words that the text uses most, those in small letters: "the", "of", "and".
fn frequent_words(text: &str, blocks: &[Block]) -> HashSet<String> {
    let samples = samples(text, blocks, WORDS_SAMPLE);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in words(&samples).filter(|word| word.starts_with(char::is_lowercase)) {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(usize, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
        .into_iter()
        .take(FREQUENT)
        .filter(|(count, _)| *count > 2)
        .map(|(_, word)| word.to_owned())
        .collect()
}

/// What two thirds of some blocks all over the text are judged to be, each by itself.
fn usual(text: &str, blocks: &[Block], main: &Told) -> Option<Told> {
    let telling: Vec<&Block> =
        blocks.iter().filter(|block| block.span.len() >= TELLING && is_prose(sample(text, block))).collect();
    let step = (telling.len() / ASKED).max(1);
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut asked = 0;
    for block in telling.into_iter().step_by(step) {
        *counts.entry(of_block(sample(text, block), main, main, &[])).or_default() += 1;
        asked += 1;
    }
    let (code, count) = counts.into_iter().max_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)))?;
    (count * 3 >= asked * 2).then_some(Told { code, script: main.script })
}

/// True if a third of the words are frequent ones of the whole. Related languages share fewer.
fn has_words_of(sample: &str, frequent: &HashSet<String>) -> bool {
    let (mut all, mut found) = (0usize, 0usize);
    for word in words(sample) {
        all += 1;
        found += usize::from(frequent.contains(word));
    }
    found >= 6 && found * 3 >= all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// The language of most of the text.
fn main_language(text: &str, blocks: &[Block]) -> Told {
    let mut samples = samples(text, blocks, DOCUMENT_SAMPLE);
    if samples.is_empty() {
        samples.extend(blocks.iter().take(20).flat_map(|block| sample(text, block).chars().chain([' '])));
    }
    match detect(&samples) {
        Some((code, confidence)) if confidence >= SURE => {
            Told { code: code.to_owned(), script: whatlang::detect_script(&samples) }
        }
        _ => commonest(text, blocks),
    }
}

/// The language of most blocks that tell theirs, for a text of which no language has the most.
fn commonest(text: &str, blocks: &[Block]) -> Told {
    let telling: Vec<&str> =
        blocks.iter().filter(|block| block.span.len() >= TELLING).map(|block| sample(text, block)).collect();
    let step = (telling.len() / ASKED).max(1);
    let mut counts: BTreeMap<&str, (usize, Option<Script>)> = BTreeMap::new();
    for sample in telling.into_iter().step_by(step).filter(|sample| is_prose(sample) || !sample.is_ascii()) {
        if let Some((code, confidence)) = detect(sample)
            && confidence >= SURE
        {
            let (count, script) = counts.entry(code).or_default();
            *count += 1;
            *script = whatlang::detect_script(sample);
        }
    }
    let most = counts.into_iter().max_by_key(|(_, (count, _))| *count);
    most.map_or(Told::default(), |(code, (_, script))| Told { code: code.to_owned(), script })
}

/// `met`: the languages told so far, one a script.
fn of_block(sample: &str, main: &Told, around: &Told, met: &[Told]) -> String {
    if reads_as(sample, &main.code) {
        return main.code.clone();
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= HALF_TELLING
        && let Some(code) = of_frequent_words(sample)
    {
        return code.to_owned();
    }
    let script = whatlang::detect_script(sample);
    let fits = |told: &Told| (script.is_none() || told.script == script) && !excludes(&told.code, sample);
    if letters >= TELLING
        && (is_prose(sample) || !fits(around))
        && let Some((code, confidence)) = detect(sample)
        && (confidence >= SURE || !fits(around) && !fits(main))
    {
        return code.to_owned();
    }
    match (fits(around), fits(main)) {
        (true, _) => around.code.clone(),
        (_, true) => main.code.clone(),
        _ => of_script(sample, script, letters, met),
    }
}

/// True if the language does not have one of the letters.
fn excludes(code: &str, sample: &str) -> bool {
    let foreign: &[char] = match code {
        "ru" => &['і', 'ї', 'є', 'ґ', 'ў', 'І', 'Ї', 'Є'],
        "uk" => &['ы', 'э', 'ё', 'ъ', 'Э', 'Ё'],
        _ => return false,
    };
    sample.contains(foreign)
}

/// A short block in a script that nothing around it is in: the language last met in that script, else the likeliest.
fn of_script(sample: &str, script: Option<Script>, letters: usize, met: &[Told]) -> String {
    if let Some(told) = met
        .iter()
        .find(|told| told.script == script && !told.code.is_empty() && !excludes(&told.code, sample))
    {
        return told.code.clone();
    }
    // Latin letters leave too many. Where nothing would be believed the detector is not asked: a table has very many such cells.
    let is_told = letters >= ENOUGH && script != Some(Script::Latin);
    let told = is_told.then(|| detect(sample)).flatten();
    told.map_or(String::new(), |(code, _)| code.to_owned())
}

/// True if most words begin with a small letter; lists of names and citations tell nothing about their language.
fn is_prose(sample: &str) -> bool {
    let words = || sample.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    let small = words().filter(|word| !word.starts_with(char::is_uppercase)).count();
    small >= 6 && small * 2 > words().count()
}

/// True if the most frequent words of the language, where it has a file, are frequent here, and no other language's are more so.
fn reads_as(sample: &str, code: &str) -> bool {
    let Some((_, own)) = abbreviations::known().find(|(known, _)| *known == code) else { return false };
    let all = words(sample).count();
    let frequent = |list: &abbreviations::Words| words(sample).filter(|word| list.is_frequent(word)).count();
    let count = frequent(own);
    let more = || abbreviations::known().any(|(known, list)| known != code && frequent(list) > count);
    count >= 2 && count * 8 >= all && !more()
}

/// The language with a file whose most frequent words make up a quarter of the words, if no other has as many of them.
fn of_frequent_words(sample: &str) -> Option<&'static str> {
    let all = words(sample).count();
    let mut counts: Vec<(usize, &str)> = abbreviations::known()
        .map(|(code, list)| (words(sample).filter(|word| list.is_frequent(word)).count(), code))
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let (count, code) = *counts.first()?;
    let next = counts.get(1).map_or(0, |(count, _)| *count);
    (count >= 3 && count * 4 >= all && count > next).then_some(code)
}

/// The likeliest language of a text, with the confidence from 0 to 1.
fn detect(text: &str) -> Option<(&'static str, f64)> {
    let info = DETECTOR.detect(text)?;
    let (_, code) = CODES.iter().find(|(language, _)| *language == info.lang())?;
    Some((code, info.confidence()))
}

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(CODES.iter().map(|(language, _)| *language).collect()));

/// Languages in which reports are written or quoted. Left out: those that only take their neighbours' texts
/// (Latin, Esperanto, Afrikaans).
const CODES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "nb"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Mar, "mr"),
    (Lang::Kan, "kn"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tam, "ta"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Guj, "gu"),
    (Lang::Uzb, "uz"),
    (Lang::Pan, "pa"),
    (Lang::Aze, "az"),
    (Lang::Ind, "id"),
    (Lang::Tel, "te"),
    (Lang::Pes, "fa"),
    (Lang::Mal, "ml"),
    (Lang::Ori, "or"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Tuk, "tk"),
    (Lang::Slk, "sk"),
    (Lang::Cat, "ca"),
    (Lang::Hye, "hy"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use probata_report::{BlockKind, Span};

    fn document(paragraphs: &[&str]) -> Document {
        let mut document = Document::empty("test.txt", "text");
        for paragraph in paragraphs {
            let start = document.text.len();
            document.text.push_str(paragraph);
            let span = Span::new(start, document.text.len());
            let kind = BlockKind::Paragraph;
            document.blocks.push(Block { span, kind, language: String::new(), boxed: false });
            document.text.push_str("\n\n");
        }
        document
    }

    fn check(paragraphs: &[&str], expected: Expect) {
        let mut document = document(paragraphs);
        assign(&mut document);
        let codes: Vec<&str> = document.blocks.iter().map(|block| block.language.as_str()).collect();
        expected.assert_eq(&codes.join(" "));
    }

    const ENGLISH: &str =
        "The prisoners were flown to Doln in the night of 4 March, and nobody told their families.";
    const RUSSIAN: &str =
        "Задержанных доставили в Вельск ночью четвертого марта, и никто не сообщил об этом их семьям.";
    const FRENCH: &str = "Les prisonniers ont été transférés à Doln dans la nuit du 4 mars et personne n’a prévenu leurs familles.";
    const ARABIC: &str =
        "نقل السجناء إلى المدينة في ليلة الرابع من مارس ولم يخبر أحد عائلاتهم بما حدث لهم بعد ذلك.";
    const GERMAN: &str = "Die Gefangenen wurden in der Nacht zum vierten März nach Doln geflogen, und niemand sagte es ihren Familien.";

    #[test]
    fn blocks_have_the_language_they_are_written_in() {
        check(&[ENGLISH, RUSSIAN, FRENCH, ARABIC, GERMAN, ENGLISH], expect!["en ru fr ar de en"]);
        check(&[RUSSIAN, RUSSIAN, ENGLISH], expect!["ru ru en"]);
    }

    #[test]
    fn short_blocks_take_the_language_around_them() {
        check(
            &["Summary", ENGLISH, "Doln, 2004", RUSSIAN, "Свидетель", "12", ENGLISH, "12"],
            expect!["en en en ru ru ru en en"],
        );
        check(
            &[
                ENGLISH,
                "Interview with Tomas Verin, Ilan Kostrov, Mira Dessel and Radu Benk, Marnik, Kareva, Ustra, Doln.",
            ],
            expect!["en en"],
        );
    }

    #[test]
    fn nothing_is_said_where_nothing_is_certain() {
        check(&["12", "Verin"], expect![" "]);
        check(&[], expect![""]);
    }

    #[test]
    fn short_blocks_of_a_text_without_a_language_are_quick() {
        let mut document = document(&vec!["Verin"; 100_000]);
        let begun = std::time::Instant::now();
        assign(&mut document);
        assert!(document.blocks.iter().all(|block| block.language.is_empty()));
        assert!(begun.elapsed().as_secs() < 3, "{:?}", begun.elapsed());
    }

    #[test]
    fn a_related_language_is_told_from_that_of_the_whole() {
        const SPANISH: &str = "Los detenidos fueron trasladados a Doln en la noche del 4 de marzo, y nadie lo dijo a sus familias, que no supieron dónde estaban hasta mayo.";
        const DUTCH: &str = "De gevangenen werden in de nacht van 4 maart naar Doln gevlogen en niemand vertelde het aan hun families, die pas in mei hoorden waar zij waren.";
        let mut french = vec![FRENCH; 12];
        french.insert(6, SPANISH);
        check(&french, expect!["fr fr fr fr fr fr es fr fr fr fr fr fr"]);
        let mut german = vec![GERMAN; 12];
        german.insert(6, DUTCH);
        check(&german, expect!["de de de de de de nl de de de de de de"]);
    }
}
