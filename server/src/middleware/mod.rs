//! The layers around every page, one file each, outermost first: who asks (`visitor`), what every answer carries (`headers`), frames
//! (`frames`), posts from elsewhere (`origin`); and
//! innermost, what a locked session may not do (`lock`) and what needs a fresh proof (`confirm`).

pub mod confirm;
pub mod frames;
pub mod headers;
pub mod lock;
pub mod maintenance;
pub mod origin;
pub mod time;
pub mod visitor;
