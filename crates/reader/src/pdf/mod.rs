//! PDF: letters with places on pages, made into a text.
//!
//! The syntax of the file, its encryption and its fonts are read by `hayro-syntax` and `hayro-font`; what a page draws is
//! run here ([`content`]), and the layout is ours: accents to their letters ([`accents`]), letters to segments ([`segments`]), large first letters
//! to their words ([`caps`]), stretched lines to one ([`stretched`]), blocks out of the text that runs around them ([`inset`]), segments to columns ([`order`]),
//! tables and boxes by their lines ([`ruled`], [`parted`]), lines to paragraphs over the ends of columns and pages, and around boxes ([`flow`]).
//! Running heads and feet ([`running`]) and notes at the foot ([`foot`]) or the end ([`ends`]) are taken out before. Notes stand behind the
//! body, as those of a Word document do; then running heads and feet, each distinct text once; then text at an angle.
//!
//! The way back is [`Document::placed`]: the page and box of each line; there are no origins, since a letter's bytes in
//! the file say nothing. A word divided at a line's end is whole in the text, and both halves keep their boxes.
//!
//! Invariant: every letter with a meaning is delivered, kept in `hidden`, or left out for a reason that is counted
//! (bullets, leading dots, hyphens of divided words, letters drawn twice, running lines said again, numbers of lines in the margin ([`counts`])); what was seen and
//! what was delivered are compared, and a difference makes the outcome partial.
//! Invariant: no stream is unpacked before its size is known to be within the limit, except in an encrypted file; the
//! steps that a file may take are bounded.
//!
//! Incomplete: tables without lines between their columns are read line by line; text by predefined CJK encodings
//! without a map to Unicode is missing text; endnotes and notes at the foot in one
//! file: only those at the foot are tied.

mod about;
mod abreast;
mod accents;
mod attached;
mod build;
mod canvas;
mod caps;
mod cells;
mod charmap;
mod content;
mod contents;
mod counts;
mod ends;
mod flow;
mod fonts;
mod foot;
mod hyphens;
mod inset;
mod labels;
mod leaf;
mod maker;
mod marked;
mod matrix;
mod measure;
mod numbered;
mod order;
mod parted;
mod path;
mod recognised;
mod roles;
mod ruled;
mod running;
mod scans;
mod segments;
mod shades;
mod shapes;
mod sheet;
mod stretched;
mod survey;
mod typed;
mod veil;
mod words;

use crate::draft::Draft;
use crate::language;
use crate::recognised::{Picture, Recognised};
use crate::{Limits, Options};
use build::Builder;
use content::Work;
use counts::Margin;
use fonts::Fonts;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use leaf::Leaf;
use probata_report::{Document, Outcome, Span};
use running::Running;
use survey::Survey;

/// Steps that one file may take: operators, letters, every eighth unpacked byte.
const MOST_STEPS: usize = 100_000_000;
/// Lines from which the language of a file is told, if it does not tell what its letters mean.
const MOST_LINES: usize = 400;
/// Pages that are read.
const MOST_PAGES: usize = 50_000;

/// Reads a PDF.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    if let Survey::TooLarge(at) = survey::survey(bytes, options.limits.member) {
        let why = format!(
            "a stream at byte {at} unpacks to more than {} MiB, the limit: the file is damaged or made to exhaust the \
             computer that reads it",
            options.limits.member >> 20
        );
        return Document::refused(path, "pdf", why);
    }
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(error) => return Document::refused(path, "pdf", refusal(error)),
    };
    if pdf.pages().is_empty() {
        return Document::refused(path, "pdf", refusal(LoadPdfError::Invalid));
    }
    let (leaves, done) = meant(&pdf, &options.recognised);
    let ending = Ending { pdf: Some(&pdf), done, bytes, limits: options.limits };
    document(path, "pdf", leaves, ending, options)
}

