//! Edit levels and permissions (topics 14, 15 and 44): who may do what.
//!
//! There are three axes, and none is derived from another. The **edit level** says what somebody may do with what a practice keeps of its patients; which level
//! may what is data, the practice's own [matrix](model::Matrix). **Administrators** look after accounts and settings, and see no more of patients for it.
//! **Emergency access** (`crate::emergency`) gives somebody both for a while.
//!
//! Whether somebody may is asked in one place, [`permission::require`], about a [`permission::Permission`]. A page has its permission in the URL table; what has
//! none is for nobody. A change asks once more inside of its transaction ([`service::lock`]): what was taken away meanwhile is gone.
//!
//! Threats: a page or a server function that somebody forgot (a test walks every one of them with every level and flag), a matrix that shuts everybody
//! out (its guards), one's own level (it is another's to change), a change that only works after the next log-in (it is read with each request).

#[cfg(feature = "ssr")]
pub mod api;
pub mod model;
pub mod permission;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;
pub mod text;
pub mod view;
