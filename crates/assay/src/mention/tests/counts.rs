//! Cases for quantities, dates, and whom pronouns and roles mean.

use super::*;

#[test]
fn numbers_of_things() {
    counted(
        "Forty-two detainees were held with 1,012 men and 7 women.",
        expect![[r#"
        “Forty-two detainees” 42 detainee
        “1,012 men” 1012 man
        “7 women” 7 woman
    "#]],
    );
    counted(
        "One hundred and twelve former prisoners, half a dozen guards and 2.5 million people.",
        expect![[r#"
            “One hundred and twelve former prisoners” 112 prisoner
            “half a dozen guards” 6 guard
            “2.5 million people” 2500000 person
        "#]],
    );
    counted(
        "Two of the nine witnesses fled. Forty were killed. One of the women died. No one came.",
        expect![[r#"
            “Two of the nine witnesses” 2 witness
            “nine witnesses” 9 witness
            “Forty” 40 
            “One of the women” 1 woman
        "#]],
    );
    counted(
        "A dozen men and three dozen boys. Twenty thousand files. He saw one guard.",
        expect![[r#"
        “A dozen men” 12 man
        “three dozen boys” 36 boy
        “Twenty thousand files” 20000 file
        “one guard” 1 guard
    "#]],
    );
    counted(
        "The police arrested 300 people; five Sorvan nationals remained.",
        expect![[r#"
        “300 people” 300 person
        “five Sorvan nationals” 5 national
    "#]],
    );
}

#[test]
fn bounds() {
    counted(
        "At least 12 men, more than a dozen women, no fewer than ten boys.",
        expect![[r#"
        “12 men” at least 12 man
        “a dozen women” at least 12 woman
        “ten boys” at least 10 boy
    "#]],
    );
    counted(
        "Up to 50 trucks, fewer than 20 guards, some 300 people, about forty cells, nearly 100 files.",
        expect![[r#"
            “50 trucks” at most 50 truck
            “20 guards” at most 20 guard
            “300 people” about 300 person
            “forty cells” about 40 cell
            “100 files” about 100 file
        "#]],
    );
    counted(
        "Between 20 and 30 soldiers came with 10 to 15 dogs and 3–4 cars. Five or more died.",
        expect![[r#"
            “20” at least 20 soldier
            “30 soldiers” at most 30 soldier
            “10” at least 10 dog
            “15 dogs” at most 15 dog
            “3” at least 3 car
            “4 cars” at most 4 car
            “Five” at least 5 
        "#]],
    );
}

#[test]
fn shares_and_percentages() {
    counted(
        "Nearly half of the prisoners and one third of the guards left. A third man came.",
        expect![[r#"
            “half of the prisoners” about 0.5 share of prisoner
            “one third of the guards” 0.3333 share of guard
        "#]],
    );
    counted(
        "60 percent of the cells, 12.5 % and 3 percentage points.",
        expect![[r#"
        “60 percent of the cells” 60 percent of cell
        “12.5 %” 12.5 percent
        “3 percentage points” 3 percent
    "#]],
    );
}

#[test]
fn time_age_and_money() {
    counted(
        "He was held for 18 hours, then a three-day wait, over two years in all.",
        expect![[r#"
        “18 hours” 18 hour
        “three-day” 3 day
        “two years” 2 year
    "#]],
    );
    counted(
        "Aged 34, he met a 19-year-old student, who was 19 years old. Tomas Verin, 41, left.",
        expect![[r#"
            “34” 34 age
            “19-year-old” 19 age
            “19 years old” 19 age
            “41” 41 age
        "#]],
    );
    counted(
        "They paid $2.5 million and €300.",
        expect![[r#"
        “2.5 million” 2500000 dollar
        “300” 300 euro
    "#]],
    );
}

#[test]
fn vague_numbers() {
    counted(
        "Dozens of families, several lawyers, many prisoners and hundreds of men. How many men came? A few guards left.",
        expect![[r#"
            “Dozens of families” 24 family, vague
            “several lawyers” 3 lawyer, vague
            “many prisoners” 10 prisoner, vague
            “hundreds of men” 200 man, vague
            “A few guards” 3 guard, vague
        "#]],
    );
    counted(
        "Some detainees fled, and certain officers of the SSD knew. Some 40 men stayed. Some bread was left for some of the guards.",
        expect![[r#"
            “Some detainees” 3 detainee, vague
            “certain officers” 3 officer, vague
            “40 men” about 40 man
            “some of the guards” 3 guard, vague
        "#]],
    );
    counted(
        "A number of cells were empty. Most detainees fled. Many said so.",
        expect![[r#"
        “A number of cells” 3 cell, vague
        “Most detainees” 0.51 detainee, vague
    "#]],
    );
}

#[test]
fn labels_are_no_quantities() {
    counted("Article 3 and 14, No. 12/2004, page 4, paras 7, 8 and 9, Room 12, A/HRC/13/42.", expect![[""]]);
    counted(
        "On 4 March 2004 at 10:30, at 6 p.m. and in 2016 nothing happened. Detainee 3 wept.",
        expect![[""]],
    );
    counted("3. The men left. (4) The women left. Version 2.1.3 of the 14th draft.", expect![[""]]);
}

#[test]
fn a_power_is_no_number_of_things() {
    counted(
        "They held 10³ men and 40 women in 12 m².",
        expect![[r#"
        “40 women” 40 woman
    "#]],
    );
}

#[test]
fn a_day_takes_its_year_from_before() {
    dates(
        "On 4 March 2004 he was taken. On 9 March he was beaten.",
        expect![[r#"
        “4 March 2004” 2004-03-04
        “9 March” 2004-03-09
    "#]],
    );
    dates(
        "On 4 March he was taken. On 9 March 2004 he was beaten.",
        expect![[r#"
        “9 March 2004” 2004-03-09
    "#]],
    );
    dates(
        "He came on 4 March 2004.\n\nHe left on 9 March.",
        expect![[r#"
        “4 March 2004” 2004-03-04
        “9 March” 2004-03-09
    "#]],
    );
    dates(
        "He came on 4 March 2004.\n\n# The return\n\nHe left on 9 March.",
        expect![[r#"
        “4 March 2004” 2004-03-04
    "#]],
    );
    dates(
        "On 20 December 2004 he was taken. On 3 January he was freed.",
        expect![[r#"
        “20 December 2004” 2004-12-20
    "#]],
    );
    dates(
        "From 3 to 9 May 2004 he was held. Three days later he left.",
        expect![[r#"
        “3 to 9 May 2004” 2004-05-03 to 2004-05-09
    "#]],
    );
}

#[test]
fn pronouns_and_roles_mean_people() {
    means("Tomas Verin was arrested. <He> was beaten.", "Tomas Verin");
    means("Mira Dessel met Tomas Verin. <She> left.", "Mira Dessel");
    means("Mira Dessel met Tomas Verin. <He> left.", "Tomas Verin");
    means("Ilan Kostrov and Tomas Verin were held. <He> was beaten.", "nobody");
    means("Ilan Kostrov told Tomas Verin to go. <He> was afraid.", "Ilan Kostrov");
    means("Detainee 3 was beaten. <They> were then moved.", "Detainee 3");
    means("Tomas Verin was beaten. <They> left.", "nobody");
    means("The prison was cold. <He> was beaten.", "nobody");
    means("Colonel Radu Benk came. The prison was cold. <The> colonel denied it.", "Radu Benk");
    means("Mira Dessel, a lawyer, came. Ilan Kostrov, a judge, left. <The> lawyer wept.", "Mira Dessel");
    means("Lev Orlo, a lawyer, and Mira Dessel, a lawyer, came. <The> lawyer wept.", "nobody");
    means("Interior Minister Ana Petresk spoke. “No,” <the> minister said.", "Ana Petresk");
    means("Tomas Verin was held. <The> minister said no.", "nobody");
    means("Tomas Verin was held. <His> lawyer said no.", "nobody");
    means("Tomas Verin was held.\n\n# Return\n\n<He> was beaten.", "nobody");
    means("Tomas Verin was held.\n\n<He> was beaten.", "Tomas Verin");
    means("Mira Dessel and Tomas Verin came. <The> woman wept.", "Mira Dessel");
}
