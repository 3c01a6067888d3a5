use super::*;

#[test]
fn every_rule_explains_itself_under_the_fixed_headings() {
    let headings = ["Looks for", "Why it matters", "Example", "Remedy", "Authority", "Blind spots"];
    for rule in rules() {
        let found: Vec<&str> = rule.explanation.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(found, headings, "{}", rule.name);
        assert!(
            rule.explanation.starts_with(&format!("# {}\n", rule.name)),
            "{} names itself in its title",
            rule.name
        );
        assert!(
            !rule.summary.ends_with('.') && rule.summary.len() <= 100,
            "{}: one line, no stop",
            rule.name
        );
    }
}

#[test]
fn rules_stand_in_order_of_name_each_once() {
    let names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}
