//! What keeps text from sight, and what does not.

use super::check;
use expect_test::expect;

#[test]
fn the_innermost_size_colour_and_visibility_decide() {
    check(
        r#"<table><tr><td style="font-size:0px"><div style="font-size:13px">Guards beat him.</div><div style="font: 12px/1 Arial">Nobody came.</div>
<div style="font-size:100%">none</div></td></tr></table><div style="color:white"><p style="color:black">The warden wrote it down.</p><p>white</p></div>
<div style="visibility:hidden"><p>unseen</p><p style="visibility:visible">He was <b style="color:#fff">not </b>charged.</p></div>
<div style="display:none ! important"><p style="display:block">gone</p></div>"#,
        &expect![[r#"
            paragraph boxed: Guards beat him.
            paragraph boxed: Nobody came.
            paragraph: The warden wrote it down.
            paragraph: He was charged.
            hidden text at 32, line 2: none
            hidden text at 59, line 2: white
            hidden text at 59, line 3: unseen
            hidden text at 65, line 3: not
            hidden text at 76, line 4: gone
        "#]],
    );
    check(
        r##"<font color="white"><p style="color:black">Black <b>on white</b>.</font> Still seen.</p><p style="color:white">A <a href="#x">link</a> has a colour.</p>"##,
        &expect![[r#"
            paragraph: Black on white. Still seen.
            paragraph: link
            hidden text at 29, line 1: A
            hidden text at 33, line 1: has a colour.
        "#]],
    );
}

#[test]
fn white_on_a_ground_is_seen() {
    let white = |head: &str, body: &str| {
        format!(
            r#"<html><head>{head}</head><body{body}><p style="color:#fff">Two were released.</p></body></html>"#
        )
    };
    let seen = expect![[r#"
        paragraph: Two were released.
    "#]];
    check(&white("<style>body { background: #111 }</style>", ""), &seen);
    check(&white("", r#" style="background-color: navy""#), &seen);
    check(&white("", r#" bgcolor="black""#), &seen);
    check(&white(r#"<link rel="stylesheet" href="page.css">"#, ""), &seen);
    check(&white("<style>@import url(page.css); p { margin: 0 }</style>", ""), &seen);
    check(
        r#"<table><tr><td background="dark.jpg"><span style="color:white">Three</span></td><td bgcolor="white"><span style="color:white">Four</span></td></tr></table><div style="color:white">Five <span style="background:#000">six</span></div>"#,
        &expect![[r#"
            cell 0/0/0: Three
            paragraph: six
            hidden text at 7, line 1: Four
            hidden text at 7, line 1: Five
        "#]],
    );
    check(
        &white("", r##" bgcolor="#FFFFFF""##),
        &expect![[r#"
            hidden text at 0, line 1: Two were released.
            partial, whole file: all text of the page is marked as not shown; open it in a browser and save what is seen as text
        "#]],
    );
}

#[test]
fn a_drawing_is_described_and_not_titled() {
    check(
        r#"<title>Visit to Doln</title><p>The ministry <svg width="9"><title>Search</title><desc>Made with Sketch.</desc><text>No</text></svg> denied it.</p>
<svg style="display:none"><symbol><title>Menu</title></symbol></svg><desc>In words.</desc><title>Second</title>"#,
        &expect![[r#"
            paragraph: The ministry No denied it.
            paragraph: In words.
            document property at 0, title: Visit to Doln
            alternative text at 12, line 1: Search
            alternative text at 12, line 1: Made with Sketch.
            alternative text at 28, line 2: Menu
            hidden text at 37, line 2: Second
        "#]],
    );
}

#[test]
fn a_dialog_shows_itself_when_it_is_opened() {
    check(
        "<p>One.</p><dialog><p>Two.</p></dialog><dialog open><p>Three.</p></dialog><div popover>Four.</div>",
        &expect![[r#"
            paragraph: One.
            paragraph: Three.
            hidden text at 6, line 1: Two.
            hidden text at 14, line 1: Four.
        "#]],
    );
}
