//! Names of members that would be written, read or shown elsewhere if anybody took them for paths.

use super::Reach;
use super::container::{Member, tar, tar_member, zip};

/// Names that climb, begin at the root, are devices, turn round when shown, or are longer than any path.
pub fn names(reach: &Reach) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = [
        "../../../../../../../../../../tmp/climbed.txt",
        "../climbed.txt",
        "..\\..\\climbed.txt",
        "/climbed.txt",
        "C:\\climbed.txt",
        "\\\\server\\share\\climbed.txt",
        "CON",
        "con.txt",
        "NUL",
        "COM1.docx",
        "aux.",
        "a/../../climbed.txt",
        "./././climbed.txt",
        "report\u{202e}txt.exe",
        "report.txt\u{0}.exe",
        "report.txt:stream",
        "\u{200b}",
        " ",
        ".",
        "..",
        "",
        "a//b",
        "~/climbed.txt",
        "$HOME/climbed.txt",
        "line\nbreak\r\u{1b}[2Jescape.txt",
        "report.txt",
        "report.txt",
    ]
    .iter()
    .map(|name| name.as_bytes().to_vec())
    .collect();
    all.push(reach.path.clone().into_bytes());
    all.push(b"long/".repeat(12_000));
    all.push(b"l".repeat(60_000));
    all.push(b"\xff\xfe\x80.txt".to_vec());
    all
}

/// A ZIP archive of a small text under each of these names.
pub fn in_zip(reach: &Reach) -> Vec<u8> {
    let member = |name| Member { name, ..Member::of("", b"He was held in Doln.\n") };
    zip(&names(reach).into_iter().map(member).collect::<Vec<_>>())
}

/// A TAR archive of a small text under each of these names, and of links, devices and lengths that lie.
pub fn in_tar(reach: &Reach) -> Vec<u8> {
    let text = b"He was held in Doln.\n";
    let mut all: Vec<Vec<u8>> = Vec::new();
    for name in names(reach) {
        if name.len() > 100 {
            all.push(tar_member(b"././@LongLink", b'L', b"", name.len() as u64, &name));
        }
        all.push(tar_member(&name, b'0', b"", text.len() as u64, text));
    }
    let target = reach.path.as_bytes();
    for (name, kind) in
        [("soft.txt", b'2'), ("hard.txt", b'1'), ("device", b'3'), ("pipe", b'6'), ("folder", b'5')]
    {
        all.push(tar_member(name.as_bytes(), kind, target, 0, b""));
    }
    all.push(tar_member(b"soft.txt/climbed.txt", b'0', b"", text.len() as u64, text));
    let other = format!("path={}", reach.path);
    let pax = format!("{} {other}\n", other.len() + 4);
    all.push(tar_member(b"pax", b'x', b"", pax.len() as u64, pax.as_bytes()));
    all.push(tar_member(b"named.txt", b'0', b"", text.len() as u64, text));
    all.push(tar_member(b"lying.txt", b'0', b"", 0o77_777_777_777, text));
    tar(&all)
}
