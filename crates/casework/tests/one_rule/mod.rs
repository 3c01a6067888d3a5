//! One rule alone on a small text.

use expect_test::Expect;
use probata_assay::{Settings, assay, rules};
use probata_vocabulary::Level;

/// Runs one rule alone and renders its findings as `words: message`.
pub fn check(rule: &str, text: &str, expected: Expect) {
    let document = probata_reader::read("test.txt", text.as_bytes(), &probata_reader::Options::default());
    let levels = rules().iter().map(|known| {
        let level = if known.name == rule { Level::Warn } else { Level::Allow };
        (known.name.to_owned(), level)
    });
    let settings = Settings { levels: levels.collect(), ..Settings::default() };
    let report = assay(document, &settings);
    let lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{}: {}", &report.document.text[finding.span], finding.message))
        .collect();
    expected.assert_eq(&lines.join("\n"));
}
