//! Numbers that authorities give to people and places, and their check digits (topics 40, 51, 64).

pub mod dea;
pub mod npi;
