//! Colours of maps, as pixels: the diverging scale of the style sheet, and a
//! colour per class that pales where the network is unsure. Pure.

/// Red, green and blue.
pub type Rgb = [u8; 3];
/// A canvas's pixel: red, green, blue and opacity.
pub type Pixel = [u8; 4];

/// A colour that hides what is below.
pub fn opaque([red, green, blue]: Rgb) -> Pixel {
    [red, green, blue, 255]
}

/// A pixel for each byte of a signed map.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// By a map's byte: 128 is zero, 1 and 255 are the ends.
    pub signed: [Pixel; 256],
    zero: Rgb,
    ink: Rgb,
    classes: Vec<Rgb>,
}

impl Palette {
    /// From the anchors of the scale, the ink, and a colour for each class.
    pub fn new([negative, zero, positive, ink]: [Rgb; 4], classes: Vec<Rgb>) -> Self {
        let signed = std::array::from_fn(|byte| {
            let value = (byte as f32 - 128.0) / 127.0;
            let end = if value < 0.0 { negative } else { positive };
            opaque(mix(zero, end, value.abs().min(1.0)))
        });
        Self {
            signed,
            zero,
            ink,
            classes,
        }
    }

    /// The colour of a signed value within ±1.
    pub fn at(&self, value: f32) -> Pixel {
        // What is no number counts as none.
        let value = if value.is_nan() {
            0.0
        } else {
            value.clamp(-1.0, 1.0)
        };
        self.signed[(128.0 + 127.0 * value).round() as usize]
    }

    /// The colours of a map's bytes whose values are `factor` times as large as
    /// they stand there; `hard` where only the sign counts.
    pub fn scaled(&self, factor: f32, hard: bool) -> [Pixel; 256] {
        std::array::from_fn(|byte| {
            let value = (byte as f32 - 128.0) * factor;
            let value = if hard { value.signum() * 127.0 } else { value };
            self.signed[(128.0 + value.clamp(-127.0, 127.0)).round() as usize]
        })
    }

    /// The colour of an uncertainty: 0 is neutral, 1 the ink's colour.
    pub fn unsure(&self, share: f32) -> Rgb {
        mix(self.zero, self.ink, share.clamp(0.0, 1.0))
    }

    /// The colour of class `class` with probability `p` among `count`: neutral
    /// where all are equally likely.
    pub fn class(&self, class: usize, p: f32, count: usize) -> Rgb {
        let even = 1.0 / count.max(2) as f32;
        let sure = ((p - even) / (1.0 - even)).clamp(0.0, 1.0);
        let colour = self.classes.get(class % self.classes.len().max(1));
        mix(self.zero, *colour.unwrap_or(&self.zero), sure)
    }
}

/// `share` of the way from one colour to another, in Oklab, as the style
/// sheet's `color-mix` does it.
fn mix(from: Rgb, to: Rgb, share: f32) -> Rgb {
    let (from, to) = (oklab(from), oklab(to));
    rgb([0, 1, 2].map(|axis| from[axis] + (to[axis] - from[axis]) * share))
}

/// B. Ottosson, *A perceptual color space for image processing*, 2020.
fn oklab(colour: Rgb) -> [f32; 3] {
    let [r, g, b] = colour.map(|byte| {
        let value = f32::from(byte) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    let l = (0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_993 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

fn rgb([lightness, a, b]: [f32; 3]) -> Rgb {
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let linear = [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ];
    linear.map(|value| {
        let value = if value <= 0.003_130_8 {
            value * 12.92
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        };
        (value.clamp(0.0, 1.0) * 255.0).round() as u8
    })
}

/// The numbers of a computed colour, `rgb(217, 105, 28)` or `rgb(217 105 28 / 1)`.
pub fn parse(text: &str) -> Option<Rgb> {
    let inner = text
        .strip_prefix("rgb(")
        .or_else(|| text.strip_prefix("rgba("))?;
    let mut numbers = inner
        .split([',', ' ', '/', ')'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<f32>().ok());
    let mut next = || {
        numbers
            .next()
            .flatten()
            .map(|value| value.round().clamp(0.0, 255.0) as u8)
    };
    Some([next()?, next()?, next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHORS: [Rgb; 4] = [
        [217, 105, 28],
        [241, 239, 235],
        [43, 115, 194],
        [27, 29, 34],
    ];

    #[test]
    fn the_ends_and_the_middle_are_the_tokens() {
        let palette = Palette::new(ANCHORS, vec![[0, 114, 178], [230, 159, 0]]);
        let ends = [ANCHORS[0], ANCHORS[1], ANCHORS[2]].map(opaque);
        assert_eq!([1, 128, 255].map(|byte| palette.signed[byte]), ends);
        assert_eq!([-1.0, 0.0, 7.0].map(|value| palette.at(value)), ends);
        assert_eq!(
            [0.0, 1.0].map(|share| palette.unsure(share)),
            [ANCHORS[1], ANCHORS[3]]
        );
        assert_eq!(palette.class(1, 1.0, 3), [230, 159, 0]);
        assert_eq!(palette.class(0, 1.0 / 3.0, 3), ANCHORS[1]);
        assert_eq!(Palette::new(ANCHORS, vec![]).class(3, 1.0, 5), ANCHORS[1]);
    }

    #[test]
    fn mixing_is_even_to_the_eye() {
        // color-mix(in oklab, black, white) is #636363.
        assert_eq!(mix([0; 3], [255; 3], 0.5), [99; 3]);
    }

    #[test]
    fn computed_colours_are_read() {
        assert_eq!(parse("rgb(217, 105, 28)"), Some([217, 105, 28]));
        assert_eq!(parse("rgba(1, 2, 3, 0.5)"), Some([1, 2, 3]));
        assert_eq!(parse("rgb(1 2 3 / 1)"), Some([1, 2, 3]));
        assert_eq!(parse("oklch(0.7 0.1 50)"), None);
        assert_eq!(parse(""), None);
    }
}
