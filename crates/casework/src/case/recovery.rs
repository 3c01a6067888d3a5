use super::{Case, CaseError};
use crate::Desk;
use probata_seal::{Recovery, WordsError};
use probata_vault::{Clock, Random};
use std::io::ErrorKind;
use std::path::Path;

/// Between these the words of a sheet stand.
const RULE: &str = "------------------------------------------------------------";

/// Makes a recovery sheet for whoever works, in place of an earlier one, and writes it into a new file.
pub fn add_sheet(
    desk: &dyn Desk,
    case: &mut Case<'_>,
    to: &Path,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    let failed = |source| CaseError::File { path: to.to_owned(), source };
    if desk.is_file(to) {
        return Err(failed(ErrorKind::AlreadyExists.into()));
    }
    let recovery = Recovery::new(random);
    case.vault.add_recovery(&recovery.identity(), clock, random)?;
    case.fold();
    desk.create(to, sheet(case, &recovery).as_bytes()).map_err(failed)
}

/// A page to print or to copy by hand. It names nobody: whoever finds it should not learn whose it is.
fn sheet(case: &Case<'_>, recovery: &Recovery) -> String {
    let words = recovery.words();
    let rows = words.chunks(3).zip((1..).step_by(3)).map(|(row, first)| {
        let numbered = (first..).zip(row).map(|(at, word)| format!("{at:>4}  {word:<10}"));
        numbered.collect::<String>().trim_end().to_owned() + "\n"
    });
    format!(
        "RECOVERY SHEET\n\n\
         For the case whose number begins with {}.\n\n\
         Whoever holds these words and a copy of the case's folder opens all that\n\
         the maker of this sheet opens in it, without a passphrase. Keep it where\n\
         the laptop is not: in a safe, or with a lawyer. Do not photograph it. If you\n\
         copy it by hand, the first three letters of each word are enough.\n\n\
         {RULE}\n{}{RULE}\n\n\
         To use it:      probata recovery use --case FOLDER\n\
         If it is lost:  make another with \"probata recovery new FILE\"; this one then\n\
         \x20               opens nothing that is sealed afterwards.\n\
         If this is a file: print it, or copy the words, and remove it.\n",
        &case.vault.case().to_string()[..8],
        rows.collect::<String>(),
    )
}

/// The secret of a sheet, or of words that somebody typed.
pub fn sheet_words(text: &str) -> Result<Recovery, WordsError> {
    let mut parts = text.split(RULE);
    let words = match (parts.next(), parts.next()) {
        (_, Some(between)) => between,
        (all, None) => all.unwrap_or_default(),
    };
    Recovery::from_words(words)
}
