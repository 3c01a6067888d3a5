//! The command as a person meets it: what it writes where, and how it ends.

use expect_test::{Expect, expect};
use probata_testkit::archive::{Zipped, zip};
use probata_testkit::docx::{Docx, p};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DRAFT: &str =
    "The transfers\n\nTomas Verin was flown to Velsk in the night of 4 March 2004. He was held in Doln.\n";

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn probata(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").output().expect("the command")
}

/// The status and what was said on standard error.
fn check(output: &Output, expected: Expect) {
    let status = output.status.code().expect("a status");
    expected.assert_eq(&format!("{status} {}", String::from_utf8_lossy(&output.stderr)));
}

#[test]
fn a_report_is_audited_and_its_status_told() {
    let folder = folder("audited");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    let clean = probata(&folder, &["audit", "returned.txt", "--allow", "all"]);
    check(&clean, expect!["0 "]);
    let text = String::from_utf8(clean.stdout).unwrap();
    assert!(
        text.contains("returned.txt  complete") && text.contains("No findings.") && !text.contains('\u{1b}'),
        "{text}"
    );
    assert!(text.starts_with("This output quotes the draft"));
    let denied = probata(&folder, &["audit", "returned.txt", "--deny", "unsupported-assertion"]);
    check(&denied, expect!["1 "]);
}

