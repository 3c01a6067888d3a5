//! The language of each block.
