//! "How do I unlock my log-in or my screen?" (topic 4)

use super::{administrator, practice_id_and_username, reset_password, screen_lock};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::{auth, password_reset};

crate::texts! {
    QUESTION: "How do I unlock my log-in or my screen?", "¿Cómo desbloqueo mi inicio de sesión o mi pantalla?";
    ANSWER: "There are two kinds of lock. After several wrong tries the log-in makes you wait a little, and a screen that nobody uses locks by itself. You can open both yourself.", "Hay dos tipos de bloqueo. Después de varios intentos fallidos hay que esperar un poco para entrar, y una pantalla que nadie usa se bloquea sola. Usted puede abrir ambos.";
    WAIT: "The page says “Too many tries”", "La página dice “Demasiados intentos”";
    WAIT_TEXT: "Wait as long as it says, at most {longest-wait} minutes, then type slowly and use {show}. While you wait, the right password does not work either.", "Espere lo que indica, {longest-wait} minutos como máximo; luego escriba despacio y use {show}. Mientras espera, tampoco funciona la contraseña correcta.";
    NOT_WAIT: "You don't want to wait", "No quiere esperar";
    NOT_WAIT_TEXT: "Choose {reset-password}: a new password ends the wait at once. Or ask an administrator: on your page in {ehr-users} they press {unlock-user}.", "Elija {reset-password}: con una contraseña nueva la espera termina enseguida. O pregunte a un administrador: en su página de {ehr-users} presiona {unlock-user}.";
    SCREEN: "Your screen is locked", "Su pantalla está bloqueada";
    SCREEN_TEXT: "Type your password and press {unlock}, or use your passkey. You go on where you were. After {unlock-tries} wrong passwords the session closes, and you log in again.", "Escriba su contraseña y presione {unlock}, o use su llave de acceso. Sigue donde estaba. Después de {unlock-tries} contraseñas incorrectas la sesión se cierra y debe iniciarla otra vez.";
    OTHER: "It is somebody else's screen", "Es la pantalla de otra persona";
    OTHER_TEXT: "Press {switch-user} to log in as yourself. That closes the other person's session, and what they had not saved is lost.", "Presione {switch-user} para entrar con su cuenta. Eso cierra la sesión de la otra persona y se pierde lo que no haya guardado.";
    OTHERWISE: "If the page names no time to wait, only a new password or an administrator ends it. If the password is right and you still don't get in, an administrator can see why.", "Si la página no indica cuánto esperar, solo lo resuelve una contraseña nueva o un administrador. Si la contraseña es correcta y aun así no entra, un administrador puede ver por qué.";
    WORDS: "locked out, locked, account locked, account blocked, too many tries, too many attempts, wait minutes, unlock, screen locked, unlock screen, switch user, somebody else's screen", "bloqueado, bloqueada, cuenta bloqueada, me bloqueó, demasiados intentos, esperar minutos, desbloquear, pantalla bloqueada, cambiar de usuario, estoy bloqueado";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "unlock", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[
        titled(WAIT, WAIT_TEXT),
        titled(NOT_WAIT, NOT_WAIT_TEXT),
        titled(SCREEN, SCREEN_TEXT),
        titled(OTHER, OTHER_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }, Button { label: password_reset::text::TITLE, path: "/reset" }],
    related: &[screen_lock::TOPIC, reset_password::TOPIC, practice_id_and_username::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
