//! The only door to the disk. Records what was read, so that a watcher knows what a result depends on.

mod disk;
mod memory;

pub use disk::{DiskWorld, write_atomically};
pub use memory::MemoryWorld;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the compiler may ask of its surroundings. Paths are those of the caller, absolute or relative to where it stands.
pub trait World: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// What the file system says: not found, not readable.
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>>;

    /// The files of a folder, not of its sub-folders, sorted by name. A folder that does not exist has none.
    fn list(&self, folder: &Path) -> Vec<PathBuf>;

    /// The files of a folder and of all folders below it, sorted by path. A folder that does not exist has none.
    fn walk(&self, folder: &Path) -> Vec<PathBuf>;

    /// True when there is a file at `path`.
    fn is_file(&self, path: &Path) -> bool;

    /// Every path read so far, sorted, each once.
    fn was_read(&self) -> Vec<PathBuf>;
}
