//! Words in a box: markup read, set in a type style, fitted as the box says.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::fit::{FitSpec, SameSpec};
use super::sides::AlignSpec;
use super::tone::Digits;
use super::{
    ColumnsSpec, Context, Drawn, Expr, Frame, GridLines, IconSpec, OneOr, Room, Scope, Short, Stocked, Theme, fill,
    lettering,
};
use crate::diag::{Diagnostics, Say};
use crate::geom::{Length, Rect, Size};
use crate::say;
use crate::scene::{Item, Origin, Side};
use crate::text::markup;
use crate::text::{CharStyle, Fit, Flow, Icon, Overflow, Prepared, Setting, VAlign};

/// Words: `text: "{title}"`, or with style and fitting.
#[derive(Clone, Debug, PartialEq)]
pub struct TextSpec {
    /// The words, with inline markup.
    pub value: Expr,
    /// A type style of the layout (`text` without one).
    pub style: String,
    /// What happens when the box is too small.
    pub fit: FitSpec,
    /// Where the words stand in a box that is higher.
    pub valign: ValignSpec,
    /// Alignment other than the style's.
    pub align: Option<AlignSpec>,
    /// The upper edge is the top of the capitals, the lower one the last baseline, not the line box.
    pub trim: bool,
    /// Columns inside the box.
    pub columns: Option<ColumnsSpec>,
}

/// Where words stand in a box that is higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValignSpec {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    /// The words, with names in braces and inline markup: **bold**, *italic*, [links](https://…), :icons:.
    value: Expr,
    /// A type style of the layout.
    style: Option<String>,
    /// What happens when the box is too small: fixed (a fault), grow, a size such as 9pt down to which letters may
    /// shrink, or such a size with more: { min: 9pt, same: deck }.
    #[serde(default)]
    fit: FitSpec,
    /// Where the words stand in a box that is higher.
    #[serde(default)]
    valign: ValignSpec,
    /// Alignment other than the style's.
    align: Option<AlignSpec>,
    /// Measure from the top of the capitals to the last baseline instead of the line boxes.
    #[serde(default)]
    trim: bool,
    /// Columns inside the box: 2, or { count: 2, gap: 4mm, fill: full }.
    columns: Option<ColumnsSpec>,
}

/// The type style of words that name none.
const DEFAULT_STYLE: &str = "text";

impl Short for Written {
    fn short(value: Expr) -> Self {
        Self {
            value,
            style: None,
            fit: FitSpec::default(),
            valign: ValignSpec::default(),
            align: None,
            trim: false,
            columns: None,
        }
    }
}

impl<'de> Deserialize<'de> for TextSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, style, fit, valign, align, trim, columns } = OneOr::settings(deserializer)?;
        Ok(Self { value, style: style.unwrap_or_else(|| DEFAULT_STYLE.to_owned()), fit, valign, align, trim, columns })
    }
}

impl JsonSchema for TextSpec {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        OneOr::<Written>::json_schema(generator)
    }
}

/// Words, shaped, not yet broken into lines.
#[derive(Debug)]
pub struct BoundText {
    prepared: Prepared,
    fit: FitSpec,
    /// The name of the type style.
    style: String,
    /// From baseline to baseline.
    leading: Length,
    /// No letters smaller than this.
    floor: Length,
    valign: VAlign,
    /// What sizes are multiplied by at most, on the way to a size that fits.
    scale: f64,
    /// What others with whom it shares its size hold that factor at.
    cap: f64,
    /// The baseline grid it lies on.
    grid: Option<GridLines>,
    /// The lines in the frame, once that is known.
    set: Option<Result<Setting, Box<Overflow>>>,
}

impl TextSpec {
    /// The drawings that words of one card ask for by `:name:`, in the colour of their style.
    pub fn drawings(&self, theme: &Theme, scope: &dyn Scope) -> Vec<Drawn> {
        let Ok(text) = self.value.fill(scope) else { return Vec::new() };
        let Some(style) = theme.style(&self.style) else { return Vec::new() };
        let inks = lettering::inks(&text, style, theme, scope);
        let each = |name| inks.iter().map(move |ink| (IconSpec::file(name), Some(*ink)));
        icon_names(&text).flat_map(each).collect()
    }

