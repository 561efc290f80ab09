//! "As an administrator, how can I reset a user's verification phone number?" (topic 8)

use super::{finish_phone_reset, help_somebody, users};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::users::text as product;

crate::texts! {
    QUESTION: "How do I reset somebody's verification phone number?", "¿Cómo restablezco el número de verificación de alguien?";
    ANSWER: "On their page, under {login-info}, with {reset-phone}. It takes the old number away at once. You never type a new one: the person sets it, and proves it with a code.", "En su página, en {login-info}, con {reset-phone}. El número anterior se quita enseguida. Usted nunca escribe uno nuevo: lo configura la persona y lo confirma con un código.";
    STEP_1: "Be sure that it is really this person who asks: meet them, or call them at a number that you know.", "Asegúrese de que realmente es esa persona quien lo pide: véala o llámela a un número que usted conozca.";
    STEP_2: "Open {settings}, {ehr-users}, and choose the name.", "Abra {settings}, {ehr-users}, y elija el nombre.";
    STEP_3: "Under {login-info} press {reset-phone}. You may have to confirm with your own password that it is you.", "En {login-info} presione {reset-phone}. Quizá deba confirmar con su propia contraseña que es usted.";
    STEP_4: "The person is told by e-mail. A code is asked for again in the browsers that needed none, if they have an app or a passkey; else the password alone lets them in.", "La persona recibe un aviso por correo. Si tiene una aplicación o una llave de acceso, se le pide también en los navegadores que no pedían nada; si no, entra solo con la contraseña.";
    STEP_5: "Tell them to log in and set the new number soon, under {my-account}, {codes-and-browsers}.", "Dígale que inicie sesión y configure pronto el número nuevo, en {my-account}, {codes-and-browsers}.";
    OTHERWISE: "The phone is only at home, or app and codes are gone as well? {one-log-in} takes nothing away: the person types that code once instead, within {one-log-in-minutes} minutes. For another administrator a second one presses {confirm-one-log-in}, or it works after a day. Your own number you change under {my-account}.", "¿Solo dejó el teléfono en casa, o perdió también la aplicación y los códigos? {one-log-in} no quita nada: la persona escribe ese código una vez, en un plazo de {one-log-in-minutes} minutos. Para otro administrador, un segundo presiona {confirm-one-log-in}, o sirve después de un día. Su propio número lo cambia en {my-account}.";
    WORDS: "reset phone number of user, reset verification phone, staff lost phone, employee new phone, change somebody's phone, reset second factor, reset two-step, code for one log-in, reset mfa", "restablecer número de verificación, restablecer teléfono de un usuario, empleado perdió el teléfono, empleado cambió de teléfono, restablecer segundo paso, código para un inicio de sesión";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "reset-phone", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: product::EHR_USERS, path: "/settings/users" }],
    related: &[finish_phone_reset::TOPIC, help_somebody::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
