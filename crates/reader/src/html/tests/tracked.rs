use super::check_as;
use crate::Changes;
use expect_test::expect;

const PAGE: &str = "<p>Held by <del cite='mailto:Mira%20Dessel' datetime='2006-01-02T10:00'>Colonel Benk</del><ins cite='mailto:Mira%20Dessel' datetime='2006-01-02T10:00'>the SSD</ins> in Doln.</p>";

#[test]
fn changes_are_read_as_asked() {
    check_as(
        PAGE,
        Changes::Final,
        &expect![[r#"
        paragraph: Held by the SSD in Doln.
        tracked deletion at 7, line 1 Mira Dessel 2006-01-02T10:00: Colonel Benk
        tracked insertion on "the SSD", line 1 Mira Dessel 2006-01-02T10:00: the SSD
        remark: 1 tracked insertion and 1 deletion: read as final
    "#]],
    );
    check_as(
        PAGE,
        Changes::Original,
        &expect![[r#"
        paragraph: Held by Colonel Benk in Doln.
        tracked deletion on "Colonel Benk", line 1 Mira Dessel 2006-01-02T10:00: Colonel Benk
        tracked insertion at 20, line 1 Mira Dessel 2006-01-02T10:00: the SSD
        remark: 1 tracked insertion and 1 deletion: read as original
    "#]],
    );
    check_as(
        PAGE,
        Changes::Both,
        &expect![[r#"
        paragraph: Held by Colonel Benkthe SSD in Doln.
        tracked deletion on "Colonel Benk", line 1 Mira Dessel 2006-01-02T10:00: Colonel Benk
        tracked insertion on "the SSD", line 1 Mira Dessel 2006-01-02T10:00: the SSD
        remark: 1 tracked insertion and 1 deletion: read as both
    "#]],
    );
}