    pub(super) fn bind(
        &self,
        context: &Context<'_>,
        scope: &dyn Scope,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<BoundText> {
        let style = context.theme.style(&self.style)?;
        let words = match context.theme.digits {
            Some(digits) => fill(&self.value, &Digits { scope, digits }, origin, diagnostics)?,
            None => fill(&self.value, scope, origin, diagnostics)?,
        };
        let theme = context.theme;
        let lang = self.value.names().find_map(|name| scope.lang(name));
        let paragraph = Arc::new(lettering::paragraph(style, self.align, lang.unwrap_or_else(|| theme.lang.clone())));
        let styles = match lettering::styles(style, paragraph.clone(), theme, scope) {
            Ok(styles) => styles,
            Err(fault) => {
                diagnostics.push(theme.color_diagnostic(&fault, origin));
                return None;
            }
        };
        let icon = |name: &str, letters: &Arc<CharStyle>| icon(context, name, letters);
        let run = |name: &str| {
            let run = theme.run(style, name)?;
            lettering::styles(&run, paragraph.clone(), theme, scope)
                .map_err(|fault| theme.color_diagnostic(&fault, origin))
        };
        let paragraphs = match markup::parse_with(&words, &styles, &icon, &run) {
            Ok(paragraphs) => paragraphs,
            Err(faults) => {
                diagnostics.extend(faults.into_iter().map(|fault| origin.mark(fault.diagnostic)));
                return None;
            }
        };
        let mut flow = Flow::from(paragraphs);
        if self.trim {
            flow.edge = crate::text::Edge::Capitals;
        }
        flow.columns = self.columns.map(|columns| columns.0).unwrap_or_default();
        let grid = theme.grid.filter(|_| style.spec.on_grid == Some(true));
        flow.grid = grid.map(|grid| grid.step);
        match context.setter.prepare(&flow) {
            Ok(prepared) => {
                let floor = style.spec.floor.unwrap_or_default();
                let (fit, leading, valign) = (self.fit, style.leading, self.valign());
                let style = self.style.clone();
                Some(BoundText { prepared, fit, style, leading, floor, valign, scale: 1.0, cap: 1.0, set: None, grid })
            }
            Err(faults) => {
                diagnostics.extend(faults.iter().map(|fault| origin.mark(fault.diagnostic())));
                None
            }
        }
    }

    const fn valign(&self) -> VAlign {
        match self.valign {
            ValignSpec::Top => VAlign::Top,
            ValignSpec::Middle => VAlign::Middle,
            ValignSpec::Bottom => VAlign::Bottom,
        }
    }
}

/// The names between colons that may be icons: `:clock:`.
pub(super) fn icon_names(text: &str) -> impl Iterator<Item = &str> {
    let fits = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
    };
    text.split(':').skip(1).filter(move |name| fits(name))
}

/// A drawing of the stock as a letter: as high as capitals and a little more, standing on the baseline.
pub(super) fn icon(context: &Context<'_>, name: &str, letters: &Arc<CharStyle>) -> Option<Icon> {
    const HEIGHT: f64 = 0.85;
    let stocked = context.stock.get(&(IconSpec::file(name), Some(letters.color)))?;
    let Stocked::Drawing { artwork, size, .. } = *stocked else { return None };
    Some(Icon {
        artwork,
        bounds: Rect::of_size(size),
        width: HEIGHT * (size.width / size.height),
        height: HEIGHT,
        rise: -0.09,
        style: letters.clone(),
        alt: None,
    })
}

impl BoundText {
    /// How many words.
    pub fn words(&self) -> usize {
        self.prepared.words()
    }

    pub(super) fn measure(&self, width: Option<Length>, height: Option<Length>, room: Room) -> Size {
        let width = width.unwrap_or_else(|| match room {
            Room::Definite(room) => (self.prepared.max_content_width() * self.scale).min(room),
            Room::Min => self.prepared.min_content_width() * self.scale,
            Room::Max => self.prepared.max_content_width() * self.scale,
        });
        Size::new(width, height.unwrap_or_else(|| self.prepared.set(width, self.scale).height))
    }

    /// How it takes its room.
    pub const fn fit(&self) -> FitSpec {
        self.fit
    }

