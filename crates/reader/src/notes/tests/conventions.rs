use super::{check, check_markdown};
use expect_test::expect;

#[test]
fn glued_marks_and_notes_at_the_end() {
    check(
        "The Transfers\n\nThree men were handed to Halvard intelligence.101\u{a0}They were held in Aldmark,102 in SSD custody.”103 A fourth (Ilan Kostrov)104 was not.\n\n101 Lantern interview with former detainee, date and place withheld.\n\n102 See Letter from the Ministry of Interior to Lantern, 4 March 2005.\n\n103 Ibid.\n\n104 Lantern interview with Mira Dessel, Velsk, October 14, 2005.\n",
        expect![[r#"
            " intelligence."|101| 101 -> n101
            "ld in Aldmark,"|102| 102 -> n102
            " SSD custody.”"|103| 103 -> n103
            "(Ilan Kostrov)"|104| 104 -> n104
            n101 "Lantern interview with former detainee, date and place withheld."
            n102 "See Letter from the Ministry of Interior to Lantern, 4 March 2005."
            n103 "Ibid."
            n104 "Lantern interview with Mira Dessel, Velsk, October 14, 2005."
        "#]],
    );
}

#[test]
fn notes_on_single_lines_with_stops() {
    check(
        "Ilan Kostrov was taken from Doln.1 He was not seen again.2\nThe SSD denied it.3\n1. See Lantern, Without Return, p. 12.\n2. Lantern interview with his sister, Doln, 3 May 2004.\n3. Ibid.\n",
        expect![[r#"
            "ken from Doln."|1| 1 -> n1
            "ot seen again."|2| 2 -> n2
            "SSD denied it."|3| 3 -> n3
            n1 "See Lantern, Without Return, p. 12."
            n2 "Lantern interview with his sister, Doln, 3 May 2004."
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn notes_under_a_heading() {
    check(
        "He was beaten.1 His cell had no window.2\n\nNotes\n\n1 All names have been changed.\n2 The cell was seen by two others.\n",
        expect![[r#"
            "He was beaten."|1| 1 -> n1
            "had no window."|2| 2 -> n2
            n1 "All names have been changed."
            n2 "The cell was seen by two others."
        "#]],
    );
}

#[test]
fn endnotes_that_restart_by_chapter() {
    check(
        "1. Arrest\n\nThey came at night.1 The door was broken.2\n\nNotes\n\n1 Lantern interview, Velsk.\n\n2 Ibid.\n\n2. Detention\n\nThe cell was cold.1 There was no light.2 No doctor came.3\n\nNotes\n\n1 Lantern interview, Kareva.\n\n2 See above.\n\n3 Ibid.\n",
        expect![[r#"
            "came at night."|1| 1 -> n1
            "or was broken."|2| 2 -> n2
            "cell was cold."|1| 1 -> n1.2
            " was no light."|2| 2 -> n2.2
            "o doctor came."|3| 3 -> n3
            n1 "Lantern interview, Velsk."
            n2 "Ibid."
            n1.2 "Lantern interview, Kareva."
            n2.2 "See above."
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn all_chapters_notes_at_the_end_of_the_text() {
    check(
        "Chapter 1\n\nThey came at night.1 The door was broken.2\n\nChapter 2\n\nThe cell was cold.1 There was no light.2\n\nNOTES\n\nChapter 1\n\n1 Lantern interview, Velsk.\n2 Ibid.\n\nChapter 2\n\n1 Lantern interview, Kareva.\n2 Lantern interview, Doln.\n",
        expect![[r#"
            "came at night."|1| 1 -> n1
            "or was broken."|2| 2 -> n2
            "cell was cold."|1| 1 -> n1.2
            " was no light."|2| 2 -> n2.2
            n1 "Lantern interview, Velsk."
            n2 "Ibid."
            n1.2 "Lantern interview, Kareva."
            n2.2 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn notes_at_the_foot_of_pages() {
    check(
        "The convoy left Velsk at dawn.1 It was seen at the\nbridge of Doln.2 From there it went\n\n____________\n1 Lantern interview with a driver, Velsk, 2004.\n2 Ibid.\n12\n\x0cto the border, where Colonel Radu Benk waited.3 He took\nthe papers.4\n\n____________\n3 Lantern interview with an officer, place withheld.\n4 See annex B.\n13\n\x0cNobody returned.5\n\n____________\n5 Lantern interview with Mira Dessel.\n14\n",
        expect![[r#"
            "Velsk at dawn."|1| 1 -> n1
            "ridge of Doln."|2| 2 -> n2
            "u Benk waited."|3| 3 -> n3
            "ok\nthe papers."|4| 4 -> n4
            "body returned."|5| 5 -> n5
            n1 "Lantern interview with a driver, Velsk, 2004."
            n2 "Ibid."
            n3 "Lantern interview with an officer, place withheld."
            n4 "See annex B."
            n5 "Lantern interview with Mira Dessel."
        "#]],
    );
}

#[test]
fn numbering_that_restarts_on_each_page() {
    check(
        "The convoy left Velsk at dawn.1 It was seen.2\n\n1 Lantern interview with a driver.\n2 Ibid.\n\x0cAt the border Colonel Radu Benk waited.1\n\n1 Lantern interview with an officer.\n\x0cNobody returned.1 The SSD was silent.2\n\n1 Lantern interview with Mira Dessel.\n2 See annex B.\n",
        expect![[r#"
            "Velsk at dawn."|1| 1 -> n1
            "1 It was seen."|2| 2 -> n2
            "u Benk waited."|1| 1 -> n1.2
            "body returned."|1| 1 -> n1.3
            "SD was silent."|2| 2 -> n2.2
            n1 "Lantern interview with a driver."
            n2 "Ibid."
            n1.2 "Lantern interview with an officer."
            n1.3 "Lantern interview with Mira Dessel."
            n2.2 "See annex B."
        "#]],
    );
}

#[test]
fn a_note_runs_over_the_page() {
    check(
        "The convoy left Velsk.1 It was seen.2\n\n-----\n1 Lantern interview with a driver.\n2 The witness remembered the colour of the lorries and\n\x0cNobody returned.3\n\n-----\nthe number of men in each of them.\n3 Ibid.\n",
        expect![[r#"
            "oy left Velsk."|1| 1 -> n1
            "1 It was seen."|2| 2 -> n2
            "body returned."|3| 3 -> n3
            n1 "Lantern interview with a driver."
            n2 "The witness remembered the colour of the lorries and\n\u{c}Nobody returned.3\n\n-----\nthe number of men in each of them." in pieces ["2 The witness remembered the colour of the lorries and", "the number of men in each of them."]
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn a_note_runs_over_the_page_without_a_rule() {
    check(
        "The convoy left Velsk.1 It was seen.2\n\n1 Lantern interview with a driver.\n\n2 The witness, see annex B, remembered the colour of the lorries and\n\x0cNobody returned.3\n\nthe number of men in each of them.\n\n3 Ibid.\n",
        expect![[r#"
            "oy left Velsk."|1| 1 -> n1
            "1 It was seen."|2| 2 -> n2
            "body returned."|3| 3 -> n3
            n1 "Lantern interview with a driver."
            n2 "The witness, see annex B, remembered the colour of the lorries and\n\u{c}Nobody returned.3\n\nthe number of men in each of them." in pieces ["2 The witness, see annex B, remembered the colour of the lorries and", "the number of men in each of them."]
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn symbols_at_the_foot_of_a_page() {
    check(
        "The list was signed by the minister.* It bears a second name.†\n\n* See annex A.\n† The name is withheld.\n\x0cNobody returned.*\n\n* Lantern interview with Mira Dessel.\n",
        expect![[r#"
            " the minister."|*| * -> n*
            "a second name."|†| † -> n†
            "body returned."|*| * -> n*.2
            n* "See annex A."
            n† "The name is withheld."
            n*.2 "Lantern interview with Mira Dessel."
        "#]],
    );
}

#[test]
fn superscript_digits() {
    check(
        "The cell measured 4 m² and held six men.¹ They slept in turns.² One died.¹²\n\n¹ Lantern interview, Ustra.\n\n² Ibid.\n\n¹² Death certificate, on file with Lantern.\n",
        expect![[r#"
            " held six men."|¹| 1 -> n1
            "lept in turns."|²| 2 -> n2
            "ns.² One died."|¹²| 12 -> n12
            n1 "Lantern interview, Ustra."
            n2 "Ibid."
            n12 "Death certificate, on file with Lantern."
        "#]],
    );
}

#[test]
fn brackets_and_word_processor_text_export() {
    check(
        "Tomas Verin was flown out.[1] The aircraft was chartered. [2] Nobody was told.[3]\n\n[1] Lantern interview with Tomas Verin.\n\n[2] Flight log, on file with Lantern.\n\n[3] Ibid.\n",
        expect![[r#"
            "was flown out."|[1]| 1 -> n1
            "as chartered. "|[2]| 2 -> n2
            "body was told."|[3]| 3 -> n3
            n1 "Lantern interview with Tomas Verin."
            n2 "Flight log, on file with Lantern."
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn roman_numbers_in_brackets() {
    check(
        "Tomas Verin was flown out.[i] The aircraft was chartered.[ii]\n\n[i] Lantern interview with Tomas Verin.\n\n[ii] Flight log.\n",
        expect![[r#"
            "was flown out."|[i]| i -> ni
            "was chartered."|[ii]| ii -> nii
            ni "Lantern interview with Tomas Verin."
            nii "Flight log."
        "#]],
    );
}

#[test]
fn round_brackets_where_the_notes_have_them() {
    check(
        "The state must (1) prevent and (2) punish.(1) It did neither.(2)\n\nNotes\n\n(1) See article 4.\n\n(2) Lantern interview, Velsk.\n",
        expect![[r#"
            "nd (2) punish."|(1)| 1 -> n1
            "t did neither."|(2)| 2 -> n2
            n1 "See article 4."
            n2 "Lantern interview, Velsk."
        "#]],
    );
}

#[test]
fn enumerations_in_round_brackets_are_no_marks() {
    check(
        "The state must (1) prevent and (2) punish.1 It did neither.2\n\n1 See article 4.\n\n2 Lantern interview, Velsk.\n",
        expect![[r#"
            "nd (2) punish."|1| 1 -> n1
            "t did neither."|2| 2 -> n2
            n1 "See article 4."
            n2 "Lantern interview, Velsk."
        "#]],
    );
}

#[test]
fn carets_and_tags() {
    check(
        "He was beaten.^1^ He was burned.^2^\n\n^1^ Lantern interview.\n\n^2^ Ibid.\n",
        expect![[r#"
            "He was beaten."|^1^| 1 -> n1
            "He was burned."|^2^| 2 -> n2
            n1 "Lantern interview."
            n2 "Ibid."
        "#]],
    );
    check(
        "He was beaten.<sup>1</sup> He was burned.<sup>2</sup>\n\n<sup>1</sup> Lantern interview.\n\n<sup>2</sup> Ibid.\n",
        expect![[r#"
            "He was beaten."|<sup>1</sup>| 1 -> n1
            "He was burned."|<sup>2</sup>| 2 -> n2
            n1 "Lantern interview."
            n2 "Ibid."
        "#]],
    );
}

#[test]
fn two_marks_at_once() {
    check(
        "They were taken to Ustra.1 Both were beaten.2,3 Both were released.4 5 One left.6\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 Lantern interview, Doln.\n\n4 Release order.\n\n5 Ibid.\n\n6 See below.\n",
        expect![[r#"
            "aken to Ustra."|1| 1 -> n1
            "h were beaten."|2| 2 -> n2
            "were beaten.2,"|3| 3 -> n3
            "were released."|4| 4 -> n4
            "re released.4 "|5| 5 -> n5
            ".4 5 One left."|6| 6 -> n6
            n1 "Lantern interview."
            n2 "Ibid."
            n3 "Lantern interview, Doln."
            n4 "Release order."
            n5 "Ibid."
            n6 "See below."
        "#]],
    );
}

#[test]
fn before_the_stop_and_glued_to_a_word() {
    check(
        "The connection1 between the SSD and Halvard intelligence2. Letters3, calls and visits.\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 On file with Lantern.\n",
        expect![[r#"
            "The connection"|1| 1 -> n1
            "d intelligence"|2| 2 -> n2
            "ence2. Letters"|3| 3 -> n3
            n1 "Lantern interview."
            n2 "Ibid."
            n3 "On file with Lantern."
        "#]],
    );
}

#[test]
fn behind_redactions_and_spaces() {
    check(
        "█1 █ █2\n\n█ 3\n\nHe saw █. 4 Nobody asked.5\n\n1 █\n\n2 Ibid.\n\n3 █\n\n4 Lantern interview.\n\n5 Ibid.\n",
        expect![[r#"
            "█"|1| 1 -> n1
            "█1 █ █"|2| 2 -> n2
            "█1 █ █2\n\n█ "|3| 3 -> n3
            " 3\n\nHe saw █. "|4| 4 -> n4
            " Nobody asked."|5| 5 -> n5
            n1 "█"
            n2 "Ibid."
            n3 "█"
            n4 "Lantern interview."
            n5 "Ibid."
        "#]],
    );
}

#[test]
fn in_headings_captions_cells_and_quotations() {
    check(
        "III. The Transfers1\n\nFigure 1: The prison at Ustra.2\n\n    “They beat us all night, and in the morning\n    they beat us again.”3\n\nTown\tHeld\nDoln4\t12\nKareva\t7\n\nAll were held without charge.5\n\n1 This chapter rests on interviews with 14 people.\n\n2 Photograph by Lantern.\n\n3 Lantern interview.\n\n4 Ibid.\n\n5 Ibid.\n",
        expect![[r#"
            " The Transfers"|1| 1 -> n1
            "ison at Ustra."|2| 2 -> n2
            "eat us again.”"|3| 3 -> n3
            "Town\tHeld\nDoln"|4| 4 -> n4
            "ithout charge."|5| 5 -> n5
            n1 "This chapter rests on interviews with 14 people."
            n2 "Photograph by Lantern."
            n3 "Lantern interview."
            n4 "Ibid."
            n5 "Ibid."
        "#]],
    );
}

#[test]
fn several_notes_on_one_line() {
    check(
        "They were taken.1 They were held.2 They were freed.3\n\n1 See Lantern, Without Return, p. 4. 2 Ibid., p. 7. 3 Lantern interview with a guard, Ustra.\n",
        expect![[r#"
            "ey were taken."|1| 1 -> n1
            "hey were held."|2| 2 -> n2
            "ey were freed."|3| 3 -> n3
            n1 "See Lantern, Without Return, p. 4."
            n2 "Ibid., p. 7."
            n3 "Lantern interview with a guard, Ustra."
        "#]],
    );
}

#[test]
fn notes_of_several_paragraphs() {
    check(
        "They were taken.1 They were held.2 They were freed.3\n\nNotes\n\n1 See annex A.\n\nThe annex lists all names.\n\n2 Ibid.\n\n3 Lantern interview.\n\nThe interview was recorded.\n",
        expect![[r#"
            "ey were taken."|1| 1 -> n1
            "hey were held."|2| 2 -> n2
            "ey were freed."|3| 3 -> n3
            n1 "See annex A.\n\nThe annex lists all names."
            n2 "Ibid."
            n3 "Lantern interview.\n\nThe interview was recorded."
        "#]],
    );
}

#[test]
fn hard_wrapped_notes_with_a_day_at_a_line_start() {
    check(
        "They were taken to the prison at Ustra on the same day.11 They were held there for a\nyear without any charge.12 They were freed in spring.13\n\n11 Lantern interview with a former prisoner, place withheld,\n12 August 2007, and with his brother, who waited outside.\n\n12 Ibid.\n\n13 Letter from the ministry to Lantern of\n14 May 2008.\n",
        expect![[r#"
            " the same day."|11| 11 -> n11
            "ut any charge."|12| 12 -> n12
            "eed in spring."|13| 13 -> n13
            n11 "Lantern interview with a former prisoner, place withheld,\n12 August 2007, and with his brother, who waited outside."
            n12 "Ibid."
            n13 "Letter from the ministry to Lantern of\n14 May 2008."
        "#]],
    );
}

#[test]
fn numbered_paragraphs_with_notes() {
    check(
        "1. The mission visited Velsk.1 It saw two prisons.\n\n2. The mission visited Doln.2 It was not let in.\n\n3. The mission spoke to 40 people.3\n\n4. The mission thanks all of them.\n\n1 From 4 to 9 May 2005.\n\n2 See letter of 2 May 2005.\n\n3 Names on file with the mission.\n",
        expect![[r#"
            "visited Velsk."|1| 1 -> n1
            " visited Doln."|2| 2 -> n2
            " to 40 people."|3| 3 -> n3
            n1 "From 4 to 9 May 2005."
            n2 "See letter of 2 May 2005."
            n3 "Names on file with the mission."
        "#]],
    );
}

#[test]
fn a_mark_used_twice() {
    check(
        "They were taken.1 They were held.2 Again, they were held.2 They were freed.3\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 Ibid.\n",
        expect![[r#"
            "ey were taken."|1| 1 -> n1
            "hey were held."|2| 2 -> n2
            "hey were held."|2| 2 -> n2
            "ey were freed."|3| 3 -> n3
            n1 "Lantern interview."
            n2 "Ibid." called more than once
            n3 "Ibid."
        "#]],
    );
}

#[test]
fn windows_line_ends() {
    check(
        "They were taken.1\r\n\r\nThey were held.2\r\n\r\n1 Lantern interview.\r\n\r\n2 Ibid.\r\n",
        expect![[r#"
            "ey were taken."|1| 1 -> n1
            "hey were held."|2| 2 -> n2
            n1 "Lantern interview."
            n2 "Ibid."
        "#]],
    );
}

#[test]
fn other_scripts() {
    check(
        "Его увезли в Вельск.1 Там его держали год.2\n\n1 Интервью с бывшим заключённым, Вельск, 3 мая 2004 г.\n\n2 Там же.\n",
        expect![[r#"
            "езли в Вельск."|1| 1 -> n1
            "о держали год."|2| 2 -> n2
            n1 "Интервью с бывшим заключённым, Вельск, 3 мая 2004 г."
            n2 "Там же."
        "#]],
    );
}

#[test]
fn one_note() {
    check(
        "The prison was closed.1\n\n1 See Decree 14 of 3 May 2004.\n",
        expect![[r#"
        "on was closed."|1| 1 -> n1
        n1 "See Decree 14 of 3 May 2004."
    "#]],
    );
}

#[test]
fn markdown_notes() {
    check_markdown(
        "# The Transfers\n\nThey were taken.[^1] They were *held*.[^second] Freed.[^3]\n\n[^1]: Lantern interview.\n\n    It was recorded.\n\n[^second]: Ibid.\n[^3]: See\n    annex A.\n",
        expect![[r#"
            "ey were taken."|[^1]| 1 -> n1
            "y were *held*."|[^second]| second -> nsecond
            "second] Freed."|[^3]| 3 -> n3
            n1 "Lantern interview.\n\n    It was recorded."
            nsecond "Ibid."
            n3 "See\n    annex A."
        "#]],
    );
}

#[test]
fn markdown_mark_used_twice_and_dangling() {
    check_markdown(
        "They were taken.[^1] Held.[^2] Held again.[^1] Freed.[^9]\n\n[^1]: Lantern interview.\n\n[^2]: Ibid.\n",
        expect![[r#"
            "ey were taken."|[^1]| 1 -> n1
            "ken.[^1] Held."|[^2]| 2 -> n2
            "2] Held again."|[^1]| 1 -> n1
            "in.[^1] Freed."|[^9]| 9 -> nothing
            n1 "Lantern interview." called more than once
            n2 "Ibid."
        "#]],
    );
}

#[test]
fn markdown_made_from_a_scan() {
    check_markdown(
        "It was a fact.[^13] It was known.14 It was said.[^15] It was done.[^16] See 42 U.S.[^1] (1978).\n\n[^13]: Lantern interview.\n\n[^14]: Ibid.\n\n[^15]: See annex. 16 Ibid., p. 4.\n",
        expect![[r#"
            "It was a fact."|[^13]| 13 -> n13
            " It was known."|14| 14 -> n14
            "4 It was said."|[^15]| 15 -> n15
            "] It was done."|[^16]| 16 -> n16
            "6] See 42 U.S."|[^1]| 1 -> nothing
            n13 "Lantern interview."
            n14 "Ibid."
            n15 "See annex."
            n16 "Ibid., p. 4."
        "#]],
    );
}

#[test]
fn markdown_with_typed_notes() {
    check_markdown(
        "# Arrest\n\nThey came at night.1 The door was broken.2\n\n## Notes\n\n1. Lantern interview, Velsk.\n2. Ibid.\n",
        expect![[r#"
            "came at night."|1| 1 -> n1
            "or was broken."|2| 2 -> n2
            n1 "Lantern interview, Velsk."
            n2 "Ibid."
        "#]],
    );
}

#[test]
fn numbered_chapters_with_notes_of_their_own() {
    check_markdown(
        "# 1. Arrest\n\nThey came at night.^1^\n\n## Notes\n\n1. Lantern interview, Velsk.\n\n# 2. Transfer\n\nHe was flown out.^1^ Nobody was told.^2^\n\n## Notes\n\n1. Flight log.\n2. Ibid.\n\n# 3. Return\n\nHe came back.\n",
        expect![[r#"
            "came at night."|^1^| 1 -> n1
            "was flown out."|^1^| 1 -> n1.2
            "body was told."|^2^| 2 -> n2
            n1 "Lantern interview, Velsk."
            n1.2 "Flight log."
            n2 "Ibid."
        "#]],
    );
}
