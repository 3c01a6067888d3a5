//! What another program recognised in pictures, as it is handed back to the reader.

use serde::{Deserialize, Serialize};

/// Words that a program recognised in the pictures of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// The program and its version ("tesseract 5.3.0"); empty if no picture was given to any.
    pub by: String,
    /// Why no program was asked, if one could have been, in words of what to do.
    pub why_not: Option<String>,
    /// Pages in order.
    pub pages: Vec<RecognisedPage>,
}

/// Words of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognisedPage {
    /// Which page of the file, from 0; a picture is a file of one page, a TIFF of many.
    pub page: usize,
    /// Quarter turns to the right that set its picture upright.
    pub turns: u8,
    /// True if it was turned so before its words were looked for; else the boxes of the words are those of the picture as it lay.
    pub turned: bool,
    /// Languages that were looked for ("eng+fra").
    pub languages: String,
    /// What the program said, as a table of tab-separated values, or why it said nothing.
    pub words: Result<String, String>,
}

impl Recognised {
    /// What is known of a page.
    pub(crate) fn of(&self, page: usize) -> Option<&RecognisedPage> {
        let at = self.pages.binary_search_by_key(&page, |one| one.page).ok()?;
        self.pages.get(at)
    }
}

/// A picture whose words another program is to recognise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The picture as a file: grey levels (PGM), or the file that it was.
    pub bytes: Vec<u8>,
    /// Pixels per inch, where known.
    pub density: Option<u32>,
    /// Which page of these bytes, if they hold several, from 0.
    pub page: Option<usize>,
}

/// What a person can do where nothing was recognised because there is no program that does it.
pub(crate) const INSTALL: &str = "tesseract, which recognises words in pictures, was not found on this computer; install it and read the \
     file again (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-rus, or -ara, -spa, -fra; macOS: brew install tesseract \
     tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR)";
