use super::*;
use crate::sha256;
use probata_testkit::authority::{Authority, Nature};
use proptest::prelude::*;
use rustls_pki_types::{CertificateDer, pem::PemObject};
use std::path::{Path, PathBuf};

/// An answer of an authority of our own, kept, so that what matters is tested where there is no `openssl`.
const ANSWER: &[u8] = include_bytes!("../../tests/timestamp/answer.tsr");
const HEAD: &[u8] = include_bytes!("../../tests/timestamp/stamped.txt");
const ROOT: &[u8] = include_bytes!("../../tests/timestamp/root.pem");
const OTHER_ROOT: &[u8] = include_bytes!("../../tests/timestamp/other.pem");
const NONCE: u64 = 0x00c0_ffee_0000_0001;

fn folder(name: &str) -> PathBuf {
    let target = std::env::current_exe().unwrap();
    target.parent().and_then(Path::parent).unwrap().join("tmp-timestamp").join(name)
}

/// An authority, if one can be made here.
fn authority(name: &str, nature: &Nature) -> Option<Authority> {
    Authority::is_there().then(|| Authority::new(&folder(name), nature))
}

fn roots(authority: &Authority) -> TrustRoots {
    TrustRoots::read(&authority.root()).unwrap()
}

/// What comes of asking an authority and reading its answer.
fn asked(authority: &Authority) -> Result<Timestamp, TimestampError> {
    let imprint = sha256(HEAD);
    let read = Timestamp::read(&authority.answer(&timestamp_request(imprint, NONCE)))?;
    read.answers(imprint, NONCE).map(|()| read)
}

#[test]
fn a_kept_answer_holds() {
    let read = Timestamp::read(ANSWER).unwrap();
    assert_eq!(read.answers(sha256(HEAD), NONCE), Ok(()));
    assert_eq!(read.signer, "CN=Lisk Time,O=Lisk");
    assert_eq!(read.policy, "1.3.6.1.4.1.99999.1");
    let root = read.chain(&TrustRoots::read(ROOT).unwrap()).unwrap();
    assert_eq!(root.name, "CN=Lisk Root");
    // As DER it is the same one.
    assert_eq!(TrustRoots::read(&root.certificate), TrustRoots::read(ROOT));
    assert_eq!(read.answers(sha256(b"another head"), NONCE), Err(TimestampError::OtherImprint));
    assert_eq!(read.answers(sha256(HEAD), NONCE + 1), Err(TimestampError::OtherNonce));
    let other = TrustRoots::read(OTHER_ROOT).unwrap();
    let why = "a certificate on the way is not signed by the one that it names".to_owned();
    assert_eq!(read.chain(&other), Err(TimestampError::NotTrusted(why)));
    // Both are trusted: one of them issued it.
    assert_eq!(read.chain(&TrustRoots::read(&[OTHER_ROOT, ROOT].concat()).unwrap()), Ok(root));
    for not in [&b""[..], b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ANSWER] {
        assert_eq!(TrustRoots::read(not), Err(TimestampError::NoRoots));
    }
}

/// Whatever bit is flipped, nothing is believed that the authority did not sign.
#[test]
fn flipped_bits_change_nothing_that_is_believed() {
    let whole = Timestamp::read(ANSWER).unwrap();
    let roots = TrustRoots::read(ROOT).unwrap();
    let mut taken = 0;
    for bit in 0..ANSWER.len() * 8 {
        let mut bytes = ANSWER.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(read) = Timestamp::read(&bytes) else { continue };
        assert_eq!(
            Timestamp { certificates: Vec::new(), ..read.clone() },
            Timestamp { certificates: Vec::new(), ..whole.clone() }
        );
        assert_eq!(read.certificates[0], whole.certificates[0]);
        // In the certificate between, nothing but its chain is looked at.
        if read.certificates != whole.certificates {
            assert!(read.chain(&roots).is_err(), "{bit}");
        }
        taken += 1;
    }
    // The status, versions, parameters and the certificate between are not signed by the authority.
    assert!(taken < ANSWER.len() * 8 / 2, "{taken}");
}

