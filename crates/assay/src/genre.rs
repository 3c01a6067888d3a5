//! Genres: what has to stand on evidence, and on what kind of it.

use probata_vocabulary::SentenceKind;
use serde::Deserialize;

/// A genre's rules of support.
#[derive(Debug, Clone)]
pub(crate) struct Genre {
    /// Its code, the data file's name.
    pub code: &'static str,
    /// Its name in words.
    pub name: String,
    /// Kinds of sentence that assert.
    pub asserts: Vec<SentenceKind>,
    /// True if a source named in the text can carry a sentence without a note.
    pub text_carries: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    asserts: Vec<String>,
    text_carries: bool,
}

const FILES: [(&str, &str); 4] = [
    ("ngo_report", include_str!("../data/genres/ngo_report.toml")),
    ("un_commission", include_str!("../data/genres/un_commission.toml")),
    ("court", include_str!("../data/genres/court.toml")),
    ("desk", include_str!("../data/genres/desk.toml")),
];

/// Every genre, the default one first.
pub(crate) fn all() -> Vec<Genre> {
    FILES
        .iter()
        .map(|(code, data)| parse(code, data).expect("the shipped genres parse, see the test"))
        .collect()
}

fn parse(code: &'static str, data: &str) -> Result<Genre, String> {
    let file: File = toml::from_str(data).map_err(|error| format!("{code}.toml: {error}"))?;
    let asserts = file
        .asserts
        .iter()
        .map(|kind| kind.parse::<SentenceKind>().map_err(|error| format!("{code}.toml: {error}")));
    Ok(Genre {
        code,
        name: file.name,
        asserts: asserts.collect::<Result<_, _>>()?,
        text_carries: file.text_carries,
    })
}

/// The genre of this code; the first one for an empty or unknown code.
pub(crate) fn genre(code: &str) -> Genre {
    let mut all = all();
    let at = all.iter().position(|genre| genre.code == code).unwrap_or(0);
    all.swap_remove(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_genres_parse_and_the_default_is_first() {
        assert_eq!(genre("").code, "ngo_report");
        assert!(genre("court").asserts.contains(&SentenceKind::Legal));
        assert!(!genre("court").text_carries);
    }
}
