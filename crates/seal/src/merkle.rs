//! Merkle trees as in RFC 6962 section 2.1: leaf SHA-256(0x00 || bytes), node SHA-256(0x01 || left || right).
//!
//! Invariant: a verification that says yes was computed from the proof alone.

use crate::{Digest, sha256};

/// Hash of a leaf.
pub fn leaf_hash(bytes: &[u8]) -> Digest {
    sha256(&[&[0], bytes].concat())
}

fn node_hash(left: Digest, right: Digest) -> Digest {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    sha256(&bytes)
}

/// A tree that only grows, as the roots of its full subtrees, largest first: at most 64 hashes whatever its size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Digest>,
}

impl Frontier {
    /// Leaves in it.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Digest) {
        let mut hash = leaf;
        // As many full subtrees end here as the size has ones at its end.
        for _ in 0..self.size.trailing_ones() {
            let left = self.roots.pop().expect("a subtree for each one of the size");
            hash = node_hash(left, hash);
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// The root; of an empty tree the digest of nothing.
    pub fn root(&self) -> Digest {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else { return sha256(b"") };
        roots.fold(*last, |right, left| node_hash(*left, right))
    }

    /// Size and roots of subtrees, to be kept beside a table.
    pub fn parts(&self) -> (u64, &[Digest]) {
        (self.size, &self.roots)
    }

    /// A tree from its parts; none if their numbers do not fit.
    pub fn from_parts(size: u64, roots: Vec<Digest>) -> Option<Self> {
        (size.count_ones() as usize == roots.len()).then_some(Self { size, roots })
    }
}

/// The root of a tree of these leaves.
pub fn root_of(leaves: &[Digest]) -> Digest {
    let mut tree = Frontier::default();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    tree.root()
}

/// Hashes that lead from what is known to a root, in the order of RFC 6962.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof(pub Vec<Digest>);

/// Largest power of two smaller than `size` (which is at least 2).
fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

/// That the leaf at `index` is in the tree of these leaves (section 2.1.1). None if there is no such leaf.
pub fn inclusion(leaves: &[Digest], index: usize) -> Option<Proof> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut from, mut to) = (0, leaves.len());
    while to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            path.push(root_of(&leaves[middle..to]));
            to = middle;
        } else {
            path.push(root_of(&leaves[from..middle]));
            from = middle;
        }
    }
    path.reverse();
    Some(Proof(path))
}

/// That the tree of the first `size` leaves is a beginning of the tree of all (section 2.1.2). None unless 1 <= `size` <= all.
pub fn consistency(leaves: &[Digest], size: usize) -> Option<Proof> {
    if size == 0 || size > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut from, mut to) = (0, leaves.len());
    let mut is_known = true;
    while size < to {
        let middle = from + split(to - from);
        if size <= middle {
            path.push(root_of(&leaves[middle..to]));
            to = middle;
        } else {
            path.push(root_of(&leaves[from..middle]));
            from = middle;
            is_known = false;
        }
    }
    if !is_known {
        path.push(root_of(&leaves[from..to]));
    }
    path.reverse();
    Some(Proof(path))
}

/// True if a tree of this size and root holds the leaf at this index (RFC 9162 section 2.1.3.2).
pub fn verify_inclusion(leaf: Digest, index: u64, size: u64, proof: &Proof, root: Digest) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last) = (index, size - 1);
    let mut hash = leaf;
    for step in &proof.0 {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(*step, hash);
            while at.is_multiple_of(2) && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, *step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// True if the tree of the first size and root is a beginning of that of the second (RFC 9162 section 2.1.4.2).
pub fn verify_consistency(first: (u64, Digest), second: (u64, Digest), proof: &Proof) -> bool {
    let ((size, root), (later_size, later_root)) = (first, second);
    if size == 0 || size > later_size {
        return false;
    }
    if size == later_size {
        return proof.0.is_empty() && root == later_root;
    }
    let mut steps = proof.0.iter().copied();
    // A whole subtree is its own root and is left out of the proof.
    let first = if size.is_power_of_two() { Some(root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (size - 1, later_size - 1);
    while at % 2 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (first, first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            old = node_hash(step, old);
            new = node_hash(step, new);
            while at.is_multiple_of(2) && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(new, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && old == root && new == later_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
    }

    #[test]
    fn roots_of_known_trees() {
        assert_eq!(root_of(&[]).hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(leaf_hash(b"").hex(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        let three = [leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")];
        assert_eq!(root_of(&three).hex(), "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1");
    }

    #[test]
    fn roots_of_the_eight_leaves_that_logs_are_tested_with() {
        let given: [&[u8]; 8] = [
            b"",
            &[0],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let hashes: Vec<Digest> = given.iter().map(|bytes| leaf_hash(bytes)).collect();
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (size, root) in (1..).zip(roots) {
            assert_eq!(root_of(&hashes[..size]).hex(), root);
        }
    }

    #[test]
    fn a_tree_is_kept_by_its_parts() {
        let mut tree = Frontier::default();
        for leaf in leaves(77) {
            tree.push(leaf);
            let (size, roots) = tree.parts();
            assert_eq!(Frontier::from_parts(size, roots.to_vec()).as_ref(), Some(&tree));
        }
        assert_eq!(Frontier::from_parts(3, vec![Digest::default()]), None);
    }

    #[test]
    fn proofs_of_all_small_trees_hold_and_no_other() {
        for size in 1..=33 {
            let leaves = leaves(size);
            let root = root_of(&leaves);
            for index in 0..size {
                let proof = inclusion(&leaves, index).unwrap();
                for said in 0..=size {
                    let holds = verify_inclusion(leaves[index], said as u64, size as u64, &proof, root);
                    assert_eq!(holds, said == index, "leaf {index} as {said} of {size}");
                }
            }
            for first in 1..=size {
                let proof = consistency(&leaves, first).unwrap();
                for said in 0..=size {
                    let old = (said as u64, root_of(&leaves[..first]));
                    let holds = verify_consistency(old, (size as u64, root), &proof);
                    assert_eq!(holds, said == first, "{first} as {said} of {size}");
                }
            }
        }
        assert_eq!(inclusion(&leaves(3), 3), None);
        assert_eq!(consistency(&leaves(3), 4), None);
        assert_eq!(consistency(&leaves(3), 0), None);
    }

    proptest! {
        #[test]
        fn a_changed_proof_does_not_hold(size in 2_usize..200, at in any::<usize>(), bit in 0_usize..256) {
            let leaves = leaves(size);
            let index = at % size;
            let mut proof = inclusion(&leaves, index).unwrap();
            let step = at % proof.0.len();
            proof.0[step].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!verify_inclusion(leaves[index], index as u64, size as u64, &proof, root_of(&leaves)));
        }
    }
}
