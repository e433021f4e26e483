//! Second opinions on finished work: independent readers look at what the exporters made. Knows no layouts.

pub mod codes;
pub mod pdf;
pub mod qr;
pub mod solid;
