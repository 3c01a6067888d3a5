use crate::settings_file::{find, parse};
use crate::{Desk, disk, genre};
use probata_assay::{ChapterLevels, Settings, rules};
use probata_reader::{Changes, Options};
use probata_vocabulary::Level;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a person asked for on the command line.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The settings file, instead of the `probata.toml` beside or above the report.
    pub file: Option<PathBuf>,
    /// The genre.
    pub genre: Option<String>,
    /// Which side of tracked changes is read.
    pub changes: Changes,
    /// Languages in which words of pictures are recognised, or `none`; empty if nobody said.
    pub languages: Vec<String>,
    /// Rules, or `all`, with the level asked for.
    pub levels: Vec<(String, Level)>,
}

/// How to read and judge.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// For the reader.
    pub reading: Options,
    /// For the assay.
    pub judging: Settings,
    /// Where the chapters of `judging` were named.
    pub chapters: Vec<Place>,
    /// The settings file that was used.
    pub file: Option<PathBuf>,
}

/// Where something was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the command line.
    CommandLine,
    /// In a settings file, on a line (from 1).
    Line(PathBuf, usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommandLine => f.write_str("on the command line"),
            Self::Line(path, line) => write!(f, "{}, line {line}", path.display()),
        }
    }
}

/// Why the choices cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum ConfigureError {
    /// The settings file could not be opened.
    #[error("{} could not be opened: {}", path.display(), disk(source))]
    Disk {
        /// The settings file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not TOML.
    #[error("{place}: this is not written as a settings file has to be: {why}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong.
        why: String,
    },
    /// It sets something that is not known.
    #[error("{place}: there is no setting \"{name}\"; there are: {}", known.join(", "))]
    UnknownSetting {
        /// Where.
        place: Place,
        /// What was set.
        name: String,
        /// What can be set.
        known: Vec<&'static str>,
    },
    /// A setting has a value of the wrong form.
    #[error("{place}: \"{name}\" has to be {form}")]
    WrongForm {
        /// Where.
        place: Place,
        /// The setting.
        name: String,
        /// What it has to be, with an example.
        form: &'static str,
    },
    /// There is no such rule.
    #[error("{place}: there is no rule \"{name}\"{}; \"probata rules\" lists them", like(near))]
    UnknownRule {
        /// Where.
        place: Place,
        /// What was given.
        name: String,
        /// Names like it.
        near: Vec<&'static str>,
    },
    /// There is no such level.
    #[error("{place}: \"{name}\" is not a level; the levels are: allow, warn, deny")]
    UnknownLevel {
        /// Where.
        place: Place,
        /// What was given.
        name: String,
    },
    /// There is no such genre.
    #[error("{place}: there is no genre \"{name}\"; there are: {}", known.join(", "))]
    UnknownGenre {
        /// Where.
        place: Place,
        /// What was given.
        name: String,
        /// The genres.
        known: Vec<String>,
    },
    /// One rule was given two levels.
    #[error("on the command line: {name} is asked to be both {first} and {second}")]
    Contradiction {
        /// The rule.
        name: String,
        /// One level.
        first: Level,
        /// The other one.
        second: Level,
    },
}

fn like(near: &[&'static str]) -> String {
    if near.is_empty() { String::new() } else { format!(" (did you mean {}?)", near.join(" or ")) }
}

/// Puts together what the settings file and the command line say; the command line goes first, and a rule that is named
/// goes before `all`.
///
/// # Errors
/// Each says where the mistake is and what would be understood.
pub fn configure(desk: &dyn Desk, report: Option<&Path>, asked: &Asked) -> Result<Choices, ConfigureError> {
    let found = asked.file.clone().or_else(|| find(desk, report?));
    let mut choices = match &found {
        Some(path) => parse(desk, path)?,
        None => Choices::default(),
    };
    choices.file = found;
    choices.reading.changes = asked.changes;
    if !asked.languages.is_empty() {
        choices.reading.languages.clone_from(&asked.languages);
    }
    if let Some(name) = &asked.genre {
        choices.judging.genre = genre::known(name, Place::CommandLine)?;
    }
    let levels = asked_levels(&asked.levels)?;
    apply(&mut choices.judging.levels, &levels);
    outdo(&mut choices.judging.chapters, &levels);
    Ok(choices)
}

/// Levels of the command line hold in every chapter.
fn outdo(chapters: &mut [ChapterLevels], levels: &BTreeMap<String, Level>) {
    for chapter in chapters {
        chapter.levels.retain(|rule, _| !levels.contains_key("all") && !levels.contains_key(rule));
    }
}

/// Levels of the command line, each name once.
fn asked_levels(asked: &[(String, Level)]) -> Result<BTreeMap<String, Level>, ConfigureError> {
    let mut levels = BTreeMap::new();
    for (name, level) in asked {
        check_rule(name, || Place::CommandLine)?;
        match levels.insert(name.clone(), *level) {
            Some(first) if first != *level => {
                let (name, second) = (name.clone(), *level);
                return Err(ConfigureError::Contradiction { name, first, second });
            }
            _ => {}
        }
    }
    Ok(levels)
}

/// Sets levels; `all` first, so that a rule that is named keeps its own.
pub(crate) fn apply(to: &mut BTreeMap<String, Level>, levels: &BTreeMap<String, Level>) {
    if let Some(level) = levels.get("all") {
        to.extend(rules().iter().map(|rule| (rule.name.to_owned(), *level)));
    }
    to.extend(levels.iter().filter(|(name, _)| *name != "all").map(|(name, level)| (name.clone(), *level)));
}

/// An error unless there is a rule of this name, or it is `all`.
pub(crate) fn check_rule(name: &str, place: impl FnOnce() -> Place) -> Result<(), ConfigureError> {
    if name == "all" || probata_assay::rule(name).is_some() {
        return Ok(());
    }
    let near = probata_workpaper::nearest(name, rules().iter().map(|rule| rule.name));
    Err(ConfigureError::UnknownRule { place: place(), name: name.to_owned(), near })
}
