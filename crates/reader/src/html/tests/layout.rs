use super::check;
use expect_test::expect;

#[test]
fn blocks_of_every_kind() {
    check(
        "<html lang=en><title>Returned</title><header><h1>Returned</h1><p>Lantern, 2006</p></header>
<h2>1  The\n transfers</h2><p>One &amp; two&#8217;s <b>bold</b><i>er</i>.<br>Next line<br><br>New paragraph
<ul><li>First<li>Second <p>still second</ul><ol start=4><li>Fourth</li></ol>
<blockquote lang=fr-FR><p>Il a dit.</p></blockquote><aside><p>In a box.</p></aside>
<figure><img src=x alt='Prison at Doln'><figcaption>Figure 1</figcaption></figure>
<pre>line one\n  line two\n\nanother</pre><dl><dt>SSD</dt><dd>Directorate</dd></dl>
<footer><p>© Lantern</p></footer>",
        &expect![[r#"
            h1 (en): Returned
            paragraph (en): Lantern, 2006
            h2 (en): 1 The transfers
            paragraph (en): One & two’s bolder.|Next line
            paragraph (en): New paragraph
            listitem (en): First
            listitem (en): Second
            listitem (en): still second
            listitem (en): 4. Fourth
            quotation (fr): Il a dit.
            paragraph boxed (en): In a box.
            caption (en): Figure 1
            paragraph (en): line one|line two
            paragraph (en): another
            paragraph (en): SSD
            paragraph (en): Directorate
            footer (en): © Lantern
            alternative text at 152, line 6: Prison at Doln
            remark: the page has no closing </html>: the file may have been cut short
        "#]],
    );
}

#[test]
fn tables() {
    check(
        "<table><caption>Table 1</caption><tr><th>Year<th>Held<tr><td rowspan=2>2004<td>12<tr><td>14</table>
<table><tr><td><h2>Heading</h2><p>Body text in a page made of tables.</table>
<table><tr><td><p>A box of one cell.</p></table>text after</table>",
        &expect![[r#"
            caption: Table 1
            cell 0/0/0: Year
            cell 0/0/1: Held
            cell 0/1/0: 2004
            cell 0/1/1: 12
            cell 0/2/1: 14
            h2: Heading
            paragraph boxed: Body text in a page made of tables.
            paragraph boxed: A box of one cell.
            paragraph: text after
        "#]],
    );
}

#[test]
fn what_is_not_seen() {
    check(
        "<head><title>Draft 3 of Dessel</title><meta name=author content='Mira Dessel'><style>.x{display:none}</style></head>
<p>Seen <span style='display:none'>Tomas Verin</span>and <span class=x>a class</span>seen.<!-- ask Benk -->
<p hidden>A hidden paragraph<p>After it <font color=white>white</font><span style='font-size:0'>zero</span> <i aria-hidden=true>icon</i>.
<div style='background:#003'><span style='color:#fff'>White on blue.</span></div>
<script>var a='<p>no';</script><noscript>Switch on</noscript><template><p>T</p></template><p>End",
        &expect![[r#"
            paragraph: Seen and seen.
            paragraph: After it .
            paragraph: White on blue.
            paragraph: End
            document property at 0, meta author: Mira Dessel
            document property at 0, title: Draft 3 of Dessel
            hidden text at 4, line 2: Tomas Verin
            hidden text at 8, line 2: a class
            hidden text at 14, line 2: ask Benk
            hidden text at 16, line 3: A hidden paragraph
            hidden text at 24, line 3: white
            hidden text at 24, line 3: zero
            hidden text at 24, line 3: icon
            hidden text at 44, line 5: Switch on
            hidden text at 44, line 5: T
            remark: 1 script: text that it would add is not in the file
        "#]],
    );
}

#[test]
fn broken_markup_loses_nothing() {
    check(
        "<p>a<div>b</p>c</div></span>d<b><p>e</b>f</p>g<table><td>h</div>i</table>j<li>k</ul>l",
        &expect![[r#"
            paragraph: a
            paragraph: b
            paragraph: c
            paragraph: d
            paragraph: ef
            paragraph: g
            paragraph boxed: hi
            paragraph: j
            listitem: kl
        "#]],
    );
    check(
        "<p>1 < 2 and 3 > 2 & so &copy &notanentity; <3",
        &expect![[r#"
        paragraph: 1 < 2 and 3 > 2 & so © ¬anentity; <3
    "#]],
    );
    check(
        "<p>text <a href='never closed>rest of it all",
        &expect![[r#"
        paragraph: text
        partial, line 1: the file ends inside a tag or comment that begins here; what follows it is not seen
    "#]],
    );
    check(
        "<p>text <!-- never closed",
        &expect![[r#"
        paragraph: text
        hidden text at 4, line 1: never closed
        partial, line 1: the file ends inside a tag or comment that begins here; what follows it is not seen
    "#]],
    );
    check(
        "plain words\n\nonly",
        &expect![[r#"
        paragraph: plain words only
    "#]],
    );
}

#[test]
fn pages_without_text() {
    check(
        "<html><body><div id=root></div><script src=app.js></script></body></html>",
        &expect![[r#"
            refused, whole file: the page holds no text; if a browser shows some, a script puts it there: save what is seen as text
            remark: 1 script: text that it would add is not in the file
        "#]],
    );
    check(
        "<html><body><div hidden>all of it</div></body></html>",
        &expect![[r#"
        hidden text at 0, line 1: all of it
        partial, whole file: all text of the page is marked as not shown; open it in a browser and save what is seen as text
    "#]],
    );
}

#[test]
fn own_entities_stay_closed() {
    check(
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>
<html><body><p>Before &lol2; and &x; &eacute; after</p></body></html>",
        &expect![[r#"
            paragraph: Before &lol2; and &x; é after
            partial, line 2: the file defines &lol2; itself; such definitions are never followed, so the text keeps "&lol2;" as it stands
            partial, line 2: the file defines &x; itself; such definitions are never followed, so the text keeps "&x;" as it stands
        "#]],
    );
}

#[test]
fn signs_of_fields_are_no_text() {
    check(
        "<p>See supra note \u{7}\u{3}79\u{8}, and \u{7}\u{3}Decision AB 12\u{8}.</p>",
        &expect![[r#"
        paragraph: See supra note 79, and Decision AB 12.
    "#]],
    );
    // In a file of some length they are not taken for damage; others are.
    let words = "He was taken from the camp at Ustra to the prison at Doln. ".repeat(20);
    for (signs, status) in [("\u{7}\u{3}79\u{8}", "complete"), ("\u{1}79", "partial")] {
        let page = format!("<!DOCTYPE html><p>{words}See supra note {signs}.</p>");
        let read = crate::read("page.html", page.as_bytes(), &crate::Options::default());
        assert_eq!(read.parts[0].outcome.status(), status);
    }
}

#[test]
fn a_table_with_heads_that_holds_a_table_is_one() {
    check(
        "<table><tr><th>Town<th>Held<tr><td>Doln<td>12<table><tr><td>men<td>7</table></table>",
        &expect![[r#"
            cell 0/0/0: Town
            cell 0/0/1: Held
            cell 0/1/0: Doln
            cell 0/1/1: 12
            cell 1/0/0: men
            cell 1/0/1: 7
        "#]],
    );
}

#[test]
fn a_style_numbers_a_list() {
    check(
        r#"<style>.a { list-style-type: lower-alpha } .n { list-style: none outside }</style>
<ol class="a"><li>one</li></ol><ol class="n"><li>two</li></ol><ol style="list-style: upper-roman inside"><li>three</li><li type="a">four</li><li style="list-style-type:none">five</li></ol>
<ul style="list-style-type:decimal"><li>six</li></ul><ol style="list-style:none" type="i"><li>seven</li></ol>"#,
        &expect![[r#"
            listitem: a. one
            listitem: two
            listitem: I. three
            listitem: b. four
            listitem: five
            listitem: 1. six
            listitem: seven
        "#]],
    );
    check(
        "<style>.n { list-style: none } .n li::before { content: counter(item) }</style><ol class=n><li>counted by a style</ol>",
        &expect![[r#"
            listitem: 1. counted by a style
        "#]],
    );
}

#[test]
fn a_list_counts_down() {
    check(
        "<ol reversed><li>one<ol><li>inner</ol><li>two<li>three</ol><ol reversed start=9><li>nine</ol><ol reversed><li>open",
        &expect![[r#"
            listitem: 3. one
            listitem: 1. inner
            listitem: 2. two
            listitem: 1. three
            listitem: 9. nine
            listitem: 1. open
        "#]],
    );
}

#[test]
fn the_number_of_an_empty_item_goes_with_it() {
    check(
        "<ol><li>one<li hidden>two<li></ol><p>After.</p>",
        &expect![[r#"
            listitem: 1. one
            paragraph: After.
            hidden text at 8, line 1: two
        "#]],
    );
}
