//! The program that recognises words in pictures, and what is asked of it: the parent's side.

use crate::wall::{Silent, converse};
use crate::{Bounds, RECOGNISE, cause};
use probata_reader::Picture;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::{fmt, thread};

/// Languages that are used where nobody chooses, if they are installed.
const USUAL: [&str; 5] = ["eng", "rus", "ara", "spa", "fra"];
/// The language of reading from right to left would spoil the others, so each page is read in those of its script.
const SCRIPTS: [(&str, &[&str]); 2] = [
    ("Arabic", &["ara", "fas", "urd", "pus", "snd", "uig", "kur_ara"]),
    (
        "Cyrillic",
        &["rus", "ukr", "bel", "bul", "srp", "mkd", "kaz", "kir", "tgk", "mon", "uzb_cyrl", "aze_cyrl"],
    ),
];
/// What one page's words may be, in bytes.
const MOST_WORDS: u64 = 4 << 20;
/// Surer than this of a page's turn, it is turned.
const TURN: f32 = 2.0;

/// Tesseract, run behind a wall of its own for each page.
#[derive(Clone)]
pub struct Recogniser {
    tesseract: PathBuf,
    data: Option<PathBuf>,
    known: Arc<OnceLock<Result<Known, String>>>,
    slots: Arc<(Mutex<usize>, Condvar)>,
    stopped: Arc<AtomicBool>,
    tell: Option<Arc<Tell>>,
}

/// Told before the first page of a file and after each: how many are done, of how many.
type Tell = dyn Fn(usize, usize) + Send + Sync;

impl fmt::Debug for Recogniser {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Recogniser({})", self.tesseract.display())
    }
}

/// What is installed.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// Name and version.
    pub by: String,
    installed: Vec<String>,
    data: PathBuf,
}

/// How a page stands and in which script it is written.
#[derive(Debug, Default)]
struct Stance {
    /// Quarter turns to the right that set it upright.
    turns: u8,
    script: String,
}

/// What came of a page.
pub(crate) struct Seen {
    /// Quarter turns to the right that set it upright, and whether it was turned so.
    pub turns: u8,
    pub turned: bool,
    pub languages: String,
    pub table: String,
}

