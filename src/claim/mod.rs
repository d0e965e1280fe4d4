//! What the article asserts: each reading with its clause, its time, its speaker, its standing.
//!
//! Floor 6. Enters: a document's tokens and [readings](crate::resolve::Reading). Leaves: one
//! [`Claim`] a reading. In "South Korean estimates say that over 33,000 North Koreans have defected
//! since the late 1990s" the number's claim has the speaker "South Korean estimates", the time
//! scope "since the late 1990s", and is asserted.

mod assemble;
pub mod change;
mod find;
mod frame;
mod presupposed;
mod quotes;

pub use assemble::assemble;
pub use change::{Change, Changes};
pub use find::changes;
pub use frame::{Claim, Claims, FrameKind, FrameWord, Scope, Standing};
