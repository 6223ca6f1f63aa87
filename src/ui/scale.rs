//! The one diverging colour scale: orange for negative, neutral for zero, blue
//! for positive, in both themes, safe for colour-blind readers. The three
//! anchors are tokens of the style sheet (`--negative`, `--zero`, `--positive`).

/// The colour of a signed value as a CSS colour; values beyond ±1 saturate,
/// what is not a number is transparent.
pub fn colour(value: f64) -> String {
    if value.is_nan() {
        return "transparent".to_owned();
    }
    let share = (value.abs().min(1.0) * 100.0).round();
    let anchor = if value < 0.0 {
        "--negative"
    } else {
        "--positive"
    };
    if share == 0.0 {
        "var(--zero)".to_owned()
    } else {
        format!("color-mix(in oklab, var({anchor}) {share}%, var(--zero))")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_signed_and_saturates() {
        assert_eq!(colour(0.0), "var(--zero)");
        assert_eq!(
            colour(-0.25),
            "color-mix(in oklab, var(--negative) 25%, var(--zero))"
        );
        assert_eq!(colour(7.0), colour(1.0));
        assert_eq!(colour(f64::NAN), "transparent");
    }
}
