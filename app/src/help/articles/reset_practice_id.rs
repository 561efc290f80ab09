//! "How do I reset the password that goes with my Practice ID and username?" (topic 25)

use super::{administrator, practice_id, reset_password, security_question};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::password_reset;

crate::texts! {
    QUESTION: "How do I reset the password for my Practice ID and username?", "¿Cómo restablezco la contraseña de mi ID del consultorio y usuario?";
    ANSWER: "There are two ways: a link that we send to you, or a code that an administrator tells you. For both you need your Practice ID and your username, but not the old password.", "Hay dos formas: un enlace que le enviamos, o un código que le dice un administrador. Para ambas necesita el ID del consultorio y su nombre de usuario, pero no la contraseña anterior.";
    LINK: "With a link", "Con un enlace";
    LINK_TEXT: "Choose {reset-password}, type both, and press {send-me-link}. The link comes by e-mail and works for {link-minutes} minutes.", "Elija {reset-password}, escriba ambos datos y presione {send-me-link}. El enlace llega por correo y funciona durante {link-minutes} minutos.";
    CODE: "With a code", "Con un código";
    CODE_TEXT: "Call or see an administrator of your practice. They tell you a code of 12 letters and digits. Choose {reset-password}, then {have-code}, and type all three.", "Llame o vaya a ver a un administrador de su consultorio. Le dirá un código de 12 letras y números. Elija {reset-password}, luego {have-code}, y escriba los tres datos.";
    NO_QUESTION: "You have no security question", "No tiene pregunta de seguridad";
    NO_QUESTION_TEXT: "Your practice may ask one before it lets a link work. If you never set one, the page offers {ask-administrator} instead.", "Su consultorio puede exigir una antes de que el enlace funcione. Si nunca la estableció, la página ofrece {ask-administrator}.";
    FORGOT_BOTH: "You don't know the Practice ID or the username", "No sabe el ID o el nombre de usuario";
    FORGOT_BOTH_TEXT: "An administrator can read both to you. They also stand in our first mail to you, {welcome-subject}.", "Un administrador puede leerle ambos. También están en nuestro primer correo, {welcome-subject}.";
    OTHERWISE: "Are you the only administrator of your practice? Then nobody there can help. Ask whoever runs Vestibule for you: they can make a link for you.", "¿Es usted el único administrador de su consultorio? Entonces nadie allí puede ayudar. Pregunte a quien opera Vestibule para ustedes: puede crear un enlace para usted.";
    WORDS: "reset with practice id, reset code from administrator, i have a code, code of 12 letters, no security question, reset without email, no email address, practice id username password reset", "restablecer con id del consultorio, código del administrador, tengo un código, código de 12 letras, sin pregunta de seguridad, restablecer sin correo, no tengo correo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "reset-practice-id-and-username", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[
        titled(LINK, LINK_TEXT),
        titled(CODE, CODE_TEXT),
        titled(NO_QUESTION, NO_QUESTION_TEXT),
        titled(FORGOT_BOTH, FORGOT_BOTH_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: password_reset::text::TITLE, path: "/reset" },
        Button { label: password_reset::text::HAVE_CODE, path: "/reset/code" },
    ],
    related: &[reset_password::TOPIC, practice_id::TOPIC, security_question::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
