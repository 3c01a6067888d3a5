//! What can be said about a case.

use super::Reading;
use super::custody::Said;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Which case, and who works in it.
#[derive(Debug, Args)]
pub(crate) struct InCase {
    /// The case's folder; without it the one that PROBATA_CASE names, or the nearest at or above where you are.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub case: Option<PathBuf>,
    /// Your identity, if it does not lie in the case.
    #[arg(long, global = true, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// A file whose first line is your passphrase, instead of asking for it.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// Make a case: an encrypted folder that keeps evidence and shows every change
///
/// You are its first member, and your passphrase opens it. There is no way in without one: write it down and keep it where the
/// laptop is not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata new doln-inquiry --name \"Mira\"
  probata new doln-inquiry --name \"Mira\" --recovery-sheet sheet.txt
  probata new journey --name \"Crane\" --field --office office.card
  cd doln-inquiry
  probata add ~/evidence")]
pub(crate) struct New {
    /// The folder, new or empty.
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// The name that the case knows you by. It stands sealed in the record; use a pseudonym where a name would harm.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Make a field case: what is added on this laptop opens for the office only, and not here, with no passphrase. Use a pseudonym.
    #[arg(long, requires = "office", conflicts_with = "recovery_sheet")]
    pub field: bool,
    /// The card of a member of the office, who will open the field case (see "probata identity"); may be repeated.
    #[arg(long, value_name = "CARD", requires = "field")]
    pub office: Vec<PathBuf>,
    /// Write a recovery sheet too: words on paper that open the case without your passphrase (see "probata recovery").
    #[arg(long, value_name = "FILE")]
    pub recovery_sheet: Option<PathBuf>,
    /// A file whose first line is your passphrase, instead of asking for it.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// Add files, and all files below folders, as exhibits
///
/// Each file is hashed before anything else looks at it, sealed, read in a process that can reach nothing, and entered. What lies in
/// a mail or an archive becomes an exhibit of its own. A file that the case has is not added twice, so that adding again ends what was
/// interrupted; if it lay elsewhere, or comes from somebody else, that is entered in its custody. If its sealed file is missing, it is put back. Your
/// files stay where they are; what was erased and is still there comes back when you add it again.
///
/// A link that you name is followed. Links, pipes and devices in a folder are not: each is told, with what to do. A folder or file that you may not
/// open is told too, and the rest is added.
///
/// The status at the end is 0 if every file was added or known; 2 if one could not be taken, if one was to go into a compartment and lies where every
/// member reads it, or if a sealed file is missing; 130 if you stopped it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata add letter.pdf
  probata add ~/evidence --from \"Doln clinic\" --date 2026-05 --reason \"handed over by the director\"")]
pub(crate) struct Add {
    /// Files or folders.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The compartment to add them to, by name or number: only its members will read them.
    #[arg(long, value_name = "NAME")]
    pub compartment: Option<String>,
    #[command(flatten)]
    pub said: Said,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub within: InCase,
}

/// Record what a case knows beside files: the inquiry, sources, interviews, consent, protection
///
/// Without a kind, the kinds are listed; with a kind alone, its fields. What is recorded is sealed under a key of its own, shown by
/// "probata show I-1", listed by "probata list --kind interview", and erased by "probata erase I-1" (an interview with the exhibits
/// that came of it; a source or person with what is said of them).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata record
  probata record interview
  probata record source pseudonym=Heron connection=involved.witness
  probata record interview source=S-1 date=2017-09 exhibit=E-4,E-5
  probata record profile name=\"usual answers\" yes=internal_analysis,quotation
  probata record consent source=S-1 state=active profile=F-1 no=quotation
  probata record I-1 place=Doln            in place of what stood there; place= takes it away
  probata record I-1 exhibit+=E-23         one more; exhibit-=E-4 takes one away
  probata record I-1 note@ru=\"Он просил ждать\" date=2017-09..2017-11
                                           words in a language; some time between
  probata record E-12 kind=court_record date=2016-11-03")]
