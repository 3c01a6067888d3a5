use super::opening::{System, file, in_any_case, in_case, outside_of_cases};
use super::search::keep_up;
use crate::arguments::case::{Backup, Rebuild};
use crate::command::CommandError;
use crate::screen::Screen;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use probata_casework::case::{self, BackedUp, Folder, Tidied};
use std::path::{Path, PathBuf};

/// `probata backup`.
pub(crate) fn backup(screen: &Screen, backup: &Backup) -> Result<u8, CommandError> {
    outside_of_cases(&backup.folder)?;
    let head = backup.head.clone().unwrap_or_else(|| beside(&backup.folder));
    // The head of the backup before is replaced; nothing else is.
    if head.exists() && !std::fs::read_to_string(&head).is_ok_and(|text| case::parse_head(&text).is_some()) {
        return Err(file(&head, std::io::ErrorKind::AlreadyExists.into()));
    }
    in_any_case(&backup.within, true, |case, disk| {
        let form = "{spinner} looked at {bytes}, {bytes_per_sec}";
        let bar = ProgressBar::new_spinner().with_style(
            ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        let done =
            case::back_up(case, &Folder::new(&backup.folder), &mut System, &mut |bytes| bar.inc(bytes))?;
        bar.finish_and_clear();
        std::fs::write(&head, case::head(case, disk, false)?).map_err(|source| file(&head, source))?;
        screen.say(&said(&done, &backup.folder, &head))?;
        Ok(u8::from(!done.damage.is_empty()))
    })
}

/// Where the head is written: beside the backup, under its name.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.components().as_path().as_os_str().to_owned();
    name.push(".head");
    name.into()
}

fn said(done: &BackedUp, folder: &Path, head: &Path) -> String {
    let mut said = format!(
        "Backed up to {}: {} new or changed ({}).",
        folder.display(),
        files(done.new + done.replaced),
        HumanBytes(done.bytes)
    );
    if done.removed > 0 {
        said += &format!(" {} of what was erased here removed from it.", files(done.removed));
    }
    if done.kept > 0 {
        said += &format!(
            " {} not in the case any more left in it, since they may be of what is closed to you; their keys are gone.",
            files(done.kept)
        );
    }
    said += &format!(
        " Its logs are those of the case.\nWrote the head to {}: keep it where neither the case nor the backup is.\n",
        head.display()
    );
    if !done.damage.is_empty() {
        said += "\nThis is missing or altered in the case, and was not copied; what the backup has of it stays there:\n";
        said.extend(done.damage.iter().map(|damage| format!("  {damage}\n")));
    }
    said
}

/// `probata rebuild`.
pub(crate) fn rebuild(screen: &Screen, rebuild: &Rebuild) -> Result<u8, CommandError> {
    in_case(&rebuild.within, true, |case, folder| {
        let done = case::tidy(case)?;
        keep_up(case, folder)?;
        screen.say(&tidied(&done))?;
        Ok(0)
    })
}

fn tidied(done: &Tidied) -> String {
    let mut said = format!(
        "Made the search index again (removed {} of caches), and removed {} that interrupted acts left.\n",
        files(done.caches),
        files(done.leftovers)
    );
    if done.kept > 0 {
        said += &format!(
            "{} that no entry names, as far as you can read them, stay: they may be of what is closed to you, or of what is damaged.\n",
            files(done.kept)
        );
    }
    said
}

fn files(count: u64) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
