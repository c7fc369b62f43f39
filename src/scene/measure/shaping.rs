//! One run through the shaper, with everything kept that is the same for the next.

use crate::scene::Weight;
use crate::scene::fonts::{self, FONTS, Run};
use harfrust::{
    BufferClusterLevel, Direction, FontRef, GlyphBuffer, Script, ShapeOptions, ShapePlan,
    ShaperData, UnicodeBuffer, script,
};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A font file, parsed for shaping.
struct Shaper {
    file: FontRef<'static>,
    data: ShaperData,
    /// Which lookups of the font a script in a direction goes through: to find that out takes longer than to shape a
    /// word. A few for each font.
    plans: Mutex<Vec<(Script, Direction, Arc<ShapePlan>)>>,
}

/// One shaper for each of [`FONTS`], in that order.
static SHAPERS: LazyLock<Vec<Option<Shaper>>> = LazyLock::new(|| {
    let parse = |bytes| {
        let file = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&file);
        Some(Shaper { file, data, plans: Mutex::default() })
    };
    FONTS.iter().map(|font| parse(font.bytes)).collect()
});

/// One run, shaped, and the font's units in one em.
pub(crate) fn shaped(run: &Run, weight: Weight) -> Option<(GlyphBuffer, f32)> {
    let Some(Some(font)) = SHAPERS.get(fonts::index(run.face, weight)) else {
        return None;
    };
    let shaper = font.data.shaper(&font.file).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&run.text);
    // The direction comes from the whole line, which the shaper cannot see; the script from the run.
    let direction = if run.rtl { Direction::RightToLeft } else { Direction::LeftToRight };
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    // Each accent by itself, where it is drawn by itself: an exporter can then say which glyph is which letter.
    buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
    let em = shaper.units_per_em() as f32;
    let plan = font.plan(&shaper, direction, &buffer);
    Some((shaper.shape(buffer, ShapeOptions::new().plan(plan.as_deref())), em))
}

impl Shaper {
    /// The plan for the text; `None` for signs of no script, and where somebody set a language.
    fn plan(
        &self,
        shaper: &harfrust::Shaper<'_>,
        direction: Direction,
        buffer: &UnicodeBuffer,
    ) -> Option<Arc<ShapePlan>> {
        let script = Some(buffer.script()).filter(|s| *s != script::UNKNOWN)?;
        if buffer.language().is_some() || buffer.direction() != direction {
            return None;
        }
        // No code can panic while it holds the lock, and a plan is right whenever it is there.
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans.iter().find(|(s, d, _)| (*s, *d) == (script, direction));
        if let Some((.., plan)) = known {
            return Some(Arc::clone(plan));
        }
        let plan = Arc::new(ShapePlan::new(shaper, direction, Some(script), None, &[]));
        plans.push((script, direction, Arc::clone(&plan)));
        Some(plan)
    }
}