    /// The name of its type style.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// The smallest factor that its size may be multiplied by.
    pub fn least_factor(&self) -> f64 {
        match self.fit {
            FitSpec::Shrink { min, .. } => self.prepared.scale_of(min.max(self.floor)).min(1.0),
            FitSpec::Fixed | FitSpec::Grow => 1.0,
        }
    }

    /// Holds the letters at `factor` times their size at most: down to a tenth of a point, not under their minimum.
    pub fn hold(&mut self, factor: f64) {
        let factor = factor.min(self.cap);
        let tenths = (self.prepared.size().to_pt() * factor * 10.0 + 1e-6).floor();
        let scale = self.prepared.scale_of(Length::pt(tenths / 10.0));
        self.scale = if factor < 1.0 { scale.clamp(self.least_factor(), 1.0) } else { 1.0 };
        self.set = None;
    }

    /// True for words that are set at one size all over their deck.
    pub const fn shares_size(&self) -> bool {
        matches!(self.fit, FitSpec::Shrink { same: SameSpec::Deck, .. })
    }

    /// Holds the letters at `factor` times their size at most, from now on.
    pub fn cap(&mut self, factor: f64) {
        self.cap = factor;
        self.hold(factor);
    }

    /// Breaks the words into lines for a frame, at the size they are held at, or smaller where `shrink` allows it.
    /// True when all has room.
    pub fn settle(&mut self, frame: &Rect, shrink: bool) -> bool {
        let fit = match self.fit {
            FitSpec::Shrink { min, .. } if shrink => Fit::Shrink { min: min.max(self.floor) },
            FitSpec::Shrink { .. } | FitSpec::Fixed | FitSpec::Grow => Fit::Fixed,
        };
        let fitted = match self.grid {
            Some(grid) => self.prepared.above_grid(grid.below(frame.y)).fit_from(frame.size(), fit, self.scale),
            None => self.prepared.fit_from(frame.size(), fit, self.scale),
        };
        self.set.insert(fitted.map_err(Box::new)).is_ok()
    }

    /// The lines in the frame, or what has no room in it; none before they are settled.
    pub(super) fn settled(&self) -> Option<Result<&Setting, &Overflow>> {
        self.set.as_ref().map(|set| set.as_ref().map_err(|over| &**over))
    }

    /// Size of the smallest letters as the type style says it.
    pub(super) fn letters(&self) -> Length {
        self.prepared.size()
    }

    /// From baseline to baseline as the type style says it.
    pub(super) const fn leading(&self) -> Length {
        self.leading
    }

    /// The factor at which the words have room; none before they are settled and where they have none.
    pub fn factor(&self) -> Option<f64> {
        Some(self.set.as_ref()?.as_ref().ok()?.scale)
    }

    pub(super) fn place(&self, context: &Context<'_>, frame: &Frame<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
        match &self.set {
            None => Vec::new(),
            Some(Ok(setting)) => setting.place(frame.content, self.valign),
            Some(Err(overflow)) => {
                let mut fault = overflow.diagnostic();
                fault.message = located(&fault.message, context.side, frame.name);
                fault.hints.extend(overflow.fits_at.and_then(|size| self.shrinking(size, frame.name)));
                diagnostics.push(frame.origin.mark(fault));
                Vec::new()
            }
        }
    }

    /// How to let the letters shrink to `size`; none where the box or the style forbids it.
    fn shrinking(&self, size: Length, name: &str) -> Option<Say> {
        if self.fit != FitSpec::Fixed || size < self.floor {
            return None;
        }
        let size = (size.to_pt() * 10.0).round() / 10.0;
        Some(say!(
            "`fit: {size}pt` laisse les lettres du cadre « {name} » rétrécir jusque-là",
            "`fit: {size}pt` lets the letters in the box “{name}” shrink that far"
        ))
    }
}

/// A fault with the face and the frame it is met in.
fn located(message: &Say, side: Option<Side>, name: &str) -> Say {
    let Say { fr, en } = message;
    match side {
        Some(Side::Front) => say!("recto, cadre « {name} » : {fr}", "front, box “{name}”: {en}"),
        Some(Side::Back) => say!("verso, cadre « {name} » : {fr}", "back, box “{name}”: {en}"),
        None => say!("cadre « {name} » : {fr}", "box “{name}”: {en}"),
    }
}