#[test]
fn cuts_and_other_bytes_are_no_answer() {
    for length in 0..ANSWER.len() {
        assert!(Timestamp::read(&ANSWER[..length]).is_err());
    }
    assert_eq!(Timestamp::read(&vec![0x30; MOST + 1]), Err(TimestampError::TooLarge));
    assert!(Timestamp::read(&vec![0x30; MOST]).is_err());
    assert!(Timestamp::read(ROOT).is_err());
    assert!(Timestamp::read(&[ANSWER, b"\n"].concat()).is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Timestamp::read(&bytes).is_err());
        prop_assert!(TrustRoots::read(&bytes).is_err());
    }

    /// Several bytes changed, cut out and put in at once.
    #[test]
    fn no_mutant_makes_it_panic(
        changes in prop::collection::vec((0..ANSWER.len(), any::<u8>()), 0..4),
        cut in (0..ANSWER.len(), 0_usize..40),
        put in (0..ANSWER.len(), prop::collection::vec(any::<u8>(), 0..20)),
    ) {
        let mut bytes = ANSWER.to_vec();
        changes.iter().for_each(|(at, byte)| bytes[*at] = *byte);
        bytes.drain(cut.0..(cut.0 + cut.1).min(bytes.len()));
        let at = put.0.min(bytes.len());
        bytes.splice(at..at, put.1);
        if let Ok(read) = Timestamp::read(&bytes) {
            prop_assert_eq!(read.imprint, sha256(HEAD));
            let _ = read.chain(&TrustRoots::read(ROOT).unwrap());
        }
        let _ = TrustRoots::read(&bytes);
    }
}

/// A set of many small things takes no time that grows with their square.
#[test]
fn a_large_answer_is_soon_refused() {
    let of = |tag: u8, value: &[u8]| {
        let length = u32::try_from(value.len()).unwrap().to_be_bytes();
        [&[tag, 0x84], &length[..], value].concat()
    };
    let oid = SIGNED_DATA_OID;
    let numbers: Vec<u8> =
        (0..100_000_u32).rev().flat_map(|number| [4, 2, (number >> 8) as u8, number as u8]).collect();
    let data = of(0x30, &[&[2, 1, 3][..], &of(0x31, &numbers), &of(0x30, &[]), &of(0xa0, &numbers)].concat());
    let token = of(0x30, &[oid, &of(0xa0, &data)].concat());
    let answer = of(0x30, &[&[0x30, 3, 2, 1, 0][..], &token].concat());
    assert!(answer.len() < MOST);
    assert!(Timestamp::read(&answer).is_err());
}

const SIGNED_DATA_OID: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];

#[test]
fn authorities_of_every_kind_are_understood() {
    for (at, keys) in ["RSA:2048", "EC:P-256", "EC:P-384"].into_iter().enumerate() {
        for (digest, named_by, fraction) in
            [("sha256", "sha256", 0), ("sha384", "sha384", 3), ("sha512", "sha1", 6)]
        {
            let nature = Nature { keys, digest, named_by, fraction, ..Nature::default() };
            let Some(authority) = authority(&format!("kind-{at}-{digest}"), &nature) else { return };
            let read = asked(&authority).unwrap_or_else(|error| panic!("{nature:?}: {error}"));
            assert_eq!(read.chain(&roots(&authority)).unwrap().name, "CN=Lisk Root", "{nature:?}");
            assert!(fraction > 0 || read.at % 1_000_000 == 0);
        }
    }
}

