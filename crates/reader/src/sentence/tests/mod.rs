use super::*;
use expect_test::{Expect, expect};

mod gold;

/// A document of paragraphs; `{12}` in the text is a known note mark "12".
fn document(paragraphs: &[&str], language: &str) -> Document {
    let mut document = Document::empty("test.txt", "text");
    for paragraph in paragraphs {
        let start = document.text.len();
        let mut rest = *paragraph;
        while let Some((before, after)) = rest.split_once('{') {
            let (label, after) = after.split_once('}').expect("a mark is closed");
            document.text.push_str(before);
            let at = document.text.len();
            document.text.push_str(label);
            let span = Span::new(at, document.text.len());
            document.marks.push(probata_report::Mark { span, label: label.into(), note: None });
            rest = after;
        }
        document.text.push_str(rest);
        let span = Span::new(start, document.text.len());
        document.blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
            language: language.into(),
            boxed: false,
        });
        document.text.push_str("\n\n");
    }
    document
}

fn check_in(language: &str, text: &str, expected: Expect) {
    let mut document = document(&[text], language);
    split(&mut document, &["Sect".to_owned()]);
    let sentences: Vec<&str> = document.sentences.iter().map(|s| &document.text[s.span]).collect();
    expected.assert_eq(&sentences.join(" | "));
}

fn check(text: &str, expected: Expect) {
    check_in("en", text, expected);
}

