//! Days as sources write them, and what they can mean.
//!
//! A civil day and an instant are two types, and nothing here turns one into
//! the other without being told the zone. A written date keeps its doubt: it is
//! read into bounds, and the bounds travel all the way to the verdict.

pub mod bounds;
pub mod calendar;
mod clocks;
pub mod edtf;
pub mod form;
pub mod moment;
pub mod numeric;
pub mod plain;
pub mod shift;
pub mod spoken;
pub mod stamp;
pub mod term;
pub mod when;
pub mod window;
pub mod words;
pub mod zone;

pub use bounds::{Bounds, Elapsed};
pub use calendar::Calendar;
pub use edtf::DateError;
pub use form::{Grain, Mark};
pub use moment::{Day, Instant, Moment, MomentRange};
pub use numeric::DateOrder;
pub use plain::{Understood, understand};
pub use shift::Shift;
pub use stamp::{Stamp, Stamps};
pub use term::Term;
pub use when::{Extent, When};
pub use window::Window;
pub use zone::Zone;
