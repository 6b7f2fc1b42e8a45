//! Colours, their contrast and their distance.

/// A colour of the style sheet: sRGB, each part from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Colour([f64; 3]);

/// Linear light with the primaries of sRGB.
pub struct Linear(pub [f64; 3]);

/// CIELAB with white point D65.
#[derive(Clone, Copy, Debug)]
pub struct Lab {
    lightness: f64,
    a: f64,
    b: f64,
}

impl Colour {
    /// The colour written `#rrggbb`.
    pub fn parse(hex: &str) -> Option<Self> {
        let hex = hex.strip_prefix('#').filter(|hex| hex.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let parts = [part(0)?, part(2)?, part(4)?];
        Some(Self(parts.map(|part| f64::from(part) / 255.0)))
    }

    /// The light of the colour (IEC 61966-2-1).
    pub fn linear(self) -> Linear {
        Linear(self.0.map(|part| match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }))
    }

    /// The contrast ratio of WCAG 2, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let [one, other] = [self, other].map(|colour| colour.linear().xyz()[1] + 0.05);
        one.max(other) / one.min(other)
    }
}

impl Linear {
    /// CIE XYZ, white at Y = 1.
    fn xyz(&self) -> [f64; 3] {
        let [red, green, blue] = self.0;
        [
            0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
        ]
    }

    /// The light in CIELAB.
    pub fn lab(&self) -> Lab {
        let f = |t: f64| match t > 216.0 / 24389.0 {
            true => t.cbrt(),
            false => (24389.0 / 27.0 * t + 16.0) / 116.0,
        };
        let [x, y, z] = self.xyz();
        let (x, y, z) = (f(x / 0.95047), f(y), f(z / 1.08883));
        Lab {
            lightness: 116.0 * y - 16.0,
            a: 500.0 * (x - y),
            b: 200.0 * (y - z),
        }
    }
}

impl Lab {
    /// The distance CIEDE2000 with all weights 1, named as in Sharma, Wu and Dalal, “The CIEDE2000
    /// Color-Difference Formula: Implementation Notes, Supplementary Test Data, and Mathematical
    /// Observations”, Color Research and Application 30(1), 2005.
    pub fn ciede2000(self, other: Self) -> f64 {
        let seventh = |chroma: f64| (chroma.powi(7) / (chroma.powi(7) + 25_f64.powi(7))).sqrt();
        let mean = f64::midpoint(self.a.hypot(self.b), other.a.hypot(other.b));
        let stretched = |lab: Self| {
            let a = lab.a * (1.0 + 0.5 * (1.0 - seventh(mean)));
            let hue = lab.b.atan2(a).to_degrees().rem_euclid(360.0);
            (
                a.hypot(lab.b),
                if a == 0.0 && lab.b == 0.0 { 0.0 } else { hue },
            )
        };
        let ((c1, h1), (c2, h2)) = (stretched(self), stretched(other));
        let is_grey = c1 * c2 == 0.0;
        let turn = match is_grey {
            true => 0.0,
            false => (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0,
        };
        let hue = match (is_grey, (h1 - h2).abs() <= 180.0) {
            (true, _) => h1 + h2,
            (_, true) => f64::midpoint(h1, h2),
            _ if h1 + h2 < 360.0 => f64::midpoint(h1, h2) + 180.0,
            _ => f64::midpoint(h1, h2) - 180.0,
        };
        let (lightness, chroma) = (
            f64::midpoint(self.lightness, other.lightness),
            f64::midpoint(c1, c2),
        );
        let cos = |degrees: f64| degrees.to_radians().cos();
        let t = 1.0 - 0.17 * cos(hue - 30.0) + 0.24 * cos(2.0 * hue) + 0.32 * cos(3.0 * hue + 6.0)
            - 0.20 * cos(4.0 * hue - 63.0);
        let fifty = (lightness - 50.0).powi(2);
        let dl = (other.lightness - self.lightness) / (1.0 + 0.015 * fifty / (20.0 + fifty).sqrt());
        let dc = (c2 - c1) / (1.0 + 0.045 * chroma);
        let dh =
            2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * chroma * t);
        let rotation = 60.0 * (-((hue - 275.0) / 25.0).powi(2)).exp();
        let rt = -rotation.to_radians().sin() * 2.0 * seventh(chroma);
        (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
    }
}

#[test]
fn the_distance_is_that_of_the_published_test_data() {
    // Pairs 1, 7, 9, 13 and 25 of Sharma, Wu and Dalal 2005, table 1.
    for (one, other, distance) in [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
        (
            (60.2574, -34.0099, 36.2677),
            (60.4626, -34.1751, 39.4387),
            1.2644,
        ),
    ] {
        let lab = |(lightness, a, b)| Lab { lightness, a, b };
        let found = lab(one).ciede2000(lab(other));
        assert!(
            (found - distance).abs() < 1e-4,
            "{one:?} {other:?}: {found}"
        );
    }
}

#[test]
fn black_and_white_have_the_greatest_contrast() {
    let [black, white] = ["#000000", "#ffffff"].map(|hex| Colour::parse(hex).unwrap());
    assert!((black.contrast(white) - 21.0).abs() < 1e-4);
}
