//! An answer as it lies in the bytes: `TimeStampResp`, in it CMS `SignedData` (RFC 5652), in it `TSTInfo`.
//!
//! Read by hand over `der`, piece by piece: certificates stay the bytes that they are, and nothing sorts a set, which could take an
//! attacker's time.

use super::algorithm::{Hash, SHA_256};
use super::{Algorithm, Imprint, MOST, TimestampError};
use crate::Digest;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Reader, SliceReader, Tag, TagNumber, Tagged};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const STATEMENT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// Certificates that may come with an answer, and attributes that may be signed.
const MOST_PIECES: usize = 64;

/// An answer, cut into what it is made of; its signature is not looked at.
pub(super) struct Token<'a> {
    /// Certificates that came with it, as DER.
    pub certificates: Vec<&'a [u8]>,
    /// How the signer's certificate is named: by issuer and number, or by the identifier of its key.
    pub signer: AnyRef<'a>,
    pub digest: Hash,
    pub attributes: Attributes<'a>,
    pub algorithm: Algorithm<'a>,
    pub signature: &'a [u8],
    pub statement: Statement,
}

/// `TSTInfo` (RFC 3161 section 2.4.2).
pub(super) struct Statement {
    pub policy: ObjectIdentifier,
    pub imprint: Digest,
    pub serial: Vec<u8>,
    /// Microseconds since 1970.
    pub at: i64,
    pub nonce: Option<Vec<u8>>,
}

/// What the signature covers.
pub(super) struct Attributes<'a> {
    /// The bytes that were signed: as they came, but as a `SET OF`.
    pub signed: Vec<u8>,
    all: Vec<(ObjectIdentifier, AnyRef<'a>)>,
}

/// Says what does not read.
pub(super) fn not(what: &'static str) -> impl Fn(der::Error) -> TimestampError {
    move |_| TimestampError::NotAnAnswer(what)
}

/// Pieces one after another.
pub(super) struct Pieces<'a>(SliceReader<'a>);

impl<'a> Pieces<'a> {
    /// Pieces of what a tag holds.
    pub(super) fn of(any: AnyRef<'a>) -> der::Result<Self> {
        SliceReader::new(any.value()).map(Self)
    }

    /// The pieces of a sequence.
    pub(super) fn in_sequence(bytes: &'a [u8]) -> der::Result<Self> {
        let any = AnyRef::from_der(bytes)?;
        any.tag().assert_eq(Tag::Sequence)?;
        Self::of(any)
    }

    pub(super) fn next<T: Decode<'a>>(&mut self) -> der::Result<T> {
        T::decode(&mut self.0)
    }

    /// The next one, if it has this tag.
    pub(super) fn next_if(&mut self, tag: Tag) -> der::Result<Option<AnyRef<'a>>> {
        let is_next = !self.0.is_finished() && self.0.peek_tag()? == tag;
        is_next.then(|| self.next()).transpose()
    }

    /// The bytes of the next one, its tag and length with them.
    fn next_bytes(&mut self) -> der::Result<&'a [u8]> {
        self.0.tlv_bytes()
    }

    pub(super) fn is_finished(&self) -> bool {
        self.0.is_finished()
    }
}

/// The tag `[number]`, with pieces in it.
pub(super) const fn own(number: TagNumber) -> Tag {
    Tag::ContextSpecific { constructed: true, number }
}

impl<'a> Token<'a> {
    pub(super) fn read(answer: &'a [u8]) -> Result<Self, TimestampError> {
        if answer.len() > MOST {
            return Err(TimestampError::TooLarge);
        }
        let mut pieces = Pieces::in_sequence(answer).map_err(not("it is no sequence of DER"))?;
        granted(pieces.next().map_err(not("its status"))?)?;
        let content = pieces.next_if(Tag::Sequence).map_err(not("its token"))?;
        let content = content.ok_or(TimestampError::NotAnAnswer("it holds no token"))?;
        Self::signed_data(content)
    }

