//! Archives byte by byte, so that they can be wrong in any way.

/// A member of a ZIP archive as its headers are to have it.
#[derive(Debug, Clone)]
pub struct Zipped {
    /// Name in the directory.
    pub name: Vec<u8>,
    /// Name in the header before the member; that of the directory if none.
    pub own_name: Option<Vec<u8>>,
    /// General purpose flags.
    pub flags: u16,
    /// 0 stored, 8 deflated.
    pub method: u16,
    /// As stored in the archive.
    pub packed: Vec<u8>,
    /// Length and checksum of what was packed.
    pub plain: (u32, u32),
    /// Type and rights of Unix; 0 for none.
    pub mode: u32,
}

impl Zipped {
    /// A file that is stored as it is.
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self {
            name: name.as_bytes().to_vec(),
            own_name: None,
            flags: 0x800,
            method: 0,
            packed: bytes.to_vec(),
            plain: (length, checksum(bytes)),
            mode: 0,
        }
    }

    /// A file that was deflated to `packed`.
    pub fn deflated(name: &str, packed: Vec<u8>, bytes: &[u8]) -> Self {
        Self { method: 8, packed, ..Self::stored(name, bytes) }
    }

    fn numbers(&self) -> Vec<u8> {
        let packed = u32::try_from(self.packed.len()).unwrap_or(u32::MAX);
        let mut out = Vec::new();
        out.extend(self.flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        // 12:30 on 4 May 2021.
        out.extend([0xc0, 0x63, 0xa4, 0x52]);
        out.extend(self.plain.1.to_le_bytes());
        out.extend(packed.to_le_bytes());
        out.extend(self.plain.0.to_le_bytes());
        out
    }

    fn header(&self) -> Vec<u8> {
        let name = self.own_name.as_ref().unwrap_or(&self.name);
        let mut out = b"PK\x03\x04\x14\0".to_vec();
        out.extend(self.numbers());
        out.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend([0, 0]);
        out.extend(name);
        out
    }

    fn entry(&self, offset: usize) -> Vec<u8> {
        let host = if self.mode == 0 { 0 } else { 3 };
        let mut out = b"PK\x01\x02\x14".to_vec();
        out.push(host);
        out.extend(b"\x14\0");
        out.extend(self.numbers());
        out.extend(u16::try_from(self.name.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend([0; 8]);
        out.extend((self.mode << 16).to_le_bytes());
        out.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(&self.name);
        out
    }
}

/// A ZIP archive of these members.
pub fn zip(members: &[Zipped]) -> Vec<u8> {
    let listed: Vec<(usize, &Zipped)> = members.iter().enumerate().collect();
    zip_listing(members, &listed)
}

/// A ZIP archive of these members whose directory lists others: each with the member whose header it points to.
pub fn zip_listing(members: &[Zipped], listed: &[(usize, &Zipped)]) -> Vec<u8> {
    let (mut out, mut offsets) = (Vec::new(), Vec::new());
    for member in members {
        offsets.push(out.len());
        out.extend(member.header());
        out.extend(&member.packed);
    }
    let start = out.len();
    for (index, entry) in listed {
        out.extend(entry.entry(offsets.get(*index).copied().unwrap_or(usize::MAX)));
    }
    let size = u32::try_from(out.len() - start).unwrap_or(u32::MAX);
    let count = u16::try_from(listed.len()).unwrap_or(u16::MAX);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(u32::try_from(start).unwrap_or(u32::MAX).to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A member of a TAR archive: its header and its bytes, filled up to whole blocks.
pub fn tarred(name: &str, kind: u8, link: &str, bytes: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 512];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &name.as_bytes()[..name.len().min(100)]);
    put(100, b"0000644\0");
    put(124, format!("{:011o}\0", bytes.len()).as_bytes());
    // 3 May 2021, 12:00:00 UTC.
    put(136, format!("{:011o}\0", 1_620_043_200).as_bytes());
    put(148, b"        ");
    put(156, &[kind]);
    put(157, &link.as_bytes()[..link.len().min(100)]);
    put(257, b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block.extend(bytes);
    block.resize(block.len().div_ceil(512) * 512, 0);
    block
}

/// A TAR archive of these members.
pub fn tar(members: &[Vec<u8>]) -> Vec<u8> {
    let mut out = members.concat();
    out.resize(out.len() + 1024, 0);
    out
}

/// A record of a pax header.
pub fn pax(key: &str, value: &str) -> Vec<u8> {
    let rest = format!(" {key}={value}\n");
    let length = (1..=6)
        .map(|digits| rest.len() + digits)
        .find(|length| length.to_string().len() + rest.len() == *length);
    format!("{}{rest}", length.unwrap_or(0)).into_bytes()
}

/// CRC-32, as ZIP and gzip have it.
pub fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}
