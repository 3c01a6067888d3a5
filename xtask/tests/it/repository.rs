//! Files of the repository.

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A file's text.
pub fn load(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of all crates, from the workspace's folder, with the row each stands in on the map.
pub fn crates() -> Vec<(String, usize)> {
    let rows = map();
    folders()
        .into_iter()
        .map(|folder| (folder.clone(), rows.iter().find(|(of, _)| *of == folder).map_or(99, |(_, row)| *row)))
        .collect()
}

/// The folders that hold a crate.
pub fn folders() -> Vec<String> {
    let mut all = vec!["testkit".to_owned(), "xtask".to_owned(), "fuzz".to_owned()];
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        if path.join("Cargo.toml").exists() {
            all.push(format!("crates/{}", path.file_name().unwrap().to_string_lossy()));
        }
    }
    all.sort();
    all
}

/// The crates on ARCHITECTURE.md's map: lines of its first table, `| row | folder | ...`.
pub fn map() -> Vec<(String, usize)> {
    let page = load("ARCHITECTURE.md");
    let cells = page
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .filter_map(|cells| {
            Some((cells.get(1)?.trim_matches(['`', '/']).to_owned(), cells.first()?.parse().ok()?))
        })
        .collect()
}

/// Every file that belongs to the repository, with its path from the workspace's folder: what is built is left out.
pub fn files() -> Vec<(String, PathBuf)> {
    let mut all = Vec::new();
    let mut waiting = vec![root()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let built = name.starts_with("target")
                || matches!(name.as_str(), ".git" | "corpus" | "artifacts" | "coverage");
            if path.is_dir() && !built {
                waiting.push(path);
            } else if path.is_file() {
                all.push((path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    all.sort();
    all
}
