//! The layouts that reports are printed in, and the programs that print them.

use super::super::super::process::cost;
use super::printed::Printed;
use super::{office, typeset, web};
use crate::place;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A layout.
pub struct Layout {
    pub name: &'static str,
    pub kind: Kind,
}

/// What prints it.
pub enum Kind {
    Office(office::Page),
    Typst(typeset::Page),
    Browser(web::Page),
}

/// A4 and letter, A5 and B5; one column and two; notes at the foot in fifteen ways, at the end in five.
pub const LAYOUTS: [Layout; 23] = [
    Layout { name: "LibreOffice, A4", kind: Kind::Office(office::Page::A4) },
    Layout {
        name: "LibreOffice, letter, two columns",
        kind: Kind::Office(office::Page {
            width: 216,
            height: 279,
            columns: 2,
            size: 10,
            ..office::Page::A4
        }),
    },
    Layout {
        name: "LibreOffice, A5, notes counted by page",
        kind: Kind::Office(office::Page {
            width: 148,
            height: 210,
            size: 10,
            font: "Liberation Sans",
            by_page: true,
            ..office::Page::A4
        }),
    },
    Layout {
        name: "LibreOffice, A4, notes at the end",
        kind: Kind::Office(office::Page { at_end: true, ..office::Page::A4 }),
    },
    Layout {
        name: "LibreOffice, A4, i ii iii, at the end",
        kind: Kind::Office(office::Page { at_end: true, numbers: "i", ..office::Page::A4 }),
    },
    Layout {
        name: "LibreOffice, A4, a b c by page",
        kind: Kind::Office(office::Page { by_page: true, numbers: "a", ..office::Page::A4 }),
    },
    Layout { name: "typst, A4", kind: Kind::Typst(typeset::Page::A4) },
    Layout {
        name: "typst, A4, two columns",
        kind: Kind::Typst(typeset::Page { columns: 2, ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, B5, notes as large as text",
        kind: Kind::Typst(typeset::Page { paper: "iso-b5", notes: "1em", ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, i ii iii",
        kind: Kind::Typst(typeset::Page { numbers: "i", ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, * † ‡ by page",
        kind: Kind::Typst(typeset::Page { numbers: "*", by_page: true, ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, (1) raised",
        kind: Kind::Typst(typeset::Page { numbers: "(1)", ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, 1/ raised",
        kind: Kind::Typst(typeset::Page { numbers: "1/", ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, ١ raised",
        kind: Kind::Typst(typeset::Page { numbers: "١", ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, a) by page",
        kind: Kind::Typst(typeset::Page { numbers: "a)", by_page: true, ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, (1) on the line",
        kind: Kind::Typst(typeset::Page { numbers: "(1)", raised: false, ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, (1) on the line by page",
        kind: Kind::Typst(typeset::Page {
            numbers: "(1)",
            raised: false,
            by_page: true,
            ..typeset::Page::A4
        }),
    },
    Layout {
        name: "typst, A4, [1] on the line",
        kind: Kind::Typst(typeset::Page { numbers: "[1]", raised: false, ..typeset::Page::A4 }),
    },
    Layout {
        name: "typst, A4, 1/ on the line",
        kind: Kind::Typst(typeset::Page { numbers: "1/ ", raised: false, ..typeset::Page::A4 }),
    },
    Layout {
        name: "Chromium, A4, raised, notes at the end",
        kind: Kind::Browser(web::Page { paper: "A4", brackets: false, by_chapter: false }),
    },
    Layout {
        name: "Chromium, letter, [1], notes at the end",
        kind: Kind::Browser(web::Page { paper: "letter", brackets: true, by_chapter: false }),
    },
    Layout {
        name: "Chromium, A4, notes after each chapter",
        kind: Kind::Browser(web::Page { paper: "A4", brackets: false, by_chapter: true }),
    },
    Layout {
        name: "Chromium, A4, [1], after each chapter",
        kind: Kind::Browser(web::Page { paper: "A4", brackets: true, by_chapter: true }),
    },
];

impl Layout {
    /// Prints a report in a folder; what was printed there of the same markup is taken as it is.
    ///
    /// # Errors
    /// The program is not installed, or made nothing.
    pub fn print(&self, printed: &Printed, folder: &Path, python: &str) -> Result<PathBuf, String> {
        let (ending, markup) = match &self.kind {
            Kind::Office(page) => ("fodt", office::markup(printed, page)),
            Kind::Typst(page) => ("typ", typeset::markup(printed, page)),
            Kind::Browser(page) => ("html", web::markup(printed, page)),
        };
        let mut stem = String::new();
        for c in format!("{} {}", printed.name, self.name).chars() {
            match c {
                c if c.is_alphanumeric() => stem.push(c),
                ' ' | ',' | '.' | '-' => stem.push('-'),
                sign => stem.push_str(&format!("-{:x}", u32::from(sign))),
            }
        }
        let source = folder.join(format!("{stem}.{ending}"));
        let target = folder.join(format!("{stem}.pdf"));
        if target.exists() && std::fs::read_to_string(&source).is_ok_and(|there| there == markup) {
            return Ok(target);
        }
        place::save(&source, markup)?;
        let programs = match &self.kind {
            Kind::Office(_) => vec![office(&source, folder)],
            Kind::Typst(_) => typst(&source, &target, python),
            Kind::Browser(_) => browsers(&source, &target, folder),
        };
        let mut names = Vec::new();
        for mut program in programs {
            let ended = cost(program.current_dir(folder));
            if ended.is_ok_and(|cost| cost.status == Some(0)) && target.exists() {
                return Ok(target);
            }
            names.push(program.get_program().to_string_lossy().into_owned());
        }
        // What is there now is of other markup.
        let _ = std::fs::remove_file(&target);
        Err(format!("not installed, or failed: {}", names.join(", ")))
    }
}

/// With a profile of its own, so that a window that is open does not hold it up.
fn office(source: &Path, folder: &Path) -> Command {
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()));
    command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).arg(source);
    command
}

fn typst(source: &Path, target: &Path, python: &str) -> Vec<Command> {
    let mut program = Command::new("typst");
    program.arg("compile").arg(source).arg(target);
    let mut package = Command::new(python);
    package.args(["-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"]);
    package.arg(source).arg(target);
    vec![program, package]
}

/// Without the sandbox, which the browser does not have as every user; the page is ours and holds no script.
fn browsers(source: &Path, target: &Path, folder: &Path) -> Vec<Command> {
    let with = |name: &&str| {
        let mut command = Command::new(name);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
        command.arg(format!("--user-data-dir={}", folder.join("browser").display()));
        command.arg(format!("--print-to-pdf={}", target.display())).arg(source);
        command
    };
    ["chromium", "chromium-browser", "google-chrome"].iter().map(with).collect()
}
