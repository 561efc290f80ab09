//! "My verification phone number was reset. What do I do now?" (topic 16)

use super::{code_trouble, set_up_phone, which_number};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::phones;

crate::texts! {
    QUESTION: "My verification phone number was reset. What do I do now?", "Se restableció mi número de verificación. ¿Qué hago ahora?";
    ANSWER: "Your old number gets no codes any more. Log in, and set a new number. Nobody can do that for you, not even an administrator, because only you can type the code that comes to your phone.", "Su número anterior ya no recibe códigos. Inicie sesión y configure uno nuevo. Nadie puede hacerlo por usted, ni un administrador, porque solo usted puede escribir el código que llega a su teléfono.";
    STEP_1: "Log in with your password. If you have an app or a passkey, it is asked for as ever; else the password alone will do this time.", "Inicie sesión con su contraseña. Si tiene una aplicación o una llave de acceso, se pide como siempre; si no, esta vez basta la contraseña.";
    STEP_2: "Open {my-account}, {codes-and-browsers}. If your practice requires a second step, this page may come by itself.", "Abra {my-account}, {codes-and-browsers}. Si su consultorio exige un segundo paso, es posible que esta página aparezca sola.";
    STEP_3: "Beside {verification-phone} press {set-up}, and type the new number.", "Junto a {verification-phone} presione {set-up} y escriba el número nuevo.";
    STEP_4: "Press {text-me} or {call-me}, type the code that comes, and press {confirm-code}.", "Presione {text-me} o {call-me}, escriba el código que llega y presione {confirm-code}.";
    STEP_5: "You get a mail that your number was changed. Browsers that needed no code ask for one again.", "Recibe un correo que avisa que su número cambió. Los navegadores que no pedían código lo pedirán de nuevo.";
    OTHERWISE: "You did not ask for the reset? Tell another administrator of your practice now. If no code comes to the new number, try a call, or another number.", "¿No pidió usted el cambio? Avise ahora a otro administrador de su consultorio. Si no llega ningún código al número nuevo, pruebe con una llamada o con otro número.";
    WORDS: "phone number was reset, verification phone reset, complete reset of phone, finish phone reset, new number after reset, mail that my number was removed", "restablecieron mi número, se restableció mi número, completar el cambio de número, número nuevo después del restablecimiento, quitaron mi número";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "finish-phone-reset", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: phones::text::SET, path: "/account/phone" }],
    related: &[which_number::TOPIC, set_up_phone::TOPIC, code_trouble::TOPIC],
    words: WORDS,
    texts: ALL,
};