#[test]
fn stops() {
    check(
        "The prisoners were flown to Doln. They were not told why. Nobody answered.",
        expect!["The prisoners were flown to Doln. | They were not told why. | Nobody answered."],
    );
    check(
        "He asked who they were. Nobody answered! Why not?",
        expect!["He asked who they were. | Nobody answered! | Why not?"],
    );
    check(
        "Was he alive? The Ministry would not say.",
        expect!["Was he alive? | The Ministry would not say."],
    );
    check(
        "They left at dawn: Verin, Kostrov and Dessel; nobody else. The cell stayed empty.",
        expect!["They left at dawn: Verin, Kostrov and Dessel; nobody else. | The cell stayed empty."],
    );
    check("One sentence without a stop", expect!["One sentence without a stop"]);
    check(
        "The lorry stopped in Ustra.The guards got out.",
        expect!["The lorry stopped in Ustra. | The guards got out."],
    );
    check("What did they want?! He never learned.", expect!["What did they want?! | He never learned."]);
    check(
        "The search (of all three houses) took an hour. It found nothing.",
        expect!["The search (of all three houses) took an hour. | It found nothing."],
    );
    check(
        "A newline is\na space.\nThe next sentence\nbegins here.",
        expect![[r#"
        A newline is
        a space. | The next sentence
        begins here."#]],
    );
}

#[test]
fn abbreviations() {
    check(
        "Mr. Verin met Dr. Dessel. Col. Radu Benk was absent.",
        expect!["Mr. Verin met Dr. Dessel. | Col. Radu Benk was absent."],
    );
    check(
        "Gen. Kostrov and Lt. Col. Benk signed. Both denied it.",
        expect!["Gen. Kostrov and Lt. Col. Benk signed. | Both denied it."],
    );
    check(
        "The order named No. 5 and No. 7. Nobody knew No. 6.",
        expect!["The order named No. 5 and No. 7. | Nobody knew No. 6."],
    );
    check(
        "Was he there? No. He had left for Velsk.",
        expect!["Was he there? | No. | He had left for Velsk."],
    );
    check(
        "See Art. 3 and para. 45. The text is clear.",
        expect!["See Art. 3 and para. 45. | The text is clear."],
    );
    check(
        "It is on p. 5, pp. 7-9 and in vol. II. The rest is lost.",
        expect!["It is on p. 5, pp. 7-9 and in vol. II. | The rest is lost."],
    );
    check(
        "Batons, cables, etc. were found. Ropes, hoods, etc. The room was empty.",
        expect!["Batons, cables, etc. were found. | Ropes, hoods, etc. | The room was empty."],
    );
    check(
        "It was built by Marnik Stone Inc. The contract is lost. Marnik Stone Inc. employed forty men.",
        expect![
            "It was built by Marnik Stone Inc. | The contract is lost. | Marnik Stone Inc. employed forty men."
        ],
    );
    check(
        "He lived in the U.S. He never returned. The U.S. Government was told.",
        expect!["He lived in the U.S. | He never returned. | The U.S. Government was told."],
    );
    check(
        "The flight left at 5 a.m. The second left at 7 p.m. Friday.",
        expect!["The flight left at 5 a.m. | The second left at 7 p.m. Friday."],
    );
    check(
        "At 11 p.m. EST the line was cut. At 4 p.m. Verin called.",
        expect!["At 11 p.m. EST the line was cut. | At 4 p.m. Verin called."],
    );
    check(
        "They used clubs, e.g. Batons of the SSD, i.e. The Directorate.",
        expect!["They used clubs, e.g. Batons of the SSD, i.e. The Directorate."],
    );
    check(
        "Cf. Verin v. Halvard, judgment of 4 May 2004. The court was divided.",
        expect!["Cf. Verin v. Halvard, judgment of 4 May 2004. | The court was divided."],
    );
    check(
        "The court decided Kostrov v. Sorvania in May. It was appealed.",
        expect!["The court decided Kostrov v. Sorvania in May. | It was appealed."],
    );
    check(
        "The Sorvan Assoc. of Lawyers wrote in Sept. 2004 and on Oct. 3. The reply came in Nov. The file was closed.",
        expect![
            "The Sorvan Assoc. of Lawyers wrote in Sept. 2004 and on Oct. 3. | The reply came in Nov. | The file was closed."
        ],
    );
    check(
        "Verin et al. The authors of the list are unknown. Dessel et al. wrote it.",
        expect!["Verin et al. | The authors of the list are unknown. | Dessel et al. wrote it."],
    );
    check(
        "St. Anna's hospital in Kareva took him in. Mt. Ustra was closed.",
        expect!["St. Anna's hospital in Kareva took him in. | Mt. Ustra was closed."],
    );
    check(
        "The house Sect. Seven was searched. The Sect. The end.",
        expect!["The house Sect. Seven was searched. | The Sect. | The end."],
    );
    check(
        "He was held in the cell of Brig.-Gen. Benk. It was dark.",
        expect!["He was held in the cell of Brig.-Gen. Benk. | It was dark."],
    );
    check("He holds a Ph.D. He teaches law.", expect!["He holds a Ph.D. | He teaches law."]);
    check(
        "The plot measured 40 sq. m. It was fenced. It was 12 km. from Doln.",
        expect!["The plot measured 40 sq. m. | It was fenced. | It was 12 km. from Doln."],
    );
    check(
        "MR. BENK SPOKE TO DR. DESSEL. HE GAVE NO. 5 TO THE SSD. THE SSD KEPT IT.",
        expect!["MR. BENK SPOKE TO DR. DESSEL. | HE GAVE NO. 5 TO THE SSD. | THE SSD KEPT IT."],
    );
    check("NO. THE WITNESS DID NOT SEE HIM.", expect!["NO. | THE WITNESS DID NOT SEE HIM."]);
}

#[test]
fn initials() {
    check(
        "J. K. Verin and T.R. Kostrov were arrested. A. B. Dessel was not.",
        expect!["J. K. Verin and T.R. Kostrov were arrested. | A. B. Dessel was not."],
    );
    check(
        "We spoke with former detainee A. The interview took place in Doln.",
        expect!["We spoke with former detainee A. | The interview took place in Doln."],
    );
    check(
        "Witness B. He was twelve. Witness C. Verin was older.",
        expect!["Witness B. | He was twelve. | Witness C. Verin was older."],
    );
    check(
        "The plan of Ilan K. was simple. It was found by M. Dessel.",
        expect!["The plan of Ilan K. was simple. | It was found by M. Dessel."],
    );
    check(
        "George W. I. Benk spoke. So did Verin and I. The hall was silent.",
        expect!["George W. I. Benk spoke. | So did Verin and I. | The hall was silent."],
    );
}

#[test]
fn numbers() {
    check(
        "It weighed 2.5 kilos and cost 1.200 crowns. Nobody paid 3.75.",
        expect!["It weighed 2.5 kilos and cost 1.200 crowns. | Nobody paid 3.75."],
    );
    check(
        "The raid was on 4. March 2004. The second on 5. April.",
        expect!["The raid was on 4. March 2004. | The second on 5. April."],
    );
    check("It happened in 1984. March was cold.", expect!["It happened in 1984. | March was cold."]);
    check("12 men were freed in 2004. 40 remained.", expect!["12 men were freed in 2004. | 40 remained."]);
    check("See section 4.2.1. The annex follows.", expect!["See section 4.2.1. | The annex follows."]);
    check(
        "1. The first prisoner was freed. 2. The second was not. 3. The third died.",
        expect!["1. The first prisoner was freed. | 2. The second was not. | 3. The third died."],
    );
    check(
        "45. The Commission heard forty witnesses. It believed most.",
        expect!["45. The Commission heard forty witnesses. | It believed most."],
    );
    check(
        "IV. The transfers were secret. They went on for a year.",
        expect!["IV. The transfers were secret. | They went on for a year."],
    );
    check("a. He was beaten. b. He was starved.", expect!["a. He was beaten. | b. He was starved."]);
    check(
        "(a) The detainee was hooded. (b) the detainee was shackled. (ii) the room was cold.",
        expect!["(a) The detainee was hooded. | (b) the detainee was shackled. | (ii) the room was cold."],
    );
    check(
        "Figure 3. The prison at Doln. The photograph is from 2004.",
        expect!["Figure 3. The prison at Doln. | The photograph is from 2004."],
    );
    check("Table 2. Transfers by month.", expect!["Table 2. Transfers by month."]);
    check(
        "Annex B. Letters of the Ministry. They are copies.",
        expect!["Annex B. Letters of the Ministry. | They are copies."],
    );
    check(
        "Art. 3. Nobody shall be tortured. Art. 4 follows.",
        expect!["Art. 3. Nobody shall be tortured. | Art. 4 follows."],
    );
    check(
        "The cell measured 3 by 4 m. The door was steel.",
        expect!["The cell measured 3 by 4 m. | The door was steel."],
    );
    check(
        "On 04.03.2004 he vanished. On 05.03.2004 she wrote.",
        expect!["On 04.03.2004 he vanished. | On 05.03.2004 she wrote."],
    );
}

#[test]
fn marks() {
    check(
        "They had no intelligence.{101} The next day they left.{102}",
        expect!["They had no intelligence.101 | The next day they left.102"],
    );
    check(
        "They had no intelligence.{101}The next day they left.",
        expect!["They had no intelligence.101 | The next day they left."],
    );
    check(
        "They had no intelligence.101 The next day they left.102",
        expect!["They had no intelligence.101 | The next day they left.102"],
    );
    check(
        "They had no intelligence.101The next day they left.",
        expect!["They had no intelligence.101 | The next day they left."],
    );
    check(
        "They had no intelligence.\u{a0}{101}\u{a0}The next day they left.",
        expect!["They had no intelligence. 101 | The next day they left."],
    );
    check(
        "They had no intelligence. {101} The next day they left.",
        expect!["They had no intelligence. 101 | The next day they left."],
    );
    check(
        "They had no intelligence.[101] The next day they left. [102] Then it snowed.",
        expect!["They had no intelligence.[101] | The next day they left. [102] | Then it snowed."],
    );
    check(
        "They had no intelligence.[^14] The next day they left.[^a-note] Then it snowed.",
        expect!["They had no intelligence.[^14] | The next day they left.[^a-note] | Then it snowed."],
    );
    check(
        "They had no intelligence.¹⁰¹ The next day they left.† Then it snowed.",
        expect!["They had no intelligence.¹⁰¹ | The next day they left.† | Then it snowed."],
    );
    check(
        "They had no intelligence.(12) The next day they left.",
        expect!["They had no intelligence.(12) | The next day they left."],
    );
    check(
        "He called it “a mistake.”{7} She disagreed.”8 They parted.",
        expect!["He called it “a mistake.”7 | She disagreed.”8 | They parted."],
    );
    check(
        "He was in Doln{6} and in Ustra.{7},{8} He came back.{9}-{11} He was thin.{12}, {13} He slept.",
        expect!["He was in Doln6 and in Ustra.7,8 | He came back.9-11 | He was thin.12, 13 | He slept."],
    );
    check(
        "He was held by the SSD.101 The SSD denied it.",
        expect!["He was held by the SSD.101 | The SSD denied it."],
    );
    check(
        "It stands on p.5 and in Art.3 of No.7. The rest is lost.",
        expect!["It stands on p.5 and in Art.3 of No.7. | The rest is lost."],
    );
    check(
        "He met Mr.{5} The guard took the note. He met Gen.{6} Benk twice.",
        expect!["He met Mr.5 | The guard took the note. | He met Gen.6 Benk twice."],
    );
    check(
        "He was released (in May).{12} The others were not.",
        expect!["He was released (in May).12 | The others were not."],
    );
    check("He lived in the U.S.{4} Verin did too.", expect!["He lived in the U.S.4 | Verin did too."]);
    check("Why?{3} Verin asked twice.", expect!["Why?3 | Verin asked twice."]);
}

#[test]
fn ellipses() {
    check(
        "He waited ... and then he spoke. She waited… and left.",
        expect!["He waited ... and then he spoke. | She waited… and left."],
    );
    check("He waited. . . . The door opened.", expect!["He waited. . . . | The door opened."]);
    check(
        "He waited... The door opened. He waited… The door closed.",
        expect!["He waited... | The door opened. | He waited… | The door closed."],
    );
    check(
        "The “order of the . . . Directorate” was lost. It said “the ... Directorate”.",
        expect!["The “order of the . . . Directorate” was lost. | It said “the ... Directorate”."],
    );
    check(
        "They took him away. [...] The police denied it. [… ] He never came back.",
        expect!["They took him away. | [...] The police denied it. | [… ] He never came back."],
    );
    check(
        "He could not (…) say it. “I […] cannot.” He wept.",
        expect!["He could not (…) say it. | “I […] cannot.” | He wept."],
    );
    check(
        "It was lost[.] The copy too[.]”{5} Nobody minded.",
        expect!["It was lost[.] | The copy too[.]”5 | Nobody minded."],
    );
}

#[test]
fn quotations() {
    check(
        "“Why?” he asked. “Where to?” Verin asked. “Now!” I said.",
        expect!["“Why?” he asked. | “Where to?” Verin asked. | “Now!” I said."],
    );
    check(
        "'Why?' he asked. 'Who?' asked Verin. 'Why?' The guard laughed.",
        expect!["'Why?' he asked. | 'Who?' asked Verin. | 'Why?' | The guard laughed."],
    );
    check(
        "He said: “I was there. They beat me. Then they left.” He wept.",
        expect!["He said: “I was there. | They beat me. | Then they left.” | He wept."],
    );
    check(
        "She wrote \"They are dead.\" The letter is lost. \"Go!\" They went.",
        expect![[r#"She wrote "They are dead." | The letter is lost. | "Go!" | They went."#]],
    );
    check(
        "The Ministry calls this “a transfer.” Lantern calls it “handing over”. Both are right.",
        expect!["The Ministry calls this “a transfer.” | Lantern calls it “handing over”. | Both are right."],
    );
    check(
        "He asked, “Who are you?” The guard hit him.",
        expect!["He asked, “Who are you?” | The guard hit him."],
    );
    check(
        "(He was then twelve. His brother was ten.) They were freed.",
        expect!["(He was then twelve. | His brother was ten.) | They were freed."],
    );
    check(
        "The man (he asked not to be named. He fears the SSD.) spoke twice. He stopped.",
        expect!["The man (he asked not to be named. He fears the SSD.) spoke twice. | He stopped."],
    );
    check(
        "The man (who knows?) Verin said was gone. He stopped.",
        expect!["The man (who knows?) Verin said was gone. | He stopped."],
    );
    check(
        "“He is gone.”“No,” she said. ‘He is not.’”",
        expect!["“He is gone.” | “No,” she said. | ‘He is not.’”"],
    );
    check(
        "He said “no.” and left. She said (no.) and stayed.",
        expect!["He said “no.” and left. | She said (no.) and stayed."],
    );
    check("“Stop!”—The guard ran. He fell.", expect!["“Stop!”—The guard ran. | He fell."]);
}

#[test]
fn notes() {
    check(
        "Ibid., p. 4; see also id. at 7. Cf. Verin, The Flight, p. xii.",
        expect!["Ibid., p. 4; see also id. at 7. | Cf. Verin, The Flight, p. xii."],
    );
    check(
        "A/HRC/13/42, para. 5. See, e.g., Res. 1373, U.N. Doc. S/RES/1373.",
        expect!["A/HRC/13/42, para. 5. | See, e.g., Res. 1373, U.N. Doc. S/RES/1373."],
    );
    check(
        "Interview with former detainee, Doln, May 4, 2005. Letter of the SSD, on file.",
        expect!["Interview with former detainee, Doln, May 4, 2005. | Letter of the SSD, on file."],
    );
    check(
        "See https://lantern.example/a.b?c=d.html. Accessed on 4 May 2004.",
        expect!["See https://lantern.example/a.b?c=d.html. | Accessed on 4 May 2004."],
    );
    check(
        "E-mail of tomas.verin@lantern.example to m.dessel@lantern.example. Copy on file.",
        expect!["E-mail of tomas.verin@lantern.example to m.dessel@lantern.example. | Copy on file."],
    );
    check(
        "Ibid. See also Chap. IV, ibid. The letter is undated.",
        expect!["Ibid. | See also Chap. IV, ibid. | The letter is undated."],
    );
    check(
        "Op. cit., fn. 12. Loc. cit. See n. 4 above.",
        expect!["Op. cit., fn. 12. | Loc. cit. | See n. 4 above."],
    );
}

#[test]
fn redactions() {
    check(
        "Verin met █ in Doln. █{12} The rest is lost.",
        expect!["Verin met █ in Doln. | █12 | The rest is lost."],
    );
    check(
        "The name was █████ The Ministry knew. ██████ Verin did not. █ was told.",
        expect!["The name was █████ | The Ministry knew. | ██████ | Verin did not. | █ was told."],
    );
}

#[test]
fn names() {
    check(
        "He fled. al-Shami stayed. e-Mail was down.",
        expect!["He fled. | al-Shami stayed. | e-Mail was down."],
    );
    check(
        "The firm Hello! and others paid. it was small.",
        expect!["The firm Hello! and others paid. it was small."],
    );
}

#[test]
fn russian() {
    check_in(
        "ru",
        "Он родился в 1984 г. в Вельске. Его арестовали в 2004 г. Он молчал.",
        expect!["Он родился в 1984 г. в Вельске. | Его арестовали в 2004 г. | Он молчал."],
    );
    check_in(
        "ru",
        "И. В. Костров и А.С. Верин, т. е. двое, были там. Их видели.",
        expect!["И. В. Костров и А.С. Верин, т. е. двое, были там. | Их видели."],
    );
    check_in(
        "ru",
        "Били палками, кабелями и т. д. Он выжил. См. ст. 3 и п. 5. Там всё сказано.",
        expect!["Били палками, кабелями и т. д. | Он выжил. | См. ст. 3 и п. 5. | Там всё сказано."],
    );
    check_in(
        "ru",
        "«Где он?» — спросила мать. «Где?» Никто не ответил.",
        expect!["«Где он?» — спросила мать. | «Где?» | Никто не ответил."],
    );
    check_in(
        "ru",
        "Он жил в г. Вельске на ул. Садовой, д. 5. Потом уехал.",
        expect!["Он жил в г. Вельске на ул. Садовой, д. 5. | Потом уехал."],
    );
    check_in(
        "ru",
        "— Кто там? — крикнул он. — Никто! — Тогда открой.",
        expect!["— Кто там? — крикнул он. | — Никто! | — Тогда открой."],
    );
}

#[test]
fn french() {
    check_in(
        "fr",
        "M. Verin et Mme Dessel ont parlé. « Pourquoi ? » demanda-t-il. Personne n’a répondu.",
        expect!["M. Verin et Mme Dessel ont parlé. | « Pourquoi ? » demanda-t-il. | Personne n’a répondu."],
    );
    check_in(
        "fr",
        "Il a dit : « Je suis parti. » Elle a pleuré. Voir p. 5, art. 3 et cf. l’annexe.",
        expect!["Il a dit : « Je suis parti. » | Elle a pleuré. | Voir p. 5, art. 3 et cf. l’annexe."],
    );
    check_in(
        "fr",
        "Est-ce vrai ? Le ministère se tait ! Il s’agit de la S.A. Marnik.",
        expect!["Est-ce vrai ? | Le ministère se tait ! | Il s’agit de la S.A. Marnik."],
    );
}

#[test]
fn spanish() {
    check_in(
        "es",
        "¿Dónde está? ¡Nadie lo sabe! El Sr. Verin y la Dra. Dessel lo buscan.",
        expect!["¿Dónde está? | ¡Nadie lo sabe! | El Sr. Verin y la Dra. Dessel lo buscan."],
    );
    check_in(
        "es",
        "Vive en EE. UU. desde 2004. Véase la pág. 5, párr. 3. Fin.",
        expect!["Vive en EE. UU. desde 2004. | Véase la pág. 5, párr. 3. | Fin."],
    );
    check_in(
        "es",
        "«¿Por qué?», preguntó. «¿Quién?» preguntó Verin. Nadie contestó, etc. El fin.",
        expect!["«¿Por qué?», preguntó. | «¿Quién?» preguntó Verin. | Nadie contestó, etc. | El fin."],
    );
}

#[test]
fn arabic() {
    check_in(
        "ar",
        "أين هو؟ لا أحد يعرف. قال د. فيرين إنه مات. انظر ص. 5 من التقرير.",
        expect!["أين هو؟ | لا أحد يعرف. | قال د. فيرين إنه مات. | انظر ص. 5 من التقرير."],
    );
    check_in(
        "ar",
        "وصل في الساعة 5. ثم غادر! لم يعد۔ انتهى.",
        expect!["وصل في الساعة 5. | ثم غادر! | لم يعد۔ | انتهى."],
    );
}

/// Blocks given as `kind: text`, a line each; `|` in the text is a newline. The answer: sentences, pieces joined by ` ~ `.
fn check_blocks(blocks: &str, expected: Expect) {
    let mut document = Document::empty("test.txt", "text");
    for line in blocks.lines().filter(|line| !line.trim().is_empty()) {
        let (kind, text) = line.trim().split_once(": ").expect("a kind stands before each block");
        let start = document.text.len();
        document.text.push_str(&text.replace('|', "\n"));
        let span = Span::new(start, document.text.len());
        let kind = match kind {
            "heading" => BlockKind::Heading(1),
            "item" => BlockKind::ListItem,
            "cell" => BlockKind::Cell { table: 0, row: 0, column: 0 },
            "caption" => BlockKind::Caption,
            "head" => BlockKind::Header,
            "foot" => BlockKind::Footer,
            "page" => {
                document.pages.push((start, text.into()));
                document.text.truncate(start);
                continue;
            }
            note if note.starts_with("note") => {
                let index = note.trim_start_matches("note").parse().expect("a note's index");
                if index == document.notes.len() {
                    let label = text.split(' ').next().unwrap_or_default();
                    document.notes.push(probata_report::Note {
                        id: format!("n{label}"),
                        label: label.into(),
                        span,
                        pieces: Vec::new(),
                        body: Span::new(start + label.len() + 1, span.end),
                        marks: Vec::new(),
                    });
                }
                BlockKind::Note(index)
            }
            _ => BlockKind::Paragraph,
        };
        document.blocks.push(Block { span, kind, language: "en".into(), boxed: false });
        document.text.push_str("\n\n");
    }
    split(&mut document, &[]);
    let text = |span: &Span| document.text[*span].to_owned();
    let sentences: Vec<String> = document
        .sentences
        .iter()
        .map(|s| s.spans().iter().map(text).collect::<Vec<_>>().join(" ~ "))
        .collect();
    expected.assert_eq(&sentences.join("\n"));
}

#[test]
fn kinds_of_blocks() {
    check_blocks(
        "heading: 1. Introduction. The arrests
         cell: No. 5. Verin
         caption: Figure 3. The prison. Photo: M. Dessel.
         item: 2. The second was freed. He left.
         note0: 1. Ibid. The letter is lost.
         note1: A. Letter of the SSD. On file.",
        expect![[r#"
            1. Introduction. The arrests
            No. 5. Verin
            Figure 3. The prison.
            Photo: M. Dessel.
            2. The second was freed.
            He left.
            1. Ibid.
            The letter is lost.
            A. Letter of the SSD.
            On file."#]],
    );
}

#[test]
fn page_breaks() {
    check_blocks(
        "text: He left. They took him to the
         foot: 12
         head: The Flight
         text: prison of Doln. He stayed.",
        expect![[r#"
            He left.
            They took him to the ~ prison of Doln.
            12
            The Flight
            He stayed."#]],
    );
    check_blocks(
        "text: They took him to the pri-
         note0: 1 Letter of the SSD.
         foot: 12
         text: son of Doln",
        expect![[r#"
            They took him to the pri- ~ son of Doln
            1 Letter of the SSD.
            12"#]],
    );
    check_blocks(
        "text: The order was signed by Gen.
         foot: 12
         text: Kostrov. He denied it.",
        expect![[r#"
            The order was signed by Gen. ~ Kostrov.
            12
            He denied it."#]],
    );
    check_blocks(
        "text: They were taken from
         foot: 12
         text: Doln to
         caption: Figure 3. The road.
         text: Velsk. None came back.",
        expect![[r#"
            They were taken from ~ Doln to ~ Velsk.
            12
            Figure 3. The road.
            None came back."#]],
    );
    check_blocks(
        "text: They were taken to the
         page: 13
         text: border and shot.",
        expect!["They were taken to the ~ border and shot."],
    );
    check_blocks(
        "note0: 1 Letter of the SSD to
         foot: 12
         text: He was free.
         note0: the Ministry, on file. See note 4.",
        expect![[r#"
            1 Letter of the SSD to ~ the Ministry, on file.
            12
            He was free.
            See note 4."#]],
    );
}

#[test]
fn a_blank_line_inside_a_sentence() {
    check_blocks(
        "text: On 9 March the deputy governor of the prison, after a visit to
         text: Doln, wrote to the Ministry that the cells of the low building
         text: were dry.",
        expect![
            "On 9 March the deputy governor of the prison, after a visit to ~ Doln, wrote to the Ministry that the cells of the low building ~ were dry."
        ],
    );
    check_blocks(
        "text: The Ministry answered the letter of the families in the words of the
         text: See Lantern interview with a former guard, Doln, 3 May 2021.
         text: Dear Ms Dessel, thank you for your letter about the prison at Doln,
         text: We regret what happened.",
        expect![[r#"
            The Ministry answered the letter of the families in the words of the
            See Lantern interview with a former guard, Doln, 3 May 2021.
            Dear Ms Dessel, thank you for your letter about the prison at Doln,
            We regret what happened."#]],
    );
}

#[test]
fn no_page_break() {
    check_blocks(
        "text: He left.
         foot: 12
         text: then she came.",
        expect![[r#"
            He left.
            12
            then she came."#]],
    );
    check_blocks(
        "text: They took:
         foot: 12
         text: a lorry
         text: a car",
        expect![[r#"
            They took:
            12
            a lorry
            a car"#]],
    );
    check_blocks(
        "text: The list of names
         foot: 12
         text: Verin was the first.",
        expect![[r#"
            The list of names
            12
            Verin was the first."#]],
    );
    check_blocks(
        "text: They took him to the
         heading: 2. The prison
         text: prison.
         text: They took one of the
         foot: 13
         text: b) cars.",
        expect![[r#"
            They took him to the
            2. The prison
            prison.
            They took one of the
            13
            b) cars."#]],
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "a", "Verin", "Dr", "U.S", "e.g", ".", ".", ". ", ". ", "...", "…", "? ", "!", "“", "”", "\"", "'",
        "(", ")", "[", "]", " ", "\u{a0}", "\n", "12", "7", "{7}", "{12}", "█", "«", "»", "؟ ", "。", "é",
        "Он", "т. е. ", "-", "–", "I", "The ", "No. ", "[^14]", "[...]", "😀", "\u{301}", "\u{200f}", "§",
        "*",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            proptest::collection::vec(proptest::sample::select(PIECES), 0..40)
                .prop_map(|pieces| pieces.concat()),
            "\\PC{0,60}".prop_map(|text| text.replace(['{', '}'], ".")),
        ]
    }

    fn kind() -> impl Strategy<Value = BlockKind> {
        prop_oneof![
            4 => Just(BlockKind::Paragraph),
            1 => Just(BlockKind::ListItem),
            1 => Just(BlockKind::Heading(1)),
            1 => Just(BlockKind::Footer),
            1 => Just(BlockKind::Caption),
            1 => Just(BlockKind::Note(0)),
        ]
    }

    proptest! {
        #[test]
        fn every_character_lies_in_one_sentence(
            blocks in proptest::collection::vec((text(), kind()), 0..8),
            language in proptest::sample::select(vec!["en", "ru", "fr", "ar", ""]),
        ) {
            let texts: Vec<&str> = blocks.iter().map(|(text, _)| text.as_str()).collect();
            let mut document = document(&texts, language);
            for (block, (_, kind)) in document.blocks.iter_mut().zip(&blocks) {
                block.kind = *kind;
            }
            split(&mut document, &["Verin".to_owned()]);
            let mut covered = vec![0u8; document.text.len()];
            for sentence in &document.sentences {
                for span in sentence.spans() {
                    prop_assert!(!span.is_empty());
                    prop_assert_eq!(span.trimmed(&document.text), *span);
                    prop_assert!(document.blocks.iter().any(|block| block.span.contains(*span)));
                    prop_assert!(sentence.span.contains(*span));
                    covered[span.range()].iter_mut().for_each(|count| *count += 1);
                }
                prop_assert!(document.blocks[sentence.block].span.contains(sentence.spans()[0]));
            }
            prop_assert!(document.sentences.windows(2).all(|pair| pair[0].span.start < pair[1].span.start));
            for (at, c) in document.text.char_indices() {
                let inside = document.blocks.iter().any(|block| block.span.holds(at));
                if inside && !c.is_whitespace() {
                    prop_assert_eq!(covered[at], 1, "at {} of {:?}", at, document.text);
                }
            }
        }
    }
}
