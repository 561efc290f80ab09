//! What the browser reports about itself and the computer.

use serde::{Deserialize, Serialize};

/// What `boot.js` measured, or what little the server knows without it. A missing fact is "unknown" and never a reason for a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "facts, each by itself")]
pub struct Device {
    /// Caps Lock at the last key or click; unknown before the first.
    pub caps_lock: Option<bool>,
    /// How many number-pad keys moved the cursor instead of typing a digit.
    pub num_lock_lost: u32,
    /// The keyboard layout as the keys of the Practice ID and Username boxes show it.
    pub layout: Option<Layout>,
    /// Which boxes the browser had filled in when the form was sent.
    pub autofilled: Autofilled,
    /// The person typed in the Username box of this page.
    pub username_edited: bool,
    /// The Practice ID is not the one of the last log-in that worked in this browser.
    pub practice_changed: bool,
    /// The password was pasted with a space or line break at one of its ends.
    pub password_pasted_edge: bool,
    /// A cookie could be written and read back.
    pub cookies: Option<bool>,
    /// Local storage could be written and read back.
    pub storage: Option<bool>,
    /// The browser believes it has a network.
    pub online: Option<bool>,
    /// Something else than this server answered its health check.
    pub captive_portal: bool,
    /// Seconds that the computer's clock is ahead of the server's; negative when it is behind.
    pub clock_skew_s: Option<i32>,
    /// The page was made by another release than the server now runs.
    pub page_stale: bool,
    /// Width of the page area in CSS pixels.
    pub inner_width: Option<u32>,
    /// Height of the page area in CSS pixels.
    pub inner_height: Option<u32>,
    /// The browser's name and version, for support: never a reason for a finding.
    pub browser: Option<String>,
    /// Width of the browser window.
    pub outer_width: Option<u32>,
    /// Height of the browser window.
    pub outer_height: Option<u32>,
    /// Width of the screen.
    pub screen_width: Option<u32>,
    /// Height of the screen.
    pub screen_height: Option<u32>,
    /// Width of the screen without task bars.
    pub avail_width: Option<u32>,
    /// Height of the screen without task bars.
    pub avail_height: Option<u32>,
    /// Device pixels for a CSS pixel, now.
    pub dpr: Option<f64>,
    /// Device pixels for a CSS pixel when the page was loaded.
    pub dpr_at_load: Option<f64>,
    /// Pinch zoom: 1 is none.
    pub viewport_scale: Option<f64>,
    /// The browser's text size: 16 is usual.
    pub root_font_px: Option<f64>,
    /// The main pointer is a finger.
    pub coarse_pointer: bool,
    /// The window has its address bar.
    pub bars_visible: Option<bool>,
    /// Another page opened this window.
    pub opener: bool,
    /// The page runs as an installed application or from a saved icon, without the browser's bars.
    pub standalone: bool,
    /// The page is shown inside another page.
    pub framed: bool,
    /// WebAssembly works here.
    pub wasm: Option<bool>,
    /// Why it does not.
    pub wasm_cause: Option<WasmCause>,
    /// The browser lacks what the full pages need.
    pub old_browser: bool,
    /// Somebody is logged in in this browser.
    pub other_user: bool,
    /// The connection counts as secure: https, or this very computer.
    pub secure: Option<bool>,
}

/// Which boxes the browser filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Autofilled {
    /// The Practice ID box.
    pub practice_id: bool,
    /// The Username box.
    pub username: bool,
    /// The Password box.
    pub password: bool,
}

/// A keyboard layout, as far as single keys tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// English, Spanish and others.
    Qwerty,
    /// French.
    Azerty,
    /// German and others.
    Qwertz,
    /// Russian and others.
    Cyrillic,
    /// Greek.
    Greek,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Neither of these, but not the usual one.
    #[serde(other)]
    Other,
}

/// Why WebAssembly does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WasmCause {
    /// The browser has none: too old, or switched off by whoever manages the computer.
    Missing,
    /// The browser has it, but an older form than ours.
    TooOld,
    /// It did not arrive.
    Network,
    /// It arrived and did not start.
    #[serde(other)]
    Failed,
}
