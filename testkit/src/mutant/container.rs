//! Damage inside of containers, which are whole again afterwards: check sums and lengths are right.

use super::{Chance, of_part};
use crate::bomb::{Member, zip};
use crate::capture::gzip;
use crate::docx::unpacked_if_whole;
use std::io::Read;

/// A copy in which one or two members are damaged, missing, there twice or called otherwise; none if nothing can be unpacked.
pub fn inside(file: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut members = unpacked_if_whole(file).filter(|members| !members.is_empty())?;
    for _ in 0..=chance.below(2) {
        let at = chance.below(members.len());
        match chance.below(12) {
            0 if members.len() > 1 => drop(members.remove(at)),
            1 => members.push(members[at].clone()),
            2 => {
                let other = chance.below(members.len());
                let name = members[at].0.clone();
                members[other].0 = name;
            }
            _ => {
                // The large ones hold the text.
                let at = (0..3).map(|_| chance.below(members.len())).max_by_key(|at| members[*at].1.len())?;
                members[at].1 = of_part(&members[at].1, chance);
            }
        }
    }
    Some(zip(&members.iter().map(|(name, bytes)| Member::of(name, bytes)).collect::<Vec<_>>()))
}

/// A copy in which what is packed is damaged.
pub fn inside_gzip(file: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    flate2::read::MultiGzDecoder::new(file).take(1 << 24).read_to_end(&mut all).ok()?;
    Some(gzip(&of_part(&all, chance)))
}
