//! The acts, on a desk in memory.

mod annotate;
mod answers;
mod audit;
mod chapters;
mod compare;
mod configure;
mod corpus;
mod desk;
mod settings;
mod sheets;
