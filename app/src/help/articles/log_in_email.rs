//! "How do I upgrade my login?" and "What do the states of an e-mail address mean?" (topics 39, 41, 47)

use super::{change_log_in_email, log_in, reset_password, spam_folder};
use crate::account::text as account;
use crate::addresses::text as product;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I upgrade my log-in, to use my e-mail address?", "¿Cómo actualizo mi inicio de sesión para usar mi correo electrónico?";
    ANSWER: "Under {my-account}, {log-in-email}, in three steps. Nothing changes before the last one, and you can stop at any step and go on later. Afterwards Practice ID and username do not log you in any more.", "En {my-account}, {log-in-email}, en tres pasos. Nada cambia antes del último, y puede detenerse en cualquiera y continuar después. A partir de entonces el ID del consultorio y el usuario ya no sirven para entrar.";
    STEP_1: "Type an address of your own, twice, and press {send-address-link}. It must be one that only you read, and that logs in nowhere else.", "Escriba dos veces un correo propio y presione {send-address-link}. Debe ser uno que solo lea usted y con el que no se entre en otra cuenta.";
    STEP_2: "Open the link in the mail, logged in as yourself, and press {address-yes}.", "Abra el enlace del correo, con su sesión iniciada, y presione {address-yes}.";
    STEP_3: "Type the password that you have now, and press {address-finish}. The password stays the same.", "Escriba la contraseña que tiene ahora y presione {address-finish}. La contraseña sigue siendo la misma.";
    OTHERWISE: "\u{201c}In use\u{201d}: somebody logs in with this address, perhaps you, in another practice; use another address, or one with a plus sign, or have the old account release it. \u{201c}Claimed but not verified\u{201d}: somebody typed it and has not opened the link; if it is yours, press {address-anyway}, and whoever opens theirs first has it. \u{201c}Incorrect password\u{201d}: type the one you use with Practice ID and username. \u{201c}Could not confirm your password\u{201d}: it was changed meanwhile; log in with the new one and go on.", "\u{00ab}Ya se usa\u{00bb}: alguien entra con ese correo, quizá usted en otro consultorio; use otro, o uno con el signo más, o pida que la cuenta antigua lo libere. \u{00ab}Reservado pero sin verificar\u{00bb}: alguien lo escribió y no ha abierto el enlace; si es suyo, presione {address-anyway}, y lo obtiene quien abra primero el suyo. \u{00ab}Contraseña incorrecta\u{00bb}: escriba la que usa con el ID del consultorio y el usuario. \u{00ab}No se pudo confirmar su contraseña\u{00bb}: cambió mientras tanto; entre con la nueva y continúe.";
    WORDS: "upgrade my login, upgrade login, log in with email, email login, use my email address, email already in use, claimed but not verified, could not confirm your password, incorrect password, switch from practice id to email", "actualizar mi inicio de sesión, entrar con correo, iniciar sesión con correo electrónico, correo ya se usa, reservado sin verificar, no se pudo confirmar su contraseña, contraseña incorrecta, pasar del ID al correo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "log-in-email", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: product::SECTION_GO, path: "/account/email" }, Button { label: account::TITLE, path: "/account" }],
    related: &[change_log_in_email::TOPIC, spam_folder::TOPIC, reset_password::TOPIC, log_in::TOPIC],
    words: WORDS,
    texts: ALL,
};
