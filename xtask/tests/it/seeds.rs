//! The seeds of the fuzzing targets and what the targets found, replayed: a test for each target.

use crate::fuzz_checks::check;
use crate::repository::root;
use std::io::Read;

macro_rules! replayed {
    ($($target:ident)*) => {
        /// The targets that are replayed here.
        const REPLAYED: &[&str] = &[$(stringify!($target)),*];

        $(#[test]
        fn $target() {
            replay(stringify!($target));
        })*
    };
}

replayed! {
    archive audit csv docx docx_parts html image mail mailbox markdown media msg note ods_parts odt odt_parts pdf recognised rtf sheet
    text timestamp warc workbook_parts
}

fn replay(target: &str) {
    let folder = root().join("fuzz/seeds").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        check(target, &std::fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0, "{} has no seeds", folder.display());
    let found = root().join("fuzz/found").join(target).with_extension("zip");
    let mut found = zip::ZipArchive::new(std::fs::File::open(found).unwrap()).unwrap();
    for index in 0..found.len() {
        let mut bytes = Vec::new();
        found.by_index(index).unwrap().read_to_end(&mut bytes).unwrap();
        check(target, &bytes);
    }
}

#[test]
fn every_target_is_replayed() {
    let folder = std::fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap();
    let mut targets: Vec<String> = folder
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    targets.sort();
    assert_eq!(targets, REPLAYED);
}
