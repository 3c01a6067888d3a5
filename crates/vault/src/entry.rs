//! An entry of a log: a header that stays for ever and a body that can be erased.

use crate::Id;
use crate::bytes::{Piece, Reader, Writer};
use probata_seal::{Digest, EntrySalt, Random, field_digest, leaf_hash};

const MAGIC: &[u8; 8] = b"PROENTR1";
/// Bytes of a body's salt.
const SALT: usize = 32;
/// Bytes of a field's digest.
const DIGEST: usize = 32;

/// How far another log was known when an entry was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The other log.
    pub log: Id,
    /// Its entries then.
    pub size: u64,
    /// The root of their tree.
    pub root: Digest,
}

/// What stays of an entry whatever is erased. Its bytes are the leaf of the log's tree; nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The log.
    pub log: Id,
    /// Number in the log, from 0.
    pub seq: u64,
    /// Hash of the leaf before; zeros for the first.
    pub previous: Digest,
    /// Larger than that of every entry known when it was written.
    pub lamport: u64,
    /// Other logs, as far as they were known, where that changed.
    pub seen: Vec<Seen>,
    /// When it was written, in microseconds since 1970 (UTC); never before the log's previous entry.
    pub at: i64,
    /// What the clock said.
    pub clock: i64,
    /// What was done, such as `added`.
    pub act: String,
    /// Whose members may open the body.
    pub compartment: Id,
    /// Epoch of the main compartment whose key seals the header.
    pub epoch: u32,
    /// Epoch of the entry's compartment whose key seals the body, if no subject's key does.
    pub body_epoch: u32,
    /// Of what it speaks, under whose key the body is sealed.
    pub subject: Option<Id>,
    /// The part of the keyring that holds the subject's key; zeros if none.
    pub segment: Id,
    /// 32 random bytes, so that no leaf can be guessed.
    pub nonce: [u8; 32],
    /// A salted digest for each field of the body.
    pub digests: Digests,
}

/// Digests of an entry's fields, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests(Piece);

impl Digests {
    /// Each of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Digest> {
        self.0.chunks_exact(DIGEST).map(|bytes| Digest(bytes.try_into().expect("32 bytes")))
    }
}

impl FromIterator<Digest> for Digests {
    fn from_iter<I: IntoIterator<Item = Digest>>(digests: I) -> Self {
        Self(Piece::alone(digests.into_iter().flat_map(|digest| digest.0).collect()))
    }
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Vec<u8>,
}

/// What an entry says, as long as it is not erased: a salt and fields, in the order of the digests.
///
/// It stays as one piece of bytes, as it is sealed: a case has hundreds of thousands of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    bytes: Piece,
}

/// An entry as far as its reader may open it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What stays.
    pub header: Header,
    /// What it says; none if that is erased or for others.
    pub body: Option<Body>,
}

impl Entry {
    /// The first value of this name.
    pub fn value(&self, name: &str) -> Option<&[u8]> {
        self.body.as_ref()?.fields().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Every field of what it says, with its value.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.body.iter().flat_map(Body::fields)
    }

    /// The first value of this name as text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name).and_then(|value| std::str::from_utf8(value).ok())
    }
}

impl Header {
    /// The bytes that are hashed.
    pub fn bytes(&self) -> Vec<u8> {
        /// What a header takes beside its lists and its act.
        const FIXED: usize = 256;
        let length = FIXED + self.act.len() + 56 * self.seen.len() + self.digests.0.len();
        let mut out = Writer(Vec::with_capacity(length));
        out.raw(MAGIC).id(self.log).u64(self.seq).digest(self.previous).u64(self.lamport);
        out.u32(self.seen.len() as u32);
        for seen in &self.seen {
            out.id(seen.log).u64(seen.size).digest(seen.root);
        }
        out.i64(self.at).i64(self.clock).bytes(self.act.as_bytes());
        out.id(self.compartment).u32(self.epoch).u32(self.body_epoch);
        out.u8(u8::from(self.subject.is_some())).id(self.subject.unwrap_or_default()).id(self.segment);
        out.raw(&self.nonce).u32(self.digests.iter().len() as u32).raw(&self.digests.0);
        out.0
    }

