use super::*;
use crate::mention::mentioned;
use crate::quotations::quotations;
use crate::testing::document;
use expect_test::{Expect, expect};
use probata_grammar::{Model, Parser};

fn check(text: &str, expected: Expect) {
    let document = document(text);
    let words = Words::of(&document);
    let mentioned = mentioned(&document, &words, &[]);
    let named_in = crate::named_in(&document, &mentioned);
    let lexicon = Lexicon::parse(include_str!("../../data/en/attribution.toml")).unwrap();
    let classes = Classes::parse(include_str!("../../data/en/classes.toml")).unwrap();
    let quotations = quotations(&document, &words, &classes);
    let scene = Scene {
        document: &document,
        words: &words,
        quotations: &quotations,
        mentioned: &mentioned,
        named_in: &named_in,
        lexicon: &lexicon,
        classes: &classes,
        authors: &["lantern".into()],
    };
    let join = |spans: &[Span]| spans.iter().map(|span| words.plain(*span)).collect::<Vec<_>>().join(" … ");
    let lines: Vec<String> = attributions(&scene, &mut Parser::new(Model::shipped()))
        .iter()
        .map(|a| {
            let parent = a.parent.map_or(String::new(), |parent| format!("  (in {parent})"));
            let who = a.source_name.as_ref().filter(|name| **name != join(&a.source));
            let who = who.map_or(String::new(), |name| format!(" = {name}"));
            let named = if a.named { "*" } else { "" };
            format!(
                "{}{who}{named} | {} | {} | {}{parent}",
                join(&a.source),
                join(&a.cue),
                join(&a.content),
                a.stance
            )
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn verbs_of_saying() {
    check(
        "Tomas Verin said that he was beaten.",
        expect!["Tomas Verin* | said | that he was beaten | asserts"],
    );
    check(
        "Mira Dessel, a lawyer in Velsk, told Lantern that her client had been moved.",
        expect![
            "Mira Dessel, a lawyer in Velsk = Mira Dessel* | told | that her client had been moved | asserts"
        ],
    );
    check(
        "The Ministry of Justice denied the allegations and said an inquiry had been opened.",
        expect![[r#"
            The Ministry of Justice = Ministry of Justice* | denied | the allegations | denies
            The Ministry of Justice = Ministry of Justice* | said | an inquiry had been opened | asserts"#]],
    );
    check(
        "He told Lantern he had been held at Doln for three weeks.",
        expect!["He | told | he had been held at Doln for three weeks | asserts"],
    );
    check(
        "According to Ilan Kostrov, the men were flown out at night.",
        expect!["Ilan Kostrov* | According to | the men were flown out at night | asserts"],
    );
    check(
        "The men were flown out at night, according to two officials.",
        expect!["two officials | according to | The men were flown out at night | asserts"],
    );
    check(
        "The men, Verin said, were flown out at night.",
        expect!["Verin* | said | The men … were flown out at night | asserts"],
    );
    check(
        "“They beat me,” said Tomas Verin, a former detainee. “I fainted.”",
        expect![
            "Tomas Verin, a former detainee = Tomas Verin* | said | “They beat me,” … “I fainted.” | asserts"
        ],
    );
    check("The report of the inquiry was published in May.", expect![[""]]);
    check(
        "He was told by the guards that nobody would come.",
        expect!["the guards | was told | that nobody would come | asserts"],
    );
    check(
        "The director admitted that the register was incomplete, but the Ministry claimed that it was not.",
        expect![[r#"
            The director | admitted | that the register was incomplete | admits
            the Ministry = Ministry* | claimed | that it was not | alleges"#]],
    );
    check(
        "It was reported that four men had died.",
        expect![" | was reported | that four men had died | asserts"],
    );
    check(
        "The guard is said to have left Velsk.",
        expect![" | is said | The guard … to have left Velsk | asserts"],
    );
    check("He was allegedly beaten.", expect![" | allegedly | He was … beaten | alleges"]);
}

#[test]
fn nested_attributions() {
    check(
        "Verin told Lantern that his interrogator seemed to be trying to find out whether he had met Kostrov.",
        expect![[r#"
            Verin* | told | that his interrogator seemed to be trying to find out whether he had met Kostrov | asserts
            his interrogator | seemed to be trying to find out | whether he had met Kostrov | asserts  (in 0)"#]],
    );
    check(
        "Dessel said that the guards told her that Verin had admitted that he was a member.",
        expect![[r#"
            Dessel* | said | that the guards told her that Verin had admitted that he was a member | asserts
            the guards | told | that Verin had admitted that he was a member | asserts  (in 0)
            Verin* | had admitted | that he was a member | admits  (in 1)"#]],
    );
    check(
        "According to Dessel, the Ministry denied that anyone was held at Doln.",
        expect![[r#"
            Dessel* | According to | the Ministry denied that anyone was held at Doln | asserts
            the Ministry = Ministry* | denied | that anyone was held at Doln | denies  (in 0)"#]],
    );
}

#[test]
fn words_around_quotations_and_asides() {
    check("“I would,” Mira Dessel said.", expect!["Mira Dessel* | said | “I would,” | asserts"]);
    check(
        "''The cells were full,'' said Tomas Verin, a former guard.",
        expect!["Tomas Verin, a former guard = Tomas Verin* | said | ''The cells were full,'' | asserts"],
    );
    check(
        "“Nobody came,” Verin said, going on to describe the cell.",
        expect!["Verin* | said | “Nobody came,” | asserts"],
    );
    check(
        "He had been told, Verin explained, that the commission was closed.",
        expect![[r#"
        Verin* | explained | He had been told … that the commission was closed | asserts
         | had been told | that the commission was closed | asserts  (in 0)"#]],
    );
    check(
        "“The captain told us we would be home,” Verin recalled.",
        expect![[r#"
        Verin* | recalled | “The captain told us we would be home,” | asserts
        The captain | told | we would be home | asserts  (in 0)"#]],
    );
    check(
        "The court rejected the allegation that detainees were starved.",
        expect![[r#"
        The court* | rejected | the allegation that detainees were starved | denies
         | allegation | that detainees were starved | alleges  (in 0)"#]],
    );
    check(
        "Lantern recalled the Ministry’s promise that lawyers would be admitted.",
        expect![[r#"
        Lantern | recalled | the Ministry’s promise that lawyers would be admitted | asserts
        the Ministry = Ministry* | promise | that lawyers would be admitted | asserts  (in 0)"#]],
    );
}

#[test]
fn speech_that_goes_on() {
    check(
        "Verin described the night: “They came in. They took me out. I heard shots.” He wept.",
        expect!["Verin* | described | “They came in. They took me out. I heard shots.” | asserts"],
    );
    check(
        "Verin said:\n\n> They came in. They took me out.\n\nLater he left.",
        expect!["Verin* | said | > They came in. They took me out. | asserts"],
    );
}

#[test]
fn whom_a_source_means() {
    // A pronoun goes back to the person who is spoken of, over sentences that go on with it.
    check(
        "Tomas Verin was taken to Doln. He was held for a month. He slept on the floor. He said that he was beaten.",
        expect!["He = Tomas Verin* | said | that he was beaten | asserts"],
    );
    // A described informant is nobody whom a reader can find, and a pronoun after one is not the person last named.
    check(
        "Tomas Verin was held at Doln. A former guard saw him there. He said that it was cold.",
        expect!["He | said | that it was cold | asserts"],
    );
    check(
        "Sabina Kostrov met Radu Benk in May. She said that he had laughed, and Benk wrote that it was a joke.",
        expect![[r#"
            She = Sabina Kostrov* | said | that he had laughed | asserts
            Benk = Radu Benk* | wrote | that it was a joke | asserts"#]],
    );
    // Initials, several people, offices and documents.
    check(
        "N.B. told Lantern that it was cold. N.B. and A.K. said that they were tired.",
        expect![[r#"
            N.B.* | told | that it was cold | asserts
            N.B. and A.K.* | said | that they were tired | asserts"#]],
    );
    check(
        "Jonas Halik and Petr Halik were arrested. Both men said that they were beaten. Two guards said nothing. They claimed \
         that it was dark.",
        expect![[r#"
            Both men* | said | that they were beaten | asserts
            Two guards | said | nothing | asserts
            They | claimed | that it was dark | alleges"#]],
    );
    check(
        "The Governor told the court that he knew nothing. The record shows that he left at noon.",
        expect![[r#"
        The Governor = Governor* | told | that he knew nothing | asserts
        The record* | shows | that he left at noon | asserts"#]],
    );
    check(
        "A record shows that he left. The former SSD officer said that he wrote it.",
        expect![[r#"
            A record | shows | that he left | asserts
            The former SSD officer | said | that he wrote it | asserts"#]],
    );
    check(
        "Memorandum stated:\n\n“The cells of the lower floor are to be empty by noon.”",
        expect!["Memorandum | stated | “The cells of the lower floor are to be empty by noon.” | asserts"],
    );
    // An introduced paragraph in which somebody says "I" is a quotation; what is said in it is that person's.
    check(
        "Mira Dessel told Lantern what happened:\n\nI said that I was a nurse. They laughed.\n\nShe left in June.",
        expect![[r#"
            Mira Dessel* | told | I said that I was a nurse. They laughed. | asserts
            I = Mira Dessel* | said | that I was a nurse | asserts  (in 0)"#]],
    );
    check(
        "“Nobody has asked to see a doctor,” the Ministry wrote.",
        expect!["the Ministry = Ministry* | wrote | “Nobody has asked to see a doctor,” | asserts"],
    );
    check(
        "Benk called the prison and pressed them to “find some place for the man tonight”.",
        expect!["Benk | pressed | “find some place for the man tonight” | asserts"],
    );
}

#[test]
fn a_participle_behind_a_comma_and_one_that_leads() {
    check(
        "The Ministry rejected the claim, saying that no complaint had been made. \
         He turned to the guard, saying that he was ill. \
         Asked whether he had been beaten, the guard looked away.",
        expect![[r#"
            The Ministry = Ministry* | rejected | the claim | denies
            The Ministry = Ministry* | saying | that no complaint had been made | asserts
            He | saying | that he was ill | asserts"#]],
    );
}

#[test]
fn a_speaker_between_two_quotations_says_both() {
    check(
        "“They left by night,” Verin said, “in two trucks,” and he went home.",
        expect!["Verin* | said | “They left by night,” … “in two trucks,” | asserts"],
    );
    check(
        "“They might have killed me there,” Dessel said, “but the driver stopped them.”",
        expect![
            "Dessel* | said | “They might have killed me there,” … “but the driver stopped them.” | asserts"
        ],
    );
}
