use crate::{ConfigureError, Place};

/// The code of a genre, given as a code (`ngo_report`, or with a hyphen).
pub(crate) fn known(name: &str, place: Place) -> Result<String, ConfigureError> {
    let genres = probata_assay::genres();
    let code = name.replace('-', "_");
    if genres.iter().any(|(known, _)| *known == code) {
        return Ok(code);
    }
    let known = genres.into_iter().map(|(code, _)| code).collect();
    Err(ConfigureError::UnknownGenre { place, name: name.to_owned(), known })
}
