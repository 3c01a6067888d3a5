/// Where random bytes come from.
pub trait Random {
    /// Fills the bytes with what nobody can foresee.
    fn fill(&mut self, bytes: &mut [u8]);

    /// So many bytes that nobody can foresee.
    fn bytes<const N: usize>(&mut self) -> [u8; N]
    where
        Self: Sized,
    {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::Random;

    /// Bytes that look like chance and are the same each time.
    #[derive(Default)]
    pub struct Counting(u64);

    impl Random for Counting {
        fn fill(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                self.0 =
                    self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (self.0 >> 33) as u8;
            }
        }
    }
}