/// Lays out what was recognised in pictures as pages of a document. `sizes`: width and height of each in points.
pub(crate) fn recognised(path: &str, format: &str, sizes: &[(f32, f32)], options: &Options) -> Document {
    let leaf = |(page, (width, height)): (usize, &(f32, f32))| {
        let sheet = sheet::Sheet { width: *width, height: *height, pictures: 1, ..sheet::Sheet::default() };
        leaf::leaf(sheet, page, options.recognised.of(page), &[], &[])
    };
    let leaves: Vec<Leaf> = sizes.iter().take(MOST_PAGES).enumerate().map(leaf).collect();
    let ending = Ending { pdf: None, done: leaves.len(), bytes: b"%%EOF", limits: options.limits };
    document(path, format, leaves, ending, options)
}

/// The pictures of a page in grey, turned by so many quarters to the right.
///
/// # Errors
/// Why there is none, in a sentence.
pub(crate) fn picture(bytes: &[u8], page: usize, turns: u8, options: &Options) -> Result<Picture, String> {
    let limit = options.limits.member;
    if let Survey::TooLarge(_) = survey::survey(bytes, limit) {
        return Err("a stream of the file unpacks to more than the limit".to_owned());
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| refusal(error).to_owned())?;
    let page = pdf.pages().get(page).ok_or("there is no such page")?;
    let (mut fonts, mut work) = (Fonts::new(false), Work::new(&pdf, MOST_STEPS));
    let mut canvas = content::draw_pictures(page, &mut fonts, &mut work, limit);
    if canvas.drawn == 0 {
        return Err("the pictures on it are of a kind that could not be unpacked, or too large".to_owned());
    }
    canvas.turn(turns);
    let (bytes, density) = canvas.into_file();
    Ok(Picture { bytes, density: Some(density), page: None })
}

fn refusal(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "it opens only with a password; open it, save a copy without one, and give that"
        }
        LoadPdfError::Decryption(_) => {
            "it is encrypted in a way that Probata does not know; open it in another program and save a copy"
        }
        LoadPdfError::Invalid => {
            "it begins as a PDF does, but has no pages that could be found: it is damaged or cut short; ask for it again"
        }
    }
}

/// Reads all pages, and says how many were read. Letters that are only numbered are given a meaning if a language comes of it; numbers of
/// lines on a page that has few are told by those of the other pages.
fn meant(pdf: &Pdf, recognised: &Recognised) -> (Vec<Leaf>, usize) {
    let (mut leaves, done) = self::leaves(pdf, recognised, true, &[]);
    let is_guess = leaves.iter().any(|leaf| leaf.guessed > 0) && !is_told(&leaves);
    let pages = leaves.iter().map(|leaf| (leaf.margins.as_slice(), leaf.maybe_counted.as_slice()));
    let margins = counts::known(pages);
    if !is_guess && margins.is_empty() {
        return (leaves, done);
    }
    drop(std::mem::take(&mut leaves));
    self::leaves(pdf, recognised, !is_guess, &margins)
}

/// True if the pages with letters that are only numbered are in a language.
fn is_told(leaves: &[Leaf]) -> bool {
    let guessed = leaves.iter().filter(|leaf| leaf.guessed > 0).flat_map(|leaf| &leaf.items);
    let lines = guessed.filter_map(|item| match item {
        leaf::Item::Line(line) => Some(line.text()),
        leaf::Item::Table(_) => None,
    });
    language::is_told(&lines.take(MOST_LINES).collect::<Vec<_>>().join(" "))
}

/// The same. `numbers`: letters that are only numbered mean something; `known`: where lines are numbered.
fn leaves(pdf: &Pdf, recognised: &Recognised, numbers: bool, known: &[Margin]) -> (Vec<Leaf>, usize) {
    let mut fonts = Fonts::new(numbers);
    let mut work = Work::new(pdf, MOST_STEPS);
    let mut leaves = Vec::new();
    let mut done = 0;
    let mut known = known.to_vec();
    let mut open = Vec::new();
    for (index, page) in pdf.pages().iter().take(MOST_PAGES).enumerate() {
        let sheet = content::draw(page, &mut fonts, &mut work);
        let leaf = leaf::leaf(sheet, index, recognised.of(index), &known, &open);
        open.clone_from(&leaf.open);
        counts::follow(&mut known, &leaf.margins);
        leaves.push(leaf);
        if work.is_done() {
            break;
        }
        done = index + 1;
    }
    (leaves, done)
}

