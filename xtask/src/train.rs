//! `cargo xtask train`: makes the model of `crates/grammar` from treebanks beside the workspace.
//!
//! It learns from the parts that end in `-train.conllu` and `-dev.conllu`. To choose settings, `--settings` leaves the `-dev` parts out
//! and scores each pass on them.
//!
//! Invariant: the `-test` parts are never read here, nor a document whose text may not be used for every purpose.

use crate::arguments::Arguments;
use crate::bench::grammar::{Score, treebank};
use crate::{place, say};
use probata_grammar::Vectors;
use probata_grammar::training::{Tree, train};
use std::path::PathBuf;

/// Kinds of document in GUM whose texts are licensed for non-commercial use only.
const NOT_FREE: [&str; 5] = ["essay", "fiction", "letter", "podcast", "whow"];

/// Where the model and its vectors lie.
fn folder() -> PathBuf {
    place::root().join("crates/grammar/model")
}

/// Trains the model and writes it, or says that there is nothing to train from.
pub fn model(arguments: &mut Arguments) -> Result<(), String> {
    let out = arguments.value("--out")?.map_or_else(|| folder().join("english.bin"), PathBuf::from);
    let settings = arguments.flag("--settings");
    arguments.done()?;
    let parts: &[&str] = if settings { &["-train"] } else { &["-train", "-dev"] };
    let trees = match trees(parts) {
        Ok(trees) => trees,
        Err(absent) => {
            say::line(format!("nothing is trained: {absent}"));
            return Ok(());
        }
    };
    let path = folder().join("vectors.bin");
    let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
    let vectors = Vectors::of_bytes(&bytes).ok_or_else(|| place::told(&path, &"not a file of vectors"))?;
    let watched: Vec<(&str, Vec<Tree>)> = ["gum-dev", "ewt-dev"]
        .into_iter()
        .filter(|_| settings)
        .filter_map(|name| Some((name, treebank(name).ok()?)))
        .collect();
    let begun = std::time::Instant::now();
    let bytes = train(&trees, &vectors, &mut |pass, model| {
        let scores = watched.iter().map(|(name, trees)| format!("{name} {}", Score::of(model, trees)));
        let scores: Vec<String> = scores.collect();
        say::line(format!(
            "{:5.0} s  pass {:2}  {}",
            begun.elapsed().as_secs_f64(),
            pass + 1,
            scores.join("   ")
        ));
    });
    place::save(&out, &bytes)?;
    say::line(format!("{}: {} bytes", out.display(), bytes.len()));
    Ok(())
}

/// All sentences to learn from, in order of the treebanks' names.
fn trees(parts: &[&str]) -> Result<Vec<Tree>, String> {
    let paths = place::files(&place::shared("ud")?, "conllu")?;
    let named = |path: &&PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        parts.iter().any(|part| name.ends_with(&format!("{part}.conllu")))
    };
    let free = |tree: &Tree| !NOT_FREE.iter().any(|kind| tree.document.contains(&format!("GUM_{kind}_")));
    let mut trees = Vec::new();
    for path in paths.iter().filter(named) {
        let all = Tree::all(&place::load(path)?);
        let (whole, before) = (all.len(), trees.len());
        trees.extend(all.into_iter().filter(free));
        say::line(format!("{}: {} of {whole} sentences", path.display(), trees.len() - before));
    }
    if trees.is_empty() {
        Err(format!("there is no treebank that ends in {}", parts.join(" or ")))
    } else {
        Ok(trees)
    }
}

/// Makes `vectors.bin` from a text file of a word and its numbers on each line, the most frequent words first.
pub fn vectors(arguments: &mut Arguments) -> Result<(), String> {
    let most = arguments.number("--most", 40_000)?;
    let path = arguments.word().ok_or("which file of vectors? lines of a word and fifty numbers")?;
    arguments.done()?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let text = place::load(path.as_ref())?;
    let bytes = Vectors::of_lines(text.lines(), most)?.to_bytes();
    place::save(&folder().join("vectors.bin"), &bytes)?;
    say::line(format!("{} bytes", bytes.len()));
    Ok(())
}
