//! The real disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::World;

/// Reads from the disk.
#[derive(Debug, Default)]
pub struct DiskWorld {
    read: Mutex<BTreeSet<PathBuf>>,
}

impl DiskWorld {
    /// A world that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }
}

impl World for DiskWorld {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        fs::read(path).map(Arc::from)
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<_> =
            entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        paths
    }

    fn walk(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let below = entries.filter_map(Result::ok).map(|entry| entry.path());
        let mut paths: Vec<_> =
            below.flat_map(|path| if path.is_dir() { self.walk(&path) } else { vec![path] }).collect();
        paths.sort();
        paths
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn was_read(&self) -> Vec<PathBuf> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// Writes `bytes` to `path`: first under a temporary name in the same folder, then renamed, so that an
/// interrupted run leaves the old file or none, never half of one. Missing folders are made.
///
/// # Errors
/// What the file system says; the temporary file is removed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to tell; a temporary file that cannot be removed adds nothing to it.
        let _ = fs::remove_file(&temporary);
    }
    written
}
