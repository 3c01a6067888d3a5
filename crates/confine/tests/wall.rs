//! What comes of a child that dies, talks nonsense or does not exist: a refused file with a sentence.
#![cfg(unix)]

use expect_test::{Expect, expect};
use probata_confine::Wall;
use probata_reader::Options;

fn check(program: &str, expected: Expect) {
    let wall = Wall::of(program.into());
    let document = wall.read("report.txt", b"He was held at Doln.", &Options::default());
    let missing = document.parts[0].outcome.missing();
    expected.assert_eq(&format!("{}: {}", document.parts[0].outcome.status(), missing[0].why));
    assert_eq!(wall.tables("report.txt", b"", &Options::default()).err().as_ref(), Some(&missing[0].why));
}

#[test]
fn a_child_that_is_not_there() {
    check(
        "/nowhere/probata",
        expect![
            "refused: The process that reads files could not be started: No such file or directory (os error 2)."
        ],
    );
}

#[test]
fn a_child_that_dies() {
    check(
        "/bin/false",
        expect![
            "refused: The reader failed on this file. That is a mistake in Probata: please report it, without the file."
        ],
    );
}

#[test]
fn a_child_that_talks_nonsense() {
    check(
        "/bin/echo",
        expect![
            "refused: The reader failed on this file. That is a mistake in Probata: please report it, without the file."
        ],
    );
}

#[test]
fn a_child_that_never_stops_talking() {
    check("/usr/bin/yes", expect!["refused: What is in this file is more than 384 MiB."]);
}

#[test]
fn a_child_that_says_all_and_lives_on() {
    // It closes its mouth and takes nothing in: more than a pipe holds stays unread.
    let folder = std::env::temp_dir().join(format!("probata-wall-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let program = folder.join("child");
    std::fs::write(&program, "#!/bin/sh\nexec /bin/sleep 100 >&-\n").expect("a program for the test");
    let may_run = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(&program, may_run).expect("the program may run");
    let begun = std::time::Instant::now();
    let document = Wall::of(program).read("report.txt", &vec![b'a'; 1 << 20], &Options::default());
    assert_eq!(document.parts[0].outcome.status(), "refused");
    assert!(begun.elapsed().as_secs() < 60, "the parent waited for its child");
    std::fs::remove_dir_all(folder).expect("the folder goes");
}
