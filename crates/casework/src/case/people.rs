use super::CaseError;
use probata_seal::{Digest, Identity, Recipient, Verifier};

/// The first word of a card.
const HEAD: &str = "probata-member-1";

/// What somebody hands over to be made a member: public keys and the name that the case will know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCard {
    /// The name; a pseudonym where a name would harm.
    pub name: String,
    /// To whom envelopes will be sealed.
    pub recipient: Recipient,
    /// Who will sign.
    pub verifier: Verifier,
}

/// The card of an identity.
pub fn card_of(identity: &Identity, name: &str) -> MemberCard {
    MemberCard {
        name: name.trim().to_owned(),
        recipient: identity.recipient(),
        verifier: identity.signer().verifier(),
    }
}

impl MemberCard {
    /// Reads the one line of a card.
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        let mut words = text.trim().splitn(4, ' ');
        if words.next() != Some(HEAD) {
            return Err(CaseError::Card(
                "it does not begin with \"probata-member-1\" (\"probata identity\" writes a card beside the identity, which stays with you)",
            ));
        }
        let recipient = words.next().and_then(|word| Recipient::parse(word).ok());
        let verifier =
            words.next().and_then(Digest::from_hex).and_then(|bytes| Verifier::from_bytes(&bytes.0));
        let name = words.next().map(str::trim).filter(|name| !name.is_empty() && !name.contains('\n'));
        match (recipient, verifier, name) {
            (Some(recipient), Some(verifier), Some(name)) => {
                Ok(Self { name: name.to_owned(), recipient, verifier })
            }
            (None, ..) => Err(CaseError::Card("its key to seal to cannot be read")),
            (_, None, _) => Err(CaseError::Card("its key to sign with cannot be read")),
            _ => Err(CaseError::Card("it has no name")),
        }
    }
}

impl std::fmt::Display for MemberCard {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{HEAD} {} {} {}", self.recipient, Digest(self.verifier.bytes()), self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;

    impl probata_seal::Random for Ones {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn a_card_comes_back_and_anything_else_is_refused() {
        let card = card_of(&Identity::new(&mut Ones), "Ilan of the Doln office");
        assert_eq!(MemberCard::parse(&format!("{card}\n")).unwrap(), card);
        let line = card.to_string();
        for text in [
            "",
            "hello",
            &line[..line.len() - 30],
            &line.replace("age1", "age2"),
            &line.replace("-1 ", "-2 "),
        ] {
            assert!(MemberCard::parse(text).is_err(), "{text}");
        }
    }
}
