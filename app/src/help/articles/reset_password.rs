//! "How do I reset my password?" (topic 3)

use super::{password_rules, reset_practice_id, security_question, spam_folder};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::password_reset;

crate::texts! {
    QUESTION: "How do I reset my password?", "¿Cómo restablezco mi contraseña?";
    ANSWER: "Choose {reset-password}, right of the password box on the log-in page. We send a link to the e-mail address that your practice has on file, and with it you choose a new password.", "Elija {reset-password}, a la derecha de la contraseña en la página de inicio de sesión. Enviamos un enlace a la dirección de correo que su consultorio tiene registrada, y con él usted elige una contraseña nueva.";
    STEP_1: "On the page {reset-password}, type your Practice ID and your username.", "En la página {reset-password}, escriba el ID del consultorio y su nombre de usuario.";
    STEP_2: "Press {send-me-link}.", "Presione {send-me-link}.";
    STEP_3: "Open the mail with the subject {reset-subject}. The link works once, for {link-minutes} minutes.", "Abra el correo con el asunto {reset-subject}. El enlace funciona una vez, durante {link-minutes} minutos.";
    STEP_4: "Press {go-on}. If your practice asks a security question, answer it.", "Presione {go-on}. Si su consultorio hace una pregunta de seguridad, respóndala.";
    STEP_5: "Type your new password, press {set-password}, and log in with it.", "Escriba su contraseña nueva, presione {set-password} e inicie sesión con ella.";
    STEP_6: "Wherever you were logged in, you log in again. Your phone, app and passkeys stay set up. Browsers that needed no code ask for one again.", "Donde tenía sesiones abiertas deberá iniciar sesión otra vez. Su teléfono, su aplicación y sus llaves de acceso siguen configurados. Los navegadores que no pedían código lo pedirán de nuevo.";
    OTHERWISE: "No mail after five minutes, or no e-mail at all? On the same page press {ask-administrator}. The administrators of your practice see your name, and one of them can tell you a code.", "¿No llega nada en cinco minutos, o no tiene correo? En la misma página presione {ask-administrator}. Quienes administran su consultorio ven su nombre y pueden decirle un código.";
    WORDS: "forgot password, forgotten password, lost password, new password, change password, reset password, password expired, reset link, don't remember my password, temporary password", "olvidé mi contraseña, perdí la contraseña, contraseña nueva, cambiar contraseña, restablecer contraseña, recuperar contraseña, clave, olvidé mi clave, no recuerdo mi contraseña, enlace";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "reset-password", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5), step(STEP_6)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: password_reset::text::TITLE, path: "/reset" }],
    related: &[reset_practice_id::TOPIC, spam_folder::TOPIC, password_rules::TOPIC, security_question::TOPIC],
    words: WORDS,
    texts: ALL,
};