/// The document that pages make.
fn document(
    path: &str,
    format: &str,
    mut leaves: Vec<Leaf>,
    ending: Ending<'_>,
    options: &Options,
) -> Document {
    let running = running::take(&mut leaves);
    let names = running::names(&running);
    let measure = measure::measure(&leaves);
    let letters = labels::Letters::of(&leaves);
    let mut notes = foot::take(&mut leaves, measure.body, letters);
    if notes.is_empty() {
        notes = ends::take(&mut leaves, letters);
    }
    let hyphens = hyphens::Hyphens::of(&leaves);
    let pieces = flow::flow(&mut leaves, &measure);
    let draft = Draft::new(path, format, options.limits.text);
    let mut builder = Builder::new(draft, &hyphens, &notes, leaves.len());
    pieces.iter().for_each(|piece| builder.piece(piece));
    let body = builder.draft.position();
    let begins = builder.begins.clone();
    for (index, note) in notes.iter().enumerate() {
        builder.note(index, note);
    }
    let pages = Pages { leaves, running, names };
    let (document, superscripts) = finish(builder, &pages, (begins, body), &ending, &options.recognised);
    let mut document = crate::finish::finish(document, &superscripts, options);
    about::loose(&mut document);
    document
}

/// The pages, and what was taken out of them.
struct Pages {
    leaves: Vec<Leaf>,
    running: Vec<Vec<Running>>,
    names: Vec<String>,
}

/// The file that the pages come from.
struct Ending<'p> {
    /// None for pictures.
    pdf: Option<&'p Pdf>,
    done: usize,
    bytes: &'p [u8],
    limits: Limits,
}

/// The document without sentences, and where it has raised text that is tied to no note at the foot.
fn finish(
    mut builder: Builder<'_>,
    pages: &Pages,
    (begins, body): (Vec<Option<usize>>, usize),
    ending: &Ending<'_>,
    recognised: &Recognised,
) -> (Document, Vec<Span>) {
    let Pages { leaves, running, names } = pages;
    builder.running(running);
    for (page, leaf) in leaves.iter().enumerate() {
        for (text, frame) in &leaf.aslant {
            builder.aslant(text, page, *frame);
        }
    }
    let full = builder.draft.is_full();
    let seen: usize = leaves.iter().map(|leaf| leaf.seen).sum();
    let aside: usize = leaves.iter().map(|leaf| leaf.aside).sum();
    let labels: usize = builder.draft.document.notes.iter().map(|note| sheet::ink(&note.label)).sum();
    let delivered = builder.given + aside + labels;
    let (mut document, superscripts) = builder.draft.into_parts();
    let mut at = body;
    document.pages = names
        .iter()
        .zip(begins)
        .rev()
        .map(|(name, begin)| {
            at = begin.unwrap_or(at).min(at);
            (at, name.clone())
        })
        .collect();
    document.pages.reverse();
    let mut outcome = Outcome::Complete;
    about::missing(&mut outcome, leaves, names, ending.pdf, ending.done);
    scans::tell(&mut document, &mut outcome, leaves, names, recognised);
    if full {
        outcome.lacks("whole file", "the text is longer than the limit; the rest was left out");
    } else if seen != delivered {
        let why = format!(
            "{} of {seen} characters stand in places that could not be read",
            seen.abs_diff(delivered)
        );
        outcome.lacks("whole file", why);
    }
    if !about::ends_whole(ending.bytes) {
        outcome.lacks("whole file", "it has no end as a PDF has: it was cut short, and pages or parts of them may be missing; ask for it again");
    }
    let part = &mut document.parts[0];
    part.outcome = outcome;
    part.pages = u32::try_from(ending.pdf.map_or(leaves.len(), |pdf| pdf.pages().len())).ok();
    part.remarks.extend(about::remarks(leaves, names, ending.pdf));
    if let Some(pdf) = ending.pdf {
        about::hidden(&mut document, leaves, pdf);
        attached::enclose(&mut document, pdf, names, ending.limits);
    }
    (document, superscripts)
}