    /// `SignedData` in `ContentInfo`.
    fn signed_data(content: AnyRef<'a>) -> Result<Self, TimestampError> {
        let malformed = not("its token is no signed data");
        let read = || -> der::Result<_> {
            let mut info = Pieces::of(content)?;
            let kind: ObjectIdentifier = info.next()?;
            let held = info.next_if(own(TagNumber::N0))?.ok_or(Tag::Sequence.value_error())?;
            let mut data = Pieces::in_sequence(held.value())?;
            data.next::<u8>()?;
            data.next_if(Tag::Set)?;
            let stamped: AnyRef<'_> = data.next()?;
            let certificates = data.next_if(own(TagNumber::N0))?;
            data.next_if(own(TagNumber::N1))?;
            let signers = data.next_if(Tag::Set)?.ok_or(Tag::Set.value_error())?;
            Ok((kind, stamped, certificates, signers, data.is_finished()))
        };
        let (kind, stamped, certificates, signers, is_whole) = read().map_err(&malformed)?;
        if kind != SIGNED_DATA || !is_whole {
            return Err(TimestampError::NotAnAnswer("its token is no signed data"));
        }
        let statement = stated(stamped)?;
        let certificates =
            certificates.map_or(Ok(Vec::new()), bytes_of_all).map_err(not("its certificates"))?;
        let mut signers = Pieces::of(signers).map_err(&malformed)?;
        let signer = signers.next().map_err(not("it is not signed"))?;
        if !signers.is_finished() {
            return Err(TimestampError::NotAnAnswer("it is signed by several"));
        }
        Self::signed(certificates, signer, statement)
    }

    /// `SignerInfo`.
    fn signed(
        certificates: Vec<&'a [u8]>,
        signer: AnyRef<'a>,
        stated: &'a [u8],
    ) -> Result<Self, TimestampError> {
        let read = || -> der::Result<_> {
            let mut pieces = Pieces::of(signer)?;
            pieces.next::<u8>()?;
            let named: AnyRef<'_> = pieces.next()?;
            let digest: Algorithm<'_> = pieces.next()?;
            let attributes = pieces.next_if(own(TagNumber::N0))?.ok_or(Tag::Set.value_error())?;
            let algorithm: Algorithm<'_> = pieces.next()?;
            let signature: OctetStringRef<'_> = pieces.next()?;
            Ok((named, digest, Attributes::read(attributes)?, algorithm, signature.as_bytes()))
        };
        let (signer, digest, attributes, algorithm, signature) = read().map_err(not("its signature"))?;
        let digest = Hash::of(&digest)?;
        attributes.fit(&digest.digest(stated))?;
        let statement = Statement::read(stated)?;
        Ok(Self { certificates, signer, digest, attributes, algorithm, signature, statement })
    }
}

/// `PKIStatusInfo`: whether the authority stamped.
fn granted(status: AnyRef<'_>) -> Result<(), TimestampError> {
    let read = || -> der::Result<_> {
        let mut pieces = Pieces::of(status)?;
        let status: u32 = pieces.next()?;
        let mut said = Vec::new();
        if let Some(texts) = pieces.next_if(Tag::Sequence)? {
            let mut texts = Pieces::of(texts)?;
            while !texts.is_finished() && said.len() < MOST_PIECES {
                said.push(texts.next::<String>()?);
            }
        }
        Ok((status, said.join("; ")))
    };
    match read().map_err(not("its status"))? {
        (0 | 1, _) => Ok(()),
        (status, said) => Err(TimestampError::Refused { status, said }),
    }
}

/// The statement in `EncapsulatedContentInfo`.
fn stated(stamped: AnyRef<'_>) -> Result<&[u8], TimestampError> {
    let read = || -> der::Result<_> {
        let mut pieces = Pieces::of(stamped)?;
        let kind: ObjectIdentifier = pieces.next()?;
        let held = pieces.next_if(own(TagNumber::N0))?.ok_or(Tag::OctetString.value_error())?;
        let octets = OctetStringRef::from_der(held.value())?;
        Ok((kind, octets.as_bytes()))
    };
    let (kind, statement) = read().map_err(not("it holds no statement"))?;
    if kind == STATEMENT {
        Ok(statement)
    } else {
        Err(TimestampError::NotAnAnswer("it states something else"))
    }
}

/// Each piece as bytes.
fn bytes_of_all(any: AnyRef<'_>) -> der::Result<Vec<&[u8]>> {
    let (mut pieces, mut found) = (Pieces::of(any)?, Vec::new());
    while !pieces.is_finished() {
        if found.len() == MOST_PIECES {
            return Err(any.tag().length_error());
        }
        found.push(pieces.next_bytes()?);
    }
    Ok(found)
}

