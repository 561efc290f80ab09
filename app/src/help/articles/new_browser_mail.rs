//! "Why did I get a mail about a log-in from a new browser?"

use super::{administrator, browser_trust, password_rules};
use crate::account;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "Why did I get a mail about a log-in from a new browser?", "¿Por qué recibí un correo sobre un inicio de sesión desde un navegador nuevo?";
    ANSWER: "Somebody logged in to your account with a browser that we had not seen with you before. Most often that was you, on a new computer or after the browser forgot us. Then there is nothing to do.", "Alguien inició sesión en su cuenta con un navegador que no conocíamos de usted. Casi siempre fue usted, en una computadora nueva o después de que el navegador nos olvidó. Entonces no tiene que hacer nada.";
    WHEN: "When such a mail comes", "Cuándo llega este correo";
    WHEN_TEXT: "At the first log-in with another computer, phone, browser or private window; after the cookies were deleted; and after a reset of your password.", "En el primer inicio de sesión con otra computadora, teléfono, navegador o ventana privada; después de borrar las cookies; y después de restablecer la contraseña.";
    YOU: "It was you", "Fue usted";
    YOU_TEXT: "Leave it. The next log-in there sends no mail.", "Déjelo así. El próximo inicio de sesión ahí no envía ningún correo.";
    NOT: "It was not you", "No fue usted";
    NOT_TEXT: "Choose another password at once, under {my-account}, {change-password}: that logs everybody else out. Then tell an administrator of your practice.", "Elija otra contraseña enseguida, en {my-account}, {change-password}: eso cierra la sesión de todos los demás. Después avise a un administrador de su consultorio.";
    SURE: "You are not sure", "No está seguro";
    SURE_TEXT: "Look under {my-account} at {where-logged-in} and {known-browsers}: they tell which browser it was, and when. End what you do not know with {end-session}.", "Mire en {my-account} las secciones {where-logged-in} y {known-browsers}: dicen qué navegador fue y cuándo. Cierre lo que no reconozca con {end-session}.";
    OTHERWISE: "Does the mail come at every log-in? Then the browser deletes its cookies when it closes. In its settings, let it keep those of this site. Is the mail strange to you? Do not use anything in it: open the log-in page yourself.", "¿Llega el correo en cada inicio de sesión? Entonces el navegador borra las cookies al cerrarse. En su configuración, permita conservar las de este sitio. ¿Le parece extraño el correo? No use nada de él: abra usted la página de inicio de sesión.";
    WORDS: "new browser, mail new browser, email about login, suspicious login, unknown login, somebody logged in, security alert, was it me, hacked, someone in my account, unknown session", "navegador nuevo, correo de navegador nuevo, aviso de inicio de sesión, acceso sospechoso, acceso desconocido, alguien entró, alerta de seguridad, hackearon, alguien en mi cuenta";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "new-browser-mail", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[titled(WHEN, WHEN_TEXT), titled(YOU, YOU_TEXT), titled(NOT, NOT_TEXT), titled(SURE, SURE_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: account::text::SESSIONS, path: "/account#sessions" },
        Button { label: account::text::CHANGE, path: "/account#password" },
    ],
    related: &[browser_trust::TOPIC, password_rules::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
