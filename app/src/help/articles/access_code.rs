//! "What is a Practice Access Code?" (topic 24)

use super::{administrator, invitation, practice_id, security_code, users};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What is a Practice Access Code?", "¿Qué es el código de acceso del consultorio?";
    ANSWER: "A secret of your practice: {access-code-length} letters and digits that every new person types once, beside the link in their mail, to set their account up. An administrator tells it by voice. Afterwards you don't need it any more.", "Un secreto de su consultorio: {access-code-length} letras y números que cada persona nueva escribe una vez, junto al enlace de su correo, para configurar su cuenta. Un administrador lo dice de viva voz. Después ya no lo necesita.";
    NEW: "You were invited", "Le invitaron";
    NEW_TEXT: "Call or see the administrator who is named in the mail, and have it read to you. Capitals and dashes don't matter. After {access-code-tries} wrong ones the invitation is closed, and an administrator sends a new one.", "Llame o vaya a ver al administrador que nombra el correo y pida que se lo lea. Las mayúsculas y los guiones no importan. Tras {access-code-tries} incorrectos la invitación se cierra y un administrador envía otra.";
    MIXED: "It is none of these", "No es ninguno de estos";
    MIXED_TEXT: "The Practice ID has {id-length} characters and says which practice you work at; it stands in the mail. A security code has {code-digits} digits and comes to a phone. The page tells you when you have typed one of them instead.", "El ID del consultorio tiene {id-length} caracteres y dice en qué consultorio trabaja; está en el correo. Un código de seguridad tiene {code-digits} números y llega a un teléfono. La página le avisa si escribió uno de ellos.";
    ADMIN: "Administrators find it", "Los administradores lo encuentran";
    ADMIN_TEXT: "It stands under {ehr-users}, {add-user}, and on the page of each person who was invited. Tell it on the phone or in person, never by mail or text.", "Está en {ehr-users}, {add-user}, y en la página de cada persona invitada. Dígalo por teléfono o en persona, nunca por correo ni por mensaje.";
    CHANGE: "Making a new one", "Crear uno nuevo";
    CHANGE_TEXT: "There press {new-access-code}. The old one is void at once; invitations that are open go on, with the new code. Do it when somebody leaves who knew it.", "Ahí presione {new-access-code}. El anterior deja de servir enseguida; las invitaciones abiertas siguen, con el código nuevo. Hágalo cuando se vaya alguien que lo conocía.";
    OTHERWISE: "Is it refused though you typed what you were told? A new one may have been made since. Ask once more. Nobody can send it to you in writing, and neither do we.", "¿No se acepta aunque escribió lo que le dijeron? Quizá después se creó uno nuevo. Pregunte otra vez. Nadie puede enviárselo por escrito, y nosotros tampoco.";
    WORDS: "practice access code, access code, pac, setup code, set up code, code for new users, new account code, where is my access code, code of 10 letters, regenerate access code", "código de acceso del consultorio, código de acceso, código para usuarios nuevos, código para configurar la cuenta, dónde está el código de acceso, código de 10 letras, nuevo código de acceso";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "practice-access-code", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[titled(NEW, NEW_TEXT), titled(MIXED, MIXED_TEXT), titled(ADMIN, ADMIN_TEXT), titled(CHANGE, CHANGE_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[invitation::TOPIC, practice_id::TOPIC, security_code::TOPIC, users::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
