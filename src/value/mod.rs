//! The values that claims and facts are made of, and how two relate.
//!
//! Floor 2: exact decimals, intervals, units, TIMEX3 modifiers, quantities and timexes. Nothing
//! here knows a text or a rule. "Over 33,000 North Koreans" becomes the quantity `(33000, +inf)`
//! with the modifier `MORE_THAN`; "in 2017" the timex `2017`, `[2017-01-01, 2018-01-01)`.

pub mod calendar;
pub mod change;
pub mod decimal;
pub mod interval;
pub mod modifier;
pub mod quantity;
pub mod stamp;
mod stamp_text;
pub mod timex;
pub mod unit;

pub use change::{Direction, Part};
pub use decimal::Decimal;
pub use interval::{Bound, Interval, Relation};
pub use modifier::Modifier;
pub use quantity::{Quantity, Style};
pub use stamp::Stamp;
pub use timex::{Counted, Date, DateTime, Length, TimeRelation, Timex, TimexType};
pub use unit::Unit;
