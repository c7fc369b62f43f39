//! One run through the shaper, with everything kept that is the same for the next.

use super::letters::Letters;
use crate::scene::Weight;
use crate::scene::fonts::{self, FONTS, Face, Run};
use harfrust::{
    BufferClusterLevel, Direction, FontRef, GlyphBuffer, Script, ShapeOptions, ShapePlan,
    ShaperData, UnicodeBuffer, script,
};
use std::cell::Cell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A script in a direction, and what the font does to it.
type Planned = (Option<Script>, Direction, Arc<ShapePlan>);

/// A font file, parsed for shaping.
struct Shaper {
    file: FontRef<'static>,
    data: ShaperData,
    /// Units in one em.
    em: f32,
    /// Its letters one by one, where they were asked for.
    letters: OnceLock<Option<Letters>>,
    /// Which lookups of the font a script in a direction goes through: to find that out takes longer than to shape a
    /// word. A few for each font; digits and signs alone have no script.
    plans: Mutex<Vec<Planned>>,
}

/// One shaper for each of [`FONTS`], in that order, made when the first letter of the font is met.
static SHAPERS: [OnceLock<Option<Shaper>>; FONTS.len()] = [const { OnceLock::new() }; FONTS.len()];

fn shaper(index: usize) -> Option<&'static Shaper> {
    let parse = || {
        let file = FontRef::new(FONTS.get(index)?.bytes).ok()?;
        let data = ShaperData::new(&file);
        let em = data.shaper(&file).build().units_per_em() as f32;
        Some(Shaper { file, data, em, letters: OnceLock::new(), plans: Mutex::default() })
    };
    SHAPERS.get(index)?.get_or_init(parse).as_ref()
}

/// One run, shaped, and the font's units in one em.
pub(crate) fn shaped(run: &Run, weight: Weight) -> Option<(GlyphBuffer, f32)> {
    let font = shaper(fonts::index(run.face, weight))?;
    let shaper = font.data.shaper(&font.file).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&run.text);
    // The direction comes from the whole line, which the shaper cannot see; the script from the run.
    buffer.set_direction(if run.rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    buffer.guess_segment_properties();
    // Each accent by itself, where it is drawn by itself: an exporter can then say which glyph is which letter.
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    let plan = font.plan(&shaper, &buffer);
    Some((shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan))), font.em))
}

thread_local! {
    /// Room for the letters of one word, which is the same for all that this thread measures.
    static ROOM: Cell<Option<UnicodeBuffer>> = const { Cell::new(None) };
}

/// What a piece of a line of plain letters is wide, in units of the font; `None` where other signs stand in it.
pub(super) fn letters_units(piece: &str, weight: Weight) -> Option<i32> {
    latin_letters(weight)?.units(piece)
}

/// The tables of the Latin font.
pub(super) fn latin_letters(weight: Weight) -> Option<&'static Letters> {
    let font = latin(weight)?;
    font.letters.get_or_init(|| Letters::new(&font.file)).as_ref()
}

/// Width of a piece of a line of Latin text, in units of the font, as the whole line would have it.
pub(super) fn shaped_units(piece: &str, weight: Weight) -> Option<i32> {
    let font = latin(weight)?;
    let shaper = font.data.shaper(&font.file).build();
    let mut buffer = ROOM.take().unwrap_or_default();
    buffer.push_str(piece);
    buffer.set_direction(Direction::LeftToRight);
    // Numbers and signs have no script of their own: they take that of the letters around them.
    buffer.set_script(script::LATIN);
    let plan = font.plan(&shaper, &buffer);
    let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
    let units = shaped.glyph_positions().iter().map(|p| p.x_advance).sum();
    ROOM.set(Some(shaped.clear()));
    Some(units)
}

/// Units of the Latin font in one em.
pub(super) fn latin_em(weight: Weight) -> Option<f32> {
    Some(latin(weight)?.em)
}

fn latin(weight: Weight) -> Option<&'static Shaper> {
    shaper(fonts::index(Face::Latin, weight))
}

impl Shaper {
    /// The plan for the text.
    fn plan(&self, shaper: &harfrust::Shaper<'_>, buffer: &UnicodeBuffer) -> Arc<ShapePlan> {
        let script = Some(buffer.script()).filter(|s| *s != script::UNKNOWN);
        let direction = buffer.direction();
        // No code can panic while it holds the lock, and a plan is right whenever it is there.
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., plan)) = plans.iter().find(|(s, d, _)| (*s, *d) == (script, direction)) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(ShapePlan::new(shaper, direction, script, None, &[]));
        plans.push((script, direction, Arc::clone(&plan)));
        plan
    }
}