    /// Reads them back; none if they are no header, or another writing of one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::from_piece(&Piece::alone(bytes.to_vec()))
    }

    /// Likewise, of bytes that lie among others and stay there.
    pub(crate) fn from_piece(piece: &Piece) -> Option<Self> {
        let mut from = Reader(piece.strip_prefix(MAGIC)?);
        let (log, seq, previous, lamport) = (from.id()?, from.u64()?, from.digest()?, from.u64()?);
        let count = from.count(56)?;
        let seen =
            from.many(count, |from| Some(Seen { log: from.id()?, size: from.u64()?, root: from.digest()? }))?;
        let (at, clock, act) = (from.i64()?, from.i64()?, from.string()?);
        let (compartment, epoch, body_epoch) = (from.id()?, from.u32()?, from.u32()?);
        let (has_subject, subject, segment) = (from.u8()?, from.id()?, from.id()?);
        let nonce = from.array()?;
        let length = from.count(DIGEST)? * DIGEST;
        from.raw(length)?;
        from.end()?;
        let digests = Digests(piece.last(length)?);
        let subject = match has_subject {
            0 if subject == Id::default() => None,
            1 => Some(subject),
            _ => return None,
        };
        Some(Self {
            log,
            seq,
            previous,
            lamport,
            seen,
            at,
            clock,
            act,
            compartment,
            epoch,
            body_epoch,
            subject,
            segment,
            nonce,
            digests,
        })
    }

    /// Hash of the leaf.
    pub fn leaf(&self) -> Digest {
        leaf_hash(&self.bytes())
    }

    /// Where it stands, so that what is sealed for it opens nowhere else.
    pub fn context(&self) -> Vec<u8> {
        context(self.log, self.seq)
    }
}

pub(crate) fn context(log: Id, seq: u64) -> Vec<u8> {
    [&log.0[..], &seq.to_le_bytes()].concat()
}

impl Body {
    /// A body with a salt of its own.
    pub fn new(fields: &[Field], random: &mut dyn Random) -> Self {
        let salt = EntrySalt::new(random);
        let length: usize = fields.iter().map(|field| 8 + field.name.len() + field.value.len()).sum();
        let mut out = Writer(Vec::with_capacity(SALT + 4 + length));
        out.raw(&salt.0).u32(fields.len() as u32);
        for field in fields {
            out.bytes(field.name.as_bytes()).bytes(&field.value);
        }
        Self { bytes: Piece::alone(out.0) }
    }

    /// The bytes that are sealed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads them back: none if they are no body.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::from_piece(Piece::alone(bytes.to_vec()))
    }

    /// Likewise, of bytes that lie among others and stay there.
    pub(crate) fn from_piece(piece: Piece) -> Option<Self> {
        let mut from = Reader(&piece);
        from.raw(SALT)?;
        for _ in 0..from.count(8)? {
            std::str::from_utf8(from.bytes()?).ok()?;
            from.bytes()?;
        }
        from.end()?;
        Some(Self { bytes: piece })
    }

    /// Each field with its value.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let mut from = Reader(&self.bytes[SALT + 4..]);
        // That they are there was seen when the body was made.
        std::iter::from_fn(move || Some((from.bytes()?, from.bytes()?)))
            .map(|(name, value)| (std::str::from_utf8(name).unwrap_or_default(), value))
    }

    /// The digests that stand in the header.
    pub fn digests(&self) -> Digests {
        let salt = EntrySalt(self.bytes[..SALT].try_into().expect("it was read"));
        let salts = salt.of_fields();
        let numbered = (0..).zip(self.fields());
        numbered.map(|(at, (name, value))| field_digest(&salts.of(at), name, value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header() -> Header {
        Header {
            log: Id([1; 16]),
            seq: 7,
            previous: Digest([2; 32]),
            lamport: 9,
            seen: vec![Seen { log: Id([3; 16]), size: 4, root: Digest([4; 32]) }],
            at: 1_700_000_000_000_000,
            clock: -1,
            act: "added".into(),
            compartment: Id([5; 16]),
            epoch: 1,
            body_epoch: 2,
            subject: Some(Id([6; 16])),
            segment: Id([7; 16]),
            nonce: [8; 32],
            digests: [Digest([9; 32]), Digest([10; 32])].into_iter().collect(),
        }
    }

    #[test]
    fn a_header_comes_back() {
        let header = header();
        assert_eq!(Header::from_bytes(&header.bytes()), Some(header.clone()));
        let without = Header { subject: None, seen: vec![], digests: Digests::from_iter([]), ..header };
        assert_eq!(Header::from_bytes(&without.bytes()), Some(without));
    }

    #[test]
    fn a_body_comes_back_with_its_digests() {
        let fields = vec![
            Field { name: "name".into(), value: b"letter.pdf".to_vec() },
            Field { name: "size".into(), value: b"17".to_vec() },
        ];
        let body = Body::new(&fields, &mut Ones);
        let back = Body::from_bytes(body.bytes()).unwrap();
        assert_eq!(back, body);
        let read: Vec<_> = back.fields().collect();
        assert_eq!(read, [("name", &b"letter.pdf"[..]), ("size", b"17")]);
        assert_eq!(back.digests(), body.digests());
        let digests: Vec<Digest> = body.digests().iter().collect();
        assert_eq!(digests.len(), 2);
        assert_ne!(digests[0], digests[1]);
    }

    struct Ones;

    impl Random for Ones {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0_usize..200, byte: u8) {
            let _ = Body::from_bytes(&bytes);
            let mut known = header().bytes();
            let at = at % known.len();
            known[at] = byte;
            if let Some(read) = Header::from_bytes(&known) {
                prop_assert_eq!(read.bytes(), known);
            }
        }
    }
}
