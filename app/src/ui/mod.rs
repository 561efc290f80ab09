//! The design system: what pages are made of. Plain HTML first; `style/` gives it its looks.

#[cfg(feature = "ssr")]
pub mod api;
pub mod area;
pub mod characters;
pub mod chart;
pub mod choices;
pub mod countdown;
pub mod done;
pub mod field;
pub mod findings;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod help;
pub mod long_list;
pub mod mail_wait;
pub mod moves;
pub mod opened;
pub mod password;
pub mod select;
pub mod sorry;
pub mod summary;
pub mod text;
pub mod title;
