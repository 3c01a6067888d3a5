//! Bytes that unpack to far more than they are, made without ever holding what they unpack to.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// What one piece unpacks to.
const PIECE: usize = 1 << 20;

/// A packed stream, and what unpacking gives.
#[derive(Debug)]
pub struct Packed {
    /// The stream (deflate, without a head).
    pub bytes: Vec<u8>,
    /// The check sum of what it unpacks to.
    pub sum: Crc,
    /// How much it unpacks to.
    pub length: u64,
}

/// `before`, so many MiB of `filling` again and again, `behind`.
pub fn swollen(before: &[u8], filling: &[u8], mebibytes: usize, behind: &[u8]) -> Packed {
    let piece: Vec<u8> = filling.iter().copied().cycle().take(PIECE).collect();
    let mut packed = Packed { bytes: Vec::new(), sum: Crc::new(), length: 0 };
    add(&mut packed, before, 1);
    add(&mut packed, &piece, mebibytes);
    add(&mut packed, behind, 1);
    // An empty last block.
    packed.bytes.extend_from_slice(&[3, 0]);
    packed
}

/// Packs a piece by itself and puts it down so many times.
fn add(packed: &mut Packed, piece: &[u8], times: usize) {
    let mut once = Vec::with_capacity(piece.len() + 64);
    let mut packer = Compress::new(Compression::best(), false);
    let done = packer.compress_vec(piece, &mut once, FlushCompress::Full);
    debug_assert!(done.is_ok(), "memory takes all that is written");
    let mut of_piece = Crc::new();
    of_piece.update(piece);
    for _ in 0..times {
        packed.bytes.extend_from_slice(&once);
        packed.sum.combine(&of_piece);
        packed.length += piece.len() as u64;
    }
}

impl Packed {
    /// As a gzip file.
    pub fn gzip(&self) -> Vec<u8> {
        let mut out = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
        out.extend_from_slice(&self.bytes);
        out.extend_from_slice(&self.sum.sum().to_le_bytes());
        out.extend_from_slice(&(self.length as u32).to_le_bytes());
        out
    }

    /// With the head that PDF and PNG want; the check sum behind is zero, which readers of PDF do not mind.
    pub fn zlib(&self) -> Vec<u8> {
        let mut out = vec![0x78, 0xda];
        out.extend_from_slice(&self.bytes);
        out.extend_from_slice(&[0; 4]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_it_says_is_what_it_unpacks_to() {
        let mut all = Vec::new();
        let file = swollen(b"<a>", b"Velsk ", 2, b"</a>").gzip();
        flate2::read::GzDecoder::new(file.as_slice()).read_to_end(&mut all).expect("a whole gzip file");
        assert!(all.starts_with(b"<a>Velsk Vel") && all.ends_with(b"</a>") && all.len() == 2 * PIECE + 7);
    }
}
