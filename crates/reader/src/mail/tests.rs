//! Whole messages, in the form in which they lie on a disk.

use crate::{Options, read};
use expect_test::{Expect, expect};
use probata_report::{Document, HiddenKind};

pub(crate) fn show(document: &Document) -> String {
    let part = &document.parts[0];
    let mut out = format!("{} {}", part.format, part.outcome.status());
    if let Some(title) = &part.title {
        out += &format!(" {title:?}");
    }
    out.push('\n');
    let mut row_of = None;
    for block in &document.blocks {
        if let probata_report::BlockKind::Cell { row, column, .. } = block.kind {
            out += if row_of == Some(row) { " | " } else { "row: " };
            row_of = Some(row);
            out += &format!("{column} {}", &document.text[block.span]);
            let next =
                document.blocks.iter().find(|next| next.span.start > block.span.start).map(|next| next.kind);
            if !matches!(next, Some(probata_report::BlockKind::Cell { row: next, .. }) if next == row) {
                out.push('\n');
            }
            continue;
        }
        out += &format!("{:?} {}: {:?}\n", block.kind, block.language, &document.text[block.span]);
    }
    for hidden in &document.hidden {
        if hidden.kind != HiddenKind::Property || hidden.place == "header Received" {
            out += &format!("hidden, {}: {:?}\n", hidden.place, hidden.text);
        }
    }
    for file in &document.enclosed {
        let flaw = file.flaw.iter().map(|flaw| format!(", {flaw}")).collect::<String>();
        out += &format!("file {:?} at {}: {} bytes{flaw}\n", file.name, file.place, file.bytes.len());
    }
    for missing in part.outcome.missing() {
        out += &format!("missing, {}: {}\n", missing.place, missing.why);
    }
    for remark in &part.remarks {
        out += &format!("remark: {remark}\n");
    }
    out
}

/// The way back holds, and verbatim text is the file's.
pub(crate) fn hold(document: &Document, file: &[u8]) {
    assert_eq!(document.flaw(), None);
    for origin in &document.origins {
        let source = file.get(origin.source.range()).expect("a source outside the file");
        if origin.verbatim {
            assert_eq!(source, document.text[origin.span].as_bytes());
        }
    }
}

fn check(message: &str, expected: Expect) {
    check_bytes(message.as_bytes(), expected);
}

fn check_bytes(message: &[u8], expected: Expect) {
    let document = read("letter.eml", message, &Options::default());
    hold(&document, message);
    expected.assert_eq(&show(&document));
    let other: Vec<u8> = String::from_utf8_lossy(message).replace('\n', "\r\n").into_bytes();
    if message.is_ascii() {
        let document = read("letter.eml", &other, &Options::default());
        hold(&document, &other);
    }
}

const HEAD: &str = "Received: from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000\n\
    From: Tomas Verin <tomas@lantern.example>\nTo: Mira Dessel <mira@example.org>\n\
    Date: Tue, 4 May 2021 12:00:00 +0300\nMessage-ID: <1@lantern.example>\nMIME-Version: 1.0\n";

