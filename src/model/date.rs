//! Calendar dates, as kits write them.

use std::fmt;
use std::str::FromStr;

use crate::diag::Lang;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    const fn days_in_month(year: u16, month: u8) -> u8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// `23 novembre 2026`, `1er mars 2026`, `23 November 2026`.
    pub fn long(self, lang: Lang) -> String {
        let month = usize::from(self.month).saturating_sub(1);
        let name = |names: &[&'static str; 12]| names.get(month).copied().unwrap_or_default();
        match (lang, self.day) {
            (Lang::Fr, 1) => format!("1er {} {}", name(&FRENCH), self.year),
            (Lang::Fr, day) => format!("{day} {} {}", name(&FRENCH), self.year),
            (Lang::En, day) => format!("{day} {} {}", name(&ENGLISH), self.year),
        }
    }
}

/// Writes `YYYY-MM-DD` (ISO 8601).
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads `YYYY-MM-DD`, days that exist only.
impl FromStr for Date {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
            part.and_then(|part| part.parse::<u16>().ok()).ok_or(())
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let (month, day) = (u8::try_from(month).map_err(|_| ())?, u8::try_from(day).map_err(|_| ())?);
        let exists = (1..=12).contains(&month) && day >= 1 && day <= Self::days_in_month(year, month);
        if exists && parts.next().is_none() { Ok(Self { year, month, day }) } else { Err(()) }
    }
}
