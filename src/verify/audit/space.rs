//! Colour spaces of a file (ISO 32000-1, 8.6), read into one tree. Knows no page.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, dict_of, shown};
use super::profile::Profile;

/// Spaces in spaces deeper than this are loops.
const DEEPEST: usize = 8;

/// A colour space.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Space {
    Gray,
    Rgb,
    Cmyk,
    CalGray,
    CalRgb,
    Lab,
    Icc(Rc<Icc>),
    Indexed {
        base: Rc<Self>,
        table: Rc<[u8]>,
    },
    Separation(Rc<Separation>),
    DeviceN(Rc<DeviceN>),
    Pattern(Option<Rc<Self>>),
    /// What is no colour space, in words.
    Unknown(String),
}

/// A profile as a colour space.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Icc {
    /// The stream.
    pub object: Option<ObjectId>,
    /// Components that the dictionary announces.
    pub n: i64,
    /// What the profile itself says; none where it cannot be read.
    pub profile: Option<Profile>,
}

/// One ink.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Separation {
    pub name: Rc<str>,
    pub alternate: Rc<Space>,
    /// The alternate space and the tint transform, so that two definitions can be compared.
    pub definition: Rc<str>,
}

/// Several inks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeviceN {
    pub names: Vec<Rc<str>>,
    pub alternate: Rc<Space>,
    /// Definitions of single inks, where the space brings them along (`Colorants`).
    pub colorants: Vec<Rc<Space>>,
}

impl Space {
    /// How many numbers make a colour.
    pub fn components(&self) -> usize {
        match self {
            Self::Gray | Self::CalGray | Self::Indexed { .. } | Self::Separation(_) => 1,
            Self::Rgb | Self::CalRgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Icc(icc) => usize::try_from(icc.n).unwrap_or(0),
            Self::DeviceN(inks) => inks.names.len(),
            Self::Pattern(base) => base.as_ref().map_or(0, |base| base.components()),
            Self::Unknown(_) => 0,
        }
    }

    /// The space, the spaces it is built on, and so on.
    pub fn all(&self) -> Vec<&Self> {
        let mut list = vec![self];
        match self {
            Self::Indexed { base, .. } | Self::Pattern(Some(base)) => list.extend(base.all()),
            Self::Separation(ink) => list.extend(ink.alternate.all()),
            Self::DeviceN(inks) => {
                list.extend(inks.alternate.all());
                list.extend(inks.colorants.iter().flat_map(|ink| ink.all()));
            }
            _ => {}
        }
        list
    }

    /// What it is called in the standard.
    pub fn label(&self) -> String {
        match self {
            Self::Gray => "DeviceGray".into(),
            Self::Rgb => "DeviceRGB".into(),
            Self::Cmyk => "DeviceCMYK".into(),
            Self::CalGray => "CalGray".into(),
            Self::CalRgb => "CalRGB".into(),
            Self::Lab => "Lab".into(),
            Self::Icc(icc) => match icc.n {
                1 => "ICC (gris)".into(),
                3 => "ICC (RVB)".into(),
                4 => "ICC (CMJN)".into(),
                n => format!("ICC ({n})"),
            },
            Self::Indexed { base, .. } => format!("Indexed {}", base.label()),
            Self::Separation(ink) => format!("Separation {}", ink.name),
            Self::DeviceN(inks) => format!("DeviceN {}", inks.names.join(", ")),
            Self::Pattern(_) => "Pattern".into(),
            Self::Unknown(name) => name.clone(),
        }
    }
}

/// Reads colour spaces, each object once.
#[derive(Default)]
pub(super) struct Spaces {
    known: BTreeMap<ObjectId, Rc<Space>>,
    profiles: BTreeMap<ObjectId, Rc<Icc>>,
}

impl Spaces {
    /// A space by its object; `resources` holds the names that pages give to spaces, defaults among them.
    pub fn read(&mut self, file: &File<'_>, object: &Object, resources: Option<&Dictionary>) -> Rc<Space> {
        self.at_depth(file, object, resources, 0)
    }

    /// A space by its name.
    pub fn named(&mut self, file: &File<'_>, name: &[u8], resources: Option<&Dictionary>) -> Rc<Space> {
        self.name(file, name, resources, 0)
    }

