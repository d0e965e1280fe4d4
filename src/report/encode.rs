//! JSON by hand: strings, numbers, decimals and times straight into a buffer.
//!
//! Records are the fast doorway (archives, pipes), so nothing here allocates but the buffer
//! itself. Strings are inert wherever they are shown: besides what JSON demands, everything that
//! can act on a terminal or turn the direction of writing is escaped (`\u009b`, `\u202e`), which
//! every JSON reader turns back into the very same text.

use std::ops::Range;

use crate::value::{Bound, DateTime, Decimal, Interval};

/// Writes `s` as a JSON string.
///
/// ```
/// let mut out = Vec::new();
/// factlint::report::encode::string(&mut out, "a \"b\"\n\u{202e}");
/// assert_eq!(out, br#""a \"b\"\n\u202e""#);
/// ```
pub fn string(out: &mut Vec<u8>, s: &str) {
    // Eight bytes are looked up together: a look at each answer would cost more than all of them.
    let (eights, rest) = s.as_bytes().as_chunks::<8>();
    let any = |bytes: &[u8]| bytes.iter().fold(false, |any, &b| any | SPECIAL[b as usize]);
    if eights.iter().any(|eight| any(eight)) || any(rest) { special(out, s) } else { name(out, s) }
}

/// Writes a string that has nothing to escape: the name of a kind.
pub fn name(out: &mut Vec<u8>, s: &str) {
    out.reserve(s.len() + 2);
    out.push(b'"');
    out.extend_from_slice(s.as_bytes());
    out.push(b'"');
}

/// Writes a string in which some bytes need a look.
#[cold]
fn special(out: &mut Vec<u8>, s: &str) {
    out.push(b'"');
    let bytes = s.as_bytes();
    let (mut i, mut done) = (0, 0);
    while i < bytes.len() {
        if !SPECIAL[bytes[i] as usize] {
            i += 1;
            continue;
        }
        // A special byte is ASCII or leads a character, so `i` is a boundary.
        let Some(c) = s.get(i..).and_then(|rest| rest.chars().next()) else { break };
        if is_escaped(c) || (c == '[' && bytes[..i].ends_with(b"##")) {
            out.extend_from_slice(&bytes[done..i]);
            escape(out, c);
            done = i + c.len_utf8();
        }
        i += c.len_utf8();
    }
    out.extend_from_slice(&bytes[done..]);
    out.push(b'"');
}

/// Writes a piece of JSON as it came, but for what acts: that is escaped, which its strings allow.
pub fn json(out: &mut Vec<u8>, piece: &str) {
    if piece.is_ascii() && !piece.bytes().any(|b| b.is_ascii_control()) && !piece.contains("##[") {
        out.extend_from_slice(piece.as_bytes());
        return;
    }
    for c in piece.chars() {
        match c {
            // Between its tokens.
            '\t' | '\r' | '\n' => out.push(b' '),
            c if acts(c) || (c == '[' && out.ends_with(b"##")) => escape(out, c),
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Bytes that need a look: JSON's own, DEL, and what leads a C1 control or a direction mark.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 0x20 {
        table[i] = true;
        i += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    // "##[" is a command to a CI host wherever it stands in a log.
    table[b'[' as usize] = true;
    table[0x7f] = true;
    table[0xc2] = true;
    table[0xd8] = true;
    table[0xe2] = true;
    table
};

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\' | '\u{2028}' | '\u{2029}') || acts(c)
}

/// Whether a character does something to what shows it instead of being shown: control characters
/// and those that set the direction of writing.
#[must_use]
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escape(out: &mut Vec<u8>, c: char) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match c {
        '"' => out.extend_from_slice(b"\\\""),
        '\\' => out.extend_from_slice(b"\\\\"),
        '\n' => out.extend_from_slice(b"\\n"),
        '\r' => out.extend_from_slice(b"\\r"),
        '\t' => out.extend_from_slice(b"\\t"),
        // Every other character that is escaped lies in the first plane.
        c => {
            out.extend_from_slice(b"\\u");
            for shift in [12, 8, 4, 0] {
                out.push(HEX[(c as usize >> shift) & 15]);
            }
        }
    }
}

