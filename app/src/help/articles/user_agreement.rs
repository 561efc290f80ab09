//! "What is the user agreement?" (topic 11)

use super::{administrator, invitation, log_in};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "What is the user agreement?", "¿Qué es el acuerdo de usuario?";
    ANSWER: "What you and whoever runs this service promise each other. Where there is one, you are asked at your first log-in, and again only when it changes. Until then nothing else opens but help and log-out.", "Lo que usted y quien opera este servicio se prometen. Donde lo hay, se le pregunta en su primer inicio de sesión, y de nuevo solo cuando cambia. Hasta entonces no se abre nada más que la ayuda y el cierre de sesión.";
    STEP_1: "Log in. The page {agreement} opens by itself when there is something to agree to.", "Inicie sesión. La página {agreement} se abre sola cuando hay algo que aceptar.";
    STEP_2: "Read it; print it, if you like. An administrator also agrees for the practice.", "Léalo; imprímalo si quiere. Un administrador acepta también en nombre del consultorio.";
    STEP_3: "Press {agree}. When, where and to which version you agreed is noted.", "Presione {agree}. Se anota cuándo, dónde y qué versión aceptó.";
    STEP_4: "Later, find it under {read-agreement} on the page after the log-in, with earlier versions and a fingerprint that tells whether a copy is the same.", "Más tarde lo encuentra en {read-agreement}, en la página después de iniciar sesión, con versiones anteriores y una huella que muestra si una copia es igual.";
    OTHERWISE: "You do not agree? Log out: nothing of yours is lost. An administrator of your practice can tell you more. Is it the agreement with a business associate (BAA) that you look for? Ask whoever runs the service for it.", "¿No está de acuerdo? Cierre la sesión: no se pierde nada suyo. Un administrador de su consultorio puede darle más información. ¿Busca el acuerdo con un asociado comercial (BAA)? Pídalo a quien opera el servicio.";
    WORDS: "user agreement, agreement, terms, terms of service, terms of use, conditions, contract, i agree, consent, legal, baa, business associate agreement, accept terms, privacy policy", "acuerdo de usuario, acuerdo, términos, términos del servicio, términos de uso, condiciones, contrato, acepto, aceptar, consentimiento, legal, política de privacidad";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "user-agreement", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[log_in::TOPIC, invitation::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
