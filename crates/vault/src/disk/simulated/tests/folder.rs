use super::super::Simulated;
use super::Disk;
use crate::disk::Folder;
use proptest::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// What may be asked of a disk; paths by their place in [`PATHS`].
#[derive(Debug, Clone)]
enum Act {
    Create(usize, Vec<u8>),
    Append(usize, Vec<u8>),
    Read(usize),
    ReadAt(usize, u64, usize),
    Length(usize),
    List(usize),
    MakeFolder(usize),
    Rename(usize, usize),
    Remove(usize),
    Cut(usize, u64),
    SyncFolder(usize),
}

/// Of files, of folders, and some that are either.
const PATHS: [&str; 9] = ["a", "b", "f", "f/a", "f/b", "f/g", "f/g/a", "a/b", "f-a"];

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let path = || 0..PATHS.len();
    let bytes = || proptest::collection::vec(any::<u8>(), 0..40);
    let act = prop_oneof![
        3 => (path(), bytes()).prop_map(|(path, bytes)| Act::Create(path, bytes)),
        3 => (path(), bytes()).prop_map(|(path, bytes)| Act::Append(path, bytes)),
        1 => path().prop_map(Act::Read),
        1 => (path(), 0_u64..60, 1_usize..60).prop_map(|(path, from, length)| Act::ReadAt(path, from, length)),
        1 => path().prop_map(Act::Length),
        1 => path().prop_map(Act::List),
        3 => path().prop_map(Act::MakeFolder),
        3 => (path(), path()).prop_map(|(from, to)| Act::Rename(from, to)),
        1 => path().prop_map(Act::Remove),
        1 => (path(), 0_u64..60).prop_map(|(path, length)| Act::Cut(path, length)),
        1 => path().prop_map(Act::SyncFolder),
    ];
    proptest::collection::vec(act, 1..60)
}

/// What the disk answers, errors by their kind.
fn answer(disk: &dyn Disk, act: &Act) -> String {
    let answer = match act {
        Act::Create(path, bytes) => disk.create(PATHS[*path]).and_then(|mut file| {
            file.write(bytes)?;
            file.write(bytes)?;
            file.sync().map(|()| String::new())
        }),
        Act::Append(path, bytes) => {
            disk.append(PATHS[*path]).and_then(|mut file| file.write(bytes)).map(|()| String::new())
        }
        Act::Read(path) => disk.read(PATHS[*path]).map(|bytes| format!("{bytes:?}")),
        Act::ReadAt(path, from, length) => {
            disk.read_at(PATHS[*path], *from, *length).map(|bytes| format!("{bytes:?}"))
        }
        Act::Length(path) => disk.length(PATHS[*path]).map(|length| format!("{length:?}")),
        Act::List(path) => disk.list(PATHS[*path]).map(|names| format!("{names:?}")),
        Act::MakeFolder(path) => disk.make_folder(PATHS[*path]).map(|()| String::new()),
        Act::Rename(from, to) => disk.rename(PATHS[*from], PATHS[*to]).map(|()| String::new()),
        Act::Remove(path) => disk.remove(PATHS[*path]).map(|()| String::new()),
        Act::Cut(path, length) => disk.cut(PATHS[*path], *length).map(|()| String::new()),
        Act::SyncFolder(path) => disk.sync_folder(PATHS[*path]).map(|()| String::new()),
    };
    answer.unwrap_or_else(|error: io::Error| format!("{:?}", error.kind()))
}

/// What only the file system does, and the vault never asks for.
fn beyond(disk: &Simulated, act: &Act) -> bool {
    let is_folder = |path: usize| disk.state.borrow().tree.is_folder(PATHS[path]);
    match act {
        Act::Rename(from, to) => is_folder(*from) || Path::new(PATHS[*from]).starts_with(PATHS[*to]),
        Act::SyncFolder(path) => !is_folder(*path),
        _ => false,
    }
}

/// All that can be read.
fn everything(disk: &dyn Disk) -> Vec<String> {
    let paths = (0..PATHS.len()).flat_map(|path| [Act::Read(path), Act::Length(path), Act::List(path)]);
    paths.map(|act| answer(disk, &act)).chain([format!("{:?}", disk.list(""))]).collect()
}

/// A folder that goes when this does.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("probata-simulated-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_faults_it_is_as_a_folder(acts in acts()) {
        let temporary = Temporary::new();
        let (simulated, folder) = (Simulated::new(), Folder::new(&temporary.0));
        for act in acts {
            if !beyond(&simulated, &act) {
                prop_assert_eq!(answer(&simulated, &act), answer(&folder, &act), "{:?}", act);
            }
        }
        prop_assert_eq!(everything(&simulated), everything(&folder));
    }
}
