//! How many chat windows each sender has open: one that opens more than its share would leave no room for others.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use rustc_hash::FxHashMap;

use super::Refusal;

/// Windows that are open, by the address they came from.
#[derive(Clone, Default)]
pub struct Windows(Arc<Mutex<FxHashMap<IpAddr, u32>>>);

/// A window that is open; it counts until it is dropped.
pub struct Window {
    windows: Windows,
    sender: IpAddr,
}

impl Windows {
    /// One window more of a sender, who may have so many.
    pub fn open(&self, sender: IpAddr, most: u32) -> Result<Window, Refusal> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(sender).or_default();
        if *count >= most {
            let why = format!("{count} chat windows are open at your address, and no more may be; close one");
            return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "too-many-windows", why));
        }
        *count += 1;
        Ok(Window { windows: self.clone(), sender })
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let mut open = self.windows.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.sender) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.sender);
            }
        }
    }
}
