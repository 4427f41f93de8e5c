//! A rectangle that is covered, in pixels of its picture; it always lies within it and can be seen.

/// What is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// From the left edge.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Towards the left, or narrower.
    Left,
    /// Towards the right, or wider.
    Right,
    /// Upwards, or lower in height.
    Up,
    /// Downwards, or taller.
    Down,
}

/// One step is this part of the picture's longer side.
const STEPS: u32 = 50;
/// A side of a JPEG's block in pixels.
const BLOCK: u32 = 16;

impl Area {
    /// The rectangle between two points, given in any order; what lies outside the plane is cut.
    pub fn between(from: (f64, f64), to: (f64, f64)) -> Area {
        let low = |a: f64, b: f64| a.min(b).max(0.0).floor() as u32;
        let high = |a: f64, b: f64| a.max(b).max(0.0).ceil() as u32;
        let (x, y) = (low(from.0, to.0), low(from.1, to.1));
        Area { x, y, width: high(from.0, to.0) - x, height: high(from.1, to.1) - y }
    }

    /// A first area in the middle of a picture: a third of its width, an eighth of its height.
    pub fn in_the_middle((width, height): (u32, u32)) -> Area {
        let area = Area { x: width / 3, y: height / 16 * 7, width: width / 3, height: height / 8 };
        area.within((width, height))
    }

    /// Without what lies outside the picture.
    #[must_use]
    pub fn cut(self, size: (u32, u32)) -> Area {
        let width = self.width.min(size.0.saturating_sub(self.x));
        let height = self.height.min(size.1.saturating_sub(self.y));
        Area { width, height, ..self }
    }

    /// The same area, moved and, where it is larger than the picture, cut so that it lies in the picture and is at least a step wide and high.
    #[must_use]
    pub fn within(self, size: (u32, u32)) -> Area {
        let least = |side: u32| step(size).min(side).max(1);
        let width = self.width.clamp(least(size.0), size.0.max(1));
        let height = self.height.clamp(least(size.1), size.1.max(1));
        let x = self.x.min(size.0.saturating_sub(width));
        let y = self.y.min(size.1.saturating_sub(height));
        Area { x, y, width, height }
    }

    /// One step towards a side.
    #[must_use]
    pub fn moved(self, side: Side, size: (u32, u32)) -> Area {
        let step = step(size);
        let (x, y) = match side {
            Side::Left => (self.x.saturating_sub(step), self.y),
            Side::Right => (self.x.saturating_add(step), self.y),
            Side::Up => (self.x, self.y.saturating_sub(step)),
            Side::Down => (self.x, self.y.saturating_add(step)),
        };
        Area { x, y, ..self }.within(size)
    }

    /// One step wider, narrower, taller or lower; the upper left corner stays.
    #[must_use]
    pub fn sized(self, side: Side, size: (u32, u32)) -> Area {
        let step = step(size);
        let (width, height) = match side {
            Side::Left => (self.width.saturating_sub(step), self.height),
            Side::Right => (self.width.saturating_add(step), self.height),
            Side::Up => (self.width, self.height.saturating_sub(step)),
            Side::Down => (self.width, self.height.saturating_add(step)),
        };
        // What is covered stays covered: at the edge it ends instead of moving back.
        let room = (size.0.saturating_sub(self.x), size.1.saturating_sub(self.y));
        Area { width: width.min(room.0), height: height.min(room.1), ..self }.within(size)
    }

    /// The same area in a picture that was drawn in another size; nothing of it is lost by rounding.
    #[must_use]
    pub fn scaled(self, from: (u32, u32), to: (u32, u32)) -> Area {
        let low = |at: u32, from: u32, to: u32| {
            u32::try_from(u64::from(at) * u64::from(to) / u64::from(from.max(1))).unwrap_or(u32::MAX)
        };
        let high = |at: u32, from: u32, to: u32| {
            let up = (u64::from(at) * u64::from(to)).div_ceil(u64::from(from.max(1)));
            u32::try_from(up).unwrap_or(u32::MAX)
        };
        let (x, y) = (low(self.x, from.0, to.0), low(self.y, from.1, to.1));
        let width = high(self.x + self.width, from.0, to.0) - x;
        let height = high(self.y + self.height, from.1, to.1) - y;
        Area { x, y, width, height }
    }

    /// The blocks of a JPEG (16 by 16 pixels with halved colour) that hold the area, and one more around
    /// them: each is then one colour or untouched, and a decoder that smooths colour over the edge of a
    /// block does not reach the area.
    #[must_use]
    pub fn on_blocks(self) -> Area {
        let low = |at: u32| (at / BLOCK * BLOCK).saturating_sub(BLOCK);
        let high = |at: u32| at.div_ceil(BLOCK) * BLOCK + BLOCK;
        let (x, y) = (low(self.x), low(self.y));
        Area { x, y, width: high(self.x + self.width) - x, height: high(self.y + self.height) - y }
    }

    /// Whether a point lies in it.
    pub fn holds(self, (x, y): (f64, f64)) -> bool {
        let inside = |at: f64, from: u32, long: u32| {
            at >= f64::from(from) && at <= f64::from(from) + f64::from(long)
        };
        inside(x, self.x, self.width) && inside(y, self.y, self.height)
    }
}

fn step((width, height): (u32, u32)) -> u32 {
    (width.max(height) / STEPS).max(1)
}
