//! Custody as it is folded from entries, and in cases of one and of two laptops.

mod cases;
mod entering;
mod transfers;
