//! What a chore prints.

/// Prints a line.
#[expect(clippy::print_stdout, reason = "a chore speaks to the person at the terminal")]
pub fn line(text: impl std::fmt::Display) {
    println!("{text}");
}

/// Prints why a chore ended.
#[expect(clippy::print_stderr, reason = "a chore speaks to the person at the terminal")]
pub fn error(text: &str) {
    eprintln!("xtask: {text}");
}
