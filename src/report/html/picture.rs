//! What the number line and the timeline share: two bands over one axis.
//!
//! ```text
//!      Draft: 27,000 to 29,000
//!          ●━━━━━●
//!                             Reference: 34,314
//!                                    ◆
//!   ──┴──────┴──────┴──────┴──────┴──────┴──
//!   26,000 28,000 30,000 32,000 34,000
//! ```
//!
//! A filled end belongs to the interval, a hollow one does not, an arrow has no end.

use super::escape::{Text, put};
use super::look::Look;

/// An end of a band: its place on the scale and whether it belongs to the band. `None` where there is no end.
pub(super) type End = Option<(f64, bool)>;

/// A stretch of the scale, with its words.
pub(super) struct Band<'t> {
    pub(super) low: End,
    pub(super) high: End,
    pub(super) words: &'t str,
}

/// A mark of the axis.
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) words: String,
}

const WIDTH: f64 = 640.0;
/// Where the axis begins and ends.
const LEFT: f64 = 24.0;
const RIGHT: f64 = WIDTH - LEFT;
/// Middles of the two bands, and the axis.
const CLAIM: f64 = 40.0;
const FACT: f64 = 88.0;
const AXIS: f64 = 112.0;

/// The stretch of the scale to show: every end of both bands with room about it; `None` where there is none.
pub(super) fn domain(bands: [&Band<'_>; 2]) -> Option<(f64, f64)> {
    let ends = || bands.iter().flat_map(|b| [b.low, b.high]).flatten().map(|(x, _)| x);
    let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    if !low.is_finite() || !high.is_finite() {
        return None;
    }
    let width = if high > low { high - low } else { (high.abs() * 0.1).max(1.0) };
    let room = |endless: bool| width * if endless { 0.35 } else { 0.15 };
    let from = low - room(bands.iter().any(|b| b.low.is_none()));
    let to = high + room(bands.iter().any(|b| b.high.is_none()));
    // Nothing that is counted or dated in positive numbers needs room below nought.
    let from = if low >= 0.0 { from.max(0.0) } else { from };
    (to > from && (to - from).is_finite()).then_some((from, to))
}

/// Draws both bands. `name` says what the picture is, for those who do not see it.
pub(super) fn draw(
    out: &mut String,
    name: &str,
    look: Look,
    [claim, fact]: [&Band<'_>; 2],
    (from, to): (f64, f64),
    ticks: &[Tick],
) {
    let x = |v: f64| (LEFT + (v - from) / (to - from) * (RIGHT - LEFT)).clamp(LEFT, RIGHT);
    put!(out, r#"<svg class="picture {}" viewBox="0 0 {WIDTH} 140" role="img""#, look.class());
    put!(out, r#" aria-label="{}: {}; {}">"#, name, Text(claim.words), Text(fact.words));
    put!(out, r#"<path class="axis" d="M{LEFT} {AXIS}H{RIGHT}"/>"#);
    for tick in ticks {
        let at = x(tick.at);
        put!(out, r#"<path class="axis" d="M{at:.1} {AXIS}v5"/>"#);
        let at = middle(at, &tick.words, 8.2);
        put!(out, r#"<text class="tick" x="{at:.1}" y="132">{}</text>"#, Text(&tick.words));
    }
    for (band, y, class) in [(claim, CLAIM, "said"), (fact, FACT, "held")] {
        let low = band.low.map_or(LEFT - 8.0, |(v, _)| x(v));
        let high = band.high.map_or(RIGHT + 8.0, |(v, _)| x(v));
        let center = (low + high) / 2.0;
        put!(out, r#"<g class="{class}">"#);
        let shown: Vec<f64> = [band.low, band.high].into_iter().flatten().map(|(v, _)| x(v)).collect();
        for &at in &shown {
            put!(out, r#"<path class="guide" d="M{at:.1} {y}V{AXIS}"/>"#);
        }
        let at = middle(center, band.words, 9.4);
        put!(out, r#"<text x="{at:.1}" y="{}">{}</text>"#, y - 14.0, Text(band.words));
        if high - low < 2.0 {
            put!(out, r#"<path class="point" d="M{center:.1} {}l7 7-7 7-7-7z"/>"#, y - 7.0);
        } else {
            put!(out, r#"<path class="line" d="M{low:.1} {y}H{high:.1}"/>"#);
            for (end, at, tip) in [(band.low, low, -8.0), (band.high, high, 8.0)] {
                match end {
                    None => {
                        put!(out, r#"<path class="point" d="M{at:.1} {}l{tip} 7{:+} 7z"/>"#, y - 7.0, -tip);
                    }
                    Some((_, belongs)) => {
                        let class = if belongs { "point" } else { "hollow" };
                        put!(out, r#"<circle class="{class}" cx="{at:.1}" cy="{y}" r="5"/>"#);
                    }
                }
            }
        }
        out.push_str("</g>");
    }
    out.push_str("</svg>");
}

/// Where words that belong at `x` have their middle, so that they stay inside the picture. `width` is that of a letter.
fn middle(x: f64, words: &str, width: f64) -> f64 {
    let half = (words.chars().count() as f64 * width / 2.0).min(WIDTH / 2.0);
    x.clamp(half, WIDTH - half)
}

/// The step of a scale of which about `parts` steps fill `width`: 1, 2 or 5 times a power of ten.
pub(super) fn step(width: f64, parts: f64) -> f64 {
    let raw = width / parts;
    let power = 10f64.powf(raw.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|m| m * power).find(|s| *s >= raw * 0.999).unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(low: End, high: End) -> Band<'static> {
        Band { low, high, words: "w" }
    }

    #[test]
    fn ends_are_filled_hollow_or_arrows() {
        let claim = band(Some((3.0, false)), None);
        let fact = band(Some((1.0, true)), Some((2.0, false)));
        let domain = domain([&claim, &fact]).unwrap();
        assert!(domain.0 < 1.0 && domain.1 > 3.0);
        let mut out = String::new();
        draw(&mut out, "Line", Look::Conflicting, [&claim, &fact], domain, &[]);
        assert_eq!(out.matches("hollow").count(), 2);
        // The closed end, and the head of the arrow.
        assert_eq!(out.matches(r#"class="point""#).count(), 2);
    }

    #[test]
    fn what_has_no_place_is_not_drawn() {
        assert_eq!(domain([&band(None, None), &band(None, None)]), None);
        assert_eq!(domain([&band(Some((f64::MAX, true)), None), &band(Some((f64::MIN, true)), None)]), None);
        assert!(domain([&band(Some((0.0, true)), Some((0.0, true))), &band(None, None)]).is_some());
    }

    #[test]
    fn steps_are_round() {
        assert_eq!(
            [step(100.0, 5.0), step(90.0, 5.0), step(0.7, 5.0), step(26.0, 5.0)],
            [20.0, 20.0, 0.2, 10.0]
        );
    }
}
