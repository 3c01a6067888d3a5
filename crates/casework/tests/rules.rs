//! Every rule on small reports in the user's own form: plain text with glued marks and notes at the end.

use expect_test::{Expect, expect};
use probata_assay::{Settings, assay, rules};
use probata_vocabulary::Level;

/// Runs one rule alone and renders its findings as `words: message`.
fn check(rule: &str, text: &str, expected: Expect) {
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

#[test]
fn unsupported_assertion() {
    check(
        "unsupported-assertion",
        "The transfers\n\nTomas Verin was flown to Velsk on 4 March 2021.1 The aircraft landed at Ustra. Officials said that he had agreed to return.\n\nThe Ministry of Justice said in a letter that no one was ill-treated. Lantern asked the ministry for the register. Halvard should publish the list.\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.",
        expect![""],
    );
}

#[test]
fn quotation_without_source() {
    check(
        "quotation-without-source",
        "The cells\n\n“Nobody will ever ask what happened to you here.” The cells were cold.\n\nMira Dessel said: “They took his shoes and never gave them back.” The guards called it “the hotel”.\n\n“We slept on the floor for nine nights in a row.”1\n\nNotes\n\n1 Lantern interview with a former detainee, date and place withheld.",
        expect![""],
    );
}

#[test]
fn quotation_drift() {
    check(
        "quotation-drift",
        "Summary\n\nThe minister wrote: “We did not ask what happened to them after the handover.”1\n\nThe letter\n\nThe minister wrote: “We never asked what happened to them after the handover.”1 He added that the matter was closed.\n\nVerin said: “They came at night and took us to the yard behind the kitchen.” Later he repeated: “They came at night … to the yard behind the kitchen.”1\n\nNotes\n\n1 Letter from Ilan Kostrov, Minister of Justice, to Lantern, 3 May 2023.",
        expect![""],
    );
}

#[test]
fn sole_source() {
    check(
        "sole-source",
        "Cell nine\n\nColonel Radu Benk kicked him until he fainted.1 Benk beat the others with a hose.2\n\nThe yard\n\nMajor Petr Lasko beat two men in the yard.1 Lasko kicked a third.3\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.\n2 Ibid.\n3 Lantern interview with Mira Dessel, Velsk, 9 May 2022.",
        expect![""],
    );
}

#[test]
fn withheld_elsewhere_given() {
    check(
        "withheld-elsewhere-given",
        "Doln\n\nThe lights were never turned off.1 Water was given twice a day.2 The windows were painted.3 The floor was wet.4\n\nNotes\n\n1 Lantern interview with A.K. (name withheld), date and place withheld.\n2 Lantern interview with A.K. (name withheld), Kareva, 6 May 2022.\n3 Lantern interview with a former guard (name withheld), Ustra, 9 June 2022.\n4 Lantern interview with Tomas Verin, former guard, Ustra, 9 June 2022.",
        expect![""],
    );
}

#[test]
fn summary_firmer_than_body() {
    check(
        "summary-firmer-than-body",
        "Summary\n\nTwelve detainees were beaten with hoses on arrival at Doln prison. Guards poisoned the water of the eastern well at Kareva.\n\nArrival\n\nNine detainees were beaten with hoses on arrival at Doln prison.1 Guards apparently poisoned the water of the eastern well at Kareva.1\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.",
        expect![""],
    );
}

#[test]
fn marks_and_notes() {
    let text = "The flights\n\nThe first aircraft left Aldmark at night.1 The second was delayed.2 A third followed in May.4 Nobody was told.\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.\n2 Ibid.\n3 Letter from the Ministry of Justice to Lantern, 3 May 2023.";
    check("dangling-mark", text, expect![""]);
    check("orphan-note", text, expect![""]);
}

#[test]
fn broken_ibid() {
    check(
        "broken-ibid",
        "The flights\n\nThe first aircraft left Aldmark at night.1 The second was delayed.2 A third followed in May.3 Nobody was told.4\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022; Lantern interview with Mira Dessel, Velsk, 9 May 2022.\n2 Ibid.\n3 Letter from the Ministry of Justice to Lantern, 3 May 2023.\n4 Ibid.",
        expect![""],
    );
}

#[test]
fn unresolved_cross_reference() {
    check(
        "unresolved-cross-reference",
        "1. The flights\n\nThe first aircraft left Aldmark at night (see section 2 below). The second is described in section 7.3 below. Section 4 of the Penal Act forbids it.\n\n2. The handover\n\nThe men were handed over on the runway.",
        expect![""],
    );
}

#[test]
fn accused() {
    let text = "Cell nine\n\nColonel Radu Benk kicked him until he fainted.1 Major Petr Lasko beat two men in the yard.2 Lasko wrote to Lantern that he was on leave that month. Captain Oleg Daren threatened to kill him.3\n\nNotes\n\n1 Lantern interview with a former detainee (name withheld), date and place withheld.\n2 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.\n3 Lantern interview with Mira Dessel, Velsk, 9 May 2022.";
    check("accused-on-withheld-only", text, expect![""]);
    check("accusation-without-reply", text, expect![""]);
}

#[test]
fn impossible_date() {
    check(
        "impossible-date",
        "Returned on a Promise\n\nMarch 2024\n\nMethodology\n\nLantern conducted two interviews for this report.\n\nThe arrests\n\nVerin was arrested on Monday, 14 October 2022.1 Dessel was arrested on 3 June 2023.2 Kostrov was taken on 5 May 2022.3 A guard spoke of it later.4\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2023.\n2 Lantern interview with Mira Dessel, Velsk, 9 May 2022.\n3 Lantern interview with Ilan Kostrov, Velsk, 9 June 2024.\n4 Letter from the Ministry of Justice to Lantern, 3 May 2023.",
        expect![""],
    );
}

#[test]
fn name_variants() {
    check(
        "name-variants",
        "The minister\n\nIlan Kostrov signed the memorandum. Ilan Kostrov then left for Velsk. In June Ilan Kostrow was asked about it. Mira Dessel and Mina Tessek were not.",
        expect![""],
    );
}

#[test]
fn allowed_by_default() {
    let text = "The camp\n\nForty-two people were held at Marnik in June 2022. Officials said that dozens had been released. He was tortured for three nights. Verin was arrested on 3 May 2022.1 In another account Verin was arrested on 9 May 2022.2\n\nNotes\n\n1 Lantern interview with a lawyer, Velsk.\n2 SSD, “About us”, https://ssd.example/about.";
    check("unsupported-number", text, expect![""]);
    check("unnamed-authority", text, expect![""]);
    check("vague-quantity", text, expect![""]);
    check("legal-term-as-fact", text, expect![""]);
    check("web-source-without-access-date", text, expect![""]);
    check("undated-source", text, expect![""]);
    check("conflicting-dates", text, expect![""]);
    check(
        "conflicting-counts",
        "The handover\n\nSeven prisoners were handed over at the military airfield in March.1 According to the register, eight prisoners were handed over at the military airfield in March.1\n\nNotes\n\n1 Register of the airfield, on file with Lantern.",
        expect![""],
    );
    check(
        "same-origin",
        "The guards\n\nGuards sold the blankets.1 2\n\nNotes\n\n1 Lantern interview with a former detainee (name withheld), date and place withheld.\n2 Lantern interview with a former detainee (name withheld), date and place withheld.",
        expect![""],
    );
}
