//! Messages of Outlook, made stream by stream.

use super::super::tests::show;
use crate::{Options, read};
use expect_test::{Expect, expect};
use std::io::{Cursor, Write};

/// A message being made.
pub(crate) struct Msg {
    file: cfb::CompoundFile<Cursor<Vec<u8>>>,
}

type Fixed<'f> = &'f [(u16, u16, u64)];

impl Msg {
    fn new(fixed: Fixed<'_>) -> Self {
        let file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
        let mut msg = Self { file };
        msg.table("", 32, fixed);
        msg
    }

    fn table(&mut self, path: &str, header: usize, fixed: Fixed<'_>) {
        let mut table = vec![0; header];
        for (number, kind, value) in fixed {
            table.extend(kind.to_le_bytes());
            table.extend(number.to_le_bytes());
            table.extend([6, 0, 0, 0]);
            table.extend(value.to_le_bytes());
        }
        self.stream(&format!("{path}/__properties_version1.0"), &table);
    }

    fn stream(&mut self, path: &str, bytes: &[u8]) {
        self.file
            .create_stream(path)
            .and_then(|mut stream| stream.write_all(bytes))
            .expect("memory takes it");
    }

    fn text(&mut self, path: &str, number: u16, text: &str) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.stream(&format!("{path}/__substg1.0_{number:04X}001F"), &wide);
    }

    fn bytes(&mut self, path: &str, number: u16, bytes: &[u8]) {
        self.stream(&format!("{path}/__substg1.0_{number:04X}0102"), bytes);
    }

    fn storage(&mut self, path: &str, fixed: Fixed<'_>, header: usize) {
        self.file.create_storage(path).expect("memory takes it");
        self.table(path, header, fixed);
    }

    fn made(mut self) -> Vec<u8> {
        self.file.flush().expect("memory takes it");
        self.file.into_inner().into_inner()
    }
}

/// 4 May 2021, 09:00:00 UTC.
const MOMENT: u64 = (1_620_118_800 + 11_644_473_600) * 10_000_000;

fn letter() -> Msg {
    let mut msg = Msg::new(&[(0x0039, 0x40, MOMENT), (0x3fde, 3, 1251)]);
    msg.text("", 0x001a, "IPM.Note");
    msg.text("", 0x0037, "Карева");
    msg.text("", 0x0c1a, "Tomas Verin");
    msg.text("", 0x5d01, "tomas@lantern.example");
    msg.text("", 0x1035, "<1@lantern.example>");
    for (index, (kind, name)) in
        [(1, "Mira Dessel"), (2, "Ilan Kostrov"), (3, "Sarah")].into_iter().enumerate()
    {
        let path = format!("/__recip_version1.0_#{index:08X}");
        msg.storage(&path, &[(0x0c15, 3, kind)], 8);
        msg.text(&path, 0x3001, name);
        msg.text(
            &path,
            0x39fe,
            &format!("{}@example.org", name.split(' ').next().unwrap_or(name).to_lowercase()),
        );
    }
    msg
}

fn check(bytes: &[u8], expected: Expect) {
    let document = read("letter.msg", bytes, &Options::default());
    assert_eq!(document.flaw(), None);
    expected.assert_eq(&show(&document));
}

