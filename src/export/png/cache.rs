//! What pages share, kept as long as there is room. A cache saves time and never changes a pixel.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by key, the least recently used dropped first when their weight exceeds the room.
pub struct Cache<K, V> {
    room: u64,
    state: Mutex<State<K, V>>,
}

struct State<K, V> {
    entries: HashMap<K, Entry<V>>,
    weight: u64,
    clock: u64,
}

struct Entry<V> {
    value: Arc<V>,
    weight: u64,
    used: u64,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    /// An empty cache for values of `room` bytes together.
    pub fn new(room: u64) -> Self {
        Self { room, state: Mutex::new(State { entries: HashMap::new(), weight: 0, clock: 0 }) }
    }

    /// The value kept under `key`.
    pub fn get(&self, key: &K) -> Option<Arc<V>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.clock += 1;
        let now = state.clock;
        let entry = state.entries.get_mut(key)?;
        entry.used = now;
        Some(entry.value.clone())
    }

    /// Keeps a value of `weight` bytes. One that would fill the room alone is not kept.
    pub fn put(&self, key: K, value: Arc<V>, weight: u64) {
        if weight > self.room {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.clock += 1;
        let used = state.clock;
        if let Some(old) = state.entries.insert(key, Entry { value, weight, used }) {
            state.weight -= old.weight;
        }
        state.weight += weight;
        while state.weight > self.room {
            let Some(oldest) = state.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone())
            else {
                return;
            };
            if let Some(entry) = state.entries.remove(&oldest) {
                state.weight -= entry.weight;
            }
        }
    }
}
