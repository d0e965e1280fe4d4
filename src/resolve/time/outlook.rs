//! The years that a chronicle goes on with, which tell a glance back or ahead from a step of the story.
//!
//! "On April 9 the city fell. In November 2008 a mob burned an effigy there. On April 15 ..." with 2003 before it and
//! 2003 in the next sentences is in 2003 throughout.

use crate::mention::time::{Core, Expression, Step};
use crate::mention::{Content, Input, Mention};

/// The years told in figures, in the order of the text, each with its sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlook {
    years: Vec<(usize, i16)>,
}

/// How many of the next years are asked.
const NEXT: usize = 3;

impl Outlook {
    /// The years of `mentions`, in history prose.
    pub(super) fn of(input: &Input<'_>, mentions: &[Mention]) -> Self {
        let mut years = Vec::new();
        if input.context.narrative() {
            for m in mentions {
                let Content::Time(e) = &m.content else { continue };
                let sentence = input.tokens.sentence_of(m.extent.tokens.start);
                each(e, &mut |y| years.push((sentence, y)));
            }
        }
        Self { years }
    }

    /// Whether the years told after `sentence` are nearer to `here`, where the story is, than to `there`.
    pub(super) fn returns(&self, sentence: usize, here: i16, there: i16) -> bool {
        let from = self.years.partition_point(|(s, _)| *s <= sentence);
        let near =
            |y: i16| (i32::from(y) - i32::from(here)).abs().cmp(&(i32::from(y) - i32::from(there)).abs());
        let mut told = self.years.iter().skip(from).take(NEXT).map(|(_, y)| near(*y));
        let first = told.next();
        let rest: i32 = told.map(|o| -(o as i32)).sum();
        here != there && first.is_some_and(|o| o.is_lt()) && rest >= 0
    }
}

/// Calls `found` for each year that `e` says.
fn each(e: &Expression, found: &mut impl FnMut(i16)) {
    match &e.core {
        Core::Point(steps) | Core::Part(_, _, steps) => {
            for s in steps {
                if let Step::Year { year, bc } = s {
                    found(if *bc { 1 - year } else { *year });
                }
            }
        }
        Core::Period(a, b) => {
            each(&a.expression, found);
            each(&b.expression, found);
        }
        _ => {}
    }
}
