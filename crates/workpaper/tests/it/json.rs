use crate::sorvania::{in_three_files, long, returned};
use expect_test::{Expect, expect};
use probata_workpaper::json;
use serde_json::Value;

fn parts(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

/// Shows one field of the report of one part, an item a line.
fn check(field: &str, sensitive: bool, expected: Expect) {
    let part = &parts(&json(&returned(), sensitive))[0];
    let shown = match &part[field] {
        Value::Array(items) => items.iter().map(|item| format!("{item}\n")).collect(),
        other => format!("{other}\n"),
    };
    expected.assert_eq(&shown);
}

#[test]
fn the_top_of_a_part() {
    let part = &parts(&json(&returned(), false))[0];
    let keys: Vec<_> = part.as_object().unwrap().keys().map(String::as_str).collect();
    expect!["allowances answers blocks chapters checks coverage dates findings format hidden mentions notes notice outcome pages path quantities reading remarks report schema sensitive_left_out sentences sha256 sources text text_citations title"].assert_eq(&keys.join(" "));
    for field in ["schema", "notice", "path", "sha256", "format", "outcome", "remarks", "reading", "report"] {
        assert!(!part[field].is_null(), "{field}");
    }
    check(
        "outcome",
        false,
        expect![[r#"
        {"missing":[{"where":"word/media/image1.png","why":"text in pictures is not read"}],"status":"partial"}
    "#]],
    );
    check(
        "reading",
        false,
        expect![[r#"
            {"confined":"","options":"changes=final","reader":"probata-reader 0.1.0"}
        "#]],
    );
    check(
        "report",
        false,
        expect![[r#"
        {"coverage":{"assertions":16,"by_both":2,"by_neither":5,"by_note":7,"by_text":1,"origins_at_least":4,"origins_at_most":6,"restated":1,"withheld_only":4},"findings":8,"genre":"ngo_report","part":1,"parts":1,"paths":["returned.docx"],"sensitive_left_out":1}
    "#]],
    );
    check(
        "coverage",
        false,
        expect![[r#"
        {"assertions":16,"by_both":2,"by_neither":5,"by_note":7,"by_text":1,"origins_at_least":4,"origins_at_most":6,"restated":1,"withheld_only":4}
    "#]],
    );
}

#[test]
fn pages_blocks_and_chapters() {
    check(
        "pages",
        false,
        expect![[r#"
        {"name":"1","start":0}
        {"name":"12","start":315}
        {"name":"19","start":979}
    "#]],
    );
    check(
        "blocks",
        false,
        expect![[r#"
        {"boxed":false,"cell":null,"end":9,"kind":"heading","language":"en","level":1,"note":null,"start":0}
        {"boxed":false,"cell":null,"end":233,"kind":"paragraph","language":"en","level":null,"note":null,"start":11}
        {"boxed":false,"cell":null,"end":313,"kind":"paragraph","language":"en","level":null,"note":null,"start":235}
        {"boxed":false,"cell":null,"end":397,"kind":"heading","language":"en","level":1,"note":null,"start":315}
        {"boxed":false,"cell":null,"end":424,"kind":"heading","language":"en","level":2,"note":null,"start":399}
        {"boxed":false,"cell":null,"end":667,"kind":"paragraph","language":"en","level":null,"note":null,"start":426}
        {"boxed":false,"cell":null,"end":745,"kind":"quotation","language":"en","level":null,"note":null,"start":669}
        {"boxed":false,"cell":null,"end":882,"kind":"paragraph","language":"en","level":null,"note":null,"start":747}
        {"boxed":false,"cell":[0,0,0],"end":888,"kind":"cell","language":"en","level":null,"note":null,"start":884}
        {"boxed":false,"cell":[0,0,1],"end":893,"kind":"cell","language":"en","level":null,"note":null,"start":890}
        {"boxed":false,"cell":[0,1,0],"end":907,"kind":"cell","language":"en","level":null,"note":null,"start":895}
        {"boxed":false,"cell":[0,1,1],"end":910,"kind":"cell","language":"en","level":null,"note":null,"start":909}
        {"boxed":false,"cell":[0,2,0],"end":922,"kind":"cell","language":"en","level":null,"note":null,"start":912}
        {"boxed":false,"cell":[0,2,1],"end":925,"kind":"cell","language":"en","level":null,"note":null,"start":924}
        {"boxed":false,"cell":null,"end":977,"kind":"caption","language":"en","level":null,"note":null,"start":927}
        {"boxed":false,"cell":null,"end":1003,"kind":"heading","language":"en","level":1,"note":null,"start":979}
        {"boxed":false,"cell":null,"end":1299,"kind":"paragraph","language":"en","level":null,"note":null,"start":1005}
        {"boxed":false,"cell":null,"end":1335,"kind":"list_item","language":"en","level":null,"note":null,"start":1301}
        {"boxed":true,"cell":null,"end":1406,"kind":"list_item","language":"en","level":null,"note":null,"start":1337}
        {"boxed":false,"cell":null,"end":1443,"kind":"paragraph","language":"ar","level":null,"note":null,"start":1408}
        {"boxed":false,"cell":null,"end":1510,"kind":"note","language":"en","level":null,"note":"n1","start":1445}
        {"boxed":false,"cell":null,"end":1534,"kind":"note","language":"en","level":null,"note":"n2","start":1512}
        {"boxed":false,"cell":null,"end":1618,"kind":"note","language":"en","level":null,"note":"n3","start":1536}
        {"boxed":false,"cell":null,"end":1627,"kind":"note","language":"en","level":null,"note":"n4","start":1620}
        {"boxed":false,"cell":null,"end":1681,"kind":"note","language":"en","level":null,"note":"n5","start":1629}
        {"boxed":false,"cell":null,"end":1773,"kind":"note","language":"en","level":null,"note":"n6","start":1683}
        {"boxed":false,"cell":null,"end":1829,"kind":"note","language":"en","level":null,"note":"n7","start":1775}
        {"boxed":false,"cell":null,"end":1893,"kind":"note","language":"en","level":null,"note":"n8","start":1831}
    "#]],
    );
    check(
        "chapters",
        false,
        expect![[r#"
        {"coverage":{"assertions":3,"by_both":1,"by_neither":1,"by_note":0,"by_text":0,"origins_at_least":0,"origins_at_most":0,"restated":1,"withheld_only":0},"end":315,"start":0,"title":"1 Summary"}
        {"coverage":{"assertions":7,"by_both":1,"by_neither":2,"by_note":4,"by_text":0,"origins_at_least":0,"origins_at_most":0,"restated":0,"withheld_only":0},"end":979,"start":315,"title":"2 The transfers: how eleven men were taken from Aldmark to Velsk without a hearing"}
        {"coverage":{"assertions":6,"by_both":0,"by_neither":2,"by_note":3,"by_text":1,"origins_at_least":0,"origins_at_most":0,"restated":0,"withheld_only":0},"end":1895,"start":979,"title":"3 Treatment after return"}
    "#]],
    );
}

#[test]
fn sentences() {
    check(
        "sentences",
        false,
        expect![[r#"
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":9,"hedges":[],"id":"s1","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":0,"text_citations":[],"zone":"heading"}
            {"asserts":true,"attributions":[],"carried_by":"restated","checked":[],"end":96,"hedges":[],"id":"s2","kind":"fact","negative":false,"notes":[],"pieces":[],"restates":"s8","restates_shared":71,"start":11,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"neither","checked":[],"end":166,"hedges":[],"id":"s3","kind":"fact","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":97,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[{"content":[[203,231]],"cue":[[196,202]],"id":"a1","named":true,"parent":null,"source":[[167,195]],"source_name":"The Ministry of the Interior","stance":"asserts"}],"carried_by":"both","checked":[],"end":233,"hedges":[],"id":"s4","kind":"attributed","negative":false,"notes":[{"how":"direct","id":"n1"}],"pieces":[],"restates":null,"restates_shared":null,"start":167,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":313,"hedges":[],"id":"s5","kind":"method","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":235,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":397,"hedges":[],"id":"s6","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":315,"text_citations":[],"zone":"heading"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":424,"hedges":[],"id":"s7","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":399,"text_citations":[],"zone":"heading"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":505,"hedges":[],"id":"s8","kind":"fact","negative":false,"notes":[{"how":"direct","id":"n2"}],"pieces":[],"restates":null,"restates_shared":null,"start":426,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"neither","checked":[],"end":563,"hedges":[],"id":"s9","kind":"fact","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":506,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":602,"hedges":[],"id":"s10","kind":"fact","negative":false,"notes":[{"how":"inherited","id":"n3"}],"pieces":[],"restates":null,"restates_shared":null,"start":564,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[{"content":[[619,665]],"cue":[[606,618]],"id":"a2","named":true,"parent":null,"source":[[603,605]],"source_name":"He","stance":"asserts"}],"carried_by":"both","checked":[],"end":667,"hedges":[{"attribution":null,"end":633,"holder":"source","scope":[],"start":627}],"id":"s11","kind":"attributed","negative":false,"notes":[{"how":"direct","id":"n3"}],"pieces":[],"restates":null,"restates_shared":null,"start":603,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":745,"hedges":[],"id":"s12","kind":"quotation","negative":false,"notes":[{"how":"direct","id":"n4"}],"pieces":[],"restates":null,"restates_shared":null,"start":669,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":832,"hedges":[],"id":"s13","kind":"legal","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":747,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"neither","checked":[],"end":882,"hedges":[],"id":"s14","kind":"attributed","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":833,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":888,"hedges":[],"id":"s15","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":884,"text_citations":[],"zone":"table"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":893,"hedges":[],"id":"s16","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":890,"text_citations":[],"zone":"table"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":907,"hedges":[],"id":"s17","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":895,"text_citations":[],"zone":"table"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":910,"hedges":[],"id":"s18","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":909,"text_citations":[],"zone":"table"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":922,"hedges":[],"id":"s19","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":912,"text_citations":[],"zone":"table"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":925,"hedges":[],"id":"s20","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":924,"text_citations":[],"zone":"table"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":977,"hedges":[],"id":"s21","kind":"fact","negative":false,"notes":[{"how":"direct","id":"n5"}],"pieces":[],"restates":null,"restates_shared":null,"start":927,"text_citations":[],"zone":"caption"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1003,"hedges":[],"id":"s22","kind":"background","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":979,"text_citations":[],"zone":"heading"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":1082,"hedges":[],"id":"s23","kind":"attributed","negative":false,"notes":[{"how":"direct","id":"n6"}],"pieces":[],"restates":null,"restates_shared":null,"start":1005,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[{"content":[[1121,1160]],"cue":[[1116,1120]],"id":"a3","named":true,"parent":null,"source":[[1083,1114]],"source_name":"Ilan Kostrov, a lawyer in Velsk","stance":"asserts"}],"carried_by":"text","checked":[],"end":1161,"hedges":[],"id":"s24","kind":"attributed","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1083,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":1243,"hedges":[],"id":"s25","kind":"fact","negative":false,"notes":[{"how":"direct","id":"n7"}],"pieces":[],"restates":null,"restates_shared":null,"start":1162,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1299,"hedges":[],"id":"s26","kind":"inference","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1244,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"note","checked":[],"end":1335,"hedges":[],"id":"s27","kind":"fact","negative":false,"notes":[{"how":"direct","id":"n8"}],"pieces":[],"restates":null,"restates_shared":null,"start":1301,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"neither","checked":[],"end":1406,"hedges":[],"id":"s28","kind":"fact","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1337,"text_citations":[],"zone":"body"}
            {"asserts":true,"attributions":[],"carried_by":"neither","checked":[],"end":1443,"hedges":[],"id":"s29","kind":"attributed","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1408,"text_citations":[],"zone":"body"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1510,"hedges":[],"id":"s30","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1445,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1534,"hedges":[],"id":"s31","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1512,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1618,"hedges":[],"id":"s32","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1536,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1627,"hedges":[],"id":"s33","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1620,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1681,"hedges":[],"id":"s34","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1629,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1773,"hedges":[],"id":"s35","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1683,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1829,"hedges":[],"id":"s36","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1775,"text_citations":[],"zone":"note"}
            {"asserts":false,"attributions":[],"carried_by":"not_needed","checked":[],"end":1893,"hedges":[],"id":"s37","kind":"citation","negative":false,"notes":[],"pieces":[],"restates":null,"restates_shared":null,"start":1831,"text_citations":[],"zone":"note"}
        "#]],
    );
}

#[test]
fn notes_and_sources() {
    check(
        "notes",
        false,
        expect![[r#"
        {"carries":["s4"],"citations":[{"accessed":null,"address":null,"date":"2006-06-03","end":1510,"id":"c1","kind":"letter","mode":null,"number":null,"organisation":"Ministry of the Interior","persons":[],"place":null,"refers_to":null,"signal":null,"source":"src1","start":1447,"title":null,"withheld":[]}],"end":1510,"id":"n1","label":"1","marks":[[232,233]],"pieces":[],"start":1445}
        {"carries":["s8"],"citations":[{"accessed":null,"address":null,"date":null,"end":1534,"id":"c2","kind":"un_document","mode":null,"number":"A/HRC/2/9","organisation":null,"persons":[],"place":null,"refers_to":null,"signal":null,"source":"src2","start":1514,"title":null,"withheld":[]}],"end":1534,"id":"n2","label":"2","marks":[[504,505]],"pieces":[],"start":1512}
        {"carries":["s10","s11"],"citations":[{"accessed":null,"address":null,"date":null,"end":1618,"id":"c3","kind":"interview","mode":null,"number":null,"organisation":"Lantern Rights Watch","persons":["former detainee"],"place":null,"refers_to":null,"signal":null,"source":"src3","start":1538,"title":null,"withheld":["name","date","place"]}],"end":1618,"id":"n3","label":"3","marks":[[666,667]],"pieces":[],"start":1536}
        {"carries":["s12"],"citations":[{"accessed":null,"address":null,"date":null,"end":1627,"id":"c4","kind":"ibid","mode":null,"number":null,"organisation":null,"persons":[],"place":null,"refers_to":"c3","signal":null,"source":"src3","start":1622,"title":null,"withheld":[]}],"end":1627,"id":"n4","label":"4","marks":[[744,745]],"pieces":[],"start":1620}
        {"carries":["s21"],"citations":[{"accessed":null,"address":null,"date":null,"end":1681,"id":"c5","kind":"press_article","mode":null,"number":null,"organisation":null,"persons":[],"place":null,"refers_to":null,"signal":null,"source":"src4","start":1631,"title":"Eight more fly home","withheld":[]}],"end":1681,"id":"n5","label":"5","marks":[[976,977]],"pieces":[],"start":1629}
        {"carries":["s23"],"citations":[{"accessed":null,"address":null,"date":null,"end":1773,"id":"c6","kind":"interview","mode":"telephone_interview","number":null,"organisation":null,"persons":[],"place":"Kareva","refers_to":null,"signal":null,"source":"src3","start":1685,"title":null,"withheld":[]}],"end":1773,"id":"n6","label":"6","marks":[[1081,1082]],"pieces":[],"start":1683}
        {"carries":["s25"],"citations":[{"accessed":null,"address":null,"date":null,"end":1829,"id":"c7","kind":"interview","mode":null,"number":null,"organisation":null,"persons":[],"place":null,"refers_to":null,"signal":null,"source":"src5","start":1777,"title":null,"withheld":[]}],"end":1829,"id":"n7","label":"7","marks":[[1242,1243]],"pieces":[],"start":1775}
        {"carries":["s27"],"citations":[{"accessed":null,"address":null,"date":null,"end":1893,"id":"c8","kind":"interview","mode":null,"number":null,"organisation":null,"persons":["Mira Dessel"],"place":null,"refers_to":null,"signal":null,"source":"src6","start":1833,"title":null,"withheld":[]}],"end":1893,"id":"n8","label":"8","marks":[[1334,1335]],"pieces":[],"start":1831}
    "#]],
    );
    check(
        "sources",
        false,
        expect![[r#"
        {"citations":["c1"],"id":"src1","kind":"letter","name":"Ministry of the Interior","named":true,"perhaps_same_as":null,"withheld":false}
        {"citations":["c2"],"id":"src2","kind":"un_document","name":"A/HRC/2/9","named":true,"perhaps_same_as":null,"withheld":false}
        {"citations":["c3","c4","c6"],"id":"src3","kind":"interview","name":"former detainee (name withheld)","named":false,"perhaps_same_as":null,"withheld":true}
        {"citations":["c5"],"id":"src4","kind":"press_article","name":"Velsk Courier","named":true,"perhaps_same_as":null,"withheld":false}
        {"citations":["c7"],"id":"src5","kind":"interview","name":"former guard (name withheld)","named":false,"perhaps_same_as":null,"withheld":true}
        {"citations":["c8"],"id":"src6","kind":"interview","name":"Mira Dessel","named":true,"perhaps_same_as":null,"withheld":false}
    "#]],
    );
}

#[test]
fn mentions_dates_and_quantities() {
    check(
        "mentions",
        false,
        expect![[r#"
        {"kind":"person","name":"Mira Dessel","spans":[[1301,1312],[1856,1874]],"variants":[]}
        {"kind":"date","name":"2004-02-12","spans":[[770,786]],"variants":[]}
    "#]],
    );
    check(
        "dates",
        false,
        expect![[r#"
        {"date":"2004-02-12","end":786,"precision":"day","qualifier":"exact","sentence":"s13","start":770,"until":null,"weekday":null}
    "#]],
    );
    check(
        "quantities",
        false,
        expect![[r#"
        {"bound":"exactly","end":78,"sentence":"s2","start":68,"thing":"man","vague":false,"value":11.0}
    "#]],
    );
}

#[test]
fn findings_and_hidden_content() {
    check(
        "findings",
        true,
        expect![[r#"
            {"answered":null,"end":166,"id":"f1","level":"warn","message":"asserts a fact, and nothing carries it","place":"page 1","remedy":"add a note, name the source, or say it as a conclusion","rests_on":[],"rule":"unsupported-assertion","sensitive":false,"start":97}
            {"answered":null,"end":563,"id":"f2","level":"deny","message":"no note 58 in this chapter","place":"page 12","remedy":"restore the note, or remove the mark","rests_on":[],"rule":"dangling-mark","sensitive":false,"start":561}
            {"answered":null,"end":842,"id":"f3","level":"warn","message":"an unnamed authority carries nothing","place":"page 12","remedy":"name the office, or the letter or press conference","rests_on":[],"rule":"unnamed-authority","sensitive":false,"start":833}
            {"answered":null,"end":1241,"id":"f4","level":"deny","message":"Colonel Radu Benk is accused, and every source of the accusation is withheld","place":"page 19","remedy":"find a source that can be named, or say in the text why there is none","rests_on":[{"end":1812,"part":1,"place":"note 7, page 19","start":1777,"why":"the only source"}],"rule":"accused-on-withheld-only","sensitive":false,"start":1162}
            {"answered":null,"end":1380,"id":"f5","level":"warn","message":"quoted words without a source","place":"page 19","remedy":"give the source","rests_on":[],"rule":"quotation-without-source","sensitive":false,"start":1365}
            {"answered":null,"end":1428,"id":"f6","level":"warn","message":"asserts a fact, and nothing carries it","place":"page 19","remedy":"add a note","rests_on":[],"rule":"unsupported-assertion","sensitive":false,"start":1422}
            {"answered":null,"end":1772,"id":"f7","level":"deny","message":"the place and date of this interview are printed here and withheld in note 3","place":"note 6, page 19","remedy":"withhold them here too, or ask the source","rests_on":[{"end":1617,"part":1,"place":"note 3, page 19","start":1594,"why":"the same source, with place and date withheld"}],"rule":"withheld-elsewhere-given","sensitive":true,"start":1752}
            {"answered":null,"end":1892,"id":"f8","level":"deny","message":"there is no 30 February","place":"note 8, page 19","remedy":"correct the date","rests_on":[],"rule":"impossible-date","sensitive":false,"start":1876}
        "#]],
    );
    check(
        "hidden",
        true,
        expect![[r#"
        {"count":1,"items":[{"author":"Editor 2","date":"2006-07-01","end":97,"place":"word/document.xml","start":97,"text":"Pavel Oran"}],"kind":"deleted"}
    "#]],
    );
}

#[test]
fn sensitive_things_are_left_out_and_counted() {
    let output = json(&returned(), false);
    assert!(!output.contains("withheld-elsewhere-given") && !output.contains("Pavel Oran"));
    check(
        "sensitive_left_out",
        false,
        expect![[r#"
        1
    "#]],
    );
    check(
        "hidden",
        false,
        expect![[r#"
        {"count":1,"items":[],"kind":"deleted"}
    "#]],
    );
}

#[test]
fn offsets_count_code_points_of_the_part() {
    for report in [returned(), in_three_files()] {
        let parts = parts(&json(&report, true));
        let texts: Vec<Vec<char>> =
            parts.iter().map(|part| part["text"].as_str().unwrap().chars().collect()).collect();
        let slice = |part: usize, item: &Value| {
            let at = |name: &str| item[name].as_u64().unwrap() as usize;
            texts[part][at("start")..at("end")].iter().collect::<String>()
        };
        let sentences: Vec<_> = parts
            .iter()
            .enumerate()
            .flat_map(|(index, part)| part["sentences"].as_array().unwrap().iter().map(move |s| (index, s)))
            .collect();
        assert_eq!(sentences.len(), report.document.sentences.len());
        for ((part, shown), read) in sentences.iter().zip(&report.document.sentences) {
            assert_eq!(slice(*part, shown), report.document.text[read.span.range()]);
        }
        for (part, finding) in parts
            .iter()
            .enumerate()
            .flat_map(|(i, p)| p["findings"].as_array().unwrap().iter().map(move |f| (i, f)))
        {
            if finding["rule"] == "dangling-mark" {
                assert_eq!(slice(part, finding), "58");
            }
            for related in finding["rests_on"].as_array().unwrap() {
                let words = slice(related["part"].as_u64().unwrap() as usize - 1, related);
                assert!(
                    ["date and place withheld", "Lantern interview with former guard"]
                        .contains(&words.as_str()),
                    "{words}"
                );
            }
        }
    }
}

#[test]
fn each_file_of_a_report_has_its_own_line_coverage_and_findings() {
    let parts = parts(&json(&in_three_files(), true));
    let shown: Vec<_> = parts
        .iter()
        .map(|part| {
            format!(
                "{} {} {} {} findings={} {}",
                part["path"],
                part["report"]["part"],
                part["report"]["parts"],
                part["outcome"]["status"],
                part["findings"].as_array().unwrap().len(),
                part["coverage"]
            )
        })
        .collect();
    expect![[r#"
        "returned.docx" 1 3 "partial" findings=1 {"assertions":3,"by_both":1,"by_neither":1,"by_note":0,"by_text":0,"origins_at_least":0,"origins_at_most":0,"restated":1,"withheld_only":0}
        "chapter-2.docx" 2 3 "complete" findings=7 {"assertions":13,"by_both":1,"by_neither":4,"by_note":7,"by_text":1,"origins_at_least":0,"origins_at_most":0,"restated":0,"withheld_only":0}
        "annex.docx" 3 3 "refused" findings=0 {"assertions":0,"by_both":0,"by_neither":0,"by_note":0,"by_text":0,"origins_at_least":0,"origins_at_most":0,"restated":0,"withheld_only":0}"#]].assert_eq(&shown.join("\n"));
    let assertions = |part: &Value| part["coverage"]["assertions"].as_u64().unwrap();
    assert_eq!(
        parts.iter().map(assertions).sum::<u64>(),
        parts[0]["report"]["coverage"]["assertions"].as_u64().unwrap()
    );
}

/// `cargo test --release -p probata-workpaper --test it -- --ignored pace --nocapture`
#[test]
#[ignore = "measures"]
fn pace() {
    let report = long(95_000);
    let words = report.document.text.split_whitespace().count();
    let findings = report.findings.len();
    println!(
        "{words} words, {} sentences, {} notes, {findings} findings",
        report.sentences.len(),
        report.document.notes.len()
    );
    type Write = fn(&probata_report::Report) -> String;
    let outputs: [(&str, Write); 5] = [
        ("json", |r| json(r, false)),
        ("html", |r| probata_workpaper::html(r, false)),
        ("sentences.csv", |r| probata_workpaper::sentences_csv(r, false)),
        ("citations.csv", probata_workpaper::citations_csv),
        ("terminal", |r| probata_workpaper::audit(r, &probata_workpaper::Look::default())),
    ];
    for (name, write) in outputs {
        let from = std::time::Instant::now();
        let bytes = write(&report).len();
        println!("{name}: {bytes} bytes in {:?}", from.elapsed());
    }
}
