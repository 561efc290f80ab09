//! "How do I use an authenticator app?"

use super::{code_trouble, passkeys, phone_lost, recovery_codes};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::totp;

crate::texts! {
    QUESTION: "How do I set up an authenticator app?", "¿Cómo configuro una aplicación de autenticación?";
    ANSWER: "It is an app on your phone, such as Google Authenticator, Microsoft Authenticator or 2FAS, that shows a new code every 30 seconds. It needs no signal, so it works where texts do not arrive.", "Es una aplicación de su teléfono, como Google Authenticator, Microsoft Authenticator o 2FAS, que muestra un código nuevo cada 30 segundos. No necesita señal, así que sirve donde no llegan los mensajes.";
    STEP_1: "Install such an app on your phone.", "Instale una de estas aplicaciones en su teléfono.";
    STEP_2: "On the computer open {my-account}, {codes-and-browsers}. Beside {authenticator} press {set-up}, then {begin-app}.", "En la computadora abra {my-account}, {codes-and-browsers}. Junto a {authenticator} presione {set-up} y luego {begin-app}.";
    STEP_3: "In the app choose to add an account, and point the camera at the picture on the screen. Without a camera, type the key that stands under it.", "En la aplicación elija añadir una cuenta y apunte la cámara a la imagen de la pantalla. Sin cámara, escriba la clave que está debajo.";
    STEP_4: "Type the 6 digits that the app shows now, and press {turn-on}.", "Escriba los 6 dígitos que la aplicación muestra ahora y presione {turn-on}.";
    STEP_5: "Make {recovery-codes} next, and print them: they help when the phone is lost.", "Después cree {recovery-codes} e imprímalos: ayudan si pierde el teléfono.";
    STEP_6: "A new phone? Open the same page and press {another-app}. The old one works until the new one is confirmed.", "¿Teléfono nuevo? Abra la misma página y presione {another-app}. El anterior funciona hasta que confirme el nuevo.";
    OTHERWISE: "If the code is refused, set the phone's date and time to automatic and use the next code. If it fails again, begin anew and scan the picture once more.", "Si no se acepta el código, ponga la fecha y la hora del teléfono en automático y use el siguiente. Si falla otra vez, empiece de nuevo y escanee la imagen otra vez.";
    WORDS: "authenticator, authenticator app, google authenticator, microsoft authenticator, authy, totp, qr code, scan, app code, two-factor app, move authenticator to new phone", "autenticador, aplicación de autenticación, google authenticator, microsoft authenticator, authy, código qr, escanear, código de la aplicación, pasar a otro teléfono";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "authenticator-app", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5), step(STEP_6)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: totp::text::TITLE, path: "/account/authenticator" }],
    related: &[recovery_codes::TOPIC, code_trouble::TOPIC, passkeys::TOPIC, phone_lost::TOPIC],
    words: WORDS,
    texts: ALL,
};
