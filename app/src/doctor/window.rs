//! Findings about the window: its kind, and why the page area is small.
//!
//! A size is a hint and never a gate (design, "Minimum resolution is a warning"): pages work down to 320 px (WCAG 1.4.10).

use super::device::Device;
use super::ids::FindingId as Id;
use super::model::{Evidence, Finding, Remedy, Severity as S};

/// The page area below which a cause is named: what a browser's bars leave of 1024 x 768.
const ROOMY: (u32, u32) = (1024, 600);
/// The smallest screen that is not called small.
const SCREEN: (u32, u32) = (1024, 768);
/// The text size browsers start with.
const USUAL_FONT_PX: f64 = 16.0;

pub(super) fn findings(device: &Device) -> Vec<Finding> {
    let mut out = Vec::new();
    if device.framed {
        out.push(Finding::new(Id::Framed, S::Blocks).remedied_by(Remedy::OpenFullSize));
    }
    let popup = !device.framed && is_popup(device);
    if popup {
        out.push(Finding::new(Id::Popup, S::Info).remedied_by(Remedy::OpenFullSize));
    }
    if device.standalone {
        out.push(Finding::new(Id::Standalone, S::Info).remedied_by(Remedy::OpenFullSize));
    }
    if is_small(device) {
        small(device, popup, &mut out);
    }
    out
}

fn is_small(device: &Device) -> bool {
    device.inner_width.is_some_and(|w| w < ROOMY.0) || device.inner_height.is_some_and(|h| h < ROOMY.1)
}

/// One cause for the small page area, the easiest to change first; large text is named beside it, for it adds to every other.
fn small(device: &Device, popup: bool, out: &mut Vec<Finding>) {
    let size = Evidence::Size { width: device.inner_width.unwrap_or(0), height: device.inner_height.unwrap_or(0) };
    let large_text = device.root_font_px.is_some_and(|px| px > USUAL_FONT_PX);
    if let Some(percent) = zoom_percent(device) {
        out.push(Finding::new(Id::Zoomed, S::Info).because(Evidence::Percent(percent)));
    } else if has_small_screen(device) {
        let id = if is_display_scaled(device) { Id::DisplayScaled } else { Id::SmallScreen };
        out.push(Finding::new(id, S::Info).because(size));
    } else if !popup && (has_small_window(device) || !large_text) {
        // Bars and panels inside a full window count as a small window too: the person can close them.
        out.push(Finding::new(Id::SmallWindow, S::Info).because(size));
    }
    if large_text {
        let percent = device.root_font_px.map_or(100, |px| percent(px / USUAL_FONT_PX));
        out.push(Finding::new(Id::EnlargedText, S::Info).because(Evidence::Percent(percent)));
    }
}

/// Zoom shrinks the page area against the window around it, and makes its pixels denser by as much: a panel beside the page only shrinks it.
/// Device pixels prove nothing by themselves, a change since the page was loaded does.
fn zoom_percent(device: &Device) -> Option<u32> {
    let against_window = match (device.outer_width, device.inner_width) {
        (Some(outer), Some(inner)) if inner > 0 => f64::from(outer) / f64::from(inner),
        _ => 1.0,
    };
    let against_window = if device.dpr.is_some_and(|dpr| dpr * 1.1 < against_window) { 1.0 } else { against_window };
    let since_load = match (device.dpr, device.dpr_at_load) {
        (Some(now), Some(before)) if before > 0.0 => now / before,
        _ => 1.0,
    };
    let pinch = device.viewport_scale.unwrap_or(1.0);
    let zoom = against_window.max(since_load).max(pinch);
    (zoom > 1.1).then(|| percent(zoom))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=9999, and the cast saturates")]
fn percent(factor: f64) -> u32 {
    (factor * 100.0).round().clamp(0.0, 9999.0) as u32
}

fn has_small_screen(device: &Device) -> bool {
    let narrow = device.screen_width.is_some_and(|w| w < SCREEN.0);
    let low = device.screen_height.is_some_and(|h| h < SCREEN.1) && device.inner_height.is_some_and(|h| h < ROOMY.1);
    narrow || low
}

/// Enough pixels, spent on larger letters by the system's own setting. A phone's dense pixels are no setting.
fn is_display_scaled(device: &Device) -> bool {
    let (Some(dpr), Some(width), Some(height)) = (device.dpr, device.screen_width, device.screen_height) else { return false };
    // Two pixels of tolerance: 1366 x 768 at 125 % is reported as 1093 x 614.
    let enough = |css: u32, wanted: u32| f64::from(css) * dpr + 2.0 >= f64::from(wanted);
    !device.coarse_pointer && dpr > 1.1 && enough(width, SCREEN.0) && enough(height, SCREEN.1)
}

fn has_small_window(device: &Device) -> bool {
    let part = |outer: Option<u32>, all: Option<u32>| match (outer, all) {
        (Some(outer), Some(all)) => f64::from(outer) < 0.9 * f64::from(all),
        _ => false,
    };
    part(device.outer_width, device.avail_width) || part(device.outer_height, device.avail_height)
}

/// Browsers hide the address bar of a pop-up. Safari keeps it: there a small window that another page opened is one.
fn is_popup(device: &Device) -> bool {
    !device.standalone && (device.bars_visible == Some(false) || (device.opener && has_small_window(device)))
}
