//! Custody as it is folded from entries, and in cases of one and of two laptops.

pub(in crate::case) mod cases;
mod entering;
mod transfers;
