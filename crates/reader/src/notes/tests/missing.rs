use super::check;
use expect_test::expect;

#[test]
fn a_mark_without_its_note_inside_the_sequence() {
    check(
        "Taken.1 Held.2 Beaten.3 Moved.4 Freed.5\n\n1 Lantern interview.\n\n2 Ibid.\n\n4 See annex A.\n\n5 Ibid.\n",
        expect![[r#"
            "Taken."|1| 1 -> n1
            "Taken.1 Held."|2| 2 -> n2
            "Held.2 Beaten."|3| 3 -> nothing
            "eaten.3 Moved."|4| 4 -> n4
            "Moved.4 Freed."|5| 5 -> n5
            n1 "Lantern interview."
            n2 "Ibid."
            n4 "See annex A."
            n5 "Ibid."
        "#]],
    );
}

#[test]
fn a_mark_behind_the_last_note() {
    check(
        "Taken.1 Held.2 Beaten.3 Flown to Velsk in the night of 4 March.4\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 See annex A.\n",
        expect![[r#"
            "Taken."|1| 1 -> n1
            "Taken.1 Held."|2| 2 -> n2
            "Held.2 Beaten."|3| 3 -> n3
            "ht of 4 March."|4| 4 -> nothing
            n1 "Lantern interview."
            n2 "Ibid."
            n3 "See annex A."
        "#]],
    );
}

#[test]
fn a_number_far_from_the_sequence_is_no_mark() {
    check(
        "Taken.1 Held.2 Beaten.3 Flown to Velsk.58 Nothing more is known.\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 See annex A.\n",
        expect![[r#"
            "Taken."|1| 1 -> n1
            "Taken.1 Held."|2| 2 -> n2
            "Held.2 Beaten."|3| 3 -> n3
            n1 "Lantern interview."
            n2 "Ibid."
            n3 "See annex A."
        "#]],
    );
}

#[test]
fn gaps_in_the_numbering() {
    check(
        "Taken.1 Held.2 Moved.7 Freed.8\n\n1 Lantern interview.\n\n2 Ibid.\n\n7 See annex A.\n\n8 Ibid.\n",
        expect![[r#"
            "Taken."|1| 1 -> n1
            "Taken.1 Held."|2| 2 -> n2
            " Held.2 Moved."|7| 7 -> n7
            "Moved.7 Freed."|8| 8 -> n8
            n1 "Lantern interview."
            n2 "Ibid."
            n7 "See annex A."
            n8 "Ibid."
        "#]],
    );
}

#[test]
fn notes_without_any_mark() {
    check(
        "They were taken to Velsk and held there.\n\nNotes\n\n1 Lantern interview.\n\n2 Ibid.\n\n3 See annex A.\n",
        expect![[r#"
            n1 "Lantern interview." orphan
            n2 "Ibid." orphan
            n3 "See annex A." orphan
        "#]],
    );
}

#[test]
fn the_file_with_the_notes_is_missing() {
    check(
        "They were taken to Velsk.1 They were held there,2 all of them.3 In 2004 they were freed.4 The SSD said nothing.5\n",
        expect![[r#"
            "aken to Velsk."|1| 1 -> nothing
            "re held there,"|2| 2 -> nothing
            "2 all of them."|3| 3 -> nothing
            "ey were freed."|4| 4 -> nothing
            " said nothing."|5| 5 -> nothing
        "#]],
    );
}

#[test]
fn a_chapter_from_the_middle_without_its_notes() {
    check(
        "They were taken to Velsk.58 They were held there,59 all of them.60 In 2004 they were freed.61 The SSD said nothing.62 Nor did Halvard.63\n",
        expect![[r#"
            "aken to Velsk."|58| 58 -> nothing
            "re held there,"|59| 59 -> nothing
            "9 all of them."|60| 60 -> nothing
            "ey were freed."|61| 61 -> nothing
            " said nothing."|62| 62 -> nothing
            "r did Halvard."|63| 63 -> nothing
        "#]],
    );
}
