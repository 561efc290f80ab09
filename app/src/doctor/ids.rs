//! The public names of what the doctor can find.

use serde::{Deserialize, Serialize};

macro_rules! finding_ids {
    ($($variant:ident $id:literal: $doc:literal;)+) => {
        /// The public names of the findings (design, "Public names"). Declared most decisive first: the order within a severity.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FindingId {
            $(#[doc = $doc] #[serde(rename = $id)] $variant,)+
        }

        impl FindingId {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name that pages carry in `data-finding`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
        }
    };
}

finding_ids! {
    Offline "offline": "No network.";
    CaptivePortal "captive-portal": "A network's own sign-in page answers in our place.";
    NotHttps "not-https": "The address is plain http, so no session can be kept.";
    Framed "framed": "Shown inside another page.";
    CookiesBlocked "cookies-blocked": "The session cookie cannot be kept.";
    SwappedFields "swapped-fields": "Practice ID and username are in each other's box.";
    EmailInId "email-in-id": "An e-mail address where a Practice ID or username belongs.";
    Combined "combined": "Practice ID and username are in one box.";
    IdInUsername "id-in-username": "The Practice ID is in the Username box.";
    LookalikeLetter "lookalike-letter": "A letter of another alphabet that looks like a plain one.";
    IdCheck "id-check": "The check characters of the Practice ID do not fit.";
    IdLength "id-length": "The Practice ID has the wrong length.";
    InnerSpace "inner-space": "A space inside the Practice ID or username.";
    SameText "same-text": "The same text is in two boxes.";
    CapsLock "caps-lock": "Caps Lock is on.";
    PwEdgeSpace "pw-edge-space": "The password begins or ends with a space.";
    PwTypographic "pw-typographic": "The password has a curly quote or long dash.";
    NumLock "num-lock": "Digits of the number pad were lost.";
    KeyboardLayout "keyboard-layout": "The keyboard types another layout.";
    AutofillOtherPractice "autofill-other-practice": "The saved password may belong to another practice.";
    HalfAutofilled "half-autofilled": "The username was typed, the password is the saved one.";
    Autofilled "autofilled": "The browser filled in what it had saved.";
    HiddenChars "hidden-chars": "Characters that cannot be seen.";
    Fullwidth "fullwidth": "Wide letters of an East Asian keyboard.";
    Trimmed "trimmed": "A space at the beginning or end.";
    IdLookalike "id-lookalike": "A character of the Practice ID that is easily taken for another.";
    StalePage "stale-page": "The page is older than the server.";
    OtherUserLoggedIn "other-user-logged-in": "Somebody is already logged in in this browser.";
    ClockSkew "clock-skew": "The computer's clock is wrong.";
    Popup "popup": "A window without an address bar.";
    Standalone "standalone": "Opened from a saved icon, without the browser's bars.";
    Zoomed "zoomed": "The page is small because it is zoomed.";
    SmallWindow "small-window": "The page is small because the window is.";
    SmallScreen "small-screen": "The page is small because the screen is.";
    DisplayScaled "display-scaled": "The page is small because the display is scaled up.";
    EnlargedText "enlarged-text": "The page is small for text of this size.";
    StorageBlocked "storage-blocked": "The browser remembers nothing for this site.";
    WasmOff "wasm-off": "WebAssembly does not run; plain forms do.";
    OldBrowser "old-browser": "The browser is too old for the full pages.";
}

impl FindingId {
    /// Whether it is about comfort only: it cannot be why a log-in was refused.
    #[must_use]
    pub const fn is_about_comfort(self) -> bool {
        use FindingId as F;
        matches!(
            self,
            F::Popup
                | F::Standalone
                | F::Zoomed
                | F::SmallWindow
                | F::SmallScreen
                | F::DisplayScaled
                | F::EnlargedText
                | F::StorageBlocked
                | F::WasmOff
                | F::OldBrowser
        )
    }
}
