//! Mail and captures of the web that are deeper, longer or other than they say.

use super::packed::swollen;
use crate::capture::{record, response};
use std::fmt::Write as _;

const HEAD: &str = "From: a@example.org\r\nTo: b@example.org\r\nDate: Fri, 4 Mar 2005 10:00:00 +0000\r\nSubject: Returned\r\n\
                    MIME-Version: 1.0\r\n";

/// Parts in one another.
pub fn deep(depth: usize) -> Vec<u8> {
    let mut out = String::from(HEAD);
    for level in 0..depth {
        let _ = write!(out, "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
    }
    (out + "Content-Type: text/plain\r\n\r\nHe was held in Doln.\r\n").into_bytes()
}

/// Messages in one another.
pub fn deep_messages(depth: usize) -> Vec<u8> {
    let mut out = String::new();
    for _ in 0..depth {
        out.push_str("Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    (out + HEAD + "\r\nHe was held in Doln.\r\n").into_bytes()
}

/// So many small parts.
pub fn many_parts(count: usize) -> Vec<u8> {
    let mut out = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for part in 0..count {
        let _ = write!(
            out,
            "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{part}.txt\"\r\n\r\nHeld.\r\n"
        );
    }
    (out + "--b--\r\n").into_bytes()
}

/// A mailbox of so many messages.
pub fn mailbox(count: usize) -> Vec<u8> {
    let mut out = String::new();
    for message in 0..count {
        let _ = write!(
            out,
            "From a@example.org Fri Mar  4 10:00:00 2005\n{}\nMessage {message}: held.\n\n",
            HEAD.replace('\r', "")
        );
    }
    out.into_bytes()
}

/// A header of many lines, and one encoded word after another.
pub fn long_header(lines: usize) -> Vec<u8> {
    let words = " =?utf-8?Q?=D0=92?=\r\n".repeat(lines);
    format!("From: a@example.org\r\nSubject:{words}{HEAD}\r\nHeld.\r\n").into_bytes()
}

/// Records of a capture that say they are longer, shorter, negative or endless.
pub fn lying_capture() -> Vec<u8> {
    let page = response("http://example.org/", &[], "200 OK\r\nContent-Type: text/html", b"<p>Held.");
    let page = String::from_utf8_lossy(&page).into_owned();
    let lie = |length: &str| {
        let lines = page.split("\r\n").map(|line| match line.split_once("Content-Length:") {
            Some(("", _)) => format!("Content-Length: {length}"),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\r\n")
    };
    ["18446744073709551615", "-1", "0", "99999999999999999999999", "1e9", "4"].map(lie).concat().into_bytes()
}

/// A packed capture whose page says that it is packed as well and unpacks to so many MiB.
pub fn swollen_capture(mebibytes: usize) -> Vec<u8> {
    let head = "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
    let page = response("http://example.org/", &[], head, &swollen(b"<p>", b"Held. ", mebibytes, b"").gzip());
    crate::capture::gzip(&page)
}

/// So many records.
pub fn many_records(count: usize) -> Vec<u8> {
    record("metadata", &[("WARC-Target-URI", "http://example.org/")], b"a: b").repeat(count)
}
