//! A sheet as a workbook (`.xlsx`).

use super::{INTERNAL, Sheet, SheetError};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Most characters of a cell that a spreadsheet program takes.
const LONGEST: usize = 32_000;
const CUT: &str = " ... (cut: see the draft)";
const GREY: u32 = 0xBF_BF_BF;
const MARKED: u32 = 0xFF_F2_CC;
const HEAD: u32 = 0xD9_E2_EC;

/// Writes the workbook. Its moment is fixed, so that the same sheet gives the same bytes.
pub(super) fn written(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    put(sheet).map_err(|error| SheetError(error.to_string()))
}

fn put(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&sheet.title).set_comment(crate::NOTICE);
    book.set_properties(&properties.set_creation_datetime(&moment));
    let page = book.add_worksheet();
    page.set_name(sheet.name)?;
    let head = top(page, sheet)?;
    table(page, sheet, head)?;
    printing(page, sheet, head)?;
    book.save_to_buffer()
}

/// Title and lines; gives the row of the table's head.
fn top(page: &mut Worksheet, sheet: &Sheet) -> Result<u32, XlsxError> {
    let bold = Format::new().set_bold();
    page.write_string_with_format(0, 0, &sheet.title, &bold.clone().set_font_size(14))?;
    let warning = format!("{INTERNAL} {}", crate::NOTICE);
    page.write_string_with_format(1, 0, &warning, &bold.set_font_color(Color::RGB(0xB0_00_20)))?;
    let mut row = 2;
    let (last, width) = readable(sheet);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for line in &sheet.lines {
        page.merge_range(row, 0, row, last, line, &wrapped)?;
        page.set_row_height(row, crate::wrap::wrap(line, width).len() as f64 * 15.0)?;
        row += 1;
    }
    Ok(row + 1)
}

/// The last of the columns over which a line is still seen at once on a screen, and their width together.
fn readable(sheet: &Sheet) -> (u16, usize) {
    const WIDE: usize = 110;
    let mut width = 0;
    for (column, place) in sheet.columns.iter().zip(0_u16..) {
        width += column.width as usize;
        if width >= WIDE {
            return (place, width);
        }
    }
    (u16::try_from(sheet.columns.len()).unwrap_or(1).saturating_sub(1), width)
}

fn table(page: &mut Worksheet, sheet: &Sheet, head: u32) -> Result<(), XlsxError> {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let cell = cell.set_align(FormatAlign::Left).set_border_color(Color::RGB(GREY)).set_font_size(10);
    let heading = cell.clone().set_bold().set_background_color(Color::RGB(HEAD));
    let marked = cell.clone().set_background_color(Color::RGB(MARKED));
    for (column, place) in sheet.columns.iter().zip(0_u16..) {
        page.set_column_width(place, column.width)?;
        page.write_string_with_format(head, place, column.head, &heading)?;
    }
    let heads: Vec<String> = sheet.columns.iter().map(|column| column.head.to_owned()).collect();
    page.set_row_height(head, height(sheet, &heads))?;
    for (row, at) in sheet.rows.iter().zip(head + 1..) {
        let format = if row.is_marked { &marked } else { &cell };
        for (text, place) in row.cells.iter().zip(0_u16..) {
            match text.parse::<u32>() {
                Ok(number) if place == 0 => page.write_number_with_format(at, place, number, format)?,
                _ => page.write_string_with_format(at, place, held(text), format)?,
            };
        }
        page.set_row_height(at, height(sheet, &row.cells))?;
    }
    Ok(())
}

/// A cell's text within what a program takes.
fn held(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let (mut kept, mut room) = (String::new(), LONGEST - CUT.len());
    for c in text.chars() {
        match room.checked_sub(c.len_utf16()) {
            Some(left) => room = left,
            None => break,
        }
        kept.push(c);
    }
    kept + CUT
}

/// The height that the longest cell of a row takes, in points; programs do not make it out before somebody looks.
fn height(sheet: &Sheet, cells: &[String]) -> f64 {
    const LINE: f64 = 13.2;
    const HIGHEST: f64 = 409.0;
    let lines = |(column, text): (&super::Column, &String)| {
        text.lines().map(|line| crate::wrap::wrap(line, column.width as usize).len()).sum::<usize>()
    };
    let most = sheet.columns.iter().zip(cells).map(lines).max().unwrap_or(1).max(1);
    (most as f64 * LINE + 4.0).min(HIGHEST)
}

/// How it looks on paper and while somebody scrolls.
fn printing(page: &mut Worksheet, sheet: &Sheet, head: u32) -> Result<(), XlsxError> {
    let last = head + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX - head);
    let columns = u16::try_from(sheet.columns.len()).unwrap_or(1).saturating_sub(1);
    page.set_freeze_panes(head + 1, 0)?;
    page.autofilter(head, 0, last, columns)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    page.set_repeat_rows(head, head)?;
    page.set_footer(format!("&L{INTERNAL}&RPage &P of &N"));
    Ok(())
}
