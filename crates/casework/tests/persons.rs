//! The rules about persons, accusations and summaries on small reports in the user's own form.

mod one_rule;

use expect_test::{Expect, expect};

/// Notes of the reports below.
const NOTES: &str = "\n\nNotes\n\n1 Lantern interview with Tomas Verin, Aldmark, 6 May 2022.\n2 Lantern interview with former detainee A.K. (name withheld), date and place withheld.\n3 Lantern interview with a former guard (name withheld), date and place withheld.\n4 Lantern interview with Mira Dessel, Velsk, 9 May 2022.";

/// Runs one rule alone on a text with [`NOTES`].
fn check(rule: &str, text: &str, expected: Expect) {
    one_rule::check(rule, &format!("{text}{NOTES}"), expected);
}

#[test]
fn an_accusation_needs_a_subject_and_an_act() {
    let accused = |text: &str, expected| check("accusation-without-reply", text, expected);
    accused(
        "The yard\n\nSergeant Lev Maruk, whom the guards called “the carpenter”, hung him by the wrists.1 He was beaten by Colonel Radu Benk.1 Captain Oleg Daren and another officer kicked the detainees.1 Major Petr Lasko made Dessel stand facing the wall.4",
        expect![[r#"
            Sergeant Lev Maruk, whom the guards called “the carpenter”, hung him by the wrists.1: Lev Maruk is accused, and the report tells of no reply and of no request for one
            He was beaten by Colonel Radu Benk.1: Radu Benk is accused, and the report tells of no reply and of no request for one
            Captain Oleg Daren and another officer kicked the detainees.1: Oleg Daren is accused, and the report tells of no reply and of no request for one
            Major Petr Lasko made Dessel stand facing the wall.4: Petr Lasko is accused, and the report tells of no reply and of no request for one"#]],
    );
    accused(
        "The yard\n\nTwo men beat him with a hose.1 Lieutenant Goran Sefik was one of the two men.1 Major Petr Lasko took part in the beatings.1 Mayor Hana Ralik was one of the speakers.1",
        expect![[r#"
            Lieutenant Goran Sefik was one of the two men.1: Goran Sefik is accused, and the report tells of no reply and of no request for one
            Major Petr Lasko took part in the beatings.1: Petr Lasko is accused, and the report tells of no reply and of no request for one"#]],
    );
    // None of these accuses: a wish, a denial, a denial by a third, a thing that was stolen, somebody's wife.
    accused(
        "The yard\n\nVerin feared that Colonel Radu Benk would beat him.1 Colonel Radu Benk did not beat anybody.1 The ministry denied that Colonel Radu Benk beat anybody.1 Minister Ilan Kostrov released the stolen letters.1 The wife of Ilan Kostrov kicked the door.1",
        expect![[""]],
    );
}

#[test]
fn a_reply_is_any_that_is_printed() {
    check(
        "accusation-without-reply",
        "The yard\n\nColonel Radu Benk kicked him.1 Major Petr Lasko beat him.1 Captain Oleg Daren beat him.1 Sergeant Lev Maruk beat him.1 Lieutenant Goran Sefik beat him.1\n\nColonel Benk denied this. Captain Daren could not be reached.\n\nAnnex A. Letters sent\n\nOn 6 November 2023 Lantern wrote, in care of the SSD, to Major Petr Lasko and asked for his comments. Sergeant Lev Maruk.",
        expect![
            "Lieutenant Goran Sefik beat him.1: Goran Sefik is accused, and the report tells of no reply and of no request for one"
        ],
    );
    // What a witness heard the accused say is no reply.
    check(
        "accusation-without-reply",
        "The yard\n\nColonel Radu Benk, who told her that nobody would come, kicked her.4",
        expect![
            "Colonel Radu Benk, who told her that nobody would come, kicked her.4: Radu Benk is accused, and the report tells of no reply and of no request for one"
        ],
    );
}

#[test]
fn withheld_sources_do_not_become_named_by_initials() {
    check(
        "accused-on-withheld-only",
        "The yard\n\nA.K. told Lantern that Colonel Radu Benk kicked him.2 A former guard said that Benk laughed.3 Mira Dessel said that Major Petr Lasko beat her.2",
        expect![
            "A.K. told Lantern that Colonel Radu Benk kicked him.2: Radu Benk is accused on sources whose identity is withheld, and on nothing else"
        ],
    );
}

#[test]
fn an_incident_is_what_is_stated_as_fact() {
    check(
        "sole-source",
        "The yard\n\nOn 3 May 2021 he was taken to the yard, made to kneel and beaten with a belt.2 A.K. told Lantern that he was kicked.2 No officer was beaten.2\n\nThe cells\n\nA former guard said that Dessel was tortured for three nights in the upper cells.3 Dessel was tortured for three nights in the upper cells.4",
        expect![
            "On 3 May 2021 he was taken to the yard, made to kneel and beaten with a belt.2: what is stated here as fact rests on one origin alone: former detainee A.K."
        ],
    );
}

#[test]
fn a_summary_is_held_to_the_body() {
    check(
        "summary-firmer-than-body",
        "Summary\n\nAll 12 were held at Doln without a lawyer. Daniel Orsk died of the beatings that he received. Colonel Radu Benk directed the interrogation of detainees. All nine were flown to Velsk.\n\nArrival\n\nTen of the 12 were held at Doln without a lawyer.1 Daniel Orsk may have died as a result of beatings.1 Colonel Radu Benk has been the head of the department since 2017.1 All nine were flown to Velsk.1",
        expect![[r#"
            All 12: says "All 12"; the body says "Ten of the 12"
            Daniel Orsk died of the beatings that he received.: states as fact what the body says with "may have"
            Colonel Radu Benk directed the interrogation of detainees.: accuses Radu Benk of what the body nowhere says"#]],
    );
}

#[test]
fn a_name_is_told_once() {
    check(
        "name-variants",
        "The trial\n\nIlan Kostrov was arrested in May.1 Ilan Kostrow was tried in June.1\n\nThe appeal\n\nIlan Kostrof appealed.1 Ilan Kostrov was heard again.1 His lawyer met Ilan Kostrovto discuss it.1",
        expect![[
            r#"Ilan Kostrof: "Ilan Kostrof" (once), "Ilan Kostrow" (once) and "Ilan Kostrov" (2 times) look like one name in several spellings"#
        ]],
    );
}

#[test]
fn dates_and_counts_are_compared() {
    check(
        "conflicting-dates",
        "The transfers\n\nOn 6 September 2019 Ilan Kostrov was transferred.1 The memorandum of 14 March 2019 was kept secret.1 Nine days after the death of Ilan Kostrov, on 8 October 2021, Mira Dessel was transferred.1\n\nChronology\n\nOn 9 September 2019 Ilan Kostrov was transferred on a flight.\n\nThe assurance\n\nThe memorandum of 15 March 2019 fails.1",
        expect![[r#"
            9 September 2019: Ilan Kostrov, "transferred": 2019-09-09 here, 2019-09-06 elsewhere
            15 March 2019: the memorandum of 2019-03-15 here, of 2019-03-14 elsewhere"#]],
    );
    check(
        "conflicting-counts",
        "The visits\n\nThe Commission for Detention Standards made 23 visits to the detainees.1 The Commission for Detention Standards has visited them on 27 occasions.1\n\nThe end\n\nOf the 12, ten are free. The 12 were poor. Five of the 12 wrote. She met the 12 again. The 13 people paid for it.",
        expect![[r#"
            27 occasions: "27 occasions" here, "23 visits" elsewhere
            The 13: "The 13" here, "the 12" elsewhere"#]],
    );
}

#[test]
fn a_title_page_asserts_nothing() {
    check(
        "unsupported-assertion",
        "Returned on a Promise\n\nLantern Rights Watch\n\nDraft 6 was sent for legal review. It was never circulated.\n\nSummary\n\nThe guards at Doln beat nine of the detainees on the first evening, and they laughed.",
        expect![[""]],
    );
}

#[test]
fn somebody_accused_as_he_is_accused() {
    check(
        "accused-on-withheld-only",
        "The cells\n\nAt Doln, Colonel Radu Benk came to the cell at night. He did not speak. He beat the prisoner with a hose.2 The prisoner did not speak.",
        expect![
            "He beat the prisoner with a hose.2: Radu Benk is accused on sources whose identity is withheld, and on nothing else"
        ],
    );
    // Two men who may be meant, a man of an earlier paragraph, and words of a witness accuse nobody.
    check(
        "accused-on-withheld-only",
        "The cells\n\nColonel Radu Benk stood behind Captain Oleg Daren. He beat the prisoner.2\n\nMajor Petr Lasko signed the list.2\n\nHe kicked the prisoners.2\n\nThe guard knew Sergeant Lev Maruk. He kicked the prisoners.2\n\nMajor Petr Lasko signed the list. The prisoner recalled: “He kicked me.”2",
        expect![[""]],
    );
}

#[test]
fn support_for_somebody_accuses_nobody() {
    check(
        "accusation-without-reply",
        "The march\n\nMen who had chanted their support for Mr. Benk beat the guards.1 The crowd in support of Mr. Benk assaulted the officers.1 Support for Mr. Benk led to the assault.1 Their support for Mr. Benk turned into threats.1",
        expect![[""]],
    );
}
