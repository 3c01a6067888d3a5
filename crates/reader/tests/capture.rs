//! Captures of the web.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Limits, Options, read};
use probata_testkit::capture::{gzip, record, response};
use probata_testkit::hostile::archive;
use shown::shown;
use std::fmt::Write;

const PAGE: &[u8] = b"<p>Tomas Verin was held at Doln.</p>";

fn check(path: &str, bytes: &[u8], expected: Expect) {
    let document = read(path, bytes, &Options::default());
    assert_eq!(document.flaw(), None);
    let mut out = shown(&document);
    for file in &document.enclosed {
        writeln!(out, "> {} [{}] {}", file.name, file.place, String::from_utf8_lossy(&file.bytes))
            .expect("a string takes any text");
    }
    expected.assert_eq(&out);
}

fn page(more: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    response("https://ssd.example/news/1", more, "200 OK\r\nContent-Type: text/html; charset=utf-8", body)
}

#[test]
fn pages_are_listed_and_handed_on() {
    let info = record(
        "warcinfo",
        &[("Content-Type", "application/warc-fields")],
        b"software: Lantern Capture 2\r\noperator: Mira Dessel\r\n",
    );
    let style = response("https://ssd.example/a.css", &[], "200 OK\r\nContent-Type: text/css", b"p{}");
    let asked = record("request", &[("WARC-Target-URI", "https://ssd.example/")], b"GET / HTTP/1.1\r\n\r\n");
    let again = record(
        "revisit",
        &[("WARC-Target-URI", "https://ssd.example/news/1"), ("WARC-Date", "2021-05-04T00:00:00Z")],
        b"",
    );
    check(
        "ssd.warc",
        &[info, page(&[], PAGE), style, asked, again].concat(),
        expect![[r#"
        complete
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/news/1
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html; charset=utf-8
        cell 0.1.5: 36
        cell 0.1.6: none
        cell 0.2.0: https://ssd.example/a.css
        cell 0.2.2: 2021-05-03T11:07:31Z
        cell 0.2.3: 200
        cell 0.2.4: text/css
        cell 0.2.5: 3
        cell 0.2.6: none
        cell 0.3.0: https://ssd.example/news/1
        cell 0.3.2: 2021-05-04T00:00:00Z
        cell 0.3.4: captured before, not kept again
        (document property) "Lantern Capture 2" on ""   [capture WARC software]
        (document property) "Mira Dessel" on ""   [capture WARC operator]
        > https://ssd.example/news/1 [record 2, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
}

#[test]
fn what_was_done_to_send_it_is_undone() {
    let chunked = [
        format!("{:x}\r\n", 20).as_bytes(),
        &PAGE[..20],
        format!("\r\n{:x};x=1\r\n", PAGE.len() - 20).as_bytes(),
        &PAGE[20..],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let head = |more: &str| format!("200 OK\r\nContent-Type: text/html\r\n{more}");
    let of = |name: &str, more: &str, body: &[u8]| {
        response(&format!("https://ssd.example/{name}"), &[], &head(more), body)
    };
    let all = [
        of("chunked", "Transfer-Encoding: chunked", &chunked),
        of("gzip", "Content-Encoding: gzip", &gzip(PAGE)),
        of("unpacked", "Content-Encoding: gzip", PAGE),
        of("brotli", "Content-Encoding: br", b"\x0b\x02\x80"),
    ];
    let packed: Vec<u8> = all.iter().flat_map(|record| gzip(record)).collect();
    check(
        "ssd.warc.gz",
        &packed,
        expect![[r#"
        partial
        ! record 4: what was captured from https://ssd.example/brotli is packed in a way that Probata does not unpack (br): open it in a program that shows web archives (ReplayWeb.page), and save it from there
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/chunked
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html
        cell 0.1.5: 36
        cell 0.1.6: none
        cell 0.2.0: https://ssd.example/gzip
        cell 0.2.2: 2021-05-03T11:07:31Z
        cell 0.2.3: 200
        cell 0.2.4: text/html
        cell 0.2.5: 36
        cell 0.2.6: none
        cell 0.3.0: https://ssd.example/unpacked
        cell 0.3.2: 2021-05-03T11:07:31Z
        cell 0.3.3: 200
        cell 0.3.4: text/html
        cell 0.3.5: 36
        cell 0.3.6: none
        cell 0.4.0: https://ssd.example/brotli
        cell 0.4.2: 2021-05-03T11:07:31Z
        cell 0.4.3: 200
        cell 0.4.4: text/html
        cell 0.4.5: 3
        cell 0.4.6: none
        > https://ssd.example/chunked [record 1, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
        > https://ssd.example/gzip [record 2, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
        > https://ssd.example/unpacked [record 3, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
}

#[test]
fn digests_are_compared() {
    let right = page(&[("WARC-Payload-Digest", "sha1:ONPMORFEW6NVN2BQ2UIJJVVMMLLUHVPN")], PAGE);
    let wrong = page(&[("WARC-Block-Digest", "sha256:00")], PAGE);
    check(
        "ssd.warc",
        &[right, wrong].concat(),
        expect![[r#"
        partial
        ! record 2: what was captured from https://ssd.example/news/1 does not have the digest that the file says: it was changed or damaged since
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/news/1
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html; charset=utf-8
        cell 0.1.5: 36
        cell 0.1.6: agrees
        cell 0.2.0: https://ssd.example/news/1
        cell 0.2.2: 2021-05-03T11:07:31Z
        cell 0.2.3: 200
        cell 0.2.4: text/html; charset=utf-8
        cell 0.2.5: 36
        cell 0.2.6: differs
        > https://ssd.example/news/1 [record 1, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
        > https://ssd.example/news/1 [record 2, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
}

#[test]
fn a_capture_that_is_cut_off_says_so() {
    let whole = [page(&[], PAGE), page(&[], PAGE)].concat();
    check(
        "cut.warc",
        &whole[..whole.len() - 20],
        expect![[r#"
        partial
        ! record 2: the file is cut off in this record, so that it and what came behind it are missing; ask for it again
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/news/1
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html; charset=utf-8
        cell 0.1.5: 36
        cell 0.1.6: none
        > https://ssd.example/news/1 [record 1, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
    let packed = [gzip(&page(&[], PAGE)), gzip(&page(&[], PAGE))].concat();
    check(
        "cut.warc.gz",
        &packed[..packed.len() - 20],
        expect![[r#"
        partial
        ! record 2: what is packed here is damaged; nothing behind it could be read
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/news/1
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html; charset=utf-8
        cell 0.1.5: 36
        cell 0.1.6: none
        > https://ssd.example/news/1 [record 1, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
}

#[test]
fn a_package_with_its_lists() {
    let warc = String::from_utf8(page(&[], PAGE)).expect("text");
    let package = "{\"title\": \"SSD news\", \"software\": \"Lantern Capture\", \"resources\": [{\"path\": \"archive/a.warc\", \"hash\": \
                   \"sha256:00\"}, {\"path\": \"archive/b.warc.gz\", \"hash\": \"sha256:00\"}]}";
    let pages = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://ssd.example/news/1\", \"title\": \"News of the SSD\"}\n";
    let bytes =
        archive(&[("datapackage.json", package), ("pages/pages.jsonl", pages), ("archive/a.warc", &warc)]);
    check(
        "ssd.wacz",
        &bytes,
        expect![[r#"
        partial
        ! archive/a.warc: it does not have the digest that the file's own list says: it was changed or damaged since
        ! archive/b.warc.gz: the file's own list names it, but it is not there
        cell 0.0.0: Address
        cell 0.0.1: Title
        cell 0.0.2: Captured
        cell 0.0.3: Answer
        cell 0.0.4: Kind
        cell 0.0.5: Bytes
        cell 0.0.6: Digest
        cell 0.1.0: https://ssd.example/news/1
        cell 0.1.1: News of the SSD
        cell 0.1.2: 2021-05-03T11:07:31Z
        cell 0.1.3: 200
        cell 0.1.4: text/html; charset=utf-8
        cell 0.1.5: 36
        cell 0.1.6: none
        (document property) "SSD news" on ""   [capture title]
        (document property) "Lantern Capture" on ""   [capture software]
        > https://ssd.example/news/1 [archive/a.warc, record 1, captured 2021-05-03T11:07:31Z, answer 200] <p>Tomas Verin was held at Doln.</p>
    "#]],
    );
}

#[test]
fn older_captures_are_refused_with_advice() {
    check(
        "ssd.arc",
        b"filedesc://a.arc 0.0.0.0 20040501000000 text/plain 76\n1 0 Lantern\n",
        expect![[r#"
        refused
        ! whole file: the file is a web archive of the kind before 2009 (ARC); convert it to WARC (warcio recompress or arc2warc) and give that
    "#]],
    );
}

#[test]
fn a_bomb_ends() {
    let huge = response(
        "https://ssd.example/a",
        &[],
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        &gzip(&vec![b'a'; 8 << 20]),
    );
    let limits = Limits { member: 1 << 20, enclosed: 2 << 20, ..Limits::default() };
    let document = read("a.warc.gz", &gzip(&huge), &Options { limits, ..Options::default() });
    assert!(document.enclosed.is_empty());
    let why = &document.parts[0].outcome.missing()[0].why;
    expect!["what was captured from https://ssd.example/a unpacks to more than there is room for"]
        .assert_eq(why);
    let endless = record("response", &[], &vec![b' '; 64 << 20]);
    let document = read("a.warc.gz", &gzip(&endless), &Options { limits, ..Options::default() });
    assert_eq!(document.parts[0].outcome.status(), "partial");
}

#[test]
fn a_log_of_a_browser_says_what_to_do() {
    let log = br#"{
  "log": {"version": "1.2", "creator": {"name": "Firefox", "version": "115"}, "pages": [], "entries": []}
}"#;
    check(
        "held.har",
        log,
        expect![[r#"
        refused
        ! whole file: the file is a log of what a browser loaded (HAR): its pages lie in it as data, not as pages; save the page itself as MHTML or HTML, or make a capture (WARC) of the log, for example by har2warc, and keep the log beside it
    "#]],
    );
    let other = read("held.json", br#"{"log": "He was held in Doln."}"#, &Options::default());
    assert_eq!(other.parts[0].format, "text");
}

#[test]
fn a_page_saved_by_a_browser_is_read_as_a_page_with_its_parts_enclosed() {
    let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://ssd.example/held\r\nSubject: Held in Doln\r\n\
                 Date: Fri, 4 Mar 2005 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
                 \ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\r\n----x--\r\nContent-Type: text/html\r\n\
                 Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://ssd.example/held\r\n\r\n\
                 <!DOCTYPE html><html><head><meta charset=3D\"utf-8\"><title>Held</title></head><body><h1>Held in Doln</h1>\
                 <p>He was held for forty days.</p></body></html>\r\n----x--\r\nContent-Type: image/png\r\n\
                 Content-Transfer-Encoding: base64\r\nContent-Location: http://ssd.example/plan.png\r\n\r\naGVsZA==\r\n\
                 ----x----\r\n";
    check(
        "held.mhtml",
        saved.as_bytes(),
        expect![[r#"
        complete
        h1: Held in Doln
        apparatus: From: <Saved by Blink>
        apparatus: Date: Fri, 4 Mar 2005 10:00:00 -0000 (2005-03-04 10:00:00 UTC)
        h1: Held in Doln
        paragraph: He was held for forty days.
        (document property) "http://ssd.example/held" on ""   [header Snapshot-Content-Location]
        (document property) "1.0" on ""   [header MIME-Version]
        (document property) "multipart/related; type=\"text/html\"; boundary=\"--x--\"" on ""   [header Content-Type]
        (document property) "Held" on ""   [title]
        > part 3.png [part 3] held
    "#]],
    );
}
