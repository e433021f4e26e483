//! How a box takes a long text: as it is written in a layout. Knows no text.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::super::{ColumnsSpec, Expr, OneOr, Short};

/// A long text: `flow: "{text}"`, or with its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSpec {
    /// The text in Markdown, or the name of a file that holds it.
    pub value: Expr,
    /// Names in braces in the text stand for what the card says.
    pub names: bool,
    /// Columns of the box.
    pub columns: Option<ColumnsSpec>,
    /// What happens when the box is too small.
    pub overflow: OverflowSpec,
}

/// What happens when a box is too small for its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OverflowSpec {
    /// It goes on on the next page.
    #[default]
    Page,
    /// A fault.
    Error,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// The text in Markdown, or a file that holds it: "{text}", text.md.
    value: Expr,
    /// Names in braces in the text stand for what the card says.
    #[serde(default)]
    names: bool,
    /// Columns of the box: 2, or { count: 2, gap: 6mm, fill: full }.
    columns: Option<ColumnsSpec>,
    /// What happens when the box is too small: page (it goes on on the next page) or error.
    #[serde(default)]
    overflow: OverflowSpec,
}

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self { value, names: false, columns: None, overflow: OverflowSpec::default() }
    }
}

impl<'de> Deserialize<'de> for FlowSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, names, columns, overflow } = OneOr::settings(deserializer)?;
        Ok(Self { value, names, columns, overflow })
    }
}

impl JsonSchema for FlowSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Flow".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOr::<Written>::json_schema(generator)
    }
}

/// The file that a value names; none where it is the text itself.
pub(super) fn file_of(value: &str) -> Option<&str> {
    let name = value.trim();
    (name.ends_with(".md") && !name.contains('\n')).then_some(name)
}
