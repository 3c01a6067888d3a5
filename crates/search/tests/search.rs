//! What is found, and what of it lies on the disk.

use probata_seal::{Key, Random};
use probata_search::{Found, Index, Language, Query, Reading, SearchError, snippet};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes that differ from call to call; what they are does not matter here.
struct Counting(u8);

impl Random for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(31).wrapping_add(7);
            *byte = self.0;
        }
    }
}

const TEXTS: [(u64, &str, &str, Language); 5] = [
    (
        1,
        "statement of a baker.txt",
        "The guards tortured him in block four.\n\nHe named Lieutenant Nazarova and a man called Mohammed. On the way the register was burnt.",
        Language::English,
    ),
    (
        2,
        "протокол.txt",
        "Свидетель видел Назарову у тюрьмы.\n\nОн рассказал о пытках и о побоях.",
        Language::Russian,
    ),
    (3, "شهادة.txt", "قال الشاهد إن نزاروفا كانت في السجن مع محمد.", Language::Arabic),
    (
        4,
        "attestation.txt",
        "Il a été arrêté dans la rue et les gardes ont pris le registre. L'avocat n'est pas venu.",
        Language::French,
    ),
    (
        5,
        "carta.txt",
        "Los detenidos fueron llevados a la cárcel y su abogado no fue con ellos.",
        Language::Spanish,
    ),
];

fn fill(index: &Index) {
    let mut writer = index.writer().expect("an index in order");
    for (number, name, text, language) in TEXTS {
        let day = 736_573;
        let dates = [(5..9, day, day), (10..12, day, day + 29)];
        let dates = if number == 1 { &dates[..] } else { &[] };
        writer
            .add(&Reading { number, name, text, language: Some(language), dates })
            .expect("an index in order");
    }
    writer.commit("log:5").expect("an index in order");
}

fn index() -> Index {
    let index = Index::in_memory().expect("an index in order");
    fill(&index);
    index
}

fn find(index: &Index, query: &str) -> Found {
    index.search(&Query::parse(query).expect("an index in order"), None, 20, true).expect("an index in order")
}

