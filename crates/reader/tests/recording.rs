//! Recordings, and what they say about themselves.

mod shown;

use expect_test::{Expect, expect};
use probata_reader::{Options, read};
use shown::shown;

fn check(path: &str, bytes: &[u8], expected: Expect) {
    let document = read(path, bytes, &Options::default());
    assert_eq!(document.flaw(), None);
    expected.assert_eq(&shown(&document));
}

fn boxed(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    [&(inside.len() as u32 + 8).to_be_bytes()[..], kind, inside].concat()
}

/// A film of a telephone: 12.5 seconds, made on 3 May 2021, at 11:07:31.
fn film() -> Vec<u8> {
    let made = (1_620_040_051u32 + 2_082_844_800).to_be_bytes();
    let head = [&[0; 4][..], &made, &made, &600u32.to_be_bytes(), &7_500u32.to_be_bytes()].concat();
    let place = b"+44.5050-012.2500/";
    let place = [&(place.len() as u16).to_be_bytes()[..], &[0x15, 0xc7], place].concat();
    let device = [&4u16.to_be_bytes()[..], &[0, 0], b"HO-7"].concat();
    let facts = boxed(b"udta", &[boxed(b"\xa9xyz", &place), boxed(b"\xa9mod", &device)].concat());
    let handler = boxed(b"hdlr", &[&[0; 8][..], b"vide", &[0; 12]].concat());
    let track = boxed(b"trak", &boxed(b"mdia", &handler));
    let about = boxed(b"moov", &[boxed(b"mvhd", &head), track, facts].concat());
    [boxed(b"ftyp", b"isom\0\0\0\0"), about, boxed(b"mdat", &[7; 64])].concat()
}

/// A second of silence.
fn sound() -> Vec<u8> {
    let chunk =
        |kind: &[u8; 4], inside: &[u8]| [kind, &(inside.len() as u32).to_le_bytes()[..], inside].concat();
    let form = [&[1, 0, 1, 0][..], &8_000u32.to_le_bytes(), &8_000u32.to_le_bytes(), &[1, 0, 8, 0]].concat();
    let facts = [&b"INFO"[..], &chunk(b"IART", b"Mira Dessel\0"), &chunk(b"ICRD", b"2021-05-03")].concat();
    let all = [&b"WAVE"[..], &chunk(b"fmt ", &form), &chunk(b"LIST", &facts), &chunk(b"data", &[128; 8_000])]
        .concat();
    chunk(b"RIFF", &all)
}

/// A voice note of three frames.
fn note() -> Vec<u8> {
    let frame = [&[0x3c][..], &[1; 31]].concat();
    [&b"#!AMR\n"[..], &frame, &frame, &frame].concat()
}

/// A WebM of five seconds.
fn clip() -> Vec<u8> {
    let element = |id: &[u8], inside: &[u8]| [id, &[0x80 | inside.len() as u8], inside].concat();
    let about = [
        element(&[0x2a, 0xd7, 0xb1], &[0x0f, 0x42, 0x40]),
        element(&[0x44, 0x89], &5_000f32.to_be_bytes()),
        element(&[0x57, 0x41], b"Lantern Recorder"),
    ]
    .concat();
    let track = element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &element(&[0x83], &[1])));
    let all = [element(&[0x15, 0x49, 0xa9, 0x66], &about), track].concat();
    [
        element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm")),
        element(&[0x18, 0x53, 0x80, 0x67], &all),
    ]
    .concat()
}

#[test]
fn a_film_says_when_and_where() {
    check(
        "VID_0007.mp4",
        &film(),
        expect![[r#"
        partial
        ! the recording's words: what is said and seen in it is not in the text: have it transcribed, and read the transcript too
        (document property) "isom" on ""   [MP4 kind]
        (document property) "2021-05-03 11:07:31 UTC" on ""   [MP4 date made]
        (document property) "2021-05-03 11:07:31 UTC" on ""   [MP4 date changed]
        (document property) "film" on ""   [MP4 holds]
        (document property) "+44.5050-012.2500" on ""   [MP4 GPS position]
        (document property) "HO-7" on ""   [MP4 device]
        (document property) "0:00:13 (hours:minutes:seconds)" on ""   [recording length]
    "#]],
    );
}

#[test]
fn sound_says_how_long_it_is() {
    check(
        "interview.wav",
        &sound(),
        expect![[r#"
            partial
            ! the recording's words: what is said and seen in it is not in the text: have it transcribed, and read the transcript too
            (document property) "sound" on ""   [RIFF holds]
            (document property) "1 channel, 8000 samples a second" on ""   [RIFF sound]
            (document property) "Mira Dessel" on ""   [RIFF artist]
            (document property) "2021-05-03" on ""   [RIFF date]
            (document property) "0:00:01 (hours:minutes:seconds)" on ""   [recording length]
        "#]],
    );
    check(
        "note.amr",
        &note(),
        expect![[r#"
        partial
        ! the recording's words: what is said and seen in it is not in the text: have it transcribed, and read the transcript too
        (document property) "sound" on ""   [AMR holds]
        (document property) "0:00:00 (hours:minutes:seconds)" on ""   [recording length]
    "#]],
    );
    check(
        "clip.webm",
        &clip(),
        expect![[r#"
        partial
        ! the recording's words: what is said and seen in it is not in the text: have it transcribed, and read the transcript too
        (document property) "Lantern Recorder" on ""   [Matroska software]
        (document property) "film" on ""   [Matroska holds]
        (document property) "0:00:05 (hours:minutes:seconds)" on ""   [recording length]
    "#]],
    );
}

#[test]
fn tags_of_a_song_are_told() {
    let text =
        |id: &[u8], text: &[u8]| [id, &(text.len() as u32 + 1).to_be_bytes()[..], &[0, 0, 3], text].concat();
    let tags = [text(b"TIT2", b"Interview 4"), text(b"TDRC", b"2021-05-03T14:07")].concat();
    let frame = [&[0xff, 0xfb, 0x90, 0][..], &[0; 413]].concat();
    let head = [&b"ID3\x03\0\0\0\0\0"[..], &[tags.len() as u8]].concat();
    check(
        "interview.mp3",
        &[head, tags, frame.repeat(10)].concat(),
        expect![[r#"
        partial
        ! the recording's words: what is said and seen in it is not in the text: have it transcribed, and read the transcript too
        (document property) "sound" on ""   [MP3 holds]
        (document property) "Interview 4" on ""   [MP3 title]
        (document property) "2021-05-03T14:07" on ""   [MP3 date recorded]
        (document property) "0:00:00 (hours:minutes:seconds)" on ""   [recording length]
    "#]],
    );
}

#[test]
fn broken_recordings_harm_nothing() {
    for whole in [film(), sound(), note(), clip()] {
        for end in 12..whole.len().min(400) {
            let document = read("a", &whole[..end], &Options::default());
            assert_ne!(document.parts[0].outcome.status(), "complete", "{end}");
        }
        for at in 0..whole.len().min(400) {
            let mut odd = whole.clone();
            odd[at] ^= 0xff;
            assert_eq!(read("a", &odd, &Options::default()).flaw(), None, "{at}");
        }
    }
}
