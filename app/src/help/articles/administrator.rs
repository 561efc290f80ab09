//! "Who is my administrator?"

use super::{log_in, practice_id, reset_practice_id, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::{admin_requests, password_reset};

crate::texts! {
    QUESTION: "Who is my administrator, and what can they do?", "¿Quién es mi administrador y qué puede hacer?";
    ANSWER: "An administrator is somebody in your practice who looks after accounts, often the provider or the office manager. There may be several. For your protection we don't show their names before you are logged in.", "Es una persona de su consultorio que se ocupa de las cuentas, a menudo el médico o el gerente. Puede haber varias. Para protegerle, no mostramos sus nombres antes de iniciar sesión.";
    FIND: "You don't know who it is", "No sabe quién es";
    FIND_TEXT: "Ask whoever added you, or the front desk. Or press {ask-administrator} on the page {reset-password}: that reaches all of them.", "Pregunte a quien le agregó o en recepción. O presione {ask-administrator} en la página {reset-password}: así llega a todos.";
    CAN: "What they can do for you", "Qué puede hacer por usted";
    CAN_TEXT: "Tell you your Practice ID and username. Send you a link or tell you a code for a new password. End a wait. Help when your phone is lost. Correct your e-mail address.", "Decirle el ID del consultorio y su nombre de usuario. Enviarle un enlace o decirle un código para una contraseña nueva. Terminar una espera. Ayudarle si perdió el teléfono. Corregir su correo.";
    CANNOT: "What they can't do", "Qué no puede hacer";
    CANNOT_TEXT: "They never see or choose your password, and never need it. Nobody may ask you for it, nor for a security code.", "Nunca ve ni elige su contraseña, y nunca la necesita. Nadie debe pedírsela, ni tampoco un código de seguridad.";
    OTHERWISE: "Is there no other administrator, or can't you reach any? Ask whoever runs Vestibule for your practice. A practice should have two administrators, so that one can always help.", "¿No hay otro administrador o no puede localizarlo? Pregunte a quien opera Vestibule para su consultorio. Conviene tener dos administradores, para que siempre haya quien ayude.";
    WORDS: "who is my administrator, who is the administrator, who is our administrator, admin, office manager, who can help, contact, phone number of support, support, help desk, call somebody, owner, call support", "quién es mi administrador, quién es el administrador, administradora, gerente, quién me ayuda, contacto, soporte, mesa de ayuda, llamar a alguien, encargado";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "administrator", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[titled(FIND, FIND_TEXT), titled(CAN, CAN_TEXT), titled(CANNOT, CANNOT_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: admin_requests::text::ASK_TITLE, path: "/reset/ask" },
        Button { label: password_reset::text::TITLE, path: "/reset" },
    ],
    related: &[log_in::TOPIC, reset_practice_id::TOPIC, practice_id::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
