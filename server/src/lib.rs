//! The server: configuration, the router, its layers, the commands. No rule of the product lives here.

pub mod assets;
pub mod backup;
pub mod checkpoints;
pub mod commands;
pub mod config;
pub mod connections;
pub mod health;
pub mod metrics;
pub mod middleware;
pub mod moving;
pub mod patient_pages;
pub mod router;
pub mod start;
pub mod stop;
pub mod sweep;
pub mod tls;

pub use router::router;
pub mod workers;
