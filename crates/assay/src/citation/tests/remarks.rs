use super::{check, notes, shown};
use crate::citation::cite;
use expect_test::expect;
use probata_report::{Document, Note, Span};

#[test]
fn remarks_and_signals() {
    check(
        "1 The ministry did not answer.\n\n\
         2 Probata style: copies of all letters are in Annex 2.\n\n\
         3 Verin was flown out on 4 March 2019. See also Lantern interview with B.R., Doln, 5 May 2022.\n\n\
         4 He said: “They took us at night.” Lantern interview with A.K., Doln, 5 May 2022.\n\n\
         5 But see Ministry of Justice, Annual Report 2019, p. 4.\n\n\
         6 Cf. Criminal Code of Sorvania, art. 208; contra Law No. 12/2004, art. 3.\n\n\
         7 See generally Mira Dessel, The Law of Return, 2011.\n\n\
         8 See, e.g., Lantern interview with A.K., Doln, 5 May 2022, and Velsk Times, 6 May 2022.\n\n\
         9 Velsk Times, 6 May 2022, quoted in Lantern, Returned to Silence, March 2023, p. 3.\n\n\
         10 Lantern interview with A.K., Doln, 5 May 2022. On file with Lantern. The date was confirmed by B.R.\n\n\
         11 Lantern interview with A.K., Doln, 5 May 2022. Names withheld.\n\n\
         12 Benk denied this; see Letter from Colonel Radu Benk to Lantern, 2 May 2023.\n\n\
         13 A “rendition” is a transfer without process.\n\n\
         14 In an interview with Lantern on 3 May 2022, Verin said that he had seen the list.\n\n\
         15 The register, which Lantern has seen, lists 12 names.",
        expect![[r#"
            n1.0 comment [The ministry did not answer.]
            n2.1 comment [Probata style: copies of all letters are in Annex 2.]
            n3.2 comment [Verin was flown out on 4 March 2019.]
            n3.3 interview [See also Lantern interview with B.R., Doln, 5 May 2022.]
                  signal: see_also
                  persons: B.R.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  source: 0 B.R. (not named)
            n4.4 comment [He said: “They took us at night.”]
            n4.5 interview [Lantern interview with A.K., Doln, 5 May 2022.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  source: 1 A.K. (withheld)
            n5.6 report [But see Ministry of Justice, Annual Report 2019, p. 4.]
                  signal: but_see
                  organisation: Ministry of Justice
                  title: Annual Report 2019
                  date: 2019
                  source: 2 Annual Report 2019 (named)
            n6.7 legislation [Cf. Criminal Code of Sorvania, art. 208]
                  signal: cf
                  title: Criminal Code of Sorvania
                  source: 3 Criminal Code of Sorvania (named)
            n6.8 legislation [contra Law No. 12/2004, art. 3.]
                  signal: but_see
                  title: Law No. 12/2004
                  number: 12/2004
                  source: 4 Law No. 12/2004 (named)
            n7.9 report [See generally Mira Dessel, The Law of Return, 2011.]
                  signal: see_generally
                  persons: Mira Dessel
                  title: The Law of Return
                  date: 2011
                  source: 5 The Law of Return (named)
            n8.10 interview [See, e.g., Lantern interview with A.K., Doln, 5 May 2022]
                  signal: for_example
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  source: 1 A.K. (withheld)
            n8.11 press_article [and Velsk Times, 6 May 2022.]
                  organisation: Velsk Times
                  date: 2022-05-06
                  source: 6 Velsk Times, 2022-05-06 (named)
            n9.12 press_article [Velsk Times, 6 May 2022]
                  organisation: Velsk Times
                  date: 2022-05-06
                  source: 6 Velsk Times, 2022-05-06 (named)
            n9.13 report [quoted in Lantern, Returned to Silence, March 2023, p. 3.]
                  signal: quoted_in
                  organisation: Lantern
                  title: Returned to Silence
                  date: 2023-03
                  source: 7 Returned to Silence (named)
            n10.14 interview [Lantern interview with A.K., Doln, 5 May 2022. On file with Lantern.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  source: 1 A.K. (withheld)
            n10.15 comment [The date was confirmed by B.R.]
            n11.16 interview [Lantern interview with A.K., Doln, 5 May 2022. Names withheld.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  withheld: name
                  source: 1 A.K. (withheld)
            n12.17 comment [Benk denied this]
            n12.18 letter [see Letter from Colonel Radu Benk to Lantern, 2 May 2023.]
                  signal: see
                  persons: Colonel Radu Benk
                  date: 2023-05-02
                  source: 8 Colonel Radu Benk (named)
            n13.19 comment [A “rendition” is a transfer without process.]
            n14.20 interview [In an interview with Lantern on 3 May 2022, Verin said that he had seen the list.]
                  persons: Verin
                  organisation: Lantern
                  date: 2022-05-03
                  source: 9 Verin (named)
            n15.21 comment [The register, which Lantern has seen, lists 12 names.]
        "#]],
    );
}

#[test]
fn markdown_and_line_breaks_keep_their_places() {
    let text = "1 *Ibid.*\n\n2 Lantern inter\u{AD}view with Tomas\u{A0}Verin,\n  *Velsk*, 3 May 2022; **Velsk Times**, 4 May 2022.";
    let mut document = notes(text);
    document.parts[0].format = "markdown".into();
    document.parts[0].span = Span::new(0, text.len());
    // Soft hyphens and no-break spaces are shown as signs.
    let shown = shown(&document).replace('\u{AD}', "~").replace('\u{A0}', "_");
    expect![[r#"
        n1.0 ibid [Ibid.]
        n2.1 interview [Lantern inter~view with Tomas_Verin,
          *Velsk*, 3 May 2022]
              persons: Tomas Verin
              organisation: Lantern
              date: 2022-05-03
              place: Velsk
              source: 0 Tomas Verin (named)
        n2.2 press_article [Velsk Times**, 4 May 2022.]
              organisation: Velsk Times
              date: 2022-05-04
              source: 1 Velsk Times, 2022-05-04 (named)
    "#]]
    .assert_eq(&shown);
}

#[test]
fn a_note_over_a_page_is_read_in_its_pieces() {
    let mut document = Document::empty("a.txt", "text");
    document.text = "1 Lantern interview with\nRunning text.\nTomas Verin, Velsk, 3 May 2022.".into();
    let text = document.text.clone();
    let second = text.find("Tomas").unwrap();
    let pieces = vec![Span::new(0, text.find('\n').unwrap()), Span::new(second, text.len())];
    let (span, body) = (Span::new(0, text.len()), Span::new(2, text.len()));
    document.notes.push(Note { id: "n1".into(), label: "1".into(), span, pieces, body, marks: vec![] });
    expect![[r#"
        n1.0 interview [Lantern interview with
        Running text.
        Tomas Verin, Velsk, 3 May 2022.]
              persons: Tomas Verin
              organisation: Lantern
              date: 2022-05-03
              place: Velsk
              source: 0 Tomas Verin (named)
    "#]]
    .assert_eq(&shown(&document));
}

#[test]
fn any_text_is_taken() {
    let mut long = "(".repeat(5_000);
    long.push_str(&"\"".repeat(5_001));
    long.push_str(&"a. B; ".repeat(5_000));
    let urls = "see https://a.b/) ".repeat(3_000);
    for text in [
        "",
        ";",
        ".",
        "see",
        "See",
        "with",
        "supra note",
        "Ibid",
        "“",
        "(",
        "v.",
        "a v. B",
        "302",
        "interview with",
        "Letter from",
        "Letter to",
        "www.",
        "://",
        "5 May",
        "█",
        "é—",
        "SSD-00012 (",
        "and",
        "§",
        "based on interviews",
        &long,
        &urls,
    ] {
        let document = notes(&format!("1 {text}"));
        let (citations, sources) = cite(&document);
        assert!(citations.iter().all(|citation| citation.source.is_none_or(|source| source < sources.len())));
        assert!(citations.iter().all(|citation| document.text.get(citation.span.range()).is_some()));
    }
}