#[test]
fn a_plain_message() {
    check(
        &format!(
            "{HEAD}Subject: =?utf-8?q?Kareva=2C_the_second_visit?=\nIn-Reply-To: <0@example.org>\n\n\
             Dear Mira,\n\nIlan Kostrov was held in Kareva for 22 days. He was not told why.\n\n\
             On Mon, 3 May 2021, Mira Dessel wrote:\n> When was he released?\n> And by whom was he\n> held?\n\n-- \nTomas\n"
        ),
        expect![[r#"
            mail complete "Kareva, the second visit"
            Heading(1) en: "Kareva, the second visit"
            Apparatus en: "From: Tomas Verin <tomas@lantern.example>"
            Apparatus en: "To: Mira Dessel <mira@example.org>"
            Apparatus en: "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus en: "Message-ID: <1@lantern.example>"
            Apparatus en: "In-Reply-To: <0@example.org>"
            Paragraph en: "Dear Mira,"
            Paragraph en: "Ilan Kostrov was held in Kareva for 22 days. He was not told why."
            Apparatus en: "On Mon, 3 May 2021, Mira Dessel wrote:"
            Quotation en: "When was he released?"
            Quotation en: "And by whom was he\nheld?"
            Paragraph en: "--"
            Paragraph en: "Tomas"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
}

#[test]
fn charsets_and_transfer_encodings() {
    let mut bytes =
        format!("{HEAD}Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\nSubject: ")
            .into_bytes();
    let (words, ..) = encoding_rs::KOI8_R.encode("Его держали в Кареве");
    bytes.extend_from_slice(&words);
    bytes.extend_from_slice(b"\n\n");
    let (words, ..) = encoding_rs::KOI8_R
        .encode("Илана Кострова держали в Кареве двадцать два дня. Ему не сказали, за что.\n");
    bytes.extend_from_slice(&words);
    check_bytes(
        &bytes,
        expect![[r#"
            mail complete "Его держали в Кареве"
            Heading(1) : "Его держали в Кареве"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph ru: "Илана Кострова держали в Кареве двадцать два дня. Ему не сказали, за что."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n\
             He was held in the caf=C3=A9 for 22 days, and nobody told him why he was =\nheld there.\n"
        ),
        expect![[r#"
            mail complete
            Apparatus en: "From: Tomas Verin <tomas@lantern.example>"
            Apparatus en: "To: Mira Dessel <mira@example.org>"
            Apparatus en: "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus en: "Message-ID: <1@lantern.example>"
            Paragraph en: "He was held in the café for 22 days, and nobody told him why he was held there."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: 7bit\n\n\x1b$BF|K\\\x1b(B\n"
        ),
        expect![[r#"
            mail complete
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph zh: "日本"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: base64\n\nz/Do\r\n4uXy\n"
        ),
        expect![[r#"
            mail complete
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "Привет"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
}

#[test]
fn attachments_are_enclosed() {
    check(
        &format!(
            "{HEAD}Subject: Scans\nContent-Type: multipart/mixed; boundary=\"=_1\"\n\nThis is a multi-part message in MIME format.\n\
             --=_1\nContent-Type: text/plain\n\nThe scans are attached.\n\
             --=_1\nContent-Type: text/plain; name=\"../notes.txt\"\nContent-Disposition: attachment; filename=\"../notes.txt\"\n\n\
             He was held.\n\
             --=_1\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%D0%9F.pdf\n\
             Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n\
             --=_1\nContent-Type: message/rfc822\n\nFrom: a@b\nSubject: Inner: one\n\nWords.\n\
             --=_1\nContent-Type: text/plain\n\nA footer of the list.\n--=_1--\nBehind the end.\n"
        ),
        expect![[r#"
            mail complete "Scans"
            Heading(1) : "Scans"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "The scans are attached."
            Paragraph : "A footer of the list."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            hidden, text beside the parts: "Behind the end."
            file "../notes.txt" at part 3: 12 bytes
            file "П.pdf" at part 4: 9 bytes
            file "Inner: one.eml" at part 5: 37 bytes
            remark: names that lead out of the folder (".."): "../notes.txt"; no file is written under them
        "#]],
    );
}

#[test]
fn of_two_versions_one_is_read() {
    let message = |page: &str| {
        format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\n\
             Ilan was held in Kareva.\nSee http://example.org/\n--a\nContent-Type: multipart/related; boundary=b\n\n--b\n\
             Content-Type: text/html; charset=utf-8\n\n{page}\n--b\nContent-Type: image/png; name=logo.png\nContent-ID: <x>\n\
             Content-Transfer-Encoding: base64\n\niVBORw0K\n--b--\n--a--\n"
        )
    };
    check(
        &message(
            "<p>Ilan was held in <b>Kareva</b>.<p>See <a href='http://example.org/'></a><span style='display:none'>A25</span>",
        ),
        expect![[r#"
            mail complete
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "Ilan was held in Kareva.\nSee http://example.org/"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            hidden, line 1: "A25"
            file "logo.png" at part 5: 6 bytes
        "#]],
    );
    check(
        &message("<p>Ilan was held in Kareva by Colonel Radu Benk. <blockquote>By whom?</blockquote>"),
        expect![[r#"
            mail complete
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph en: "Ilan was held in Kareva by Colonel Radu Benk."
            Quotation : "By whom?"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "logo.png" at part 5: 6 bytes
            file "plain version.txt" at part 2: 48 bytes
            remark: its plain version does not say what its version as a web page says: 45 % of their words are the same, 6 words stand only in the web page; that was read, the plain version is enclosed
        "#]],
    );
}

#[test]
fn sealed_messages_are_partial() {
    check(
        &format!(
            "{HEAD}Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=a\n\n--a\n\
             Content-Type: application/pgp-encrypted\n\nVersion: 1\n--a\nContent-Type: application/octet-stream\n\n\
             -----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n--a--\n"
        ),
        expect![[r#"
            mail partial
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "part 2.asc" at part 2: 10 bytes
            file "part 3.bin" at part 3: 57 bytes
            missing, message text: it is encrypted (PGP): its words cannot be read; open it in the mail program of someone who has the key and save it decrypted
            remark: it has no words of its own
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAG\n"
        ),
        expect![[r#"
            mail partial
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "smime.p7m" at part 1: 3 bytes
            missing, message text: it is encrypted (S/MIME): its words cannot be read; open it in the mail program of someone who has the key and save it decrypted
            remark: it has no words of its own
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: multipart/signed; boundary=a\n\n--a\nContent-Type: text/plain\n\nHe was held.\n--a\n\
             Content-Type: application/pgp-signature; name=signature.asc\n\nabc\n--a--\n"
        ),
        expect![[r#"
            mail complete
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "He was held."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "signature.asc" at part 3: 3 bytes
            remark: it is signed; the signature was not checked
        "#]],
    );
}

#[test]
fn broken_messages() {
    check(
        &format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nHe was he"
        ),
        expect![[r#"
            mail partial
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "He was he"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            missing, message: the message ends before its last part does: it may have been cut off
        "#]],
    );
    check(
        &format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\n\
             Whole.\n--a\nContent-Type: text/plain; name=b.txt\nContent-Disposition: attachment\n\nHe was he"
        ),
        expect![[r#"
            mail partial
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "a.txt" at part 2: 6 bytes
            file "b.txt" at part 3: 9 bytes, cut off with the mail's end; ask for the mail again
            missing, message: the message ends before its last part does: it may have been cut off
            remark: it has no words of its own
        "#]],
    );
    check(
        &format!("{HEAD}Content-Type: multipart/mixed\n\nHe was held.\n"),
        expect![[r#"
        mail partial
        Apparatus : "From: Tomas Verin <tomas@lantern.example>"
        Apparatus : "To: Mira Dessel <mira@example.org>"
        Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
        Apparatus : "Message-ID: <1@lantern.example>"
        Paragraph : "He was held."
        hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        missing, part 1: it does not say what stands between its parts, so they were not told apart
    "#]],
    );
    check(
        &format!("{HEAD}Content-Type: multipart/mixed; boundary=a\n"),
        expect![[r#"
        mail partial
        Apparatus : "From: Tomas Verin <tomas@lantern.example>"
        Apparatus : "To: Mira Dessel <mira@example.org>"
        Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
        Apparatus : "Message-ID: <1@lantern.example>"
        hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        missing, message: none of the parts that it announces is there: the message may have been cut off before its body
        remark: it has no words of its own
    "#]],
    );
    check(
        HEAD,
        expect![[r#"
        mail complete
        Apparatus : "From: Tomas Verin <tomas@lantern.example>"
        Apparatus : "To: Mira Dessel <mira@example.org>"
        Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
        Apparatus : "Message-ID: <1@lantern.example>"
        hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        remark: it has no words of its own
    "#]],
    );
    check(
        "From: Mira Dessel\nHe was held.\n",
        expect![[r#"
        mail complete
        Apparatus : "From: Mira Dessel"
        Paragraph : "He was held."
    "#]],
    );
}

#[test]
fn a_memorandum_is_no_message() {
    let text = b"From: Mira Dessel\nTo: The board\nDate: 3 May 2021\nSubject: Kareva\n\nHe was held.\n";
    assert_eq!(read("memo.txt", text, &Options::default()).parts[0].format, "text");
    assert_eq!(read("memo.eml", text, &Options::default()).parts[0].format, "mail");
}

fn mailbox(messages: &[&str]) -> String {
    let each =
        |message: &&str| format!("From tomas@lantern.example Tue May  4 09:00:01 2021\n{HEAD}{message}\n");
    messages.iter().map(each).collect()
}

fn check_mailbox(text: &str, expected: Expect) -> Document {
    let document = read("letters.mbox", text.as_bytes(), &Options::default());
    hold(&document, text.as_bytes());
    expected.assert_eq(&show(&document));
    document
}

#[test]
fn a_mailbox_encloses_its_messages() {
    let text = mailbox(&[
        "Subject: One\n\nFrom Doln he was taken away.\n>From Doln, again.\n>>From him.\n",
        "Subject: Two/three\n\nFrom here on\nFrom tomas@lantern.example Tue May  4 09:00:01 2021\nis no new message.\n",
        "\nNo subject.\n\nFrom the road, at 10:00 in 2021.\n",
    ]);
    let document = check_mailbox(
        &text,
        expect![[r#"
        mbox complete
        row: 0 Message | 1 Date | 2 From | 3 Subject
        row: 0 1 | 1 Tue, 4 May 2021 12:00:00 +0300 | 2 Tomas Verin <tomas@lantern.example> | 3 One
        row: 0 2 | 1 Tue, 4 May 2021 12:00:00 +0300 | 2 Tomas Verin <tomas@lantern.example> | 3 Two/three
        row: 0 3 | 1 Tue, 4 May 2021 12:00:00 +0300 | 2 Tomas Verin <tomas@lantern.example>
        file "2021-05-04 One.eml" at message 1: 318 bytes
        file "2021-05-04 Two-three.eml" at message 2: 350 bytes
        file "2021-05-04 message.eml" at message 3: 293 bytes
    "#]],
    );
    let first = String::from_utf8_lossy(&document.enclosed[0].bytes);
    expect![[r#"
        Received: from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000
        From: Tomas Verin <tomas@lantern.example>
        To: Mira Dessel <mira@example.org>
        Date: Tue, 4 May 2021 12:00:00 +0300
        Message-ID: <1@lantern.example>
        MIME-Version: 1.0
        Subject: One

        From Doln he was taken away.
        From Doln, again.
        >From him.
    "#]]
    .assert_eq(&first);
}

#[test]
fn a_mailbox_of_one_message_is_that_message() {
    check_mailbox(
        &mailbox(&["Subject: One\n\nHe was held.\n"]),
        expect![[r#"
        mail complete "One"
        Heading(1) : "One"
        Apparatus : "From: Tomas Verin <tomas@lantern.example>"
        Apparatus : "To: Mira Dessel <mira@example.org>"
        Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
        Apparatus : "Message-ID: <1@lantern.example>"
        Paragraph : "He was held."
        hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        remark: it lies in a mailbox by itself
    "#]],
    );
}

#[test]
fn a_large_mailbox_is_read_in_linear_time() {
    let text = mailbox(&vec!["Subject: One\n\nHe was held in Kareva.\n"; 22_000]);
    let document = read("letters.mbox", text.as_bytes(), &Options::default());
    assert_eq!(document.enclosed.len(), 20_000);
    assert_eq!(document.parts[0].outcome.status(), "partial");
}

#[test]
fn files_among_the_words_are_enclosed() {
    check(
        &format!(
            "{HEAD}Subject: The list\n\nDear Mira,\n\nthe list is here.\n\nbegin 644 held.txt\n$0V%T<P``\n`\nend\n\nTomas\n"
        ),
        expect![[r#"
            mail complete "The list"
            Heading(1) : "The list"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "Dear Mira,"
            Paragraph : "the list is here."
            Paragraph : "Tomas"
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            file "held.txt" at message text: 4 bytes
        "#]],
    );
    check(
        &format!("{HEAD}Subject: The list\n\nHere.\n\nbegin 644 held.txt\n$0V%T<P``\nTomas wrote it.\n"),
        expect![[r#"
            mail partial "The list"
            Heading(1) : "The list"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "Here."
            Paragraph : "begin 644 held.txt"
            Paragraph : "$0V%T<P``"
            Paragraph : "Tomas wrote it."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
            missing, message text: the file held.txt stands among the words (uuencode) and is not whole: it was left there; ask for the message again
        "#]],
    );
}

#[test]
fn each_subject_is_told() {
    check(
        &format!(
            "{HEAD}Subject: Kareva\nSubject: Doln\nFrom: Radu Benk <radu@example.org>\n\nHe was held.\n"
        ),
        expect![[r#"
            mail complete "Kareva"
            Heading(1) : "Kareva"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "From: Radu Benk <radu@example.org>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Apparatus : "Subject: Doln"
            Paragraph : "He was held."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
}

#[test]
fn a_message_in_utf7() {
    check(
        &format!(
            "{HEAD}Subject: =?utf-7?Q?caf+AOk-?=\nContent-Type: text/plain; charset=utf-7\n\nThe caf+AOk- in Doln +- Kareva.\n+BBgEOwQwBD0- was there.\n"
        ),
        expect![[r#"
            mail complete "café"
            Heading(1) : "café"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Date: Tue, 4 May 2021 12:00:00 +0300 (2021-05-04 09:00:00 UTC)"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph : "The café in Doln + Kareva.\nИлан was there."
            hidden, header Received: "from mx.lantern.example by mail.example; Tue, 4 May 2021 09:00:01 +0000"
        "#]],
    );
}
