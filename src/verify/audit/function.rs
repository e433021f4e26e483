//! Values that a PDF function can take at its corners (ISO 32000-1, 7.10): enough to know the most ink of a gradient,
//! which is linear between them. Calculator functions are not run.

use lopdf::{Dictionary, Object};

use super::file::{File, dict_of};

/// Most values of a sampled function that are looked at.
const MOST: usize = 4_096;
/// Stitched functions in stitched functions.
const DEEPEST: usize = 8;

/// Every output at a corner of the function: start and end of an exponential one, each piece of a stitched one, each
/// sample. None where the function is of another kind or damaged.
pub(super) fn corners(file: &File<'_>, object: &Object) -> Option<Vec<Vec<f64>>> {
    at_depth(file, object, 0)
}

fn at_depth(file: &File<'_>, object: &Object, depth: usize) -> Option<Vec<Vec<f64>>> {
    if depth > DEEPEST {
        return None;
    }
    if let Object::Array(parts) = object {
        return joined(file, parts, depth);
    }
    let dict = dict_of(object)?;
    match file.integer(dict, "FunctionType")? {
        0 => sampled(file, object, dict),
        2 => Some(vec![
            file.numbers(dict, "C0").unwrap_or_else(|| vec![0.0]),
            file.numbers(dict, "C1").unwrap_or_else(|| vec![1.0]),
        ]),
        3 => {
            let mut all = Vec::new();
            for part in file.array(dict, "Functions")? {
                all.extend(at_depth(file, file.follow(part)?, depth + 1)?);
            }
            Some(all)
        }
        _ => None,
    }
}

/// A function for each component: their highest values together, since corners may fall anywhere.
fn joined(file: &File<'_>, parts: &[Object], depth: usize) -> Option<Vec<Vec<f64>>> {
    let mut low = Vec::new();
    let mut high = Vec::new();
    for part in parts {
        let values = at_depth(file, file.follow(part)?, depth + 1)?;
        let values: Vec<f64> = values.iter().filter_map(|value| value.first().copied()).collect();
        low.push(values.iter().copied().fold(f64::INFINITY, f64::min));
        high.push(values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    }
    Some(vec![low, high])
}

fn sampled(file: &File<'_>, object: &Object, dict: &Dictionary) -> Option<Vec<Vec<f64>>> {
    let stream = object.as_stream().ok()?;
    if file.integer(dict, "BitsPerSample")? != 8 {
        return None;
    }
    let range = file.numbers(dict, "Range")?;
    let outputs = range.len() / 2;
    let bytes = file.unpack(stream)?;
    let decode = file.numbers(dict, "Decode").unwrap_or_else(|| range.clone());
    let value = |(index, byte): (usize, &u8)| {
        let (low, high) =
            (decode.get(index * 2).copied().unwrap_or(0.0), decode.get(index * 2 + 1).copied().unwrap_or(1.0));
        low + f64::from(*byte) / 255.0 * (high - low)
    };
    let rows = bytes.chunks_exact(outputs.max(1)).take(MOST);
    Some(rows.map(|row| row.iter().enumerate().map(value).collect()).collect())
}
