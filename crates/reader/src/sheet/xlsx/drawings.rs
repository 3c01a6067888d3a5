//! Drawings on a sheet: words in boxes, diagrams and charts are text, pictures are named as missing.

use super::chosen::Chosen;
use super::controls::{Control, Controls};
use super::{Reading, aside};
use crate::docx::members::relations;
use crate::docx::xml::{Broken, Piece};
use crate::sheet::book::{Book, Sheet};
use probata_report::HiddenKind;

/// Boxes of a sheet that are kept.
const MOST_BOXES: usize = 5_000;

impl Reading<'_> {
    /// A drawing; `controls` are the fields of forms that its shapes stand for.
    pub(super) fn drawing(
        &mut self,
        book: &mut Book,
        sheet: &mut Sheet,
        name: &str,
        controls: &mut Controls,
    ) {
        let place = format!("sheet \u{201c}{}\u{201d}", sheet.name);
        let pictures = self.words_in(book, sheet, name, |shapes, text| shapes.drawn(text, controls));
        for relation in relations(&mut self.container, name, self.limits.depth) {
            match relation.kind.as_str() {
                "diagramData" => {
                    self.words_in(book, sheet, &relation.target, |shapes, text| shapes.within(text, "t"));
                }
                kind if kind.starts_with("chart") => self.chart(book, sheet, &relation.target),
                _ => {}
            }
        }
        if pictures > 0 {
            let lie =
                if pictures == 1 { "a picture lies".to_owned() } else { format!("{pictures} pictures lie") };
            let why = format!(
                "{lie} on it; words in pictures are not read: look at the sheet in a spreadsheet program"
            );
            book.lacks(place, why);
        }
    }

    /// Titles, names of series, and what is drawn over the chart.
    fn chart(&mut self, book: &mut Book, sheet: &mut Sheet, name: &str) {
        self.words_in(book, sheet, name, |shapes, text| shapes.within(text, "rich").and(shapes.series(text)));
        let own = relations(&mut self.container, name, self.limits.depth);
        for over in own.iter().filter(|relation| relation.kind == "chartUserShapes") {
            self.words_in(book, sheet, &over.target, |shapes, text| {
                shapes.drawn(text, &mut Controls::default())
            });
        }
    }

    /// Reads a member's words; gives the number of pictures.
    fn words_in(
        &mut self,
        book: &mut Book,
        sheet: &mut Sheet,
        name: &str,
        read: impl FnOnce(&mut Shapes<'_>, &str) -> Result<(), Broken>,
    ) -> usize {
        let Some(source) = self.member(book, name) else { return 0 };
        let mut shapes = Shapes { book, sheet, depth: self.limits.depth, pictures: 0 };
        if let Err(broken) = read(&mut shapes, &source.text) {
            let why = format!("it is broken: {}; what is drawn behind that is missing", broken.why);
            shapes.book.lacks(name, why);
        }
        shapes.pictures
    }
}

/// What is drawn on a sheet.
struct Shapes<'b> {
    book: &'b mut Book,
    sheet: &'b mut Sheet,
    depth: usize,
    pictures: usize,
}

impl Shapes<'_> {
    /// Boxes with words, and pictures. A field of a form stands before the words of its shape, or by its name.
    fn drawn(&mut self, text: &str, controls: &mut Controls) -> Result<(), Broken> {
        let (mut walk, mut field): (_, Option<Control>) = (Chosen::new(text, self.depth), None);
        loop {
            match walk.next()? {
                Piece::Open(element) => match element.local() {
                    "blip" => self.pictures += 1,
                    "cNvPr" => {
                        let described = element.attribute("descr").unwrap_or_default();
                        let kept = aside(HiddenKind::AltText, None, "picture or shape", described);
                        self.book.aside(self.sheet, kept);
                        let own = element.attribute("id").and_then(|id| controls.take(&id));
                        self.field(std::mem::replace(&mut field, own));
                    }
                    "txBody" => {
                        let sign = field.take().map_or("", |field| field.sign);
                        self.take(&mut walk, sign)?;
                    }
                    _ => {}
                },
                Piece::End => break,
                _ => {}
            }
        }
        self.field(field);
        Ok(())
    }

    /// A field of a form whose shape has no words.
    fn field(&mut self, field: Option<Control>) {
        if let Some(field) = field {
            self.keep(&field.words());
        }
    }

    /// The words of all elements of a name.
    fn within(&mut self, text: &str, local: &str) -> Result<(), Broken> {
        let mut walk = Chosen::new(text, self.depth);
        loop {
            match walk.next()? {
                Piece::Open(element) if element.local() == local => self.take(&mut walk, "")?,
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Names of a chart's series; those that this workbook's cells hold are text already.
    fn series(&mut self, text: &str) -> Result<(), Broken> {
        let (mut walk, mut names, mut of_cells) = (Chosen::new(text, self.depth), 0usize, false);
        let mut depth = 0usize;
        loop {
            match walk.next()? {
                Piece::Open(element) => {
                    depth += 1;
                    match element.local() {
                        "tx" | "txData" => (names, of_cells) = (depth, false),
                        "f" if names > 0 => {
                            let address = walk.inside()?;
                            depth -= 1;
                            of_cells = !address.is_empty() && !address.contains('[');
                        }
                        "v" if names > 0 => {
                            let words = walk.inside()?;
                            depth -= 1;
                            if !of_cells {
                                self.keep(&words);
                            }
                        }
                        _ => {}
                    }
                }
                Piece::Close => {
                    if depth == names {
                        names = 0;
                    }
                    depth = depth.saturating_sub(1);
                }
                Piece::End => return Ok(()),
                Piece::Text(_) => {}
            }
        }
    }

    /// Takes the words of the element just opened behind a sign, also of one that breaks off.
    fn take(&mut self, walk: &mut Chosen<'_>, sign: &str) -> Result<(), Broken> {
        let mut text = String::new();
        let taken = walk.words(&mut text);
        self.keep(&format!("{sign} {}", text.trim()));
        taken
    }

    fn keep(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() && self.sheet.boxes.len() < MOST_BOXES {
            self.sheet.boxes.push(words.to_owned());
        }
    }
}
