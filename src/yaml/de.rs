//! Typed reading of values: a serde deserializer that says what is wrong in data, not in English, and where.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;

use serde::de::{self, DeserializeOwned, Deserializer, Error as _, Expected, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_yaml::{Mapping, Value};

use super::access::{Entries, Items, Variant};
use super::fault::{Fault, Kind};
use super::scalar::{AS_WRITTEN, TEXT, text};
use crate::source::Step;

/// Faults kept at most for one value: past this, people fix and run again.
const MOST_FAULTS: usize = 50;

/// Reads `value` again and again, each time leaving out what was found wrong, until nothing more is.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> (Option<T>, Vec<Fault>) {
    let context = Context::default();
    loop {
        let fault = match T::deserialize(De { value, trail: &Trail::Root, context: &context }) {
            Ok(read) => return (Some(read), context.faults.into_inner()),
            Err(fault) => fault,
        };
        let path = fault.path.clone().unwrap_or_default();
        if !fault.follows_from(&context.skip.borrow()) {
            context.faults.borrow_mut().push(fault);
        }
        let new = context.skip.borrow_mut().insert(path.clone());
        if path.is_empty() || !new || context.faults.borrow().len() >= MOST_FAULTS {
            return (None, context.faults.into_inner());
        }
    }
}

#[derive(Default)]
pub(super) struct Context {
    pub(super) faults: RefCell<Vec<Fault>>,
    pub(super) skip: RefCell<BTreeSet<Vec<Step>>>,
}

impl Context {
    pub(super) fn skips(&self, trail: &Trail<'_>) -> bool {
        let skip = self.skip.borrow();
        !skip.is_empty() && skip.contains(&trail.path())
    }
}

/// Where reading stands; lives on the stack, so that reading without fault allocates nothing for it.
pub(super) enum Trail<'t> {
    Root,
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl Trail<'_> {
    pub(super) fn path(&self) -> Vec<Step> {
        let mut path = Vec::new();
        let mut trail = self;
        loop {
            trail = match trail {
                Trail::Root => break,
                Trail::Key(parent, key) => {
                    path.push(Step::Key((*key).into()));
                    parent
                }
                Trail::Index(parent, index) => {
                    path.push(Step::Index(u32::try_from(*index).unwrap_or(u32::MAX)));
                    parent
                }
            };
        }
        path.reverse();
        path
    }
}

pub(super) struct De<'a, 't> {
    pub(super) value: &'a Value,
    pub(super) trail: &'t Trail<'t>,
    pub(super) context: &'t Context,
}

impl de::Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Kind::custom(&message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::wrong(found, expected.to_string()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::wrong(found, expected.to_string()))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(Kind::WrongCount { count: length, expected: expected.to_string() })
    }

    fn unknown_variant(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::UnknownWord { word: name.to_owned(), allowed: expected })
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::UnknownKey { key: name.to_owned(), allowed: expected })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Kind::MissingKey(name))
    }
}

