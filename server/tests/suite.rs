//! Every test that goes through the real router, one file a domain. `support` has what they start from.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[macro_use]
mod support;

mod account;
mod architecture;
mod audit;
mod auth;
mod backup;
mod clock;
mod database;
mod door;
mod full_disk;
mod idle_lock;
mod known_browsers;
mod lockout;
mod log_in_codes;
mod metrics;
mod near_usernames;
mod outbox;
mod passkeys;
mod password_reset;
mod phone_page;
mod phones;
mod recover;
mod second_factor;
mod second_step_policy;
mod second_step_ways;
mod security_codes;
mod security_policy;
mod self_service;
mod step_up;
mod tls;
mod two_nodes;
mod users;
mod users_list;
mod web;
