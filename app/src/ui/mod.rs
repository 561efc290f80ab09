//! The design system: what pages are made of. Plain HTML first; `style/` gives it its looks.

pub mod field;
pub mod findings;
pub mod frame;
pub mod moves;
pub mod password;
pub mod sorry;
pub mod text;
