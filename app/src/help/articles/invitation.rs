//! "I was invited. How do I set my account up?" (topic 2)

use super::{access_code, administrator, password_rules, set_up_phone, spam_folder};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "I was invited: how do I set my account up?", "Me invitaron: ¿cómo configuro mi cuenta?";
    ANSWER: "With the link in our mail and the Practice Access Code that an administrator tells you. It takes three minutes, and at the end you are logged in.", "Con el enlace de nuestro correo y el código de acceso del consultorio que le dice un administrador. Toma tres minutos, y al final ya ha iniciado sesión.";
    STEP_1: "Look for our mail with the subject {welcome-subject}, in the spam folder too. Its link works once, for {invitation-days} days, and only the newest one works.", "Busque nuestro correo con el asunto {welcome-subject}, también en el correo no deseado. Su enlace funciona una vez, durante {invitation-days} días, y solo sirve el más reciente.";
    STEP_2: "Open the link and press {invitation-go-on}.", "Abra el enlace y presione {invitation-go-on}.";
    STEP_3: "Call or see the administrator who is named in the mail. They read the Practice Access Code to you: {access-code-length} letters and digits. Type it.", "Llame o vaya a ver al administrador que nombra el correo. Le leerá el código de acceso del consultorio: {access-code-length} letras y números. Escríbalo.";
    STEP_4: "Choose a password of at least {shortest-password} characters and press {first-password}. Or press {passkey-create}: your device then asks for your fingerprint, face or PIN, and you need no password.", "Elija una contraseña de al menos {shortest-password} caracteres y presione {first-password}. O presione {passkey-create}: su dispositivo le pide su huella, su cara o su PIN, y no necesita contraseña.";
    STEP_5: "Set up a phone, or choose {phone-later}. Keep the mail: it has the Practice ID and the username that you log in with.", "Configure un teléfono o elija {phone-later}. Guarde el correo: tiene el ID del consultorio y el usuario con los que inicia sesión.";
    OTHERWISE: "Is the invitation over or closed? Its page has the button {ask-invitation}: the administrators of your practice see that you wait and send another one. No mail at all? Ask them to look at the address on your page.", "¿La invitación venció o se cerró? Su página tiene el botón {ask-invitation}: los administradores de su consultorio ven que usted espera y envían otra. ¿Ningún correo? Pídales que revisen la dirección en la página de usted.";
    WORDS: "invitation, invited, invitation expired, invitation closed, first log-in, first login, set up my account, activate account, new account, invitation link, invitation link doesn't work, invitation not working, welcome email, verification email, link expired new account, i am new here", "invitación, me invitaron, invitación vencida, invitación cerrada, primer inicio de sesión, configurar mi cuenta, activar cuenta, cuenta nueva, enlace de la invitación, la invitación no funciona, correo de bienvenida, soy nuevo, soy nueva";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "invitation", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[access_code::TOPIC, spam_folder::TOPIC, password_rules::TOPIC, set_up_phone::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
