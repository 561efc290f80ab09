//! `/settings`: tiles, each with a line on how things stand.

pub mod view;
