//! Pictures, and what they say about themselves.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use probata_testkit::picture::{exif, heic, jpeg, packed, png};
use shown::shown;

fn check(path: &str, bytes: &[u8], expected: Expect) {
    expected.assert_eq(&shown(&read(path, bytes, &Options::default())));
}

fn exif_segment() -> Vec<u8> {
    [b"Exif\0\0", &exif()[..]].concat()
}

#[test]
fn a_photograph_says_when_where_and_with_what() {
    check(
        "IMG_0417.jpg",
        &jpeg(4032, 3024, &[(0xe1, &exif_segment())]),
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            (document property) "Halvard Optics" on ""   [EXIF camera maker]
            (document property) "HO-7" on ""   [EXIF camera]
            (document property) "HO-7 firmware 1.2" on ""   [EXIF software]
            (document property) "SN-004417" on ""   [EXIF camera serial number]
            (document property) "2021-05-03 14:07:31 +03:00" on ""   [EXIF date taken]
            (document property) "2021-05-04 08:00:00 (no time zone is given)" on ""   [EXIF date changed]
            (document property) "turned: its right side is up" on ""   [EXIF orientation]
            (document property) "44.505000, -12.250000 degrees" on ""   [EXIF GPS position]
            (document property) "44/1 30/1 1800/100 N, 12/1 15/1 0/1 W" on ""   [EXIF GPS position as written]
            (document property) "312.0 m above the sea" on ""   [EXIF GPS height]
            (document property) "2021-05-03 11:07:31 UTC" on ""   [EXIF GPS time]
            (document property) "4032 x 3024 pixels" on ""   [picture size]
            page 1: 
            note: a small copy of the picture (5120 bytes) lies in the file; it may show what was cut off or covered later
        "#]],
    );
}

#[test]
fn agencies_and_programs_leave_their_words() {
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:RDF><rdf:Description xmp:CreatorTool=\"Lantern Desk 3\" \
               photoshop:Credit=\"Lantern &amp; others\"><dc:creator><rdf:Seq><rdf:li>Mira Dessel</rdf:li></rdf:Seq>\
               </dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>";
    let caption =
        b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x18\x1c\x02\x78\0\x0eGate at Marnik\x1c\x02\x5a\0\0";
    check(
        "gate.jpg",
        &jpeg(8, 8, &[(0xe1, xmp.as_bytes()), (0xed, caption), (0xfe, b"scan 4")]),
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            (document property) "Lantern Desk 3" on ""   [XMP made by]
            (document property) "Lantern & others" on ""   [XMP credit]
            (document property) "Mira Dessel" on ""   [XMP creator]
            (document property) "Gate at Marnik" on ""   [IPTC caption]
            (document property) "scan 4" on ""   [JPEG comment]
            (document property) "8 x 8 pixels" on ""   [picture size]
            page 1: 
        "#]],
    );
}

#[test]
fn a_picture_that_is_cut_off_says_so() {
    let whole = jpeg(640, 480, &[]);
    check(
        "cut.jpg",
        &whole[..whole.len() - 2],
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            ! end of the file: the picture is cut off before its end, so that a part of it is missing; ask for it again
            (document property) "640 x 480 pixels" on ""   [picture size]
            page 1: 
        "#]],
    );
    let whole = png(2, 2, &[], &[0, 255, 255, 0]);
    check(
        "cut.png",
        &whole[..whole.len() - 12],
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            ! end of the file: the picture is cut off before its end, so that a part of it is missing; ask for it again
            (document property) "2 x 2 pixels" on ""   [picture size]
            page 1: 
        "#]],
    );
    check(
        "cut.gif",
        b"GIF89a\x02\0\x02\0\0\0\0\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x44",
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            ! end of the file: the picture is cut off before its end, so that a part of it is missing; ask for it again
            (document property) "2 x 2 pixels" on ""   [picture size]
            page 1: 
        "#]],
    );
}

