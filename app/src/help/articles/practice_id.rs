//! "What is a Practice ID, and where do I find mine?"

use super::{administrator, log_in, practice_id_and_username};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What is a Practice ID, and where do I find mine?", "¿Qué es el ID del consultorio y dónde encuentro el mío?";
    ANSWER: "It is the short name of your practice: {id-length} letters and digits, such as ABC-120-B. Everybody in your practice has the same one, so anybody you work with can tell you.", "Es el nombre corto de su consultorio: {id-length} letras y números, como ABC-120-B. Es el mismo para todas las personas del consultorio, así que cualquier colega puede decírselo.";
    COLLEAGUE: "Ask a colleague who is logged in", "Pregunte a un colega que tenga la sesión abierta";
    COLLEAGUE_TEXT: "It stands on the first page after the log-in, under {your-account}.", "Está en la primera página después de iniciar sesión, en {your-account}.";
    MAIL: "Look into your mail", "Busque en su correo";
    MAIL_TEXT: "If an administrator added you with your e-mail address, our first message to you has your Practice ID and your username. Its subject is {welcome-subject}.", "Si un administrador le agregó con su dirección de correo, nuestro primer mensaje trae el ID del consultorio y su nombre de usuario. Su asunto es {welcome-subject}.";
    ADMIN: "Ask an administrator", "Pregunte a un administrador";
    ADMIN_TEXT: "They see the Practice ID and your username on your page in {ehr-users}, under {login-info}.", "Ve el ID del consultorio y su nombre de usuario en la página de usted en {ehr-users}, en {login-info}.";
    REMEMBER: "Let this computer remember it", "Deje que esta computadora lo recuerde";
    REMEMBER_TEXT: "On the log-in page, tick {remember}. Then you type it only once.", "En la página de inicio de sesión, marque {remember}. Así lo escribe una sola vez.";
    OTHERWISE: "Did you mistype it? The log-in page often finds the wrong character and offers the right one. If nobody in your practice knows the Practice ID, ask whoever runs Vestibule for you.", "¿Se equivocó al escribirlo? La página de inicio de sesión a menudo encuentra el carácter equivocado y ofrece el correcto. Si nadie en su consultorio conoce el ID, pregunte a quien opera Vestibule para ustedes.";
    WORDS: "practice id, practice number, clinic id, clinic code, office id, account number, find my practice id, forgot practice id, forgot username, what is my username, abc-120-b", "id del consultorio, cuál es el id, id de la clínica, número del consultorio, código del consultorio, código de la clínica, identificador, olvidé el id, olvidé mi usuario, cuál es mi usuario";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "practice-id", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[
        titled(COLLEAGUE, COLLEAGUE_TEXT),
        titled(MAIL, MAIL_TEXT),
        titled(ADMIN, ADMIN_TEXT),
        titled(REMEMBER, REMEMBER_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[log_in::TOPIC, practice_id_and_username::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
