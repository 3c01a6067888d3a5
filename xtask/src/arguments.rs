//! The words after `cargo xtask`.
//!
//! Invariant: a word that nobody asks for is an error, never passed over.

/// What is left of the command line.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// All of it.
    pub fn of(words: impl Iterator<Item = String>) -> Self {
        Self(words.collect())
    }

    /// Takes `--name`, if it is there.
    pub fn flag(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|word| word == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// Takes `--name VALUE`, if it is there.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(at) = self.0.iter().position(|word| word == name) else { return Ok(None) };
        self.0.remove(at);
        if at < self.0.len() { Ok(Some(self.0.remove(at))) } else { Err(format!("{name} needs a value")) }
    }

    /// Takes `--name NUMBER`, or says `otherwise`.
    pub fn number(&mut self, name: &str, otherwise: u64) -> Result<u64, String> {
        match self.value(name)? {
            None => Ok(otherwise),
            Some(value) => value.parse().map_err(|_| format!("{name} needs a number, not \"{value}\"")),
        }
    }

    /// Takes the next word, options aside.
    pub fn word(&mut self) -> Option<String> {
        let first = self.0.first().is_some_and(|word| !word.starts_with("--") || word == "--help");
        first.then(|| self.0.remove(0))
    }

    /// Says so if anything is left.
    pub fn done(&self) -> Result<(), String> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(format!("\"{word}\" is not understood here; `cargo xtask` lists what is")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Arguments {
        Arguments::of(words.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn words_options_and_values_are_taken_once() {
        let mut arguments = of("bench speed --runs 3 --show");
        assert_eq!(
            (arguments.word().as_deref(), arguments.word().as_deref()),
            (Some("bench"), Some("speed"))
        );
        assert_eq!(arguments.number("--runs", 5), Ok(3));
        assert!(arguments.flag("--show") && arguments.done().is_ok());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert!(of("--speed").done().unwrap_err().contains("\"--speed\""));
        assert!(of("--runs").number("--runs", 5).unwrap_err().contains("needs a value"));
        assert!(of("--runs many").number("--runs", 5).unwrap_err().contains("\"many\""));
    }
}
