//! Names in Latin, Cyrillic and Arabic letters: which spellings are one name.
//!
//! A name is read as sounds, each with the letters that stand for it in any of the three scripts. A pattern of its consonants finds
//! candidates among the index's words; how near each is is told by comparing sounds, vowels too.

use crate::fold::folded;
use crate::language::{Script, without_article};

/// How near a spelling must be, from 0 to 1.
const NEAR: f32 = 0.88;
/// Letters that a name has at least if it has one consonant only, by whether it is in Latin letters.
const SHORTEST: [usize; 2] = [3, 4];

/// Sounds as bits; a letter that stands for several has several.
type Sounds = u32;

const B: Sounds = 1;
const P: Sounds = 1 << 1;
const T: Sounds = 1 << 2;
const D: Sounds = 1 << 3;
const K: Sounds = 1 << 4;
const G: Sounds = 1 << 5;
const F: Sounds = 1 << 6;
const V: Sounds = 1 << 7;
const M: Sounds = 1 << 8;
const N: Sounds = 1 << 9;
const L: Sounds = 1 << 10;
const R: Sounds = 1 << 11;
const S: Sounds = 1 << 12;
const Z: Sounds = 1 << 13;
const SH: Sounds = 1 << 14;
const CH: Sounds = 1 << 15;
const J: Sounds = 1 << 16;
const H: Sounds = 1 << 17;
const TS: Sounds = 1 << 18;
/// Vowels like "a", "i" and "u".
const A: Sounds = 1 << 20;
const I: Sounds = 1 << 21;
const U: Sounds = 1 << 22;
/// A letter that other scripts leave out: ayin, hamza.
const SILENT: Sounds = 1 << 23;
/// Two vowels that other scripts write as one, and never leave out.
const LONG: Sounds = 1 << 24;

const VOWELS: Sounds = A | I | U | SILENT;

/// Letters and what they stand for, longer groups first.
const LETTERS: [(&str, &[Sounds]); 122] = [
    // Latin.
    ("shch", &[SH]),
    ("tsch", &[CH]),
    ("sch", &[SH]),
    ("tch", &[CH]),
    ("dzh", &[J]),
    ("dj", &[J]),
    ("sh", &[SH]),
    ("ch", &[CH | SH | H]),
    ("kh", &[H | K]),
    ("gh", &[G]),
    ("zh", &[J]),
    ("th", &[T | S]),
    ("dh", &[D | Z]),
    ("ph", &[F]),
    ("ck", &[K]),
    ("ts", &[TS]),
    ("tz", &[TS]),
    ("ai", &[I | LONG]),
    ("ay", &[I | LONG]),
    ("ei", &[I | LONG]),
    ("ey", &[I | LONG]),
    ("ou", &[U]),
    ("oo", &[U]),
    ("ee", &[I]),
    ("b", &[B]),
    ("p", &[P]),
    ("t", &[T]),
    ("d", &[D]),
    ("k", &[K]),
    ("q", &[K]),
    ("g", &[G | J]),
    ("f", &[F]),
    ("v", &[V]),
    ("w", &[V | U]),
    ("m", &[M]),
    ("n", &[N]),
    ("l", &[L]),
    ("r", &[R]),
    ("s", &[S]),
    ("z", &[Z]),
    ("c", &[K | S | TS]),
    ("j", &[J]),
    ("h", &[H]),
    ("x", &[K, S]),
    ("a", &[A]),
    ("e", &[A | I]),
    ("i", &[I]),
    ("o", &[U]),
    ("u", &[U]),
    ("y", &[I]),
    // Cyrillic.
    ("дж", &[J]),
    ("аи", &[I | LONG]),
    ("еи", &[I | LONG]),
    ("эи", &[I | LONG]),
    ("яи", &[I | LONG]),
    ("б", &[B]),
    ("п", &[P]),
    ("т", &[T]),
    ("д", &[D]),
    ("к", &[K]),
    ("қ", &[K]),
    ("г", &[G | H]),
    ("ғ", &[G]),
    ("ґ", &[G]),
    ("ф", &[F]),
    ("в", &[V]),
    ("м", &[M]),
    ("н", &[N]),
    ("ң", &[N]),
    ("л", &[L]),
    ("р", &[R]),
    ("с", &[S]),
    ("з", &[Z]),
    ("ш", &[SH]),
    ("щ", &[SH]),
    ("ч", &[CH]),
    ("ж", &[J]),
    ("х", &[H]),
    ("һ", &[H]),
    ("ц", &[TS]),
    ("а", &[A]),
    ("ә", &[A]),
    ("э", &[A | I]),
    ("е", &[A | I]),
    ("и", &[I]),
    ("ы", &[I]),
    ("о", &[U]),
    ("ө", &[U]),
    ("у", &[U]),
    ("ү", &[U]),
    ("ю", &[U | I]),
    ("я", &[A | I]),
    // Arabic.
    ("تش", &[CH]),
    ("اي", &[I | LONG]),
    ("ب", &[B | P]),
    ("پ", &[P]),
    ("ت", &[T]),
    ("ط", &[T]),
    ("ث", &[T | S]),
    ("د", &[D]),
    ("ض", &[D | Z]),
    ("ذ", &[D | Z]),
    ("ظ", &[D | Z]),
    ("ك", &[K]),
    ("ق", &[K | G]),
    ("غ", &[G]),
    ("گ", &[G]),
    ("ف", &[F | V]),
    ("م", &[M]),
    ("ن", &[N]),
    ("ل", &[L]),
    ("ر", &[R]),
    ("س", &[S]),
    ("ص", &[S]),
    ("ز", &[Z]),
    ("ش", &[SH]),
    ("چ", &[CH]),
    ("ج", &[J | G]),
    ("ژ", &[J]),
    ("ح", &[H]),
    ("خ", &[H | K]),
    ("ه", &[H | A]),
];

