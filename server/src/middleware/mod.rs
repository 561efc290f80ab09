//! The layers around every page, one file each, outermost first: who asks (`visitor`), what every answer carries (`headers`), frames
//! (`frames`), posts from elsewhere (`origin`).

pub mod frames;
pub mod headers;
pub mod origin;
pub mod visitor;
