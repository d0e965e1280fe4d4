//! The library through its public face, one file a topic. See `../README.md`.

// A helper of a test may stop it, as the test itself may.
#![allow(clippy::unwrap_used)]

mod anything;
mod audit;
mod boxes;
mod changes;
mod correct;
mod drafts;
mod house;
mod language;
mod large;
mod linking;
mod quantities;
mod reading;
mod sentences;
mod time_corpus;
mod times;
