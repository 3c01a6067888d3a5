//! `cargo xtask train`: makes the model of `crates/grammar` from treebanks beside the workspace.
//!
//! Invariant: only files that end in `-train.conllu` are learnt from; the `-dev` parts are looked at after each pass, the `-test`
//! parts never.

use crate::arguments::Arguments;
use crate::bench::grammar::{Score, treebank};
use crate::{place, say};
use probata_grammar::Vectors;
use probata_grammar::training::{Tree, train};
use std::path::PathBuf;

/// Where the model and its vectors lie.
fn folder() -> PathBuf {
    place::root().join("crates/grammar/model")
}

/// Trains the model and writes it, or says that there is nothing to train from.
pub fn model(arguments: &mut Arguments) -> Result<(), String> {
    let out = arguments.value("--out")?.map_or_else(|| folder().join("english.bin"), PathBuf::from);
    let without = arguments.value("--without")?.unwrap_or_default();
    arguments.done()?;
    let left_out =
        |tree: &Tree| without.split(',').any(|word| !word.is_empty() && tree.document.contains(word));
    let trees: Vec<Tree> = match trees() {
        Ok(trees) => trees.into_iter().filter(|tree| !left_out(tree)).collect(),
        Err(absent) => {
            say::line(format!("nothing is trained: {absent}"));
            return Ok(());
        }
    };
    let path = folder().join("vectors.bin");
    let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
    let vectors = Vectors::of_bytes(&bytes).ok_or_else(|| place::told(&path, &"not a file of vectors"))?;
    let watched: Vec<(&str, Vec<Tree>)> =
        ["gum-dev", "ewt-dev"].into_iter().filter_map(|name| Some((name, treebank(name).ok()?))).collect();
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

/// All treebanks to learn from, in order of name.
fn trees() -> Result<Vec<Tree>, String> {
    let paths = place::files(&place::shared("ud")?, "conllu")?;
    let named = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-train.conllu"))
    };
    let mut trees = Vec::new();
    for path in paths.iter().filter(|path| named(path)) {
        let more = Tree::all(&place::load(path)?);
        say::line(format!("{}: {} sentences", path.display(), more.len()));
        trees.extend(more);
    }
    if trees.is_empty() {
        Err("there is no treebank that ends in -train.conllu".to_owned())
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
