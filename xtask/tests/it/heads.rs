//! What stands at the head of crates and modules, and how long they are.

use crate::repository::{files, folders, load, root};

#[test]
fn every_crate_says_what_it_is_and_what_it_never_does() {
    for folder in folders().iter().filter(|folder| *folder != "fuzz") {
        let name = if root().join(folder).join("src/lib.rs").exists() { "lib.rs" } else { "main.rs" };
        let head: Vec<String> = load(&format!("{folder}/src/{name}"))
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .map(str::to_owned)
            .collect();
        assert!(
            !head.is_empty(),
            "{folder}/src/{name} does not begin with //!, a sentence on what the crate is"
        );
        let invariant = head.iter().any(|line| line.starts_with("//! Invariant:"));
        assert!(invariant, "{folder}/src/{name} has no `Invariant:` line on what the crate never does");
    }
}

#[test]
fn no_file_of_code_is_longer_than_six_hundred_lines() {
    let of_cases = |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs");
    let sources = files().into_iter().filter(|(path, _)| path.ends_with(".rs") && !of_cases(path));
    let long: Vec<String> = sources
        .map(|(path, at)| (path, std::fs::read_to_string(at).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > 600)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "divide these files by what they are about: {long:#?}");
}

#[test]
fn no_module_is_a_bag() {
    let bags = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];
    for (path, _) in files() {
        let name = path
            .trim_end_matches("/mod.rs")
            .trim_end_matches(".rs")
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        assert!(!bags.contains(&name.as_str()), "{path}: name the module by what it is about");
    }
}
