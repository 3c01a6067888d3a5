use super::check;
use expect_test::expect;

const NOTES: &str =
    "\n11 Lantern interview.\n\n12 Ibid.\n\n13 Ibid.\n\n14 See annex A.\n\n15 Lantern interview, Doln.\n";

fn check_with_notes(body: &str, expected: expect_test::Expect) {
    check(&format!("{body}\n{NOTES}"), expected);
}

#[test]
fn a_digit_before_the_mark() {
    check_with_notes(
        "Taken to Velsk.11 Held there.412 Beaten.13 Moved to Doln.914 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "1 Held there.4"|12| 12 -> n12
            "re.412 Beaten."|13| 13 -> n13
            "oved to Doln.9"|14| 14 -> n14
            "oln.914 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_glued_to_a_year() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten.13 Moved to Doln in 200414 and freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "ere.12 Beaten."|13| 13 -> n13
            "o Doln in 2004"|14| 14 -> n14
            "414 and freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_behind_a_year_and_a_stop() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten in 2003.13 Moved to Doln.200414 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "eaten in 2003."|13| 13 -> n13
            "d to Doln.2004"|14| 14 -> n14
            ".200414 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_glued_to_an_amount() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten.13 The family paid $1,01214 and he was freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "ere.12 Beaten."|13| 13 -> n13
            "ly paid $1,012"|14| 14 -> n14
            " he was freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_that_looks_like_a_decimal() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten.13 The number of men was 45.14 They were freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "ere.12 Beaten."|13| 13 -> n13
            "of men was 45."|14| 14 -> n14
            "ey were freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_note_without_its_mark() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten for 13 days in 2013. Moved to Doln.14 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "Moved to Doln."|14| 14 -> n14
            "Doln.14 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid." orphan
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_deleted_mark_beside_the_same_number() {
    check_with_notes(
        "Taken to Velsk.11 Held there in 2012. There were 12 men, and 112 women. Beaten.13 Moved.14 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "women. Beaten."|13| 13 -> n13
            "aten.13 Moved."|14| 14 -> n14
            "oved.14 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid." orphan
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_number_out_of_sequence_behind_a_stop() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten.13 They were flown in May 2019.318 It was cold there.77 Moved to Doln.14 The cost was 3.14 crowns, or 9.50 The rest is in section 3.2 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "ere.12 Beaten."|13| 13 -> n13
            "n in May 2019."|318| 318 -> nothing
            "as cold there."|77| 77 -> nothing
            "Moved to Doln."|14| 14 -> n14
            "ion 3.2 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_behind_a_comma_and_a_space() {
    check_with_notes(
        "Taken to Velsk.11 The ministry asked for negotiations, 12 with the families there.13 In Doln, 14 men were held.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "negotiations, "|12| 12 -> n12
            "amilies there."|13| 13 -> n13
            "men were held."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A." orphan
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_number_behind_a_comma_where_the_mark_is_elsewhere() {
    check_with_notes(
        "Taken to Velsk.11 There were many, 14 with wounds.12 Beaten.13 Moved to Doln.14 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "4 with wounds."|12| 12 -> n12
            "nds.12 Beaten."|13| 13 -> n13
            "Moved to Doln."|14| 14 -> n14
            "Doln.14 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn ranges_and_rows_of_marks() {
    check_with_notes(
        "Taken to Velsk.11-13 Moved to Doln.14,15 Freed.\n",
        expect![[r#"
        "aken to Velsk."|11| 11 -> n11
        "en to Velsk.11"|-| 12 -> n12
        "n to Velsk.11-"|13| 13 -> n13
        "Moved to Doln."|14| 14 -> n14
        "ed to Doln.14,"|15| 15 -> n15
        n11 "Lantern interview."
        n12 "Ibid."
        n13 "Ibid."
        n14 "See annex A."
        n15 "Lantern interview, Doln."
    "#]],
    );
    check_with_notes(
        "Taken to Velsk.11–15 It had 11-13 rooms.\n",
        expect![[r#"
        "aken to Velsk."|11| 11 -> n11
        "en to Velsk.11"|–| 12 -> n12
        "n to Velsk.11–"|15| 15 -> n15
        n11 "Lantern interview."
        n12 "Ibid."
        n13 "Ibid."
        n14 "See annex A."
        n15 "Lantern interview, Doln."
    "#]],
    );
}

#[test]
fn markdown_of_a_scan_with_numbers_out_of_sequence() {
    let notes: String = (1..=12).map(|n| format!("[^{n}]: Lantern interview {n}.\n\n")).collect();
    let body = "Taken.[^1] See 4 Sorv.[^9] (1978), 5 Sorv.[^8] (1979), 6 Sorv.[^7] (1980), Pub. L. 80,[^1] Stat. 9. Held.[^2] \
                Beaten.[^3] Moved.[^4] Freed.[^5] Fled.[^6] Lost.[^7] Found.[^8] Ill.[^9] Well.[^1] Gone.[^11] Back.[^12]\n\n\
                A letter.[^1] It was sent.[^2] Nobody answered.[^3]\n\n";
    super::check_markdown(
        &format!("{body}{notes}"),
        expect![[r#"
        "Taken."|[^1]| 1 -> n1
        "Stat. 9. Held."|[^2]| 2 -> n2
        "d.[^2] Beaten."|[^3]| 3 -> n3
        "en.[^3] Moved."|[^4]| 4 -> n4
        "ed.[^4] Freed."|[^5]| 5 -> n5
        "eed.[^5] Fled."|[^6]| 6 -> n6
        "led.[^6] Lost."|[^7]| 7 -> n7
        "st.[^7] Found."|[^8]| 8 -> n8
        "ound.[^8] Ill."|[^9]| 9 -> n9
        "Ill.[^9] Well."|[^1]| 1 -> n10
        "ell.[^1] Gone."|[^11]| 11 -> n11
        "ne.[^11] Back."|[^12]| 12 -> n12
        "12]\n\nA letter."|[^1]| 1 -> nothing
        "] It was sent."|[^2]| 2 -> nothing
        "body answered."|[^3]| 3 -> nothing
        n1 "Lantern interview 1."
        n2 "Lantern interview 2."
        n3 "Lantern interview 3."
        n4 "Lantern interview 4."
        n5 "Lantern interview 5."
        n6 "Lantern interview 6."
        n7 "Lantern interview 7."
        n8 "Lantern interview 8."
        n9 "Lantern interview 9."
        n10 "Lantern interview 10."
        n11 "Lantern interview 11."
        n12 "Lantern interview 12."
    "#]],
    );
}

#[test]
fn markdown_that_restarts_and_calls_a_note_again() {
    super::check_markdown(
        "They came.[^1] The door broke.[^2] They left.[^1]\n\n[^1]: Lantern interview, Velsk.\n\n[^2]: Ibid.\n\nThe cell was cold.[^1] No light.[^2] No doctor.[^1]\n\n[^1]: Lantern interview, Kareva.\n\n[^2]: Lantern interview, Doln.\n",
        expect![[r#"
            "They came."|[^1]| 1 -> n1
            "he door broke."|[^2]| 2 -> n2
            "^2] They left."|[^1]| 1 -> n1
            "cell was cold."|[^1]| 1 -> n1.2
            "[^1] No light."|[^2]| 2 -> n2.2
            "^2] No doctor."|[^1]| 1 -> n1.2
            n1 "Lantern interview, Velsk." called more than once
            n2 "Ibid."
            n1.2 "Lantern interview, Kareva." called more than once
            n2.2 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_number_out_of_sequence_before_a_numbered_heading() {
    check_with_notes(
        "Taken to Velsk.11 Held there.12 Beaten.13\n\nThe police returned their passports on 4 March 2021.318\n\n3.5 The brothers\n\nMoved to Doln.14 Freed.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "11 Held there."|12| 12 -> n12
            "ere.12 Beaten."|13| 13 -> n13
            " 4 March 2021."|318| 318 -> nothing
            "Moved to Doln."|14| 14 -> n14
            "Doln.14 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_mark_that_lost_its_raise_and_stands_as_a_word() {
    check_with_notes(
        "Taken to Velsk.11 No order was shown by the guards 12 and the door was broken.13 \
         He was held under the law 14-which does not allow it.15\n",
        expect![[r#"
            "aken to Velsk."|11| 11 -> n11
            "by the guards "|12| 12 -> n12
            "or was broken."|13| 13 -> n13
            "under the law "|14| 14 -> n14
            " not allow it."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_number_of_the_sentence_is_no_mark_where_the_marks_are_there() {
    check_with_notes(
        "Taken to Velsk with 12 and more.11 Held with 13 and more.12 Beaten.13 A law 15-that is Act 15.14 Freed.15\n",
        expect![[r#"
            "h 12 and more."|11| 11 -> n11
            "h 13 and more."|12| 12 -> n12
            "ore.12 Beaten."|13| 13 -> n13
            "hat is Act 15."|14| 14 -> n14
            "t 15.14 Freed."|15| 15 -> n15
            n11 "Lantern interview."
            n12 "Ibid."
            n13 "Ibid."
            n14 "See annex A."
            n15 "Lantern interview, Doln."
        "#]],
    );
}

#[test]
fn a_number_at_the_top_of_a_page_is_no_note_that_is_defined_elsewhere() {
    super::check_markdown(
        "Taken to Velsk.[^1] The Directorate tweeted to more than\n\n2 million people.[^3] See the tweet.\n\nHeld there by law 2 and order.\n\n[^1]: Lantern interview.\n[^2]: Ibid.\n[^3]: Ibid.\n",
        expect![[r#"
            "aken to Velsk."|[^1]| 1 -> n1
            "illion people."|[^3]| 3 -> n3
            n1 "Lantern interview."
            n2 "Ibid." orphan
            n3 "Ibid."
        "#]],
    );
}