/// Letters that are vowels or may be, or that other scripts leave out.
const LOOSE: [(char, Sounds); 8] =
    [('ا', A), ('و', U | V), ('ي', I), ('ع', SILENT), ('ء', SILENT), ('ڤ', V), ('ь', SILENT), ('ъ', SILENT)];

/// What a word sounds like.
fn sounds(word: &str) -> Vec<Sounds> {
    let mut sounds = Vec::new();
    let mut rest = word;
    // At the beginning an alif carries any vowel.
    if let Some(behind) = word.strip_prefix('ا') {
        sounds.push(A | I | U);
        rest = behind;
    }
    while let Some(letter) = rest.chars().next() {
        if let Some((letters, stand_for)) = LETTERS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            sounds.extend(*stand_for);
            rest = &rest[letters.len()..];
            continue;
        }
        sounds.extend(LOOSE.iter().find(|(long, _)| *long == letter).map(|(_, sound)| *sound));
        rest = &rest[letter.len_utf8()..];
    }
    sounds
}

fn is_vowel(sound: Sounds) -> bool {
    sound & VOWELS != 0
}

/// A name that is looked for.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// What it sounds like as it stands, and without the ending of a Russian case.
    forms: Vec<Vec<Sounds>>,
    is_arabic: bool,
    /// As it was asked for, folded.
    pub word: String,
}

impl Name {
    /// Reads a word as a name; none if it is too short to be told from others.
    pub fn new(word: &str) -> Option<Self> {
        let word = folded(word);
        let script = Script::of(&word);
        let is_arabic = script == Script::Arabic;
        let bare = if is_arabic { without_article(&word) } else { &word };
        let mut forms: Vec<Vec<Sounds>> = cyrillic_forms(&word).into_iter().map(sounds).collect();
        forms.extend((bare != word).then(|| sounds(bare)));
        let shortest = SHORTEST[usize::from(script == Script::Latin)];
        let is_long_enough = match consonants(forms.first()?) {
            0 => false,
            1 => word.chars().count() >= shortest,
            _ => word.chars().count() > 2,
        };
        is_long_enough.then_some(Self { forms, is_arabic, word })
    }

    /// A pattern that every spelling fits, and others too; of a long name by its first consonants only.
    pub fn pattern(&self, most: usize) -> String {
        let forms: Vec<String> = self.forms.iter().map(|form| pattern(form, most)).collect();
        format!("([وف]?[بلك]?(ال)?)?({})", forms.join("|"))
    }

    /// How near a word of the index is: from 0 to 1, none if it is another name.
    pub fn nearness(&self, word: &str) -> Option<f32> {
        let is_arabic = Script::of(word) == Script::Arabic;
        let others = if is_arabic { arabic_forms(word) } else { cyrillic_forms(word) };
        let others: Vec<Vec<Sounds>> = others.into_iter().map(sounds).collect();
        let costs = Costs { omits_here: self.is_arabic, omits_there: is_arabic };
        let near = |form: &Vec<Sounds>, other: &Vec<Sounds>| {
            1.0 - costs.between(form, other) / (consonants(form) + 1) as f32
        };
        let all = self.forms.iter().flat_map(|form| others.iter().map(move |other| near(form, other)));
        let nearest = all.fold(0.0, f32::max);
        (nearest >= NEAR).then_some(nearest)
    }
}

/// A pattern of the consonants of one form.
fn pattern(sounds: &[Sounds], most: usize) -> String {
    let vowels = class(is_vowel);
    let mut pattern = String::new();
    if sounds.first().is_some_and(|first| is_vowel(*first) && first & (V | H) == 0) {
        pattern += &format!("{vowels}+");
    }
    // An "h" behind the last vowel may be there or not.
    let ends = match sounds {
        [before @ .., last, H] if is_vowel(*last) => before.len() + 1,
        _ => sounds.len(),
    };
    let (mut before, mut count, mut at) = (0, 0, 0);
    while at < ends {
        let sound = sounds[at];
        let is_pair = sound & K != 0 && sounds.get(at + 1).is_some_and(|next| next & S != 0);
        if is_vowel(sound) {
            let consonant = sound & (V | H);
            if consonant != 0 {
                pattern += &format!("({})?{vowels}*", class(|other| other & consonant != 0));
            }
        } else if sound != before {
            // A doubled letter is one sound, and a vowel may be left out.
            if count == most {
                return pattern + ".*";
            }
            count += 1;
            let one = class(|other| other & sound != 0);
            if is_pair {
                pattern += &format!("({one}+{vowels}*{}+|x){vowels}*", class(|other| other & S != 0));
                at += 1;
            } else {
                pattern += &format!("{one}+{vowels}*");
            }
        }
        before = sounds[at];
        at += 1;
    }
    // Endings of Russian cases, and that "h".
    pattern + "(м|ми|х|h)?"
}

