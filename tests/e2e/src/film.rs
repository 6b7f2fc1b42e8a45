//! An animated picture of the page in use: each frame is a picture of the real page with a pointer and
//! the pressed key drawn over it.
//!
//! The time between frames is told to whoever plays it, so the film is the same on a slow machine. It
//! is an animated PNG: text stays sharp, and of each frame only the part that changed is kept, in the
//! 256 colours that the film has most of.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Cursor};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use png::{
    BitDepth, BlendOp, ColorType, Compression, Decoder, DisposeOp, Encoder, Transformations,
};
use serde_json::json;

use crate::{Browser, Point};

/// How long a frame of a movement is shown, in milliseconds.
const MOVING: u16 = 50;

/// How many frames a movement of the pointer takes.
const STEPS: u32 = 8;

/// How long it takes from pressing a key to seeing what it does, in milliseconds.
const PRESSING: u16 = 380;

/// A film that is being made.
pub struct Film<'b> {
    browser: &'b Browser,
    pointer: Point,
    frames: Vec<Frame>,
}

/// What is seen for so many milliseconds: red, green and blue of each pixel.
struct Frame {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
    millis: u16,
}

impl<'b> Film<'b> {
    /// A film of the page as it is open in the browser.
    ///
    /// # Errors
    ///
    /// Where the browser does not answer.
    pub async fn of(browser: &'b Browser, pointer: Point) -> Result<Self> {
        browser.evaluate(STAGE, vec![]).await?;
        let film = Self {
            browser,
            pointer,
            frames: Vec::new(),
        };
        film.put_pointer().await?;
        Ok(film)
    }

    /// Shows the page as it is for so many milliseconds.
    ///
    /// # Errors
    ///
    /// Where no picture can be taken.
    pub async fn hold(&mut self, millis: u16) -> Result<()> {
        // What is drawn over the page must lie over its windows too, which are opened after it.
        let on_top = "const stage = document.querySelector('#film');
            stage.hidePopover(); stage.showPopover();
            // What comes with a movement has come to rest, but for what blinks for ever.
            const moving = document.getAnimations().filter(
                one => one.effect.getTiming().iterations !== Infinity);
            return Promise.all(moving.map(one => one.finished)).then(() => true)";
        self.browser.evaluate(on_top, vec![]).await?;
        let frame = Frame::decode(&self.browser.picture().await?, millis)?;
        match self.frames.last_mut() {
            Some(last) if last.pixels == frame.pixels => last.millis += millis,
            _ => self.frames.push(frame),
        }
        Ok(())
    }

    /// Moves the pointer to where the quote stands in the element.
    ///
    /// # Errors
    ///
    /// Where it does not stand there, or no picture can be taken.
    pub async fn point_at(&mut self, selector: &str, quote: &str) -> Result<()> {
        let (from, to) = (self.pointer, self.browser.place_of(selector, quote).await?);
        for step in 1..=STEPS {
            let way = f64::from(step) / f64::from(STEPS);
            // It starts and stops gently.
            let way = way * way * (3.0 - 2.0 * way);
            self.pointer = Point {
                x: from.x + (to.x - from.x) * way,
                y: from.y + (to.y - from.y) * way,
            };
            self.put_pointer().await?;
            self.hold(MOVING).await?;
        }
        Ok(())
    }

    /// Presses keys, named as for [`Browser::press`], and shows `cap` and what it does meanwhile.
    ///
    /// # Errors
    ///
    /// Where a key is not known, or no picture can be taken.
    pub async fn press(&mut self, keys: &str, cap: &str, does: &str) -> Result<()> {
        let show = "const stage = document.querySelector('#film');
            [stage.querySelector('kbd').textContent, stage.querySelector('span').textContent] = arguments;
            stage.querySelector('p').style.opacity = 1;";
        self.browser
            .evaluate(show, vec![json!(cap), json!(does)])
            .await?;
        self.hold(PRESSING).await?;
        self.browser.press(keys).await
    }

    /// Lets go of the keys, so that nothing but the pointer is drawn over the page.
    ///
    /// # Errors
    ///
    /// Where the browser does not answer.
    pub async fn release(&self) -> Result<()> {
        let hide = "document.querySelector('#film p').style.opacity = 0";
        self.browser.evaluate(hide, vec![]).await.map(drop)
    }