impl<'a> De<'a, '_> {
    fn wrong<T>(&self, expected: &dyn Expected) -> Result<T, Fault> {
        let found = match self.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::String(text) => Unexpected::Str(text),
            Value::Sequence(_) => Unexpected::Seq,
            Value::Mapping(_) => Unexpected::Map,
            Value::Number(_) | Value::Tagged(_) => {
                let spelling = text(self.value).unwrap_or_default();
                return Err(Fault::new(Kind::wrong(Unexpected::Other(&spelling), expected.to_string())));
            }
        };
        Err(Fault::invalid_type(found, expected))
    }

    fn number<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Fault> {
        let number = match self.value {
            Value::Tagged(tagged) => &tagged.value,
            value => value,
        };
        match (number.as_u64(), number.as_i64(), number.as_f64()) {
            (Some(value), _, _) => visitor.visit_u64(value),
            (None, Some(value), _) => visitor.visit_i64(value),
            (None, None, Some(value)) => visitor.visit_f64(value),
            (None, None, None) => self.wrong(&visitor),
        }
    }

    fn text<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Fault> {
        match text(self.value) {
            Some(text) => visitor.visit_str(&text),
            None => self.wrong(&visitor),
        }
    }

    fn seq<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Fault> {
        let items: &[Value] = match self.value {
            Value::Sequence(items) => items,
            Value::Null => &[],
            _ => return self.wrong(&visitor),
        };
        let mut access = Items { items, next: 0, trail: self.trail, context: self.context };
        let value = visitor.visit_seq(&mut access)?;
        if access.next < items.len() {
            return Err(Fault::new(Kind::WrongCount { count: items.len(), expected: access.next.to_string() }));
        }
        Ok(value)
    }

    fn map<'de, V: Visitor<'de>>(
        &self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let empty = Mapping::new();
        let mapping = match self.value {
            Value::Mapping(mapping) => mapping,
            Value::Null => &empty,
            _ => return self.wrong(&visitor),
        };
        let entries = mapping.iter().filter_map(|(key, value)| Some((key.as_str()?, value)));
        visitor.visit_map(Entries { entries, fields, pending: None, trail: self.trail, context: self.context })
    }

    fn variant<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Mapping(mapping) if mapping.len() == 1 => {
                let entry = mapping.iter().next().and_then(|(key, value)| Some((key.as_str()?, value)));
                match entry {
                    Some((name, value)) => {
                        let trail = Trail::Key(self.trail, name);
                        visitor.visit_enum(Variant {
                            name,
                            content: Some(De { value, trail: &trail, context: self.context }),
                        })
                    }
                    None => self.wrong(&visitor),
                }
            }
            value => match text(value) {
                Some(name) => visitor.visit_enum(Variant { name: &name, content: None::<De<'a, '_>> }),
                None => self.wrong(&visitor),
            },
        }
    }
}

/// Runs one reading step; a fault that does not know its place yet has it here.
macro_rules! reads {
    ($($method:ident => |$this:ident, $visitor:ident| $body:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value, Fault> {
            let $this = &self;
            $body.map_err(|fault: Fault| fault.at(|| self.trail.path()))
        }
    )*};
}

impl<'de> Deserializer<'de> for De<'_, '_> {
    type Error = Fault;

    reads! {
        deserialize_any => |this, visitor| match this.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) | Value::Tagged(_) => this.number(visitor),
            Value::String(text) => visitor.visit_str(text),
            Value::Sequence(_) => this.seq(visitor),
            Value::Mapping(_) => this.map(None, visitor),
        };
        deserialize_bool => |this, visitor| match this.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => this.wrong(&visitor),
        };
        deserialize_i8 => |this, visitor| this.number(visitor);
        deserialize_i16 => |this, visitor| this.number(visitor);
        deserialize_i32 => |this, visitor| this.number(visitor);
        deserialize_i64 => |this, visitor| this.number(visitor);
        deserialize_u8 => |this, visitor| this.number(visitor);
        deserialize_u16 => |this, visitor| this.number(visitor);
        deserialize_u32 => |this, visitor| this.number(visitor);
        deserialize_u64 => |this, visitor| this.number(visitor);
        deserialize_f32 => |this, visitor| this.number(visitor);
        deserialize_f64 => |this, visitor| this.number(visitor);
        deserialize_char => |this, visitor| this.text(visitor);
        deserialize_str => |this, visitor| this.text(visitor);
        deserialize_string => |this, visitor| this.text(visitor);
        deserialize_identifier => |this, visitor| this.text(visitor);
        deserialize_seq => |this, visitor| this.seq(visitor);
        deserialize_map => |this, visitor| this.map(None, visitor);
        deserialize_unit => |this, visitor| match this.value {
            Value::Null => visitor.visit_unit(),
            _ => this.wrong(&visitor),
        };
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        match (name, self.value) {
            (TEXT, _) | (AS_WRITTEN, Value::Number(_) | Value::Tagged(_)) => self.deserialize_str(visitor),
            (AS_WRITTEN, _) => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.map(Some(fields), visitor).map_err(|fault| fault.at(|| self.trail.path()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.variant(visitor).map_err(|fault| fault.at(|| self.trail.path()))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf }
}
