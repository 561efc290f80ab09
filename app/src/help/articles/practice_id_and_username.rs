//! "Why can't I log in with my Practice ID and username?" (topic 53)

use super::{check_computer, practice_id, reset_password, unlock};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::{auth, password_reset};

crate::texts! {
    QUESTION: "Why can't I log in with my Practice ID and username?", "¿Por qué no puedo iniciar sesión con el ID del consultorio y mi usuario?";
    ANSWER: "Most often something small is typed wrongly, or the browser filled in an old password. The page does not say which of the three boxes is wrong: that keeps strangers from finding out who works with you.", "Casi siempre hay un pequeño error al escribir, o el navegador completó una contraseña antigua. La página no dice cuál de las tres casillas está mal: así ningún extraño averigua quién trabaja con usted.";
    BOXES: "Look at the first two boxes", "Mire las dos primeras casillas";
    BOXES_TEXT: "A Practice ID has {id-length} letters and digits. A zero is easily taken for an O; the page reads it right. Under {trouble} you see each character by itself.", "El ID del consultorio tiene {id-length} letras y números. Es fácil confundir un cero con una O; la página lo lee bien. En {trouble} puede ver cada carácter por separado.";
    SAVED: "Type everything yourself", "Escriba todo usted";
    SAVED_TEXT: "The browser may have filled in somebody else's details, or a password from before. Empty the boxes first.", "El navegador puede haber completado los datos de otra persona o una contraseña anterior. Primero vacíe las casillas.";
    PASSWORD: "Look at the password", "Mire la contraseña";
    PASSWORD_TEXT: "Press {show} next to it. Caps Lock, another keyboard language, or a space at the end make it a different password.", "Presione {show} junto a ella. Bloq Mayús, otro idioma de teclado o un espacio al final la convierten en otra contraseña.";
    TWO: "Do you work in two practices?", "¿Trabaja en dos consultorios?";
    TWO_TEXT: "Each has its own Practice ID, and you have an account of your own in each, with its own password.", "Cada uno tiene su propio ID, y usted tiene una cuenta en cada uno, con su propia contraseña.";
    RESET: "Choose a new password", "Elija una contraseña nueva";
    RESET_TEXT: "If you are not sure of the old one, {reset-password} is quicker than guessing.", "Si no recuerda bien la anterior, {reset-password} es más rápido que adivinar.";
    OTHERWISE: "Ask an administrator of your practice. On your page in {ehr-users} they see under {what-happened} why the last try failed.", "Pregunte a un administrador de su consultorio. En su página de {ehr-users} ve, en {what-happened}, por qué falló el último intento.";
    WORDS: "invalid credentials, wrong password, incorrect password, wrong username, we couldn't log you in with those details, details not accepted, login failed, invalid login, username not recognized, wrong practice, two practices, autofill, caps lock, space, username not working", "credenciales inválidas, credenciales incorrectas, datos incorrectos, contraseña incorrecta, usuario incorrecto, usuario no reconocido, no pudimos iniciar sesión con esos datos, falló el inicio de sesión, dos consultorios, autocompletar, mayúsculas, espacio";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "practice-id-and-username", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[
        titled(BOXES, BOXES_TEXT),
        titled(SAVED, SAVED_TEXT),
        titled(PASSWORD, PASSWORD_TEXT),
        titled(TWO, TWO_TEXT),
        titled(RESET, RESET_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }, Button { label: password_reset::text::TITLE, path: "/reset" }],
    related: &[practice_id::TOPIC, reset_password::TOPIC, unlock::TOPIC, check_computer::TOPIC],
    words: WORDS,
    texts: ALL,
};
