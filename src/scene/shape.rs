//! The few kinds of shape that every picture here is made of.

use super::Ink;

/// A place, in points from the top left corner; x to the right, y down.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Point {
    /// Points from the left edge.
    pub x: f32,
    /// Points from the top edge.
    pub y: f32,
}

/// An upright rectangle, in points.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, never negative.
    pub w: f32,
    /// Height, never negative.
    pub h: f32,
}

impl Rect {
    /// A rectangle from its left, top, right and bottom edges; edges in the wrong order give an empty one.
    #[must_use]
    pub fn from_edges(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { x: left, y: top, w: (right - left).max(0.0), h: (bottom - top).max(0.0) }
    }

    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    /// The bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// The middle.
    #[must_use]
    pub fn center(&self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }

    /// True where the two share some area.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// True where `p` lies inside, edges included.
    #[must_use]
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.right() && p.y >= self.y && p.y <= self.bottom()
    }

    /// Grown by `by` points on every side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::from_edges(self.x - by, self.y - by, self.right() + by, self.bottom() + by)
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::from_edges(
            self.x.min(other.x),
            self.y.min(other.y),
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        )
    }

    /// The part that lies in both; empty where they do not meet.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self::from_edges(
            self.x.max(other.x),
            self.y.max(other.y),
            self.right().min(other.right()),
            self.bottom().min(other.bottom()),
        )
    }
}

/// What a hatch repeats: what tells areas apart where no colour is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pattern {
    /// Lines that lean like a slash.
    #[default]
    Slant,
    /// Lines that lean either way.
    Cross,
    /// Dots in rows.
    Dots,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// One ink; the number is its opacity, 0 to 1.
    Plain(Ink, f32),
    /// Lines or dots of `ink` over the background, `gap` points apart and `line` wide.
    Hatch {
        /// Colour of the lines.
        ink: Ink,
        /// Opacity of the lines, 0 to 1.
        alpha: f32,
        /// Points from line to line.
        gap: f32,
        /// Width of a line, or diameter of a dot, in points.
        line: f32,
        /// What is repeated.
        pattern: Pattern,
    },
    /// From `from` opacity at the left edge to `to` at the right edge.
    Fade {
        /// The ink.
        ink: Ink,
        /// Opacity at the left edge.
        from: f32,
        /// Opacity at the right edge.
        to: f32,
    },
}

/// How an outline or a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its ink.
    pub ink: Ink,
    /// Opacity, 0 to 1.
    pub alpha: f32,
    /// Width in points.
    pub width: f32,
    /// Length of dash and of gap in points; `None` for a solid line.
    pub dash: Option<(f32, f32)>,
}

impl Stroke {
    /// A solid, opaque stroke.
    #[must_use]
    pub const fn solid(ink: Ink, width: f32) -> Self {
        Self { ink, alpha: 1.0, width, dash: None }
    }

    /// An opaque dashed stroke.
    #[must_use]
    pub const fn dashed(ink: Ink, width: f32, dash: f32, gap: f32) -> Self {
        Self { ink, alpha: 1.0, width, dash: Some((dash, gap)) }
    }
}

/// Weight of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// Running text.
    #[default]
    Regular,
    /// Labels.
    Medium,
    /// Titles.
    SemiBold,
}

/// One line of text. Its place is fixed: nothing after the layout measures it.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Left end of the base line.
    pub at: Point,
    /// The words, in logical order, any script.
    pub text: String,
    /// Size in points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Ink.
    pub ink: Ink,
    /// Opacity, 0 to 1.
    pub alpha: f32,
    /// Width in points, as [`Measure`](super::Measure) gave it.
    pub width: f32,
}

impl Text {
    /// The box that the line takes up: from 0.95 of its size above the base line to 0.27 below.
    ///
    /// These two numbers hold the ascenders and descenders of all bundled fonts.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        Rect { x: self.at.x, y: self.at.y - self.size * 0.95, w: self.width, h: self.size * 1.22 }
    }
}

/// One of the areas of [`Shape::Columns`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Left edge in points.
    pub left: f32,
    /// Right edge in points.
    pub right: f32,
    /// Top edge in points.
    pub top: f32,
    /// Bottom edge in points.
    pub bottom: f32,
    /// What of that rectangle is filled.
    pub form: BarForm,
}

/// What of the rectangle of a [`Bar`] is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BarForm {
    /// All of it.
    #[default]
    Block,
    /// A triangle that points down.
    Down,
    /// A triangle that points up.
    Up,
}

/// A primitive.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        rect: Rect,
        /// Corner radius in points; 0 below 6 points of width, where round corners cost and do not show.
        radius: f32,
        /// Inside.
        fill: Option<Fill>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To here.
        to: Point,
        /// How.
        stroke: Stroke,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius in points.
        radius: f32,
        /// Inside.
        fill: Option<Fill>,
        /// Outline, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A closed convex polygon, such as an arrow head or a diamond.
    Polygon {
        /// Corners in order.
        points: Vec<Point>,
        /// Inside; only [`Fill::Plain`] is drawn.
        fill: Option<Fill>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// Many small areas in one ink: what a lane of a million rows is drawn with. One shape for all of them, because a
    /// shape costs a renderer more than an area.
    Columns {
        /// From the left; those of form [`BarForm::Block`] that touch and stand on one line are drawn as one outline.
        bars: Vec<Bar>,
        /// Their ink.
        ink: Ink,
        /// Opacity, 0 to 1.
        alpha: f32,
    },
    /// A line of text.
    Text(Text),
}

/// Everything that belongs to one mark, or to one part of the words around the canvas.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Stable handle such as `event:E12` or `limit:R-RPE-188:E12`; `part:headline` for words, see [`part`].
    pub tag: String,
    /// The full sentence that a screen reader says.
    pub title: String,
    /// Its parts, in paint order.
    pub children: Vec<Node>,
}

/// A part of a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A primitive.
    Shape(Shape),
    /// A mark.
    Group(Group),
    /// Parts that are cut off at the edges of `rect`.
    Clip {
        /// What stays visible.
        rect: Rect,
        /// The parts, in paint order.
        children: Vec<Node>,
    },
}

/// A whole picture, in paint order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Short title, for `<title>` and alt text.
    pub title: String,
    /// What the picture says in words, for `<desc>` and alt text.
    pub description: String,
    /// Its parts, in paint order, over [`Ink::Background`].
    pub nodes: Vec<Node>,
}

/// Tags of the groups that hold the words around the canvas; exporters make titles and captions of them.
pub mod part {
    /// What the picture says, as a sentence.
    pub const HEADLINE: &str = "part:headline";
    /// Title of the case, place and stretch of time.
    pub const TITLE: &str = "part:title";
    /// What it shows, and with what certainty.
    pub const CAPTION: &str = "part:caption";
    /// Where it is read.
    pub const SOURCES: &str = "part:sources";
    /// How it was counted.
    pub const METHOD: &str = "part:method";
    /// On which day the case is judged.
    pub const AS_OF: &str = "part:as-of";
    /// How long a day or an hour is on the page.
    pub const SCALE: &str = "part:scale";
    /// Program, case and rules.
    pub const IMPRINT: &str = "part:imprint";
    /// `3 / 7`.
    pub const NUMBER: &str = "part:number";
    /// The canvas.
    pub const CANVAS: &str = "part:canvas";
}
