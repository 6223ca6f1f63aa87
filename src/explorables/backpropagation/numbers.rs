//! Numbers as the figure writes them: few characters where there is little
//! room, more where they are compared. Pure.

use crate::i18n::number;

/// A number of about three digits: 12.3, 0.456, 0.0078, 9.1e−6.
pub fn short(value: f64) -> String {
    written(value, 2)
}

/// A number of about six digits.
pub fn long(value: f64) -> String {
    written(value, 5)
}

/// A number with so many digits after the first, in powers of ten where it is
/// very large or very small.
fn written(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return number(value, 0);
    }
    // The exponent after rounding: 9.999 is 10.0.
    let scientific = format!("{value:.digits$e}");
    let exponent: i32 = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse().ok())
        .unwrap_or_default();
    if (-3..=3).contains(&exponent) {
        let decimals = (digits as i32 - exponent).max(0);
        // What is smaller than 0.1 gets one decimal more, not a digit more.
        number(value, decimals.min(digits as i32 + 2) as usize)
    } else {
        let fewer = digits.saturating_sub(1);
        format!("{value:.fewer$e}").replace('-', "−")
    }
}

/// A number after an operator: a negative one in brackets.
pub fn factor(value: f64) -> String {
    let text = short(value);
    if text.starts_with('−') {
        format!("({text})")
    } else {
        text
    }
}

/// Digits lowered, as in x₁₂.
pub fn lowered(number: usize) -> String {
    let lower = |c: char| char::from_u32(0x2080 + c.to_digit(10).unwrap_or_default());
    number.to_string().chars().filter_map(lower).collect()
}

/// 10 to the minus this, as it is written.
pub fn power(digits: u32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| RAISED[c.to_digit(10).unwrap_or_default() as usize];
    let raised: String = digits.to_string().chars().map(raise).collect();
    format!("10⁻{raised}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_have_three_digits() {
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1.00"),
            (-12.345, "−12.3"),
            (0.4567, "0.457"),
            (0.045_67, "0.0457"),
            (0.001_234, "0.0012"),
            (9.999, "10.0"),
            (1234.5, "1234"),
            (123_456.0, "1.2e5"),
            (-0.000_091_2, "−9.1e−5"),
            (f64::INFINITY, "∞"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(short(value), text, "{value}");
        }
        assert_eq!(long(0.123_456_78), "0.123457");
        assert_eq!(long(-3.2e-10), "−3.2000e−10");
    }

    #[test]
    fn negative_factors_stand_in_brackets() {
        assert_eq!(factor(-0.5), "(−0.500)");
        assert_eq!(factor(0.5), "0.500");
    }

    #[test]
    fn raised_and_lowered_digits() {
        assert_eq!(lowered(12), "₁₂");
        assert_eq!(power(8), "10⁻⁸");
    }
}
