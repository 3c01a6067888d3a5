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
