//! Affine maps of the plane, as PDF writes them.

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    /// Leaves all as it is.
    pub const IDENTITY: Self = Self::of([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From the six numbers in PDF's order.
    pub const fn of([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// First `first`, then this.
    pub fn after(self, first: Self) -> Self {
        Self {
            a: first.a * self.a + first.b * self.c,
            b: first.a * self.b + first.b * self.d,
            c: first.c * self.a + first.d * self.c,
            d: first.c * self.b + first.d * self.d,
            e: first.e * self.a + first.f * self.c + self.e,
            f: first.e * self.b + first.f * self.d + self.f,
        }
    }

    /// First a shift, then this.
    pub fn after_shift(self, x: f64, y: f64) -> Self {
        self.after(Self::of([1.0, 0.0, 0.0, 1.0, x, y]))
    }

    /// Where a point goes.
    pub fn point(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// True if all numbers are numbers, and none so large that it means nothing on a page.
    pub fn is_sane(self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f].iter().all(|value| value.abs() < 1e9)
    }
}
