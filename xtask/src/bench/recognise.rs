//! Scans made of made text in five languages, against the text: as Probata reads them, and as tesseract alone does.
//!
//! LibreOffice sets each text on a page, pdftoppm draws it, and noise and a slant are put in here. What is not installed is named and
//! left out.

use super::process::cost;
use crate::arguments::Arguments;
use crate::run::{cargo, run};
use crate::{place, say};
use probata_confine::{Recogniser, Wall};
use probata_reader::Options;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A language as tesseract names it, and a paragraph in it.
const TEXTS: [(&str, &str); 5] = [
    (
        "eng",
        "Tomas Verin was held at Doln for twenty-two days. The cell had no window, he said, and the light was never put out. On 3 May 2021 two officers of the State Security Directorate took him to Velsk in an unmarked van. “They told me that nobody knew where I was,” he told Lantern Rights Watch. His lawyer asked for access on four occasions and was refused each time without a reason being given.",
    ),
    (
        "rus",
        "Томаса Верина держали в Дольне двадцать два дня. В камере не было окна, рассказал он, и свет никогда не гасили. 3 мая 2021 года двое сотрудников Управления государственной безопасности отвезли его в Вельск в машине без опознавательных знаков. «Мне сказали, что никто не знает, где я», — сообщил он. Адвокату четыре раза отказали в доступе без объяснения причин.",
    ),
    (
        "ara",
        "احتُجز توماس فيرين في دولن اثنين وعشرين يوماً. وقال إن الزنزانة لم تكن فيها نافذة وإن الضوء لم يُطفأ أبداً. وفي 3 مايو 2021 نقله ضابطان من مديرية أمن الدولة إلى فيلسك في سيارة لا تحمل أي علامة. وطلب محاميه السماح له بزيارته أربع مرات ورُفض طلبه في كل مرة دون ذكر الأسباب.",
    ),
    (
        "spa",
        "Tomás Verin permaneció detenido en Doln veintidós días. La celda no tenía ventana, según dijo, y la luz no se apagaba nunca. El 3 de mayo de 2021 dos agentes de la Dirección de Seguridad del Estado lo llevaron a Velsk en una furgoneta sin distintivos. «Me dijeron que nadie sabía dónde estaba», contó. Su abogado pidió verlo en cuatro ocasiones y cada vez se lo negaron sin explicación.",
    ),
    (
        "fra",
        "Tomas Verin a été détenu à Doln pendant vingt-deux jours. La cellule n’avait pas de fenêtre, a-t-il déclaré, et la lumière n’était jamais éteinte. Le 3 mai 2021, deux agents de la Direction de la sûreté de l’État l’ont conduit à Velsk dans une fourgonnette banalisée. « Ils m’ont dit que personne ne savait où j’étais », a-t-il raconté. Son avocat a demandé à quatre reprises à le voir.",
    ),
];
/// How often a paragraph stands on its page.
const PARAGRAPHS: usize = 6;
/// Pixels an inch, slant in pixels per thousand, share of pixels that are noise in ten thousand.
const SCANS: [(u32, i64, u64); 3] = [(300, 0, 0), (200, 8, 40), (150, 12, 80)];

/// Makes the scans, reads them, and measures.
pub fn recognise(arguments: &mut Arguments) -> Result<(), String> {
    arguments.done()?;
    run(&mut cargo(&["build", "--release", "--locked", "--package", "probata"]))?;
    let binary = place::target().join("release").join(format!("probata{}", std::env::consts::EXE_SUFFIX));
    let folder = place::target().join("bench-recognise");
    let wall = Wall::of(binary.clone()).with(Recogniser::of(PathBuf::from("/usr/bin/tesseract"), None));
    say::line(format!(
        "{:8} {:>6} {:>8} {:>8} {:>10} {:>10} {:>10} {:>10}",
        "language", "an inch", "slant", "noise", "probata", "tesseract", "CPU s", "CPU s alone"
    ));
    for (language, text) in TEXTS {
        let page = page(&folder, language, text)?;
        for (density, slant, noise) in SCANS {
            let grey = drawn(&folder, &page, density)?.slanted(slant).noisy(noise);
            let (pdf, pgm) = (
                folder.join(format!("{language}-{density}.pdf")),
                folder.join(format!("{language}-{density}.pgm")),
            );
            place::save(&pdf, grey.pdf(density).as_slice())?;
            place::save(&pgm, grey.file().as_slice())?;
            let bytes = std::fs::read(&pdf).map_err(|error| place::told(&pdf, &error))?;
            let ours = wall.read("scan.pdf", &bytes, &Options::default()).text;
            let own = cost(Command::new(&binary).arg("read").arg(&pdf)).ok().and_then(|cost| cost.processor);
            let mut alone = Command::new("tesseract");
            alone
                .arg(&pgm)
                .arg(folder.join("alone"))
                .args(["-l", language, "--dpi", &density.to_string()])
                .env("OMP_THREAD_LIMIT", "1");
            let peer = cost(&mut alone).ok().and_then(|cost| cost.processor);
            let theirs = std::fs::read_to_string(folder.join("alone.txt")).unwrap_or_default();
            let whole = [text; PARAGRAPHS].join(" ");
            let seconds =
                |seconds: Option<f64>| seconds.map_or("-".to_owned(), |seconds| format!("{seconds:.1}"));
            say::line(format!(
                "{language:8} {density:>6} {:>6} % {:>6} % {:>10.4} {:>10.4} {:>10} {:>10}",
                slant as f64 / 10.0,
                noise as f64 / 100.0,
                alike(&ours, &whole),
                alike(&theirs, &whole),
                seconds(own),
                seconds(peer)
            ));
        }
    }
    Ok(())
}

