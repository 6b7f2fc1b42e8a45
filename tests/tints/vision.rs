//! How a colour looks to eyes that lack one kind of cone.

use crate::colour::{Colour, Lab, Linear};

/// Whose eyes.
#[derive(Clone, Copy, Debug)]
pub enum Vision {
    /// All three kinds of cones.
    Full,
    /// No long-wave cones.
    Protanopia,
    /// No middle-wave cones.
    Deuteranopia,
    /// No short-wave cones.
    Tritanopia,
}

impl Vision {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Full,
        Self::Protanopia,
        Self::Deuteranopia,
        Self::Tritanopia,
    ];

    /// What these eyes see in place of the colour.
    pub fn sees(self, colour: Colour) -> Lab {
        let Linear(light) = colour.linear();
        let rows = self.matrix();
        let seen = rows.map(|row| {
            let sum: f64 = row
                .iter()
                .zip(light)
                .map(|(part, light)| part * light)
                .sum();
            sum.clamp(0.0, 1.0)
        });
        Linear(seen).lab()
    }

    /// The matrices for linear sRGB at severity 1.0 of Machado, Oliveira and Fernandes, “A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15(6),
    /// 2009, table 1.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            Self::Deuteranopia => [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            Self::Tritanopia => [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        }
    }
}

#[test]
fn grey_stays_grey_to_every_eye() {
    let grey = Colour::parse("#808080").unwrap();
    for vision in Vision::ALL {
        assert!(vision.sees(grey).ciede2000(Vision::Full.sees(grey)) < 0.1);
    }
}
