//! "How do I set a new practice up?" (topic 2)

use super::{administrator, invitation, practice_id, spam_folder, users};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::sign_up;

crate::texts! {
    QUESTION: "How do I set up a new practice?", "¿Cómo configuro un consultorio nuevo?";
    ANSWER: "With your e-mail address and one form, where the people who run this service allow it. You become the first administrator, and get the Practice ID that everybody at your practice logs in with.", "Con su correo electrónico y un formulario, donde lo permite quien opera este servicio. Usted será el primer administrador y recibirá el ID del consultorio con el que inicia sesión todo su personal.";
    STEP_1: "Is your practice here already? Then ask its administrator for an invitation instead: a second practice would be an empty one.", "¿Su consultorio ya está aquí? Entonces pida una invitación a quien lo administra: un segundo consultorio estaría vacío.";
    STEP_2: "Open {sign-up-title}, type your e-mail address and press {sign-up-send}.", "Abra {sign-up-title}, escriba su correo electrónico y presione {sign-up-send}.";
    STEP_3: "Open the link in the mail, on the computer you want to go on with. It works once, for a day, and only the newest one works.", "Abra el enlace del correo en la computadora con la que quiera continuar. Funciona una vez, durante un día, y solo sirve el más reciente.";
    STEP_4: "Fill in the name of the practice, its time zone, your name, a username and a password of at least {shortest-password} characters. Press {sign-up-make}.", "Complete el nombre del consultorio, su zona horaria, su nombre, un usuario y una contraseña de al menos {shortest-password} caracteres. Presione {sign-up-make}.";
    STEP_5: "Write the Practice ID down, or keep the mail that has it. Then follow the list under {settings}: a second administrator comes first.", "Anote el ID del consultorio o guarde el correo que lo contiene. Después siga la lista en {settings}: lo primero es un segundo administrador.";
    OTHERWISE: "No such page here? Then whoever runs this service sets practices up: ask them. They need the name of the practice and its time zone.", "¿Aquí no existe esa página? Entonces los consultorios los configura quien opera este servicio: pregúntele. Necesita el nombre del consultorio y su zona horaria.";
    WORDS: "sign up, signup, register, registration, new clinic, new practice, create practice, create account, open an account, start, first administrator, get a practice id", "registrarse, registro, consultorio nuevo, clínica nueva, crear consultorio, crear cuenta, abrir una cuenta, empezar, primer administrador, obtener un id";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "new-practice", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: sign_up::text::TITLE, path: sign_up::model::PATH }],
    related: &[invitation::TOPIC, practice_id::TOPIC, spam_folder::TOPIC, administrator::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