#[test]
fn a_message_with_attachments() {
    let mut msg = letter();
    msg.text("", 0x1000, "Ilan was held in Kareva.\r\n\r\n-----Original Message-----\r\nFrom: Mira\r\nSent: Monday\r\n\r\nWhere?\r\n");
    msg.storage("/__attach_version1.0_#00000000", &[(0x3705, 3, 1)], 8);
    msg.text("/__attach_version1.0_#00000000", 0x3707, "письмо.txt");
    msg.bytes("/__attach_version1.0_#00000000", 0x3701, b"He was held.");
    let path = "/__attach_version1.0_#00000001";
    msg.storage(path, &[(0x3705, 3, 5)], 8);
    msg.text(path, 0x3001, "The older one");
    let inner = format!("{path}/__substg1.0_3701000D");
    msg.storage(&inner, &[(0x0039, 0x40, MOMENT)], 24);
    msg.text(&inner, 0x0037, "The older one");
    msg.text(&inner, 0x1000, "She was held in Doln.");
    msg.storage(&format!("{inner}/__recip_version1.0_#00000000"), &[(0x0c15, 3, 1)], 8);
    msg.text(&format!("{inner}/__recip_version1.0_#00000000"), 0x3001, "Mira");
    msg.storage("/__attach_version1.0_#00000002", &[(0x3705, 3, 4)], 8);
    msg.text("/__attach_version1.0_#00000002", 0x3707, "large.pdf");
    msg.text("/__attach_version1.0_#00000002", 0x370d, "\\\\server\\large.pdf");
    let bytes = msg.made();
    check(
        &bytes,
        expect![[r#"
        msg partial "Карева"
        Heading(1) : "Карева"
        Apparatus en: "From: Tomas Verin <tomas@lantern.example>"
        Apparatus en: "To: Mira Dessel <mira@example.org>"
        Apparatus en: "Cc: Ilan Kostrov <ilan@example.org>"
        Apparatus en: "Bcc: Sarah <sarah@example.org>"
        Apparatus en: "Date: 2021-05-04 09:00:00 UTC"
        Apparatus en: "Message-ID: <1@lantern.example>"
        Paragraph en: "Ilan was held in Kareva."
        Quotation en: "-----Original Message-----"
        Quotation en: "From: Mira"
        Quotation en: "Sent: Monday"
        Quotation en: "Where?"
        file "письмо.txt" at attachment 1: 12 bytes
        file "The older one.msg" at attachment 2: 20480 bytes
        missing, attachment 3: large.pdf is not in the message: it lies elsewhere (\\server\large.pdf); ask for it
    "#]],
    );
    let inner = read("letter.msg", &bytes, &Options::default()).enclosed.remove(1);
    check(
        &inner.bytes,
        expect![[r#"
        msg complete "The older one"
        Heading(1) : "The older one"
        Apparatus : "To: Mira"
        Apparatus : "Date: 2021-05-04 09:00:00 UTC"
        Paragraph : "She was held in Doln."
    "#]],
    );
}

#[test]
fn bodies_as_page_and_as_rich_text() {
    let mut msg = letter();
    let page = "<html><head><meta charset=windows-1251></head><body><p>Илана держали в Кареве двадцать два дня.</p></body></html>";
    msg.bytes("", 0x1013, &encoding_rs::WINDOWS_1251.encode(page).0);
    msg.text("", 0x1000, "Илана держали в Дольне.");
    check(
        &msg.made(),
        expect![[r#"
            msg complete "Карева"
            Heading(1) : "Карева"
            Apparatus : "From: Tomas Verin <tomas@lantern.example>"
            Apparatus : "To: Mira Dessel <mira@example.org>"
            Apparatus : "Cc: Ilan Kostrov <ilan@example.org>"
            Apparatus : "Bcc: Sarah <sarah@example.org>"
            Apparatus : "Date: 2021-05-04 09:00:00 UTC"
            Apparatus : "Message-ID: <1@lantern.example>"
            Paragraph ru: "Илана держали в Кареве двадцать два дня."
            file "plain version.txt" at plain text: 42 bytes
            remark: its plain version does not say what its version as a web page says: 43 % of their words are the same, 4 words stand only in the web page; that was read, the plain version is enclosed
        "#]],
    );
    let mut msg = letter();
    let rich = b"{\\rtf1\\ansi\\pard Ilan was held in Kareva for 22 days.\\par}";
    let mut packed = vec![0; 4];
    packed.extend(u32::try_from(rich.len()).expect("it is short").to_le_bytes());
    packed.extend(b"MELA\0\0\0\0");
    packed.extend(rich);
    msg.bytes("", 0x1009, &packed);
    check(
        &msg.made(),
        expect![[r#"
        msg complete "Карева"
        Heading(1) : "Карева"
        Apparatus en: "From: Tomas Verin <tomas@lantern.example>"
        Apparatus en: "To: Mira Dessel <mira@example.org>"
        Apparatus en: "Cc: Ilan Kostrov <ilan@example.org>"
        Apparatus en: "Bcc: Sarah <sarah@example.org>"
        Apparatus en: "Date: 2021-05-04 09:00:00 UTC"
        Apparatus en: "Message-ID: <1@lantern.example>"
        Paragraph en: "Ilan was held in Kareva for 22 days."
    "#]],
    );
}

#[test]
fn protected_and_damaged_messages() {
    let mut msg = Msg::new(&[(0x0e07, 3, 8)]);
    msg.text("", 0x001a, "IPM.Note.SMIME");
    let bytes = msg.made();
    check(
        &bytes,
        expect![[r#"
        msg partial
        missing, message text: it is encrypted (S/MIME): its words cannot be read; open it in the Outlook of someone who has the key and save it decrypted
        remark: it has no words of its own
        remark: it is a draft that was not sent
    "#]],
    );
    check(
        &bytes[..1000],
        expect![[r#"
        office, old refused
        missing, whole file: the file is of Office before 2007, and no Word document; save the report as DOCX or text
    "#]],
    );
    check(
        &bytes[..bytes.len() - 600],
        expect![[r#"
        msg partial
        missing, message text: it is encrypted (S/MIME): its words cannot be read; open it in the Outlook of someone who has the key and save it decrypted
        remark: it has no words of its own
        remark: it is a draft that was not sent
    "#]],
    );
}

#[test]
fn mutants_end_in_an_outcome() {
    let mut msg = letter();
    msg.text("", 0x1000, "Ilan was held in Kareva.");
    msg.storage("/__attach_version1.0_#00000000", &[(0x3705, 3, 5)], 8);
    msg.storage("/__attach_version1.0_#00000000/__substg1.0_3701000D", &[], 24);
    let source = msg.made();
    let noise = probata_testkit::hostile::rubbish(11, 8192);
    for turn in 0..600 {
        let mut bytes = source.clone();
        for step in 0..4 {
            let at = usize::from(noise[turn * 4 + step]) * 256 + usize::from(noise[turn * 2 + step + 1]);
            // The head and the directory are hit most.
            let length = if turn % 2 == 0 { 3 * 512 } else { bytes.len() };
            bytes[512.min(length / 3) + at % (length - 512)] = noise[turn + step * 5];
        }
        assert_eq!(read("letter.msg", &bytes, &Options::default()).flaw(), None);
    }
}
