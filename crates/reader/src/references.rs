//! Cross-references in words.
