//! The project's own chores: `cargo xtask` lists them.
//!
//! Invariant: nothing outside the workspace is written, and nothing is installed.
//! Invariant: a chore prints the commands that it runs; what it leaves out it says.

mod arguments;
mod bench;
mod ci;
mod corpus;
mod desk;
mod example;
mod faults;
mod fuzz;
mod place;
mod readme;
mod run;
mod sample;
mod say;
mod seeds;
mod test;
mod train;

use arguments::Arguments;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  test                 formatting, clippy, dependencies' licences, doc examples, all tests: the one test command
  ci                   what .ci/run runs: test, the release build, the README's first command, the examples rebuilt
  bench NAME           footnotes, sentences, formats, marked, attribution, nested, hedge, scope, grammar, languages, pdf, speed, search, vault, build; or all
  bench formats        the example as LibreOffice saves it in other formats, against the DOCX [--show]
  bench marked         agreement with what was marked by hand [--show]
  bench attribution    --gold FILE --text FOLDER [--out FILE] [--strict] [--json]
  bench nested         attributions inside others [--show]
  bench hedge          words of doubt [--show]
  bench scope          what words of doubt put in doubt [--show]
  bench pdf            PDFs made of the example, against it [--show] [--runs N]
                       [--many FOLDER: 200 PDFs, made if it has none, beside pdftotext and PyMuPDF] [--python PATH]
                       [--reports [FOLDER]: published reports printed in fifteen layouts] [--only WORD: of a layout]
  bench recognise      scans made of text in five languages, against it and beside tesseract alone
  bench search         passages found, sealed, plain and beside FTS5 and Recoll [--passages N] [--python PATH]
  bench hostile        files made to do harm, read by the command: outcome, time, memory, what they reached
                       [--folder N: N files of all kinds at once] [--only WORD] [--debug: not built for release]
  bench mutants        damaged copies of our samples, read behind the wall [--count N] [--seed N]
  bench vault          a case: adding, opening, checking, beside b3sum, restic and bagit.py [--files N] [--megabytes N]
  bench opening        a case of many exhibits: what opening it costs [--exhibits N]
  bench speed          [--runs N] [--peer PYTHON: beside spaCy and textacy]
  train                makes crates/grammar/model/english.bin from treebanks; build with --release
                       [--out FILE] [--without WORD,WORD: leaves out documents with one in their name]
  vectors FILE         makes crates/grammar/model/vectors.bin from lines of a word and its numbers [--most N]
  corpus FOLDER        reads every file of a folder and says how each reading ended
  example              rebuilds examples/returned.docx and examples/returned.txt
  readme               writes what the README's first command shows into the README
  fuzz [TARGET]        runs the fuzzing targets, each for five minutes; needs a nightly compiler
                       [--seconds N, or 0] [--keep: what they found becomes part of fuzz/found]
  faults               disks that fail, processes that are killed, files that are altered, words looked for in clear [--full]
  seeds                rebuilds the Word and OpenDocument files among fuzz/seeds
  rules-sample         findings with their context, to be read by eye
                       [--count N] [--seed N] [--rule NAME] [--from FOLDER] [--out FOLDER]";

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == probata_confine::ARGUMENT) {
        return probata_confine::serve();
    }
    let mut arguments = Arguments::of(std::env::args().skip(1));
    match command(&mut arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &mut Arguments) -> Result<(), String> {
    let Some(name) = arguments.word() else {
        say::line(USAGE);
        return Ok(());
    };
    match name.as_str() {
        "test" => test::test(arguments),
        "ci" => ci::ci(arguments),
        "bench" => bench::bench(arguments),
        "corpus" => corpus::corpus(arguments),
        "example" => arguments.done().and_then(|()| example::example()),
        "readme" => arguments.done().and_then(|()| readme::readme()),
        "train" => train::model(arguments),
        "vectors" => train::vectors(arguments),
        "fuzz" => fuzz::fuzz(arguments),
        "faults" => faults::faults(arguments),
        "seeds" => arguments.done().and_then(|()| seeds::seeds()),
        "rules-sample" => sample::sample(arguments),
        "marked" => bench::marked::marked(arguments),
        "help" | "--help" | "-h" => {
            say::line(USAGE);
            Ok(())
        }
        other => Err(format!("there is no command \"{other}\"; `cargo xtask` lists them")),
    }
}
