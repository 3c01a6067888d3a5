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
            choices.judging.genre,
            choices.judging.levels,
            choices.judging.same_names,
            choices.reading.abbreviations
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
        expect![[r#""court" {"sole-source": Deny} [["Ilan Kostrov", "I. Kostrow"]] ["Dept."]"#]],
    );
}

#[test]
fn a_mistake_names_its_line_and_what_is_allowed() {
    check(
        "\ngenera = \"court\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: there is no setting "genera"; there are: abbreviations, chapters, genre, levels, recognise, same_names"#
        ]],
    );
    check(
        "genre = \"novel\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: there is no genre "novel"; there are: ngo_report, un_commission, court, desk"#
        ]],
    );
    check(
        "genre = 3",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "genre" has to be a word in quotation marks: "ngo_report""#
        ]],
    );
    check(
        "[levels]\n\nsole-sources = \"warn\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 3: there is no rule "sole-sources" (did you mean sole-source?); "probata rules" lists them"#
        ]],
    );
    check(
        "[levels]\nsole-source = \"forbid\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: "forbid" is not a level; the levels are: allow, warn, deny"#
        ]],
    );
    check(
        "[levels]\nsole-source = true",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: "sole-source" has to be a level in quotation marks: "allow", "warn" or "deny""#
        ]],
    );
    check(
        "levels = \"deny\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "levels" has to be a table of rules: [levels], then a line like sole-source = "warn""#
        ]],
    );
}

#[test]
fn a_mistake_in_a_chapter_names_its_line() {
    check(
        "[chapters.4]\nsole-sources = \"warn\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: there is no rule "sole-sources" (did you mean sole-source?); "probata rules" lists them"#
        ]],
    );
    check(
        "[chapters.4]\n\nsole-source = \"forbid\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 3: "forbid" is not a level; the levels are: allow, warn, deny"#
        ]],
    );
    check(
        "[chapters.4]\nsole-source = 3",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: "sole-source" has to be a level in quotation marks: "allow", "warn" or "deny""#
        ]],
    );
    check(
        "[chapters.4.2]\nsole-source = \"warn\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "2" has to be a level in quotation marks; if it is part of a chapter's name, put the name in quotation marks: [chapters."4.2"]"#
        ]],
    );
    check(
        "[chapters]\nsole-source = \"warn\"",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 2: "chapters" has to be a table of levels for each chapter: [chapters."4 Treatment"], then a line like sole-source = "deny""#
        ]],
    );
    check(
        "chapters = [4]",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "chapters" has to be a table of levels for each chapter: [chapters."4 Treatment"], then a line like sole-source = "deny""#
        ]],
    );
    check(
        "[chapters.4]\nsole-source = \"warn\"\n[chapters.4]\nsole-source = \"deny\"",
        &[],
        expect![
            "/home/mira/probata.toml, line 3: this is not written as a settings file has to be: duplicate key"
        ],
    );
}

#[test]
fn other_mistakes_name_their_line() {
    check(
        "same_names = [\"Ilan Kostrov\"]",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "same_names" has to be a list of lists of names: [["Ilan Kostrov", "I. Kostrow"]]"#
        ]],
    );
    check(
        "abbreviations = [1]",
        &[],
        expect![[
            r#"/home/mira/probata.toml, line 1: "abbreviations" has to be a list of words with their full stop: ["Dept.", "Reg."]"#
        ]],
    );
    check(
        "genre = \"court\"\ngenre",
        &[],
        expect![
            "/home/mira/probata.toml, line 2: this is not written as a settings file has to be: key with no value, expected `=`"
        ],
    );
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
    check(
        "",
        &[("sole-source", Level::Deny), ("sole-source", Level::Allow)],
        expect!["on the command line: sole-source is asked to be both deny and allow"],
    );
    check(
        "",
        &[("sole-sauce", Level::Deny)],
        expect![[
            r#"on the command line: there is no rule "sole-sauce" (did you mean sole-source?); "probata rules" lists them"#
        ]],
    );
}

#[test]
fn a_settings_file_that_is_named_must_be_there() {
    let asked = Asked { file: Some("house.toml".into()), ..Asked::default() };
    let error = configure(&Memory::default(), None, &asked).unwrap_err();
    expect!["house.toml could not be opened: there is no such file or folder"].assert_eq(&error.to_string());
}
