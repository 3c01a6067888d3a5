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
