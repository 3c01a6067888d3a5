//! Answers given in Word: which count, for what, and what becomes of them in the next draft.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_casework::{Audited, Choices, annotate, audit, compare};
use probata_report::{Answer, AnsweredHow, Finding, Report};
use probata_testkit::docx::{Comment, Deed, Docx, answered, p};
use probata_workpaper::Look;
use std::path::{Path, PathBuf};
use std::process::Command;

const MIRA: &str = "Mira Dessel";
const IMRE: &str = "Imre Calder";
const DAY: &str = "2024-03-04T10:00:00Z";
const LATER: &str = "2024-03-05T09:30:00Z";

const DRAFT: [&str; 5] = [
    "Dozens of men were held at Doln in May 2021.",
    "Several guards beat Tomas Verin on 3 May 2021.",
    "Many of them reportedly lost their teeth.",
    "The road to Kareva was closed for 22 days.",
    "It is understood that several letters were never sent to Aldmark.",
];

/// A draft of one sentence a paragraph, with a heading.
fn draft(sentences: &[&str]) -> Vec<u8> {
    let mut docx = Docx::new().add(p("4 Treatment").heading(1));
    for sentence in sentences {
        docx = docx.add(p(sentence));
    }
    docx.build()
}

fn desk(files: &[(&str, &[u8])]) -> Memory {
    let desk = Memory::default();
    for (name, bytes) in files {
        desk.0.lock().unwrap().insert(Path::new("/home/mira").join(name), bytes.to_vec());
    }
    desk
}

fn choices() -> Choices {
    let mut choices = Choices::default();
    choices.judging.levels.insert("vague-quantity".into(), probata_vocabulary::Level::Deny);
    choices
}

fn annotated(draft: &[u8]) -> Vec<u8> {
    let desk = desk(&[("draft.docx", draft)]);
    let paths = [PathBuf::from("draft.docx")];
    annotate(&desk, &paths, &[], &[], &choices(), 1_709_251_199, true).unwrap().copy.bytes
}

fn audited(draft: &[u8]) -> Audited {
    audit(&desk(&[("draft.docx", draft)]), &[PathBuf::from("draft.docx")], &choices()).unwrap()
}

fn compared(old: &[u8], new: &[u8]) -> Audited {
    let desk = desk(&[("old.docx", old), ("new.docx", new)]);
    compare(&desk, &[PathBuf::from("old.docx")], &[PathBuf::from("new.docx")], &choices()).unwrap().new
}

