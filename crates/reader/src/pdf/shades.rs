//! A picture of a PDF as grey levels.

use super::survey;
use hayro_syntax::object::dict::keys::{
    BITS_PER_COMPONENT, COLORSPACE, DECODE, HEIGHT, IMAGE_MASK, MASK, N, SMASK, WIDTH,
};
use hayro_syntax::object::stream::{ImageColorSpace, ImageDecodeParams};
use hayro_syntax::object::{Array, Name, Number, Object, Stream, String as Bytes};

/// Pixels of a picture.
const MOST_PIXELS: usize = 80_000_000;
/// Bytes that a picture is unpacked to.
const MOST_BYTES: usize = 200 << 20;

/// Grey levels, and where it is seen through.
#[derive(Debug)]
pub(super) struct Shades {
    pub width: usize,
    pub height: usize,
    /// 0 is black.
    levels: Vec<u8>,
    /// 255 where it covers what lies below it.
    cover: Option<Box<Shades>>,
    /// A stencil: the levels say where it covers, and it is black.
    stencil: bool,
}

impl Shades {
    /// The level at a place of the unit square, from its upper left corner; none where it is seen through.
    pub fn at(&self, u: f64, v: f64) -> Option<u8> {
        if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
            return None;
        }
        let level = self.level(u, v)?;
        if self.stencil {
            return (level < 128).then_some(0);
        }
        match &self.cover {
            Some(cover) if cover.level(u, v).is_some_and(|cover| cover < 128) => None,
            _ => Some(level),
        }
    }

    fn level(&self, u: f64, v: f64) -> Option<u8> {
        let (x, y) = ((u * self.width as f64) as usize, (v * self.height as f64) as usize);
        self.levels.get(y * self.width + x).copied()
    }
}

/// Unpacks a picture. `limit`: most bytes that a stream may unpack to.
pub(super) fn shades(stream: &Stream<'_>, limit: usize) -> Option<Shades> {
    let dict = stream.dict();
    let mut shades = bare(stream, limit)?;
    let mask = dict.get::<Stream<'_>>(SMASK).map(|mask| (mask, false));
    let mask = mask.or_else(|| dict.get::<Stream<'_>>(MASK).map(|mask| (mask, true)));
    if let Some((mask, stencil)) = mask
        && let Some(mut cover) = bare(&mask, limit)
    {
        // A stencil covers where it is black.
        if stencil {
            cover.levels.iter_mut().for_each(|level| *level = 255 - *level);
        }
        cover.stencil = false;
        shades.cover = Some(Box::new(cover));
    }
    Some(shades)
}

/// How colours are written.
enum Colours {
    /// So many components, of light (1, 3) or ink (4).
    Components(usize),
    /// Inks, more of which is darker.
    Inks(usize),
    /// Numbers of a table of levels.
    Table(Vec<u8>),
}

impl Colours {
    fn count(&self) -> usize {
        match self {
            Self::Components(count) | Self::Inks(count) => *count,
            Self::Table(_) => 1,
        }
    }
}

fn bare(stream: &Stream<'_>, limit: usize) -> Option<Shades> {
    let dict = stream.dict();
    let number = |long: &[u8], short: &[u8]| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short));
    let (width, height) = (number(WIDTH, b"W")?, number(HEIGHT, b"H")?);
    let pixels =
        (width as usize).checked_mul(height as usize).filter(|pixels| (1..=MOST_PIXELS).contains(pixels))?;
    let stencil =
        dict.get::<bool>(IMAGE_MASK).or_else(|| dict.get::<bool>(b"IM".as_slice())).unwrap_or(false);
    let space = dict.get::<Object<'_>>(COLORSPACE).or_else(|| dict.get::<Object<'_>>(b"CS".as_slice()));
    let colours = if stencil { Colours::Components(1) } else { colours(space.as_ref(), 0) };
    let bits = if stencil { 1 } else { number(BITS_PER_COMPONENT, b"BPC").unwrap_or(8) };
    if pixels.checked_mul(colours.count())? > MOST_BYTES
        || !survey::fits(dict.data(), &stream.raw_data(), limit.max(MOST_BYTES))
    {
        return None;
    }
    let asked = ImageDecodeParams {
        is_indexed: matches!(colours, Colours::Table(_)),
        bpc: u8::try_from(bits).ok(),
        num_components: space.is_some().then_some(colours.count() as u8),
        target_dimension: None,
        width,
        height,
    };
    let found = stream.decoded_image(&asked).ok()?;
    let (mut colours, mut bits, mut size) = (colours, bits, (width as usize, height as usize));
    if let Some(about) = &found.image_data {
        size = (about.width as usize, about.height as usize);
        bits = u32::from(about.bits_per_component);
        let own = match about.color_space {
            Some(ImageColorSpace::Gray) => Some(1),
            Some(ImageColorSpace::Rgb) => Some(3),
            Some(ImageColorSpace::Cmyk) => Some(4),
            Some(ImageColorSpace::Unknown(count)) => Some(usize::from(count)),
            None => None,
        };
        if let Some(own) = own.filter(|own| *own != colours.count()) {
            colours = Colours::Components(own.max(1));
        }
    }
    let decode: Vec<f32> = dict
        .get::<Array<'_>>(DECODE)
        .or_else(|| dict.get::<Array<'_>>(b"D".as_slice()))
        .map(|all| all.iter::<Number>().map(|number| number.as_f32()).collect())
        .unwrap_or_default();
    let inverted = !matches!(colours, Colours::Table(_)) && matches!(decode[..], [from, to, ..] if from > to);
    let levels = levels(&found.data, size, &colours, bits, inverted)?;
    Some(Shades { width: size.0, height: size.1, levels, cover: None, stencil })
}