/// Writes a whole number.
pub fn whole(out: &mut Vec<u8>, x: u64) {
    digits(out, x, 1);
}

/// Writes `x` with at least `width` digits, four at a time.
fn digits(out: &mut Vec<u8>, x: u64, width: usize) {
    if x >= 10_000 || width > 4 {
        digits(out, x / 10_000, width.saturating_sub(4));
        return digits(out, x % 10_000, 4);
    }
    // The four digits, the first one in the lowest byte: all of them are parted at once.
    let x = x as u32;
    let hundreds = (x * 5_243) >> 19;
    let twos = hundreds | (x - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f;
    let all = tens | (twos - tens * 10) << 8;
    let skip = (all.trailing_zeros() as usize / 8).min(4 - width.max(1));
    out.extend_from_slice(&((all | 0x3030_3030) >> (8 * skip)).to_le_bytes());
    out.truncate(out.len() - skip);
}

/// Writes a decimal as a plain JSON number, exactly, without trailing zeros.
///
/// ```
/// use factlint::{report::encode::decimal, value::Decimal};
/// let mut out = Vec::new();
/// decimal(&mut out, Decimal::new(-150, 3));
/// assert_eq!(out, b"-0.15");
/// ```
pub fn decimal(out: &mut Vec<u8>, x: Decimal) {
    let (mantissa, mut scale) = (x.mantissa(), x.scale() as usize);
    if mantissa < 0 {
        out.push(b'-');
    }
    // Division of 128 bits is slow, and nearly every number is small.
    let mut all = mantissa.unsigned_abs();
    if let Ok(mut small) = u64::try_from(all) {
        while scale > 0 && small % 10 == 0 {
            (small, scale) = (small / 10, scale - 1);
        }
        digits(out, small, scale + 1);
    } else {
        while scale > 0 && all % 10 == 0 {
            (all, scale) = (all / 10, scale - 1);
        }
        out.extend_from_slice(format!("{all:0width$}", width = scale + 1).as_bytes());
    }
    if scale > 0 {
        let point = out.len() - scale;
        out.insert(point, b'.');
    }
}

/// Writes a civil time: the date alone at midnight, else date and time of day. A JSON string.
///
/// ```
/// use factlint::report::encode::moment;
/// let mut out = Vec::new();
/// moment(&mut out, jiff::civil::date(2017, 1, 1).at(0, 0, 0, 0));
/// moment(&mut out, jiff::civil::date(2017, 6, 19).at(14, 5, 0, 0));
/// assert_eq!(out, br#""2017-01-01""2017-06-19T14:05:00""#);
/// ```
pub fn moment(out: &mut Vec<u8>, t: DateTime) {
    out.push(b'"');
    let year = t.year().unsigned_abs();
    if t.year() < 0 {
        // ISO 8601: years before 0000 are written expanded, with a sign.
        out.extend_from_slice(b"-00");
    }
    let two = |x: i8| {
        let x = x.unsigned_abs() % 100;
        [b'0' + x / 10, b'0' + x % 10]
    };
    let ([y, e], [a, r]) = (two((year / 100) as i8), two((year % 100) as i8));
    let ([m, n], [c, d]) = (two(t.month()), two(t.day()));
    out.extend_from_slice(&[y, e, a, r, b'-', m, n, b'-', c, d]);
    if (t.hour(), t.minute(), t.second(), t.subsec_nanosecond()) != (0, 0, 0, 0) {
        let ([a, b], [c, d], [e, f]) = (two(t.hour()), two(t.minute()), two(t.second()));
        out.extend_from_slice(&[b'T', a, b, b':', c, d, b':', e, f]);
    }
    out.push(b'"');
}

/// Writes the value of an end, or `null` for an unbounded one.
pub fn end<T: Copy>(out: &mut Vec<u8>, bound: &Bound<T>, write: impl Fn(&mut Vec<u8>, T)) {
    match bound.value() {
        Some(v) => write(out, *v),
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes the ends of `x` as the fields "low" and "high". The place where the first one stands, which the other is a copy
/// of where the two are the same.
pub fn low_high(out: &mut Vec<u8>, x: &Interval<Decimal>) -> Range<usize> {
    out.extend_from_slice(b"\"low\":");
    let start = out.len();
    end(out, &x.low, decimal);
    let low = start..out.len();
    out.extend_from_slice(b",\"high\":");
    match x.as_point() {
        Some(_) => out.extend_from_within(low.clone()),
        None => end(out, &x.high, decimal),
    }
    low
}

/// Writes `[low, high]` with `null` for an open end.
pub fn range(out: &mut Vec<u8>, x: &Interval<Decimal>) {
    out.push(b'[');
    end(out, &x.low, decimal);
    out.push(b',');
    end(out, &x.high, decimal);
    out.push(b']');
}

/// Writes `{"begin":…,"end_at":…}`.
pub fn period(out: &mut Vec<u8>, x: &Interval<DateTime>) {
    out.extend_from_slice(b"{\"begin\":");
    end(out, &x.low, moment);
    out.extend_from_slice(b",\"end_at\":");
    end(out, &x.high, moment);
    out.push(b'}');
}

/// Writes a string, or `null`.
pub fn maybe(out: &mut Vec<u8>, s: Option<&str>) {
    match s {
        Some(s) => string(out, s),
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes a [`name`], or `null`.
pub fn plain(out: &mut Vec<u8>, s: Option<&str>) {
    match s {
        Some(s) => name(out, s),
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes an array of strings.
pub fn strings<'s>(out: &mut Vec<u8>, all: impl IntoIterator<Item = &'s str>) {
    out.push(b'[');
    for (i, s) in all.into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        string(out, s);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(f: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        f(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_acts_on_a_terminal_is_escaped() {
        let hostile = "\u{1b}[31m\u{9b}1m\u{7f}\u{202e}\u{2066}\u{200f}\u{61c}\r\n\0";
        let json = written(|out| string(out, hostile));
        assert!(json.chars().all(|c| !acts(c)), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }

    #[test]
    fn a_piece_of_json_keeps_its_meaning_and_is_inert() {
        let piece = "{\t\"a\u{9b}\": \"\u{202e}é\" }";
        let inert = written(|out| json(out, piece));
        assert!(!inert.chars().any(acts));
        let value = |s: &str| serde_json::from_str::<serde_json::Value>(s).unwrap();
        assert_eq!(value(&inert), value(piece));
    }

    #[test]
    fn plain_signs_that_share_a_lead_byte_pass_as_they_are() {
        assert_eq!(written(|out| string(out, "£5 – “a” ° é")), "\"£5 – “a” ° é\"");
    }

    #[test]
    fn decimals_are_exact_and_plain() {
        let show = |x| written(|out| decimal(out, x));
        assert_eq!(show(Decimal::from(33_000)), "33000");
        assert_eq!(show(Decimal::new(100, 2)), "1");
        assert_eq!(show(Decimal::new(-5, 3)), "-0.005");
        assert_eq!(show(Decimal::ZERO), "0");
        assert_eq!(show(Decimal::MAX), "79228162514264337593543950335");
        assert_eq!(show(Decimal::from_i128_with_scale(10_i128.pow(25), 27)), "0.01");
    }

    #[test]
    fn years_before_the_common_era_keep_their_order_sign() {
        assert_eq!(
            written(|out| moment(out, jiff::civil::date(-490, 9, 12).at(0, 0, 0, 0))),
            "\"-000490-09-12\""
        );
    }

    proptest! {
        #[test]
        fn a_string_reads_back_as_itself(s in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&written(|out| string(out, &s))).unwrap(), s);
        }

        #[test]
        fn a_number_is_written_as_rust_writes_it(x in prop_oneof![0u64..10_000, 0u64..200_000_000, any::<u64>()]) {
            prop_assert_eq!(written(|out| whole(out, x)), x.to_string());
            prop_assert_eq!(written(|out| digits(out, x, 4)), format!("{x:04}"));
        }

        #[test]
        fn a_decimal_reads_back_as_itself(mantissa in any::<i64>(), scale in 0u32..28) {
            let x = Decimal::new(mantissa, scale);
            prop_assert_eq!(written(|out| decimal(out, x)).parse::<Decimal>().unwrap(), x);
        }
    }
}
