use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_casework::{Choices, compare};
use probata_workpaper::{Look, comparison, comparison_json};

const OLD: &str = "\
1 The transfers

Tomas Verin may have been flown to Velsk on 4 March 2004. Mira Dessel said that he was held for 22 days. The road to Doln
was closed that week. Nobody told his mother where he was.

2 The replies

The Ministry denied that force was used. Lantern received no other letter about the case of the teachers.
";

const NEW: &str = "\
1 The transfers

Tomas Verin was flown to Velsk on 4 March 2004. He was held for 26 days. Nobody told his mother where he was.

2 The replies

Lantern received no other letter about the case of the teachers. The Ministry denied that force was used. Ilan Kostrov
saw the register.
";

fn check(old: &str, new: &str, expected: Expect) {
    let desk = Memory::with(&[("old.txt", old), ("new.txt", new)]);
    let compared = compare(&desk, &["old.txt".into()], &["new.txt".into()], &Choices::default())
        .expect("there is something to compare");
    let shown = comparison(&compared.old, &compared.new.report, &compared.comparison, &Look::default());
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    expected.assert_eq(shown.split_once("Evidence").expect("there is something to compare").1);
}

#[test]
fn a_draft_beside_the_draft_before_it() {
    check(
        OLD,
        NEW,
        expect![[r#"
         coverage                  before     now
          assertions of fact                    5       6  +1
          by a note                             0       0
          by a source named in the text         2       1  -1
          by both                               0       0
          restated                              0       0
          by none of these                      3       5  +2
          on withheld sources only              0       0

        Sentences  4 the same, 2 changed, 1 moved, 1 new, 1 gone

        firmer  line 3
              Tomas Verin was flown to Velsk on 4 March 2004.
              was: Tomas Verin may have been flown to Velsk on 4 March 2004.
              the doubt "may have" is gone
              before: no assertion; now: carried by nothing

        firmer  line 3
              He was held for 26 days.
              was: Mira Dessel said that he was held for 22 days.
              "22 days" is gone
              "26 days" is new
              Mira Dessel is no longer named
              Mira Dessel said it before; now the report does
              before: carried by a source named in the text; now: carried by nothing

        moved  line 7
              Lantern received no other letter about the case of the teachers.
              stood at line 8

        new  line 7
              Ilan Kostrov saw the register.

        gone  line 3
              The road to Doln was closed that week.

        Findings  2 new, 2 gone, 1 stay

        new:
        warn  unsupported-assertion  line 3
              He was held for 26 days.
              ^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact that no note and no named source carries
              remedy: add a note or name the source in the text; or say that it is the
                      author's inference

        new:
        warn  unsupported-assertion  line 7
              Ilan Kostrov saw the register.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact that no note and no named source carries
              remedy: add a note or name the source in the text; or say that it is the
                      author's inference

        gone:
        warn  unsupported-assertion  line 3
              The road to Doln was closed that week.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact that no note and no named source carries
              remedy: add a note or name the source in the text; or say that it is the
                      author's inference

        gone:
        warn  unsupported-assertion  line 8
              Lantern received no other letter about the case of the teachers.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              asserts a fact that no note and no named source carries
              remedy: add a note or name the source in the text; or say that it is the
                      author's inference

    "#]],
    );
}

#[test]
fn a_draft_beside_itself_has_nothing_new() {
    check(
        OLD,
        OLD,
        expect![[r#"
         coverage                  before     now
          assertions of fact                    5       5
          by a note                             0       0
          by a source named in the text         2       2
          by both                               0       0
          restated                              0       0
          by none of these                      3       3
          on withheld sources only              0       0

        Sentences  8 the same, 0 changed, 0 moved, 0 new, 0 gone

        Findings  0 new, 0 gone, 3 stay

    "#]],
    );
}

#[test]
fn the_comparison_as_json_has_every_change() {
    let desk = Memory::with(&[("old.txt", OLD), ("new.txt", NEW)]);
    let compared = compare(&desk, &["old.txt".into()], &["new.txt".into()], &Choices::default()).unwrap();
    let json = comparison_json(&compared.old, &compared.new.report, &compared.comparison, true);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let changed = value["changed"].as_array().unwrap();
    let text: Vec<char> = NEW.chars().collect();
    for change in changed {
        let (start, end) = (change["new"]["start"].as_u64().unwrap(), change["new"]["end"].as_u64().unwrap());
        let sliced: String =
            text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()].iter().collect();
        assert_eq!(change["new"]["text"].as_str().unwrap(), sliced);
    }
    assert_eq!(changed[0]["firmness"], "firmer");
    assert_eq!(value["schema"], "probata-compare/1");
}