    async fn put_pointer(&self) -> Result<()> {
        let put = "document.querySelector('#film svg').style.translate
            = `${arguments[0]}px ${arguments[1]}px`";
        let Point { x, y } = self.pointer;
        self.browser.evaluate(put, vec![json!(x), json!(y)]).await?;
        self.browser.move_to(self.pointer).await
    }

    /// Writes the film, which begins anew when it is over.
    ///
    /// # Errors
    ///
    /// Where there is nothing to write, or it cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        let first = self.frames.first().context("a film without a frame")?;
        let out = File::create(file).with_context(|| format!("write {}", file.display()))?;
        let mut encoder = Encoder::new(BufWriter::new(out), first.width, first.height);
        let palette = Palette::of(&self.frames);
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.bytes());
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        encoder.set_animated(u32::try_from(self.frames.len())?, 0)?;
        encoder.set_blend_op(BlendOp::Source)?;
        encoder.set_dispose_op(DisposeOp::None)?;
        let mut writer = encoder.write_header()?;
        let mut before: Option<&Frame> = None;
        for frame in &self.frames {
            let part = before.map_or(frame.whole(), |before| frame.changed(before));
            if before.is_some() {
                // A dimension must fit to the position as it is.
                writer.reset_frame_position()?;
                writer.set_frame_dimension(part.width, part.height)?;
                writer.set_frame_position(part.x, part.y)?;
            }
            writer.set_frame_delay(frame.millis, 1000)?;
            writer.write_image_data(&palette.indices(&frame.cut(part)))?;
            before = Some(frame);
        }
        Ok(writer.finish()?)
    }
}

/// A colour with four bits for each of red, green and blue; that two shades of one are told apart is
/// not worth their bytes.
type Colour = [u8; 3];

/// Up to 256 colours, and which of them stands for each colour of the film.
struct Palette {
    colours: Vec<Colour>,
    nearest: HashMap<Colour, u8>,
}

impl Palette {
    /// The colours that the frames have most of.
    fn of(frames: &[Frame]) -> Self {
        let mut counts: HashMap<Colour, HashMap<Colour, u32>> = HashMap::new();
        for frame in frames {
            for pixel in frame.pixels.chunks_exact(3) {
                let exact = [pixel[0], pixel[1], pixel[2]];
                let shades = counts.entry(coarse(pixel)).or_default();
                *shades.entry(exact).or_default() += 1;
            }
        }
        let all: Vec<Colour> = counts.keys().copied().collect();
        // The commonest shade stands for all that are so much like it.
        let shades = counts.into_values().filter_map(|shades| {
            let total: u32 = shades.values().sum();
            let shade = shades
                .into_iter()
                .max_by_key(|(shade, count)| (*count, *shade));
            shade.map(|(shade, _)| (Reverse(total), shade))
        });
        let mut shades: Vec<_> = shades.collect();
        shades.sort_unstable();
        let colours: Vec<Colour> = shades.into_iter().map(|(_, one)| one).take(256).collect();
        let nearest = all.into_iter().filter_map(|colour| {
            let candidates = (0..=u8::MAX).zip(&colours);
            let nearest = candidates.min_by_key(|(_, one)| distance(coarse(&one[..]), colour));
            nearest.map(|(at, _)| (colour, at))
        });
        let nearest = nearest.collect();
        Self { colours, nearest }
    }

    fn bytes(&self) -> Vec<u8> {
        self.colours.concat()
    }

    fn indices(&self, pixels: &[u8]) -> Vec<u8> {
        let indices = pixels.chunks_exact(3).map(coarse);
        indices
            .map(|colour| self.nearest.get(&colour).copied().unwrap_or_default())
            .collect()
    }
}

fn coarse(pixel: &[u8]) -> Colour {
    [pixel[0] >> 4, pixel[1] >> 4, pixel[2] >> 4]
}

fn distance(one: Colour, other: Colour) -> u32 {
    let differences = one.iter().zip(other);
    differences
        .map(|(one, other)| u32::from(one.abs_diff(other)).pow(2))
        .sum()
}

