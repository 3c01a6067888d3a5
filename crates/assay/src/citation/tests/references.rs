use super::check;
use expect_test::expect;

#[test]
fn ibid() {
    check(
        "1 Lantern interview with Tomas Verin, Velsk, 3 May 2022.\n\n\
         2 Ibid.\n\n\
         3 Id. at 44.\n\n\
         4 Lantern interview with A.K., Doln, 4 May 2022; Lantern interview with B.R., Doln, 5 May 2022.\n\n\
         5 Ibid.\n\n\
         6 Criminal Code of Sorvania, art. 208. Ibid., art. 209.\n\n\
         7 Idem.\n\n\
         8 The men were not told.\n\n\
         9 Ibid.\n\n\
         10 ID 4471 was on the list, 4 May 2022.\n\n\
         11 Ibid., p. 3; see also Velsk Times, 4 May 2022.",
        expect![[r#"
            n1.0 interview [Lantern interview with Tomas Verin, Velsk, 3 May 2022.]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 0 Tomas Verin (named)
            n2.1 ibid [Ibid.]
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n3.2 ibid [Id. at 44.]
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n4.3 interview [Lantern interview with A.K., Doln, 4 May 2022]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-04
                  place: Doln
                  source: 1 A.K. (not named)
            n4.4 interview [Lantern interview with B.R., Doln, 5 May 2022.]
                  persons: B.R.
                  organisation: Lantern
                  date: 2022-05-05
                  place: Doln
                  source: 2 B.R. (not named)
            n5.5 ibid [Ibid.]
            n6.6 legislation [Criminal Code of Sorvania, art. 208.]
                  title: Criminal Code of Sorvania
                  source: 3 Criminal Code of Sorvania (named)
            n6.7 ibid [Ibid., art. 209.]
                  refers to: .6
                  source: 3 Criminal Code of Sorvania (named)
            n7.8 ibid [Idem.]
                  refers to: .6
                  source: 3 Criminal Code of Sorvania (named)
            n8.9 comment [The men were not told.]
            n9.10 ibid [Ibid.]
            n10.11 comment [ID 4471 was on the list, 4 May 2022.]
            n11.12 ibid [Ibid., p. 3]
            n11.13 press_article [see also Velsk Times, 4 May 2022.]
                  signal: see_also
                  organisation: Velsk Times
                  date: 2022-05-04
                  source: 4 Velsk Times, 2022-05-04 (named)
        "#]],
    );
}

#[test]
fn supra() {
    check(
        "1 Lantern interview with Tomas Verin, Velsk, 3 May 2022.\n\n\
         2 Lantern, Returned to Silence, March 2019, p. 14; Petra Olm, “The Night Flight”, Aldmark Courier, 5 March 2019.\n\n\
         3 See supra note 1.\n\n\
         4 See note 1 above.\n\n\
         5 Verin interview, supra n. 1.\n\n\
         6 Returned to Silence, supra note 2, p. 16.\n\n\
         7 Olm, supra note 2.\n\n\
         8 See supra note 2.\n\n\
         9 See above note 40.\n\n\
         10 Olm, op. cit.\n\n\
         11 Verin interview, supra.\n\n\
         12 See notes 1 and 2 above.\n\n\
         13 See section 4.2, supra.\n\n\
         14 See chapter 3.\n\n\
         15 See infra note 16.\n\n\
         16 Criminal Code of Sorvania, art. 208.",
        expect![[r#"
            n1.0 interview [Lantern interview with Tomas Verin, Velsk, 3 May 2022.]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 0 Tomas Verin (named)
            n2.1 report [Lantern, Returned to Silence, March 2019, p. 14]
                  organisation: Lantern
                  title: Returned to Silence
                  date: 2019-03
                  source: 1 Returned to Silence (named)
            n2.2 press_article [Petra Olm, “The Night Flight”, Aldmark Courier, 5 March 2019.]
                  persons: Petra Olm
                  organisation: Aldmark Courier
                  title: The Night Flight
                  date: 2019-03-05
                  source: 2 The Night Flight (named)
            n3.3 supra [See supra note 1.]
                  signal: see
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n4.4 supra [See note 1 above.]
                  signal: see
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n5.5 supra [Verin interview, supra n. 1.]
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n6.6 supra [Returned to Silence, supra note 2, p. 16.]
                  refers to: .1
                  source: 1 Returned to Silence (named)
            n7.7 supra [Olm, supra note 2.]
                  refers to: .2
                  source: 2 The Night Flight (named)
            n8.8 supra [See supra note 2.]
                  signal: see
            n9.9 supra [See above note 40.]
                  signal: see
            n10.10 supra [Olm, op. cit.]
                  refers to: .2
                  source: 2 The Night Flight (named)
            n11.11 supra [Verin interview, supra.]
                  refers to: .0
                  source: 0 Tomas Verin (named)
            n12.12 supra [See notes 1 and 2 above.]
                  signal: see
            n13.13 comment [See section 4.2, supra.]
                  signal: see
            n14.14 comment [See chapter 3.]
                  signal: see
            n15.15 supra [See infra note 16.]
                  signal: see
                  refers to: .16
                  source: 3 Criminal Code of Sorvania (named)
            n16.16 legislation [Criminal Code of Sorvania, art. 208.]
                  title: Criminal Code of Sorvania
                  source: 3 Criminal Code of Sorvania (named)
        "#]],
    );
}

#[test]
fn short_forms() {
    check(
        "1 Memorandum of Understanding between Sorvania and Halvard, 3 May 2004 (hereinafter “the MoU”).\n\n\
         2 MoU, para. 4.\n\n\
         3 Letter from the Ministry of Justice to Lantern, 3 May 2023.\n\n\
         4 Ministry of Justice letter, 3 May.\n\n\
         5 Lantern interview with A.K., Doln, 4 May 2022.\n\n\
         6 Lantern interview with A.K.\n\n\
         7 Indictment, Prosecutor v. Benk, Case No. 12-K/2021 (Velsk Military Court, 9 July 2021) (Benk Indictment).\n\n\
         8 Benk Indictment ¶ 12.\n\n\
         9 Parliament of Sorvania, Hearings on the Transfers, 4 May 2021 (hereafter referred to as Transfer Hearings).\n\n\
         10 Transfer Hearings, p. 24.\n\n\
         11 Benk Indictment.",
        expect![[r#"
            n1.0 treaty [Memorandum of Understanding between Sorvania and Halvard, 3 May 2004 (hereinafter “the MoU”).]
                  title: Memorandum of Understanding between Sorvania and Halvard
                  date: 2004-05-03
                  source: 0 Memorandum of Understanding between Sorvania and Halvard (named)
            n2.1 supra [MoU, para. 4.]
                  title: MoU
                  refers to: .0
                  source: 0 Memorandum of Understanding between Sorvania and Halvard (named)
            n3.2 letter [Letter from the Ministry of Justice to Lantern, 3 May 2023.]
                  organisation: Ministry of Justice
                  date: 2023-05-03
                  source: 1 Ministry of Justice letter, 2023-05-03 (named)
            n4.3 letter [Ministry of Justice letter, 3 May.]
                  organisation: Ministry of Justice
                  refers to: .2
                  source: 1 Ministry of Justice letter, 2023-05-03 (named)
            n5.4 interview [Lantern interview with A.K., Doln, 4 May 2022.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-04
                  place: Doln
                  source: 2 A.K. (not named)
            n6.5 interview [Lantern interview with A.K.]
                  persons: A.K.
                  organisation: Lantern
                  refers to: .4
                  source: 2 A.K. (not named)
            n7.6 judgment [Indictment, Prosecutor v. Benk, Case No. 12-K/2021 (Velsk Military Court, 9 July 2021) (Benk Indictment).]
                  title: Prosecutor v. Benk
                  number: 12-K/2021
                  date: 2021-07-09
                  source: 3 Prosecutor v. Benk (named)
            n8.7 supra [Benk Indictment ¶ 12.]
                  title: Benk Indictment ¶ 12
                  refers to: .6
                  source: 3 Prosecutor v. Benk (named)
            n9.8 press_conference [Parliament of Sorvania, Hearings on the Transfers, 4 May 2021 (hereafter referred to as Transfer Hearings).]
                  organisation: Parliament of Sorvania
                  title: Hearings on the Transfers
                  date: 2021-05-04
                  source: 4 Parliament of Sorvania, 2021-05-04 (named)
            n10.9 supra [Transfer Hearings, p. 24.]
                  refers to: .8
                  source: 4 Parliament of Sorvania, 2021-05-04 (named)
            n11.10 supra [Benk Indictment.]
                  title: Benk Indictment
                  refers to: .6
                  source: 3 Prosecutor v. Benk (named)
        "#]],
    );
}

#[test]
fn chapters_that_begin_again() {
    check(
        "1 Lantern interview with Tomas Verin, Velsk, 3 May 2022.\n\n2 Velsk Times, 4 May 2022.\n\n\
         1 Ibid.\n\n2 Criminal Code of Sorvania, art. 208.\n\n3 See supra note 2.\n\n4 See note 1 above.",
        expect![[r#"
            n1.0 interview [Lantern interview with Tomas Verin, Velsk, 3 May 2022.]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 0 Tomas Verin (named)
            n2.1 press_article [Velsk Times, 4 May 2022.]
                  organisation: Velsk Times
                  date: 2022-05-04
                  source: 1 Velsk Times, 2022-05-04 (named)
            n1.2.2 ibid [Ibid.]
            n2.2.3 legislation [Criminal Code of Sorvania, art. 208.]
                  title: Criminal Code of Sorvania
                  source: 2 Criminal Code of Sorvania (named)
            n3.4 supra [See supra note 2.]
                  signal: see
                  refers to: .3
                  source: 2 Criminal Code of Sorvania (named)
            n4.5 supra [See note 1 above.]
                  signal: see
        "#]],
    );
}

#[test]
fn who_is_the_same() {
    check(
        "1 Lantern interview with former detainee A.K., Doln, 4 May 2022.\n\n\
         2 Lantern interview with A.K., Doln, 6 May 2022.\n\n\
         3 Lantern interview with lawyer A.K., Velsk, 6 May 2022.\n\n\
         4 Lantern interview with former detainee (name withheld), date and place withheld.\n\n\
         5 Lantern interview with former detainee (name withheld), date and place withheld.\n\n\
         6 Lantern interview with a former detainee, Ustra, May 2022.\n\n\
         7 Lantern interview with Tomas Verin, Velsk, 3 May 2022.\n\n\
         8 Verin 5/13/22 302, at 4.\n\n\
         9 Letter from Tomas Verin to Lantern, 3 May 2023.\n\n\
         10 \"Verin speaks\", Aldmark Courier, 5 March 2019 (quoting Lantern interview with Tomas Verin).\n\n\
         11 CAT/C/SRV/CO/2, para. 3.\n\n\
         12 UN Committee against Torture, Concluding observations: Sorvania, UN Doc. CAT/C/SRV/CO/2, 12 May 2018.\n\n\
         13 Letter from the Ministry of Justice to Lantern, 3 May 2023.\n\n\
         14 Letter from the Ministry of Justice to Lantern, 10 June 2023.",
        expect![[r#"
            n1.0 interview [Lantern interview with former detainee A.K., Doln, 4 May 2022.]
                  persons: former detainee A.K.
                  organisation: Lantern
                  date: 2022-05-04
                  place: Doln
                  source: 0 former detainee A.K. (not named)
            n2.1 interview [Lantern interview with A.K., Doln, 6 May 2022.]
                  persons: A.K.
                  organisation: Lantern
                  date: 2022-05-06
                  place: Doln
                  source: 0 former detainee A.K. (not named)
            n3.2 interview [Lantern interview with lawyer A.K., Velsk, 6 May 2022.]
                  persons: lawyer A.K.
                  organisation: Lantern
                  date: 2022-05-06
                  place: Velsk
                  source: 1 lawyer A.K. (not named, perhaps 0)
            n4.3 interview [Lantern interview with former detainee (name withheld), date and place withheld.]
                  persons: former detainee
                  organisation: Lantern
                  withheld: name, place, date
                  source: 2 former detainee (withheld)
            n5.4 interview [Lantern interview with former detainee (name withheld), date and place withheld.]
                  persons: former detainee
                  organisation: Lantern
                  withheld: name, place, date
                  source: 3 former detainee (withheld, perhaps 2)
            n6.5 interview [Lantern interview with a former detainee, Ustra, May 2022.]
                  persons: a former detainee
                  organisation: Lantern
                  date: 2022-05
                  place: Ustra
                  source: 4 a former detainee (not named, perhaps 3)
            n7.6 interview [Lantern interview with Tomas Verin, Velsk, 3 May 2022.]
                  persons: Tomas Verin
                  organisation: Lantern
                  date: 2022-05-03
                  place: Velsk
                  source: 5 Tomas Verin (named)
            n8.7 interview [Verin 5/13/22 302, at 4.]
                  persons: Verin
                  date: 2022-05-13
                  source: 5 Tomas Verin (named)
            n9.8 letter [Letter from Tomas Verin to Lantern, 3 May 2023.]
                  persons: Tomas Verin
                  date: 2023-05-03
                  source: 5 Tomas Verin (named)
            n10.9 press_article ["Verin speaks", Aldmark Courier, 5 March 2019 (quoting Lantern interview with Tomas Verin).]
                  organisation: Aldmark Courier
                  title: Verin speaks
                  date: 2019-03-05
                  source: 6 Verin speaks (named)
            n11.10 un_document [CAT/C/SRV/CO/2, para. 3.]
                  number: CAT/C/SRV/CO/2
                  source: 7 CAT/C/SRV/CO/2 (named)
            n12.11 un_document [UN Committee against Torture, Concluding observations: Sorvania, UN Doc. CAT/C/SRV/CO/2, 12 May 2018.]
                  organisation: UN Committee against Torture
                  title: Concluding observations: Sorvania
                  number: CAT/C/SRV/CO/2
                  date: 2018-05-12
                  source: 7 CAT/C/SRV/CO/2 (named)
            n13.12 letter [Letter from the Ministry of Justice to Lantern, 3 May 2023.]
                  organisation: Ministry of Justice
                  date: 2023-05-03
                  source: 8 Ministry of Justice letter, 2023-05-03 (named)
            n14.13 letter [Letter from the Ministry of Justice to Lantern, 10 June 2023.]
                  organisation: Ministry of Justice
                  date: 2023-06-10
                  source: 9 Ministry of Justice letter, 2023-06-10 (named, perhaps 8)
        "#]],
    );
}