#[test]
fn a_refusal_is_told() {
    let nature = Nature { stamps: "sha512", ..Nature::default() };
    let Some(authority) = authority("refusing", &nature) else { return };
    let error = asked(&authority).unwrap_err();
    assert!(matches!(error, TimestampError::Refused { status: 2, .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "the authority refused (status 2: Message digest algorithm is not supported.)"
    );
}

#[test]
fn certificates_for_something_else_are_refused() {
    let Some(other) = authority("purpose", &Nature::default()) else { return };
    let answer = other.answer(&timestamp_request(sha256(HEAD), NONCE));
    let read = Timestamp::read(&answer).unwrap();
    assert!(read.chain(&roots(&other)).is_ok());
    // openssl does not stamp with such a certificate, so that one is put into the place of the right one where it is looked at.
    let check = |purposes, usage, why: &str| {
        let nature = Nature { purposes, usage, ..Nature::default() };
        let authority = Authority::new(&folder("purposes"), &nature);
        let pem = std::fs::read(authority.file("signer.pem")).unwrap();
        let der = CertificateDer::from_pem_slice(&pem).unwrap();
        let found = certificate::SignerCertificate::read(&der).unwrap().is_for_timestamps_at(read.at);
        match why {
            "" => assert_eq!(found, Ok(())),
            why => assert_eq!(
                found.unwrap_err().to_string(),
                format!("the certificate that signed it is not for timestamps: {why}")
            ),
        }
    };
    check("critical,timeStamping", "critical,digitalSignature,nonRepudiation", "");
    check("critical,timeStamping", "critical,keyEncipherment", "its key is for something else too, or only");
    check(
        "critical,timeStamping",
        "digitalSignature,keyCertSign",
        "its key is for something else too, or only",
    );
    check("timeStamping", "critical,digitalSignature", "its purpose is not marked critical");
    check(
        "critical,timeStamping,serverAuth",
        "critical,digitalSignature",
        "it is for something else too, or only",
    );
    check("critical,codeSigning", "critical,digitalSignature", "it is for something else too, or only");
}

#[test]
fn what_had_expired_by_then_is_refused() {
    let Some(expired) =
        authority("expired-between", &Nature { between_ends: "20210101000000Z", ..Nature::default() })
    else {
        return;
    };
    let read = asked(&expired).unwrap();
    let why = "a certificate on the way had expired by then".to_owned();
    assert_eq!(read.chain(&roots(&expired)), Err(TimestampError::NotTrusted(why)));
    let expired =
        Authority::new(&folder("expired-signer"), &Nature { ends: "20210101000000Z", ..Nature::default() });
    assert_eq!(asked(&expired), Err(TimestampError::NotValidThen));
}

#[test]
fn a_signature_by_another_key_is_refused() {
    let nature = Nature { keys: "RSA:2048", ..Nature::default() };
    let Some(one) = authority("one", &nature) else { return };
    let other = Authority::new(&folder("other"), &nature);
    let mut answer = one.answer(&timestamp_request(sha256(HEAD), NONCE));
    assert!(Timestamp::read(&answer).is_ok());
    let signed = Token::read(&answer).unwrap().attributes.signed;
    let at = answer.len() - 256;
    // Made by its own key again, it is the same; made by another one, it is refused.
    assert_eq!(answer[at..], one.sign(&signed));
    answer.splice(at.., other.sign(&signed));
    assert_eq!(Timestamp::read(&answer), Err(TimestampError::NotSigned));
    let theirs = asked(&other).unwrap();
    assert!(matches!(theirs.chain(&roots(&one)), Err(TimestampError::NotTrusted(_))));
}

/// Makes the files that are kept: `cargo test -p probata-seal -- --ignored the_kept_answer_is_made_anew`.
#[test]
#[ignore = "writes into the repository"]
fn the_kept_answer_is_made_anew() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/timestamp");
    let authority = Authority::new(&folder("kept"), &Nature::default());
    std::fs::write(kept.join("answer.tsr"), authority.answer(&timestamp_request(sha256(HEAD), NONCE)))
        .unwrap();
    std::fs::write(kept.join("root.pem"), authority.root()).unwrap();
    let other = Authority::new(&folder("kept-other"), &Nature::default());
    std::fs::write(kept.join("other.pem"), other.root()).unwrap();
}
