//! Captures of the web made byte by byte.

use std::io::Write as _;

/// A record: its kind, further headers, what is in it.
pub fn record(kind: &str, headers: &[(&str, &str)], block: &[u8]) -> Vec<u8> {
    let mut head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Length: {}\r\n", block.len());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    [head.as_bytes(), b"\r\n", block, b"\r\n\r\n"].concat()
}

/// A captured answer.
pub fn response(address: &str, more: &[(&str, &str)], head: &str, body: &[u8]) -> Vec<u8> {
    let mut headers = vec![
        ("WARC-Target-URI", address),
        ("WARC-Date", "2021-05-03T11:07:31Z"),
        ("Content-Type", "application/http; msgtype=response"),
    ];
    headers.extend(more);
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", &headers, &block)
}

/// Packed as gzip has it.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let written = packer.write_all(bytes);
    written.and_then(|()| packer.finish()).unwrap_or_default()
}
