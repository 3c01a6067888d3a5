//! What kinds of files lie in the repository: what somebody wrote here, and nothing that was put in by mistake.

use crate::repository::files;

const KINDS: [&str; 12] =
    ["css", "docx", "html", "jsonl", "lock", "md", "pdf", "png", "py", "rs", "toml", "txt"];
const NAMES: [&str; 5] =
    [".gitignore", ".ci/run", "LICENSE-APACHE", "LICENSE-MIT", "examples/exhibits/.gitattributes"];
/// Folders whose files are of any kind: the parser's model, what hostile files begin with and become, a case of each format, answers of timestamping
/// authorities, the evidence of the worked example.
const FOLDERS: [&str; 6] = [
    "crates/grammar/model/",
    "fuzz/found/",
    "fuzz/seeds/",
    "crates/vault/tests/format-1/",
    "crates/seal/tests/timestamp/",
    "examples/exhibits/files/",
];

#[test]
fn no_file_of_a_kind_that_is_not_known() {
    let strange: Vec<String> = files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| {
            let kind = path.rsplit_once('.').map_or("", |(_, kind)| kind);
            !KINDS.contains(&kind)
                && !NAMES.contains(&path.as_str())
                && !FOLDERS.iter().any(|folder| path.starts_with(folder))
        })
        .collect();
    assert!(
        strange.is_empty(),
        "does this belong here? Then name its kind in xtask/tests/it/kinds.rs: {strange:?}"
    );
}
