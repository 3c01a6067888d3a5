//! The acts, on a desk in memory.

mod audit;
mod compare;
mod configure;
mod corpus;
mod desk;