#[test]
fn a_huge_picture_costs_nothing() {
    check(
        "huge.png",
        &png(1 << 31, 1 << 31, &[], &[]),
        expect![[r#"
        partial
        ! page 1: a picture, whose words are not in the text: a picture of this size is given to no program; look at it, or save a smaller copy
        (document property) "2147483648 x 2147483648 pixels" on ""   [picture size]
        page 1: 
    "#]],
    );
}

#[test]
fn texts_of_a_png_are_unpacked() {
    let author = [b"Author\0\0", &packed(b"Mira Dessel")[..]].concat();
    let remark = b"Comment\0\0\0fr\0Remarque\0prise de loin".as_slice();
    let chunks: [(&[u8; 4], &[u8]); 3] =
        [(b"tEXt", b"Software\0Lantern Desk"), (b"zTXt", &author), (b"iTXt", remark)];
    check(
        "map.png",
        &png(1, 1, &chunks, &[0]),
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            (document property) "Lantern Desk" on ""   [PNG text Software]
            (document property) "Mira Dessel" on ""   [PNG text Author]
            (document property) "prise de loin" on ""   [PNG text Comment]
            (document property) "1 x 1 pixels" on ""   [picture size]
            page 1: 
        "#]],
    );
}

#[test]
fn a_phone_picture_by_its_boxes() {
    check(
        "IMG_0417.HEIC",
        &heic(3024, 4032, &exif()),
        expect![[r#"
        partial
        ! page 1: a picture, whose words are not in the text: no program that Probata knows recognises words in this format; save the picture as JPEG or PNG and read that
        (document property) "Halvard Optics" on ""   [EXIF camera maker]
        (document property) "HO-7" on ""   [EXIF camera]
        (document property) "HO-7 firmware 1.2" on ""   [EXIF software]
        (document property) "SN-004417" on ""   [EXIF camera serial number]
        (document property) "2021-05-03 14:07:31 +03:00" on ""   [EXIF date taken]
        (document property) "2021-05-04 08:00:00 (no time zone is given)" on ""   [EXIF date changed]
        (document property) "turned: its right side is up" on ""   [EXIF orientation]
        (document property) "44.505000, -12.250000 degrees" on ""   [EXIF GPS position]
        (document property) "44/1 30/1 1800/100 N, 12/1 15/1 0/1 W" on ""   [EXIF GPS position as written]
        (document property) "312.0 m above the sea" on ""   [EXIF GPS height]
        (document property) "2021-05-03 11:07:31 UTC" on ""   [EXIF GPS time]
        (document property) "3024 x 4032 pixels" on ""   [picture size]
        page 1: 
        note: a small copy of the picture (5120 bytes) lies in the file; it may show what was cut off or covered later
    "#]],
    );
}

#[test]
fn what_stands_behind_the_end_is_told() {
    let film = [&jpeg(8, 8, &[])[..], &[7; 9000]].concat();
    check(
        "MVIMG.png",
        &film,
        expect![[r#"
            partial
            ! page 1: a picture, whose words are not in the text: tesseract, which recognises words in pictures, was not found on this computer; install it and read the file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)
            (document property) "8 x 8 pixels" on ""   [picture size]
            page 1: 
            note: 9000 bytes stand behind the picture's end and were not looked at (a phone's short film or a second picture, or anything else)
            note: the name ends in .png, but the file is a picture (JPEG): read as what it is
        "#]],
    );
}

#[test]
fn broken_headers_harm_nothing() {
    for whole in [jpeg(8, 8, &[(0xe1, &exif_segment())]), png(2, 1, &[], &[1, 2]), heic(1, 1, &exif())] {
        for end in 12..whole.len() {
            let document = read("a", &whole[..end], &Options::default());
            assert_ne!(document.parts[0].outcome.status(), "complete", "{end}");
        }
        for at in 0..whole.len() {
            let mut odd = whole.clone();
            odd[at] ^= 0xff;
            assert_eq!(read("a", &odd, &Options::default()).flaw(), None, "{at}");
        }
    }
}
