//! temp
use super::*;
use std::collections::HashSet as Set;

fn shared() -> Option<std::path::PathBuf> {
    let mut folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    loop {
        let shared = folder.join("../shared/data");
        if shared.is_dir() { return Some(shared); }
        folder = folder.parent()?;
    }
}

fn score(gold: &Set<usize>, found: &Set<usize>) -> (usize, usize, usize) {
    (gold.intersection(found).count(), found.len(), gold.len())
}
fn show(name: &str, c: (usize, usize, usize)) -> f64 {
    let (p, r) = (c.0 as f64 / c.1 as f64, c.0 as f64 / c.2 as f64);
    let f = 200. * p * r / (p + r);
    eprintln!("{name} P {:.2} R {:.2} F {:.2}  {:?}", p * 100., r * 100., f, c);
    f
}

#[test]
fn mueller() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("footnotes/mueller.jsonl")).unwrap();
    let mut total = (0, 0, 0);
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = v["text"].as_str().unwrap();
        let bytes: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
        let at = |v: &serde_json::Value| bytes[v.as_u64().unwrap() as usize];
        let body = at(&v["body_end"]);
        let mut d = Document::empty("x", "text");
        d.text = text[..body].to_owned();
        let mut start = 0;
        for p in d.text.clone().split("\n\n") {
            let span = Span::new(start, start + p.len()).trimmed(&d.text);
            if !span.is_empty() { d.blocks.push(Block { span, kind: BlockKind::Paragraph, language: "en".into(), boxed: false }); }
            start += p.len() + 2;
        }
        let mut gold = Set::new();
        for s in v["sentences"].as_array().unwrap() {
            gold.insert(at(&s["end"]));
            for m in s["markers"].as_array().unwrap() {
                d.marks.push(probata_report::Mark { span: Span::new(at(&m[0]), at(&m[1])), label: String::new(), note: None });
            }
        }
        split(&mut d, &[]);
        let found: Set<usize> = d.sentences.iter().map(|s| s.span.end).collect();
        let c = score(&gold, &found);
        show(v["doc_id"].as_str().unwrap(), c);
        total = (total.0 + c.0, total.1 + c.1, total.2 + c.2);
        let mut wrong: Vec<(usize, &str)> = gold.difference(&found).map(|x| (*x, "MISS")).chain(found.difference(&gold).map(|x| (*x, "FALSE"))).collect();
        wrong.sort();
        for (x, k) in wrong {
            let a = text[..x].char_indices().rev().nth(50).map_or(0, |p| p.0);
            let b = text[x..].char_indices().nth(30).map_or(text.len(), |p| x + p.0);
            eprintln!("{k} {:?} || {:?}", &text[a..x], &text[x..b]);
        }
    }
    show("TOTAL", total);
}

fn ud(file: &str, print: bool) {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("ud").join(file)).unwrap();
    let mut docs: Vec<(String, Set<usize>)> = vec![];
    let mut skip = 0usize;
    for line in text.lines() {
        if line.starts_with("# newdoc") { docs.push(Default::default()); continue; }
        if line.starts_with('#') { continue; }
        let Some((t, gold)) = docs.last_mut() else { continue };
        if line.is_empty() { let e = t.trim_end().len(); gold.insert(e); if !t.ends_with(' ') {t.push(' ');} skip = 0; continue; }
        let f: Vec<&str> = line.split('\t').collect();
        if f[0].contains('.') { continue; }
        if let Some((_, b)) = f[0].split_once('-') { skip = b.parse().unwrap(); }
        else if f[0].parse::<usize>().unwrap() <= skip { continue; }
        t.push_str(f[1]);
        if !f.last().unwrap().contains("SpaceAfter=No") { t.push(' '); }
    }
    let mut total = (0, 0, 0);
    for (text, gold) in docs {
        let mut d = Document::empty("x", "text");
        d.text = text.clone();
        let span = Span::new(0, text.len()).trimmed(&text);
        d.blocks.push(Block { span, kind: BlockKind::Paragraph, language: "en".into(), boxed: false });
        split(&mut d, &[]);
        let found: Set<usize> = d.sentences.iter().map(|s| s.span.end).collect();
        let c = score(&gold, &found);
        total = (total.0 + c.0, total.1 + c.1, total.2 + c.2);
        if print {
            let mut wrong: Vec<(usize, &str)> = gold.difference(&found).map(|x| (*x, "MISS")).chain(found.difference(&gold).map(|x| (*x, "FALSE"))).collect();
            wrong.sort();
            for (x, k) in wrong {
                let a = text[..x].char_indices().rev().nth(50).map_or(0, |p| p.0);
                let b = text[x..].char_indices().nth(30).map_or(text.len(), |p| x + p.0);
                eprintln!("{k} {:?} || {:?}", &text[a..x], &text[x..b]);
            }
        }
    }
    show(file, total);
}

#[test] fn gum_dev() { ud("gum-dev.conllu", true); }
#[test] fn gum_test() { ud("gum-test.conllu", false); }
#[test] fn ewt_test() { ud("ewt-test.conllu", false); }
