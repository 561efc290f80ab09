//! "How do I get my security code?" (topic 9)

use super::{browser_trust, code_trouble, phone_lost, set_up_phone};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I get my security code?", "¿Cómo recibo mi código de seguridad?";
    ANSWER: "After your password, the page {one-more-step} sends a code of {code-digits} digits to your verification phone. You choose whether it comes by text or by call.", "Después de la contraseña, la página {one-more-step} envía un código de {code-digits} dígitos a su teléfono de verificación. Usted elige si llega por mensaje o por llamada.";
    STEP_1: "Log in with your Practice ID, username and password.", "Inicie sesión con el ID del consultorio, su usuario y su contraseña.";
    STEP_2: "Press {text-code}, or {call-code}.", "Presione {text-code} o {call-code}.";
    STEP_3: "If you chose the call: answer it, press any key, and listen. The code is read three times.", "Si eligió la llamada: conteste, presione cualquier tecla y escuche. El código se lee tres veces.";
    STEP_4: "Type the {code-digits} digits into the box. You may paste the whole message.", "Escriba los {code-digits} dígitos en la casilla. Puede pegar el mensaje completo.";
    STEP_5: "Press {log-in}. The code works for {code-minutes} minutes, once, and only in the window where you asked for it.", "Presione {log-in}. El código sirve durante {code-minutes} minutos, una vez, y solo en la ventana donde lo pidió.";
    OTHERWISE: "Nothing after a few minutes? Press {code-again} or {call-instead}. Under {another-way} you may use a recovery code, an app or a passkey, if you have one. Never tell the code to anybody; we never ask for it.", "¿No llega nada en unos minutos? Presione {code-again} o {call-instead}. En {another-way} puede usar un código de recuperación, una aplicación o una llave de acceso, si los tiene. No diga el código a nadie; nunca se lo pediremos.";
    WORDS: "security code, verification code, get code, receive code, text message code, sms code, 6 digit code, six digits, voice call code, two-factor code, 2fa code, otp, one-time code, where is my code", "código de seguridad, código de verificación, recibir código, código por mensaje, sms, código de 6 dígitos, seis dígitos, código por llamada, clave, dónde está mi código";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "security-code", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[code_trouble::TOPIC, browser_trust::TOPIC, set_up_phone::TOPIC, phone_lost::TOPIC],
    words: WORDS,
    texts: ALL,
};
