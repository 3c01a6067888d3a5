//! What persons answered to comments on findings, in Word: a reply `ok: reason`, or a comment marked as resolved.
//!
//! A comment of ours tells its rule, its message and a seal of its sentence ([`Seals`]); a reply belongs to it by the file's own
//! threads. An answer counts as long as the rule finds the same in a sentence that still says the same. Where a sentence
//! changed in a number, name, doubt, denial or act, or cannot be followed with certainty, the answer is stale.
//!
//! Invariant: findings are never taken away; an answer only stands beside one.
//! Invariant: what cannot be followed with certainty is told as stale, never applied.
//!
//! Incomplete: files do not tell who resolved a comment; the last who wrote in the thread is taken for them, or nobody.

mod carrying;
mod direct;
mod ours;
mod reply;
mod seal;
mod thread;
mod weight;

pub use carrying::carry;
pub(crate) use direct::answers;
pub(crate) use ours::is_ours;
pub use seal::Seals;

/// The author of comments on findings; comments know themselves by it and by the rule in their text.
pub const AUTHOR: &str = "Probata";
