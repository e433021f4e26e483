//! Numbers and bytes written one after the other, then made one. Numbers are rounded, so that sums made in another order are the
//! same.

use lopdf::{Document, Object};
use xxhash_rust::xxh3::xxh3_128;

use super::follow;

/// Points are told apart down to this share of one.
const STEPS: f64 = 200.0;

/// What is written so far.
#[derive(Clone, Default)]
pub(super) struct Ink(Vec<u8>);

impl Ink {
    pub fn done(&self) -> u128 {
        xxh3_128(&self.0)
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    pub fn digest(&mut self, digest: u128) {
        self.0.extend_from_slice(&digest.to_le_bytes());
    }

    /// A number that is no length: a share, a scale.
    pub fn real(&mut self, value: f64) {
        self.0.extend_from_slice(&((value * 1e4).round() as i64).to_le_bytes());
    }

    /// A length or a place in points.
    pub fn points(&mut self, value: f64) {
        self.0.extend_from_slice(&((value * STEPS).round() as i64).to_le_bytes());
    }

    /// A number, or an array of numbers, in points.
    pub fn numbers(&mut self, object: &Object, file: &Document) {
        match object {
            Object::Array(items) => items.iter().for_each(|item| self.numbers(follow(file, item), file)),
            object => self.points(object.as_float().map_or(0.0, f64::from)),
        }
    }
}
