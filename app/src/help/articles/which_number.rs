//! "Which phone number should I use?" (topic 48)

use super::{authenticator_app, internet_phone, recovery_codes, set_up_phone};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::phones;

crate::texts! {
    QUESTION: "Which phone number should I use for security codes?", "¿Qué número de teléfono conviene usar para los códigos de seguridad?";
    ANSWER: "Your own mobile phone, the one that you always have with you. You may need a code at home or on a trip, so do not use a phone that only rings at the office.", "Su propio celular, el que siempre lleva consigo. Puede necesitar un código en casa o de viaje, así que no use un teléfono que solo suena en la oficina.";
    WORKS: "What works", "Qué funciona";
    WORKS_TEXT: "Numbers of the United States and their territories, such as Puerto Rico and Guam, unless your practice has arranged for others. A mobile phone gets texts and calls.", "Números de Estados Unidos y sus territorios, como Puerto Rico y Guam, a menos que su consultorio haya dispuesto otros. Un celular recibe mensajes y llamadas.";
    LANDLINE: "A landline", "Un teléfono fijo";
    LANDLINE_TEXT: "It gets the code by call, if calls are set up here. You must be beside it to answer and to press a key.", "Recibe el código por llamada, si aquí están configuradas las llamadas. Usted debe estar junto a él para contestar y presionar una tecla.";
    SHARED: "A phone that others answer, too", "Un teléfono que también contestan otros";
    SHARED_TEXT: "Better not: whoever answers hears your code. Two people may use the same number, and your administrators see that they do.", "Mejor no: quien conteste oye su código. Dos personas pueden usar el mismo número, y sus administradores lo ven.";
    NOT: "What does not work", "Qué no funciona";
    NOT_TEXT: "Extensions, toll-free numbers, numbers that cost extra, pagers and voicemail boxes.", "Extensiones, números gratuitos, números con costo adicional, localizadores y buzones de voz.";
    RATES: "What it costs", "Cuánto cuesta";
    RATES_TEXT: "Your phone company's usual rates apply. We send nothing but codes, and a test if you are an administrator and ask for one.", "Se aplican las tarifas habituales de su compañía. Solo enviamos códigos y, si usted es administrador y la pide, una prueba.";
    OTHERWISE: "No phone that you like to use? An authenticator app or a passkey needs no number. Whatever you choose, make recovery codes and keep them on paper.", "¿No tiene un teléfono que quiera usar? Una aplicación de autenticación o una llave de acceso no necesitan número. Elija lo que elija, cree códigos de recuperación y guárdelos en papel.";
    WORDS: "which number, what phone number, best number, landline, office phone, mobile, cell phone, personal phone, work phone, share a phone number, foreign number, canada, mexico, puerto rico, extension, toll-free, cost", "qué número, cuál número, teléfono fijo, teléfono de la oficina, celular, móvil, teléfono personal, compartir número, número extranjero, méxico, puerto rico, extensión, costo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "which-number", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Points(&[
        titled(WORKS, WORKS_TEXT),
        titled(LANDLINE, LANDLINE_TEXT),
        titled(SHARED, SHARED_TEXT),
        titled(NOT, NOT_TEXT),
        titled(RATES, RATES_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: phones::text::SET, path: "/account/phone" }],
    related: &[set_up_phone::TOPIC, internet_phone::TOPIC, authenticator_app::TOPIC, recovery_codes::TOPIC],
    words: WORDS,
    texts: ALL,
};
