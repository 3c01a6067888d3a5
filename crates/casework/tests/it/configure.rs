use crate::desk::Memory;
use expect_test::{Expect, expect};
use probata_casework::{Asked, configure};
use probata_vocabulary::Level;
use std::path::Path;

/// Configures for `drafts/returned.txt` with a settings file above it, and shows the choices or the mistake.
fn check(settings: &str, levels: &[(&str, Level)], expected: Expect) {
    let desk = Memory::with(&[("probata.toml", settings), ("drafts/returned.txt", "")]);
    let levels = levels.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
    let asked = Asked { levels, ..Asked::default() };
    let shown = match configure(&desk, Some(Path::new("drafts/returned.txt")), &asked) {
        Ok(choices) => format!(
            "{:?} {:?} {:?} {:?}",
            choices.judging.genre, choices.judging.levels, choices.judging.same_names, choices.reading.abbreviations
        ),
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&shown);
}

#[test]
fn settings_above_the_report_are_found() {
    check(
        "genre = \"court\"\nabbreviations = [\"Dept.\"]\nsame_names = [[\"Ilan Kostrov\", \"I. Kostrow\"]]\n[levels]\nsole-source = \"deny\"\n",
        &[],
        expect![[""]],
    );
}

#[test]
fn a_mistake_names_its_line_and_what_is_allowed() {
    check("\ngenera = \"court\"", &[], expect![[""]]);
    check("genre = \"novel\"", &[], expect![[""]]);
    check("genre = 3", &[], expect![[""]]);
    check("[levels]\n\nsole-sources = \"warn\"", &[], expect![[""]]);
    check("[levels]\nsole-source = \"forbid\"", &[], expect![[""]]);
    check("[levels]\nsole-source = true", &[], expect![[""]]);
    check("levels = \"deny\"", &[], expect![[""]]);
    check("same_names = [\"Ilan Kostrov\"]", &[], expect![[""]]);
    check("abbreviations = [1]", &[], expect![[""]]);
    check("genre = \"court\"\ngenre", &[], expect![[""]]);
}

#[test]
fn the_command_line_goes_before_the_file_and_a_name_before_all() {
    let levels = "[levels]\nall = \"allow\"\nsole-source = \"deny\"\n";
    let desk = Memory::with(&[("probata.toml", levels), ("returned.txt", "")]);
    let level_of = |asked: &[(&str, Level)], rule: &str| {
        let levels = asked.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
        let asked = Asked { levels, ..Asked::default() };
        configure(&desk, Some(Path::new("returned.txt")), &asked).unwrap().judging.levels[rule]
    };
    assert_eq!(level_of(&[], "sole-source"), Level::Deny);
    assert_eq!(level_of(&[], "orphan-note"), Level::Allow);
    assert_eq!(level_of(&[("all", Level::Warn)], "sole-source"), Level::Warn);
    assert_eq!(level_of(&[("sole-source", Level::Allow), ("all", Level::Warn)], "sole-source"), Level::Allow);
}

#[test]
fn two_levels_for_one_rule_contradict() {
    check("", &[("sole-source", Level::Deny), ("sole-source", Level::Allow)], expect![[""]]);
    check("", &[("sole-sauce", Level::Deny)], expect![[""]]);
}

#[test]
fn a_settings_file_that_is_named_must_be_there() {
    let asked = Asked { file: Some("house.toml".into()), ..Asked::default() };
    let error = configure(&Memory::default(), None, &asked).unwrap_err();
    expect![[""]].assert_eq(&error.to_string());
}