impl<'a> Attributes<'a> {
    fn read(attributes: AnyRef<'a>) -> der::Result<Self> {
        let mut all = Vec::new();
        for attribute in bytes_of_all(attributes)? {
            let mut pieces = Pieces::in_sequence(attribute)?;
            let kind = pieces.next()?;
            let values = pieces.next_if(Tag::Set)?.ok_or(Tag::Set.value_error())?;
            // Every attribute that is asked for below has exactly one value.
            if let [value] = bytes_of_all(values)?[..] {
                all.push((kind, AnyRef::from_der(value)?));
            }
        }
        let signed = der::Encode::to_der(&AnyRef::new(Tag::Set, attributes.value())?)?;
        Ok(Self { signed, all })
    }

    /// The value of the one attribute of this kind.
    pub(super) fn value(&self, kind: ObjectIdentifier) -> Option<AnyRef<'a>> {
        let mut found = self.all.iter().filter(|(known, _)| *known == kind);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(*value)
    }

    /// That they speak of this statement.
    fn fit(&self, digest: &[u8]) -> Result<(), TimestampError> {
        let kind = self.value(CONTENT_TYPE).and_then(|value| value.decode_as::<ObjectIdentifier>().ok());
        let said = self.value(MESSAGE_DIGEST).and_then(|value| value.decode_as::<OctetStringRef<'_>>().ok());
        let fits = kind == Some(STATEMENT) && said.is_some_and(|said| said.as_bytes() == digest);
        fits.then_some(()).ok_or(TimestampError::NotSigned)
    }
}

impl Statement {
    fn read(bytes: &[u8]) -> Result<Self, TimestampError> {
        let read = || -> der::Result<_> {
            let mut pieces = Pieces::in_sequence(bytes)?;
            let version: u8 = pieces.next()?;
            let policy: ObjectIdentifier = pieces.next()?;
            let imprint: Imprint<'_> = pieces.next()?;
            let serial = pieces.next_if(Tag::Integer)?.ok_or(Tag::Integer.value_error())?;
            let at = pieces.next_if(Tag::GeneralizedTime)?.ok_or(Tag::GeneralizedTime.value_error())?;
            // Accuracy and ordering: what they say changes nothing here.
            pieces.next_if(Tag::Sequence)?;
            pieces.next_if(Tag::Boolean)?;
            let nonce = pieces.next_if(Tag::Integer)?;
            pieces.next_if(own(TagNumber::N0))?;
            pieces.next_if(own(TagNumber::N1))?;
            let is_whole = pieces.is_finished() && version == 1;
            let at = moment(at.value()).ok_or(Tag::GeneralizedTime.value_error())?;
            Ok((policy, imprint, serial.value().to_vec(), at, nonce.map(number), is_whole))
        };
        let (policy, imprint, serial, at, nonce, is_whole) = read().map_err(not("its statement"))?;
        if !is_whole {
            return Err(TimestampError::NotAnAnswer("its statement"));
        }
        // Only SHA-256 is asked for.
        let digest = imprint.hashed.as_bytes().try_into().ok().filter(|_| imprint.algorithm.oid == SHA_256);
        let imprint = Digest(digest.ok_or(TimestampError::OtherImprint)?);
        Ok(Self { policy, imprint, serial, at, nonce })
    }
}

/// The bytes of a number without the zero that keeps it from being negative.
fn number(any: AnyRef<'_>) -> Vec<u8> {
    let bytes = any.value();
    let zeros = usize::from(bytes.len() > 1 && bytes[0] == 0);
    bytes[zeros..].to_vec()
}

/// Microseconds since 1970 of `YYYYMMDDhhmmss[.s...]Z`: unlike in certificates, there may be a fraction.
fn moment(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if whole.len() != 14 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let two = |at: usize| whole[at..at + 2].parse::<u8>().ok();
    let year = whole[..4].parse().ok()?;
    let date = der::DateTime::new(year, two(4)?, two(6)?, two(8)?, two(10)?, two(12)?).ok()?;
    let micros: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
    Some(i64::try_from(date.unix_duration().as_secs()).ok()? * 1_000_000 + micros)
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_may_have_fractions() {
        assert_eq!(moment(b"20260503100000Z"), Some(1_777_802_400_000_000));
        assert_eq!(moment(b"20260503100000.25Z"), Some(1_777_802_400_250_000));
        assert_eq!(moment(b"20260503100000.1234567Z"), Some(1_777_802_400_123_456));
        let not: [&[u8]; 7] = [
            b"",
            b"Z",
            b"20260503100000",
            b"20260503100000.Z",
            b"20261303100000Z",
            b"+0260503100000Z",
            b"2026050310000Z",
        ];
        for text in not {
            assert_eq!(moment(text), None);
        }
    }
}
