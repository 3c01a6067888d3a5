//! Archives, whole and hostile.

use crate::mail::tests::{hold, show};
use crate::{Limits, Options, read};
use expect_test::{Expect, expect};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use probata_testkit::archive::{Zipped, pax, tar, tarred, zip, zip_listing};
use std::io::Write as _;

fn check(path: &str, bytes: &[u8], expected: Expect) {
    check_within(path, bytes, Limits::default(), expected);
}

fn check_within(path: &str, bytes: &[u8], limits: Limits, expected: Expect) {
    let document = read(path, bytes, &Options { limits, ..Options::default() });
    hold(&document, bytes);
    expected.assert_eq(&show(&document));
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::GzBuilder::new()
        .filename("letter.txt")
        .mtime(1_620_043_200)
        .write(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

const WORDS: &[u8] = b"Ilan Kostrov was held in Kareva.\n";

#[test]
fn a_zip_archive_lists_and_encloses_its_members() {
    let cyrillic = encoding_rs::IBM866.encode("показания Костров.txt").0.into_owned();
    let members = [
        Zipped { mode: 0x41ed, ..Zipped::stored("scans/", b"") },
        Zipped::deflated("scans/letter.txt", deflated(WORDS), WORDS),
        Zipped { name: cyrillic, flags: 0, ..Zipped::stored("", WORDS) },
        Zipped { mode: 0xa1ff, ..Zipped::stored("passwd", b"/etc/passwd") },
    ];
    check(
        "evidence.zip",
        &zip(&members),
        expect![[r#"
        zip complete
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 scans/ | 2 2021-05-04 12:30 | 3 folder
        row: 0 scans/letter.txt | 1 33 | 2 2021-05-04 12:30
        row: 0 показания Костров.txt | 1 33 | 2 2021-05-04 12:30
        row: 0 passwd | 2 2021-05-04 12:30 | 3 link to /etc/passwd (not followed)
        file "scans/letter.txt" at member 2: 33 bytes
        file "показания Костров.txt" at member 3: 33 bytes
    "#]],
    );
    let before = [b"PK\x03\x04 is how it begins\n", zip(&members[1..2]).as_slice()].concat();
    check(
        "before.zip",
        &before,
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 scans/letter.txt | 1 33 | 2 2021-05-04 12:30
        file "scans/letter.txt" at member 1: 33 bytes
        missing, archive: 1 more member stands in the archive without being listed in its directory: deleted, or hidden on purpose; not read: a program that repairs archives may take it out
    "#]],
    );
    check(
        "empty.zip",
        &zip(&[]),
        expect![[r#"
        zip complete
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
    "#]],
    );
}

#[test]
fn names_are_data() {
    let names = [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "C:\\Windows\\x.dll",
        "COM1.txt",
        "photo\u{202e}gpj.exe",
        "a\nb.txt",
    ];
    let members: Vec<Zipped> = names.iter().map(|name| Zipped::stored(name, b"x")).collect();
    check(
        "names.zip",
        &zip(&members),
        expect![[r#"
        zip complete
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 ../../etc/cron.d/x | 1 1 | 2 2021-05-04 12:30
        row: 0 /etc/passwd | 1 1 | 2 2021-05-04 12:30
        row: 0 C:\Windows\x.dll | 1 1 | 2 2021-05-04 12:30
        row: 0 COM1.txt | 1 1 | 2 2021-05-04 12:30
        row: 0 photo\u{202e}gpj.exe | 1 1 | 2 2021-05-04 12:30
        row: 0 a\u{a}b.txt | 1 1 | 2 2021-05-04 12:30
        file "../../etc/cron.d/x" at member 1: 1 bytes
        file "/etc/passwd" at member 2: 1 bytes
        file "C:\\Windows\\x.dll" at member 3: 1 bytes
        file "COM1.txt" at member 4: 1 bytes
        file "photo\u{202e}gpj.exe" at member 5: 1 bytes
        file "a\nb.txt" at member 6: 1 bytes
        remark: names that are paths from the root of a disk: "/etc/passwd", "C:\Windows\x.dll"; no file is written under them
        remark: names that are those of devices under Windows: "COM1.txt"; no file is written under them
        remark: names that hold characters that are not seen or turn the direction of others: "photo\u{202e}gpj.exe", "a\u{a}b.txt"; no file is written under them
        remark: names that lead out of the folder (".."): "../../etc/cron.d/x"; no file is written under them
    "#]],
    );
}

#[test]
fn members_that_cannot_be_unpacked_are_told() {
    let own_name = Some(b"harmless.txt".to_vec());
    let members = [
        Zipped { flags: 1, ..Zipped::stored("secret.docx", b"abc") },
        Zipped { method: 14, ..Zipped::stored("packed.txt", b"abc") },
        Zipped { plain: (33, 7), ..Zipped::deflated("changed.txt", deflated(WORDS), WORDS) },
        Zipped::deflated("broken.txt", b"\xff\xff\xff".to_vec(), WORDS),
        Zipped { own_name, ..Zipped::stored("other.txt", b"abc") },
        Zipped::stored("twice.txt", b"one"),
        Zipped::stored("twice.txt", b"two"),
    ];
    check(
        "a.zip",
        &zip(&members),
        expect![[r#"
            zip partial
            row: 0 Name | 1 Bytes | 2 Changed | 3 What
            row: 0 secret.docx | 1 3 | 2 2021-05-04 12:30 | 3 not unpacked
            row: 0 packed.txt | 1 3 | 2 2021-05-04 12:30 | 3 not unpacked
            row: 0 changed.txt | 1 33 | 2 2021-05-04 12:30 | 3 damaged
            row: 0 broken.txt | 1 33 | 2 2021-05-04 12:30 | 3 damaged
            row: 0 other.txt | 1 3 | 2 2021-05-04 12:30
            row: 0 twice.txt | 1 3 | 2 2021-05-04 12:30
            row: 0 twice.txt | 1 3 | 2 2021-05-04 12:30
            file "changed.txt" at member 3: 33 bytes, at odds with its checksum: damaged, or changed after it was packed
            file "broken.txt" at member 4: 0 bytes, damaged in the archive; what could be unpacked is enclosed; copy the archive again
            file "other.txt" at member 5: 3 bytes
            file "twice.txt" at member 6: 3 bytes
            file "twice.txt" at member 7: 3 bytes
            missing, 1 member: "changed.txt": at odds with its checksum: damaged, or changed after it was packed
            missing, 1 member: "broken.txt": damaged in the archive; what could be unpacked is enclosed; copy the archive again
            missing, 1 member: "packed.txt": packed in a way that is not read; unpack the archive with the program that made it, and read what comes out
            missing, 1 member: "secret.docx": protected by a password; unpack the archive with it, and read what comes out
            remark: members whose own header gives them another name than the directory: other.txt; programs differ in what they show
            remark: names that several members have: "twice.txt"; programs that unpack keep only one of them
        "#]],
    );
}

#[test]
fn archives_made_to_exhaust_a_computer() {
    let zeros = vec![0; 40 << 20];
    check(
        "bomb.zip",
        &zip(&[Zipped::deflated("zeros", deflated(&zeros), &zeros)]),
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 zeros | 1 41943040 | 2 2021-05-04 12:30 | 3 not unpacked
        missing, 1 member: "zeros": far larger than its packed size, as files are that are made to exhaust a computer; left alone
    "#]],
    );
    let kernel = Zipped::deflated("kernel", deflated(WORDS), WORDS);
    let other = Zipped { name: b"other".to_vec(), ..kernel.clone() };
    let listed = [(0, &kernel), (0, &other), (0, &kernel)];
    check(
        "overlap.zip",
        &zip_listing(std::slice::from_ref(&kernel), &listed),
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 kernel | 1 33 | 2 2021-05-04 12:30 | 3 not unpacked
        row: 0 other | 1 33 | 2 2021-05-04 12:30 | 3 not unpacked
        row: 0 kernel | 1 33 | 2 2021-05-04 12:30 | 3 not unpacked
        missing, 3 members: "kernel", "other", "kernel": made of bytes that belong to another member too, as in archives that are made to exhaust a computer; left alone
        remark: members whose own header gives them another name than the directory: other; programs differ in what they show
        remark: names that several members have: "kernel"; programs that unpack keep only one of them
    "#]],
    );
    let limits = Limits { enclosed: 40, members: 2, ..Limits::default() };
    let members: Vec<Zipped> =
        ["a", "b", "c", "d"].iter().map(|name| Zipped::stored(name, &WORDS[..20])).collect();
    check_within(
        "many.zip",
        &zip(&members),
        limits,
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 a | 1 20 | 2 2021-05-04 12:30
        row: 0 b | 1 20 | 2 2021-05-04 12:30
        row: 0 c | 1 20 | 2 2021-05-04 12:30 | 3 not unpacked
        row: 0 d | 1 20 | 2 2021-05-04 12:30 | 3 not unpacked
        file "a" at member 1: 20 bytes
        file "b" at member 2: 20 bytes
        missing, enclosed files: what lies in this file is more than 2 files or 0 MiB, so some were left out: c, d; take them out with the program that made the file, and read them by themselves
    "#]],
    );
}

#[test]
fn members_outside_the_directory() {
    let members = [Zipped::stored("kept.txt", WORDS), Zipped::stored("deleted.txt", WORDS)];
    check(
        "a.zip",
        &zip_listing(&members, &[(0, &members[0])]),
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 kept.txt | 1 33 | 2 2021-05-04 12:30
        file "kept.txt" at member 1: 33 bytes
        missing, archive: 1 more member stands in the archive without being listed in its directory: deleted, or hidden on purpose; not read: a program that repairs archives may take it out
    "#]],
    );
    let whole = zip(&members);
    check(
        "cut.zip",
        &whole[..whole.len() - 60],
        expect![[r#"
        zip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 kept.txt | 1 33 | 2 2021-05-04 12:30
        row: 0 deleted.txt | 1 33 | 2 2021-05-04 12:30
        file "kept.txt" at member 1: 33 bytes
        file "deleted.txt" at member 2: 33 bytes
        missing, directory: the archive's directory, which stands at its end, is gone: its members were looked for one by one; copy it again
    "#]],
    );
}

#[test]
fn a_tar_archive() {
    let long = format!("scans/{}/letter.txt", "deep/".repeat(30));
    let archive = tar(&[
        tarred("scans/", b'5', "", b""),
        tarred("scans/letter.txt", b'0', "", WORDS),
        tarred("link", b'2', "/etc/passwd", b""),
        tarred("hard", b'1', "scans/letter.txt", b""),
        tarred("null", b'3', "", b""),
        tarred("././@LongLink", b'L', "", long.as_bytes()),
        tarred("short", b'0', "", WORDS),
        tarred("pax", b'x', "", &pax("path", "показания.txt")),
        tarred("short", b'0', "", WORDS),
        tarred("sparse", b'S', "", b""),
    ]);
    check(
        "evidence.tar",
        &archive,
        expect![[r#"
        tar partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 scans/ | 2 2021-05-03 12:00:00 UTC | 3 folder
        row: 0 scans/letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        row: 0 link | 2 2021-05-03 12:00:00 UTC | 3 link to /etc/passwd (not followed)
        row: 0 hard | 2 2021-05-03 12:00:00 UTC | 3 another name of scans/letter.txt
        row: 0 null | 2 2021-05-03 12:00:00 UTC | 3 device (not read)
        row: 0 scans/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep//letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        row: 0 показания.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        row: 0 sparse | 1 0 | 2 2021-05-03 12:00:00 UTC | 3 not unpacked
        file "scans/letter.txt" at member 2: 33 bytes
        file "scans/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep/deep//letter.txt" at member 6: 33 bytes
        file "показания.txt" at member 7: 33 bytes
        missing, 1 member: "sparse": kept with holes (sparse); unpack the archive with tar, and read what comes out
    "#]],
    );
    check(
        "cut.tar",
        &archive[..3 * 512 - 100],
        expect![[r#"
        tar partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 scans/ | 2 2021-05-03 12:00:00 UTC | 3 folder
        row: 0 scans/letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        file "scans/letter.txt" at member 2: 33 bytes
        missing, end of the archive: the archive has no end: it may have been cut off; copy it again
    "#]],
    );
    let mut damaged = archive.clone();
    damaged[1024 + 512] ^= 1;
    check(
        "damaged.tar",
        &damaged[..4096],
        expect![[r#"
        tar partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 scans/ | 2 2021-05-03 12:00:00 UTC | 3 folder
        row: 0 scans/letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        row: 0 hard | 2 2021-05-03 12:00:00 UTC | 3 another name of scans/letter.txt
        row: 0 null | 2 2021-05-03 12:00:00 UTC | 3 device (not read)
        file "scans/letter.txt" at member 2: 33 bytes
        missing, byte 1536: there is no member's header where one should stand: the archive is damaged; what stands behind was looked for; copy it again
    "#]],
    );
}

#[test]
fn what_gzip_compressed() {
    check(
        "letter.txt.gz",
        &gzipped(WORDS),
        expect![[r#"
        gzip complete
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        file "letter.txt" at member 1: 33 bytes
    "#]],
    );
    check(
        "evidence.tar.gz",
        &gzipped(&tar(&[tarred("letter.txt", b'0', "", WORDS)])),
        expect![[r#"
        tar, gzip complete
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 letter.txt | 1 33 | 2 2021-05-03 12:00:00 UTC
        file "letter.txt" at member 1: 33 bytes
    "#]],
    );
    let whole = gzipped(&[WORDS, &noise(2000)].concat());
    check(
        "cut.gz",
        &whole[..whole.len() - 900],
        expect![[r#"
            gzip partial
            row: 0 Name | 1 Bytes | 2 Changed | 3 What
            row: 0 letter.txt | 1 1141 | 2 2021-05-03 12:00:00 UTC | 3 damaged
            file "letter.txt" at member 1: 1141 bytes, damaged in the archive; what could be unpacked is enclosed; copy the archive again
            missing, 1 member: "letter.txt": damaged in the archive; what could be unpacked is enclosed; copy the archive again
        "#]],
    );
    let zeros = vec![0; 40 << 20];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&zeros).expect("memory takes every byte");
    check(
        "bomb.gz",
        &encoder.finish().expect("memory takes every byte"),
        expect![[r#"
        gzip partial
        row: 0 Name | 1 Bytes | 2 Changed | 3 What
        row: 0 bomb | 1 0 | 3 not unpacked
        missing, 1 member: "bomb": far larger than its packed size, as files are that are made to exhaust a computer; left alone
    "#]],
    );
}

#[test]
fn many_small_members_take_little_memory() {
    let member = Zipped::deflated("a.txt", deflated(WORDS), WORDS);
    let document = read("many.zip", &zip(&vec![member; 3_000]), &Options::default());
    let held: usize = document.enclosed.iter().map(|enclosed| enclosed.bytes.capacity()).sum();
    assert_eq!((document.enclosed.len(), held), (3_000, 3_000 * WORDS.len()));
}

fn noise(length: usize) -> Vec<u8> {
    probata_testkit::hostile::rubbish(7, length)
}

#[test]
fn mutants_end_in_an_outcome() {
    let sources = [
        zip(&[Zipped::deflated("a.txt", deflated(WORDS), WORDS), Zipped::stored("b.txt", WORDS)]),
        tar(&[tarred("pax", b'x', "", &pax("path", "a.txt")), tarred("b", b'0', "", WORDS)]),
        gzipped(&tar(&[tarred("b", b'0', "", WORDS)])),
    ];
    for source in &sources {
        let noise = noise(source.len() * 4 + 4096);
        for turn in 0..400 {
            let mut bytes = source.clone();
            for step in 0..3 {
                let at = usize::from(noise[turn * 3 + step]) * 256 + usize::from(noise[turn * 2 + step]);
                let length = bytes.len();
                bytes[at % length] = noise[turn + step * 7];
            }
            if turn % 4 == 0 {
                bytes.truncate(usize::from(noise[turn]) * bytes.len() / 256);
            }
            hold(&read("a.zip", &bytes, &Options::default()), &bytes);
        }
    }
}
