//! Every test that goes through the real router, one file a domain. `support` has what they start from.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[macro_use]
mod support;

mod account;
mod activity;
mod addresses;
mod agreements;
mod architecture;
mod audit;
mod audit_report;
mod auth;
mod backup;
mod breached;
mod change_of_address;
mod clock;
mod current_facility;
mod database;
mod demo;
mod door;
mod email_log_in;
mod facilities;
mod full_disk;
mod gateways;
mod help;
mod idle_lock;
mod invitations;
mod known_browsers;
mod lockout;
mod log_in_codes;
mod log_in_model;
mod messages;
mod metrics;
mod near_usernames;
mod other_practice;
mod outbox;
mod passkey_alone;
mod passkeys;
mod password_reset;
mod person_page;
mod phone_page;
mod phones;
mod practice_info;
mod recover;
mod refusals;
mod reminders;
mod restarts;
mod second_factor;
mod second_step_policy;
mod second_step_ways;
mod security_codes;
mod security_policy;
mod self_service;
mod settings;
mod sign_up;
mod step_up;
mod stuck;
mod tls;
mod two_nodes;
mod upgrade;
mod users;
mod users_import;
mod users_list;
mod web;
