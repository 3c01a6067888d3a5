//! Words that may not stand in the repository.

use crate::repository::files;

/// Files that may name the data for development beside the workspace.
fn may_name_data(path: &str) -> bool {
    path.starts_with("xtask/")
        || path.contains("/tests")
        || path.ends_with("tests.rs")
        || path == "CONTRIBUTING.md"
}

/// Texts of the repository that contain a word.
fn with(word: &str) -> Vec<String> {
    let texts = files().into_iter().filter_map(|(path, at)| Some((path, std::fs::read_to_string(at).ok()?)));
    texts.filter(|(_, text)| text.contains(word)).map(|(path, _)| path).collect()
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    for word in [concat!("/wo", "rk/"), concat!("/ro", "ot/")] {
        let named = with(word);
        assert!(named.is_empty(), "a path of one machine stands in {named:?}");
    }
}

#[test]
fn only_chores_and_tests_name_the_data_for_development() {
    let named: Vec<String> = with("../shared").into_iter().filter(|path| !may_name_data(path)).collect();
    assert!(named.is_empty(), "the data beside the workspace may be absent, but these need it: {named:?}");
}
