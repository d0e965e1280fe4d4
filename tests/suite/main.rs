//! The library through its public face, one file a topic. See `../README.md`.

// A helper of a test may stop it, as the test itself may.
#![allow(clippy::unwrap_used)]

mod audit;
mod boxes;
mod changes;
mod house;
mod quantities;
mod reading;
mod sentences;
mod times;
