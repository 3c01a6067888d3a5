//! Pictures made byte by byte: headers and facts, with next to nothing to be seen.

use std::io::Write as _;

/// What a camera wrote, for [`jpeg`] and others: the bytes behind `Exif`.
pub fn exif() -> Vec<u8> {
    let text = |number, words: &str| (number, 2, words.len() as u32 + 1, [words.as_bytes(), b"\0"].concat());
    let fractions = |number, values: &[(u32, u32)]| {
        let bytes = values.iter().flat_map(|(a, b)| [a.to_be_bytes(), b.to_be_bytes()].concat()).collect();
        (number, 5, values.len() as u32, bytes)
    };
    let main = |camera: u32, place: u32| {
        vec![
            text(0x010f, "Halvard Optics"),
            text(0x0110, "HO-7"),
            (0x0112, 3, 1, vec![0, 6, 0, 0]),
            text(0x0131, "HO-7 firmware 1.2"),
            text(0x0132, "2021:05:04 08:00:00"),
            (0x8769, 4, 1, camera.to_be_bytes().to_vec()),
            (0x8825, 4, 1, place.to_be_bytes().to_vec()),
        ]
    };
    let camera = vec![text(0x9003, "2021:05:03 14:07:31"), text(0x9011, "+03:00"), text(0xa431, "SN-004417")];
    let place = vec![
        text(1, "N"),
        fractions(2, &[(44, 1), (30, 1), (1800, 100)]),
        text(3, "W"),
        fractions(4, &[(12, 1), (15, 1), (0, 1)]),
        fractions(6, &[(3120, 10)]),
        fractions(7, &[(11, 1), (7, 1), (31, 1)]),
        text(0x1d, "2021:05:03"),
    ];
    let small =
        vec![(0x0201, 4, 1, 0u32.to_be_bytes().to_vec()), (0x0202, 4, 1, 5120u32.to_be_bytes().to_vec())];
    let length = |tags: &[Entry]| directory(tags, 0, 0).len() as u32;
    let first = 8 + length(&main(0, 0));
    let second = first + length(&camera);
    let third = second + length(&place);
    let parts = [
        b"MM\0*\0\0\0\x08".to_vec(),
        directory(&main(first, second), 8, third),
        directory(&camera, first, 0),
        directory(&place, second, 0),
        directory(&small, third, 0),
    ];
    parts.concat()
}

/// A tag: number, type, how many values, their bytes.
type Entry = (u16, u16, u32, Vec<u8>);

/// A directory that begins at `at`, with its values behind it.
fn directory(tags: &[Entry], at: u32, next: u32) -> Vec<u8> {
    let mut head = (tags.len() as u16).to_be_bytes().to_vec();
    let mut values: Vec<u8> = Vec::new();
    let behind = at + 2 + 12 * tags.len() as u32 + 4;
    for (number, kind, count, bytes) in tags {
        head.extend([number.to_be_bytes(), kind.to_be_bytes()].concat());
        head.extend(count.to_be_bytes());
        if bytes.len() <= 4 {
            let mut short = bytes.clone();
            short.resize(4, 0);
            head.extend(short);
        } else {
            head.extend((behind + values.len() as u32).to_be_bytes());
            values.extend(bytes);
        }
    }
    head.extend(next.to_be_bytes());
    head.extend(values);
    head
}

/// A JPEG of so many pixels with these segments: marker and content.
pub fn jpeg(width: u16, height: u16, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut file = b"\xff\xd8".to_vec();
    let mut segment = |marker: u8, inside: &[u8]| {
        file.extend([0xff, marker]);
        file.extend((inside.len() as u16 + 2).to_be_bytes());
        file.extend(inside);
    };
    segments.iter().for_each(|(marker, inside)| segment(*marker, inside));
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    segment(0xc0, &[&[8], &size[..], &[1, 1, 0x11, 0]].concat());
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    file.extend(b"\x12\xff\x00\x34\xff\xd9");
    file
}

/// A whole JPEG of 16 by 8 grey pixels, black on its left half and white on its right, with these segments.
pub fn half_black_jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    // One code for each of what occurs: a step of eight bits, and the end of a block.
    let (step, end) = ([&[0, 1][..], &[0; 15], &[8]].concat(), [&[0x10, 1][..], &[0; 15], &[0]].concat());
    let mut file = b"\xff\xd8".to_vec();
    let mut segment = |marker: u8, inside: &[u8]| {
        file.extend([0xff, marker]);
        file.extend((inside.len() as u16 + 2).to_be_bytes());
        file.extend(inside);
    };
    segments.iter().for_each(|(marker, inside)| segment(*marker, inside));
    segment(0xdb, &[&[0][..], &[8; 64]].concat());
    segment(0xc0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]);
    segment(0xc4, &step);
    segment(0xc4, &end);
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    file.extend(b"\x3f\x9f\xef\xff\xd9");
    file
}

