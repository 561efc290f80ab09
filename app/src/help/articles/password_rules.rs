//! "What are the rules for a password?" (topic 37)

use super::{reset_password, security_code, set_up_phone};
use crate::account;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What are the rules for a password?", "¿Qué requisitos tiene la contraseña?";
    ANSWER: "At least {shortest-password} characters. Four or five words in a row are easy to remember and hard to guess, and spaces are welcome. You need no capitals, digits or symbols.", "Al menos {shortest-password} caracteres. Cuatro o cinco palabras seguidas son fáciles de recordar y difíciles de adivinar, y los espacios son bienvenidos. No hacen falta mayúsculas, números ni símbolos.";
    SHORTER: "When it may be shorter", "Cuándo puede ser más corta";
    SHORTER_TEXT: "If a code, an app or a passkey is asked for after your password, {short-password} characters will do. The page always says how many you need.", "Si después de la contraseña se pide un código, una aplicación o una llave de acceso, bastan {short-password} caracteres. La página siempre dice cuántos necesita.";
    NOT: "What is refused", "Qué se rechaza";
    NOT_TEXT: "Your name, your username or your practice with little else; one piece over and over; keys or digits in order; and passwords that many people use. The page says which it was and how to mend it.", "Su nombre, su usuario o su consultorio con poco más; un trozo repetido; teclas o números en orden; y contraseñas que usan muchas personas. La página dice cuál fue el motivo y cómo mejorarla.";
    LONG: "How long it may be", "Qué tan larga puede ser";
    LONG_TEXT: "Up to {longest-password} characters, of any kind, accents included. You may paste it from a password manager.", "Hasta {longest-password} caracteres, de cualquier tipo, también con acentos. Puede pegarla desde un administrador de contraseñas.";
    AGE: "How long it lasts", "Cuánto dura";
    AGE_TEXT: "It does not expire. Change it when somebody else may know it.", "No vence. Cámbiela cuando otra persona pueda conocerla.";
    CHANGE: "How to change it", "Cómo cambiarla";
    CHANGE_TEXT: "Under {my-account}, {change-password}. You stay logged in here; everywhere else you are logged out.", "En {my-account}, {change-password}. Aquí su sesión sigue abierta; en los demás lugares se cierra.";
    OTHERWISE: "If a password is refused again and again, take five words that have nothing to do with each other or with you, such as things that you see in the room. If you don't know the current one, reset it.", "Si se rechaza una y otra vez, use cinco palabras que no tengan relación entre sí ni con usted, por ejemplo cosas que ve en la sala. Si no sabe la actual, restablézcala.";
    WORDS: "password requirements, password rules, password length, how many characters, password too short, password rejected, strong password, symbols, capital letters, expire, password policy, change my password, easy to guess", "requisitos de contraseña, reglas de contraseña, cuántos caracteres, contraseña muy corta, contraseña rechazada, contraseña segura, símbolos, mayúsculas, vence, caduca, cambiar mi contraseña, fácil de adivinar";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "password-rules", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[
        titled(SHORTER, SHORTER_TEXT),
        titled(NOT, NOT_TEXT),
        titled(LONG, LONG_TEXT),
        titled(AGE, AGE_TEXT),
        titled(CHANGE, CHANGE_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: account::text::CHANGE, path: "/account#password" }],
    related: &[reset_password::TOPIC, set_up_phone::TOPIC, security_code::TOPIC],
    words: WORDS,
    texts: ALL,
};