#[test]
fn a_word_document_is_audited() {
    let folder = folder("word");
    let draft = Docx::new()
        .add(p("He was flown to Velsk.").footnote("Interview with Mira Dessel, Ustra, 3 March 2006."));
    fs::write(folder.join("returned.docx"), draft.build()).unwrap();
    let output = probata(&folder, &["audit", "returned.docx", "--format", "json"]);
    let part: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&part["schema"], &part["outcome"]["status"]),
        (&"probata-audit/1".into(), &"complete".into())
    );
    assert_eq!(part["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_read_is_told_beside_what_can() {
    let folder = folder("unread");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    let output = probata(&folder, &["audit", "missing.txt", "returned.txt", "."]);
    check(&output, expect!["2 "]);
    let text = String::from_utf8(output.stdout).unwrap();
    for said in [
        "missing.txt  refused",
        "There is no such file.",
        ".  refused",
        "This is a folder",
        "1 of 3 files as one report",
        "Evidence coverage",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let nothing = probata(&folder, &["audit", "missing.txt", "."]);
    let text = String::from_utf8(nothing.stdout).unwrap();
    assert!(!text.contains("quotes the draft") && text.contains("none of 2 files could be read"), "{text}");
}

#[test]
fn standard_input_is_read_by_its_name() {
    let folder = folder("input");
    let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
    command.current_dir(&folder).args(["audit", "-", "--allow", "all"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the command");
    child.stdin.take().expect("a pipe").write_all(DRAFT.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("the end");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("-  complete, 3 sentences"), "{text}");
}

#[test]
fn every_format_goes_into_a_file_and_no_draft_of_it_stays() {
    let folder = folder("formats");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    for (format, output, inside) in [
        ("text", "a.txt", "a.txt"),
        ("json", "a.json", "a.json"),
        ("html", "a.html", "a.html"),
        ("csv", "t", "t/sentences.csv"),
    ] {
        probata(&folder, &["audit", "returned.txt", "--format", format, "-o", output]);
        assert!(
            fs::read_to_string(folder.join(inside)).unwrap().contains("This output quotes the draft"),
            "{format}"
        );
    }
    assert!(folder.join("t/citations.csv").exists());
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.html", "a.json", "a.txt", "returned.txt", "t"]);
}

#[test]
fn the_draft_with_comments() {
    let folder = folder("comments");
    let draft = Docx::new().add(p("The transfers").heading(1)).add(p("Dozens were held in Doln in 2004."));
    fs::write(folder.join("returned.docx"), draft.build()).unwrap();
    let format = ["audit", "returned.docx", "--format", "docx"];
    let output = probata(&folder, &[&format[..], &["-o", "annotated.docx"]].concat());
    assert!(output.stdout.is_empty());
    check(
        &output,
        expect![[r#"
        0 1 comment put in, one on each finding.
        This output quotes the draft and may name protected sources: keep it as you keep the draft.
    "#]],
    );
    let piped = probata(&folder, &format);
    assert!(piped.stdout.starts_with(b"PK"), "a pipe gets the document");
    let again = probata(&folder, &["read", "annotated.docx", "--sensitive"]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("Probata"));
    check(
        &probata(&folder, &[&format[..], &["-o", "returned.docx"]].concat()),
        expect![[r#"
            2 error: returned.docx is one of the files that were read: choose another name for the output
        "#]],
    );
    assert_eq!(fs::read(folder.join("returned.docx")).unwrap(), draft.build(), "the draft is as it was");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    check(
        &probata(&folder, &["audit", "returned.txt", "--format", "docx", "-o", "a.docx"]),
        expect![[r#"
        2 error: returned.txt is no Word document (.docx), so it cannot hold comments; for other files use --format html
    "#]],
    );
    check(
        &probata(&folder, &[&format[..], &["returned.txt", "-o", "a.docx"]].concat()),
        expect![[r#"
        2 error: comments are put into one Word document at a time; 2 files were named
    "#]],
    );
}

#[test]
fn a_report_is_never_written_over() {
    let folder = folder("over");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    let output = probata(&folder, &["audit", "returned.txt", "--format", "json", "-o", "./returned.txt"]);
    check(
        &output,
        expect![[r#"
            2 error: ./returned.txt is one of the files that were read: choose another name for the output
        "#]],
    );
    assert_eq!(fs::read_to_string(folder.join("returned.txt")).unwrap(), DRAFT);
    check(
        &probata(&folder, &["audit", "returned.txt", "-o", "no/such/place.txt"]),
        expect![[r#"
            2 error: no/such/place.txt could not be written, because there is no folder no/such: make the folder first
        "#]],
    );
    check(
        &probata(&folder, &["audit", "returned.txt", "--format", "csv", "-o", "returned.txt"]),
        expect![[r#"
        2 error: the folder returned.txt could not be made: there is a file of this name
    "#]],
    );
}

#[test]
fn mistakes_are_told_in_a_sentence() {
    let folder = folder("mistakes");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    check(
        &probata(&folder, &["audit", "returned.txt", "--deny", "sole-sauce"]),
        expect![[r#"
        2 error: on the command line: there is no rule "sole-sauce" (did you mean sole-source?); "probata rules" lists them
    "#]],
    );
    check(
        &probata(&folder, &["audit", "returned.txt", "--deny", "sole-source", "--allow", "sole-source"]),
        expect![[r#"
        2 error: on the command line: sole-source is asked to be both deny and allow
    "#]],
    );
    check(
        &probata(&folder, &["audit", "returned.txt", "--genre", "novel"]),
        expect![[r#"
        2 error: on the command line: there is no genre "novel"; there are: ngo_report, un_commission, court, desk
    "#]],
    );
    check(
        &probata(&folder, &["audit", "returned.txt", "--config", "house.toml"]),
        expect![[r#"
        2 error: house.toml could not be opened: there is no such file or folder
    "#]],
    );
    check(
        &probata(&folder, &["audit", "returned.txt", "--table", "citations"]),
        expect![[r#"
        2 error: --table chooses one of the tables of csv: say --format csv too
    "#]],
    );
    check(
        &probata(&folder, &["explain", "dangling"]),
        expect![[r#"
        2 error: there is no rule or topic "dangling"; did you mean dangling-mark? ("probata rules" lists the rules; other topics are in "probata explain --help")
    "#]],
    );
    check(
        &probata(&folder, &["man", "adit"]),
        expect![[r#"
        2 error: there is no command "adit"; did you mean audit or add? ("probata --help" lists the commands)
    "#]],
    );
    check(
        &probata(&folder, &["corpus", "nowhere"]),
        expect![[r#"
        2 error: nowhere could not be listed: there is no such file or folder
    "#]],
    );
}

#[test]
fn settings_beside_the_report_are_used_and_named() {
    let folder = folder("settings");
    fs::create_dir(folder.join("drafts")).unwrap();
    fs::write(folder.join("drafts/returned.txt"), DRAFT).unwrap();
    fs::write(folder.join("probata.toml"), "[levels]\nall = \"allow\"\n").unwrap();
    let output = probata(&folder, &["audit", "drafts/returned.txt"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Settings from") && text.contains("No findings."), "{text}");
}

#[test]
fn a_closed_output_keeps_the_status() {
    let folder = folder("closed");
    fs::write(folder.join("returned.txt"), DRAFT.repeat(3000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_probata"))
        .current_dir(&folder)
        .args(["audit", "returned.txt", "--format", "html", "--allow", "all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    check(&child.wait_with_output().unwrap(), expect!["0 "]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("name");
    let name = std::ffi::OsStr::from_bytes(b"return\xffed.txt");
    fs::write(folder.join(name), DRAFT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_probata"));
    let output =
        command.current_dir(&folder).arg("audit").arg(name).arg("--allow").arg("all").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn rules_explanations_completions_and_manual_are_there() {
    let folder = folder("help");
    let rules = String::from_utf8(probata(&folder, &["rules"]).stdout).unwrap();
    assert!(rules.lines().all(|line| line.chars().count() <= 80), "{rules}");
    for line in rules.lines().filter(|line| !line.starts_with(' ')) {
        let rule = line.split(' ').next().unwrap();
        let explained = probata(&folder, &["explain", rule]);
        assert!(explained.status.success() && !explained.stdout.is_empty(), "{rule}");
    }
    for topic in ["carriage", "coverage", "kinds", "levels", "outcome", "sensitive"] {
        assert!(probata(&folder, &["explain", topic]).status.success(), "{topic}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let offered = String::from_utf8(probata(&folder, &["completions", shell]).stdout).unwrap();
        let named = !matches!(shell, "bash" | "zsh" | "fish") || offered.contains("summary-firmer-than-body");
        assert!(offered.len() > 500 && named, "{shell}");
    }
    for arguments in [&["man"][..], &["man", "audit"]] {
        assert!(probata(&folder, arguments).stdout.windows(3).any(|bytes| bytes == b".TH"));
    }
}

#[test]
fn a_folder_is_read_file_by_file() {
    let folder = folder("corpus");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.txt"), DRAFT).unwrap();
    fs::write(folder.join("in/b.docx"), "PK\u{3}\u{4}cut off").unwrap();
    let output = probata(&folder, &["corpus", "in"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.ends_with("2 files: 1 complete, 0 partial, 1 refused\n") && output.status.code() == Some(2),
        "{text}"
    );
    let lines = String::from_utf8(probata(&folder, &["corpus", "in", "--json"]).stdout).unwrap();
    let statuses: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["status"].clone())
        .collect();
    assert_eq!(statuses, ["complete", "refused"]);
}

#[test]
fn what_lies_in_a_file_is_taken_out() {
    let folder = folder("enclosed");
    let archive =
        zip(&[Zipped::stored("../a.txt", DRAFT.as_bytes()), Zipped::stored("b/c.txt", b"Nobody came.")]);
    fs::write(folder.join("box.zip"), &archive).unwrap();
    check(&probata(&folder, &["read", "box.zip", "--save-enclosed", "out"]), expect!["0 "]);
    assert_eq!(fs::read_to_string(folder.join("out/001-a.txt")).unwrap(), DRAFT);
    assert_eq!(fs::read_dir(folder.join("out")).unwrap().count(), 2);
    check(
        &probata(&folder, &["read", "box.zip", "--save-enclosed", "out"]),
        expect![[r#"
        2 error: out is not empty: choose a new folder, so that nothing is mixed up
    "#]],
    );
    fs::write(folder.join("a.txt"), DRAFT).unwrap();
    check(
        &probata(&folder, &["read", "a.txt", "--save-enclosed", "other"]),
        expect![[r#"
        2 error: no files lie in a.txt
    "#]],
    );
    let audited = probata(&folder, &["audit", "box.zip"]);
    expect![[r#"
        box.zip  refused: could not be read
          This is no report but an archive. 2 files lie in it: ../a.txt, b/c.txt. Take
          out what is to be audited ("probata read FILE --save-enclosed FOLDER"), and
          audit it by itself.

    "#]]
    .assert_eq(&String::from_utf8_lossy(&audited.stdout));
    check(&audited, expect!["2 "]);
}

#[test]
fn sheets_are_written_and_read_back() {
    let folder = folder("sheets");
    fs::write(folder.join("returned.txt"), DRAFT).unwrap();
    for (format, sheet) in
        [("factcheck", "a.xlsx"), ("factcheck", "a.DOCX"), ("accused", "b.docx"), ("accused", "b.xlsx")]
    {
        let made = probata(&folder, &["audit", "returned.txt", "--format", format, "-o", sheet]);
        check(
            &made,
            expect![[r#"
                0 This output quotes the draft and may name protected sources: keep it as you keep the draft.
            "#]],
        );
        assert!(fs::read(folder.join(sheet)).unwrap().starts_with(b"PK"));
    }
    let unfilled = probata(&folder, &["audit", "returned.txt", "--checked", "a.xlsx", "--checked", "a.DOCX"]);
    check(&unfilled, expect!["0 "]);
    assert!(String::from_utf8(unfilled.stdout).unwrap().contains("Fact-check  0 of 2 assertions checked"));
    let sheet = fs::read(folder.join("a.xlsx")).unwrap();
    let message = |output: &Output| {
        format!("{} {}", output.status.code().unwrap_or(9), String::from_utf8_lossy(&output.stderr))
    };
    let said =
        |arguments: &[&str]| message(&probata(&folder, &[&["audit", "returned.txt"], arguments].concat()));
    expect![[r#"
        2 error: say where to write the sheet, as a workbook or a Word document: -o sheet.xlsx or -o sheet.docx
        2 error: say where to write the sheet, as a workbook or a Word document: -o sheet.xlsx or -o sheet.docx
        2 error: a.xlsx is one of the files that were read: choose another name for the output
        2 error: say where to write the sheet, as a workbook or a Word document: -o sheet.xlsx or -o sheet.docx
        2 error: the sheet b.xlsx holds no fact-check sheet: no table in it has the columns "Sentence", "Seen in", "Checked by", "Date"; give its columns these names, or make a sheet with --format factcheck
        2 error: the sheet none.xlsx could not be opened: there is no such file or folder
        2 error: the sheet a.xlsx is named twice
        2 error: --checked is not shown in the sheet of the accused: leave it out, or choose another --format
        2 error: the sheet ./a.xlsx is named twice
        2 error: ./a.xlsx is one of the files that were read: choose another name for the output
        2 error: a.xlsx is one of the files that were read: choose another name for the output
        2 error: the earlier draft none.txt could not be read: There is no such file.
        2 error: the earlier draft none.docx could not be read: There is no such file.
        2 error: no/such/sheet.xlsx could not be written, because there is no folder no/such: make the folder first
        2 error: no sheet was written, because nothing could be read: none.txt: There is no such file.
    "#]].assert_eq(
        &[
            said(&["--format", "factcheck"]),
            said(&["--format", "accused", "-o", "sheet.ods"]),
            said(&["--format", "factcheck", "-o", "a.xlsx", "--checked", "a.xlsx"]),
            said(&["--format", "factcheck", "-o", "returned.txt"]),
            said(&["--checked", "b.xlsx"]),
            said(&["--checked", "none.xlsx"]),
            said(&["--checked", "a.xlsx", "--checked", "a.xlsx"]),
            said(&["--checked", "a.xlsx", "--format", "accused", "-o", "c.xlsx"]),
            said(&["--checked", "a.xlsx", "--checked", "./a.xlsx"]),
            said(&["--checked", "a.xlsx", "-o", "./a.xlsx"]),
            said(&["--checked", "a.xlsx", "--format", "json", "-o", "a.xlsx"]),
            said(&["--compare", "none.txt"]),
            said(&["--compare", "none.docx", "--format", "docx", "-o", "c.docx"]),
            said(&["--format", "accused", "-o", "no/such/sheet.xlsx"]),
            message(&probata(&folder, &["audit", "none.txt", "--format", "factcheck", "-o", "a.xlsx"])),
        ]
        .concat(),
    );
    assert_eq!(fs::read(folder.join("a.xlsx")).unwrap(), sheet, "the sheet is as it was");
}

/// True if this machine can recognise words.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn has_tesseract() -> bool {
    let has = Command::new("tesseract").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has {
        eprintln!("skipped: tesseract is not installed");
    }
    has
}

#[test]
fn a_scan_is_read_and_audited() {
    if !has_tesseract() {
        return;
    }
    let folder = folder("scan");
    let scan = probata_testkit::picture::scanned_pdf(probata_testkit::picture::SCAN, &[0, 90]);
    fs::write(folder.join("scan.pdf"), scan).unwrap();
    let output = probata(&folder, &["audit", "scan.pdf", "--format", "json", "--recognise", "eng"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = report["text"].as_str().unwrap();
    let said = "Tomas Verin was held at Doln for twenty-two days.";
    assert_eq!(text.matches(said).count(), 2, "{text}");
    let output = probata(&folder, &["read", "scan.pdf", "--recognise", "none"]);
    let shown = String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("partial, 2 pages") && shown.contains("that no words be recognised"), "{shown}");
    let output = probata(&folder, &["read", "scan.pdf", "--recognise", "xyz"]);
    let shown = String::from_utf8(output.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("tesseract has no language \"xyz\" on this computer"), "{shown}");
    let output = probata(&folder, &["corpus", ".", "--json"]);
    let line = String::from_utf8(output.stdout).unwrap();
    assert!(line.contains("scan.pdf") && !line.contains("\"text_bytes\":0"), "{line}");
}
