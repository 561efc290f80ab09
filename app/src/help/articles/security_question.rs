//! "What is the security question for?"

use super::{administrator, reset_password, reset_practice_id};
use crate::account;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What is the security question for?", "¿Para qué sirve la pregunta de seguridad?";
    ANSWER: "It is asked when you reset your password by yourself, after the link from your mail. So somebody who reads your mail still does not get into your account.", "Se hace cuando usted restablece su contraseña por su cuenta, después del enlace de su correo. Así, quien lea su correo todavía no entra en su cuenta.";
    SET: "How to set it", "Cómo establecerla";
    SET_TEXT: "Under {my-account}, {question}, choose a question, type the answer and your current password, and press {question-save}.", "En {my-account}, {question}, elija una pregunta, escriba la respuesta y su contraseña actual, y presione {question-save}.";
    ANSWER_TITLE: "What to answer", "Qué responder";
    ANSWER_TEXT: "Something that you know at once and your colleagues do not. Capitals and spaces do not matter.", "Algo que usted sepa enseguida y sus colegas no. Las mayúsculas y los espacios no importan.";
    NONE: "You have none", "No tiene ninguna";
    NONE_TEXT: "Your practice may require one. Then the link alone does not let you in, and an administrator must help. Better set it today.", "Su consultorio puede exigirla. Entonces el enlace solo no le deja entrar y debe ayudar un administrador. Mejor establézcala hoy.";
    OTHERWISE: "You don't know the answer any more? On that page press {forgot-answer}. Once you are in, set a new one. If {my-account} shows no such section, your practice does not use the question.", "¿Ya no sabe la respuesta? En esa página presione {forgot-answer}. Una vez dentro, establezca otra. Si {my-account} no muestra esa sección, su consultorio no usa la pregunta.";
    WORDS: "security question, secret question, secret answer, forgot the answer, wrong answer, change question", "pregunta de seguridad, pregunta secreta, respuesta secreta, olvidé la respuesta, respuesta incorrecta, cambiar la pregunta";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "security-question", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[titled(SET, SET_TEXT), titled(ANSWER_TITLE, ANSWER_TEXT), titled(NONE, NONE_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: account::text::QUESTION, path: "/account#question-section" }],
    related: &[reset_password::TOPIC, reset_practice_id::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
