//! A date as its source writes it, kept to the letter, with what it can mean.

use super::bounds::Bounds;
use super::edtf::{self, DateError};
use super::moment::{Day, Instant, Moment, MomentRange};
use super::words;
use super::zone::Zone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

pub use super::form::{End, Form, Grain, Mark, Point};

/// A written date: the text to the letter, and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    written: Written,
    form: Form,
    mark: Mark,
}

/// What stands in the file. Nearly always a string; a million dates should take no more room than that.
#[derive(Debug, Clone, PartialEq)]
enum Written {
    /// Nothing at all.
    Nothing,
    Text(Box<str>),
    /// An object with `between`, or whatever else.
    Other(Box<Value>),
}

/// What a written date can mean in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// When it was, or when it began.
    pub start: Bounds,
    /// When it ended; the same as `start` for a single moment.
    pub end: Bounds,
    /// How to draw it.
    pub kind: ExtentKind,
    /// Marks of the start, or of the whole where it is one moment.
    pub start_mark: Mark,
    /// Marks of the end.
    pub end_mark: Mark,
}

/// What an [`Extent`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtentKind {
    /// An exact instant.
    Instant,
    /// A civil date of some grain.
    Civil(Grain),
    /// One moment within bounds.
    Between,
    /// A stretch of time.
    Span,
}

impl When {
    pub(super) fn new(text: &str, form: Form, mark: Mark) -> Self {
        Self { written: Written::Text(text.into()), form, mark }
    }

    /// What stands in the file.
    pub(super) fn written(&self) -> Value {
        match &self.written {
            Written::Nothing => Value::Null,
            Written::Text(text) => Value::from(&**text),
            Written::Other(value) => (**value).clone(),
        }
    }

    /// Reads a date in EDTF notation or a date-time.
    ///
    /// # Errors
    /// As [`edtf::parse`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        edtf::parse(text)
    }

    /// One moment between two.
    ///
    /// # Errors
    /// Where an end cannot be read, or the second precedes the first.
    pub fn between(from: &str, to: &str) -> Result<Self, DateError> {
        let (form, mark) = edtf::between(&format!("{from} to {to}"), from, to)?;
        let mut object = Map::new();
        object.insert("between".to_owned(), Value::from(vec![from, to]));
        Ok(Self { written: Written::Other(Box::new(Value::Object(object))), form, mark })
    }

    /// A date that nobody knows, for an event without one.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            written: Written::Nothing,
            form: Form::Span(End::Unknown, End::Unknown),
            mark: Mark { approximate: false, uncertain: false },
        }
    }

    /// True where no date was written at all.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        match &self.written {
            Written::Nothing => true,
            Written::Text(_) => false,
            Written::Other(value) => matches!(**value, Value::Null),
        }
    }

    /// A known civil day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        let point = Point::Civil { first: day, last: day, grain: Grain::Day };
        Self::new(&day.to_string(), Form::Point(point), Mark::default())
    }

    /// Keeps what is written, readable or not, so that a save loses nothing.
    #[must_use]
    pub fn keep(written: Value) -> Self {
        let unreadable = |e| (Form::Unreadable(Box::new(e)), Mark::default());
        let (form, mark) = match &written {
            Value::String(text) => match edtf::parse(text) {
                Ok(when) => (when.form, when.mark),
                Err(e) => unreadable(e),
            },
            Value::Object(map) => {
                let ends = map.get("between").and_then(Value::as_array).map(Vec::as_slice);
                if let Some([Value::String(from), Value::String(to)]) = ends {
                    let flag = |name| map.get(name) == Some(&Value::Bool(true));
                    let stated =
                        Mark { approximate: flag("approximate"), uncertain: flag("uncertain") };
                    match edtf::between(&format!("{from} to {to}"), from, to) {
                        Ok((form, mark)) => (form, mark.or(stated)),
                        Err(e) => unreadable(e),
                    }
                } else {
                    unreadable(DateError::Notation(written.to_string()))
                }
            }
            other => unreadable(DateError::Notation(other.to_string())),
        };
        let written = match written {
            Value::Null => Written::Nothing,
            Value::String(text) => Written::Text(text.into()),
            other => Written::Other(Box::new(other)),
        };
        Self { written, form, mark }
    }

    /// Why it could not be read, if it could not.
    #[must_use]
    pub fn problem(&self) -> Option<&DateError> {
        match &self.form {
            Form::Unreadable(e) => Some(e),
            _ => None,
        }
    }

    /// What it means; `None` where it could not be read.
    #[must_use]
    pub const fn form(&self) -> Option<&Form> {
        match &self.form {
            Form::Unreadable(_) => None,
            form => Some(form),
        }
    }

    /// Marks of the whole date.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// The text as it stands in the file: `2025-01-19`, or `a to b` for a pair of bounds.
    #[must_use]
    pub fn text(&self) -> String {
        let other = match &self.written {
            Written::Nothing => return Value::Null.to_string(),
            Written::Text(text) => return (**text).to_owned(),
            Written::Other(other) => other,
        };
        match other.get("between").and_then(Value::as_array) {
            Some(ends) => {
                let ends: Vec<&str> = ends.iter().filter_map(Value::as_str).collect();
                ends.join(" to ")
            }
            None => other.to_string(),
        }
    }

    /// The moment that the law counts from: as days where the source gives days, as instants where it
    /// gives hours. `None` where the date could not be read.
    #[must_use]
    pub fn moments(&self, zone: Zone) -> Option<MomentRange> {
        let of_end = |end: &End, open: Instant| match end {
            End::At(point, _) => point.moments(zone),
            End::Open | End::Unknown => MomentRange::exact(Moment::Instant(open)),
        };
        match &self.form {
            Form::Point(point) => Some(point.moments(zone)),
            // Ends that come in the wrong order can be either; that they do is told by who reads the case.
            Form::Between(a, b) | Form::Span(End::At(a, _), End::At(b, _))
                if self.is_backwards(zone) =>
            {
                Some(MomentRange { lo: b.moments(zone).lo, hi: a.moments(zone).hi })
            }
            Form::Between(a, b) => {
                Some(MomentRange { lo: a.moments(zone).lo, hi: b.moments(zone).hi })
            }
            Form::Span(a, b) => Some(MomentRange {
                lo: of_end(a, Instant::BEGINNING).lo,
                hi: of_end(b, Instant::END).hi,
            }),
            Form::Unreadable(_) => None,
        }
    }

    /// Where it lies on the axis; `None` where the date could not be read.
    #[must_use]
    pub fn extent(&self, zone: Zone) -> Option<Extent> {
        let moment = |kind| {
            let bounds = self.moments(zone)?.bounds(zone);
            let mark = self.mark;
            Some(Extent { start: bounds, end: bounds, kind, start_mark: mark, end_mark: mark })
        };
        match &self.form {
            Form::Point(Point::Civil { grain, .. }) => moment(ExtentKind::Civil(*grain)),
            Form::Point(Point::Instant(..)) => moment(ExtentKind::Instant),
            Form::Point(Point::Local(_)) => moment(ExtentKind::Instant).map(|e| {
                let kind = if e.start.is_exact() { e.kind } else { ExtentKind::Between };
                Extent { kind, ..e }
            }),
            Form::Between(..) => moment(ExtentKind::Between),
            Form::Span(..) if self.is_backwards(zone) => moment(ExtentKind::Between),
            Form::Span(from, to) => {
                let side = |end: &End, open: Instant| match end {
                    End::At(p, mark) => (p.moments(zone).bounds(zone), *mark),
                    End::Open | End::Unknown => (Bounds::exact(open), self.mark),
                };
                let (start, start_mark) = side(from, Instant::BEGINNING);
                let (end, end_mark) = side(to, Instant::END);
                Some(Extent { start, end, kind: ExtentKind::Span, start_mark, end_mark })
            }
            Form::Unreadable(_) => None,
        }
    }

    /// The offset that the source wrote, as a zone; `None` where it wrote none.
    #[must_use]
    pub fn offset(&self) -> Option<Zone> {
        let of = |p: &Point| match p {
            Point::Instant(_, offset) => Some(Zone::Fixed(*offset)),
            _ => None,
        };
        match &self.form {
            Form::Point(p) => of(p),
            Form::Between(a, b) => of(a).or_else(|| of(b)),
            Form::Span(End::At(p, _), _) => of(p),
            _ => None,
        }
    }

    /// In words, for people: `19 Jan 2025, 09:30`, `21 Jan 2025, between 12:00 and 20:08`, `about January 2025`.
    #[must_use]
    pub fn words(&self, zone: Zone) -> String {
        words::of_when(self, zone, zone)
    }

    /// As [`Self::words`], with hours that have no offset read in the zone `own` and shown on the clock of
    /// `shown`, which is named where it is another.
    #[must_use]
    pub fn words_in(&self, own: Zone, shown: Zone) -> String {
        words::of_when(self, own, shown)
    }
}