/// A page with the text as a PDF.
fn page(folder: &Path, language: &str, text: &str) -> Result<PathBuf, String> {
    let direction = if language == "ara" { " dir=\"rtl\"" } else { "" };
    let paragraphs = format!("<p>{text}</p>").repeat(PARAGRAPHS);
    let html = format!(
        "<html><head><meta charset=\"utf-8\"/></head><body{direction} style=\"font-family:'DejaVu Serif','DejaVu Sans';font-size:11pt\">\
         {paragraphs}</body></html>"
    );
    place::save(&folder.join(format!("{language}.html")), html.as_bytes())?;
    let source = format!("{language}.html");
    let mut command = Command::new("soffice");
    command
        .args([
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--infilter=HTML (StarWriter)",
            &source,
        ])
        .current_dir(folder);
    cost(&mut command).map_err(|error| format!("soffice: {error}"))?;
    let made = folder.join(format!("{language}.pdf"));
    if made.exists() { Ok(made) } else { Err("soffice made nothing".to_owned()) }
}

/// A picture in grey.
struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// The first page drawn.
fn drawn(folder: &Path, page: &Path, density: u32) -> Result<Grey, String> {
    let to = folder.join("page");
    let mut command = Command::new("pdftoppm");
    command.args(["-gray", "-singlefile", "-r", &density.to_string()]).arg(page).arg(&to);
    cost(&mut command).map_err(|error| format!("pdftoppm: {error}"))?;
    let path = to.with_extension("pgm");
    let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
    let mut words = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || words.next().and_then(|word| std::str::from_utf8(word).ok()).map(str::to_owned);
    let (_, width, height) = (number(), number(), number());
    let number = |word: Option<String>| {
        word.and_then(|word| word.parse::<usize>().ok()).ok_or("pdftoppm made no picture")
    };
    let (width, height) = (number(width)?, number(height)?);
    let pixels = bytes.get(bytes.len().saturating_sub(width * height)..).unwrap_or_default().to_vec();
    Ok(Grey { width, height, pixels })
}

impl Grey {
    /// Each column moved down by so many thousandths of its distance from the left.
    fn slanted(self, slant: i64) -> Self {
        let mut pixels = vec![255; self.pixels.len()];
        for y in 0..self.height {
            for x in 0..self.width {
                let from = y as i64 - x as i64 * slant / 1000;
                if let Some(from) = usize::try_from(from).ok().filter(|from| *from < self.height) {
                    pixels[y * self.width + x] = self.pixels[from * self.width + x];
                }
            }
        }
        Self { pixels, ..self }
    }

    /// With dots, as dust leaves them; the same ones each time.
    fn noisy(mut self, share: u64) -> Self {
        let mut state = 0x9e37_79b9_7f4a_7c15u64;
        for pixel in &mut self.pixels {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if (state >> 33) % 10_000 < share {
                *pixel = 255 - *pixel;
            }
        }
        self
    }

    fn file(&self) -> Vec<u8> {
        [format!("P5 {} {} 255\n", self.width, self.height).as_bytes(), &self.pixels].concat()
    }

    /// A PDF of one page that is this picture.
    fn pdf(&self, density: u32) -> Vec<u8> {
        probata_testkit::picture::grey_pdf(self.width, self.height, &self.pixels, density)
    }
}

/// Share of characters that are right: 1 less the changes that make one the other.
fn alike(found: &str, text: &str) -> f64 {
    let plain =
        |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect::<Vec<char>>();
    let (found, text) = (plain(found), plain(text));
    let mut row: Vec<usize> = (0..=text.len()).collect();
    for (at, letter) in found.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (place, other) in text.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = (diagonal + usize::from(letter != other)).min(above + 1).min(row[place] + 1);
            diagonal = above;
        }
    }
    1.0 - row[text.len()] as f64 / text.len().max(1) as f64
}