fn words(report: &Report, finding: &Finding) -> String {
    let sentence = report.document.sentence_at(finding.span.start);
    let span = sentence.map_or(finding.span, |sentence| report.document.sentences[sentence].span);
    report.document.text[span].split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn shown(answer: &Answer) -> String {
    format!(
        "{} by {:?} at {:?}, {}: {:?}",
        answer.rule,
        answer.by,
        answer.at,
        answer.how.code(),
        answer.reason
    )
}

/// Findings with their answers, then what does not count.
fn told(audited: &Audited) -> String {
    let (report, answers) = (&audited.report, &audited.report.answers);
    let mut out = format!("status {}\n", audited.status().code());
    for (index, finding) in report.findings.iter().enumerate() {
        let answer = answers.to(index).map_or("-".to_owned(), |found| {
            format!("{}{}", if found.carried { "carried " } else { "" }, shown(&found.answer))
        });
        out += &format!("{} {:?}: {answer}\n", finding.rule, words(report, finding));
    }
    for stale in &answers.stale {
        out += &format!("stale: {}: {}\n", shown(&stale.answer), stale.why);
    }
    for other in &answers.no_answers {
        out += &format!("no answer: {:?} by {:?} ({}): {}\n", other.text, other.by, other.rule, other.why);
    }
    out + &format!("{} settled, {} comments\n", answers.settled, answers.comments)
}

/// The comment on the finding of `rule` in the sentence that begins so, counted in the file's order.
fn comment(draft: &[u8], rule: &str, begins: &str) -> usize {
    let report = audited(draft).report;
    let is_it = |finding: &Finding| finding.rule == rule && words(&report, finding).starts_with(begins);
    report.findings.iter().position(is_it).unwrap_or_else(|| panic!("no {rule} at {begins:?}"))
}

/// What becomes of deeds, each on the comment at a rule and the beginning of its sentence.
fn check(deeds: &[(&str, &str, Option<&str>)], expected: Expect) -> Vec<u8> {
    let original = draft(&DRAFT);
    let done: Vec<Deed> = deeds
        .iter()
        .map(|(rule, begins, says)| {
            let to = comment(&original, rule, begins);
            says.map_or(Deed::Resolve(to), |says| Deed::reply(to, MIRA, DAY, says))
        })
        .collect();
    let file = answered(&annotated(&original), &done);
    expected.assert_eq(&told(&audited(&file)));
    file
}

#[test]
fn a_reply_with_a_reason_and_a_resolved_comment_are_answers() {
    let file = check(
        &[
            ("vague-quantity", "Dozens", Some("ok: the number is in the annex")),
            ("vague-quantity", "Several", None),
            ("unsupported-assertion", "The road", Some("OK - legal has seen it")),
        ],
        expect![[r#"
            status 1
            vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex"
            vague-quantity "Several guards beat": vague-quantity by "" at "", resolved: ""
            unsupported-assertion "The road to": unsupported-assertion by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "legal has seen it"
            vague-quantity "It is understood": -
            0 settled, 4 comments
        "#]],
    );
    let report = audited(&file).report;
    let screen = probata_workpaper::audit(&report, &Look::default());
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    expect![[r#"
                      probata explain coverage
            0  by a note
            0  by a source named in the text
            0  by a note and a source named in the text
            0  by another sentence that says the same and is carried
            5  by none of these: a worklist, not a grade

          4 Treatment  ....................      0 of 5

        deny  vague-quantity  section 4, paragraph 5
              It is understood that several letters were never sent to Aldmark.
                                    ^^^^^^^^^^^^^^^ "several letters" says no number
              remedy: give a number with "at least" or "about", or say why none can be
                      given

        deny  vague-quantity  section 4, paragraph 1
              Dozens of men were held at Doln in May 2021.
              ^^^^^^^^^^^^^ "Dozens of men" says no number
              remedy: give a number with "at least" or "about", or say why none can be
                      given
              answered: Mira Dessel on 2024-03-04: “the number is in the annex”

        deny  vague-quantity  section 4, paragraph 2
              Several guards beat Tomas Verin on 3 May 2021.
              ^^^^^^^^^^^^^^ "Several guards" says no number
              remedy: give a number with "at least" or "about", or say why none can be
                      given
              answered: somebody, resolved in Word without a reason

        warn  unsupported-assertion  section 4, paragraph 4
              The road to Kareva was closed for 22 days.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact that no note and no named source carries
              remedy: add a note or name the source in the text; or say that it is the
                      author's inference
              answered: Mira Dessel on 2024-03-04: “legal has seen it”

        4 findings: 3 denied, 1 warning.
        What a rule looks for and why: probata explain vague-quantity
        3 findings answered in Word by Mira Dessel and somebody who is not named; they
        are counted above and do not change the status.
        4 comments of an earlier audit in the file: delete all comments before it leaves
        the desk.
    "#]]
    .assert_eq(screen.split("assertions of fact").last().unwrap());
}

#[test]
fn other_replies_are_told_and_change_nothing() {
    check(
        &[
            ("vague-quantity", "Dozens", Some("ok")),
            ("vague-quantity", "Several", Some("ok, but ask again")),
            ("unsupported-assertion", "The road", Some("I will look")),
        ],
        expect![[r#"
            status 1
            vague-quantity "Dozens of men": -
            vague-quantity "Several guards beat": -
            unsupported-assertion "The road to": -
            vague-quantity "It is understood": -
            no answer: "ok" by "Mira Dessel" (vague-quantity): it gives no reason; an answer is "ok: reason"
            no answer: "ok, but ask again" by "Mira Dessel" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
            no answer: "I will look" by "Mira Dessel" (unsupported-assertion): it is the last word there and no answer; an answer is "ok: reason"
            0 settled, 4 comments
        "#]],
    );
}

#[test]
fn the_last_word_in_a_thread_counts() {
    let original = draft(&DRAFT);
    let to = comment(&original, "vague-quantity", "Dozens");
    let first = Deed::reply(to, MIRA, DAY, "ok: seen");
    let doubts =
        answered(&annotated(&original), &[first.clone(), Deed::reply(to, IMRE, LATER, "Are you sure?")]);
    let agrees = answered(
        &annotated(&original),
        &[Deed::reply(to, IMRE, DAY, "Sure?"), Deed::reply(to, MIRA, LATER, "ok: yes")],
    );
    let earlier = answered(&annotated(&original), &[Deed::reply(to, IMRE, LATER, "Sure?"), first]);
    let resolved =
        answered(&annotated(&original), &[Deed::reply(to, IMRE, DAY, "Seen with legal"), Deed::Resolve(to)]);
    let first_lines = |file: &[u8]| {
        told(&audited(file))
            .lines()
            .filter(|line| line.contains("Dozens") || line.starts_with("no answer"))
            .collect::<Vec<_>>()
            .join("\n")
            + "\n"
    };
    expect![[r#"
        vague-quantity "Dozens of men": -
        no answer: "Are you sure?" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
        --
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-05T09:30:00Z", reply: "yes"
        --
        vague-quantity "Dozens of men": -
        no answer: "Sure?" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
        --
        vague-quantity "Dozens of men": vague-quantity by "Imre Calder" at "2024-03-04T10:00:00Z", resolved: "Seen with legal"
    "#]].assert_eq(&[doubts, agrees, earlier, resolved].map(|file| first_lines(&file)).join("--\n"));
}

/// What becomes of the first comment after these replies, each to the comment before it if `nested`.
fn thread(replies: &[(&str, &str, &str)], nested: bool, resolved: bool) -> String {
    let mut file = annotated(&draft(&DRAFT));
    let mut to = comment(&draft(&DRAFT), "vague-quantity", "Dozens");
    if resolved {
        file = answered(&file, &[Deed::Resolve(to)]);
    }
    let all = audited(&file).report.document.comments.len();
    for (nth, (by, at, says)) in replies.iter().enumerate() {
        file = answered(&file, &[Deed::reply(to, by, at, says)]);
        to = if nested { all + nth } else { to };
    }
    let told = told(&audited(&file));
    let kept = told.lines().filter(|line| line.contains("Dozens") || line.starts_with("no answer"));
    kept.map(|line| line.to_owned() + "\n").collect()
}

#[test]
fn an_answer_can_be_withdrawn_by_somebody_else() {
    let ok = (MIRA, DAY, "ok: seen");
    let wait = (IMRE, LATER, "no, wait");
    let told = [
        thread(&[ok, wait], false, false),
        // Word writes the hour of the writer's place: the order in the file counts too.
        thread(&[(MIRA, LATER, "ok: seen"), (IMRE, DAY, "no, wait")], false, false),
        thread(&[ok, wait, (MIRA, LATER, "OK \u{2014} \u{201c}asked again\u{201d}")], false, false),
        thread(&[(IMRE, "", "no, wait"), (MIRA, "", "ok: seen")], false, false),
        thread(&[(MIRA, DAY, "ok: seen"), (IMRE, "", "no, wait")], false, false),
    ];
    expect![[r#"
        vague-quantity "Dozens of men": -
        no answer: "no, wait" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
        --
        vague-quantity "Dozens of men": -
        no answer: "no, wait" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
        --
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-05T09:30:00Z", reply: "“asked again”"
        --
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "", reply: "seen"
        --
        vague-quantity "Dozens of men": -
        no answer: "no, wait" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
    "#]].assert_eq(&told.join("--\n"));
}

#[test]
fn replies_to_replies_are_of_the_thread() {
    let told = [
        thread(&[(IMRE, DAY, "Sure?"), (MIRA, LATER, "ok: yes")], true, false),
        thread(&[(MIRA, DAY, "ok: yes"), (IMRE, LATER, "Sure?"), (IMRE, LATER, "I ask again")], true, false),
    ];
    expect![[r#"
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-05T09:30:00Z", reply: "yes"
        --
        vague-quantity "Dozens of men": -
        no answer: "I ask again" by "Imre Calder" (vague-quantity): it is the last word there and no answer; an answer is "ok: reason"
    "#]].assert_eq(&told.join("--\n"));
}

#[test]
fn a_resolved_thread_is_an_answer_with_what_was_said_last() {
    let told = [
        thread(&[], false, true),
        thread(&[(MIRA, DAY, "ok")], false, true),
        thread(&[(MIRA, DAY, "ok: seen"), (IMRE, LATER, "no, wait")], false, true),
    ];
    expect![[r#"
        vague-quantity "Dozens of men": vague-quantity by "" at "", resolved: ""
        --
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", resolved: "ok"
        --
        vague-quantity "Dozens of men": vague-quantity by "Imre Calder" at "2024-03-05T09:30:00Z", resolved: "no, wait"
    "#]].assert_eq(&told.join("--\n"));
}

#[test]
fn of_two_findings_in_a_sentence_only_the_one_that_is_meant_is_answered() {
    let original = draft(&["Several guards held dozens of men at Doln in May 2021.", "Nobody was told."]);
    let before = audited(&original).report;
    let file = annotated(&original);
    let tell = |deeds: &[Deed]| told(&audited(&answered(&file, deeds)));
    assert!(before.findings.len() > 2, "{:?}", before.findings);
    let first = tell(&[Deed::reply(0, MIRA, DAY, "ok: not known")]);
    let second = tell(&[Deed::Resolve(1)]);
    expect![[r#"
        status 1
        vague-quantity "Several guards held": vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "not known"
        vague-quantity "Several guards held": -
        unsupported-assertion "Nobody was told.": -
        0 settled, 3 comments
        --
        status 1
        vague-quantity "Several guards held": -
        vague-quantity "Several guards held": vague-quantity by "" at "", resolved: ""
        unsupported-assertion "Nobody was told.": -
        0 settled, 3 comments
    "#]].assert_eq(&format!("{first}--\n{second}"));
}

#[test]
fn a_comment_that_answers_no_comment_of_ours_is_no_answer() {
    let theirs = Comment::by(IMRE, DAY, p("Is that so?")).reply(Comment::by(MIRA, LATER, p("ok: it is so")));
    let alone = Comment::by(MIRA, DAY, p("ok: I know it"));
    let file = Docx::new()
        .add(p("").commented(theirs, "Dozens of men were held at Doln in May 2021."))
        .add(p("").commented(alone, "Several guards beat Tomas Verin on 3 May 2021."))
        .build();
    expect![[r#"
        status 1
        vague-quantity "Dozens of men": -
        vague-quantity "Several guards beat": -
        0 settled, 0 comments
    "#]]
    .assert_eq(&told(&audited(&file)));
    let shown = annotated(&file);
    expect![[r#"
        status 1
        vague-quantity "Dozens of men": -
        vague-quantity "Several guards beat": -
        no answer: "ok: I know it" by "Mira Dessel" (): it replies to no comment of an audit; use Reply in Word (LibreOffice up to 7.4 loses what a comment replies to)
        0 settled, 2 comments
    "#]].assert_eq(&told(&audited(&shown)));
}

#[test]
fn a_sentence_changed_under_its_comment_makes_the_answer_stale() {
    let original = draft(&DRAFT);
    let says = "ok: the number is in the annex";
    let deed = Deed::reply(comment(&original, "vague-quantity", "Dozens"), MIRA, DAY, says);
    let file = answered(&annotated(&original), &[deed]);
    let change = |was: &str, is: &str| {
        let mut members = probata_testkit::docx::unpacked(&file);
        let body = &mut members.iter_mut().find(|(name, _)| name == "word/document.xml").unwrap().1;
        let text = String::from_utf8(body.clone()).unwrap();
        assert!(text.contains(was), "{text}");
        *body = text.replacen(was, is, 1).into_bytes();
        let changed = probata_testkit::docx::zip(&members);
        told(&audited(&changed))
            .lines()
            .filter(|l| {
                l.contains("of men")
                    || l.contains("Dozens")
                    || l.starts_with("stale")
                    || l.contains("settled")
            })
            .collect::<Vec<_>>()
            .join("\n")
            + "\n"
    };
    let all = [
        change(" were held", " were kept"),
        change(" were held", " were not held"),
        change("in May 2021", "in June 2021"),
        change("at Doln", "at Kareva"),
        change("Dozens", "Forty"),
    ];
    expect![[r#"
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex"
        0 settled, 4 comments
        --
        vague-quantity "Dozens of men": -
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex": its sentence was changed since the comment was made: a number, name, doubt, denial or act is not as it was
        0 settled, 4 comments
        --
        vague-quantity "Dozens of men": -
        unsupported-assertion "Dozens of men": -
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex": its sentence was changed since the comment was made: a number, name, doubt, denial or act is not as it was
        0 settled, 4 comments
        --
        vague-quantity "Dozens of men": -
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex": its sentence was changed since the comment was made: a number, name, doubt, denial or act is not as it was
        0 settled, 4 comments
        --
        1 settled, 4 comments
    "#]].assert_eq(&all.join("--\n"));
}

#[test]
fn answers_are_carried_to_the_next_draft() {
    let original = draft(&DRAFT);
    let on = |rule, begins, says| Deed::reply(comment(&original, rule, begins), MIRA, DAY, says);
    let old = answered(
        &annotated(&original),
        &[
            on("vague-quantity", "Dozens", "ok: the number is in the annex"),
            on("vague-quantity", "Several", "ok: the number is not known"),
            on("vague-quantity", "It is", "ok: seen"),
            Deed::Resolve(comment(&original, "unsupported-assertion", "The road")),
        ],
    );
    let next = |sentences: &[&str]| told(&compared(&old, &draft(sentences)));
    let [dozens, several, many, road, letters] = DRAFT;
    let same = next(&["A new sentence stands here.", letters, dozens, several, many, road]);
    let reworded = next(&[
        "Dozens of the men were held at Doln in May 2021.",
        several,
        many,
        "The road to Kareva was closed for 26 days.",
        letters,
    ]);
    let other = next(&[
        "Dozens of men were reportedly held at Doln in May 2021.",
        "Several guards beat Ilan Kostrov on 3 May 2021.",
        many,
        road,
    ]);
    let fixed = next(&["Forty-one men were held at Doln in May 2021.", several, many, road, letters]);
    expect![[r#"
        status 0
        vague-quantity "It is understood": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "seen"
        vague-quantity "Dozens of men": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex"
        vague-quantity "Several guards beat": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is not known"
        unsupported-assertion "The road to": carried unsupported-assertion by "" at "", resolved: ""
        0 settled, 0 comments
        --
        status 1
        vague-quantity "Dozens of the": -
        vague-quantity "Several guards beat": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is not known"
        unsupported-assertion "The road to": -
        vague-quantity "It is understood": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "seen"
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex": the rule finds something else there now
        stale: unsupported-assertion by "" at "", resolved: "": the number or date “22 days” is gone, the number or date “26 days” is new
        0 settled, 0 comments
        --
        status 1
        vague-quantity "Dozens of men": -
        vague-quantity "Several guards beat": -
        unsupported-assertion "The road to": carried unsupported-assertion by "" at "", resolved: ""
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex": the doubt “reportedly” is new
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is not known": the name “Tomas Verin” is gone, the name “Ilan Kostrov” is new
        stale: vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "seen": its sentence is not in this draft, or was written anew
        0 settled, 0 comments
        --
        status 0
        vague-quantity "Several guards beat": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is not known"
        unsupported-assertion "The road to": carried unsupported-assertion by "" at "", resolved: ""
        vague-quantity "It is understood": carried vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "seen"
        1 settled, 0 comments
    "#]].assert_eq(&[same, reworded, other, fixed].join("--\n"));
}

#[test]
fn the_next_copy_keeps_threads_and_puts_nothing_twice() {
    let original = draft(&DRAFT);
    let deeds = [
        Deed::reply(
            comment(&original, "vague-quantity", "Dozens"),
            MIRA,
            DAY,
            "ok: the number is in the annex",
        ),
        Deed::Resolve(comment(&original, "unsupported-assertion", "The road")),
    ];
    let old = answered(&annotated(&original), &deeds);
    let again = annotated(&old);
    assert_eq!(again, old, "every finding has its comment");

    let [dozens, several, many, road, letters] = DRAFT;
    let new = draft(&["A new sentence stands here.", dozens, several, many, road, letters]);
    let desk = desk(&[("old.docx", &old), ("new.docx", &new)]);
    let (paths, earlier) = ([PathBuf::from("new.docx")], [PathBuf::from("old.docx")]);
    let made = annotate(&desk, &paths, &earlier, &[], &choices(), 1_709_251_199, true).unwrap();
    assert_eq!((made.copy.answered, made.copy.kept), (2, 0));
    let twice = annotate(&desk, &paths, &earlier, &[], &choices(), 1_709_251_199, true).unwrap();
    assert_eq!(made.copy.bytes, twice.copy.bytes);
    expect![[r#"
        status 1
        vague-quantity "Dozens of men": vague-quantity by "Mira Dessel" at "2024-03-04T10:00:00Z", reply: "the number is in the annex"
        vague-quantity "Several guards beat": -
        unsupported-assertion "The road to": unsupported-assertion by "" at "", resolved: ""
        vague-quantity "It is understood": -
        0 settled, 4 comments
    "#]].assert_eq(&told(&audited(&made.copy.bytes)));
    let threads = probata_testkit::docx::unpacked(&made.copy.bytes);
    let threads = threads.into_iter().find(|(name, _)| name == "word/commentsExtended.xml").unwrap().1;
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>

        <w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">
        <w15:commentEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:paraId="50000000" w15:done="0"/>
        <w15:commentEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:paraId="50000001" w15:paraIdParent="50000000" w15:done="0"/>
        <w15:commentEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:paraId="50000002" w15:done="1"/></w15:commentsEx>"#]].assert_eq(&String::from_utf8(threads).unwrap().replace("<w15:", "\n<w15:"));
}

#[test]
fn half_of_the_worked_example_is_answered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/returned.docx");
    let file = annotated(&std::fs::read(root).unwrap());
    let before = audited(&file);
    let all = before.report.findings.len();
    assert_eq!((before.report.answers.comments, before.report.answers.commented.len()), (all, all));
    let comments: Vec<usize> = before.report.answers.commented.iter().map(|(_, comment)| *comment).collect();
    let deed = |finding: usize, to: usize| match finding % 4 {
        0 => Some(Deed::reply(to, MIRA, DAY, "ok: legal has seen it")),
        2 => Some(Deed::Resolve(to)),
        _ => None,
    };
    let deeds: Vec<Deed> =
        comments.iter().enumerate().filter_map(|(finding, to)| deed(finding, *to)).collect();
    let answered_file = answered(&file, &deeds);
    let is_half = |file: &[u8]| {
        let report = audited(file).report;
        let answered: Vec<usize> = report.answers.allowances.iter().map(|found| found.finding).collect();
        assert_eq!(report.findings.len(), all);
        assert_eq!(answered, (0..all).step_by(2).collect::<Vec<_>>());
        assert!(report.answers.stale.is_empty() && report.answers.no_answers.is_empty());
        assert_eq!(annotated(file), file, "nothing is put in twice");
    };
    is_half(&answered_file);

    let folder = std::env::temp_dir().join(format!("probata-answers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.docx"), &answered_file).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let saved = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "docx", "--outdir", "saved", "a.docx"])
        .current_dir(&folder)
        .output();
    let file = std::fs::read(folder.join("saved/a.docx"));
    std::fs::remove_dir_all(&folder).unwrap();
    let (Ok(_), Ok(file)) = (saved, file) else {
        println!("skipped: LibreOffice is not installed");
        return;
    };
    let after = audited(&file);
    // LibreOffice keeps what is resolved and loses what a comment replies to, and notes that no mark calls.
    let resolved = |audited: &Audited| -> Vec<String> {
        let all = audited.report.answers.allowances.iter();
        let resolved = all.filter(|found| found.answer.how == AnsweredHow::Resolved);
        let named = resolved.map(|found| &audited.report.findings[found.finding]);
        named.map(|finding| format!("{} {}", finding.rule, finding.message)).collect()
    };
    let (before, after_saving) = (resolved(&audited(&answered_file)), resolved(&after));
    assert!(after_saving.iter().all(|finding| before.contains(finding)), "{after_saving:?}");
    assert!(after_saving.len() + 2 >= before.len(), "{after_saving:?}\n{before:?}");
    let answers = &after.report.answers;
    assert_eq!(answers.allowances.len(), after_saving.len());
    assert!(answers.no_answers.iter().all(|told| told.rule.is_empty()) && !answers.no_answers.is_empty());
}
