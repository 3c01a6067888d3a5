//! Recordings of sound and film: what they say about themselves. What is said and seen in them is not told.
//!
//! Containers are walked, nothing is decoded: kind, length, when and where it was recorded, with what, by whom, and whether the file is
//! whole. Each is a property of the document.
//!
//! Invariant: no recording is read completely: its words are not in the text, and the outcome says so.
//! Invariant: steps are bounded by the bytes of the file.
//!
//! Incomplete: subtitles inside a film; pictures of covers; chapters.

mod amr;
mod matroska;
mod mp3;
mod mp4;
mod ogg;
mod riff;
mod time;

use crate::Options;
use crate::record::Record;
use probata_report::Document;

/// A kind of recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// MP4, MOV, M4A and 3GP.
    Mp4,
    /// Matroska and WebM.
    Matroska,
    /// WAV and AVI.
    Riff,
    /// MP3.
    Mp3,
    /// Ogg with Vorbis, Opus or FLAC in it.
    Ogg,
    /// FLAC.
    Flac,
    /// AMR, of telephones.
    Amr,
}

impl Kind {
    /// What the bytes are, if they are a recording. A picture must have been looked for before.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |start: &[u8]| bytes.starts_with(start);
        let at = |from: usize, what: &[u8]| bytes.get(from..from + what.len()) == Some(what);
        let old_film = || [b"moov", b"mdat", b"wide"].iter().any(|kind| at(4, *kind)) && bytes[0] == 0;
        match () {
            () if at(4, b"ftyp") && bytes[0] == 0 || old_film() => Some(Self::Mp4),
            () if begins(b"\x1a\x45\xdf\xa3") => Some(Self::Matroska),
            () if begins(b"RIFF") && (at(8, b"WAVE") || at(8, b"AVI ")) => Some(Self::Riff),
            () if begins(b"OggS\0") => Some(Self::Ogg),
            () if begins(b"fLaC\0") => Some(Self::Flac),
            () if begins(b"#!AMR\n") || begins(b"#!AMR-WB\n") => Some(Self::Amr),
            () if mp3::is_one(bytes) => Some(Self::Mp3),
            () => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::Matroska => "matroska",
            Self::Riff => "riff",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
            Self::Amr => "amr",
        }
    }

    /// In words, with the endings that such files have.
    pub fn words(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Mp4 => ("a recording (MP4)", &["mp4", "m4a", "m4v", "mov", "3gp", "3g2", "qt", "m4b"]),
            Self::Matroska => ("a recording (Matroska)", &["mkv", "webm", "mka"]),
            Self::Riff => ("a recording (WAV or AVI)", &["wav", "avi", "bwf"]),
            Self::Mp3 => ("a recording (MP3)", &["mp3"]),
            Self::Ogg => ("a recording (Ogg)", &["ogg", "oga", "ogv", "opus", "spx"]),
            Self::Flac => ("a recording (FLAC)", &["flac"]),
            Self::Amr => ("a recording (AMR)", &["amr", "awb"]),
        }
    }
}

/// What is known of a recording.
#[derive(Debug, Default)]
struct Recording {
    record: Record,
    /// Seconds.
    length: Option<f64>,
    /// False if the file ends before its end.
    cut: bool,
}

impl Recording {
    /// A fact of a track or the whole.
    fn fact(&mut self, place: &str, name: &str, words: impl AsRef<str>) {
        self.record.fact(place, name, words);
    }

    /// A length in units of so many a second.
    fn lasts(&mut self, units: u64, per_second: u64) {
        if units > 0 && per_second > 0 {
            self.length = Some(units as f64 / per_second as f64);
        }
    }
}

/// Reads a recording.
pub(crate) fn read(path: &str, bytes: &[u8], kind: Kind, options: &Options) -> Document {
    let mut recording = Recording::default();
    match kind {
        Kind::Mp4 => mp4::look(bytes, &mut recording),
        Kind::Matroska => matroska::look(bytes, &mut recording),
        Kind::Riff => riff::look(bytes, &mut recording),
        Kind::Mp3 => mp3::look(bytes, &mut recording),
        Kind::Ogg => ogg::look(bytes, &mut recording),
        Kind::Flac => ogg::look_flac(bytes, &mut recording),
        Kind::Amr => amr::look(bytes, &mut recording),
    }
    let Recording { mut record, length, cut } = recording;
    if let Some(length) = length {
        record.fact("recording", "length", time::spoken(length));
    }
    if cut {
        record.lacks(
            "end of the file",
            "the recording is cut off before its end, so that a part of it is missing; ask for it again",
        );
    }
    record.lacks(
        "the recording's words",
        "what is said and seen in it is not in the text: have it transcribed, and read the transcript too",
    );
    let mut document = Document::empty(path, kind.name());
    record.tell(&mut document);
    crate::finish::finish(document, &[], options)
}
