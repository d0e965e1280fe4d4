//! The real binary: arguments, streams, exit codes. See `../README.md`.

// A helper of a test may stop it, as the test itself may.
#![allow(clippy::unwrap_used)]

mod base;
mod baseline;
mod broken;
mod cache;
mod comfort;
mod config;
mod editor;
mod explain;
mod fix;
mod formats;
mod hostile;
mod init;
mod input;
mod kb;
mod kit;
mod pages;
#[cfg(unix)]
mod readme;
mod sandbox;
mod schemas;
mod server;
mod spans;
mod statistics;
mod stream;
#[cfg(unix)]
mod watch;
mod word;
