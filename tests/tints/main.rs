//! The colours of the style sheet can be read and told apart, whatever eyes look at them.
//!
//! Everything is computed from `static/style.css` as it is: WCAG 2 contrast for what is read and
//! for lines, and CIEDE2000 between the labels' lines, as seen with full colour vision and with
//! each kind of colour blindness.

mod colour;
mod vision;

use std::collections::BTreeMap;

use colour::Colour;
use vision::Vision;

const STYLE: &str = include_str!("../../static/style.css");

/// How many tints there are for labels.
const TINTS: usize = 12;

/// What text must reach against what it stands on: WCAG 2.2, success criterion 1.4.3.
const TEXT: f64 = 4.5;

/// What the lines of a mark must reach against the page: WCAG 2.2, success criterion 1.4.11.
const LINE: f64 = 3.0;

/// The least CIEDE2000 distance between the lines of two labels.
///
/// 1 is about what can just be seen between large patches side by side (Sharma, Wu and Dalal
/// 2005); from about 5 on, people see two different colours and not two shades of one (Mokrzycki
/// and Tatol 2011). Lines are thin and stand apart, so the palette is asked for a little more.
const APART: f64 = 6.5;

/// The colours of one theme.
struct Theme {
    name: &'static str,
    variables: BTreeMap<&'static str, Colour>,
    /// The fill and the line of each tint.
    tints: Vec<(Colour, Colour)>,
}

/// The light theme and the dark one.
fn themes() -> [Theme; 2] {
    let dark = STYLE.find("@media (prefers-color-scheme: dark)").unwrap();
    let end = dark + STYLE[dark..].find("\n}\n").unwrap();
    [
        Theme::parse("light", &STYLE[..dark]),
        Theme::parse("dark", &STYLE[dark..end]),
    ]
}

impl Theme {
    fn parse(name: &'static str, css: &'static str) -> Self {
        let declarations = |css: &'static str| {
            let declarations = css
                .split(';')
                .filter_map(|one| one.trim().strip_prefix("--"));
            declarations
                .filter_map(|one| one.split_once(':'))
                .filter_map(|(name, value)| Some((name, Colour::parse(value.trim())?)))
        };
        let (root, rules) = css
            .split_once(":root {")
            .unwrap()
            .1
            .split_once('}')
            .unwrap();
        let tints = (0..TINTS).map(|tint| {
            let rule = rules.split_once(&format!(".tint-{tint} {{")).unwrap().1;
            let rule = rule.split_once('}').unwrap().0;
            let found: BTreeMap<_, _> = declarations(rule).collect();
            (found["fill"], found["ink"])
        });
        Self {
            name,
            variables: declarations(root).collect(),
            tints: tints.collect(),
        }
    }

    fn get(&self, variable: &str) -> Colour {
        let found = self.variables.get(variable);
        *found.unwrap_or_else(|| panic!("{}: no --{variable}", self.name))
    }
}

/// Says each contrast that is too low.
fn assert_contrasts(pairs: Vec<(String, Colour, Colour)>, least: f64) {
    assert!(!pairs.is_empty());
    let low = pairs.into_iter().filter_map(|(name, one, other)| {
        let contrast = one.contrast(other);
        (contrast < least).then(|| format!("{name}: {contrast:.2}"))
    });
    assert_eq!(
        low.collect::<Vec<_>>(),
        Vec::<String>::new(),
        "least: {least}"
    );
}

#[test]
fn words_can_be_read_on_everything_that_they_stand_on() {
    let mut pairs = Vec::new();
    for theme in themes() {
        for ground in ["page", "panel", "raised"] {
            for words in ["text", "quiet", "accent", "bad", "good"] {
                let name = format!("{}: --{words} on --{ground}", theme.name);
                pairs.push((name, theme.get(words), theme.get(ground)));
            }
        }
        let name = format!("{}: --accent-text on --accent", theme.name);
        pairs.push((name, theme.get("accent-text"), theme.get("accent")));
        for (tint, (fill, _)) in theme.tints.iter().enumerate() {
            let name = format!("{}: --text on the fill of tint {tint}", theme.name);
            pairs.push((name, theme.get("text"), *fill));
        }
    }
    assert_contrasts(pairs, TEXT);
}

#[test]
fn the_tags_of_labels_can_be_read_on_the_page_on_panels_and_on_their_own_fill() {
    let mut pairs = Vec::new();
    for theme in themes() {
        for (tint, (fill, ink)) in theme.tints.iter().enumerate() {
            let name = |ground: &str| format!("{}: tint {tint} on {ground}", theme.name);
            for ground in ["page", "panel", "raised"] {
                pairs.push((name(ground), *ink, theme.get(ground)));
            }
            pairs.push((name("its fill"), *ink, *fill));
        }
    }
    assert_contrasts(pairs, TEXT);
}

#[test]
fn the_lines_of_marks_stand_out_from_the_page_and_from_every_fill() {
    let mut pairs = Vec::new();
    for theme in themes() {
        for (tint, (_, ink)) in theme.tints.iter().enumerate() {
            pairs.push((
                format!("{}: tint {tint}", theme.name),
                *ink,
                theme.get("page"),
            ));
            // A mark inside another one has its line on the other one's fill.
            for (other, (fill, _)) in theme.tints.iter().enumerate() {
                let name = format!("{}: tint {tint} on the fill of {other}", theme.name);
                pairs.push((name, *ink, *fill));
            }
        }
    }
    assert_contrasts(pairs, LINE);
}

#[test]
fn any_two_labels_can_be_told_apart_by_the_colour_of_their_line_alone() {
    let mut alike = Vec::new();
    for theme in themes() {
        for vision in Vision::ALL {
            let seen: Vec<_> = theme
                .tints
                .iter()
                .map(|(_, ink)| vision.sees(*ink))
                .collect();
            for (one, left) in seen.iter().enumerate() {
                for (other, right) in seen.iter().enumerate().skip(one + 1) {
                    let distance = left.ciede2000(*right);
                    if distance < APART {
                        let name = theme.name;
                        alike.push(format!(
                            "{name}, {vision:?}: {one} and {other}: {distance:.1}"
                        ));
                    }
                }
            }
        }
    }
    assert_eq!(alike, Vec::<String>::new(), "least: {APART}");
}
