//! On which side lines stand and from which they are written, as layouts say it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{Align, Direction};

/// From which side text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DirectionSpec {
    /// As the language is.
    #[default]
    Language,
    /// As the first letter is.
    Words,
    /// From the left.
    Ltr,
    /// From the right.
    Rtl,
}

/// Alignment of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AlignSpec {
    /// Where reading starts.
    #[default]
    Start,
    /// Where reading ends.
    End,
    /// In the middle.
    Center,
    /// On both sides.
    Justify,
    /// On the left, whatever the script.
    Left,
    /// On the right, whatever the script.
    Right,
}

pub(super) const fn direction(spec: DirectionSpec) -> Direction {
    match spec {
        DirectionSpec::Language => Direction::Language,
        DirectionSpec::Words => Direction::Words,
        DirectionSpec::Ltr => Direction::LeftToRight,
        DirectionSpec::Rtl => Direction::RightToLeft,
    }
}

pub(super) const fn align(spec: AlignSpec) -> Align {
    match spec {
        AlignSpec::Start => Align::Start,
        AlignSpec::End => Align::End,
        AlignSpec::Center => Align::Center,
        AlignSpec::Justify => Align::Justify,
        AlignSpec::Left => Align::Left,
        AlignSpec::Right => Align::Right,
    }
}
