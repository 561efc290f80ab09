//! "How do I check my spam folder?" (topic 38)

use super::{administrator, reset_password, reset_practice_id};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::password_reset;

crate::texts! {
    QUESTION: "How do I check my spam folder?", "¿Cómo reviso la carpeta de correo no deseado?";
    ANSWER: "Our mail comes within a few minutes. If you do not see it, your mail program may have put it into a folder named Spam, Junk or Promotions.", "Nuestro correo llega en pocos minutos. Si no lo ve, puede estar en una carpeta llamada Spam, Correo no deseado o Promociones.";
    STEP_1: "Open your mail and look at the list of folders, usually on the left. In Gmail and Yahoo the folder is Spam; in Outlook it is Junk Email; in iCloud it is Junk. If you don't see it, choose More.", "Abra su correo y mire la lista de carpetas, casi siempre a la izquierda. En Gmail y Yahoo la carpeta es Spam; en Outlook, Correo no deseado; en iCloud, No deseado. Si no la ve, elija Más.";
    STEP_2: "Look for the subject. For a new password it is {reset-subject}; for a new account it is {welcome-subject}.", "Busque el asunto. Para una contraseña nueva es {reset-subject}; para una cuenta nueva, {welcome-subject}.";
    STEP_3: "Open it and choose Not spam or Not junk, so that the next one comes to your inbox.", "Ábralo y elija No es spam o No es correo no deseado, para que el próximo llegue a su bandeja de entrada.";
    STEP_4: "If the link for a new password is older than {link-minutes} minutes, it does not work any more. Ask for a new one with {send-again}; only the newest link counts.", "Si el enlace para una contraseña nueva tiene más de {link-minutes} minutos, ya no funciona. Pida otro con {send-again}; solo vale el más reciente.";
    STEP_5: "In a clinic's own mail a filter may hold messages back before they reach you. Ask whoever looks after your mail to let ours through.", "En el correo propio de una clínica, un filtro puede detener los mensajes antes de que le lleguen. Pida a quien mantiene su correo que deje pasar los nuestros.";
    OTHERWISE: "Your practice may have no address of yours, or an old one. Press {ask-administrator} on the page {reset-password}: an administrator sees your address and can tell you a code instead. Security codes never come by mail; they come to your phone.", "Quizá su consultorio no tenga su dirección o tenga una antigua. Presione {ask-administrator} en la página {reset-password}: un administrador ve su dirección y puede decirle un código. Los códigos de seguridad nunca llegan por correo; llegan a su teléfono.";
    WORDS: "spam, junk, email not arriving, no email, mail not arriving, didn't get the email, did not receive email, where is the link, link not arriving, promotions, quarantine, mail filter", "spam, correo no deseado, no llega el correo, no me llega el correo, no me llegó el correo, no recibí el correo, dónde está el enlace, no llega el enlace, basura, promociones, filtro de correo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "spam-folder", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: password_reset::text::TITLE, path: "/reset" }],
    related: &[reset_password::TOPIC, reset_practice_id::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
