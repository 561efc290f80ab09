//! "Do our mails, texts and calls arrive?"

use super::{code_trouble, help_somebody, spam_folder};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::messages;

crate::texts! {
    QUESTION: "How do I see whether our mails, texts and calls arrive?", "¿Cómo veo si llegan nuestros correos, mensajes y llamadas?";
    ANSWER: "Open {settings}, {messages}. The page says whether mail works and whether texts and calls work, what was sent last, and why something failed.", "Abra {settings}, {messages}. La página dice si funciona el correo y si funcionan los mensajes y las llamadas, qué se envió por último y por qué falló algo.";
    TEST: "Try it out", "Pruébelo";
    TEST_TEXT: "Under {send-test} press a button: a mail, a text or a call comes to yourself alone.", "En {send-test} presione un botón: un correo, un mensaje o una llamada le llega solo a usted.";
    LIST: "Find one message", "Encontrar un mensaje";
    LIST_TEXT: "{newest-messages} shows when, what and to whom. {sent} means that it has left; {delivered}, that the phone's company confirmed it; {perhaps-sent}, that there was no clear answer.", "{newest-messages} muestra cuándo, qué y a quién. {sent} significa que salió; {delivered}, que la compañía del teléfono lo confirmó; {perhaps-sent}, que no hubo una respuesta clara.";
    MAIL: "A mail failed", "Falló un correo";
    MAIL_TEXT: "Most often the address is wrong: correct it on the person's page in {ehr-users}. If it has left and is not there, have them look into the spam folder.", "Casi siempre la dirección está mal: corríjala en la página de la persona en {ehr-users}. Si salió y no llegó, pídale que mire en la carpeta de correo no deseado.";
    CODE: "A code failed", "Falló un código";
    CODE_TEXT: "The page names the cause, such as a landline that gets no texts, or a phone that is off. Have them ask for a call.", "La página dice la causa, por ejemplo un teléfono fijo que no recibe mensajes o un teléfono apagado. Pídale que elija la llamada.";
    LIMIT: "Nothing leaves any more today", "Hoy ya no sale nada";
    LIMIT_TEXT: "{limits} shows how many texts and calls your practice may have in a day. When it is reached, people log in with an app, a passkey or a recovery code until the next day.", "{limits} muestra cuántos mensajes y llamadas puede tener su consultorio en un día. Cuando se alcanza, se entra con una aplicación, una llave de acceso o un código de recuperación hasta el día siguiente.";
    OTHERWISE: "If the page says that something is not set up or does not work, tell whoever runs the server; a practice can't mend that itself. Until then, help people with a code that you tell in person.", "Si la página dice que algo no está configurado o no funciona, avise a quien opera el servidor; un consultorio no puede arreglarlo. Mientras tanto, ayude con un código que usted dice en persona.";
    WORDS: "messages and delivery, delivery, did the mail arrive, mail failed, text failed, test message, send test, sms limit, gateway, bounced, not delivered, how many texts", "mensajes y entregas, entrega, llegó el correo, falló el correo, falló el mensaje, mensaje de prueba, enviar prueba, límite de mensajes, no entregado, rebotado";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "messages", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(TEST, TEST_TEXT),
        titled(LIST, LIST_TEXT),
        titled(MAIL, MAIL_TEXT),
        titled(CODE, CODE_TEXT),
        titled(LIMIT, LIMIT_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: messages::text::TITLE, path: "/settings/messages" }],
    related: &[spam_folder::TOPIC, code_trouble::TOPIC, help_somebody::TOPIC],
    words: WORDS,
    texts: ALL,
};