impl Extent {
    /// From the earliest it can have begun to the latest it can have ended.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds { earliest: self.start.earliest, latest: self.end.latest }
    }

    /// True where no end is known.
    #[must_use]
    pub const fn open_end(&self) -> bool {
        self.end.latest.is_unbounded()
    }

    /// True where no beginning is known.
    #[must_use]
    pub const fn open_start(&self) -> bool {
        self.start.earliest.is_unbounded()
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.written {
            Written::Nothing => serializer.serialize_unit(),
            Written::Text(text) => serializer.serialize_str(text),
            Written::Other(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    /// Takes a string or an object; what it says is judged afterwards, so that nothing written is lost.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Value::deserialize(deserializer)?;
        if written.is_string() || written.is_object() {
            Ok(Self::keep(written))
        } else {
            Err(serde::de::Error::custom(format!(
                "invalid type: {}, expected a date as text or {{\"between\": [from, to]}}",
                json_kind(&written)
            )))
        }
    }
}

/// The JSON name of a kind of value.
fn json_kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

impl schemars::JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A date. Text: EDTF (ISO 8601-2) levels 0 to 2, such as 2025-01-19, 2025-01, 2025-01-19?, 2025-01~, 2025-01-1X, [2025-01-18..2025-01-20], 2025-02/..; or a date-time, 2025-01-19T09:30+01:00, or without offset in the zone of the event or case. `a/b` is something that lasted; an object with `between` is one moment somewhere between two.",
            "anyOf": [
                { "type": "string", "minLength": 1 },
                {
                    "type": "object",
                    "required": ["between"],
                    "properties": {
                        "between": {
                            "type": "array", "minItems": 2, "maxItems": 2,
                            "items": { "type": "string", "minLength": 1 }
                        },
                        "approximate": { "type": "boolean" },
                        "uncertain": { "type": "boolean" }
                    }
                }
            ]
        })
    }
}
