use super::super::{Fault, Simulated};
use super::{Disk, begin};
use expect_test::{Expect, expect};
use std::io;

/// What each of these operations answers, whatever those before it did.
fn check(disk: &Simulated, answers: Expect) {
    disk.set("old/x", "old");
    let mut said = Vec::new();
    let mut say = |name: &str, answer: io::Result<String>| {
        said.push(format!("{name}: {}", answer.unwrap_or_else(|error| error.to_string())));
    };
    say("make folder", disk.make_folder("f").map(|()| String::new()));
    let mut file = disk.create("f/new");
    say("create", file.as_mut().map_or_else(|error| Err(error.kind().into()), |_| Ok(String::new())));
    drop(file);
    match disk.append("old/x") {
        Ok(mut file) => {
            say("append", Ok(String::new()));
            say("write", file.write(b"er").map(|()| String::new()));
            say("sync", file.sync().map(|()| String::new()));
        }
        Err(error) => say("append", Err(error)),
    }
    say("read", disk.read("old/x").map(|bytes| String::from_utf8(bytes).unwrap()));
    say("read at", disk.read_at("old/x", 1, 2).map(|bytes| String::from_utf8(bytes).unwrap()));
    say("length", disk.length("old/x").map(|length| length.unwrap().to_string()));
    say("list", disk.list("").map(|names| names.join(" ")));
    say("rename", disk.rename("old/x", "old/y").map(|()| String::new()));
    say("sync folder", disk.sync_folder("old").map(|()| String::new()));
    say("cut", disk.cut("old/y", 1).map(|()| String::new()));
    say("remove", disk.remove("old/y").map(|()| String::new()));
    say("lock", disk.lock().map(|lock| lock.map_or("none", |_| "held").to_owned()));
    let said: Vec<String> =
        said.iter().map(|said| said.trim_end().trim_end_matches(':').to_owned()).collect();
    answers.assert_eq(&format!("{}\n{} operations", said.join("\n"), disk.operations()));
}

#[test]
fn without_a_fault() {
    check(
        &Simulated::new(),
        expect![[r#"
            make folder
            create
            append
            write
            sync
            read: older
            read at: ld
            length: 5
            list: f old
            rename
            sync folder
            cut
            remove
            lock: held
            14 operations"#]],
    );
}

#[test]
fn stopped_at_a_write() {
    check(
        &Simulated::new().with(Fault::Stop { at: 3 }),
        expect![[r#"
            make folder
            create
            append
            write: simulated: the power failed
            sync: simulated: the power failed
            read: simulated: the power failed
            read at: simulated: the power failed
            length: simulated: the power failed
            list: simulated: the power failed
            rename: simulated: the power failed
            sync folder: simulated: the power failed
            cut: simulated: the power failed
            remove: simulated: the power failed
            lock: simulated: the power failed
            14 operations"#]],
    );
}

#[test]
fn full_at_a_write() {
    check(
        &Simulated::new().with(Fault::Full { at: 3 }),
        expect![[r#"
            make folder
            create
            append
            write: no storage space
            sync
            read: olde
            read at: ld
            length: 4
            list: f old
            rename
            sync folder
            cut
            remove
            lock: held
            14 operations"#]],
    );
}

#[test]
fn full_from_the_start() {
    check(
        &Simulated::new().with(Fault::Full { at: 0 }),
        expect![[r#"
            make folder: no storage space
            create: no storage space
            append
            write: no storage space
            sync
            read: old
            read at: ld
            length: 3
            list: old
            rename
            sync folder
            cut
            remove
            lock: held
            14 operations"#]],
    );
}

#[test]
fn one_error_at_a_sync() {
    check(
        &Simulated::new().with(Fault::Error { at: 4 }),
        expect![[r#"
            make folder
            create
            append
            write
            sync: simulated: input/output error
            read: older
            read at: ld
            length: 5
            list: f old
            rename
            sync folder
            cut
            remove
            lock: held
            14 operations"#]],
    );
}

#[test]
fn broken_from_the_rename_on() {
    check(
        &Simulated::new().with(Fault::Broken { at: 9 }),
        expect![[r#"
            make folder
            create
            append
            write
            sync
            read: older
            read at: ld
            length: 5
            list: f old
            rename: simulated: input/output error
            sync folder: simulated: input/output error
            cut: simulated: input/output error
            remove: simulated: input/output error
            lock: simulated: input/output error
            14 operations"#]],
    );
}

#[test]
fn read_only() {
    let disk = Simulated::new();
    disk.read_only(true);
    check(
        &disk,
        expect![[r#"
            make folder: read-only filesystem or storage medium
            create: read-only filesystem or storage medium
            append: read-only filesystem or storage medium
            read: old
            read at: ld
            length: 3
            list: old
            rename: read-only filesystem or storage medium
            sync folder
            cut: read-only filesystem or storage medium
            remove: read-only filesystem or storage medium
            lock: read-only filesystem or storage medium
            12 operations"#]],
    );
}

#[test]
fn locked_by_another() {
    let disk = Simulated::new();
    disk.locked_by_another(true);
    assert!(disk.lock().unwrap().is_none());
    disk.locked_by_another(false);
    assert!(disk.lock().unwrap().is_some());
}

#[test]
fn a_full_disk_takes_a_first_part_and_all_once_it_is_mended() {
    let text = b"forty were killed";
    let parts = (2..40).map(|at| {
        let disk = Simulated::new();
        let mut file = begin(&disk, "x", &[]).unwrap();
        (1..at).for_each(|_| assert_eq!(disk.length("x").unwrap(), Some(0)));
        disk.strike(Fault::Full { at });
        assert_eq!(file.write(text).unwrap_err().kind(), io::ErrorKind::StorageFull);
        let part = disk.bytes("x").unwrap();
        assert!(text.starts_with(&part) && part.len() < text.len());
        disk.mended();
        disk.cut("x", 0).unwrap();
        file.write(text).unwrap();
        assert_eq!(disk.bytes("x").unwrap(), text);
        part.len()
    });
    assert!(parts.max() > Some(0));
}

#[test]
fn a_clone_is_another_disk_and_a_handle_the_same() {
    let disk = Simulated::new().with(Fault::Broken { at: 1 });
    begin(&disk, "x", &[]).unwrap();
    let copy = disk.clone();
    assert_eq!(copy.operations(), 0);
    copy.remove("x").unwrap();
    assert_eq!((disk.paths(), disk.handle().operations()), (vec!["x".to_owned()], 1));
    assert!(disk.handle().remove("x").is_err());
}

#[test]
fn a_test_alters_files_durably() {
    let disk = Simulated::new();
    begin(&disk, "x", &[(b'A', 3)]).unwrap();
    disk.remove("x").unwrap();
    disk.set("x", "altered");
    disk.set("a/b/y", "new");
    assert!(disk.take_away("a/b/y") && !disk.take_away("a/b/y"));
    assert_eq!(disk.list("a").unwrap(), ["b"]);
    for left in (0..100).map(|seed| disk.after_crash(seed)) {
        assert_eq!(left.paths(), ["x"]);
        assert_eq!(left.bytes("x").unwrap(), b"altered");
    }
}
