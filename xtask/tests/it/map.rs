//! The rows of crates, and the map that shows them.

use crate::repository::{crates, folders, load, map};
use std::collections::BTreeMap;

/// Name of a crate's package by its folder.
fn package(folder: &str) -> String {
    let manifest: toml::Table = load(&format!("{folder}/Cargo.toml")).parse().unwrap();
    manifest["package"]["name"].as_str().unwrap().to_owned()
}

#[test]
fn dependencies_point_down() {
    let rows: BTreeMap<String, usize> =
        crates().into_iter().map(|(folder, row)| (package(&folder), row)).collect();
    for (folder, row) in crates() {
        let manifest: toml::Table = load(&format!("{folder}/Cargo.toml")).parse().unwrap();
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            for name in
                manifest.get(kind).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys)
            {
                let Some(below) = rows.get(name) else { continue };
                let for_tests = kind == "dev-dependencies" && name == "probata-testkit";
                assert!(
                    *below < row || for_tests,
                    "{folder} stands in row {row} and may use only crates of lower rows, but its {kind} name {name} of \
                     row {below}. Read \"The map\" in ARCHITECTURE.md: what both need belongs below both."
                );
            }
        }
    }
}

#[test]
fn architecture_names_every_crate_and_no_other() {
    let mut named: Vec<String> = map().into_iter().map(|(folder, _)| folder).collect();
    named.sort();
    assert_eq!(named, folders(), "the map in ARCHITECTURE.md (left) is not what lies in the folders (right)");
}

#[test]
fn packages_are_named_by_their_folders() {
    for folder in folders() {
        let expected = match folder.rsplit('/').next().unwrap() {
            "cli" => "probata".to_owned(),
            "xtask" => "xtask".to_owned(),
            name => format!("probata-{name}"),
        };
        assert_eq!(package(&folder), expected);
    }
}
