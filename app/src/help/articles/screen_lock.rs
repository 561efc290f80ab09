//! "Why does my screen lock after a while?" (topic 50)

use super::{passkeys, security_policy, unlock};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::sessions;

crate::texts! {
    QUESTION: "Why does my screen lock after a while?", "¿Por qué se bloquea mi pantalla después de un rato?";
    ANSWER: "So that nobody who walks by can read or change anything in your name. A screen that nobody uses locks after {idle-minutes} minutes, unless your practice or you have chosen another time. Your session goes on behind it.", "Para que nadie que pase por ahí pueda leer o cambiar algo en su nombre. Una pantalla que nadie usa se bloquea después de {idle-minutes} minutos, a menos que su consultorio o usted hayan elegido otro tiempo. Su sesión continúa detrás.";
    BEFORE: "Before it locks", "Antes de que se bloquee";
    BEFORE_TEXT: "The screen warns you and counts down. Press {stay}, and it goes on.", "La pantalla avisa y muestra una cuenta atrás. Presione {stay} y sigue abierta.";
    AFTER: "When it is locked", "Cuando está bloqueada";
    AFTER_TEXT: "Type your password and press {unlock}, or use a passkey, which is quickest. You are where you were, and what you had typed is still there.", "Escriba su contraseña y presione {unlock}, o use una llave de acceso, que es lo más rápido. Está donde estaba y lo que había escrito sigue ahí.";
    NOW: "Lock it yourself", "Bloquéela usted";
    NOW_TEXT: "Press {lock-now} at the top of the page when you leave the desk.", "Presione {lock-now} en la parte superior de la página cuando deje el escritorio.";
    SHORTER: "Another time for you", "Otro tiempo para usted";
    SHORTER_TEXT: "Under {my-account}, {screen-lock}, you may choose a shorter time than your practice.", "En {my-account}, {screen-lock}, puede elegir un tiempo más corto que el de su consultorio.";
    LONGER: "Another time for everybody", "Otro tiempo para todos";
    LONGER_TEXT: "An administrator chooses it under {settings}, {security}: from {shortest-idle} to {longest-idle} minutes.", "Lo elige un administrador en {settings}, {security}: de {shortest-idle} a {longest-idle} minutos.";
    OTHERWISE: "A session that was locked for {lock-hours} hours closes, and so does one after {unlock-tries} wrong passwords. Then log in again. If it locks too soon for your work, ask an administrator for a longer time.", "Una sesión que estuvo bloqueada {lock-hours} horas se cierra, y también después de {unlock-tries} contraseñas incorrectas. Entonces inicie sesión otra vez. Si se bloquea demasiado pronto para su trabajo, pida a un administrador un tiempo más largo.";
    WORDS: "screen locks, auto lock, idle, timeout, time out, inactivity, logs me out, logged out automatically, locks too fast, 15 minutes, session expired, kicked out, lock time, longer time, locks by itself, computer locks, screen goes dark, lock now", "pantalla se bloquea, bloqueo automático, inactividad, me saca, se cierra sola, se cierra la sesión, se bloquea muy rápido, 15 minutos, sesión expirada, tiempo de bloqueo, más tiempo, se bloquea sola, se bloquea solo, la computadora se bloquea, bloquear ahora";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "screen-lock", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[
        titled(BEFORE, BEFORE_TEXT),
        titled(AFTER, AFTER_TEXT),
        titled(NOW, NOW_TEXT),
        titled(SHORTER, SHORTER_TEXT),
        titled(LONGER, LONGER_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: sessions::text::CHOICE, path: "/account#idle" }],
    related: &[unlock::TOPIC, passkeys::TOPIC, security_policy::TOPIC],
    words: WORDS,
    texts: ALL,
};
