//! "What is emergency access?" (topic 69)

use super::{administrator, edit_levels, users};
use crate::emergency;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What is emergency access?", "¿Qué es el acceso de emergencia?";
    ANSWER: "Somebody whom an administrator has named beforehand can give themselves every right in a crisis: alone, at once, for {emergency-hours} hours. Nobody has to agree; everything is noted, told to the administrators and looked back on.", "Una persona que un administrador designó antes puede darse todos los derechos en una crisis: sola, de inmediato, durante {emergency-hours} horas. Nadie tiene que aprobarlo; todo queda registrado, se avisa a los administradores y se revisa.";
    NAME: "Name somebody beforehand", "Designar a alguien antes";
    NAME_TEXT: "Under {settings}, {ehr-users}, choose the name and press {allow-emergency}. Name at least one person who is not an administrator.", "En {settings}, {ehr-users}, elija el nombre y presione {allow-emergency}. Designe al menos a una persona que no sea administradora.";
    USE: "Switch it on", "Activarlo";
    USE_TEXT: "After the log-in open {emergency-access}, say what has happened, and press {start-emergency}. You prove once more who you are. A red bar on every page says until when it is on.", "Después de entrar abra {emergency-access}, diga qué ha pasado y presione {start-emergency}. Demuestra una vez más quién es. Una barra roja en cada página dice hasta cuándo está activo.";
    LIMITS: "What it does not do", "Qué no permite";
    LIMITS_TEXT: "It makes nobody administrator, leaves the accounts of administrators alone and names nobody for emergencies: so that whoever looks back on it still can.", "No nombra administradores, no toca las cuentas de los administradores ni designa a nadie para emergencias: así quien lo revisa aún puede hacerlo.";
    END: "How it ends", "Cómo termina";
    END_TEXT: "By its button, when its time is over, when you log out, or when an administrator ends it. The screen lock does not end it.", "Con su botón, al acabarse el tiempo, al cerrar sesión o cuando un administrador lo termina. El bloqueo de pantalla no lo termina.";
    REVIEW: "Look back on it", "Revisarlo";
    REVIEW_TEXT: "Under {settings}, {emergency-access}, every use is listed with its reason and what was done. An administrator who did not use it says what they think of it.", "En {settings}, {emergency-access}, figura cada uso con su motivo y lo que se hizo. Un administrador que no lo usó dice qué opina.";
    OTHERWISE: "You were not named and it is urgent? Ask any administrator, by phone too: one button on your page names you at once.", "¿No le designaron y es urgente? Pregunte a cualquier administrador, también por teléfono: un botón en su página le designa de inmediato.";
    WORDS: "emergency, emergency access, break the glass, crisis, nobody reachable, temporary administrator, temporary rights, urgent, allow emergency access, red bar, red banner", "emergencia, acceso de emergencia, crisis, nadie responde, administrador temporal, derechos temporales, urgente, permitir acceso de emergencia, barra roja";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "emergency-access", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(NAME, NAME_TEXT),
        titled(USE, USE_TEXT),
        titled(LIMITS, LIMITS_TEXT),
        titled(END, END_TEXT),
        titled(REVIEW, REVIEW_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: emergency::text::TITLE, path: "/emergency" },
        Button { label: emergency::text::USES, path: "/settings/emergency" },
    ],
    related: &[administrator::TOPIC, edit_levels::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
