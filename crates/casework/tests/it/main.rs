//! The acts, on a desk in memory.

mod audit;
mod configure;
mod corpus;
mod desk;