impl Recogniser {
    /// The program at this path; `data`: the folder of its languages, where somebody says it. Nothing is run yet.
    #[must_use]
    pub fn of(tesseract: PathBuf, data: Option<PathBuf>) -> Self {
        let hands = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            tesseract,
            data,
            known: Arc::default(),
            slots: Arc::new((Mutex::new(hands), Condvar::new())),
            stopped: Arc::default(),
            tell: None,
        }
    }

    /// Begins no further page once this is set.
    #[must_use]
    pub fn until(mut self, stopped: Arc<AtomicBool>) -> Self {
        self.stopped = stopped;
        self
    }

    /// Tells before the first page of a file and after each how many are done, of how many.
    #[must_use]
    pub fn telling(mut self, tell: Arc<Tell>) -> Self {
        self.tell = Some(tell);
        self
    }

    pub(crate) fn tell(&self, done: usize, of: usize) {
        if let Some(tell) = &self.tell {
            tell(done, of);
        }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// What is installed, asked once. No document is given to the program for it.
    pub(crate) fn known(&self) -> Result<&Known, String> {
        let known = self.known.get_or_init(|| ask_around(&self.tesseract, self.data.as_deref()));
        known.as_ref().map_err(Clone::clone)
    }

    /// The words of a picture. `again`: gives it turned by so many quarters to the right, where that can be done.
    pub(crate) fn recognise(
        &self,
        program: &Path,
        picture: Picture,
        asked: &[String],
        again: &dyn Fn(u8) -> Option<Picture>,
    ) -> Result<Seen, String> {
        let known = self.known()?;
        let chosen = known.chosen(asked)?;
        let _slot = self.slot();
        let stance = self.stance(program, known, &picture);
        let turned = if stance.turns == 0 { None } else { again(stance.turns) };
        let is_turned = turned.is_some();
        let picture = turned.unwrap_or(picture);
        let languages = of_script(&chosen, &stance.script).join("+");
        // Its own sense of how a page stands is used where the page could not be turned.
        let sense = if stance.turns > 0 && !is_turned { "1" } else { "3" };
        let arguments = ["-l", &languages, "--psm", sense, "-c", "tessedit_create_tsv=1"];
        let table = self.run(program, known, &picture, &arguments)?;
        Ok(Seen { turns: stance.turns, turned: is_turned, languages, table })
    }

    fn stance(&self, program: &Path, known: &Known, picture: &Picture) -> Stance {
        if !known.installed.iter().any(|language| language == "osd") {
            return Stance::default();
        }
        // A page with too few letters has no stance that could be told; then it is read as it is.
        let said = self.run(program, known, picture, &["-l", "osd", "--psm", "0"]).unwrap_or_default();
        let value = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim_start_matches(':').trim().to_owned())
        };
        let number = |name: &str| value(name).and_then(|value| value.parse::<f32>().ok()).unwrap_or(0.0);
        let sure = number("Orientation confidence") >= TURN;
        let turns = if sure { (number("Rotate") / 90.0).round() as u8 % 4 } else { 0 };
        Stance { turns, script: value("Script").unwrap_or_default() }
    }

    fn run(&self, program: &Path, known: &Known, picture: &Picture, more: &[&str]) -> Result<String, String> {
        let mut command = Command::new(program);
        command.arg(RECOGNISE).arg(&self.tesseract).arg(&known.data).args(["stdin", "stdout"]);
        command.arg("--tessdata-dir").arg(&known.data);
        command.args(more);
        if let Some(density) = picture.density {
            command.args(["--dpi", &density.to_string()]);
        }
        if let Some(page) = picture.page {
            command.arg("-c").arg(format!("tessedit_page_number={page}"));
        }
        quiet(&mut command);
        command.stdin(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child =
            command.spawn().map_err(|error| format!("the program could not be started: {error}"))?;
        match converse(&mut child, &[&picture.bytes], MOST_WORDS, Bounds::RECOGNISING_CLOCK) {
            Ok((said, _)) if said.len() as u64 > MOST_WORDS => {
                Err("there were more words than any page has".to_owned())
            }
            Ok((said, Some(status))) if status.success() => Ok(String::from_utf8_lossy(&said).into_owned()),
            Ok((_, status)) => {
                let cause = status.and_then(|status| cause(status, &Bounds::RECOGNISING));
                Err(cause.unwrap_or("tesseract could not read the picture".to_owned()))
            }
            Err(Silent) => Err("it took too long and was stopped".to_owned()),
        }
    }

    fn slot(&self) -> Slot<'_> {
        let (free, freed) = &*self.slots;
        let mut count = free.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while *count == 0 {
            count = freed.wait(count).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        *count -= 1;
        Slot(&self.slots)
    }
}

/// The right to run one more process; given back when it is dropped.
struct Slot<'s>(&'s (Mutex<usize>, Condvar));

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += 1;
        self.0.1.notify_one();
    }
}