/// Consonants, a doubled one as one.
fn consonants(sounds: &[Sounds]) -> usize {
    let is_new = |at: &usize| !is_vowel(sounds[*at]) && (*at == 0 || sounds[*at - 1] != sounds[*at]);
    (0..sounds.len()).filter(is_new).count()
}

/// Letters that stand for some sounds, as alternatives of a pattern.
fn class(fits: impl Fn(Sounds) -> bool) -> String {
    let of_one = LETTERS
        .iter()
        .filter(|(_, sounds)| sounds.len() == 1 && fits(sounds[0]))
        .map(|(letters, _)| *letters);
    let long: Vec<String> =
        LOOSE.iter().filter(|(_, sound)| fits(*sound)).map(|(letter, _)| letter.to_string()).collect();
    let letters: Vec<&str> = of_one.chain(long.iter().map(String::as_str)).collect();
    let (ones, groups): (Vec<&str>, Vec<&str>) =
        letters.iter().partition(|letters| letters.chars().count() == 1);
    match groups.is_empty() {
        true => format!("[{}]", ones.concat()),
        false => format!("({}|[{}])", groups.join("|"), ones.concat()),
    }
}

/// An Arabic word as it stands, and without what is written together with it.
fn arabic_forms(word: &str) -> Vec<&str> {
    let mut forms = vec![word, without_article(word)];
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    forms.push(bare);
    forms.push(bare.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(bare));
    forms.retain(|form| form.chars().count() > 2);
    forms
}

/// A word as it stands, and without the ending of a Russian case.
fn cyrillic_forms(word: &str) -> Vec<&str> {
    let mut forms = vec![word];
    if Script::of(word) == Script::Cyrillic {
        let endings = ["ами", "ами", "ым", "ом", "ем", "ах", "ою"];
        let bare = endings.iter().filter_map(|ending| word.strip_suffix(ending));
        forms.extend(bare.filter(|bare| bare.chars().count() > 3));
    }
    forms
}

/// What a difference costs. A script that omits short vowels makes their absence cheap.
struct Costs {
    omits_here: bool,
    omits_there: bool,
}

impl Costs {
    /// The least cost of making one of the other.
    fn between(&self, here: &[Sounds], there: &[Sounds]) -> f32 {
        let width = there.len() + 1;
        let mut costs = vec![0.0_f32; (here.len() + 1) * width];
        for at in 0..=here.len() {
            for to in 0..=there.len() {
                if at == 0 && to == 0 {
                    continue;
                }
                let mut least = f32::INFINITY;
                if at > 0 {
                    least = least.min(costs[(at - 1) * width + to] + lost(here, at - 1, self.omits_there));
                }
                if to > 0 {
                    least = least.min(costs[at * width + to - 1] + lost(there, to - 1, self.omits_here));
                }
                if at > 0 && to > 0 {
                    let are_last = at == here.len() && to == there.len();
                    let changed = self.changed(here[at - 1], there[to - 1], are_last);
                    least = least.min(costs[(at - 1) * width + to - 1] + changed);
                }
                costs[at * width + to] = least;
            }
        }
        costs.last().copied().unwrap_or(0.0)
    }

    /// What it costs that two sounds differ. Long vowels are heard in many ways.
    fn changed(&self, one: Sounds, other: Sounds, are_last: bool) -> f32 {
        match (one & other & !LONG != 0, is_vowel(one) && is_vowel(other)) {
            (true, _) => 0.0,
            (false, true) if are_last => 0.15,
            (false, true) if self.omits_here || self.omits_there => 0.4,
            (false, true) => 0.5,
            (false, false) => 1.0,
        }
    }
}

/// What it costs that a sound is missing on the other side, which may be in a script that omits short vowels.
fn lost(word: &[Sounds], at: usize, is_omitted: bool) -> f32 {
    let sound = word[at];
    let before = at.checked_sub(1).map(|before| word[before]);
    let is_last = at + 1 == word.len();
    let is_glide = || {
        let near = [before, word.get(at + 1).copied()];
        sound & I != 0 && near.into_iter().flatten().any(|near| is_vowel(near) && near != SILENT)
    };
    match sound {
        SILENT if at == 0 => 0.0,
        SILENT => 0.1,
        _ if before == Some(sound) => 0.1,
        _ if is_vowel(sound) && is_last => 0.15,
        _ if sound & LONG != 0 => 0.55,
        _ if is_vowel(sound) && (is_omitted || is_glide()) => 0.1,
        _ if is_vowel(sound) => 0.4,
        H if is_last => 0.1,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests;
