//! Cross-references in words: "see note 12", "section 4.2 below", "Annex B".
//!
//! Invariant: a place of another work ("section 4 of the Penal Act", "Annex 2 to the Agreement", "A/HRC/13/42,
//! para. 5") is never taken for a place of this document; where that is not clear, nothing is said.
//! Invariant: references that the format brought as fields are left alone.

mod find;
mod places;
#[cfg(test)]
mod tests;
mod words;

use probata_report::Document;

/// Adds the references in words to the document's references.
pub(crate) fn add(document: &mut Document) {
    let mut found = find::references(document);
    let fields: Vec<_> = document.references.iter().map(|reference| reference.span).collect();
    found.retain(|reference| {
        let after = fields.partition_point(|field| field.end <= reference.span.start);
        !fields.get(after).is_some_and(|field| field.overlaps(reference.span))
    });
    document.references.append(&mut found);
    document.references.sort_by_key(|reference| reference.span.start);
}
