//! The seal that a comment bears, so that a sentence that was changed under it is noticed.

use super::weight::Weighed;
use probata_report::{Finding, Report};

/// Makes seals of the sentences that findings stand in.
pub struct Seals<'r> {
    report: &'r Report,
    weighed: Weighed<'r>,
}

impl<'r> Seals<'r> {
    /// Goes once through the report.
    pub fn new(report: &'r Report) -> Self {
        Self { report, weighed: Weighed::of(report) }
    }

    /// `3f2a91c0-77ab0c1d`: hashes of the words of the finding's sentence, and of what weighs in it. They tell nothing and
    /// keep nobody from forging them.
    pub fn of(&self, finding: &Finding) -> String {
        let (words, weight) = self.hashes(finding);
        format!("{words}-{weight}")
    }

    pub(super) fn hashes(&self, finding: &Finding) -> (String, String) {
        match self.report.document.sentence_at(finding.span.start) {
            Some(sentence) => {
                let weighing = self.weighed.of_sentence(sentence);
                let weight = weighing.iter().flat_map(|(what, words)| [*what, words.as_str()]);
                (hash(self.weighed.words(sentence).iter().map(String::as_str)), hash(weight))
            }
            None => {
                let words = self.report.document.text.get(finding.span.range()).unwrap_or_default();
                (hash(words.split_whitespace()), hash([].into_iter()))
            }
        }
    }
}

/// FNV-1a over the words with a sign between them, folded to 32 bits.
fn hash<'w>(words: impl Iterator<Item = &'w str>) -> String {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    let bytes = words.flat_map(|word| word.bytes().chain([0]));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{:08x}", (hash >> 32) ^ (hash & 0xFFFF_FFFF))
}
