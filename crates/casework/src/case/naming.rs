//! Names of exhibits and records as people write them: `E-12`, `S-3`, and `S-3@3c90d4` where two laptops gave the same number.

use probata_vault::Id;

/// Digits that tell apart what has the same number.
const DIGITS: usize = 6;

/// A name, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'n> {
    /// The letter of the kind, large.
    pub prefix: char,
    /// The number.
    pub number: u64,
    /// First digits of the identity.
    mark: Option<&'n str>,
}

impl<'n> Name<'n> {
    /// Reads a name; none if it is none.
    pub fn parse(name: &'n str) -> Option<Self> {
        let (prefix, rest) = name.split_once('-')?;
        let mut letters = prefix.chars();
        let prefix = letters.next().filter(|_| letters.as_str().is_empty())?.to_ascii_uppercase();
        let (number, mark) = match rest.split_once('@') {
            Some((number, mark)) => (number, Some(mark)),
            None => (rest, None),
        };
        let is_mark = |mark: &str| !mark.is_empty() && mark.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = number.parse().ok()?;
        mark.is_none_or(is_mark).then_some(Self { prefix, number, mark })
    }

    /// True if it may name this.
    pub fn fits(&self, number: u64, id: Id) -> bool {
        let has_mark = |mark: &str| id.to_string().starts_with(&mark.to_ascii_lowercase());
        number == self.number && self.mark.is_none_or(has_mark)
    }
}

/// The name of what has a number.
pub(super) fn written(prefix: char, number: u64, id: Id, is_doubled: bool) -> String {
    match is_doubled {
        true => format!("{prefix}-{number}@{}", &id.to_string()[..DIGITS]),
        false => format!("{prefix}-{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let id = Id([0x3c; 16]);
        for is_doubled in [false, true] {
            let name = written('S', 7, id, is_doubled);
            let read = Name::parse(&name).unwrap();
            assert_eq!((read.prefix, read.number), ('S', 7));
            assert!(read.fits(7, id));
            assert!(!read.fits(8, id));
            assert_eq!(read.fits(7, Id([0x3d; 16])), !is_doubled);
        }
        assert_eq!(written('S', 7, id, true), "S-7@3c3c3c");
        assert!(Name::parse("s-7@3C").unwrap().fits(7, id));
        for none in ["S7", "S-", "SS-1", "S-1@", "S-1@xyz", "S-x"] {
            assert_eq!(Name::parse(none), None, "{none}");
        }
    }
}
