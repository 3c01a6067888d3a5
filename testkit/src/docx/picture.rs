//! A small grey PNG, made without a library: stored deflate blocks, checksums computed here.

/// A grey square of 32 by 32.
pub(super) fn png() -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..32u8 {
        rows.push(0);
        rows.extend((0..32u8).map(|x| if (x / 8 + y / 8) % 2 == 0 { 0xB0 } else { 0xD8 }));
    }
    let mut file = vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10];
    chunk(&mut file, b"IHDR", &[0, 0, 0, 32, 0, 0, 0, 32, 8, 0, 0, 0, 0]);
    chunk(&mut file, b"IDAT", &stored(&rows));
    chunk(&mut file, b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(data);
    let sum = crc(&file[start..]);
    file.extend(sum.to_be_bytes());
}

fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let mut zlib = vec![0x78, 0x01, 1];
    zlib.extend(length.to_le_bytes());
    zlib.extend((!length).to_le_bytes());
    zlib.extend(data);
    let (mut a, mut b) = (1u32, 0u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    zlib.extend((b << 16 | a).to_be_bytes());
    zlib
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
