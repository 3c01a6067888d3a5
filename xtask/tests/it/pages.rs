//! What the pages for people say, held to the code.

use crate::repository::{load, root};
use expect_test::expect_file;
use probata_assay::{genres, rules};
use std::fmt::Write as _;

#[test]
fn the_readme_begins_with_commands_that_exist() {
    let readme = load("README.md");
    let commands: Vec<&str> =
        readme.lines().map(str::trim).filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands.first().copied(), Some("cargo run --release -- audit examples/returned.docx"));
    assert_eq!(commands.get(1).copied(), Some("cargo xtask test"));
    assert!(root().join("examples/returned.docx").exists());
    assert!(load(".cargo/config.toml").contains("xtask = "));
}

#[test]
fn the_pages_that_others_refer_to_are_there() {
    for page in [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "docs/benchmarks.md",
        "docs/coverage.md",
        "docs/formats/audit-csv.md",
        "docs/formats/audit-json.md",
        "docs/glossary.md",
        "docs/languages.md",
        "docs/threat-model.md",
    ] {
        assert!(load(page).len() > 300, "{page} says too little");
    }
}

/// Links of a page to files of the repository.
fn links(page: &str) -> Vec<String> {
    let text = load(page);
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let goals = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let inside = goals.filter(|goal| !goal.contains("://") && !goal.starts_with('#'));
    inside.map(|goal| format!("{folder}/{}", goal.split('#').next().unwrap_or_default())).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/benchmarks.md",
        "docs/coverage.md",
        "docs/languages.md",
        "docs/glossary.md",
        "docs/threat-model.md",
        "docs/rules.md",
    ] {
        for link in links(page) {
            assert!(
                root().join(link.trim_start_matches('/')).exists(),
                "{page} refers to {link}, which is not there"
            );
        }
    }
}

#[test]
fn every_decision_is_named_in_architecture() {
    let page = load("ARCHITECTURE.md");
    for entry in std::fs::read_dir(root().join("docs/decisions")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            page.contains(&format!("docs/decisions/{name}")),
            "add docs/decisions/{name} to \"Decisions in short\""
        );
    }
}

#[test]
fn the_changelog_begins_with_this_version() {
    let page = load("CHANGELOG.md");
    let first = page.lines().find_map(|line| line.strip_prefix("## ")).unwrap();
    assert!(first.starts_with(env!("CARGO_PKG_VERSION")), "the changelog begins with {first}");
}

#[test]
fn the_list_of_rules_is_the_rules() {
    let mut page = String::from(
        "# Rules\n\nWritten by a test from the rules themselves; `UPDATE_EXPECT=1 cargo test -p xtask` writes it anew. `probata explain RULE` \
         says more\nabout each. A *sensitive* finding joins identities or tells a withheld thing: it is shown on the screen and left out of\n\
         files unless `--sensitive` is given.\n\n| rule | level | sensitive | looks for |\n|---|---|---|---|\n",
    );
    for rule in rules() {
        let sensitive = if rule.sensitive { "yes" } else { "" };
        let _ = writeln!(page, "| `{}` | {} | {sensitive} | {} |", rule.name, rule.level, rule.summary);
    }
    page += "\n## Genres\n\nWhat has to be carried, and by what, depends on the genre (`--genre`, or `genre` in `probata.toml`).\n\n";
    for (code, name) in genres() {
        let _ = writeln!(page, "- `{code}`: {name}");
    }
    expect_file![root().join("docs/rules.md")].assert_eq(&page);
}

/// The value of a constant in a file of code, as written.
fn constant(path: &str, name: &str) -> String {
    let code = load(path);
    let line = code.lines().find(|line| line.starts_with(&format!("const {name}:"))).unwrap();
    line.rsplit("= ").next().unwrap().trim_end_matches(';').to_owned()
}

#[test]
fn the_definition_of_coverage_has_the_figures_of_the_code() {
    let page = load("docs/coverage.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let restatement = "crates/assay/src/restatement.rs";
    let share: f32 = constant(restatement, "ENOUGH").parse().unwrap();
    for words in [
        format!("at least {:.0} in a hundred of the weight", share * 100.0),
        format!("at least {} telling words", constant(restatement, "FEWEST")),
        format!("at least {} words, and be no caption", constant("crates/assay/src/kind.rs", "SHORT")),
    ] {
        assert!(page.contains(&words), "docs/coverage.md should say \"{words}\", as the code does");
    }
}
