//! The seeds of the fuzzing targets, replayed.

use crate::fuzz_checks::check;
use crate::repository::root;

fn replay(target: &str) {
    let folder = root().join("fuzz/seeds").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        check(target, &std::fs::read(&path).unwrap());
        count += 1;
    }
    assert!(count > 0, "{} has no seeds", folder.display());
}

#[test]
fn documents_hold() {
    ["docx", "docx_parts", "html", "markdown", "pdf", "image", "media", "warc", "recognised", "text"]
        .into_iter()
        .for_each(replay);
}

#[test]
fn notes_hold() {
    replay("note");
}

#[test]
fn timestamps_hold() {
    replay("timestamp");
}

#[test]
fn sheets_hold() {
    replay("sheet");
}

#[test]
fn audits_hold() {
    replay("audit");
}

#[test]
fn every_target_has_seeds() {
    for entry in std::fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap() {
        let path = entry.unwrap().path();
        let target = path.file_stem().unwrap();
        assert!(root().join("fuzz/seeds").join(target).is_dir(), "{} has no seeds", target.display());
    }
}
