//! The parts of a value as serde asks for them: items of a list, keys of a mapping, the words of an enum.

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, Visitor};
use serde_yaml::Value;

use super::de::{Context, De, Trail};
use super::fault::{Fault, Kind};

pub(super) struct Items<'a, 't> {
    pub(super) items: &'a [Value],
    pub(super) next: usize,
    pub(super) trail: &'t Trail<'t>,
    pub(super) context: &'t Context,
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        while let Some(value) = self.items.get(self.next) {
            let trail = Trail::Index(self.trail, self.next);
            self.next += 1;
            if !self.context.skips(&trail) {
                let read = seed.deserialize(De { value, trail: &trail, context: self.context });
                return read.map(Some).map_err(|fault| fault.at(|| trail.path()));
            }
        }
        Ok(None)
    }
}

pub(super) struct Entries<'a, 't, I> {
    pub(super) entries: I,
    pub(super) fields: Option<&'static [&'static str]>,
    pub(super) pending: Option<(&'a str, &'a Value)>,
    pub(super) trail: &'t Trail<'t>,
    pub(super) context: &'t Context,
}

impl<'a, 'de, I: Iterator<Item = (&'a str, &'a Value)>> de::MapAccess<'de> for Entries<'a, '_, I> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        for (key, value) in self.entries.by_ref() {
            let trail = Trail::Key(self.trail, key);
            if self.context.skips(&trail) {
                continue;
            }
            if let Some(allowed) = self.fields.filter(|fields| !fields.contains(&key)) {
                let fault = Fault::unknown_field(key, allowed).at(|| trail.path());
                self.context.skip.borrow_mut().insert(trail.path());
                self.context.faults.borrow_mut().push(fault);
                continue;
            }
            self.pending = Some((key, value));
            let key = StrDeserializer::<Fault>::new(key);
            return seed.deserialize(key).map(Some).map_err(|fault| fault.at(|| trail.path()));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((key, value)) = self.pending.take() else { return Err(Fault::custom("value before key")) };
        let trail = Trail::Key(self.trail, key);
        let read = seed.deserialize(De { value, trail: &trail, context: self.context });
        read.map_err(|fault| fault.at(|| trail.path()))
    }
}

pub(super) struct Variant<'n, 'a, 't> {
    pub(super) name: &'n str,
    pub(super) content: Option<De<'a, 't>>,
}

impl<'de> de::EnumAccess<'de> for Variant<'_, '_, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name = seed.deserialize(StrDeserializer::<Fault>::new(self.name))?;
        Ok((name, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, '_, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None => Ok(()),
            Some(content) => de::Deserialize::deserialize(content),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        match self.content {
            Some(content) => seed.deserialize(content),
            None => Err(Fault::new(Kind::BareVariant(self.name.to_owned()))),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        match self.content {
            Some(content) => content.deserialize_seq(visitor),
            None => Err(Fault::new(Kind::BareVariant(self.name.to_owned()))),
        }
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        match self.content {
            Some(content) => content.deserialize_struct("", fields, visitor),
            None => Err(Fault::new(Kind::BareVariant(self.name.to_owned()))),
        }
    }
}
