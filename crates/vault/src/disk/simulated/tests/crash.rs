use super::super::{Fault, Simulated};
use super::{Disk, begin, write};
use crate::disk::{folder_of, replace};
use expect_test::{Expect, expect};
use std::collections::BTreeSet;
use std::io;

/// All that 2,000 crashes leave of a disk, each different outcome once.
fn check(script: impl Fn(&Simulated) -> io::Result<()>, outcomes: Expect) {
    let disk = Simulated::new();
    script(&disk).unwrap();
    let seen: BTreeSet<String> = (0..2_000).map(|seed| shown(&disk.after_crash(seed))).collect();
    outcomes.assert_eq(&seen.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Files with runs of their bytes: `x A512 zeros`.
fn shown(disk: &Simulated) -> String {
    let files = disk.paths().into_iter().map(|path| {
        let bytes = disk.bytes(&path).unwrap();
        let runs = bytes.chunk_by(|one, next| one == next).map(|run| match run[0] {
            0 => " zeros".to_owned(),
            byte => format!(" {}{}", char::from(byte), run.len()),
        });
        path + &runs.collect::<String>()
    });
    let files = files.collect::<Vec<_>>();
    if files.is_empty() { "nothing".to_owned() } else { files.join(", ") }
}

/// A file whose bytes and name are durable.
fn durable(disk: &Simulated, path: &str, byte: u8) -> io::Result<()> {
    disk.make_folder(folder_of(path))?;
    begin(disk, path, &[(byte, 600)])?.sync()?;
    disk.sync_folder(folder_of(path))
}

#[test]
fn what_was_synced_stays() {
    check(|disk| durable(disk, "x", b'A'), expect!["x A600"]);
    check(
        |disk| {
            durable(disk, "logs/x", b'A')?;
            durable(disk, "logs/y", b'A')?;
            disk.rename("logs/x", "logs/y")?;
            disk.cut("logs/y", 100)?;
            disk.sync_folder("logs")
        },
        expect!["logs/y A100"],
    );
    check(
        |disk| {
            durable(disk, "x", b'A')?;
            disk.append("x")?.write(b"BBB")?;
            disk.cut("x", 602)
        },
        expect!["x A600 B2"],
    );
}

#[test]
fn a_write_is_kept_or_lost_or_only_its_length_came() {
    check(
        |disk| {
            durable(disk, "x", b'A')?;
            disk.append("x")?.write(b"B")
        },
        expect![[r#"
            x A600
            x A600 B1
            x A600 zeros"#]],
    );
}

#[test]
fn of_two_writes_the_later_may_be_all_there_is() {
    check(
        |disk| {
            let mut file = begin(disk, "x", &[(b'A', 1), (b'B', 1)])?;
            disk.sync_folder("")?;
            file.write(b"")
        },
        expect![[r#"
            x
            x A1
            x A1 B1
            x A1 zeros
            x zeros
            x zeros B1"#]],
    );
}

#[test]
fn a_write_tears_at_sectors() {
    check(
        |disk| {
            durable(disk, "x", b'A')?;
            disk.append("x")?.write(&[b'B'; 1_000])
        },
        expect![[r#"
            x A600
            x A600 B1000
            x A600 B424
            x A600 B424 zeros
            x A600 B424 zeros B64
            x A600 B936
            x A600 B936 zeros
            x A600 zeros
            x A600 zeros B512
            x A600 zeros B512 zeros
            x A600 zeros B576
            x A600 zeros B64"#]],
    );
}

#[test]
fn a_synced_file_without_a_synced_name_may_be_missing() {
    check(
        |disk| begin(disk, "x", &[(b'A', 600)])?.sync(),
        expect![[r#"
            nothing
            x A600"#]],
    );
}

#[test]
fn a_renamed_file_has_the_old_name_or_the_new() {
    let replaced = |disk: &Simulated| {
        durable(disk, "x", b'A')?;
        durable(disk, "y", b'B')?;
        disk.rename("x", "y")
    };
    check(
        replaced,
        expect![[r#"
            x A600, y B600
            y A600"#]],
    );
}

#[test]
fn a_rename_to_another_folder_is_durable_when_that_folder_is() {
    let moved = |synced: &'static str| {
        move |disk: &Simulated| {
            disk.make_folder("to")?;
            durable(disk, "from/x", b'A')?;
            disk.rename("from/x", "to/x")?;
            disk.sync_folder(synced)
        }
    };
    check(
        moved("from"),
        expect![[r#"
            from/x A600
            to/x A600"#]],
    );
    check(moved("to"), expect!["to/x A600"]);
}

#[test]
fn a_name_used_again_does_not_lose_the_file_that_had_it() {
    let used_again = |synced: bool| {
        move |disk: &Simulated| {
            disk.make_folder("to")?;
            durable(disk, "x", b'A')?;
            disk.rename("x", "to/x")?;
            begin(disk, "x", &[(b'B', 1)])?.sync()?;
            if synced { disk.sync_folder("") } else { Ok(()) }
        }
    };
    check(
        used_again(false),
        expect![[r#"
            to/x A600
            to/x A600, x B1
            x A600"#]],
    );
    check(used_again(true), expect!["to/x A600, x B1"]);
}

#[test]
fn a_sync_of_a_folder_takes_with_it_what_it_builds_on() {
    check(
        |disk| {
            disk.make_folder("a")?;
            disk.make_folder("b")?;
            begin(disk, "a/x", &[(b'A', 1)])?.sync()?;
            begin(disk, "a/y", &[(b'A', 1)])?.sync()?;
            disk.rename("a/x", "b/x")?;
            disk.sync_folder("b")
        },
        expect![[r#"
            a/y A1, b/x A1
            b/x A1"#]],
    );
}

#[test]
fn a_removed_file_may_be_back() {
    let removed = |disk: &Simulated| {
        durable(disk, "x", b'A')?;
        disk.remove("x")
    };
    check(
        removed,
        expect![[r#"
            nothing
            x A600"#]],
    );
}

#[test]
fn names_come_in_any_order() {
    let named = |disk: &Simulated| {
        for path in ["x", "y"] {
            begin(disk, path, &[])?;
        }
        disk.rename("x", "z")
    };
    check(
        named,
        expect![[r#"
            nothing
            x
            x, y
            y
            y, z
            z"#]],
    );
}

#[test]
fn a_second_sync_does_not_undo_that_the_first_failed() {
    check(
        |disk| {
            let mut file = begin(disk, "x", &[(b'A', 1)])?;
            disk.sync_folder("")?;
            disk.strike(Fault::Error { at: disk.operations() });
            assert!(file.sync().is_err());
            write(&mut *file, &[(b'B', 1)])?;
            file.sync()
        },
        expect![[r#"
            x A1 B1
            x zeros B1"#]],
    );
}

#[test]
fn what_was_cut_off_and_written_again_is_durable_after_a_failed_sync() {
    check(
        |disk| {
            durable(disk, "x", b'A')?;
            let mut file = disk.append("x")?;
            file.write(b"B")?;
            disk.strike(Fault::Error { at: disk.operations() });
            assert!(file.sync().is_err());
            disk.cut("x", 600)?;
            file.write(b"C")?;
            file.sync()
        },
        expect!["x A600 C1"],
    );
}

#[test]
fn a_killed_process_loses_nothing_and_makes_nothing_durable() {
    let disk = Simulated::new();
    let mut file = begin(&disk, "x", &[(b'A', 1)]).unwrap();
    disk.strike(Fault::Stop { at: disk.operations() });
    assert!(Fault::is_stop(&file.write(b"B").unwrap_err()));
    let killed = disk.as_it_is();
    assert_eq!(shown(&killed), "x A1");
    assert!((0..100).any(|seed| shown(&killed.after_crash(seed)) == "nothing"));
    assert!((0..100).any(|seed| shown(&disk.after_crash(seed)) == "x A1 B1"));
}

/// Four frames in a log and a state that is replaced; says what was acknowledged.
fn commits(disk: &Simulated, acknowledged: &mut u8) -> io::Result<()> {
    disk.make_folder("logs/a")?;
    for frame in 1..=4 {
        let mut log = disk.append("logs/a/frames")?;
        write(&mut *log, &[(frame, 300), (frame, 400)])?;
        log.sync()?;
        disk.sync_folder("logs/a")?;
        replace(disk, "logs/a/state", &[frame])?;
        *acknowledged = frame;
    }
    Ok(())
}

#[test]
fn wherever_it_stops_what_was_acknowledged_is_there() {
    let dry = Simulated::new();
    commits(&dry, &mut 0).unwrap();
    for at in 0..dry.operations() {
        let (disk, mut acknowledged) = (Simulated::new().with(Fault::Stop { at }), 0);
        let stopped = commits(&disk, &mut acknowledged).unwrap_err();
        assert!(Fault::is_stop(&stopped), "{at}: {stopped}");
        for left in (0..200).map(|seed| disk.after_crash(seed)).chain([disk.as_it_is()]) {
            let frames: Vec<u8> = (1..=acknowledged).flat_map(|frame| [frame; 700]).collect();
            assert!(left.bytes("logs/a/frames").unwrap_or_default().starts_with(&frames), "{at}");
            let state = left.bytes("logs/a/state").map_or(0, |state| state[0]);
            assert!(state == acknowledged || state == acknowledged + 1, "{at}: {state} of {acknowledged}");
        }
    }
}

#[test]
fn of_the_write_at_which_it_stops_any_part_may_be_there() {
    let disk = Simulated::new().with(Fault::Stop { at: 2 });
    let mut file = disk.create("x").unwrap();
    disk.sync_folder("").unwrap();
    file.write(b"abc").unwrap_err();
    let left: BTreeSet<_> = (0..200).map(|seed| disk.after_crash(seed).bytes("x").unwrap()).collect();
    assert!([&b""[..], b"a", b"ab", b"abc"].iter().all(|part| left.contains(*part)), "{left:?}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let disk = Simulated::new();
    commits(&disk, &mut 0).unwrap();
    begin(&disk, "x", &[(b'A', 5_000), (b'B', 5_000)]).unwrap();
    for seed in 0..200 {
        assert_eq!(shown(&disk.after_crash(seed)), shown(&disk.clone().after_crash(seed)));
    }
}
