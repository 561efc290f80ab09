//! "How do I let somebody of my practice in again?"

use super::{messages, reset_phone, users};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::users::text as product;

crate::texts! {
    QUESTION: "How do I reset the password of somebody in my practice?", "¿Cómo restablezco la contraseña de alguien de mi consultorio?";
    ANSWER: "On their page you send a link, or show a code that you tell them. They choose the new password themselves: you never see it. It takes you a minute.", "En su página envía un enlace o muestra un código que usted le dice. La persona elige su contraseña nueva: usted nunca la ve. Le toma un minuto.";
    STEP_1: "Talk to the person first, by phone or in person: anybody can ask for help in somebody's name.", "Hable primero con la persona, por teléfono o cara a cara: cualquiera puede pedir ayuda en nombre de otro.";
    STEP_2: "Open {settings}. Whoever asked on the log-in page stands at the top under {asking-for-help}; else open {ehr-users} and choose the name.", "Abra {settings}. Quien lo pidió en la página de inicio de sesión aparece arriba, en {asking-for-help}; si no, abra {ehr-users} y elija el nombre.";
    STEP_3: "Under {contact-info}, {reset-panel}, press {send-link}. The link works once, for {link-minutes} minutes, and the page shows whether the mail has left.", "En {contact-info}, {reset-panel}, presione {send-link}. El enlace funciona una vez, durante {link-minutes} minutos, y la página muestra si el correo ya salió.";
    STEP_4: "No e-mail, or no time? Press {make-code} and tell the code. It is shown only once. They type it under {reset-password}, {have-code}, with their Practice ID and username.", "¿Sin correo o sin tiempo? Presione {make-code} y diga el código. Se muestra una sola vez. La persona lo escribe en {reset-password}, {have-code}, con el ID del consultorio y su usuario.";
    STEP_5: "They know the password, and only have to wait? Press {unlock-user} instead. Under {what-happened} you see why the last tries failed.", "¿Sabe la contraseña y solo debe esperar? Presione {unlock-user}. En {what-happened} ve por qué fallaron los últimos intentos.";
    OTHERWISE: "For another administrator a code works only after a day, so that everybody can object; a link is quicker. A deactivated person is reactivated first. Somebody who never had a password gets an invitation in the place of the link. For yourself, use {reset-password} on the log-in page. If the mail does not leave, look at {messages}.", "Para otro administrador el código funciona solo después de un día, para que cualquiera pueda objetar; un enlace es más rápido. A una persona desactivada hay que reactivarla primero. Quien nunca tuvo contraseña recibe una invitación en lugar del enlace. Para usted, use {reset-password} en la página de inicio de sesión. Si el correo no sale, vea {messages}.";
    WORDS: "reset somebody's password, reset staff password, reset user password, employee forgot password, help a colleague, unlock user, unlock somebody, send reset link, reset code for staff, ask my administrator request, coworker's password, reset a coworker's password, colleague can't log in, nurse can't log in", "restablecer la contraseña de alguien, restablecer contraseña de un empleado, empleado olvidó la contraseña, ayudar a un colega, desbloquear usuario, desbloquear a alguien, enviar enlace, código para un empleado, contraseña de un compañero, una compañera no puede entrar";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "reset-somebodys-password", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: product::EHR_USERS, path: "/settings/users" },
        Button { label: product::SETTINGS, path: "/settings" },
    ],
    related: &[reset_phone::TOPIC, users::TOPIC, messages::TOPIC],
    words: WORDS,
    texts: ALL,
};
