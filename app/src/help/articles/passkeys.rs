//! "What is a passkey?"

use super::{authenticator_app, phone_lost, screen_lock};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::passkeys;

crate::texts! {
    QUESTION: "What is a passkey, and how do I add one?", "¿Qué es una llave de acceso y cómo agrego una?";
    ANSWER: "A passkey logs you in with your fingerprint, your face or the PIN of your device. There is nothing to type and nothing to remember. It also unlocks your screen, and no code is asked for after it.", "Una llave de acceso le permite entrar con su huella, su cara o el PIN de su dispositivo. No hay nada que escribir ni recordar. También desbloquea la pantalla, y después no se pide ningún código.";
    STEP_1: "Log in with your password and open {my-account}, {passkeys}.", "Inicie sesión con su contraseña y abra {my-account}, {passkeys}.";
    STEP_2: "Under {passkey-add} press {passkey-continue}. If the page asks whether it is you, confirm it with your password. Then press {passkey-create}.", "En {passkey-add} presione {passkey-continue}. Si la página pregunta si es usted, confírmelo con su contraseña. Después presione {passkey-create}.";
    STEP_3: "Your device asks for your fingerprint, face or PIN. These stay on the device: we never see them.", "Su dispositivo le pide su huella, su cara o su PIN. Se quedan en el dispositivo: nosotros nunca los vemos.";
    STEP_4: "Next time, press {passkey-log-in} on the log-in page. You need no Practice ID, no username and no password for it.", "La próxima vez, presione {passkey-log-in} en la página de inicio de sesión. Para eso no necesita ID del consultorio, usuario ni contraseña.";
    STEP_5: "Add one on each device that you alone use. Not on a computer that others use under the same Windows or Mac account: they could log in as you.", "Agregue una en cada dispositivo que solo usted usa. No en una computadora que otras personas usan con la misma cuenta de Windows o Mac: podrían entrar con su cuenta.";
    OTHERWISE: "You don't see the button? It needs a current Chrome, Edge, Firefox or Safari, with JavaScript on. Your password works as ever. If a device with a passkey is lost, remove that passkey with {passkey-change}.", "¿No ve el botón? Necesita una versión actual de Chrome, Edge, Firefox o Safari con JavaScript activado. Su contraseña funciona como siempre. Si pierde un dispositivo con una llave, quítela con {passkey-change}.";
    WORDS: "passkey, passkeys, fingerprint, face id, touch id, windows hello, log in without password, biometric, security key, yubikey, pin", "llave de acceso, llaves de acceso, huella, huella digital, reconocimiento facial, cara, windows hello, entrar sin contraseña, biométrico, llave de seguridad, pin";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "passkeys", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: passkeys::text::TITLE, path: "/account/passkeys" }],
    related: &[screen_lock::TOPIC, authenticator_app::TOPIC, phone_lost::TOPIC],
    words: WORDS,
    texts: ALL,
};
