//! What training is made of.

use super::oracle::Gold;
use super::{Tree, as_document};
use crate::transition::{State, Step};
use expect_test::{Expect, expect};

const TREE: &str = "\
1	Mr.	_	PROPN	_	_	9	nsubj	_	_
2	Verin	_	PROPN	_	_	1	flat	_	_
3	can	_	AUX	_	_	9	aux	_	SpaceAfter=No
4	not	_	PART	_	_	9	advmod	_	_
5	be	_	AUX	_	_	9	cop	_	_
6	a	_	DET	_	_	9	det	_	_
7	well	_	ADV	_	_	9	amod	_	SpaceAfter=No
8	-	_	PUNCT	_	_	7	punct	_	SpaceAfter=No
9	known	_	NOUN	_	_	0	root	_	SpaceAfter=No
10	...	_	PUNCT	_	_	9	punct	_	_

";

fn check(tree: &Tree, expected: Expect) {
    let lines: Vec<String> = (0..tree.words.len())
        .map(|at| {
            let head = tree.heads[at].map_or("-", |head| tree.words[head].as_str());
            format!("{} {} {head}", tree.words[at], tree.relations[at])
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_tree_is_cut_as_documents_are() {
    let mut tree = Tree::all(TREE).remove(0);
    as_document(&mut tree);
    check(
        &tree,
        expect![[r#"
        Mr nsubj well-known
        . punct Mr
        Verin flat Mr
        cannot aux well-known
        be cop well-known
        a det well-known
        well-known root -
        . punct well-known
        . punct well-known
        . punct well-known"#]],
    );
}

/// Follows the oracle to the end.
fn rebuilt(heads: &[Option<usize>]) -> Vec<Option<usize>> {
    let gold = Gold::new(heads);
    let mut state = State::new(heads.len());
    while !state.done() {
        let best = gold.best(&state);
        let step = Step::ALL.into_iter().zip(best).find(|(_, best)| *best).map(|(step, _)| step);
        state.take(step.expect("some step can be taken until the tree is whole"), 0);
    }
    state.heads.iter().map(|head| (*head < heads.len()).then_some(*head)).collect()
}

#[test]
fn the_oracle_finds_the_way_to_every_tree_without_crossing_arcs() {
    let all = [
        vec![None],
        vec![Some(1), None],
        vec![None, Some(0), Some(1), Some(0)],
        vec![Some(2), Some(0), None, Some(5), Some(5), Some(2), Some(2)],
    ];
    for heads in all {
        assert_eq!(rebuilt(&heads), heads);
    }
}

#[test]
fn a_tree_with_crossing_arcs_still_ends_as_a_tree_with_one_root() {
    let rebuilt = rebuilt(&[Some(2), Some(3), None, Some(2)]);
    assert_eq!(rebuilt.iter().filter(|head| head.is_none()).count(), 1);
}