/// What a colour space says.
fn colours(space: Option<&Object<'_>>, depth: usize) -> Colours {
    let named = |name: &[u8]| match name {
        b"DeviceRGB" | b"RGB" | b"CalRGB" => Colours::Components(3),
        b"DeviceCMYK" | b"CMYK" => Colours::Components(4),
        _ => Colours::Components(1),
    };
    let array = match space {
        Some(Object::Name(name)) => return named(name.as_ref()),
        Some(Object::Array(array)) if depth < 4 => array,
        _ => return Colours::Components(1),
    };
    let mut items = array.iter::<Object<'_>>();
    let Some(Object::Name(name)) = items.next() else { return Colours::Components(1) };
    match name.as_ref() {
        b"ICCBased" => {
            let profile = match items.next() {
                Some(Object::Stream(stream)) => stream.dict().get::<u32>(N),
                _ => None,
            };
            Colours::Components(profile.map_or(3, |count| count.clamp(1, 4) as usize))
        }
        b"Indexed" | b"I" => {
            let base = colours(items.next().as_ref(), depth + 1);
            let _last = items.next();
            let table = match items.next() {
                Some(Object::String(table)) => table_bytes(&table),
                Some(Object::Stream(stream)) => {
                    super::content::unpack(&stream).unwrap_or_default().into_owned()
                }
                _ => Vec::new(),
            };
            let count = base.count();
            Colours::Table(table.chunks_exact(count).map(|colour| grey(colour, &base)).collect())
        }
        b"Separation" => Colours::Inks(1),
        b"DeviceN" => match items.next() {
            Some(Object::Array(names)) => Colours::Inks(names.iter::<Name<'_>>().count().clamp(1, 32)),
            _ => Colours::Inks(1),
        },
        // Lightness and two more.
        b"Lab" => Colours::Components(3),
        name => named(name),
    }
}

fn table_bytes(table: &Bytes<'_>) -> Vec<u8> {
    table.as_bytes().to_vec()
}

/// How light a colour is.
fn grey(colour: &[u8], colours: &Colours) -> u8 {
    let part = |at: usize| u32::from(colour.get(at).copied().unwrap_or(0));
    match (colours, colour.len()) {
        (Colours::Inks(_), _) => 255 - colour.iter().copied().max().unwrap_or(0),
        (Colours::Table(table), _) => table.get(usize::from(colour[0])).copied().unwrap_or(255),
        (_, 3) => ((part(0) * 77 + part(1) * 150 + part(2) * 29) >> 8) as u8,
        (_, 4) => {
            let ink = (part(0) * 77 + part(1) * 150 + part(2) * 29) / 256 + part(3);
            255 - ink.min(255) as u8
        }
        _ => part(0) as u8,
    }
}

/// Grey levels of samples of 1, 2, 4, 8 or 16 bits, each row beginning with a byte.
fn levels(
    data: &[u8],
    (width, height): (usize, usize),
    colours: &Colours,
    bits: u32,
    inverted: bool,
) -> Option<Vec<u8>> {
    let count = colours.count();
    let is_table = matches!(colours, Colours::Table(_));
    let bits = bits as usize;
    if !matches!(bits, 1 | 2 | 4 | 8 | 16) || width.checked_mul(height)? > MOST_PIXELS {
        return None;
    }
    let row = width.checked_mul(count)?.checked_mul(bits)?.div_ceil(8);
    let mut levels = Vec::with_capacity(width * height);
    let mut colour = vec![0u8; count];
    let most = (1u16 << bits.min(8)) - 1;
    for y in 0..height {
        // What is missing at the end of a picture is white.
        let line = data.get(y * row..data.len().min((y + 1) * row)).unwrap_or_default();
        for x in 0..width {
            let mut whole = true;
            for (part, value) in colour.iter_mut().enumerate() {
                let at = x * count + part;
                let sample = match bits {
                    8 => line.get(at).copied(),
                    16 => line.get(2 * at).copied(),
                    _ => line.get(at * bits / 8).map(|byte| byte >> (8 - bits - at * bits % 8) & most as u8),
                };
                whole &= sample.is_some();
                let sample = u16::from(sample.unwrap_or(0));
                *value = if is_table || bits >= 8 { sample as u8 } else { (sample * 255 / most) as u8 };
                if inverted {
                    *value = 255 - *value;
                }
            }
            levels.push(if whole { grey(&colour, colours) } else { 255 });
        }
    }
    Some(levels)
}
