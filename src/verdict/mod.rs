//! What a claim's standing is: the relation of two intervals, turned into a verdict.
//!
//! Floor 9. "Over 33,000 North Koreans", `(33000, +inf)`, against 34,078: *consistent*.

mod another;
pub mod compare;
mod computed;
pub(crate) mod contrast;
pub mod judge;
mod lengths;
mod miswritten;
pub mod outcome;
pub mod suggest;

pub use outcome::{Reason, Severity, Verdict};
