//! Figures that the project is held to; docs/benchmarks.md says what they were and on what machine.
//!
//! Invariant: a bench informs and never fails for a figure that is too low.

mod attribution;
mod build;
mod footnotes;
mod formats;
pub mod grammar;
mod hedge;
mod hostile;
mod languages;
pub mod marked;
mod mutants;
mod nested;
mod opening;
mod pdf;
mod process;
mod recognise;
mod scope;
mod search;
mod sentences;
mod speed;
mod vault;

use crate::arguments::Arguments;
use crate::say;

/// Runs one bench, or all that need no further word.
pub fn bench(arguments: &mut Arguments) -> Result<(), String> {
    let name = arguments.word().ok_or(
        "which bench? footnotes, sentences, formats, marked, attribution, nested, hedge, scope, grammar, languages, pdf, recognise, speed, search, vault, opening, build or all",
    )?;
    match name.as_str() {
        "footnotes" => arguments.done().and_then(|()| footnotes::footnotes()),
        "sentences" => arguments.done().and_then(|()| sentences::sentences()),
        "formats" => formats::formats(arguments),
        "marked" | "coverage-agreement" => marked::marked(arguments),
        "attribution" => attribution::attribution(arguments),
        "nested" => nested::nested(arguments),
        "hedge" => hedge::hedge(arguments),
        "scope" => scope::scope(arguments),
        "grammar" => arguments.done().and_then(|()| grammar::grammar()),
        "languages" => languages::languages(arguments),
        "pdf" => pdf::pdf(arguments),
        "recognise" => recognise::recognise(arguments),
        "speed" => speed::speed(arguments),
        "search" => search::search(arguments),
        "hostile" => hostile::hostile(arguments),
        "mutants" => mutants::bench(arguments),
        "vault" => vault::vault(arguments),
        "opening" => opening::opening(arguments),
        "build" => arguments.done().and_then(|()| build::build()),
        "all" => all(arguments),
        other => Err(format!("there is no bench \"{other}\"; `cargo xtask` lists them")),
    }
}

/// A bench that needs no further word.
type Bench<'b> = &'b dyn Fn() -> Result<(), String>;

/// Every bench; one whose data is not there is named and passed over.
fn all(arguments: &mut Arguments) -> Result<(), String> {
    arguments.done()?;
    let benches: [(&str, Bench); 17] = [
        ("footnotes", &footnotes::footnotes),
        ("sentences", &sentences::sentences),
        ("formats", &|| formats::formats(&mut Arguments::of(std::iter::empty()))),
        ("marked", &|| marked::marked(&mut Arguments::of(std::iter::empty()))),
        ("attribution", &attribution::both),
        ("nested", &|| nested::nested(&mut Arguments::of(std::iter::empty()))),
        ("hedge", &|| hedge::hedge(&mut Arguments::of(std::iter::empty()))),
        ("scope", &|| scope::scope(&mut Arguments::of(std::iter::empty()))),
        ("grammar", &grammar::grammar),
        ("languages", &|| languages::languages(&mut Arguments::of(std::iter::empty()))),
        ("pdf", &|| pdf::pdf(&mut Arguments::of(std::iter::empty()))),
        ("recognise", &|| recognise::recognise(&mut Arguments::of(std::iter::empty()))),
        ("speed", &|| speed::speed(&mut Arguments::of(std::iter::empty()))),
        ("search", &|| search::search(&mut Arguments::of(std::iter::empty()))),
        ("vault", &|| vault::vault(&mut Arguments::of(std::iter::empty()))),
        ("opening", &|| opening::opening(&mut Arguments::of(std::iter::empty()))),
        ("build", &build::build),
    ];
    for (name, bench) in benches {
        say::line(format!("\n== {name}"));
        if let Err(error) = bench() {
            say::line(format!("passed over: {error}"));
        }
    }
    Ok(())
}
