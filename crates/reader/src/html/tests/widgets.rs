use super::check;
use expect_test::expect;

#[test]
fn fields_of_forms_show_their_values() {
    check(
        "<p>Name<input value='Jorin Vell'><label><input type=checkbox checked>consent</label> <input type=checkbox>photograph
<input type=radio checked>Doln<button>Send</button><input type=submit value=Save>
<p>Statement<textarea>He was held.</textarea>
<select><option>Arrest<option selected>Torture</select><select><option>First<option>Second</select>
<input type=password value=secret><input type=hidden name=case value=E-14><p style='display:none'><input value=gone></p>",
        &expect![[r#"
            paragraph: Name Jorin Vell ☒ consent ☐ photograph ◉ Doln Send Save
            paragraph: Statement
            paragraph: He was held.
            paragraph: Torture
            paragraph: First
            hidden text at 88, line 4: Arrest
            hidden text at 104, line 4: Second
            hidden text at 104, line 5: secret
            hidden text at 104, line 5: E-14
            hidden text at 104, line 5: gone
        "#]],
    );
}

#[test]
fn what_a_browser_sets_around_words() {
    check(
        "<p>They said <q>leave <q>now</q></q>.<p><ruby>kan<rp>(</rp><rt>ji</rt><rp>)</rp></ruby><p>Map<svg><text>North</text><text>South</text></svg>below",
        &expect![[r#"
            paragraph: They said “leave ‘now’”.
            paragraph: kan(ji)
            paragraph: Map North South below
        "#]],
    );
}

#[test]
fn pictures_in_the_page_that_nobody_described() {
    check(
        "<header><img src='data:image/png;base64,AAAA'></header><p>The ledger:
<img src='data:image/jpeg;base64,AAAA'><img alt='A map' src='data:image/jpeg;base64,AAAA'><img width=16 height=16 src='data:image/gif;base64,AAAA'>
<img src='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAAAAAAAA'><img src=elsewhere.png>",
        &expect![[r#"
            paragraph: The ledger:
            alternative text at 11, line 2: A map
            partial, line 2: a picture without alternative text (jpeg) lies here; words in pictures are not read: look at it in the document
        "#]],
    );
}

#[test]
fn a_page_with_deletions_alone_names_no_insertions() {
    check(
        "<html><p>Held <del>twice</del>.</html>",
        &expect![[r#"
        paragraph: Held .
        tracked deletion at 4, line 1: twice
        remark: 1 tracked deletion: read as final
    "#]],
    );
}
