//! Cases for people, bodies, places and instruments.

use super::*;

#[test]
fn a_full_name_gathers_its_short_forms() {
    names(
        "Tomas Verin was arrested in Velsk. Mr. Verin said that he was beaten. Verin was released.",
        expect![[r#"
            person Tomas Verin [Mr. Verin, Verin] x3
            place Velsk x1
        "#]],
    );
    names(
        "T. Verin signed the letter. Tomas Verin denied it.",
        expect![[r#"
            person Tomas Verin [T. Verin] x2
        "#]],
    );
    names(
        "Tomas Ivan Verin left. Tomas Verin returned. Tomas I. Verin died.",
        expect![[r#"
            person Tomas Ivan Verin [Tomas Verin, Tomas I. Verin] x3
        "#]],
    );
    names(
        "The list named Verin, Tomas among others. Tomas Verin was not told.",
        expect![[r#"
        person Tomas Verin [Verin, Tomas] x2
    "#]],
    );
    names(
        "Colonel Radu Benk commanded the unit. Benk denied it. “No,” said Col. Benk.",
        expect![[r#"
            person Radu Benk [Colonel Radu Benk, Benk, Col. Benk] x3
        "#]],
    );
    names(
        "Mira Dessel wrote to the court. Mira received no answer.",
        expect![[r#"
        person Mira Dessel [Mira] x2
    "#]],
    );
    names(
        "Biologist Mira Dessel spoke first. Mira Dessel spoke again.",
        expect![[r#"
        person Mira Dessel x1
    "#]],
    );
}

#[test]
fn people_of_one_surname_stay_apart() {
    names(
        "Tomas Verin met Ilan Verin in Doln. Verin left first.",
        expect![[r#"
        person Tomas Verin [Verin] x2
        person Ilan Verin x1
        place Doln x1
    "#]],
    );
    names(
        "Mira Verin and Tomas Verin were held. Mr. Verin was beaten. Ms. Verin was not.",
        expect![[r#"
        person Mira Verin [Ms. Verin] x2
        person Tomas Verin [Mr. Verin] x2
    "#]],
    );
    names(
        "Ahmad Ali Hassan was freed. Ahmad Omar Hassan was not.",
        expect![[r#"
        person Ahmad Ali Hassan x1
        person Ahmad Omar Hassan x1
    "#]],
    );
    names(
        "Mira and Tomas Verin were held in Kareva.",
        expect![[r#"
        person Mira Verin x1
        person Tomas Verin x1
        place Kareva x1
    "#]],
    );
}

#[test]
fn titles_make_people() {
    names(
        "Messrs. Orlo and Tasch were held.",
        expect![[r#"
            person Orlo x1
            person Tasch x1
        "#]],
    );
    names(
        "The Interior Minister, Ana Petresk, denied it. Deputy Interior Minister Lev Orlo agreed.",
        expect![[r#"
            person Ana Petresk x1
            person Lev Orlo [Deputy Interior Minister Lev Orlo] x1
        "#]],
    );
    names(
        "Judge Orlo ruled. Dr. Tasch testified. Lt. Gen. Sorin Halk objected.",
        expect![[r#"
            person Judge Orlo x1
            person Dr. Tasch x1
            person Sorin Halk [Lt. Gen. Sorin Halk] x1
        "#]],
    );
    names(
        "The Attorney General refused. Mr. Attorney General was absent. The Prime Minister spoke.",
        expect![[""]],
    );
    names(
        "State Security Directorate Colonel Radu Benk signed the order.",
        expect![[r#"
        body State Security Directorate x1
        person Radu Benk [Colonel Radu Benk] x1
    "#]],
    );
    names(
        "Sorvan President Ilan Kostrov visited Aldmark.",
        expect![[r#"
        person Ilan Kostrov [President Ilan Kostrov] x1
    "#]],
    );
    names(
        "The Justice Manual says so. Justice Manual pages are few.",
        expect![[r#"
        body Justice Manual x2
    "#]],
    );
}

#[test]
fn names_of_many_cultures() {
    names(
        "Ahmad bin Khalid al-Hadi was arrested. Al-Hadi was tortured, said his wife.",
        expect![[r#"
        person Ahmad bin Khalid al-Hadi [Al-Hadi] x2
    "#]],
    );
    names(
        "Abu Omar was seized in Doln. Maria de la Vega Orlo saw it, and Willem van der Berg wrote it down.",
        expect![[r#"
            person Abu Omar x1
            place Doln x1
            person Maria de la Vega Orlo x1
            person Willem van der Berg x1
        "#]],
    );
    names(
        "Aigul Nurbek, Chinedu Okafor and Priya Ramesh testified.",
        expect![[r#"
        person Aigul Nurbek x1
        person Chinedu Okafor x1
        person Priya Ramesh x1
    "#]],
    );
    names(
        "Jean-Pierre Malo and Patrizia d'Ettor arrived.",
        expect![[r#"
            person Jean-Pierre Malo x1
            person Patrizia d'Ettor x1
        "#]],
    );
}

#[test]
fn words_around_make_people() {
    names(
        "The lawyer Tasch Orlo came. Zefin Maro, a former detainee, confirmed it.",
        expect![[r#"
        person Tasch Orlo x1
        person Zefin Maro x1
    "#]],
    );
    names(
        "Zefin Maro, 34, was beaten. Later Maro fled.",
        expect![[r#"
        person Zefin Maro [Maro] x2
    "#]],
    );
    names(
        "Zefin told Lantern Rights Watch that he slept.",
        expect![[r#"
            person Zefin x1
            body Lantern Rights Watch x1
        "#]],
    );
}

#[test]
fn people_without_names() {
    names(
        "Detainee 3 and Detainee 4 were held with witness B in Doln. Detainee 3 wept.",
        expect![[r#"
            person Detainee 3 x2
            person Detainee 4 x1
            person witness B x1
            place Doln x1
        "#]],
    );
    names(
        "A.K. told us that he saw it. We met A.K. again in May.",
        expect![[r#"
        person A.K. x2
    "#]],
    );
    names(
        "A former detainee, “Marek,” was beaten. “Marek” said that he fainted.",
        expect![[r#"
        person Marek x2
    "#]],
    );
    names(
        "“Zefir” (not his real name) was known as “Abu Dunya” to the guards.",
        expect![[r#"
        person Zefir x1
        person Abu Dunya x1
    "#]],
    );
}

#[test]
fn bodies() {
    names(
        "The Ministry of the Interior did not answer. The Interior Ministry denied it. The Ministry said no more.",
        expect![[r#"
            body Ministry of the Interior [Interior Ministry, Ministry] x3
        "#]],
    );
    names(
        "The Ministry of Health and Welfare and the State Security Directorate met.",
        expect![[r#"
        body Ministry of Health and Welfare x1
        body State Security Directorate x1
    "#]],
    );
    names(
        "Lantern Rights Watch wrote in June. Lantern received no reply. Lantern’s letter is annexed.",
        expect![[r#"
            body Lantern Rights Watch [Lantern] x3
        "#]],
    );
    names(
        "The Sorvan State Security Directorate (SSD) held him. The SSD denied it. State Security Directorate officers laughed.",
        expect![[r#"
            body Sorvan State Security Directorate [SSD, State Security Directorate] x4
        "#]],
    );
    names(
        "The Halvard Ministry of Justice and the Court of Appeal of Velsk agreed.",
        expect![[r#"
        body Halvard Ministry of Justice x1
        body Court of Appeal of Velsk x1
    "#]],
    );
    names(
        "Meridian Air, Inc. flew the aircraft. Meridian Air denied it.",
        expect![[r#"
            body Meridian Air, Inc [Meridian Air] x2
        "#]],
    );
    names(
        "The Truth and Justice Commission sat in Doln.",
        expect![[r#"
            body Truth and Justice Commission x1
            place Doln x1
        "#]],
    );
    names(
        "The National Bureau for Prisons (“the Bureau”) replied. The Bureau regretted it.",
        expect![[r#"
        body National Bureau for Prisons [Bureau] x3
    "#]],
    );
    names(
        "SSD (State Security Directorate) men came. The SSD left.",
        expect![[r#"
        body State Security Directorate [SSD] x3
    "#]],
    );
    names(
        "The UN Human Rights Committee and the Committee against Torture objected. The United Nations did not. The UN was silent.",
        expect![[r#"
            body UN Human Rights Committee x1
            body Committee against Torture x1
            body United Nations [UN] x2
        "#]],
    );
}

#[test]
fn places() {
    names(
        "He was taken from Velsk to Doln and held in Kareva, Ustra and Marnik.",
        expect![[r#"
            place Velsk x1
            place Doln x1
            place Kareva x1
            place Ustra x1
            place Marnik x1
        "#]],
    );
    names(
        "The Republic of Sorvania and the Kingdom of Halvard signed. Sorvania denied it. Sorvan officials and Sorvans in Sorvan custody wept.",
        expect![[r#"
            place Republic of Sorvania [Sorvania] x2
            place Kingdom of Halvard x1
        "#]],
    );
    names(
        "She was held in Kareva Prison, in Prison No. 4 and near the Marnik River in Ustra Province.",
        expect![[r#"
            place Kareva Prison x1
            place Prison No. 4 x1
            place Marnik River x1
            place Ustra Province x1
        "#]],
    );
    names(
        "They fled to Bosnia and Herzegovina, the U.S. and Côte d'Ivoire. French and Egyptian envoys met in Cairo.",
        expect![[r#"
            place Bosnia and Herzegovina x1
            place U.S. x1
            place Côte d'Ivoire x1
            place Cairo x1
        "#]],
    );
    names(
        "Camp Ustra lies near Mount Marnik.",
        expect![[r#"
        place Camp Ustra x1
        place Mount Marnik x1
    "#]],
    );
    names(
        "The flight left Velsk airport for Washington, D.C. on Monday.",
        expect![[r#"
            place Washington, D.C. x1
        "#]],
    );
}

#[test]
fn instruments() {
    names(
        "Sorvania ratified the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment in 1991. The Convention against Torture binds it.",
        expect![[r#"
            instrument Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment [Convention against Torture] x2
        "#]],
    );
    names(
        "The ICCPR, Law No. 12/2004 and Resolution 1325 apply.",
        expect![[r#"
        instrument ICCPR x1
        instrument Law No. 12/2004 x1
        instrument Resolution 1325 x1
    "#]],
    );
    names(
        "Both states signed a memorandum of understanding (the “MoU”). The MoU forbids torture.",
        expect![[r#"
            instrument MoU x2
        "#]],
    );
    names(
        "The Sorvan Criminal Code and the Constitution forbid it. The Code of Criminal Procedure is silent.",
        expect![[r#"
            instrument Sorvan Criminal Code x1
            instrument Constitution x1
            instrument Code of Criminal Procedure x1
        "#]],
    );
    names(
        "The Agreement on Transfer of Prisoners (hereinafter “the Agreement”) was kept secret. The Agreement lapsed.",
        expect![[r#"
            instrument Agreement on Transfer of Prisoners [Agreement] x3
        "#]],
    );
}

#[test]
fn notes_and_short_forms() {
    names(
        "We wrote to Lantern Rights Watch (Lantern) and the SSD. Lantern researchers came.",
        expect![[r#"
        body Lantern Rights Watch [Lantern] x3
        body SSD x1
    "#]],
    );
    names(
        "Lantern Rights Watch asked. Lantern said that it waited. Lantern told nobody. Lantern wrote.",
        expect![[r#"
            body Lantern Rights Watch [Lantern] x4
        "#]],
    );
    names(
        "Interview with a former detainee, Lisk, 14 October 2005. Interview with A.K., Lisk, March 2006.",
        expect![[r#"
            place Lisk x2
            person A.K. x1
        "#]],
    );
    names(
        "Sorin de Benk, mayor of Doln, denied it. Benk of Kareva, a lawyer, did not. De Benk left.",
        expect![[r#"
            person Sorin de Benk [Benk] x3
        "#]],
    );
    names(
        "He was in Halvard. Halvardish guards spoke in Halvardish.",
        expect![[r#"
        place Halvard x1
    "#]],
    );
    names(
        "The Aldmark Courier printed it in Aldmark.",
        expect![[r#"
        body Aldmark Courier x1
        place Aldmark x1
    "#]],
    );
}

#[test]
fn what_is_no_name() {
    names(
        "However, Witnesses said nothing. Many prisoners were beaten. Although Guards came, nobody fled.",
        expect![[""]],
    );
    names(
        "On Monday, 4 March, the Men left. In January the Prisoners returned. See Article 3 and Chapter II.",
        expect![[""]],
    );
    names("THE MEN WERE BEATEN AND LEFT IN THE CELLS", expect![[""]]);
    names("The report “Held in Secret: Torture Behind Closed Doors” was published.", expect![[""]]);
    names("He cited 18 U.S.C. 371 and F. Supp. 3d 12. Orlo v. Tasch was decided later.", expect![[""]]);
    names("DNA tests and NGOs were mentioned. The CEO was not.", expect![[""]]);
}

#[test]
fn headings_show_only_known_names() {
    names(
        "# The Transfer of Tomas Verin to Halvard\n\nTomas Verin was taken to Halvard.",
        expect![[r#"
            person Tomas Verin x2
            place Halvard x2
        "#]],
    );
    names("# Secret Prisons and Broken Promises\n\nNothing was said.", expect![[""]]);
}

#[test]
fn the_house_says_what_is_the_same() {
    same(
        "The Bureau of Cells answered. Kareva Prison is run by the Night Directorate.",
        &[&["Bureau of Cells", "Night Directorate"]],
        expect![[r#"
            body Bureau of Cells [Night Directorate] x2
            place Kareva Prison x1
        "#]],
    );
    same(
        "Ilan Kostrov spoke. Ilan Kostrow left.",
        &[&["Ilan Kostrov", "Ilan Kostrow"]],
        expect![[r#"
        person Ilan Kostrov [Ilan Kostrow] x2
    "#]],
    );
}

#[test]
fn spellings_of_one_name_are_told() {
    alike(
        "Ilan Kostrov was held. Kostrov wept. Ilan Kostrow was freed.",
        expect![[r#"
        Ilan Kostrov ~ Ilan Kostrow
    "#]],
    );
    alike(
        "Mira Dessel wrote. Dessel was ill. Later Mira Desel died.",
        expect![[r#"
        Mira Dessel ~ Mira Desel
    "#]],
    );
    alike(
        "Muhammad Orlo came. Mohammed Orlo left.",
        expect![[r#"
        Muhammad Orlo ~ Mohammed Orlo
    "#]],
    );
    alike(
        "Ahmad al-Hadi was held. Ahmad Al Hadi was freed. Ahmad el-Hadi died.",
        expect![[r#"
        Ahmad al-Hadi ~ Ahmad Al Hadi
        Ahmad al-Hadi ~ Ahmad el-Hadi
        Ahmad Al Hadi ~ Ahmad el-Hadi
    "#]],
    );
    alike(
        "He was held in Marnik Province. She was held in Marnyk Province.",
        expect![[r#"
        Marnik Province ~ Marnyk Province
    "#]],
    );
    alike(
        "Ilan Kostrov spoke. Kostrow had left by then.",
        expect![[r#"
        Ilan Kostrov ~ Kostrow
    "#]],
    );
}

#[test]
fn different_names_are_not_alike() {
    alike("Mario Orlo and Maria Orlo came.", expect![[""]]);
    alike("Ilan Kostrov and Irina Kostrova were held.", expect![[""]]);
    alike("A.K. said so. B.K. said so. Detainee 3 said so. Detainee 4 said so.", expect![[""]]);
    alike(
        "Ilan Kostrov met Ilan Kostrow. Ilan Kostrov and Ilan Kostrow talked.\n\nIlan Kostrov met Ilan Kostrow.",
        expect![[""]],
    );
    alike("Tomas Verin came. Ilan Marin came. Radu Benk came. Radu Tenk came.", expect![[""]]);
    alike("He was held in Prison No. 4 and in Prison No. 5.", expect![[""]]);
}

#[test]
fn a_verb_at_the_head_of_a_sentence_is_no_part_of_a_name() {
    names(
        "Took Kareva Brigade men to Doln. Took Brigade money too.",
        expect![[r#"
        body Kareva Brigade x1
    "#]],
    );
    names(
        "Held Tomas Verin for a week. Saw Mira Dessel there.",
        expect![[r#"
        person Tomas Verin x1
        person Mira Dessel x1
    "#]],
    );
    // A person who is called so elsewhere is.
    names(
        "The guard was Ilan Held. Held denied it.",
        expect![[r#"
        person Ilan Held [Held] x2
    "#]],
    );
}

#[test]
fn a_town_is_no_short_form_of_its_newspaper() {
    names(
        "Ordesia is a town in the north. The Ordesia Herald wrote about it. People in Ordesia were afraid.",
        expect![[r#"
            body Ordesia Herald x1
        "#]],
    );
    names(
        "The Ordesia Herald wrote about the flights. They were seen in Ordesia. The Herald named nobody.",
        expect![[r#"
            body Ordesia Herald [Herald] x2
            place Ordesia x1
        "#]],
    );
    names(
        "The Ordesia Herald wrote about the flights. Ordesia was quiet. The planes landed near Ordesia.",
        expect![[r#"
            body Ordesia Herald x1
            place Ordesia x2
        "#]],
    );
    names(
        "The Ordesia Herald wrote about the flights. Ordesia said so too.",
        expect![[r#"
        body Ordesia Herald x1
        person Ordesia x1
    "#]],
    );
}
