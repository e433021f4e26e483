//! What the standards of print ask of a file, clause by clause, and how each is met. One file per standard.
//! Lists only: the exporter keeps them, `verify::pdfx` reads finished files against those that are enforced.

mod x1a;
mod x4;

use super::Standard;

/// How a clause is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The exporter keeps it, and every press file is read back and held against it.
    Enforced,
    /// Met because the exporter has no way to write what it forbids; it is not looked for.
    Unused,
    /// Neither kept on purpose nor looked for.
    Open,
}

/// One demand of a standard, in words of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its name in messages: `output-intent`.
    pub id: &'static str,
    /// What it asks.
    pub asks: &'static str,
    /// How it is met.
    pub mark: Mark,
}

const fn clause(id: &'static str, mark: Mark, asks: &'static str) -> Clause {
    Clause { id, asks, mark }
}

/// The clauses of a standard; none for no standard.
pub const fn clauses(standard: Standard) -> &'static [Clause] {
    match standard {
        Standard::None => &[],
        Standard::X4 => x4::CLAUSES,
        Standard::X1a2003 => x1a::CLAUSES,
    }
}
