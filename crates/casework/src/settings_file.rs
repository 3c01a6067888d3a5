//! `probata.toml`: settings of a house or a report.

use crate::configure::{apply, check_rule};
use crate::{Choices, ConfigureError, Desk, Place, genre};
use probata_assay::ChapterLevels;
use probata_vocabulary::Level;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const NAME: &str = "probata.toml";
const LARGEST: usize = 1 << 20;
const SETTINGS: [&str; 6] = ["abbreviations", "chapters", "genre", "levels", "recognise", "same_names"];
const ABBREVIATIONS: &str = "a list of words with their full stop: [\"Dept.\", \"Reg.\"]";
const CHAPTERS: &str =
    "a table of levels for each chapter: [chapters.\"4 Treatment\"], then a line like sole-source = \"deny\"";
const CHAPTER: &str = "a level in quotation marks; if it is part of a chapter's name, put the name in quotation marks: [chapters.\"4.2\"]";
const GENRE: &str = "a word in quotation marks: \"ngo_report\"";
const LEVELS: &str = "a table of rules: [levels], then a line like sole-source = \"warn\"";
const LEVEL: &str = "a level in quotation marks: \"allow\", \"warn\" or \"deny\"";
const RECOGNISE: &str = "a list of languages as tesseract names them: [\"eng\", \"rus\"], or [\"none\"] to recognise no words in pictures";
const SAME_NAMES: &str = "a list of lists of names: [[\"Ilan Kostrov\", \"I. Kostrow\"]]";

/// The `probata.toml` beside the report, or the nearest one above.
pub(crate) fn find(desk: &dyn Desk, report: &Path) -> Option<PathBuf> {
    let report = desk.absolute(report).ok()?;
    let mut above = report.ancestors().skip(1).map(|folder| folder.join(NAME));
    above.find(|path| desk.is_file(path))
}

/// What a settings file says.
pub(crate) fn parse(desk: &dyn Desk, path: &Path) -> Result<Choices, ConfigureError> {
    let disk = |source| ConfigureError::Disk { path: path.to_owned(), source };
    let bytes = desk.read_file(path, LARGEST).map_err(disk)?;
    let text = String::from_utf8_lossy(&bytes);
    let file = File { path, text: &text };
    let table = DeTable::parse(&text).map_err(|error| ConfigureError::Syntax {
        place: file.place(error.span().unwrap_or_default()),
        why: error.message().to_owned(),
    })?;
    file.choices(table.get_ref())
}

struct File<'f> {
    path: &'f Path,
    text: &'f str,
}

impl File<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.as_bytes().iter().take(span.start);
        Place::Line(self.path.to_owned(), before.filter(|byte| **byte == b'\n').count() + 1)
    }

    fn choices(&self, table: &DeTable<'_>) -> Result<Choices, ConfigureError> {
        let mut choices = Choices::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "abbreviations" => {
                    choices.reading.abbreviations = self.strings(value, "abbreviations", ABBREVIATIONS)?;
                }
                "chapters" => self.chapters(value, &mut choices)?,
                "genre" => {
                    let name = value.get_ref().as_str().ok_or_else(|| self.wrong(value, "genre", GENRE))?;
                    choices.judging.genre = genre::known(name, self.place(value.span()))?;
                }
                "levels" => apply(&mut choices.judging.levels, &self.levels(value)?),
                "recognise" => choices.reading.languages = self.strings(value, "recognise", RECOGNISE)?,
                "same_names" => choices.judging.same_names = self.same_names(value)?,
                other => {
                    let (name, known) = (other.to_owned(), SETTINGS.to_vec());
                    return Err(ConfigureError::UnknownSetting {
                        place: self.place(key.span()),
                        name,
                        known,
                    });
                }
            }
        }
        Ok(choices)
    }

    fn chapters(&self, value: &Spanned<DeValue<'_>>, choices: &mut Choices) -> Result<(), ConfigureError> {
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(value, "chapters", CHAPTERS))?;
        let mut named: Vec<_> = table.iter().collect();
        named.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in named {
            let name = key.get_ref().as_ref();
            let given = value.get_ref().as_table().ok_or_else(|| self.wrong(value, "chapters", CHAPTERS))?;
            if let Some((part, inner)) = given.iter().find(|(_, inner)| inner.get_ref().is_table()) {
                return Err(self.wrong(inner, part.get_ref(), CHAPTER));
            }
            let mut levels = BTreeMap::new();
            apply(&mut levels, &self.levels(value)?);
            choices.judging.chapters.push(ChapterLevels { name: name.to_owned(), levels });
            choices.chapters.push(self.place(key.span()));
        }
        Ok(())
    }

    fn levels(&self, value: &Spanned<DeValue<'_>>) -> Result<BTreeMap<String, Level>, ConfigureError> {
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(value, "levels", LEVELS))?;
        let mut levels = BTreeMap::new();
        for (key, value) in table {
            let rule = key.get_ref().as_ref();
            check_rule(rule, || self.place(key.span()))?;
            let name = value.get_ref().as_str().ok_or_else(|| self.wrong(value, rule, LEVEL))?;
            let level = name.parse().map_err(|_| ConfigureError::UnknownLevel {
                place: self.place(value.span()),
                name: name.to_owned(),
            })?;
            levels.insert(rule.to_owned(), level);
        }
        Ok(levels)
    }

    fn same_names(&self, value: &Spanned<DeValue<'_>>) -> Result<Vec<Vec<String>>, ConfigureError> {
        let lists = value.get_ref().as_array().ok_or_else(|| self.wrong(value, "same_names", SAME_NAMES))?;
        lists.iter().map(|list| self.strings(list, "same_names", SAME_NAMES)).collect()
    }

    fn strings(
        &self,
        value: &Spanned<DeValue<'_>>,
        name: &str,
        form: &'static str,
    ) -> Result<Vec<String>, ConfigureError> {
        let list = value.get_ref().as_array().ok_or_else(|| self.wrong(value, name, form))?;
        let words = list.iter().map(|word| {
            word.get_ref().as_str().map(str::to_owned).ok_or_else(|| self.wrong(word, name, form))
        });
        words.collect()
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, name: &str, form: &'static str) -> ConfigureError {
        ConfigureError::WrongForm { place: self.place(value.span()), name: name.to_owned(), form }
    }
}