    fn at_depth(&mut self, file: &File<'_>, object: &Object, res: Option<&Dictionary>, depth: usize) -> Rc<Space> {
        if depth > DEEPEST {
            return Rc::new(Space::Unknown("…".into()));
        }
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return known.clone();
        }
        let space = match file.follow(object) {
            Some(Object::Name(name)) => return self.name(file, name, res, depth),
            Some(Object::Array(entries)) => self.array(file, entries, res, depth),
            other => Space::Unknown(other.map_or("null", Object::enum_variant).to_owned()),
        };
        let space = Rc::new(space);
        if let Some(id) = id {
            self.known.insert(id, space.clone());
        }
        space
    }

    fn name(&mut self, file: &File<'_>, name: &[u8], res: Option<&Dictionary>, depth: usize) -> Rc<Space> {
        let listed = res.and_then(|res| file.dict(res, "ColorSpace"));
        let device = match name {
            b"DeviceGray" | b"G" => Some((Space::Gray, "DefaultGray")),
            b"DeviceRGB" | b"RGB" => Some((Space::Rgb, "DefaultRGB")),
            b"DeviceCMYK" | b"CMYK" => Some((Space::Cmyk, "DefaultCMYK")),
            _ => None,
        };
        if let Some((space, default)) = device {
            let default = listed.and_then(|listed| listed.get(default.as_bytes()).ok());
            return match default {
                Some(object) => self.at_depth(file, object, None, depth + 1),
                None => Rc::new(space),
            };
        }
        if name == b"Pattern" {
            return Rc::new(Space::Pattern(None));
        }
        match listed.and_then(|listed| listed.get(name).ok()) {
            Some(object) => self.at_depth(file, object, res, depth + 1),
            None => Rc::new(Space::Unknown(shown(name))),
        }
    }

    fn array(&mut self, file: &File<'_>, entries: &[Object], res: Option<&Dictionary>, depth: usize) -> Space {
        let kind = entries.first().and_then(|kind| file.follow(kind)?.as_name().ok()).unwrap_or_default();
        let mut sub = |index: usize| entries.get(index).map(|entry| self.at_depth(file, entry, res, depth + 1));
        let unknown = || Space::Unknown(shown(kind));
        match kind {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"G" | b"RGB" | b"CMYK" => {
                (*self.name(file, kind, res, depth)).clone()
            }
            b"CalGray" => Space::CalGray,
            b"CalRGB" => Space::CalRgb,
            b"Lab" => Space::Lab,
            b"ICCBased" => entries.get(1).map_or_else(unknown, |stream| Space::Icc(self.icc(file, stream))),
            b"Indexed" | b"I" => match sub(1) {
                Some(base) => Space::Indexed { base, table: table(file, entries.get(3)) },
                None => unknown(),
            },
            b"Pattern" => Space::Pattern(sub(1)),
            b"Separation" => match (entries.get(1).and_then(|name| file.follow(name)?.as_name().ok()), sub(2)) {
                (Some(name), Some(alternate)) => {
                    let parts = entries.get(2..4).unwrap_or_default();
                    let definition = parts.iter().map(|part| written(file, part, 0)).collect::<String>().into();
                    Space::Separation(Rc::new(Separation { name: shown(name).into(), alternate, definition }))
                }
                _ => unknown(),
            },
            b"DeviceN" => self.device_n(file, entries, res, depth).unwrap_or_else(unknown),
            _ => unknown(),
        }
    }

    fn device_n(
        &mut self,
        file: &File<'_>,
        entries: &[Object],
        res: Option<&Dictionary>,
        depth: usize,
    ) -> Option<Space> {
        let names = file.follow(entries.get(1)?)?.as_array().ok()?;
        let names = names.iter().map(|name| Some(shown(file.follow(name)?.as_name().ok()?).into()));
        let names = names.collect::<Option<Vec<Rc<str>>>>()?;
        let alternate = self.at_depth(file, entries.get(2)?, res, depth + 1);
        let listed = entries.get(4).and_then(|attributes| file.dict(dict_of(file.follow(attributes)?)?, "Colorants"));
        let colorants = listed.into_iter().flat_map(Dictionary::iter);
        let colorants = colorants.map(|(_, object)| self.at_depth(file, object, res, depth + 1)).collect();
        Some(Space::DeviceN(Rc::new(DeviceN { names, alternate, colorants })))
    }

    fn icc(&mut self, file: &File<'_>, object: &Object) -> Rc<Icc> {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.profiles.get(&id)) {
            return known.clone();
        }
        let stream = file.follow(object).and_then(|object| object.as_stream().ok());
        let n = stream.and_then(|stream| file.integer(&stream.dict, "N")).unwrap_or(0);
        let profile = stream.and_then(|stream| Profile::read(&file.unpack(stream)?));
        let icc = Rc::new(Icc { object: id, n, profile });
        if let Some(id) = id {
            self.profiles.insert(id, icc.clone());
        }
        icc
    }
}

fn table(file: &File<'_>, object: Option<&Object>) -> Rc<[u8]> {
    let bytes = match object.and_then(|object| file.follow(object)) {
        Some(Object::String(bytes, _)) => bytes.clone(),
        Some(Object::Stream(stream)) => file.unpack(stream).unwrap_or_default(),
        _ => Vec::new(),
    };
    bytes.into()
}

/// An object as text, references written out, so that two that say the same read the same.
fn written(file: &File<'_>, object: &Object, depth: usize) -> String {
    if depth > DEEPEST {
        return "…".into();
    }
    let entries = |dict: &Dictionary| {
        let mut entries: Vec<_> =
            dict.iter().filter(|(key, _)| !matches!(key.as_slice(), b"Length" | b"Filter" | b"DecodeParms")).collect();
        entries.sort_by_key(|(key, _)| (*key).clone());
        entries
            .iter()
            .map(|(key, value)| format!("/{} {}", shown(key), written(file, value, depth + 1)))
            .collect::<String>()
    };
    match file.follow(object) {
        None => "null ".into(),
        Some(Object::Array(list)) => {
            let list: String = list.iter().map(|entry| written(file, entry, depth + 1)).collect();
            format!("[{list}] ")
        }
        Some(Object::Dictionary(dict)) => format!("<<{}>> ", entries(dict)),
        Some(Object::Stream(stream)) => {
            let bytes = file.unpack(stream).unwrap_or_default();
            format!("<<{}>>{} ", entries(&stream.dict), shown(&bytes))
        }
        Some(Object::Integer(value)) => format!("{:.4} ", *value as f64),
        Some(Object::Real(value)) => format!("{value:.4} "),
        Some(other) => format!("{other:?} "),
    }
}
