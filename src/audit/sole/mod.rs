//! What a few figures can only say of each other, in whatever words: the one length and the one stretch of a
//! sentence, the one whole before a part, the two values beside a change.
//!
//! The checks of the other files know the words that tie one figure to another. These ask instead whether there is
//! anything else that a figure could be about, and speak mostly of what cannot be: a length longer than its stretch,
//! a part larger than all that was counted before, shares that are more than the whole.

mod age;
mod alike;
mod among;
pub(super) mod back;
mod breakdown;
mod change;
mod clocks;
mod dates;
mod echo;
mod flow;
mod hours;
mod jubilee;
mod kinds;
mod laid;
mod lone;
mod matter;
mod numbers;
mod other;
mod part;
mod pen;
mod portion;
mod product;
mod ratio;
mod reckoned;
mod score;
mod series;
mod share;
mod shared;
mod since;
mod span;
mod sum;
mod summed;
mod tabled;
mod terms;
mod times;
mod total;
mod trend;
mod watch;
mod way;
mod whole;

pub(super) use age::check as age;
pub(super) use change::check as change;
pub(super) use clocks::check as clocks;
pub(super) use dates::check as dates;
pub(super) use echo::check as echo;
pub(super) use hours::check as hours;
pub(super) use jubilee::check as jubilee;
pub(super) use kinds::opposites;
pub(super) use laid::check as laid;
pub(super) use lone::check as lone;
pub(super) use matter::{complement, counts_another, goes_on, of_money, one_field};
pub(super) use part::check as part;
pub(super) use portion::check as portion;
pub(super) use ratio::check as ratio;
pub(super) use reckoned::check as reckoned;
pub(super) use series::check as series;
pub(super) use share::check as share;
pub(super) use since::check as since;
pub(super) use span::{bare_start, elsewhere, fits, headed, in_passage, longer};
pub(super) use sum::check as sum;
pub(super) use tabled::check as totals;
pub(super) use trend::check as trend;
pub(super) use watch::check as watch;
pub(super) use way::check as way;
use whole::complete;
pub(super) use whole::nothing_else;
