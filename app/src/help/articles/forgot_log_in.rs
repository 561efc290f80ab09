//! "What if I forgot the email I use to log in?" (topic 5), and Practice ID or username

use super::{administrator, log_in_email, practice_id_and_username, spam_folder};
use crate::help::model::{Article, Group, List, Topic, leading, titled};
use crate::reminders::text as product;

crate::texts! {
    QUESTION: "I forgot which e-mail address, Practice ID or username I log in with", "Olvidé con qué correo, ID del consultorio o usuario inicio sesión";
    ANSWER: "We send it to an address or a phone that we know already. Nobody can look it up by your name.", "Se lo enviamos a una dirección o un teléfono que ya conocemos. Nadie puede averiguarlo por su nombre.";
    REMIND: "Have it sent to you", "Pida que se lo envíen";
    REMIND_TEXT: "Type your e-mail address, or the phone that your codes go to, and press {remind-me}. The answer on the page is the same for everybody; look into your messages.", "Escriba su correo electrónico o el teléfono al que llegan sus códigos y presione {remind-me}. La página responde lo mismo a todos; revise sus mensajes.";
    SEARCH: "Search your mailboxes", "Busque en sus buzones";
    SEARCH_TEXT: "The mail that your account began with, \u{201c}{welcome-subject}\u{201d}, names Practice ID and username.", "El mensaje con el que empezó su cuenta, \u{00ab}{welcome-subject}\u{00bb}, dice el ID del consultorio y el usuario.";
    ASK: "Ask an administrator of your practice", "Pregunte a un administrador de su consultorio";
    ASK_TEXT: "They see it under {settings}, {ehr-users}, on your page, under {login-info}.", "Lo ve en {settings}, {ehr-users}, en su página, en {login-info}.";
    OTHERWISE: "The mailbox is gone, because you left an employer? Log in with the address as it is, and change it under {my-account}, {log-in-email}: for that you need your password and your phone, not the old mailbox. Without the password, an administrator helps.", "¿Ya no existe el buzón porque dejó ese empleo? Entre con esa misma dirección y cámbiela en {my-account}, {log-in-email}: para eso necesita su contraseña y su teléfono, no el buzón antiguo. Sin la contraseña, le ayuda un administrador.";
    WORDS: "forgot username, forgot user name, forgot practice id, forgot email, which email, what is my username, what is my login, forgot my login, lost practice id, don't remember", "olvidé mi usuario, olvidé el ID del consultorio, olvidé mi correo, cuál correo, cuál es mi usuario, no recuerdo mi usuario, no recuerdo con qué entro";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "forgot-log-in", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[
        leading(REMIND, REMIND_TEXT, product::TITLE, "/login/forgot"),
        titled(SEARCH, SEARCH_TEXT),
        titled(ASK, ASK_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[],
    related: &[practice_id_and_username::TOPIC, log_in_email::TOPIC, spam_folder::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
