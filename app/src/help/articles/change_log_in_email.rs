//! "How do I change my login email address?" (topic 63)

use super::{free_address, log_in_email, phone_lost, set_up_phone};
use crate::addresses::text as product;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I change the e-mail address that I log in with?", "¿Cómo cambio el correo con el que inicio sesión?";
    ANSWER: "Under {my-account}, {log-in-email}. The address you have logs you in until you have logged in with the new one, so nothing is lost if you stop half-way.", "En {my-account}, {log-in-email}. La dirección que tiene le sirve hasta que haya entrado con la nueva, así que no pierde nada si se detiene a medias.";
    STEP_1: "Type the new address twice and press {send-address-link}. You may have to confirm that it is you. The address you have gets a notice.", "Escriba dos veces la dirección nueva y presione {send-address-link}. Quizá deba confirmar que es usted. La dirección actual recibe un aviso.";
    STEP_2: "Open the link in the mail to the new address, logged in, and press {address-yes}.", "Abra el enlace enviado a la dirección nueva, con su sesión iniciada, y presione {address-yes}.";
    STEP_3: "Press {address-change}, and prove that it is you: your password, and a code by phone or what else you have set up.", "Presione {address-change} y demuestre que es usted: su contraseña y un código por teléfono, o lo que tenga configurado.";
    STEP_4: "Log out, and log in with the new address and the same password. From then on the old one is free, and you are logged out everywhere else.", "Cierre la sesión y entre con la dirección nueva y la misma contraseña. Desde entonces la antigua queda libre y se cierran sus demás sesiones.";
    OTHERWISE: "You got the notice and know nothing of it? Open the link in it and press {address-stop}: the change ends, everybody in your account is logged out, and your administrators are told. An administrator can ask for the change for you; you still open the link and finish. Without your phone you need another second step, or a code that an administrator tells you.", "¿Recibió el aviso y no sabe nada de esto? Abra su enlace y presione {address-stop}: el cambio termina, se cierra la sesión a todos en su cuenta y se avisa a sus administradores. Un administrador puede pedir el cambio por usted; usted abre el enlace y termina. Sin su teléfono necesita otro segundo paso o un código que le diga un administrador.";
    WORDS: "change login email, change log-in address, new email address, new e-mail, got married new name, wrong email login, this wasn't me, left old mailbox, mailbox closed", "cambiar correo de inicio de sesión, correo nuevo, nueva dirección de correo, no fui yo, cambié de correo, buzón cerrado";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "change-log-in-email", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: product::SECTION_GO, path: "/account/email" }],
    related: &[log_in_email::TOPIC, free_address::TOPIC, set_up_phone::TOPIC, phone_lost::TOPIC],
    words: WORDS,
    texts: ALL,
};
