//! The job ticket: what a print shop must know of a delivery, as data for programs and as one page for people. Knows scenes
//! for its pictures, no decks.

mod data;
mod page;
mod pen;
mod words;

pub use data::{Ask, Component, Figure, Order, PageLook, Plate, Ticket, TicketFile};
pub use page::{Picture, Sheet};
pub(crate) use pen::{GREY, Pen, Style};
