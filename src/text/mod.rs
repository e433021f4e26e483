//! Paragraphs to positioned glyphs: shaping with a word cache, line breaking by whole paragraph, hyphenation,
//! French micro-typography, fitting. Knows nothing of decks, layouts or exporters.
//!
//! ```text
//! field ──markup──▶ Flow ──Setter::prepare──▶ Prepared ──set, fit──▶ Setting ──place──▶ scene items
//! ```
//!
//! A [`Flow`] is prepared once: typography, fonts, shaping, every place where a line may end. What is
//! [`Prepared`] is then set in any width and at any scale for next to nothing, so that fitting is a search.

mod block;
mod breaking;
mod columns;
mod compose;
mod fault;
mod fit;
mod flow;
mod french;
mod gap;
mod hyphen;
mod ladder;
pub mod markup;
mod part;
mod place;
mod prepare;
mod runs;
mod script;
mod segment;
mod setter;
mod setting;
mod shape;
mod spans;
mod words;

pub use columns::{ColumnFill, Columns};
pub use fault::Fault;
pub use fit::{Fit, Overflow, TooWide};
pub use flow::{
    Align, CharStyle, Direction, Edge, Exceptions, Flow, Hyphenation, Icon, Inline, LastLine, Marker, Paragraph,
    ParagraphStyle,
};
pub use french::French;
pub use prepare::Prepared;
pub use script::is_rtl;
pub use setter::Setter;
pub use setting::{Line, Setting, VAlign};