/// A part of a frame, in pixels.
#[derive(Clone, Copy)]
struct Part {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Frame {
    fn decode(picture: &[u8], millis: u16) -> Result<Self> {
        let mut decoder = Decoder::new(Cursor::new(picture));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let size = reader.output_buffer_size().context("too large a picture")?;
        let mut pixels = vec![0; size];
        let info = reader.next_frame(&mut pixels)?;
        let samples = info.color_type.samples();
        ensure!(samples >= 3, "the browser's picture has no colours");
        // What may be there besides the colours is how opaque they are, and a page is opaque.
        let pixels = pixels.chunks_exact(samples).flat_map(|pixel| &pixel[..3]);
        Ok(Self {
            width: info.width,
            height: info.height,
            pixels: pixels.copied().collect(),
            millis,
        })
    }

    const fn whole(&self) -> Part {
        Part {
            x: 0,
            y: 0,
            width: self.width,
            height: self.height,
        }
    }

    /// The smallest part outside of which nothing is different.
    fn changed(&self, before: &Self) -> Part {
        let pixels = self
            .pixels
            .chunks_exact(3)
            .zip(before.pixels.chunks_exact(3));
        let different = (0_u32..).zip(pixels).filter(|(_, (now, then))| now != then);
        let places = different.map(|(at, _)| (at % self.width, at / self.width));
        let corners = places.fold(None, |corners, (x, y)| {
            let (left, top, right, bottom) = corners.unwrap_or((x, y, x, y));
            Some((left.min(x), top.min(y), right.max(x), bottom.max(y)))
        });
        let (left, top, right, bottom) = corners.unwrap_or_default();
        Part {
            x: left,
            y: top,
            width: right - left + 1,
            height: bottom - top + 1,
        }
    }

    fn cut(&self, part: Part) -> Vec<u8> {
        let rows = self.pixels.chunks_exact(self.width as usize * 3);
        let rows = rows.skip(part.y as usize).take(part.height as usize);
        let (from, to) = (part.x as usize * 3, (part.x + part.width) as usize * 3);
        rows.flat_map(|row| &row[from..to]).copied().collect()
    }
}

/// The pointer and the key cap, over everything and in nobody's way. The page's policy allows no
/// style sheet but its own, so each is styled by itself.
const STAGE: &str = r"
const stage = document.createElement('div');
stage.id = 'film';
stage.popover = 'manual';
Object.assign(stage.style, { position: 'fixed', inset: 0, width: '100%', height: '100%', margin: 0,
  padding: 0, border: 0, background: 'none', pointerEvents: 'none', overflow: 'hidden' });
// The page's policy allows no markup in strings.
const drawn = (name, attributes) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
};
const pointer = drawn('svg', { width: 20, height: 26, viewBox: '0 0 20 26' });
pointer.append(drawn('path', { d: 'M1 1v19l4.6-4.2 3.2 7.6 3.4-1.5-3.2-7.4H16z', fill: '#111', stroke: '#fff',
  'stroke-width': 1.6, 'stroke-linejoin': 'round' }));
const caption = document.createElement('p');
caption.append(document.createElement('kbd'), document.createElement('span'));
stage.append(pointer, caption);
Object.assign(stage.querySelector('svg').style, { position: 'absolute', left: 0, top: 0 });
Object.assign(stage.querySelector('p').style, { position: 'absolute', left: '1.5rem', bottom: '1.2rem',
  margin: 0, padding: '0.5rem 1rem 0.5rem 0.6rem', display: 'flex', gap: '0.7rem', alignItems: 'center',
  font: '500 1.05rem var(--sans)', color: '#fff', background: '#1d2733', borderRadius: '10px',
  boxShadow: 'var(--shadow)', opacity: 0 });
Object.assign(stage.querySelector('kbd').style, { font: '650 1.15rem var(--sans)', color: '#1d2733',
  background: '#fff', border: 0, borderRadius: '6px', padding: '0.3rem 0.6rem' });
document.body.append(stage);
stage.showPopover();
// A caret that blinks would be in one frame and not in the next.
document.querySelector('.caret').style.animation = 'none';
";
