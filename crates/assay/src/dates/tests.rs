use super::*;
use expect_test::{Expect, expect};
use probata_vocabulary::Qualifier;
use std::fmt::Write;

fn check(text: &str, expected: Expect) {
    let calendar = Calendar::of("en");
    let mut out = String::new();
    for line in text.lines() {
        let _ = writeln!(out, "{line}");
        for found in calendar.dates_in(line, calendar.order_in(text)) {
            let _ = write!(out, "    [{}]", &line[found.range.clone()]);
            match found.when {
                When::Dated { date, until } => {
                    let _ = write!(out, " {date}");
                    if let Some(until) = until {
                        let _ = write!(out, " to {until}");
                    }
                }
                When::Yearless { on, until } => {
                    let _ = write!(out, " yearless {}-{:?}", on.month, on.day);
                    if let Some(until) = until {
                        let _ = write!(out, " to {}-{:?}", until.month, until.day);
                    }
                }
            }
            if found.qualifier != Qualifier::Exact {
                let _ = write!(out, " {:?}", found.qualifier);
            }
            let _ = writeln!(
                out,
                "{}{}",
                found.weekday.map(|day| format!(" {day:?}")).unwrap_or_default(),
                if found.impossible { " impossible" } else { "" }
            );
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn days_months_and_years() {
    check(
        "on 14 October 2005 he\nOctober 14, 2005.\n14 Oct. 2005\nOct. 2005;\nin October 2005\nin 2005, three men\n\
         the 4th of March 2004\nMarch 4th, 2004\n4 March 2004,\nSept. 3, 2004\n3 May '04\n14-Oct-2005\n\
         October of 2005\nthe fourth of May 2004\nthe 2005 report\n30 February 2004\n(2005)\n2005.\nOctober, 2005",
        expect![[r#"
            on 14 October 2005 he
                [14 October 2005] 2005-10-14
            October 14, 2005.
                [October 14, 2005] 2005-10-14
            14 Oct. 2005
                [14 Oct. 2005] 2005-10-14
            Oct. 2005;
                [Oct. 2005] 2005-10
            in October 2005
                [October 2005] 2005-10
            in 2005, three men
                [2005] 2005
            the 4th of March 2004
                [4th of March 2004] 2004-03-04
            March 4th, 2004
                [March 4th, 2004] 2004-03-04
            4 March 2004,
                [4 March 2004] 2004-03-04
            Sept. 3, 2004
                [Sept. 3, 2004] 2004-09-03
            3 May '04
                [3 May '04] 2004-05-03
            14-Oct-2005
                [14-Oct-2005] 2005-10-14
            October of 2005
                [October of 2005] 2005-10
            the fourth of May 2004
                [fourth of May 2004] 2004-05-04
            the 2005 report
                [2005] 2005
            30 February 2004
                [30 February 2004] 2004-02 impossible
            (2005)
                [2005] 2005
            2005.
                [2005] 2005
            October, 2005
                [October, 2005] 2005-10
        "#]],
    );
}

#[test]
fn figures() {
    check(
        "14.10.2005\n2005-10-14\n14/10/2005\n5.3.2019 and 05.03.19\n3/4/2005\n5/5/05",
        expect![[r#"
        14.10.2005
            [14.10.2005] 2005-10-14
        2005-10-14
            [2005-10-14] 2005-10-14
        14/10/2005
            [14/10/2005] 2005-10-14
        5.3.2019 and 05.03.19
            [5.3.2019] 2019-03-05
            [05.03.19] 2019-03-05
        3/4/2005
            [3/4/2005] 2005-04-03
        5/5/05
            [5/5/05] 2005-05-05
    "#]],
    );
    check(
        "10/14/05\n3/4/05\n8/18-19/16 and 11/11–27/16\n6/3/16 Email",
        expect![[r#"
        10/14/05
            [10/14/05] 2005-10-14
        3/4/05
            [3/4/05] 2005-03-04
        8/18-19/16 and 11/11–27/16
            [8/18-19/16] 2016-08-18 to 2016-08-19
            [11/11–27/16] 2016-11-11 to 2016-11-27
        6/3/16 Email
            [6/3/16] 2016-06-03
    "#]],
    );
    check(
        "14/10/2005\n10/14/2005\n3/4/2005",
        expect![[r#"
        14/10/2005
            [14/10/2005] 2005-10-14
        10/14/2005
            [10/14/2005] 2005-10-14
        3/4/2005
            [3/4/2005] 2005
    "#]],
    );
}

#[test]
fn spans() {
    check(
        "from 3 to 9 May 2004\n3-9 May 2004\nMay-June 2004\nMay/June 2004\n2002-2004\n2002–04\nbetween 1998 and 2001\n\
         between March and May 2004\nfrom March to May\nthe night of 4 to 5 March 2004\non the night of March 4-5, 2004\n\
         from 30 December to 2 January 2005\nMay 30 - June 2, 2004\n3 March 2003 to 5 April 2004\nfrom 1998-99\n\
         between 3 and 9 May 2004\nfrom Friday, 3 to 9 May 2004\nfrom 2002 to 2004\n3 to 9 May\nuntil 9 May 2004",
        expect![[r#"
            from 3 to 9 May 2004
                [3 to 9 May 2004] 2004-05-03 to 2004-05-09
            3-9 May 2004
                [3-9 May 2004] 2004-05-03 to 2004-05-09
            May-June 2004
                [May-June 2004] 2004-05 to 2004-06
            May/June 2004
                [May/June 2004] 2004-05 to 2004-06
            2002-2004
                [2002-2004] 2002 to 2004
            2002–04
                [2002–04] 2002 to 2004
            between 1998 and 2001
                [1998 and 2001] 1998 to 2001
            between March and May 2004
                [March and May 2004] 2004-03 to 2004-05
            from March to May
                [March to May] yearless 3-None to 5-None
            the night of 4 to 5 March 2004
                [4 to 5 March 2004] 2004-03-04 to 2004-03-05
            on the night of March 4-5, 2004
                [March 4-5, 2004] 2004-03-04 to 2004-03-05
            from 30 December to 2 January 2005
                [30 December to 2 January 2005] 2004-12-30 to 2005-01-02
            May 30 - June 2, 2004
                [May 30 - June 2, 2004] 2004-05-30 to 2004-06-02
            3 March 2003 to 5 April 2004
                [3 March 2003 to 5 April 2004] 2003-03-03 to 2004-04-05
            from 1998-99
                [1998-99] 1998 to 1999
            between 3 and 9 May 2004
                [3 and 9 May 2004] 2004-05-03 to 2004-05-09
            from Friday, 3 to 9 May 2004
                [Friday, 3 to 9 May 2004] 2004-05-03 to 2004-05-09 Friday
            from 2002 to 2004
                [2002 to 2004] 2002 to 2004
            3 to 9 May
                [3 to 9 May] yearless 5-Some(3) to 5-Some(9)
            until 9 May 2004
                [9 May 2004] 2004-05-09 Before
        "#]],
    );
}

#[test]
fn lists() {
    check(
        "Doln, May 3 and 5, 2022;\n3, 4 and 5 May 2022\n3 and 5 May 2022\nMay 3, 5 and 7, 2022\n\
         in March and May 2004\non 4 March and 5 May 2004\np. 3, 5 March 2019\nin groups of 5, 12 March 2004\n\
         in 2003 and 2004\nMay 3 and 5 men were released",
        expect![[r#"
            Doln, May 3 and 5, 2022;
                [May 3] 2022-05-03
                [5, 2022] 2022-05-05
            3, 4 and 5 May 2022
                [3] 2022-05-03
                [4] 2022-05-04
                [5 May 2022] 2022-05-05
            3 and 5 May 2022
                [3] 2022-05-03
                [5 May 2022] 2022-05-05
            May 3, 5 and 7, 2022
                [May 3] 2022-05-03
                [5] 2022-05-05
                [7, 2022] 2022-05-07
            in March and May 2004
                [March] 2004-03
                [May 2004] 2004-05
            on 4 March and 5 May 2004
                [4 March] 2004-03-04
                [5 May 2004] 2004-05-05
            p. 3, 5 March 2019
                [5 March 2019] 2019-03-05
            in groups of 5, 12 March 2004
                [12 March 2004] 2004-03-12
            in 2003 and 2004
                [2003] 2003
                [2004] 2004
            May 3 and 5 men were released
                [May 3] yearless 5-Some(3)
        "#]],
    );
}

#[test]
fn weekdays_and_qualifiers() {
    check(
        "Friday, 14 October 2005\nFriday 14 October\non Friday, October 14, 2005\n14 October 2005 (Friday)\n\
         14 October 2005, a Friday\nFri. 14 Oct. 2005\naround 2003\nmid-2004\nearly March 2004\nlate 2003\n\
         before 4 May 2004\nsince 2004\nby October 2005\nthe 1990s\nthe 1990's\nin summer 2004\nc. 2003\nmid-June\n\
         the beginning of 2004\nin March\nafter 4 March",
        expect![[r#"
            Friday, 14 October 2005
                [Friday, 14 October 2005] 2005-10-14 Friday
            Friday 14 October
                [Friday 14 October] yearless 10-Some(14) Friday
            on Friday, October 14, 2005
                [Friday, October 14, 2005] 2005-10-14 Friday
            14 October 2005 (Friday)
                [14 October 2005 (Friday)] 2005-10-14 Friday
            14 October 2005, a Friday
                [14 October 2005, a Friday] 2005-10-14 Friday
            Fri. 14 Oct. 2005
                [Fri. 14 Oct. 2005] 2005-10-14 Friday
            around 2003
                [2003] 2003 Estimate
            mid-2004
                [mid-2004] 2004 Estimate
            early March 2004
                [early March 2004] 2004-03 Estimate
            late 2003
                [late 2003] 2003 Estimate
            before 4 May 2004
                [4 May 2004] 2004-05-04 Before
            since 2004
                [2004] 2004 After
            by October 2005
                [October 2005] 2005-10 Before
            the 1990s
                [1990s] 199X
            the 1990's
                [1990's] 199X
            in summer 2004
                [summer 2004] 2004 Estimate
            c. 2003
                [2003] 2003 Estimate
            mid-June
                [mid-June] yearless 6-None Estimate
            the beginning of 2004
                [beginning of 2004] 2004 Estimate
            in March
                [March] yearless 3-None
            after 4 March
                [4 March] yearless 3-Some(4) After
        "#]],
    );
}

#[test]
fn what_is_no_date() {
    check(
        "Ramadan\nA/HRC/13/42\nCase No. 12-K/2021\nG.A. res. 39/46\nResolution 1973\n2010 detainees\nhe may 5\n2,005 men\n\
         March on Velsk\n$2005\nhttps://example.org/2005/10/14/a-2005\nCAT/C/SRV/CO/2\nart. 3, para. 16\nLaw 2008/14\n\
         10:14 and 3.5 km\nNo. 2005\n1500 soldiers\ncell 2004\nMarch\nparas. 14-16\nvol. 5, 12-14\nA1998 and 99999999999",
        expect![[r#"
            Ramadan
            A/HRC/13/42
            Case No. 12-K/2021
            G.A. res. 39/46
            Resolution 1973
            2010 detainees
            he may 5
            2,005 men
            March on Velsk
            $2005
            https://example.org/2005/10/14/a-2005
            CAT/C/SRV/CO/2
            art. 3, para. 16
            Law 2008/14
            10:14 and 3.5 km
            No. 2005
            1500 soldiers
            cell 2004
            March
            paras. 14-16
            vol. 5, 12-14
            A1998 and 99999999999
        "#]],
    );
}

#[test]
fn another_language_is_data() {
    let spanish = include_str!("../../data/en/dates.toml")
        .replace("\"january\", \"jan\"", "\"enero\", \"ene\"")
        .replace("\"october\", \"oct\"", "\"octubre\"")
        .replace("of = [\"of\"]", "of = [\"de\", \"del\"]")
        .replace("capitalised = true", "capitalised = false")
        .replace("numeric_order = \"unknown\"", "numeric_order = \"day_first\"");
    let calendar = Calendar::read(&spanish).unwrap();
    let text = "el 14 de octubre de 2005, 3/4/2005";
    let found = calendar.dates_in(text, calendar.order_in(text));
    let dates: Vec<String> = found.iter().filter_map(FoundDate::date).map(|date| date.to_string()).collect();
    assert_eq!(dates, ["2005-10-14", "2005-04-03"]);
}

#[test]
fn any_text_is_taken() {
    let calendar = Calendar::of("en");
    for text in [
        "",
        "/",
        "5",
        "May",
        "3-",
        "'",
        "Mon",
        "٣ May ٢٠٠٤",
        "May 3,",
        "10/14",
        "2004-",
        "5, 2004",
        "Friday,",
    ] {
        let _ = calendar.dates_in(text, calendar.order_in(text));
    }
    let deep = "3, ".repeat(20_000);
    assert!(calendar.dates_in(&deep, Order::Unknown).is_empty());
}
