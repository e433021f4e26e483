//! Writing files, and what Ctrl-C may do while one is written. Knows nothing of what is in them.

use std::io;
use std::path::Path;
use std::process;
use std::sync::{Mutex, PoisonError};

use massicot::world::write_atomically;

/// Held while a file is being written and renamed.
static WRITING: Mutex<()> = Mutex::new(());

/// What shells expect of a program that an interruption ended: 128 and the number of SIGINT.
const INTERRUPTED: i32 = 130;

/// From now on Ctrl-C (and SIGTERM) ends the program between two files: the one being written is finished first, so
/// that neither a half one nor its temporary name is left.
pub fn end_between_files() {
    // Without a handler the program ends at once, as it did before: nothing half is there under a final name.
    let _ = ctrlc::set_handler(|| {
        let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        process::exit(INTERRUPTED);
    });
}

/// Writes a file whole or not at all.
///
/// # Errors
/// What the file system says.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _whole = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    write_atomically(path, bytes)
}