/// A PNG whose header says so many pixels, with these chunks; its picture is of grey rows, each a byte a pixel.
pub fn png(width: u32, height: u32, chunks: &[(&[u8; 4], &[u8])], rows: &[u8]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], inside: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(inside);
        file.extend((inside.len() as u32).to_be_bytes());
        file.extend(kind);
        file.extend(inside);
        file.extend(crc.sum().to_be_bytes());
    };
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &[8, 0, 0, 0, 0]].concat());
    chunks.iter().for_each(|(kind, inside)| chunk(kind, inside));
    let rows: Vec<u8> = rows.chunks(width.max(1) as usize).flat_map(|row| [&[0], row].concat()).collect();
    chunk(b"IDAT", &packed(&rows));
    chunk(b"IEND", &[]);
    file
}

/// A HEIC of so many pixels with what a camera wrote.
pub fn heic(width: u32, height: u32, exif: &[u8]) -> Vec<u8> {
    let boxed =
        |kind: &[u8; 4], inside: &[u8]| [&(inside.len() as u32 + 8).to_be_bytes()[..], kind, inside].concat();
    let size = [&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
    let properties = boxed(b"iprp", &boxed(b"ipco", &boxed(b"ispe", &size)));
    let item = boxed(b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0][..], b"Exif", &[0]].concat());
    let items = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &item].concat());
    let start = boxed(b"ftyp", b"heic\0\0\0\0mif1heic");
    let facts = [&[0; 4][..], exif].concat();
    let place = |at: u32| {
        let ends = [at.to_be_bytes(), (facts.len() as u32).to_be_bytes()].concat();
        boxed(b"iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1][..], &ends].concat())
    };
    let about = |at: u32| boxed(b"meta", &[&[0; 4][..], &items, &place(at), &properties].concat());
    let at = (start.len() + about(0).len() + 8) as u32;
    [start, about(at), boxed(b"mdat", &facts)].concat()
}

/// Packed as PNG and others have it.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let written = packer.write_all(bytes);
    written.and_then(|()| packer.finish()).unwrap_or_default()
}
/// A made page with a heading, two paragraphs and a note, as a scan of 1,000 by 700 black and white pixels (PNG).
pub const SCAN: &[u8] = include_bytes!("scan.png");

/// A PDF each page of which is this black and white PNG, 150 pixels to an inch, shown turned by so many degrees.
///
/// A PNG's data is what a PDF calls packed with a predictor, so it is put in as it is.
pub fn scanned_pdf(png: &[u8], turned: &[u16]) -> Vec<u8> {
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    let (width, height) = (number(16), number(20));
    let mut data = Vec::new();
    let mut at = 8;
    while at + 12 <= png.len() {
        let end = at + 8 + number(at) as usize;
        if &png[at + 4..at + 8] == b"IDAT" {
            data.extend(&png[at + 8..end]);
        }
        at = end + 4;
    }
    let form = format!(
        "/BitsPerComponent 1 /DecodeParms <</Predictor 15 /Columns {width} /Colors 1 /BitsPerComponent 1>>"
    );
    pages((width, height), 150, &form, &data, turned)
}

/// A PDF of one page that is this grey picture, each byte a pixel, so many pixels to an inch.
pub fn grey_pdf(width: usize, height: usize, pixels: &[u8], density: u32) -> Vec<u8> {
    pages((width as u32, height as u32), density, "/BitsPerComponent 8", &packed(pixels), &[0])
}

/// Pages that all show the same packed picture.
fn pages((width, height): (u32, u32), density: u32, form: &str, data: &[u8], turned: &[u16]) -> Vec<u8> {
    let points = |pixels: u32| pixels as f32 * 72.0 / density as f32;
    let draw = format!("q {} 0 0 {} 0 0 cm /P Do Q", points(width), points(height));
    let pages: Vec<String> = (0..turned.len()).map(|page| format!("{} 0 R", 5 + page)).collect();
    let image = format!(
        "<</Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /Filter /FlateDecode {form} \
         /Length {}>>\nstream\n",
        data.len()
    );
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Count {} /Kids [{}]>>", pages.len(), pages.join(" ")).into_bytes(),
        [image.as_bytes(), data, b"\nendstream"].concat(),
        format!("<</Length {}>>\nstream\n{draw}\nendstream", draw.len()).into_bytes(),
    ];
    objects.extend(turned.iter().map(|turned| {
        format!(
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Rotate {turned} /Contents 4 0 R /Resources <</XObject <</P 3 0 R>>>>>>",
            points(width),
            points(height)
        )
        .into_bytes()
    }));
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", index + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let trailer =
        format!("trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.extend([table.into_bytes(), trailer.into_bytes()].concat());
    file
}
