//! A record straight out of a tree, without the way over a JSON value and without keeping the path.
//!
//! Says only that something is wrong, not what: [`super::fields`] then reads the same again and tells. It takes what
//! serde takes from a JSON value and nothing else, so that what is read in this way is what would be read in the other.

use super::node::{Kind, Member, Node};
use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// The record, where nothing in it is wrong.
pub(super) fn read<T: DeserializeOwned>(node: &Node) -> Option<T> {
    T::deserialize(Value(node)).ok()
}

/// Something is wrong.
#[derive(Debug)]
struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this cannot be read")
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A value that is read.
struct Value<'de>(&'de Node);

impl<'de> Value<'de> {
    fn list<V: Visitor<'de>>(list: &'de [Node], visitor: V) -> Result<V::Value, Wrong> {
        let mut elements = Elements { list: list.iter(), left: count(list) };
        let value = visitor.visit_seq(&mut elements)?;
        // A list of which not all was taken is another thing than was asked for.
        if elements.left == 0 { Ok(value) } else { Err(Wrong) }
    }

    fn object<V: Visitor<'de>>(members: &'de [Member], visitor: V) -> Result<V::Value, Wrong> {
        let mut fields = Fields { members: members.iter(), value: None };
        let value = visitor.visit_map(&mut fields)?;
        if fields.next().is_none() { Ok(value) } else { Err(Wrong) }
    }
}

fn count(list: &[Node]) -> usize {
    list.iter().filter(|n| !n.is_gone()).count()
}

/// Asks for one kind of value, as a JSON value does: another kind is not shown to the visitor.
macro_rules! only {
    ($($method:ident: $kind:pat,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            if matches!(self.0.kind, $kind) { self.deserialize_any(visitor) } else { Err(Wrong) }
        })*
    };
}

impl<'de> Deserializer<'de> for Value<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match &self.0.kind {
            Kind::Null | Kind::Gone => visitor.visit_unit(),
            Kind::Bool(b) => visitor.visit_bool(*b),
            Kind::Number(n) => match (n.as_u64(), n.as_i64(), n.as_f64()) {
                (Some(n), ..) => visitor.visit_u64(n),
                (None, Some(n), _) => visitor.visit_i64(n),
                (None, None, Some(n)) => visitor.visit_f64(n),
                (None, None, None) => Err(Wrong),
            },
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(list) => Self::list(list, visitor),
            Kind::Object(members) => Self::object(members, visitor),
        }
    }

    only! {
        deserialize_bool: Kind::Bool(_),
        deserialize_i8: Kind::Number(_),
        deserialize_i16: Kind::Number(_),
        deserialize_i32: Kind::Number(_),
        deserialize_i64: Kind::Number(_),
        deserialize_i128: Kind::Number(_),
        deserialize_u8: Kind::Number(_),
        deserialize_u16: Kind::Number(_),
        deserialize_u32: Kind::Number(_),
        deserialize_u64: Kind::Number(_),
        deserialize_u128: Kind::Number(_),
        deserialize_f32: Kind::Number(_),
        deserialize_f64: Kind::Number(_),
        deserialize_char: Kind::Text(_),
        deserialize_str: Kind::Text(_),
        deserialize_string: Kind::Text(_),
        deserialize_identifier: Kind::Text(_),
        deserialize_bytes: Kind::Text(_) | Kind::List(_),
        deserialize_byte_buf: Kind::Text(_) | Kind::List(_),
        deserialize_unit: Kind::Null | Kind::Gone,
        deserialize_seq: Kind::List(_),
        deserialize_map: Kind::Object(_),
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if matches!(self.0.kind, Kind::Null | Kind::Gone) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match &self.0.kind {
            Kind::List(list) => Self::list(list, visitor),
            Kind::Object(members) => Self::object(members, visitor),
            _ => Err(Wrong),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match &self.0.kind {
            Kind::Text(name) => visitor.visit_enum(Variant { name, value: None }),
            Kind::Object(members) => {
                let mut fields = Fields { members: members.iter(), value: None };
                let (Some(one), None) = (fields.next(), fields.next()) else {
                    return Err(Wrong);
                };
                visitor.visit_enum(Variant { name: &one.key, value: Some(&one.value) })
            }
            _ => Err(Wrong),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }
}

/// The elements of a list that are not gone.
struct Elements<'de> {
    list: std::slice::Iter<'de, Node>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        let Some(next) = self.list.find(|n| !n.is_gone()) else {
            return Ok(None);
        };
        self.left -= 1;
        seed.deserialize(Value(next)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// The fields of an object that are not gone.
struct Fields<'de> {
    members: std::slice::Iter<'de, Member>,
    /// That of the name that was taken last.
    value: Option<&'de Node>,
}

impl<'de> Fields<'de> {
    fn next(&mut self) -> Option<&'de Member> {
        self.members.find(|m| !m.value.is_gone())
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Wrong;

    fn next_key_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        let Some(member) = self.next() else {
            return Ok(None);
        };
        self.value = Some(&member.value);
        seed.deserialize(Name(&member.key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(Value(self.value.take().ok_or(Wrong)?))
    }
}

/// What a name is not read as here.
macro_rules! left_alone {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Wrong> {
            Err(Wrong)
        })*
    };
}

/// The name of a field. One that stands for a number or for true is left to the reader that tells.
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let text: StrDeserializer<'_, Wrong> = self.0.into_deserializer();
        text.deserialize_enum(name, variants, visitor)
    }

    left_alone! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// One of several kinds, by its name.
struct Variant<'de> {
    name: &'de str,
    /// What it holds.
    value: Option<&'de Node>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Wrong;
    type Variant = Held<'de>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Held<'de>), Wrong> {
        let name: StrDeserializer<'_, Wrong> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, Held(self.value)))
    }
}

/// What a variant holds.
struct Held<'de>(Option<&'de Node>);

impl<'de> VariantAccess<'de> for Held<'de> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        match self.0 {
            Some(node) => de::Deserialize::deserialize(Value(node)),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        seed.deserialize(Value(self.0.ok_or(Wrong)?))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        match self.0.map(|node| &node.kind) {
            Some(Kind::List(list)) if count(list) == 0 => visitor.visit_unit(),
            Some(Kind::List(list)) => Value::list(list, visitor),
            _ => Err(Wrong),
        }
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.0.map(|node| &node.kind) {
            Some(Kind::Object(members)) => Value::object(members, visitor),
            _ => Err(Wrong),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
