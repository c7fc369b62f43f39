//! Rows that were pinned into the case: a sign of their own in their layer, over everything that is drawn there, at
//! every zoom and however crowded the place is.

use super::marks::{Alone, DOT, Place};
use super::strip::Counted;
use super::words;
use crate::layer::Row;
use crate::layout::pen::Pen;
use crate::layout::sheet::{Tag, Target, TargetKind};
use crate::layout::targets::Targets;
use crate::scene::{Bar, BarForm, Fill, Ink, Node, Rect, Shape};

/// What is said of such a row.
pub(super) const PINNED: &str = "pinned into the case";
/// Half the height of the sign, a diamond, and half its width.
pub(super) const HALF: f32 = 4.5;
const HALF_WIDE: f32 = 4.0;
/// Signs that get a node of their own on a lane; the others are drawn alike.
const MOST_NODES: usize = 200;

/// Puts the signs of a lane down, but for rows that have a mark already.
pub(super) fn draw(
    pen: &mut Pen<'_>,
    place: &Place<'_, '_>,
    counts: &Counted<'_>,
    (alone, chosen): (&[Alone], Option<&Row>),
    targets: &mut Targets,
) {
    let scale = &place.frame.scale;
    let marked = |row: u64| {
        alone.iter().any(|a| a.row.number == row) || chosen.is_some_and(|c| c.number == row)
    };
    let rows = place.beneath.pinned.iter().filter(|(_, lane)| *lane == place.lane);
    let y = place.ground.base - DOT - 1.0;
    let mut nodes = 0;
    for (number, _) in rows.filter(|(row, _)| !marked(*row)) {
        let Some((start, _)) = place.beneath.layer.times(*number) else { continue };
        let x = counts.columns.x_from_micros(start);
        if x < scale.x0 - HALF || x > scale.x1 + HALF {
            continue;
        }
        nodes += 1;
        let row = (nodes <= MOST_NODES).then(|| place.beneath.layer.glance(*number)).flatten();
        let Some(row) = row else {
            sign(pen, (x, y));
            continue;
        };
        let tag = Tag::Row(place.beneath.number, *number);
        let worst = counts.columns.at(x).and_then(|n| counts.worst.get(n).copied());
        let said = words::row(
            (place.beneath.layer, &row),
            &words::title(place.beneath.layer, &row),
            place.name,
            worst.unwrap_or_default(),
            place.frame.zone,
        );
        let label = format!("{said}; {PINNED}");
        pen.group(&tag, &label, |pen| sign(pen, (x, y)));
        let rect = Rect::from_edges(x - 7.0, y - 7.0, x + 7.0, y + 7.0);
        let edges = (place.frame.head, place.frame.width);
        targets.push_clipped(Target { tag, kind: TargetKind::Row, rect, label }, edges);
    }
}

/// The sign: a diamond on a ground of its own, so that it stands out from bars of every ink.
pub(super) fn sign(pen: &mut Pen<'_>, (x, y): (f32, f32)) {
    pen.circle((x, y), HALF + 1.5, Some(Fill::Plain(Ink::Background, 1.0)), None);
    let half =
        |top, bottom, form| Bar { left: x - HALF_WIDE, right: x + HALF_WIDE, top, bottom, form };
    let bars = vec![half(y - HALF, y, BarForm::Up), half(y, y + HALF, BarForm::Down)];
    pen.nodes.push(Node::Shape(Shape::Columns { bars, ink: Ink::Text, alpha: 1.0 }));
}
