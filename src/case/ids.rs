//! Names of things in a case file, each its own type, so that none is taken for another.
//!
//! A name is shared by everything that it was copied to: a million events in one lane keep its name once.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }
    };
}

name!(
    /// An event.
    EventId
);
name!(
    /// A claim about an event.
    ClaimId
);
name!(
    /// A lane of the picture.
    LaneId
);
name!(
    /// A saved picture.
    FigureId
);
name!(
    /// A source.
    SourceId
);
name!(
    /// A state over time.
    StateId
);
name!(
    /// A limit fixed by an order.
    LimitId
);
name!(
    /// A rule of an instrument, such as `R-RPE-188`; also names a fixed limit in a list of rules.
    RuleId
);
name!(
    /// One person and one request or proceeding; facts of different threads never meet.
    ThreadId
);
name!(
    /// What an event means to the law, such as `arrest.made`.
    Fact
);
name!(
    /// A view of the case that was given a name.
    ViewId
);
name!(
    /// A scenario: what if.
    ScenarioId
);
