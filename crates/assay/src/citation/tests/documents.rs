use super::check;
use expect_test::expect;

#[test]
fn letters_and_messages() {
    check(
        "1 E-mail communication from Mira Dessel to Lantern, 4 June 2023; Lantern interview with A.K., Doln, 3 May 2022.\n\n\
         2 Letter from Ilan Kostrov, Minister of Justice, to Lantern, 3 May 2023 (on file with Lantern).\n\n\
         3 Letter from Lantern to the Ministry of Justice, 3 April 2023.\n\n\
         4 Letter from the Ministry of Justice to Lantern, 3 May 2023, ref. 14/2-1.\n\n\
         5 Ministry of the Interior letter to Lantern, 7 May 2023.\n\n\
         6 6/3/16 Email, Kostrov to Benk.\n\n\
         7 6/13/16 Email, Kostrov to Benk & Verin.\n\n\
         8 SSD-00014655 (6/13/16 Email, Kostrov to Benk (8:12 a.m.)).\n\n\
         9 Text message from Tomas Verin to his wife, 4 March 2019, on file with Lantern.\n\n\
         10 Note verbale of the Embassy of Halvard, 12 January 2019.\n\n\
         11 Written reply of the State Security Directorate, 2 May 2023.\n\n\
         12 Letter to Lantern from Colonel Radu Benk, 2 May 2023.",
        expect![[r#"
            n1.0 email [E-mail communication from Mira Dessel to Lantern, 4 June 2023]
                  persons: Mira Dessel
                  date: 2023-06-04
                  source: 0 Mira Dessel (named)
            n1.1 interview [Lantern interview with A.K., Doln, 3 May 2022.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-03
                  place: Doln
                  source: 1 A.K. (not named)
            n2.2 letter [Letter from Ilan Kostrov, Minister of Justice, to Lantern, 3 May 2023 (on file with Lantern).]
                  persons: Ilan Kostrov
                  date: 2023-05-03
                  source: 2 Ilan Kostrov (named)
            n3.3 letter [Letter from Lantern to the Ministry of Justice, 3 April 2023.]
                  persons: Ministry of Justice
                  organisation: Lantern
                  date: 2023-04-03
                  source: 3 Lantern letter, 2023-04-03 (named)
            n4.4 letter [Letter from the Ministry of Justice to Lantern, 3 May 2023, ref. 14/2-1.]
                  organisation: Ministry of Justice
                  date: 2023-05-03
                  source: 4 Ministry of Justice letter, 2023-05-03 (named)
            n5.5 letter [Ministry of the Interior letter to Lantern, 7 May 2023.]
                  organisation: Ministry of the Interior
                  date: 2023-05-07
                  source: 5 Ministry of the Interior letter, 2023-05-07 (named)
            n6.6 email [6/3/16 Email, Kostrov to Benk.]
                  persons: Kostrov | Benk
                  date: 2016-06-03
                  source: 6 Kostrov, Benk (named)
            n7.7 email [6/13/16 Email, Kostrov to Benk & Verin.]
                  persons: Kostrov | Benk | Verin
                  date: 2016-06-13
                  source: 7 Kostrov, Benk, Verin (named)
            n8.8 email [SSD-00014655 (6/13/16 Email, Kostrov to Benk (8:12 a.m.)).]
                  persons: Kostrov | Benk
                  number: SSD-00014655
                  date: 2016-06-13
                  source: 8 Kostrov, Benk (named)
            n9.9 email [Text message from Tomas Verin to his wife, 4 March 2019, on file with Lantern.]
                  persons: Tomas Verin | his wife
                  date: 2019-03-04
                  source: 9 Tomas Verin, his wife (named)
            n10.10 letter [Note verbale of the Embassy of Halvard, 12 January 2019.]
                  organisation: Embassy of Halvard
                  date: 2019-01-12
                  source: 10 Embassy of Halvard letter, 2019-01-12 (named)
            n11.11 letter [Written reply of the State Security Directorate, 2 May 2023.]
                  organisation: State Security Directorate
                  date: 2023-05-02
                  source: 11 State Security Directorate letter, 2023-05-02 (named)
            n12.12 letter [Letter to Lantern from Colonel Radu Benk, 2 May 2023.]
                  persons: Colonel Radu Benk
                  date: 2023-05-02
                  source: 12 Colonel Radu Benk (named)
        "#]],
    );
}

#[test]
fn speech() {
    check(
        "1 Press conference of Ilan Kostrov, Velsk, 2 May 2021, transcript at https://example.org/a_(b).html (accessed 3 May 2021).\n\n\
         2 Statement by the Ministry of Justice, 4 May 2021.\n\n\
         3 Remarks by President Orlan in press conference, Velsk, 4 May 2021.\n\n\
         4 Ministry of Justice press release, 4 May 2021.\n\n\
         5 Hearing on transfers before the Defence Committee of the Parliament of Sorvania, 4 May 2021 (testimony of Colonel Radu Benk).\n\n\
         6 Testimony of Mira Dessel before the Velsk Military Court, 4 May 2021.\n\n\
         7 Speech by Ilan Kostrov at the Law Faculty, Velsk, 4 May 2021.\n\n\
         8 Dessel 12/16/21 Tr. at 13:22.",
        expect![[r#"
            n1.0 press_conference [Press conference of Ilan Kostrov, Velsk, 2 May 2021, transcript at https://example.org/a_(b).html (accessed 3 May 2021).]
                  persons: Ilan Kostrov
                  title: Press conference of Ilan Kostrov
                  date: 2021-05-02
                  place: Velsk
                  address: https://example.org/a_(b).html
                  accessed: 2021-05-03
                  source: 0 Ilan Kostrov (named)
            n2.1 press_conference [Statement by the Ministry of Justice, 4 May 2021.]
                  organisation: Ministry of Justice
                  title: Statement by the Ministry of Justice
                  date: 2021-05-04
                  source: 1 Ministry of Justice, 2021-05-04 (named)
            n3.2 press_conference [Remarks by President Orlan in press conference, Velsk, 4 May 2021.]
                  persons: President Orlan
                  title: Remarks by President Orlan in press conference
                  date: 2021-05-04
                  place: Velsk
                  source: 2 President Orlan (named)
            n4.3 press_conference [Ministry of Justice press release, 4 May 2021.]
                  organisation: Ministry of Justice
                  title: Ministry of Justice press release
                  date: 2021-05-04
                  source: 1 Ministry of Justice, 2021-05-04 (named)
            n5.4 press_conference [Hearing on transfers before the Defence Committee of the Parliament of Sorvania, 4 May 2021 (testimony of Colonel Radu Benk).]
                  persons: Colonel Radu Benk
                  title: Hearing on transfers before the Defence Committee of the Parliament of Sorvania
                  date: 2021-05-04
                  source: 3 Colonel Radu Benk (named)
            n6.5 press_conference [Testimony of Mira Dessel before the Velsk Military Court, 4 May 2021.]
                  persons: Mira Dessel
                  title: Testimony of Mira Dessel before the Velsk Military Court
                  date: 2021-05-04
                  source: 4 Mira Dessel (named)
            n7.6 press_conference [Speech by Ilan Kostrov at the Law Faculty, Velsk, 4 May 2021.]
                  persons: Ilan Kostrov
                  title: Speech by Ilan Kostrov at the Law Faculty
                  date: 2021-05-04
                  place: Velsk
                  source: 0 Ilan Kostrov (named)
            n8.7 press_conference [Dessel 12/16/21 Tr. at 13:22.]
                  persons: Dessel
                  date: 2021-12-16
                  source: 4 Mira Dessel (named)
        "#]],
    );
}

#[test]
fn press() {
    check(
        "1 \"Three men flown out at night\", Aldmark Courier, 5 March 2019, p. 3.\n\n\
         2 “Three men flown out at night,” Aldmark Courier, 5 March 2019.\n\n\
         3 Petra Olm, “Three Men Flown Out,” Velsk Times, March 5, 2019, https://example.org/2019/03/05/men (accessed May 3, 2021).\n\n\
         4 Petra Olm & Jan Rusk, Ministry Denies It Held Three Men, Velsk Post (Mar. 5, 2019).\n\n\
         5 Aldmark Courier, 5 March 2019.\n\n\
         6 Radio Velsk, evening news, 5 March 2019.\n\n\
         7 See, e.g., Petra Olm, \"The Night Flight.\" Aldmark Courier, 5 March 2019; \"No flight,\" Reuters, 6 March 2019.",
        expect![[r#"
            n1.0 press_article ["Three men flown out at night", Aldmark Courier, 5 March 2019, p. 3.]
                  organisation: Aldmark Courier
                  title: Three men flown out at night
                  date: 2019-03-05
                  source: 0 Three men flown out at night (named)
            n2.1 press_article [“Three men flown out at night,” Aldmark Courier, 5 March 2019.]
                  organisation: Aldmark Courier
                  title: Three men flown out at night
                  date: 2019-03-05
                  source: 0 Three men flown out at night (named)
            n3.2 press_article [Petra Olm, “Three Men Flown Out,” Velsk Times, March 5, 2019, https://example.org/2019/03/05/men (accessed May 3, 2021).]
                  persons: Petra Olm
                  organisation: Velsk Times
                  title: Three Men Flown Out
                  date: 2019-03-05
                  address: https://example.org/2019/03/05/men
                  accessed: 2021-05-03
                  source: 1 Three Men Flown Out (named)
            n4.3 press_article [Petra Olm & Jan Rusk, Ministry Denies It Held Three Men, Velsk Post (Mar. 5, 2019).]
                  persons: Petra Olm & Jan Rusk
                  organisation: Velsk Post
                  title: Ministry Denies It Held Three Men
                  date: 2019-03-05
                  source: 2 Ministry Denies It Held Three Men (named)
            n5.4 press_article [Aldmark Courier, 5 March 2019.]
                  organisation: Aldmark Courier
                  date: 2019-03-05
                  source: 3 Aldmark Courier, 2019-03-05 (named)
            n6.5 press_article [Radio Velsk, evening news, 5 March 2019.]
                  organisation: Radio Velsk
                  date: 2019-03-05
                  source: 4 Radio Velsk, 2019-03-05 (named)
            n7.6 press_article [See, e.g., Petra Olm, "The Night Flight." Aldmark Courier, 5 March 2019]
                  signal: for_example
                  persons: Petra Olm
                  organisation: Aldmark Courier
                  title: The Night Flight
                  date: 2019-03-05
                  source: 5 The Night Flight (named)
            n7.7 press_article ["No flight," Reuters, 6 March 2019.]
                  organisation: Reuters
                  title: No flight
                  date: 2019-03-06
                  source: 6 No flight (named)
        "#]],
    );
}

#[test]
fn law() {
    check(
        "1 Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment, adopted December 10, 1984, G.A. res. 39/46, entered into force June 26, 1987, art. 3.\n\n\
         2 Convention against Torture, art. 3.\n\n\
         3 International Covenant on Civil and Political Rights, arts. 7 and 9.\n\n\
         4 Criminal Code of Sorvania, art. 208.\n\n\
         5 Law No. 12/2004 on the State Security Directorate, art. 5.\n\n\
         6 Article 14 of the Constitution of Sorvania.\n\n\
         7 Prosecutor v. Benk, Case No. 12-K/2021, Velsk Military Court, Judgment of 9 July 2021, para. 44.\n\n\
         8 Prosecutor v. Benk, para. 50.\n\n\
         9 Verin v. Sorvania, no. 4471/19, § 61, 4 May 2021.\n\n\
         10 Velsk Military Court, Case No. 14/2021, verdict of 3 May 2021.\n\n\
         11 Indictment of Colonel Radu Benk, 4 May 2020, p. 12.",
        expect![[r#"
            n1.0 treaty [Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment, adopted December 10, 1984, G.A. res. 39/46, entered into force June 26, 1987, art. 3.]
                  title: Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment
                  date: 1984-12-10
                  source: 0 Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment (named)
            n2.1 treaty [Convention against Torture, art. 3.]
                  title: Convention against Torture
                  source: 0 Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment (named)
            n3.2 treaty [International Covenant on Civil and Political Rights, arts. 7 and 9.]
                  title: International Covenant on Civil and Political Rights
                  source: 1 International Covenant on Civil and Political Rights (named)
            n4.3 legislation [Criminal Code of Sorvania, art. 208.]
                  title: Criminal Code of Sorvania
                  source: 2 Criminal Code of Sorvania (named)
            n5.4 legislation [Law No. 12/2004 on the State Security Directorate, art. 5.]
                  title: Law No. 12/2004 on the State Security Directorate
                  number: 12/2004
                  source: 3 Law No. 12/2004 on the State Security Directorate (named)
            n6.5 legislation [Article 14 of the Constitution of Sorvania.]
                  title: Constitution of Sorvania
                  source: 4 Constitution of Sorvania (named)
            n7.6 judgment [Prosecutor v. Benk, Case No. 12-K/2021, Velsk Military Court, Judgment of 9 July 2021, para. 44.]
                  organisation: Velsk Military Court
                  title: Prosecutor v. Benk
                  number: 12-K/2021
                  date: 2021-07-09
                  source: 5 Prosecutor v. Benk (named)
            n8.7 judgment [Prosecutor v. Benk, para. 50.]
                  title: Prosecutor v. Benk
                  source: 5 Prosecutor v. Benk (named)
            n9.8 judgment [Verin v. Sorvania, no. 4471/19, § 61, 4 May 2021.]
                  title: Verin v. Sorvania
                  number: 4471/19
                  date: 2021-05-04
                  source: 6 Verin v. Sorvania (named)
            n10.9 judgment [Velsk Military Court, Case No. 14/2021, verdict of 3 May 2021.]
                  organisation: Velsk Military Court
                  number: 14/2021
                  date: 2021-05-03
                  source: 7 Velsk Military Court, 2021-05-03 (named)
            n11.10 judgment [Indictment of Colonel Radu Benk, 4 May 2020, p. 12.]
                  title: Indictment of Colonel Radu Benk
                  date: 2020-05-04
                  source: 8 Indictment of Colonel Radu Benk (named)
        "#]],
    );
}

#[test]
fn united_nations_and_reports() {
    check(
        "1 UN Committee against Torture, Concluding observations: Sorvania, UN Doc. CAT/C/SRV/CO/2, 12 May 2018, paras. 14-16.\n\n\
         2 Report of the Special Rapporteur on torture, A/HRC/13/42, 20 May 2010, para. 12.\n\n\
         3 A/HRC/13/42, para. 90.\n\n\
         4 Human Rights Committee, General Comment 31, UN Doc. CCPR/C/21/Rev.1/Add.13 (2004).\n\n\
         5 Lantern, Returned to Silence: Transfers to Sorvania, March 2019, p. 14.\n\n\
         6 Amnesty Group, \"Sorvania: The Night Flights\", October 2005.\n\n\
         7 Mira Dessel, The Law of Return (Velsk: University Press, 2011), pp. 12-14.\n\n\
         8 Ministry of Justice, Annual Report 2019, p. 4.\n\n\
         9 See Annex 2 for copies of all letters.\n\n\
         10 https://example.org/transfers (last visited 3 May 2021).\n\n\
         11 Website of the Ministry of Justice, https://example.org/mj, accessed 4 May 2021.\n\n\
         12 Memorandum of Understanding between Sorvania and Halvard, 3 May 2004 (hereinafter “the MoU”), para. 4.\n\n\
         13 Medical report by Dr. Lena Orm, 4 June 2022, on file with Lantern.\n\n\
         14 Flight log of aircraft HV-114, 4 March 2019 (on file with Lantern).\n\n\
         15 █\n\n\
         16 @ssd_velsk tweet, 4 March 2019.",
        expect![[r#"
            n1.0 un_document [UN Committee against Torture, Concluding observations: Sorvania, UN Doc. CAT/C/SRV/CO/2, 12 May 2018, paras. 14-16.]
                  organisation: UN Committee against Torture
                  title: Concluding observations: Sorvania
                  number: CAT/C/SRV/CO/2
                  date: 2018-05-12
                  source: 0 CAT/C/SRV/CO/2 (named)
            n2.1 un_document [Report of the Special Rapporteur on torture, A/HRC/13/42, 20 May 2010, para. 12.]
                  title: Report of the Special Rapporteur on torture
                  number: A/HRC/13/42
                  date: 2010-05-20
                  source: 1 A/HRC/13/42 (named)
            n3.2 un_document [A/HRC/13/42, para. 90.]
                  number: A/HRC/13/42
                  source: 1 A/HRC/13/42 (named)
            n4.3 un_document [Human Rights Committee, General Comment 31, UN Doc. CCPR/C/21/Rev.1/Add.13 (2004).]
                  organisation: Human Rights Committee
                  title: General Comment 31
                  number: CCPR/C/21/Rev.1/Add.13
                  date: 2004
                  source: 2 CCPR/C/21/Rev.1/Add.13 (named)
            n5.4 report [Lantern, Returned to Silence: Transfers to Sorvania, March 2019, p. 14.]
                  organisation: Lantern
                  title: Returned to Silence: Transfers to Sorvania
                  date: 2019-03
                  source: 3 Returned to Silence: Transfers to Sorvania (named)
            n6.5 report [Amnesty Group, "Sorvania: The Night Flights", October 2005.]
                  organisation: Amnesty Group
                  title: Sorvania: The Night Flights
                  date: 2005-10
                  source: 4 Sorvania: The Night Flights (named)
            n7.6 report [Mira Dessel, The Law of Return (Velsk: University Press, 2011), pp. 12-14.]
                  persons: Mira Dessel
                  title: The Law of Return
                  date: 2011
                  source: 5 The Law of Return (named)
            n8.7 report [Ministry of Justice, Annual Report 2019, p. 4.]
                  organisation: Ministry of Justice
                  title: Annual Report 2019
                  date: 2019
                  source: 6 Annual Report 2019 (named)
            n9.8 comment [See Annex 2 for copies of all letters.]
                  signal: see
            n10.9 web_page [https://example.org/transfers (last visited 3 May 2021).]
                  address: https://example.org/transfers
                  accessed: 2021-05-03
                  source: 7 https://example.org/transfers (named)
            n11.10 web_page [Website of the Ministry of Justice, https://example.org/mj, accessed 4 May 2021.]
                  organisation: Website of the Ministry of Justice
                  title: Website of the Ministry of Justice
                  address: https://example.org/mj
                  accessed: 2021-05-04
                  source: 8 Website of the Ministry of Justice (named)
            n12.11 treaty [Memorandum of Understanding between Sorvania and Halvard, 3 May 2004 (hereinafter “the MoU”), para. 4.]
                  title: Memorandum of Understanding between Sorvania and Halvard
                  date: 2004-05-03
                  source: 9 Memorandum of Understanding between Sorvania and Halvard (named)
            n13.12 on_file [Medical report by Dr. Lena Orm, 4 June 2022, on file with Lantern.]
                  title: Medical report by Dr. Lena Orm
                  date: 2022-06-04
                  source: 10 Medical report by Dr. Lena Orm (named)
            n14.13 on_file [Flight log of aircraft HV-114, 4 March 2019 (on file with Lantern).]
                  title: Flight log of aircraft HV-114
                  date: 2019-03-04
                  source: 11 Flight log of aircraft HV-114 (named)
            n15.14 other [█]
                  withheld: document
                  source: 12 other (withheld)
            n16.15 web_page [@ssd_velsk tweet, 4 March 2019.]
                  title: @ssd_velsk tweet
                  date: 2019-03-04
                  source: 13 @ssd_velsk tweet (named)
        "#]],
    );
}

#[test]
fn orders_reports_and_articles_by_what_they_are() {
    check(
        "1 SSD Order of Appointment No. 14, 3 May 2018, copy on file with Lantern.\n\n\
         2 Ombudsman of Sorvania, Annual Report 2019, Velsk, 2020, p. 12.\n\n\
         3 Sorvan Bar Association, Annual Report on the Criminal Code 2021, p. 4.\n\n\
         4 Convention against Torture, articles 3 and 12.\n\n\
         5 Article 15 of the Convention against Torture.\n\n\
         6 Criminal Code of the Republic of Sorvania, Law No. 3 of 1998, s. 14.\n\n\
         7 Criminal Code (Sorvania), Law No. 3 of 1998, s. 14, as amended.\n\n\
         8 International Covenant on Civil and Political Rights, adopted 16 December 1966, art. 7.\n\n\
         9 District Court of Velsk, Order of 3 May 2019, case no. 14/2019.\n\n\
         10 The Convention against Torture, article 1, defines torture.\n\n\
         11 Law on the State Security Directorate, Law No. 12 of 2004, ss. 3–5.\n\n\
         12 Regulations of the Ombudsman, Annual Report 2018, p. 3.\n\n\
         13 Constitutional Court of Sorvania, Annual Report 2019, p. 7.\n\n\
         14 Sorvania ratified the Convention against Torture on 3 May 1994; article 3.\n\n\
         15 Art. 3(1) of the Convention against Torture prohibits refoulement.\n\n\
         16 Criminal Code of 1998 (Law No. 3 of 1998), s. 14 (punishing abuse of office).\n\n\
         17 Criminal Code of the Republic of Halvard, Law No. 3 of 1998, s. 14, under which torture is punished with up to ten years.\n\n\
         18 Convention against Torture, art. 3: no state shall return a person.\n\n\
         19 Criminal Code of the Republic of Sorvania, Law No. 3 of 1998, article 141a, inserted by Law No. 77 of 2006.\n\n\
         20 Velsk Bar Association, Complaints of Persons Held under the State Security Act: Annual Report 2017, February 2018, pp. 9–11.\n\n\
         21 Convention against Torture, article 1(1). Sorvania acceded on 14 May 1996.\n\n\
         22 Order of detention under section 22 of the State Security Act, 21 May 2019, copy on file with Lantern.",
        expect![[r#"
            n1.0 on_file [SSD Order of Appointment No. 14, 3 May 2018, copy on file with Lantern.]
                  title: SSD Order of Appointment No. 14
                  number: 14
                  date: 2018-05-03
                  source: 0 14 (named)
            n2.1 report [Ombudsman of Sorvania, Annual Report 2019, Velsk, 2020, p. 12.]
                  organisation: Ombudsman of Sorvania
                  title: Annual Report 2019
                  date: 2019
                  source: 1 Annual Report 2019 (named)
            n3.2 report [Sorvan Bar Association, Annual Report on the Criminal Code 2021, p. 4.]
                  organisation: Sorvan Bar Association
                  title: Annual Report on the Criminal Code 2021
                  date: 2021
                  source: 2 Annual Report on the Criminal Code 2021 (named)
            n4.3 treaty [Convention against Torture, articles 3 and 12.]
                  title: Convention against Torture
                  source: 3 Convention against Torture (named)
            n5.4 treaty [Article 15 of the Convention against Torture.]
                  title: Convention against Torture
                  source: 3 Convention against Torture (named)
            n6.5 legislation [Criminal Code of the Republic of Sorvania, Law No. 3 of 1998, s. 14.]
                  title: Criminal Code of the Republic of Sorvania
                  number: 3
                  date: 1998
                  source: 4 Criminal Code of the Republic of Sorvania (named)
            n7.6 legislation [Criminal Code (Sorvania), Law No. 3 of 1998, s. 14, as amended.]
                  title: Criminal Code
                  number: 3
                  date: 1998
                  source: 5 Criminal Code (named)
            n8.7 treaty [International Covenant on Civil and Political Rights, adopted 16 December 1966, art. 7.]
                  title: International Covenant on Civil and Political Rights
                  date: 1966-12-16
                  source: 6 International Covenant on Civil and Political Rights (named)
            n9.8 judgment [District Court of Velsk, Order of 3 May 2019, case no. 14/2019.]
                  organisation: District Court of Velsk
                  number: 14/2019
                  date: 2019-05-03
                  source: 7 District Court of Velsk, 2019-05-03 (named)
            n10.9 treaty [The Convention against Torture, article 1, defines torture.]
                  title: The Convention against Torture
                  source: 3 Convention against Torture (named)
            n11.10 legislation [Law on the State Security Directorate, Law No. 12 of 2004, ss. 3–5.]
                  title: Law on the State Security Directorate
                  number: 12
                  date: 2004
                  source: 8 Law on the State Security Directorate (named)
            n12.11 report [Regulations of the Ombudsman, Annual Report 2018, p. 3.]
                  organisation: Regulations of the Ombudsman
                  title: Annual Report 2018
                  date: 2018
                  source: 9 Annual Report 2018 (named)
            n13.12 report [Constitutional Court of Sorvania, Annual Report 2019, p. 7.]
                  organisation: Constitutional Court of Sorvania
                  title: Annual Report 2019
                  date: 2019
                  source: 1 Annual Report 2019 (named)
            n14.13 treaty [Sorvania ratified the Convention against Torture on 3 May 1994; article 3.]
                  title: Sorvania
                  date: 1994-05-03
                  source: 10 Sorvania (named)
            n15.14 treaty [Art. 3(1) of the Convention against Torture prohibits refoulement.]
                  title: Convention against Torture prohibits refoulement
                  source: 3 Convention against Torture (named)
            n16.15 legislation [Criminal Code of 1998 (Law No. 3 of 1998), s. 14 (punishing abuse of office).]
                  title: Criminal Code of 1998
                  number: 3
                  date: 1998
                  source: 11 Criminal Code of 1998 (named)
            n17.16 legislation [Criminal Code of the Republic of Halvard, Law No. 3 of 1998, s. 14, under which torture is punished with up to ten years.]
                  title: Criminal Code of the Republic of Halvard
                  number: 3
                  date: 1998
                  source: 12 Criminal Code of the Republic of Halvard (named)
            n18.17 treaty [Convention against Torture, art. 3: no state shall return a person.]
                  title: Convention against Torture
                  source: 3 Convention against Torture (named)
            n19.18 legislation [Criminal Code of the Republic of Sorvania, Law No. 3 of 1998, article 141a, inserted by Law No. 77 of 2006.]
                  title: Criminal Code of the Republic of Sorvania
                  number: 3
                  date: 1998
                  source: 4 Criminal Code of the Republic of Sorvania (named)
            n20.19 report [Velsk Bar Association, Complaints of Persons Held under the State Security Act: Annual Report 2017, February 2018, pp. 9–11.]
                  organisation: Velsk Bar Association
                  title: Complaints of Persons Held under the State Security Act: Annual Report 2017
                  date: 2018-02
                  source: 13 Complaints of Persons Held under the State Security Act: Annual Report 2017 (named)
            n21.20 treaty [Convention against Torture, article 1(1).]
                  title: Convention against Torture
                  source: 3 Convention against Torture (named)
            n21.21 comment [Sorvania acceded on 14 May 1996.]
            n22.22 on_file [Order of detention under section 22 of the State Security Act, 21 May 2019, copy on file with Lantern.]
                  title: Order of detention under section 22 of the State Security Act
                  date: 2019-05-21
                  source: 14 Order of detention under section 22 of the State Security Act (named)
        "#]],
    );
}