/// Nothing of this process's surroundings but what the program cannot do without.
fn quiet(command: &mut Command) {
    // Windows finds no library without it.
    #[cfg(windows)]
    let root = std::env::var_os("SystemRoot");
    command.env_clear().env("OMP_THREAD_LIMIT", "1").env("LC_ALL", "C");
    #[cfg(windows)]
    if let Some(root) = root {
        command.env("SystemRoot", root);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
}

/// Asks the program for its version and its languages.
fn ask_around(tesseract: &Path, data: Option<&Path>) -> Result<Known, String> {
    let asked = |argument: &str| {
        let mut command = Command::new(tesseract);
        quiet(&mut command);
        if let Some(data) = data {
            command.arg("--tessdata-dir").arg(data);
        }
        let output = command.stderr(Stdio::piped()).arg(argument).output();
        let output = output.map_err(|error| format!("tesseract could not be started: {error}"))?;
        // Older ones say it on the other channel.
        Ok::<_, String>(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let version = asked("--version")?;
    let by = version.lines().next().unwrap_or("").trim().to_owned();
    if !by.starts_with("tesseract ") {
        return Err("tesseract is installed but does not say which version it is".to_owned());
    }
    let list = asked("--list-langs")?;
    let folder = list.lines().next().and_then(|line| line.split('"').nth(1)).map(PathBuf::from);
    let data = data.map(Path::to_owned).or(folder);
    let data = data.ok_or("tesseract does not say where its languages lie")?;
    let installed =
        list.lines().skip(1).map(|line| line.trim().to_owned()).filter(|line| is_language(line)).collect();
    Ok(Known { by, installed, data })
}

/// True for a name such as `eng` or `script/Arabic`: nothing that could be an option or another path.
fn is_language(name: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/');
    !name.is_empty() && name.len() <= 40 && name.chars().all(good) && !name.starts_with('/')
}

impl Known {
    /// The languages asked for; those that are usual and installed if none was.
    fn chosen(&self, asked: &[String]) -> Result<Vec<String>, String> {
        let has = |name: &str| self.installed.iter().any(|one| one == name);
        let chosen: Vec<String> = if asked.is_empty() {
            USUAL.iter().filter(|name| has(name)).map(|name| (*name).to_owned()).collect()
        } else {
            asked.to_vec()
        };
        if let Some(lack) = chosen.iter().find(|name| !is_language(name) || !has(name)) {
            let there: Vec<&str> =
                self.installed.iter().map(String::as_str).filter(|name| *name != "osd").collect();
            return Err(format!(
                "tesseract has no language \"{}\" on this computer; it has: {}. On Debian and Ubuntu: apt install tesseract-ocr-{}",
                lack.escape_default(),
                there.join(", "),
                if is_language(lack) { lack.as_str() } else { "eng" }
            ));
        }
        if chosen.is_empty() {
            return Err("tesseract is installed without any of the languages eng, rus, ara, spa, fra: install one (Debian, Ubuntu: \
                        apt install tesseract-ocr-eng), or choose another one (--recognise deu)"
                .to_owned());
        }
        Ok(chosen)
    }
}

/// Those of the languages that are written in a script; all if none is, or the script is not known.
fn of_script(chosen: &[String], script: &str) -> Vec<String> {
    let script_of = |language: &str| {
        let known = SCRIPTS.iter().find(|(_, languages)| languages.contains(&language));
        known.map_or("Latin", |(script, _)| *script)
    };
    let fit: Vec<String> = chosen.iter().filter(|language| script_of(language) == script).cloned().collect();
    if fit.is_empty() { chosen.to_vec() } else { fit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn known(installed: &[&str]) -> Known {
        let installed = installed.iter().map(|name| (*name).to_owned()).collect();
        Known { by: "tesseract 5.3.0".to_owned(), installed, data: PathBuf::new() }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_page_is_read_in_the_languages_of_its_script() {
        let all = names(&["eng", "rus", "ara", "spa"]);
        assert_eq!(of_script(&all, "Latin"), ["eng", "spa"]);
        assert_eq!(of_script(&all, "Arabic"), ["ara"]);
        assert_eq!(of_script(&all, "Cyrillic"), ["rus"]);
        assert_eq!(of_script(&all, "Han"), all);
        assert_eq!(of_script(&all, ""), all);
    }

    #[test]
    fn languages_are_those_asked_for_or_the_usual_ones() {
        let here = known(&["deu", "eng", "osd", "rus"]);
        assert_eq!(here.chosen(&[]), Ok(names(&["eng", "rus"])));
        assert_eq!(here.chosen(&names(&["deu"])), Ok(names(&["deu"])));
        let lack = here.chosen(&names(&["ara"])).err().unwrap_or_default();
        expect![[r#"tesseract has no language "ara" on this computer; it has: deu, eng, rus. On Debian and Ubuntu: apt install tesseract-ocr-ara"#]]
            .assert_eq(&lack);
        assert!(here.chosen(&names(&["--version"])).is_err());
        assert!(here.chosen(&names(&["../eng"])).is_err());
        assert!(known(&["deu", "osd"]).chosen(&[]).is_err());
    }
}
