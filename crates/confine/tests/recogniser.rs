//! What the program that recognises words can reach once it is started behind its wall: it is tried with other programs.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Set in the process that becomes the program tried.
const TRIED: &str = "PROBATA_RECOGNISER_TRIED";

/// Not a test by itself: the process that becomes another program.
#[test]
#[ignore = "started by the other tests"]
fn behind() {
    let Ok(tried) = std::env::var(TRIED) else { return };
    probata_confine::become_confined(Path::new("/bin/sh"), Path::new("/usr/share"), ["-c", &tried]);
    std::process::exit(99);
}

/// What a shell says that was started in the place of the program.
fn tries(tried: &str) -> Output {
    let program = std::env::current_exe().expect("a test knows where it lies");
    Command::new(program)
        .args(["--exact", "behind", "--ignored", "--nocapture", "--test-threads=1"])
        .env(TRIED, tried)
        .stdin(Stdio::null())
        .output()
        .expect("a test can start itself")
}

fn check(tried: &str, works: bool) {
    let output = tries(tried);
    assert_eq!(output.status.success(), works, "{tried}: {}", String::from_utf8_lossy(&output.stderr));
    assert_ne!(output.status.code(), Some(99), "the shell was not started");
}

#[test]
fn it_starts_and_reads_its_data() {
    check("true", true);
    check("read line < /usr/share/common-licenses/BSD", Path::new("/usr/share/common-licenses/BSD").exists());
}

#[test]
fn it_reads_nothing_else() {
    check("read line < /etc/passwd", false);
    check("read line < /proc/self/status", false);
    check("cd /root && echo *", false);
}

#[test]
fn it_writes_nothing() {
    check("echo x > /tmp/probata-recogniser", false);
    check("echo x > /usr/share/probata-recogniser", false);
}

#[test]
fn it_starts_no_other_process() {
    check("(true)", false);
    check("exec /bin/ls", false);
}
