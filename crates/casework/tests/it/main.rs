//! The acts, on a desk in memory.

mod annotate;
mod answers;
mod audit;
mod compare;
mod configure;
mod corpus;
mod desk;
mod sheets;
