use std::time::Duration;

/// What a child may use. A file that needs more is refused, and says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Memory, in bytes.
    pub memory: u64,
    /// Time on the processor, in seconds.
    pub processor: u64,
}

impl Bounds {
    /// Time by the clock: only a child that waits for nothing takes so long.
    pub(crate) const CLOCK: Duration = Duration::from_secs(300);
    /// Time by the clock between its last word and its end.
    pub(crate) const GRACE: Duration = Duration::from_secs(2);
    /// What it sends back, in bytes.
    pub(crate) const OUTPUT: u64 = 384 << 20;
    /// What the program that recognises words may use for a page: 1 GiB and 60 seconds.
    pub(crate) const RECOGNISING: Self = Self { memory: 1 << 30, processor: 60 };
    /// Its time by the clock.
    pub(crate) const RECOGNISING_CLOCK: Duration = Duration::from_secs(600);
}

impl Default for Bounds {
    /// 512 MiB and 30 seconds.
    fn default() -> Self {
        Self { memory: 512 << 20, processor: 30 }
    }
}
