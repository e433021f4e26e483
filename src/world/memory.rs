//! A world of files in memory: tests, and one day the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::World;

/// Files by path.
#[derive(Debug, Default)]
pub struct MemoryWorld {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
    read: Mutex<BTreeSet<PathBuf>>,
}

impl MemoryWorld {
    /// A world without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; an earlier one of that path is replaced.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) -> Self {
        self.insert(path, bytes);
        self
    }

    /// Adds a file; an earlier one of that path is replaced.
    pub fn insert(&mut self, path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) {
        self.files.insert(tidy(&path.into()), Arc::from(bytes.as_ref()));
    }
}

/// The path without `.` and with `..` resolved, as a disk would see it.
fn tidy(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if result.file_name().is_some() => {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}

impl World for MemoryWorld {
    fn read(&self, path: &Path) -> io::Result<Arc<[u8]>> {
        let path = tidy(path);
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        self.files.get(&path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let folder = tidy(folder);
        self.files.keys().filter(|path| path.parent() == Some(&folder)).cloned().collect()
    }

    fn walk(&self, folder: &Path) -> Vec<PathBuf> {
        let folder = tidy(folder);
        self.files.keys().filter(|path| path.starts_with(&folder)).cloned().collect()
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.contains_key(&tidy(path))
    }

    fn was_read(&self) -> Vec<PathBuf> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
