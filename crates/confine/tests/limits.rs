//! What a process can still do once it has given up what a reader does not need: it is tried, in a process of its own.
#![cfg(target_os = "linux")]

use probata_confine::{Bounds, cause, give_up};
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, ExitStatus};

/// What the process is to try; set by the test that starts it.
const TRIED: &str = "PROBATA_TRIED";
const SMALL: Bounds = Bounds { memory: 256 << 20, processor: 1 };
/// How a process ends in which what was tried was not permitted, or was.
const REFUSED: i32 = 40;
const DONE: i32 = 41;

/// Not a test by itself: the process in which something is tried.
#[test]
#[ignore = "started by the other tests"]
fn behind() {
    let Ok(tried) = std::env::var(TRIED) else { return };
    let port = std::env::var("PROBATA_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(0);
    // What std reads once is read before.
    let _ = std::env::temp_dir();
    give_up(&SMALL);
    let done = match tried.as_str() {
        "read" => std::fs::read("/proc/self/status").map(drop),
        "list" => std::fs::read_dir("/").map(drop),
        "write" => std::fs::write("/tmp/probata-behind", b"x"),
        "remove" => std::fs::remove_file("/tmp/probata-behind"),
        "connect" => TcpStream::connect(("127.0.0.1", port)).map(drop),
        "listen" => TcpListener::bind("127.0.0.1:0").map(drop),
        "start" => Command::new("/bin/true").status().map(drop),
        "thread" => std::thread::Builder::new().spawn(|| {}).map(drop),
        "memory" => {
            let mut all = Vec::new();
            loop {
                all.push(vec![1u8; 16 << 20]);
                std::hint::black_box(&all);
            }
        }
        "time" => loop {
            std::hint::black_box(0);
        },
        "nothing" => Ok(()),
        other => panic!("{other}"),
    };
    let code = match done {
        Ok(()) => DONE,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => REFUSED,
        Err(_) => 1,
    };
    let _ = io::stdout().flush();
    std::process::exit(code);
}

fn ends(tried: &str, port: u16) -> ExitStatus {
    let program = std::env::current_exe().expect("a test knows where it lies");
    Command::new(program)
        .args(["--exact", "behind", "--ignored", "--nocapture", "--test-threads=1"])
        .env(TRIED, tried)
        .env("PROBATA_PORT", port.to_string())
        .output()
        .expect("a test can start itself")
        .status
}

fn check(tried: &str, expected: i32) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it listens").port();
    assert_eq!(ends(tried, port).code(), Some(expected), "{tried}");
}

#[test]
fn nothing_at_all_works() {
    check("nothing", DONE);
}

#[test]
fn no_path_is_reached() {
    for tried in ["read", "list", "write", "remove"] {
        check(tried, REFUSED);
    }
}

#[test]
fn no_port_is_reached() {
    for tried in ["connect", "listen"] {
        check(tried, REFUSED);
    }
}

#[test]
fn no_process_or_thread_is_started() {
    for tried in ["start", "thread"] {
        check(tried, REFUSED);
    }
}

#[test]
fn memory_ends() {
    let why = cause(ends("memory", 0), &SMALL);
    assert_eq!(why.as_deref(), Some("Reading this file took more than 256 MiB of memory and was stopped."));
}

#[test]
fn time_ends() {
    let why = cause(ends("time", 0), &SMALL);
    assert_eq!(
        why.as_deref(),
        Some("Reading this file took more than 1 s of processor time and was stopped.")
    );
}
