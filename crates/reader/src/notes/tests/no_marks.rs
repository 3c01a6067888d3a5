use super::check;
use crate::Options;
use expect_test::expect;
use std::fmt::Write as _;

/// Puts a sentence among marks 1 to 99, right where the first of its numbers would be expected as a mark.
fn check_no_mark(sentence: &str) {
    let number: String =
        sentence.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let place: usize = number.parse().expect("a number");
    let place = if place > 99 { 50 } else { place };
    let (mut body, mut notes) = (String::new(), String::new());
    for mark in 1..100 {
        if mark == place {
            write!(body, "{sentence} ").expect("writes");
        }
        write!(body, "They were moved again.{mark} ").expect("writes");
        write!(notes, "\n{mark} Lantern interview, Velsk.\n").expect("writes");
    }
    let document = crate::read("report.txt", format!("{body}\n{notes}").as_bytes(), &Options::default());
    let labels: Vec<&str> = document.marks.iter().map(|mark| mark.label.as_str()).collect();
    let expected: Vec<String> = (1..100).map(|mark| mark.to_string()).collect();
    assert_eq!(labels, expected, "{sentence}");
    let all_moved =
        document.marks.iter().all(|mark| document.text[..mark.span.start].ends_with("moved again."));
    assert!(all_moved, "{sentence}");
}

#[test]
fn numbers_that_are_words_of_the_sentence() {
    for sentence in [
        "It was 2004.",
        "In 45 cases nobody answered.",
        "See article 12 of the law.",
        "See Art. 12 of the law.",
        "He was No. 5 on the list.",
        "The order is No.5 of that year.",
        "It is set out in para. 12 below.",
        "It is set out in para.12 below.",
        "It violates 18 U.S.C. and other laws.",
        "They paid $45 and 30,000 crowns.",
        "It happened at 10:45 p.m. that day.",
        "It happened at 10.45 a.m. that day.",
        "He was 14 years old.",
        "Mira Dessel, 34, was there.",
        "On 4 March he left.",
        "On March 4, 2005, he left.",
        "The share was 3.5 percent.",
        "The share was 45.15 percent.",
        "Use version ie9 of the browser.",
        "It was during COVID19 and after.",
        "They saw an F16 above Doln.",
        "See UN Doc. S/2004/616 of that year.",
        "See section 3.2 above.",
        "See Section IV.A.4, above.",
        "The cell measured 12m2 and had no light.",
        "The paragraph (12) was deleted.",
        "They fled over the A4 road.",
        "Call 555-0112 for help.",
        "The account @velsk12 wrote it.",
        "See http://lantern.example/report.12 for it.",
        "He wrote on November8, 2005.",
        "About 50% were freed.",
        "The 12th of May was a Friday.",
        "They were held for 7–9 days.",
        "The law (no. 7) was repealed.",
    ] {
        check_no_mark(sentence);
    }
}

#[test]
fn a_text_without_notes() {
    check(
        "The trial opened in Velsk on 3 May 2004. In all, 45 people were heard, 12 of them in camera.\n\n1. The court sat on 14 days.\n\n2. It heard 45 witnesses.\n\n3. It found that $1,012.50 had been paid.\n\nColonel Radu Benk, 54, said: “I gave no order.” He was No. 5 on the list. By 10.45 it was over.\n",
        expect![[""]],
    );
}

#[test]
fn lists_and_tables_are_no_notes() {
    check(
        "Recommendations\n\n1. See that all prisoners are freed.\n2. Close the prison at Ustra.\n3. Pay what was taken.\n\nTown\tHeld\tFreed\n1\t12\t3\n2\t14\t5\n",
        expect![[""]],
    );
}

#[test]
fn numbers_of_paragraphs() {
    let parts = ["6.", "12.3.", "A.", "IV.", "§ 4."];
    for part in parts {
        let text: String = (1..9)
            .map(|number| format!("{part}{number} The statement was given to me without a name.\n\n"))
            .collect();
        check(&text, expect![[""]]);
    }
}

#[test]
fn numbers_of_sections_that_end_sentences() {
    let text: String = (1..9)
        .map(|number| {
            format!("This is what was said of it above in section 6.{number}. Nobody answered.\n\n")
        })
        .collect();
    check(&text, expect![[""]]);
}

#[test]
fn numbers_of_paragraphs_among_marks() {
    let body: String = (1..9)
        .map(|number| {
            format!("6.{number} The statement was given to me without a name.{number} Nobody signed it.\n\n")
        })
        .collect();
    let notes: String = (1..9).map(|number| format!("{number} Lantern interview, Velsk.\n")).collect();
    check(
        &format!("{body}\n{notes}"),
        expect![[r#"
        "ithout a name."|1| 1 -> n1
        "ithout a name."|2| 2 -> n2
        "ithout a name."|3| 3 -> n3
        "ithout a name."|4| 4 -> n4
        "ithout a name."|5| 5 -> n5
        "ithout a name."|6| 6 -> n6
        "ithout a name."|7| 7 -> n7
        "ithout a name."|8| 8 -> n8
        n1 "Lantern interview, Velsk."
        n2 "Lantern interview, Velsk."
        n3 "Lantern interview, Velsk."
        n4 "Lantern interview, Velsk."
        n5 "Lantern interview, Velsk."
        n6 "Lantern interview, Velsk."
        n7 "Lantern interview, Velsk."
        n8 "Lantern interview, Velsk."
    "#]],
    );
    check(
        &body,
        expect![[r#"
        "ithout a name."|1| 1 -> nothing
        "ithout a name."|2| 2 -> nothing
        "ithout a name."|3| 3 -> nothing
        "ithout a name."|4| 4 -> nothing
        "ithout a name."|5| 5 -> nothing
        "ithout a name."|6| 6 -> nothing
        "ithout a name."|7| 7 -> nothing
        "ithout a name."|8| 8 -> nothing
    "#]],
    );
}
