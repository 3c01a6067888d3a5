use crate::sorvania::{in_three_files, long, returned};
use expect_test::expect;
use probata_report::{Allowance, Answer, AnsweredHow, Check, NoAnswer, Report, Span, Stale, TextCitation};
use probata_workpaper::html;
use proptest::prelude::*;

/// Names of tags and attributes in order, and the values of links; panics on markup that is not well formed.
fn skeleton(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut tags, mut links) = (vec![], vec![]);
    let body = page.split_once("</style>").expect("a style").1;
    let mut rest = body;
    while let Some((_, from)) = rest.split_once('<') {
        let mut quoted = false;
        let end = from.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let tag = &from[..end.expect("an end of the tag")];
        assert!(!tag.contains('<'), "{tag}");
        for (index, piece) in tag.split('"').enumerate() {
            if index % 2 == 0 {
                tags.push(piece.trim().to_owned());
            } else if tags.last().is_some_and(|name| name.ends_with("href=")) {
                links.push(piece.to_owned());
            }
        }
        rest = &from[tag.len() + 1..];
    }
    (tags, links)
}

fn check_well_formed(report: &Report) -> String {
    let page = html(report, true);
    let (tags, links) = skeleton(&page);
    let void = ["!doctype", "meta", "input", "br"];
    let mut open: Vec<&str> = vec!["html", "head"];
    for tag in &tags {
        let name = tag.split(' ').next().unwrap_or("");
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if page.contains(&format!("<{name}"))
            && !name.is_empty()
            && !name.contains('=')
            && !void.contains(&name)
        {
            open.push(name);
        }
    }
    for link in links {
        let target = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(page.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
    }
    page
}

#[test]
fn every_link_leads_to_a_place_on_the_page_and_every_tag_is_closed() {
    check_well_formed(&returned());
    check_well_formed(&in_three_files());
    check_well_formed(&long(3_000));
}

#[test]
fn the_page_asks_for_nothing_outside_itself() {
    let page = html(&returned(), true);
    for word in ["http:", "https:", "src=", "url(", "@import", "<script", "<link", "<img", "<iframe", " on"] {
        let found =
            page.match_indices(word).filter(|(at, _)| word != " on" || page[*at..].starts_with(" on=\""));
        assert_eq!(found.count(), 0, "{word}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn an_address_in_the_draft_is_text() {
    let mut report = returned();
    let at = report.document.text.find("“Eight more fly").unwrap();
    report.document.text.replace_range(at..at + 22, "https://example.org/<a");
    let page = check_well_formed(&report);
    assert!(page.contains("https://example.org/&lt;a") && !page.contains("\"https:"));
}

#[test]
fn sensitive_findings_and_hidden_words_are_left_out_unless_asked_for() {
    let plain = html(&returned(), false);
    assert!(!plain.contains("withheld-elsewhere-given") && !plain.contains("Pavel Oran"));
    assert!(plain.contains("1 sensitive finding is left out of this file."));
    let whole = html(&returned(), true);
    assert!(whole.contains("withheld-elsewhere-given") && whole.contains("Pavel Oran"));
}

#[test]
fn every_output_says_that_it_holds_the_draft() {
    assert!(html(&returned(), false).contains(probata_workpaper::NOTICE));
}

#[test]
fn findings_and_the_words_they_are_about_share_a_number() {
    let page = html(&returned(), false);
    for number in 1..=7 {
        let margin = format!("id=\"f{number}\"><b class=\"no\">F{number}</b>");
        assert!(page.contains(&margin), "{margin}");
        assert!(page.contains(&format!("\">F{number}</a>")), "no words are tied to F{number}");
    }
    assert!(!page.contains("id=\"f8\""), "a number that tells that something is left out");
}

#[test]
fn a_source_cited_in_the_text_stands_beside_its_sentence_and_among_the_sources() {
    let mut report = returned();
    let at = report.document.text.find("Sorvania promised").expect("words");
    let sentence = report.document.sentence_at(at).expect("a sentence");
    let span = Span::new(at, at + 8);
    for refers_to in [None, Some(0)] {
        let (name, carries) = ("A/HRC/13/42".to_owned(), vec![sentence]);
        report.text_citations.push(TextCitation { sentence, span, name, refers_to, carries });
    }
    let page = check_well_formed(&report);
    assert_eq!(page.matches("href=\"#t1\"").count(), 2, "both lead to the one entry");
    assert!(page.contains("id=\"t1\"><summary><strong><bdi>A/HRC/13/42"));
    let json = probata_workpaper::json(&report, false);
    let sentence = sentence + 1;
    assert!(json.contains(r#""text_citations":["t1","t2"]"#), "the sentence names what carries it");
    assert!(json.contains(&format!(r#""name":"A/HRC/13/42","refers_to":"t1","carries":["s{sentence}"]"#)));
}

#[test]
fn an_answer_stands_beside_its_finding() {
    let mut report = returned();
    let finding = report.findings.iter().position(|f| f.rule == "dangling-mark").expect("one");
    let answer = Answer {
        rule: "dangling-mark".into(),
        message: report.findings[finding].message.clone(),
        passage: String::new(),
        by: "Mira <Dessel>".into(),
        saved_by: String::new(),
        at: "2024-03-02T10:00:00Z".into(),
        reason: "the note is restored in the next draft".into(),
        how: AnsweredHow::Reply,
        thread: Vec::new(),
    };
    report.answers.allowances.push(Allowance { finding, answer, carried: true });
    let page = check_well_formed(&report);
    let told = page.matches("<span class=\"answer\"><b>Answered, in the earlier draft:</b>").count();
    assert_eq!(told, 2, "in the margin and in the list");
    assert!(page.contains("Mira &lt;Dessel&gt;") && page.contains("the note is restored in the next draft"));
}

/// An answer, a check and what does not count any more, all with these words.
fn desk(report: &mut Report, words: &str) {
    let answer = Answer {
        rule: words.into(),
        message: words.into(),
        passage: words.into(),
        by: words.into(),
        saved_by: words.into(),
        at: words.into(),
        reason: words.into(),
        how: AnsweredHow::Resolved,
        thread: Vec::new(),
    };
    let stale =
        |sentence, sensitive| Stale { answer: answer.clone(), sentence, sensitive, why: words.into() };
    report.answers.stale = vec![stale(Some(3), false), stale(None, false), stale(Some(2), true)];
    let told = |span, sensitive| NoAnswer {
        text: words.into(),
        by: words.into(),
        at: words.into(),
        rule: words.into(),
        span,
        sensitive,
        why: words.into(),
    };
    report.answers.no_answers = vec![told(Some(Span::new(12, 20)), false), told(None, true)];
    (report.answers.settled, report.answers.comments) = (1, 2);
    let check = |sentence| Check {
        sentence,
        words: words.into(),
        seen_in: words.into(),
        by: words.into(),
        at: words.into(),
        file: words.into(),
        place: words.into(),
    };
    report.checks.files = vec![words.into()];
    report.checks.checked = vec![check(Some(1)), check(Some(3)), check(Some(3))];
    report.checks.stale = vec![(check(None), words.into())];
    report.checks.unfinished = vec![(check(Some(2)), words.into())];
}

#[test]
fn what_the_desk_wrote_is_told_and_does_not_count_silently() {
    let mut report = returned();
    desk(&mut report, "Mira Dessel");
    let page = check_well_formed(&report);
    let section = |from: &str, to: &str| {
        let inside = page.split_once(from).expect(from).1.split_once(to).expect(to).0;
        inside.replace("</li>\n", "</li>").replace("<ol>\n", "<ol>")
    };
    expect![[r#"
         aria-labelledby="h-fact-check">
        <h2 id="h-fact-check">Fact-check</h2>
        <p>2 of 16 assertions checked: Mira Dessel 3. <span class="ref ok">✓</span> stands behind a checked sentence.</p>
        <details open><summary><strong>1 check does not count any more</strong></summary>
        <ol><li>Mira Dessel, Mira Dessel by Mira Dessel: Mira Dessel: “Mira Dessel”</li></ol>
        </details>
        <details open><summary><strong>1 row is filled only in part</strong></summary>
        <ol><li>Mira Dessel, Mira Dessel by Mira Dessel: Mira Dessel: “Mira Dessel”</li></ol>
        </details>
    "#]].assert_eq(&section("<section id=\"fact-check\"", "</section>"));
    let answers = section("</strong></summary>\n<ol>\n<li><b>Mira", "</section>");
    expect![[r##"
         Dessel</b> <a href="#s4">page 1</a> <span class="answer">Mira Dessel on Mira Desse, resolved in Word: “Mira Dessel”</span><span class="about">– Mira Dessel</span></li><li><b>Mira Dessel</b> <q>Mira Dessel</q> <span class="answer">Mira Dessel on Mira Desse, resolved in Word: “Mira Dessel”</span><span class="about">– Mira Dessel</span></li><li><b>Mira Dessel</b> <a href="#s3">page 1</a> <span class="answer">Mira Dessel on Mira Desse, resolved in Word: “Mira Dessel”</span><span class="about">– Mira Dessel</span></li></ol>
        </details>
        <details open><summary><strong>2 comments are no answer</strong></summary>
        <ol><li><b>Mira Dessel</b> <a href="#s2">page 1</a> <span class="answer">Mira Dessel: <q>Mira Dessel</q></span><span class="about">– Mira Dessel</span></li><li><b>Mira Dessel</b> in the earlier draft <span class="answer">Mira Dessel: <q>Mira Dessel</q></span><span class="about">– Mira Dessel</span></li></ol>
        </details>
        <p class="about">1 answer is about findings that are gone.</p>
        <p class="about">2 comments of an earlier audit in the file: delete all comments before it leaves the desk.</p>
    "##]].assert_eq(&answers);
    assert_eq!(
        page.matches("✓</span><span class=\"said\">(checked by Mira Dessel on Mira Dessel, seen in").count(),
        2
    );
    let told = ["3 answers do not count", "2 comments are no", "2 answers do not count", "1 comment is no"];
    let closed = html(&report, false);
    assert_eq!(
        told.map(|words| closed.contains(words)),
        [false, false, true, true],
        "sensitive ones are left out"
    );
    assert_eq!(told.map(|words| page.contains(words)), [true, true, false, false]);
}

/// Puts `hostile` wherever a report holds words.
fn poisoned(hostile: &str) -> Report {
    let mut report = returned();
    report.document.parts[0].path = hostile.into();
    report.document.parts[0].title = Some(hostile.into());
    report.document.parts[0].remarks = vec![hostile.into()];
    report.document.blocks.iter_mut().for_each(|block| block.language = hostile.into());
    report.document.notes.iter_mut().for_each(|note| note.label = hostile.into());
    report.document.marks.iter_mut().for_each(|mark| mark.label = hostile.into());
    report.document.pages.iter_mut().for_each(|page| page.1 = hostile.into());
    report.chapters.iter_mut().for_each(|chapter| chapter.title = hostile.into());
    let span = Span::new(0, 3);
    report.text_citations =
        vec![TextCitation { sentence: 1, span, name: hostile.into(), refers_to: None, carries: vec![1] }];
    report.sources.iter_mut().for_each(|source| source.name = hostile.into());
    report.attributions.iter_mut().for_each(|attribution| attribution.source_name = Some(hostile.into()));
    for finding in &mut report.findings {
        finding.message = hostile.into();
        finding.remedy = hostile.into();
        finding.rests_on.iter_mut().for_each(|related| related.why = hostile.into());
    }
    desk(&mut report, hostile);
    let hidden = &mut report.document.hidden[0];
    (hidden.text, hidden.author, hidden.place) = (hostile.into(), hostile.into(), hostile.into());
    report.genre = hostile.into();
    // In the text too, at the same length, so that every place stays where it is.
    let fill: String = hostile.chars().filter(char::is_ascii).cycle().take(20).collect();
    if fill.len() == 20 {
        let at = report.document.text.find("Kingdom of Halvard h").unwrap();
        report.document.text.replace_range(at..at + 20, &fill);
    }
    report
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_make_markup(hostile in r#"([<>&"'/=! \n\r\x00]|script|style|--|\]\]|[a-z\u{202e}é]){1,24}"#) {
        // As long, since where notes stand depends on how long they and their findings are.
        let benign = skeleton(&html(&poisoned(&"x".repeat(hostile.chars().count())), true));
        prop_assert_eq!(skeleton(&html(&poisoned(&hostile), true)), benign);
    }
}

/// Writes pages to look at: `cargo test -p probata-workpaper --test it -- --ignored look`.
#[test]
#[ignore = "writes files for a person to look at"]
fn look() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, report) in [("returned", returned()), ("three", in_three_files()), ("long", long(95_000))] {
        let path = folder.join(name).with_extension("html");
        std::fs::write(&path, html(&report, true)).unwrap();
        println!("{}", path.display());
    }
}
