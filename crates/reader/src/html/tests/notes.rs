use super::check;
use expect_test::expect;

#[test]
fn pandoc() {
    check(
        r##"<p>He was flown to Velsk.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> He denies it.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr />
<ol><li id="fn1"><p>Lantern interview with T., Doln, 3 March 2005.</p><p>A second paragraph.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
<li id="fn2"><p>Ibid.<a href="#fnref2" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
<li id="fn3"><p>Never called.</p></li></ol></section>"##,
        &expect![[r#"
            paragraph: He was flown to Velsk.<1 1 -> n1> He denies it.<2 2 -> n2>
            note n1: 1 Lantern interview with T., Doln, 3 March 2005.|A second paragraph.
            note n2: 2 Ibid.
            note n3: 3 Never called.
        "#]],
    );
}

#[test]
fn word_saved_as_page() {
    check(
        r##"<html><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Mira Dessel</o:Author><o:LastAuthor>I. Kostrov</o:LastAuthor></o:DocumentProperties></xml><![endif]--></head>
<body lang=EN-US><div class=WordSection1><p class=MsoNormal><span lang=EN-GB>The SSD held him
for ten days.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a> Then he was moved.<o:p></o:p></span></p></div>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span>[1]</span><![endif]></span></span></a> Letter to Lantern,
14 October 2005.<o:p></o:p></p><p class=MsoFootnoteText>On file.</p></div></div></body></html>"##,
        &expect![[r#"
            paragraph (en): The SSD held him for ten days.<[1] 1 -> n1> Then he was moved.
            note n1 (en): 1 Letter to Lantern, 14 October 2005.|On file.
            document property at 0, document properties, Author: Mira Dessel
            document property at 0, document properties, LastAuthor: I. Kostrov
        "#]],
    );
}

#[test]
fn google_docs_with_a_comment() {
    check(
        r##"<html><body><p><span>Kostrov was beaten.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup><span> He said so.</span></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Interview, place withheld.</span></p></div><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Ask Mira Dessel whether the name may stand.</span></p></div></body></html>"##,
        &expect![[r#"
            paragraph: Kostrov was beaten.<[1] 1 -> n1> He said so.
            note n1: 1 Interview, place withheld.
            comment at 22, line 1: Ask Mira Dessel whether the name may stand.
        "#]],
    );
}

#[test]
fn wordpress_and_markdown() {
    check(
        r##"<p>Ten men were held<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup> in Ustra.</p>
<div class="footnotes"><hr><ol><li id="fn:1"><p>See Benk.&nbsp;<a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></div>"##,
        &expect![[r#"
            paragraph: Ten men were held<1 1 -> n1> in Ustra.
            note n1: 1 See Benk.
        "#]],
    );
}

#[test]
fn wikipedia() {
    check(
        r##"<p>Velsk is the capital.<sup id="cite_ref-L_1-0" class="reference"><a href="#cite_note-L-1"><span>[</span>1<span>]</span></a></sup> It has a prison.<sup id="cite_ref-L_1-1" class="reference"><a href="#cite_note-L-1">[1]</a></sup></p>
<ol class="references"><li id="cite_note-L-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-L_1-0"><sup><i><b>a</b></i></sup></a> <a href="#cite_ref-L_1-1"><sup>b</sup></a></span> <span class="reference-text">Lantern, "Velsk", 2004.</span></li></ol>"##,
        &expect![[r#"
            paragraph: Velsk is the capital.<[1] 1 -> n1> It has a prison.<[1] 1 -> n1>
            note n1: 1 Lantern, "Velsk", 2004.
        "#]],
    );
}

#[test]
fn libreoffice() {
    check(
        r##"<p>He was seen<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> in Doln.<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a></p>
<div id="sdendnote1"><p class="sdendnote"><a class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a> End.</p></div>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Foot.</p></div>
<div title="footer"><p>Lantern Rights Watch 12</p></div>"##,
        &expect![[r#"
            paragraph: He was seen<1 1 -> n1> in Doln.<i i -> ni>
            note ni: i End.
            note n1: 1 Foot.
            footer: Lantern Rights Watch 12
        "#]],
    );
}

#[test]
fn plain_anchors_that_restart_by_chapter() {
    check(
        r##"<h2>1 Arrest</h2><p>He was taken.<a href="#a1">1</a> At night.<a href="#a2">2</a></p>
<p><a name="a1"></a>1. Interview.<br>With a second line.</p><p><a name="a2">2.</a> Letter.</p><p>Second paragraph?</p>
<h2>2 Release</h2><p>He was let go.<sup><a href="#b1">1</a></sup> See note <a href="#a1">1</a> and <a href="#c2">Release</a>.</p>
<table><tr><td><a name="b1">1</a></td><td>Decree 12.</td></tr></table>
<p><a href="#top">1</a> is a link to nowhere, <sup><a href="#gone">9</a></sup> a mark to nowhere.</p>"##,
        &expect![[r#"
            h2 (en): 1 Arrest
            paragraph (en): He was taken.<1 1 -> n1> At night.<2 2 -> n2>
            note n1 (en): 1 Interview.|With a second line.
            note n2 (en): 2 Letter.
            paragraph (en): Second paragraph?
            h2 (en): 2 Release
            paragraph (en): He was let go.<1 1 -> n1.2> See note 1 and Release.
            note n1.2 (en): 1 Decree 12.
            paragraph (en): 1 is a link to nowhere, <9 9 -> nothing> a mark to nowhere.
        "#]],
    );
}

#[test]
fn notes_parted_by_line_breaks() {
    check(
        r##"<p>One.<a href="#n1">[1]</a> Two.[<a href="#n2">2</a>]</p><p><a name="n1">[1]</a> First note.<br><a name="n2">[2]</a> Second note.</p><p>After.</p>"##,
        &expect![[r#"
            paragraph: One.<[1] 1 -> n1> Two.<[2] 2 -> n2>
            note n1: 1 First note.
            note n2: 2 Second note.
            paragraph: After.
        "#]],
    );
}

#[test]
fn contents_are_no_notes() {
    check(
        r##"<nav><ol><li><a href="#s1">1</a></li></ol></nav><p><a href="#s1">1</a> <a href="#s2">2</a></p><h2 id="s1">1 Summary</h2><p>Text.</p><h2 id="s2">2 Law</h2><p>More.</p>"##,
        &expect![[r#"
            apparatus: 1. 1
            paragraph: 1 2
            h2: 1 Summary
            paragraph: Text.
            h2: 2 Law
            paragraph: More.
        "#]],
    );
}
