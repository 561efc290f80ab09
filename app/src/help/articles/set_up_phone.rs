//! "How do I set up my phone?" (topic 52)

use super::{authenticator_app, code_trouble, internet_phone, recovery_codes, which_number};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::phones;

crate::texts! {
    QUESTION: "How do I set up or change my phone for security codes?", "¿Cómo configuro o cambio mi teléfono para los códigos de seguridad?";
    ANSWER: "You do it under {my-account}, {codes-and-browsers}. We send a code to the number, and once you type it, your codes go there.", "Lo hace en {my-account}, {codes-and-browsers}. Enviamos un código al número y, cuando lo escriba, sus códigos llegarán ahí.";
    STEP_1: "Log in and open {my-account}: choose your name at the top of the page. Then choose {codes-and-browsers}.", "Inicie sesión y abra {my-account}: elija su nombre en la parte superior de la página. Después elija {codes-and-browsers}.";
    STEP_2: "Beside {verification-phone} press {set-up}.", "Junto a {verification-phone} presione {set-up}.";
    STEP_3: "Type all ten digits of the number, area code first, and press {text-me}, or {call-me} for a landline.", "Escriba los diez dígitos del número, primero el código de área, y presione {text-me}, o {call-me} si es un teléfono fijo.";
    STEP_4: "Type the code that comes, and press {confirm-code}. From now on a code is asked for after your password.", "Escriba el código que llega y presione {confirm-code}. Desde ahora se pide un código después de la contraseña.";
    STEP_5: "To change the number later, open the same page. A code goes to the old number first, then one to the new number, so that nobody else can move your codes.", "Para cambiar el número más adelante, abra la misma página. Primero llega un código al número anterior y después otro al nuevo, para que nadie más pueda desviar sus códigos.";
    OTHERWISE: "You don't have the old phone any more? An administrator of your practice can reset your verification phone number; then you set a new one. If the page says that texts and calls are not set up here, use an authenticator app or a passkey.", "¿Ya no tiene el teléfono anterior? Un administrador de su consultorio puede restablecer su número de verificación; después usted configura otro. Si la página dice que aquí no están configurados los mensajes ni las llamadas, use una aplicación de autenticación o una llave de acceso.";
    WORDS: "set up phone, add phone, change phone number, new phone number, new phone, verification phone, register phone, two-step, two-factor, 2fa setup, remove phone number", "configurar teléfono, agregar teléfono, cambiar número, cambiar de teléfono, número nuevo, teléfono nuevo, celular nuevo, teléfono de verificación, dos pasos, quitar número";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "set-up-phone", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: phones::text::SET, path: "/account/phone" }],
    related: &[which_number::TOPIC, internet_phone::TOPIC, code_trouble::TOPIC, authenticator_app::TOPIC, recovery_codes::TOPIC],
    words: WORDS,
    texts: ALL,
};
