use super::check;
use expect_test::expect;

#[test]
fn withheld_names_and_places() {
    check(
        "1 Lantern interview with former detainee (name withheld), place withheld, 12 August 2007.\n\n\
         2 See Lantern interview with former detainee, date and place withheld.\n\n\
         3 Lantern interview with former detainee (name and location withheld), 4 June 2022.\n\n\
         4 Lantern interview with “Karim” (pseudonym), Doln, 5 May 2022.\n\n\
         5 Lantern interview with a prison doctor, names withheld on request, Ustra, May 2022.\n\n\
         6 Lantern interview with a former SSD officer (identity withheld), undisclosed location, June 2022.\n\n\
         7 Lantern interview with relative of detainee (name on file with Lantern), Kareva, 3 March 2021.\n\n\
         8 Lantern interview with an official who spoke on condition of anonymity, Velsk, 7 July 2021.\n\n\
         9 Lantern interview with former guard, details withheld.\n\n\
         10 Interview with lawyer, name, date and exact location withheld.\n\n\
         11 Lantern interview with two senior officials of the Ministry of Justice, Velsk, 9 May 2022 (names and ranks withheld).\n\n\
         12 Lantern interview with source (withheld).",
        expect![[r#"
            n1.0 interview [Lantern interview with former detainee (name withheld), place withheld, 12 August 2007.]
                  persons: former detainee
                  organisation: Lantern
                  date: 2007-08-12
                  withheld: name, place
                  source: 0 former detainee (withheld)
            n2.1 interview [See Lantern interview with former detainee, date and place withheld.]
                  signal: see
                  persons: former detainee
                  organisation: Lantern
                  withheld: place, date
                  source: 1 former detainee (not named, perhaps 0)
            n3.2 interview [Lantern interview with former detainee (name and location withheld), 4 June 2022.]
                  persons: former detainee
                  organisation: Lantern
                  date: 2022-06-04
                  withheld: name, place
                  source: 2 former detainee (withheld, perhaps 1)
            n4.3 interview [Lantern interview with “Karim” (pseudonym), Doln, 5 May 2022.]
                  persons: Karim
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  withheld: name
                  source: 3 Karim (withheld)
            n5.4 interview [Lantern interview with a prison doctor, names withheld on request, Ustra, May 2022.]
                  persons: a prison doctor
                  organisation: Lantern
                  date: 2022-05
                  place: Ustra
                  withheld: name
                  source: 4 a prison doctor (withheld)
            n6.5 interview [Lantern interview with a former SSD officer (identity withheld), undisclosed location, June 2022.]
                  persons: a former SSD officer
                  organisation: Lantern
                  date: 2022-06
                  withheld: identity, place
                  source: 5 a former SSD officer (withheld)
            n7.6 interview [Lantern interview with relative of detainee (name on file with Lantern), Kareva, 3 March 2021.]
                  persons: relative of detainee
                  organisation: Lantern
                  date: 2021-03-03
                  place: Kareva
                  withheld: name
                  source: 6 relative of detainee (withheld)
            n8.7 interview [Lantern interview with an official who spoke on condition of anonymity, Velsk, 7 July 2021.]
                  persons: an official who spoke on condition of anonymity
                  organisation: Lantern
                  date: 2021-07-07
                  place: Velsk
                  withheld: identity
                  source: 7 an official who spoke on condition of anonymity (withheld)
            n9.8 interview [Lantern interview with former guard, details withheld.]
                  persons: former guard
                  organisation: Lantern
                  withheld: identity
                  source: 8 former guard (withheld)
            n10.9 interview [Interview with lawyer, name, date and exact location withheld.]
                  persons: lawyer
                  withheld: name, exact_place, date
                  source: 9 lawyer (withheld)
            n11.10 interview [Lantern interview with two senior officials of the Ministry of Justice, Velsk, 9 May 2022 (names and ranks withheld).]
                  persons: two senior officials of the Ministry of Justice
                  organisation: Lantern
                  date: 2022-05-09
                  place: Velsk
                  withheld: name, position
                  source: 10 two senior officials of the Ministry of Justice (withheld)
            n12.11 interview [Lantern interview with source (withheld).]
                  persons: source
                  organisation: Lantern
                  withheld: identity
                  source: 11 source (withheld)
        "#]],
    );
}

#[test]
fn modes() {
    check(
        "1 Lantern telephone interview with Mira Dessel, lawyer, Velsk, October 14, 2005.\n\n\
         2 Lantern phone interview with B.R., 6 May 2022.\n\n\
         3 Lantern video interview with Tomas Verin, 6 May 2022.\n\n\
         4 Interview by Skype with A.K., 6 May 2022.\n\n\
         5 Group interview with five released men (names withheld), Kareva, June 2022.\n\n\
         6 Focus group discussion with women of Marnik, Marnik, 2 June 2022.\n\n\
         7 Lantern email correspondence with Mira Dessel, 3 May 2022.\n\n\
         8 Lantern interview with Tomas Verin via WhatsApp, 3 May 2022.\n\n\
         9 Joint interview with A.K. and B.R., Doln, 3 May 2022.\n\n\
         10 Lantern conversation with Ilan Kostrov, Velsk, 3 May 2022.\n\n\
         11 Meeting with officials of the State Security Directorate, Velsk, 3 May 2022.",
        expect![[r#"
            n1.0 interview [Lantern telephone interview with Mira Dessel, lawyer, Velsk, October 14, 2005.]
                  mode: telephone_interview
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2005-10-14
                  place: Velsk
                  source: 0 Mira Dessel (named)
            n2.1 interview [Lantern phone interview with B.R., 6 May 2022.]
                  mode: telephone_interview
                  persons: B.R.
                  organisation: Lantern
                  date: 2022-05-06
                  source: 1 B.R. (not named)
            n3.2 interview [Lantern video interview with Tomas Verin, 6 May 2022.]
                  mode: video_interview
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-06
                  source: 2 Tomas Verin (named)
            n4.3 interview [Interview by Skype with A.K., 6 May 2022.]
                  mode: video_interview
                  persons: A.K.
                  date: 2022-05-06
                  source: 3 A.K. (not named)
            n5.4 interview [Group interview with five released men (names withheld), Kareva, June 2022.]
                  mode: group_interview
                  persons: five released men
                  date: 2022-06
                  place: Kareva
                  withheld: name
                  source: 4 five released men (withheld)
            n6.5 interview [Focus group discussion with women of Marnik, Marnik, 2 June 2022.]
                  mode: group_interview
                  persons: women of Marnik
                  date: 2022-06-02
                  place: Marnik
                  source: 5 women of Marnik (not named)
            n7.6 interview [Lantern email correspondence with Mira Dessel, 3 May 2022.]
                  mode: email_correspondence
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2022-05-03
                  source: 0 Mira Dessel (named)
            n8.7 interview [Lantern interview with Tomas Verin via WhatsApp, 3 May 2022.]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  source: 2 Tomas Verin (named)
            n9.8 interview [Joint interview with A.K. and B.R., Doln, 3 May 2022.]
                  mode: group_interview
                  persons: A.K. | B.R.
                  date: 2022-05-03
                  place: Doln
                  source: 6 A.K., B.R. (not named)
            n10.9 interview [Lantern conversation with Ilan Kostrov, Velsk, 3 May 2022.]
                  persons: Ilan Kostrov
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 7 Ilan Kostrov (named)
            n11.10 interview [Meeting with officials of the State Security Directorate, Velsk, 3 May 2022.]
                  persons: officials of the State Security Directorate
                  date: 2022-05-03
                  place: Velsk
                  source: 8 officials of the State Security Directorate (not named)
        "#]],
    );
}

#[test]
fn several_persons_and_days() {
    check(
        "1 Lantern interviews with A.K., Doln, May 3 and 5, 2022; with B.R., Velsk, May 6, 2022 (names withheld).\n\n\
         2 Lantern interviews with Tomas Verin, Velsk, 3 May 2022; Mira Dessel, Doln, 4 May 2022.\n\n\
         3 Lantern interviews with Tomas Verin and Mira Dessel, Velsk, 3 May 2022.\n\n\
         4 Lantern interviews with Tomas Verin, Mira Dessel and A.K., Velsk, May 2022.\n\n\
         5 Lantern interview with former detainee A.K. and his lawyer Mira Dessel, Velsk, 3 to 9 May 2022.\n\n\
         6 Lantern interviews with three former detainees, Velsk and Doln, between March and May 2022.\n\n\
         7 This account is based on Lantern interviews with three former detainees, June 2022, unless otherwise noted.\n\n\
         8 The description of the cell is drawn from interviews with A.K. and B.R., Doln, May 2022.",
        expect![[r#"
            n1.0 interview [Lantern interviews with A.K., Doln, May 3 and 5, 2022]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-03
                  place: Doln
                  source: 0 A.K. (not named)
            n1.1 interview [with B.R., Velsk, May 6, 2022 (names withheld).]
                  persons: B.R.
                  organisation: Lantern
                  date: 2022-05-06
                  place: Velsk
                  withheld: name
                  source: 1 B.R. (withheld)
            n2.2 interview [Lantern interviews with Tomas Verin, Velsk, 3 May 2022]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 2 Tomas Verin (named)
            n2.3 interview [Mira Dessel, Doln, 4 May 2022.]
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2022-05-04
                  place: Doln
                  source: 3 Mira Dessel (named)
            n3.4 interview [Lantern interviews with Tomas Verin]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 2 Tomas Verin (named)
            n3.5 interview [Mira Dessel, Velsk, 3 May 2022.]
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 3 Mira Dessel (named)
            n4.6 interview [Lantern interviews with Tomas Verin]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05
                  place: Velsk
                  source: 2 Tomas Verin (named)
            n4.7 interview [Mira Dessel]
                  persons: Mira Dessel
                  organisation: Lantern
                  date: 2022-05
                  place: Velsk
                  source: 3 Mira Dessel (named)
            n4.8 interview [A.K., Velsk, May 2022.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05
                  place: Velsk
                  source: 0 A.K. (not named)
            n5.9 interview [Lantern interview with former detainee A.K. and his lawyer Mira Dessel, Velsk, 3 to 9 May 2022.]
                  persons: former detainee A.K. | his lawyer Mira Dessel
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 4 former detainee A.K., his lawyer Mira Dessel (not named)
            n6.10 interview [Lantern interviews with three former detainees, Velsk and Doln, between March and May 2022.]
                  persons: three former detainees
                  organisation: Lantern
                  date: 2022-03
                  place: Velsk and Doln
                  source: 5 three former detainees (not named)
            n7.11 interview [This account is based on Lantern interviews with three former detainees, June 2022, unless otherwise noted.]
                  persons: three former detainees
                  organisation: Lantern
                  date: 2022-06
                  source: 6 three former detainees (not named, perhaps 5)
            n8.12 interview [The description of the cell is drawn from interviews with A.K.]
                  persons: A.K.
                  date: 2022-05
                  place: Doln
                  source: 0 A.K. (not named)
            n8.13 interview [B.R., Doln, May 2022.]
                  persons: B.R.
                  date: 2022-05
                  place: Doln
                  source: 1 B.R. (withheld)
        "#]],
    );
}

#[test]
fn other_orders_of_words() {
    check(
        "1 Lantern interview with Ilan Kostrov, Minister of Justice, Velsk, 3 May 2022.\n\n\
         2 Interview with Colonel Radu Benk by Lantern, Velsk, 3 May 2022.\n\n\
         3 Interview with Mira Dessel, Velsk, Sorvania, 3 May 2022.\n\n\
         4 Verin interview, Velsk, 4 May 2022.\n\n\
         5 Lantern interview, Velsk, 4 May 2022.\n\n\
         6 Author's interview with Tomas Verin, Aldmark, Friday, 6 May 2022.\n\n\
         7 Lantern Rights Watch interview with Tomas Verin, Velsk, 4 May 2022 (notes on file).\n\n\
         8 Verin 5/3/22 302, at 4.\n\n\
         9 Verin 5/13/22 302, at 4; Dessel 6/12/22 302, at 9-10.\n\n\
         10 Interview on file.\n\n\
         11 Confidential source.\n\n\
         12 Transcript of interview with A.K., 3 May 2022, p. 4.\n\n\
         13 Commission interview with Witness 14, Velsk, 3 May 2022.\n\n\
         14 Interview with Ilan Kostrov, Radio Velsk, 3 May 2022.",
        expect![[r#"
            n1.0 interview [Lantern interview with Ilan Kostrov, Minister of Justice, Velsk, 3 May 2022.]
                  persons: Ilan Kostrov
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 0 Ilan Kostrov (named)
            n2.1 interview [Interview with Colonel Radu Benk by Lantern, Velsk, 3 May 2022.]
                  persons: Colonel Radu Benk
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 1 Colonel Radu Benk (named)
            n3.2 interview [Interview with Mira Dessel, Velsk, Sorvania, 3 May 2022.]
                  persons: Mira Dessel
                  date: 2022-05-03
                  place: Velsk, Sorvania
                  source: 2 Mira Dessel (named)
            n4.3 interview [Verin interview, Velsk, 4 May 2022.]
                  persons: Verin
                  date: 2022-05-04
                  place: Velsk
                  source: 3 Tomas Verin (named)
            n5.4 interview [Lantern interview, Velsk, 4 May 2022.]
                  organisation: Lantern
                  date: 2022-05-04
                  place: Velsk
                  source: 4 interview by Lantern, 2022-05-04 (not named)
            n6.5 interview [Author's interview with Tomas Verin, Aldmark, Friday, 6 May 2022.]
                  persons: Tomas Verin
                  date: 2022-05-06
                  place: Aldmark
                  source: 3 Tomas Verin (named)
            n7.6 interview [Lantern Rights Watch interview with Tomas Verin, Velsk, 4 May 2022 (notes on file).]
                  persons: Tomas Verin
                  organisation: Lantern Rights Watch
                  date: 2022-05-04
                  place: Velsk
                  source: 3 Tomas Verin (named)
            n8.7 interview [Verin 5/3/22 302, at 4.]
                  persons: Verin
                  date: 2022-05-03
                  source: 3 Tomas Verin (named)
            n9.8 interview [Verin 5/13/22 302, at 4]
                  persons: Verin
                  date: 2022-05-13
                  source: 3 Tomas Verin (named)
            n9.9 interview [Dessel 6/12/22 302, at 9-10.]
                  persons: Dessel
                  date: 2022-06-12
                  source: 2 Mira Dessel (named)
            n10.10 interview [Interview on file.]
                  source: 5 interview (not named, perhaps 4)
            n11.11 interview [Confidential source.]
                  withheld: identity
                  source: 6 interview (withheld, perhaps 5)
            n12.12 interview [Transcript of interview with A.K., 3 May 2022, p. 4.]
                  persons: A.K.
                  date: 2022-05-03
                  source: 7 A.K. (not named)
            n13.13 interview [Commission interview with Witness 14, Velsk, 3 May 2022.]
                  persons: Witness 14
                  organisation: Commission
                  date: 2022-05-03
                  place: Velsk
                  source: 8 Witness 14 (not named)
            n14.14 press_article [Interview with Ilan Kostrov, Radio Velsk, 3 May 2022.]
                  organisation: Radio Velsk
                  title: Interview with Ilan Kostrov
                  date: 2022-05-03
                  source: 9 Interview with Ilan Kostrov (named)
        "#]],
    );
}

#[test]
fn a_second_interview_without_a_name_is_another_person() {
    check(
        "1 Lantern interviews with J.K. and with a second former detainee, dates and places withheld.\n\n2 Lantern interview with Tomas Verin and with his brother, Velsk, 6 May 2022.",
        expect![[r#"
            n1.0 interview [Lantern interviews with J.K.]
                  persons: J.K.
                  organisation: Lantern
                  withheld: place, date
                  source: 0 J.K. (not named)
            n1.1 interview [a second former detainee, dates and places withheld.]
                  persons: a second former detainee
                  organisation: Lantern
                  withheld: place, date
                  source: 1 a second former detainee (not named)
            n2.2 interview [Lantern interview with Tomas Verin and with his brother, Velsk, 6 May 2022.]
                  persons: Tomas Verin | his brother
                  organisation: Lantern
                  date: 2022-05-06
                  place: Velsk
                  source: 2 Tomas Verin, his brother (not named)
        "#]],
    );
}
