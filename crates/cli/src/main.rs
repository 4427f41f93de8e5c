//! The `wallet-help` command.
fn main() {}
