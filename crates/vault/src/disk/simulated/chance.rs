/// Splitmix64: numbers that look like chance and follow from a seed.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 on and below this one, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(super) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// How much a crash spares of what was not durable: often all or nothing, which chance alone would hardly ever give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spares {
    All,
    Nothing,
    Some,
}

impl Spares {
    pub(super) fn by(chance: &mut Chance) -> Self {
        [Self::All, Self::Nothing, Self::Some, Self::Some][chance.below(4)]
    }
}
