//! `age-date` in a table: columns of births and of ages.

use super::Slip;
use super::age::years;
use super::draft::Draft;
use super::table::{Cell, tables};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;

/// "| Name | Born | Age |": an age on the day of publication, where those of the other rows are right.
pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let Some(published) = draft.published() else { return };
    if !draft.of(Cue::Born).any(|c| matches!(draft.scope(c.tokens.start), crate::text::Scope::Cell { .. })) {
        return;
    }
    for cells in tables(draft) {
        let head = |cell: &&Cell| cell.row == 0;
        let born = cells.iter().filter(head).find(|c| draft.has(&c.tokens, Cue::Born));
        // "Age" alone, never "Age at death".
        let aged = cells
            .iter()
            .filter(head)
            .find(|c| c.tokens.len() == 1 && draft.one(c.tokens.start, WordSet::AgeRange));
        let dead = cells.iter().filter(head).any(|c| draft.has(&c.tokens, Cue::Died));
        let (Some(born), Some(aged), false) = (born, aged, dead) else { continue };
        let mut right = 0_usize;
        let mut slips = Vec::new();
        for row in cells.iter().filter(|c| c.row > 0 && c.column == born.column) {
            let age = cells.iter().find(|c| c.row == row.row && c.column == aged.column);
            let (Some(age), [day]) = (age, draft.days_in(&row.tokens)) else { continue };
            let ([figure], Some((b0, b1))) = (draft.figures_in(&age.tokens), day.bounds()) else { continue };
            let Ok(n) = i16::try_from(figure.value.normalize().mantissa()) else { continue };
            if !figure.plain() || !figure.value.is_integer() {
                continue;
            }
            let (least, most) = (years(b1, published), years(b0, published));
            if (least..=most).contains(&n) {
                right += 1;
            } else if n < least - 1 || n > most + 1 {
                let can = if least == most { least.to_string() } else { format!("{least} or {most}") };
                let text = format!("born {}: {can}, not {}", draft.text(&day.tokens), grouped(figure.value));
                slips.push(Slip::new("age-date", &figure.tokens, text).against([day.tokens.clone()]));
            }
        }
        if right > 0 && right >= slips.len() {
            out.append(&mut slips);
        }
    }
}
