//! A timestamping authority of one's own, by the program `openssl`, where it is installed.
//!
//! Its keys are new each time: here, and here alone, the same calls do not give the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const LATE: &str = "20491231235959Z";

/// What an authority is like.
#[derive(Debug, Clone, Copy)]
pub struct Nature {
    /// Its keys: `RSA:2048`, `EC:P-256`, `EC:P-384`.
    pub keys: &'static str,
    /// The digest that it signs.
    pub digest: &'static str,
    /// The digest by which it names its certificate.
    pub named_by: &'static str,
    /// What its certificate is for.
    pub purposes: &'static str,
    /// What its key is for.
    pub usage: &'static str,
    /// Digests that it stamps.
    pub stamps: &'static str,
    /// When its certificate ends, such as `20491231235959Z`; it begins with 2020.
    pub ends: &'static str,
    /// When the certificate between it and the root ends.
    pub between_ends: &'static str,
    /// Digits of a second's fraction.
    pub fraction: u8,
}

impl Default for Nature {
    fn default() -> Self {
        Self {
            keys: "EC:P-256",
            digest: "sha256",
            named_by: "sha256",
            purposes: "critical,timeStamping",
            usage: "critical,digitalSignature",
            stamps: "sha256",
            ends: LATE,
            between_ends: LATE,
            fraction: 0,
        }
    }
}

/// An authority with its root, in a folder: `root.pem`, `between.pem`, `signer.pem`, `signer.key`.
#[derive(Debug)]
pub struct Authority {
    folder: PathBuf,
}

impl Authority {
    /// True if there is an `openssl`.
    pub fn is_there() -> bool {
        Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success())
    }

    /// Makes one in this folder, which is emptied.
    pub fn new(folder: &Path, nature: &Nature) -> Self {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("the system does it");
        let authority = Self { folder: folder.to_owned() };
        authority.write("openssl.cnf", &settings(nature));
        authority.write("index.txt", "");
        for (name, subject) in
            [("root", "/CN=Lisk Root"), ("between", "/CN=Lisk Between"), ("signer", "/O=Lisk/CN=Lisk Time")]
        {
            let (kind, size) = nature.keys.split_once(':').expect("RSA:2048");
            let size = if kind == "RSA" {
                format!("rsa_keygen_bits:{size}")
            } else {
                format!("ec_paramgen_curve:{size}")
            };
            let key = format!("{name}.key");
            authority.openssl(&["genpkey", "-algorithm", kind, "-pkeyopt", &size, "-out", &key]);
            let request = format!("{name}.csr");
            authority.openssl(&[
                "req",
                "-new",
                "-config",
                "openssl.cnf",
                "-key",
                &key,
                "-subj",
                subject,
                "-out",
                &request,
            ]);
        }
        authority.issue("root", None, LATE);
        authority.issue("between", Some("root"), nature.between_ends);
        authority.issue("signer", Some("between"), nature.ends);
        authority.write("serial", "01\n");
        authority
    }

    /// A file of it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The root's certificate, as PEM.
    pub fn root(&self) -> Vec<u8> {
        fs::read(self.file("root.pem")).expect("the system does it")
    }

    /// Answers a request.
    pub fn answer(&self, request: &[u8]) -> Vec<u8> {
        fs::write(self.file("request.tsq"), request).expect("the system does it");
        let answering =
            ["ts", "-reply", "-config", "openssl.cnf", "-queryfile", "request.tsq", "-out", "answer.tsr"];
        self.openssl(&answering);
        fs::read(self.file("answer.tsr")).expect("the system does it")
    }

    /// Signs bytes with the signer's key and SHA-256.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        fs::write(self.file("bytes"), bytes).expect("the system does it");
        self.openssl(&["dgst", "-sha256", "-sign", "signer.key", "-out", "signature", "bytes"]);
        fs::read(self.file("signature")).expect("the system does it")
    }

    /// What `openssl ts -verify` says of an answer and what was stamped: whether it holds, and its words.
    pub fn verifies(&self, stamped: &Path, answer: &Path) -> (bool, String) {
        let output = Command::new("openssl")
            .args(["ts", "-verify", "-CAfile"])
            .arg(self.file("root.pem"))
            .arg("-data")
            .arg(stamped)
            .arg("-in")
            .arg(answer)
            .output()
            .expect("the system does it");
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    fn issue(&self, name: &str, by: Option<&str>, ends: &str) {
        let (request, certificate) = (format!("{name}.csr"), format!("{name}.pem"));
        let by = by.map(|by| (format!("{by}.pem"), format!("{by}.key")));
        let own = format!("{name}.key");
        let issuer = match &by {
            Some((certificate, key)) => vec!["-cert", certificate, "-keyfile", key],
            None => vec!["-selfsign", "-keyfile", &own],
        };
        let asked = [
            "ca",
            "-config",
            "openssl.cnf",
            "-batch",
            "-notext",
            "-create_serial",
            "-in",
            &request,
            "-out",
            &certificate,
        ];
        let said = ["-extensions", name, "-startdate", "20200101000000Z", "-enddate", ends];
        self.openssl(&[&asked[..], &said, &issuer].concat());
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).expect("the system does it");
    }

    fn openssl(&self, arguments: &[&str]) {
        let output =
            Command::new("openssl").current_dir(&self.folder).args(arguments).output().expect("it is there");
        assert!(
            output.status.success(),
            "openssl {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn settings(nature: &Nature) -> String {
    let Nature { digest, named_by, purposes, usage, stamps, fraction, .. } = nature;
    format!(
        "[req]\ndistinguished_name = dn\n[dn]\n\
        [ca]\ndefault_ca = issuing\n[issuing]\ndatabase = index.txt\nnew_certs_dir = .\nserial = issued\ndefault_md = sha256\npolicy = any\n\
        unique_subject = no\n[any]\norganizationName = optional\ncommonName = supplied\n\
        [root]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\nsubjectKeyIdentifier = hash\n\
        [between]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign\nsubjectKeyIdentifier = hash\n\
        [signer]\nbasicConstraints = CA:FALSE\nkeyUsage = {usage}\nextendedKeyUsage = {purposes}\nsubjectKeyIdentifier = hash\n\
        [tsa]\ndefault_tsa = lisk\n\
        [lisk]\nserial = serial\nsigner_cert = signer.pem\ncerts = between.pem\nsigner_key = signer.key\nsigner_digest = {digest}\n\
        default_policy = 1.3.6.1.4.1.99999.1\ndigests = {stamps}\naccuracy = secs:1\nclock_precision_digits = {fraction}\n\
        ess_cert_id_alg = {named_by}\n"
    )
}