fn numbers(found: &Found) -> Vec<u64> {
    let mut numbers: Vec<u64> = found.hits.iter().map(|hit| hit.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[test]
fn words_are_found_in_each_of_their_forms() {
    let index = index();
    for (query, expected) in [
        ("torture", &[1][..]),
        ("TORTURING", &[1]),
        ("пытка", &[2]),
        ("тюрьма", &[2]),
        ("سجن", &[3]),
        ("arrêter", &[4]),
        ("arrete", &[4]),
        ("avocat", &[4]),
        ("detenido", &[5]),
        ("carcel", &[5]),
        ("regist*", &[1, 4]),
        ("registar~", &[1]),
        ("guards OR gardes", &[1, 4]),
        ("guards -register", &[1]),
        ("block guards", &[1]),
        ("guards register", &[]),
        ("\"block four\"", &[1]),
        ("\"four block\"", &[]),
        ("baker", &[1]),
        ("mentioned:2017", &[1]),
        ("mentioned:2017-09-03", &[1]),
        ("mentioned:2017-09-04 guards", &[1]),
        ("mentioned:2017-08", &[]),
    ] {
        assert_eq!(numbers(&find(&index, query)), expected, "{query}");
    }
}

#[test]
fn a_name_is_found_in_each_script_and_its_spellings_are_told() {
    let index = index();
    for query in ["Nazarova", "Назарова", "نزاروفا", "name:назарова", "name:nazarova"]
    {
        let found = find(&index, query);
        assert_eq!(numbers(&found), [1, 2, 3], "{query}");
        assert!(!found.spellings.is_empty(), "{query}");
    }
    assert_eq!(numbers(&find(&index, "Mukhammad")), [1, 3]);
    // What was asked stands first.
    assert_eq!(find(&index, "Назарову").hits[0].number, 2);
}

#[test]
fn what_no_passage_has_is_said_with_what_is_near() {
    let found = find(&index(), "registxr");
    assert!(found.hits.is_empty());
    assert_eq!(found.unknown[0].asked, "registxr");
    assert_eq!(found.unknown[0].found, ["register"]);
}

#[test]
fn a_hit_is_a_piece_of_the_reading() {
    let found = find(&index(), "пытки");
    let hit = &found.hits[0];
    let (_, _, text, language) = TEXTS[1];
    assert_eq!(&text[hit.span.clone()], "Он рассказал о пытках и о побоях.");
    let shown = snippet(text, &hit.span, Some(language), &found, 100);
    let marked: Vec<&str> = shown.marked.iter().map(|range| &text[range.clone()]).collect();
    assert_eq!(marked, ["пытках"]);
    assert_eq!(found.total, Some(1));
}

#[test]
fn only_exhibits_that_are_allowed_are_found() {
    let index = index();
    let allowed = Arc::new(HashSet::from([2, 4]));
    let found = |query: &str| index.search(&Query::parse(query).unwrap(), Some(&allowed), 20, true).unwrap();
    assert_eq!(numbers(&found("Nazarova")), [2]);
    assert_eq!(numbers(&found("format:text")), [2, 4]);
    assert_eq!(found("format:text").total, Some(2));
}

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("probata-search-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn open(&self, key: u8) -> Result<Index, SearchError> {
        Index::open(&self.0, Key::from_bytes([key; 32]), Box::new(Counting(1)))
    }

    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let read = |path: PathBuf| (path.clone(), fs::read(path).expect("a file that is there"));
        let mut files: Vec<_> = fs::read_dir(&self.0)
            .expect("a file that is there")
            .map(|entry| read(entry.expect("a file that is there").path()))
            .collect();
        files.sort();
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_sealed_index_is_found_in_again_and_opens_for_its_device_only() {
    let folder = Folder::new("again");
    fill(&folder.open(1).unwrap());
    let again = folder.open(1).unwrap();
    assert_eq!(again.watermark().as_deref(), Some("log:5"));
    assert_eq!(numbers(&find(&again, "Nazarova")), [1, 2, 3]);
    // Another key finds no file of its own, and none of the others opens for it.
    let other = folder.open(2).unwrap();
    assert_eq!((other.watermark(), other.passages()), (None, 0));
}

#[test]
fn nothing_of_it_is_in_clear() {
    let folder = Folder::new("clear");
    fill(&folder.open(1).unwrap());
    let words =
        ["tortur", "nazarov", "Nazarova", "назаров", "نزاروفا", "registre", "meta", "segment", "baker"];
    for (path, bytes) in folder.files() {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let is_known =
            name == "lock" || name.len() == 32 && name.bytes().all(|digit| digit.is_ascii_hexdigit());
        assert!(is_known, "{name}");
        for word in words {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for sought in [word.as_bytes(), &wide] {
                assert!(!bytes.windows(sought.len()).any(|window| window == sought), "{word} in {name}");
            }
        }
    }
}

#[test]
fn what_was_taken_out_is_in_no_file_any_more() {
    let folder = Folder::new("forget");
    let index = folder.open(1).unwrap();
    fill(&index);
    let mut writer = index.writer().unwrap();
    writer.forget(2);
    writer.commit("log:6").unwrap();
    drop(writer);
    assert_eq!(numbers(&find(&index, "Nazarova")), [1, 3]);
    // The words themselves are gone, not only their passages: nothing is spelled so any more.
    assert!(find(&index, "побоях").unknown[0].found.is_empty());
    assert!(find(&index, "побои*").hits.is_empty());
    let spellings = find(&index, "Nazarova").spellings.remove(0).found;
    assert_eq!(spellings, ["نزاروفا"]);
}

#[test]
fn two_do_not_write_at_once() {
    let folder = Folder::new("busy");
    let index = folder.open(1).unwrap();
    let writer = index.writer().unwrap();
    assert!(matches!(folder.open(1).unwrap().writer(), Err(SearchError::Busy)));
    drop(writer);
    assert!(folder.open(1).unwrap().writer().is_ok());
}

#[test]
fn an_altered_or_cut_file_is_found_out_and_can_be_made_again() {
    let folder = Folder::new("altered");
    fill(&folder.open(1).unwrap());
    let expected = numbers(&find(&folder.open(1).unwrap(), "Nazarova"));
    for (path, bytes) in folder.files() {
        if path.ends_with("lock") {
            continue;
        }
        let mut altered = bytes.clone();
        altered[bytes.len() / 2] ^= 1;
        for bad in [altered, bytes[..bytes.len() - 1].to_vec(), Vec::new()] {
            fs::write(&path, bad).unwrap();
            let found = folder.open(1).and_then(|index| {
                let query = Query::parse("Nazarova \"block four\" OR regist*").unwrap();
                index.search(&query, None, 20, true)?;
                index.search(&Query::parse("Nazarova").unwrap(), None, 20, true)
            });
            // Either it does not open, or that file is not needed for this.
            match found {
                Err(SearchError::Damaged) => {}
                Err(other) => panic!("{other}"),
                Ok(found) => assert_eq!(numbers(&found), expected),
            }
        }
        fs::write(&path, &bytes).unwrap();
    }
    Index::clear(&folder.0).unwrap();
    fill(&folder.open(1).unwrap());
    assert_eq!(numbers(&find(&folder.open(1).unwrap(), "Nazarova")), expected);
}

#[test]
fn parts_are_joined_when_there_are_many() {
    let folder = Folder::new("parts");
    let index = folder.open(1).unwrap();
    let mut writer = index.writer().unwrap();
    for number in 0..30 {
        let text = format!("Statement {number} about the register.");
        writer.add(&Reading { number, name: "", text: &text, language: None, dates: &[] }).unwrap();
        writer.commit(&number.to_string()).unwrap();
    }
    drop(writer);
    assert_eq!(find(&index, "register").total, Some(30));
    assert!(folder.files().len() < 100, "{}", folder.files().len());
    assert!(Path::new(&folder.0).join("lock").exists());
}