pub(crate) struct Record {
    /// A kind (interview), or a record or exhibit that there is (I-1, E-12).
    #[arg(value_name = "KIND or NAME")]
    pub what: Option<String>,
    /// What is said of it: field=value.
    #[arg(value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// Seal a new record in this compartment: an interview, a person's identity.
    #[arg(long, value_name = "NAME")]
    pub compartment: Option<String>,
    #[command(flatten)]
    pub within: InCase,
}

/// List the exhibits of a case, with the transfers that are open, or its records of a kind
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  probata list\n  probata list --json > exhibits.jsonl\n  probata list --kind interview"
)]
pub(crate) struct List {
    /// Records of this kind instead: matter, interview, source, person, consent, profile, protection, or exhibit for what is said of exhibits.
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// With --kind person: who they are too; the log says that you looked at each.
    #[arg(long, requires = "kind")]
    pub identities: bool,
    /// One JSON object an exhibit, one a line.
    #[arg(long)]
    pub json: bool,
    /// With those of privileged compartments (L-1, L-2, ...), which are no part of the evidence.
    #[arg(long)]
    pub privileged: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Find passages in the texts of a case, and records, by their words
///
/// A word is found in each of its forms (English, French, Spanish, Russian, Arabic), and a name in Latin, Cyrillic and Arabic letters,
/// whichever of them you write. The first number of a line is the line of the text. The index lies sealed in the case, for this device
/// only.
#[derive(Debug, Args)]
#[command(after_help = "\
What can be asked:
  register burnt              both words, in one passage
  guard OR sentry             one of them is enough
  \"block four\"                a phrase
  guard NOT kitchen           the second must not be there
  prison*                     words that begin so
  Dolln~                      one letter different (~2: two)
  name:nazarova               a name in every spelling, though it is written small
  mentioned:2017-09           a date in the text; 2017-09-01..2017-10-15 is a span
  file: format: kind: language: date: added: by: exhibit:
                              what the exhibit or the record is, such as
                              format:pdf date:2017..2018 or kind:interview

Examples:
  probata search Benk
  probata search \"register of visitors\" mentioned:2017
  probata search пытки language:ru --limit 50")]
pub(crate) struct Search {
    /// What is asked.
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Passages that are shown at most.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub limit: usize,
    /// Search in this compartment too; that you opened it is entered.
    #[arg(long, value_name = "NAME")]
    pub compartment: Option<String>,
    /// Look through records of persons too; the log says that you looked at each that is shown.
    #[arg(long)]
    pub identities: bool,
    /// One JSON object a passage, one a line.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Show an exhibit (what it is, what is missing from its reading, its custody) or a record
///
/// A record of a person says who somebody is: that you looked is entered in the log before it is shown.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  probata show E-12\n  probata show E-12 --text\n  probata show I-3")]
pub(crate) struct Show {
    /// An exhibit by its number or the first digits of its SHA-256, or a record.
    #[arg(value_name = "NAME")]
    pub exhibit: String,
    /// Show the text that was read in it instead; the record says that you did.
    #[arg(long)]
    pub text: bool,
    /// As a JSON object, an exhibit with each entry of its custody.
    #[arg(long, conflicts_with = "text")]
    pub json: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Write an exhibit's content, as it came, into a new file; the record says that you did
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  probata export E-12 letter.pdf --to \"Court registry\" --reason \"disclosure of 3 May\""
)]
pub(crate) struct Export {
    /// Its number, or the first digits of its SHA-256.
    #[arg(value_name = "EXHIBIT")]
    pub exhibit: String,
    /// The new file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub said: Said,
    #[command(flatten)]
    pub within: InCase,
}

/// Erase an exhibit or a record, and what goes with it: its key and its sealed files go, that it existed stays
///
/// What lay in an exhibit goes with it, the exhibits of an interview with the interview, consent and protection with whom they are
/// about. It is erased here. Copies, backups and other members' laptops keep it until it is erased there too, and a flash disk may keep old
/// bytes for a while.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  probata erase E-12 --reason \"consent withdrawn on 3 May\"\n  probata erase I-3 --reason \"consent withdrawn on 3 May\""
)]
pub(crate) struct Erase {
    /// An exhibit by its number or the first digits of its SHA-256, or a record: an interview, a source, a person.
    #[arg(value_name = "NAME")]
    pub exhibit: String,
    /// Why.
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
    /// Erase it although it lies whole in an archive or mail that stays.
    #[arg(long)]
    pub keep_container: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Show the record: every entry, in order; or its signed head, to be kept elsewhere
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata log
  probata log --head > head-of-3-may.txt
  probata verify --held head-of-3-may.txt")]
pub(crate) struct Log {
    /// Write the signed sizes and roots of all logs. Whoever holds them can show later that nothing entered until now was altered,
    /// taken out or put back to an older state.
    #[arg(long)]
    pub head: bool,
    /// One JSON object an entry, one a line.
    #[arg(long, conflicts_with = "head")]
    pub json: bool,
    /// With the logs of privileged compartments, which are no part of the evidence.
    #[arg(long)]
    pub privileged: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Check a case: every sealed file against its name, every log against its signatures, and, with your passphrase, every exhibit
/// against its digest
///
/// The status at the end is 0 if everything fits, 1 if something does not, 2 if the case could not be checked.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata verify
  probata verify --without-key
  probata verify --held head-of-3-may.txt")]
pub(crate) struct Verify {
    /// Check only what a stranger can check, without a passphrase.
    #[arg(long)]
    pub without_key: bool,
    /// A head that was kept elsewhere (see "probata log --head" and "probata timestamp --export"); may be repeated.
    #[arg(long, value_name = "FILE")]
    pub held: Vec<PathBuf>,
    #[command(flatten)]
    pub within: InCase,
}

/// Have an authority outside say when the record was at least this long (RFC 3161), or list what was said
///
/// Probata sends nothing. It writes a request; you send it to an authority, with the line that is printed, and give Probata the answer, which
/// is checked and kept in the case. The authority learns a digest and that somebody at your address asked; nothing of the case.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata timestamp --request may.tsq
  curl -H 'Content-Type: application/timestamp-query' \\
    --data-binary @may.tsq https://AUTHORITY > answer.tsr
  probata timestamp --response answer.tsr --trust authority-root.pem
  probata timestamp

For a court, without Probata:
  probata timestamp --export may
  openssl ts -verify -in may.tsr -data may.head -CAfile authority-root.pem")]
pub(crate) struct TimestampOf {
    /// Write a request for the case as it is now into this new file.
    #[arg(long, value_name = "FILE")]
    pub request: Option<PathBuf>,
    /// Check an authority's answer, and enter it.
    #[arg(long, value_name = "FILE", conflicts_with = "request")]
    pub response: Option<PathBuf>,
    /// The root certificate of the authority, as it published it (PEM or DER). Without it nobody has checked whose answer it is.
    #[arg(long, value_name = "FILE", requires = "response")]
    pub trust: Option<PathBuf>,
    /// Write a timestamp into NAME.tsr and what was stamped into NAME.head. "probata verify --held NAME.head" holds the case to it.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["request", "response"])]
    pub export: Option<PathBuf>,
    /// Which timestamp to write; without it, the newest.
    #[arg(long, value_name = "NUMBER", requires = "export")]
    pub number: Option<u64>,
    #[command(flatten)]
    pub within: InCase,
}

/// Show, add and remove the members of a case
#[derive(Debug, Args)]
pub(crate) struct Members {
    /// What to do; without it, members are listed.
    #[command(subcommand)]
    pub what: Option<MembersWhat>,
    #[command(flatten)]
    pub within: InCase,
}

/// What to do with members.
#[derive(Debug, Subcommand)]
pub(crate) enum MembersWhat {
    /// Add somebody by the card that "probata identity" wrote for them. They will read everything that is in the case
    #[command(after_help = "Example:\n  probata members add ilan.card")]
    Add {
        /// Their card.
        #[arg(value_name = "CARD")]
        card: PathBuf,
    },
    /// Remove somebody: nothing that is sealed from now on opens for them. What they copied stays theirs
    #[command(after_help = "Example:\n  probata members remove Ilan")]
    Remove {
        /// Their name, or the first digits of their number.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Take back somebody whose removal was not meant, or was entered by somebody who was removed at the same time
    ///
    /// Removals that did not know of each other all count, so that members can remove each other until nobody is left. Any member takes
    /// such a person back; where nobody is left, one of those who were removed takes back another, and nobody themselves.
    #[command(after_help = "Example:\n  probata members readmit Ilan")]
    Readmit {
        /// Their name, or the first digits of their number.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Seal what is entered from now on with new keys, for the same members
    Rotate,
}

/// Show and change the compartments of a case: parts that only some of its members read
///
/// What is added to a compartment is sealed with keys of its own. Other members see that a compartment is there, by number, and
/// when something was entered in it; its name, who belongs to it and what is in it are closed to them. Whoever reads or exports from it is
/// entered in it, once for each command.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata compartment
  probata compartment new interviews --member Ilan
  probata add tovar.txt --compartment interviews
  probata compartment remove interviews Ilan")]
pub(crate) struct Compartments {
    /// What to do; without it, compartments are listed.
    #[command(subcommand)]
    pub what: Option<CompartmentWhat>,
    #[command(flatten)]
    pub within: InCase,
}

/// What to do with compartments.
#[derive(Debug, Subcommand)]
pub(crate) enum CompartmentWhat {
    /// Begin a compartment. You belong to it, and whom you name
    #[command(after_help = "\
Examples:
  probata compartment new interviews --member Ilan --member Ana
  probata compartment new legal --privileged")]
    New {
        /// Its name.
        #[arg(value_name = "NAME")]
        name: String,
        /// A member who belongs to it too; may be repeated.
        #[arg(long, value_name = "NAME")]
        member: Vec<String>,
        /// For legal comments: its entries stand in a log of its own, outside the evidence, and are shown and written out only when
        /// --privileged asks for them.
        #[arg(long)]
        privileged: bool,
    },
    /// Let a member of the case into a compartment. They will read everything that is in it
    #[command(after_help = "Example:\n  probata compartment add interviews Ana")]
    Add {
        /// The compartment's name or number.
        #[arg(value_name = "NAME")]
        name: String,
        /// The member's name, or the first digits of their number.
        #[arg(value_name = "MEMBER")]
        member: String,
    },
    /// Take a member out of a compartment: nothing that is sealed in it from now on opens for them. What they copied stays theirs
    #[command(after_help = "Example:\n  probata compartment remove interviews Ana")]
    Remove {
        /// The compartment's name or number.
        #[arg(value_name = "NAME")]
        name: String,
        /// The member's name, or the first digits of their number.
        #[arg(value_name = "MEMBER")]
        member: String,
    },
}

/// Change the passphrase that opens your identity
///
/// The identity stays the same, and nothing is sealed anew. Copies of its file that lie elsewhere (in backups, on a laptop that was taken) still open with the
/// passphrase before: where one may have been seen, "probata recovery new" and "probata recovery use" give you a new identity.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  probata passphrase\n  probata passphrase --identity ilan.identity")]
pub(crate) struct Passphrase {
    /// A file whose first line is the new passphrase, instead of asking for it.
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub within: InCase,
}

/// Seal what is entered from now on with new keys; with --deep, all that is there too
///
/// After somebody was removed this has been done already. --deep is for when somebody has old keys (a seized laptop, a sheet that was found)
/// and may get the case's folder later: every exhibit gets a new key, and every file and entry that you can open is sealed anew. It takes
/// as long as adding all of it did, and room for one exhibit more at a time. What was copied before stays readable to whoever copied it.
/// When it is interrupted, the case is whole; do it again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  probata rekey\n  probata rekey --deep")]
pub(crate) struct Rekey {
    /// Seal all that is there anew, too.
    #[arg(long)]
    pub deep: bool,
    #[command(flatten)]
    pub within: InCase,
}

/// Copy a case into a folder elsewhere, and check the copy
///
/// Only what is new is copied; every sealed file is held to its name while it is. What was erased in the case is taken out of the backup too. A
/// backup that has entries which the case does not have is left as it is. A backup is a case: "probata list --case FOLDER" opens it, and whatever
/// is entered in it stands in a log of its own. An interrupted backup is ended by doing it again.
///
/// The status at the end is 0 if all was copied, 1 if something of the case is missing or altered, 2 if it could not be done.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata backup /media/disk/doln-inquiry
  probata backup /media/disk/doln-inquiry --head ~/heads/doln.txt
  probata verify --case /media/disk/doln-inquiry --held ~/heads/doln.txt")]
pub(crate) struct Backup {
    /// The folder: new, empty, or an earlier backup of this case.
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Where to write the head (see "probata log --head"); without it, beside the folder under its name and .head.
    #[arg(long, value_name = "FILE")]
    pub head: Option<PathBuf>,
    #[command(flatten)]
    pub within: InCase,
}

/// Throw away what can be made again, and remove what interrupted acts left
///
/// Nothing that an entry names is touched. Do not run it while another laptop's changes to a shared folder are still arriving: files may come
/// before the entries that name them.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  probata rebuild")]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub within: InCase,
}

/// Make a recovery sheet, or come back with one
///
/// A recovery sheet is eighteen words on paper that open what you open in this case, without your passphrase: for the day when you
/// have forgotten it, or the laptop with your identity is gone. Whoever holds the sheet and a copy of the case opens it. One that you make
/// replaces the one before.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  probata recovery new sheet.txt
  probata recovery use")]
pub(crate) struct Recovery {
    /// What to do.
    #[command(subcommand)]
    pub what: RecoveryWhat,
    #[command(flatten)]
    pub within: InCase,
}

/// What to do with a recovery sheet.
#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryWhat {
    /// Write a sheet of your own, to be printed or copied by hand and kept where the laptop is not. It replaces the one before
    #[command(after_help = "Example:\n  probata recovery new sheet.txt")]
    New {
        /// The new file; it holds the words in clear. Remove it once they are on paper.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Come back with the words of your sheet: you choose a new passphrase and are a member anew
    ///
    /// Your old identity and the sheet are removed: nothing that is sealed from then on opens with them. Make a new sheet afterwards.
    /// The words are asked for; the first three letters of each are enough.
    #[command(after_help = "Examples:\n  probata recovery use\n  probata recovery use --words sheet.txt")]
    Use {
        /// A file with the words, instead of asking for them.
        #[arg(long, value_name = "FILE")]
        words: Option<PathBuf>,
    },
}

/// Make an identity of your own, to be added to somebody's case
///
/// The identity stays with you; the card goes to a member of the case, who adds you with "probata members add".
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  probata identity ilan.identity --name Ilan --card ilan.card
  (the card is handed over, and added)
  probata list --case shared/doln-inquiry --identity ilan.identity")]
pub(crate) struct IdentityOf {
    /// The new file that holds it, sealed with a passphrase.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The name that the case will know you by.
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The new file for the card.
    #[arg(long, value_name = "FILE")]
    pub card: PathBuf,
    /// A file whose first line is your passphrase, instead of asking for it.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}
