//! "Can I use an internet phone?" (topic 20)

use super::{code_trouble, set_up_phone, which_number};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::phones;

crate::texts! {
    QUESTION: "Can I use an internet phone (VOIP) for security codes?", "¿Puedo usar un teléfono por internet (VOIP) para los códigos de seguridad?";
    ANSWER: "Yes, but choose the call: texts often do not reach an internet phone. For a new password you need no phone number: that link comes by e-mail. A code is asked for when you log in.", "Sí, pero elija la llamada: los mensajes de texto a menudo no llegan a un teléfono por internet. Para una contraseña nueva no necesita número: ese enlace llega por correo. El código se pide al iniciar sesión.";
    STEP_1: "Use a number that rings you directly. A code can't reach an extension, nor somebody who must be asked for.", "Use un número que le llame directamente. El código no llega a una extensión ni a alguien a quien haya que pasar la llamada.";
    STEP_2: "When you set it up, press {call-me}. At the log-in, press {call-code}.", "Al configurarlo, presione {call-me}. Al iniciar sesión, presione {call-code}.";
    STEP_3: "Answer the call yourself and press any key. Only then is the code read, three times. A voicemail or a phone menu never hears it.", "Conteste usted la llamada y presione cualquier tecla. Solo entonces se lee el código, tres veces. Un buzón de voz o un menú telefónico nunca lo oye.";
    STEP_4: "If your phone asks callers to say their name first, switch that off, or answer in the app of your phone service.", "Si su teléfono pide a quien llama que diga su nombre, desactívelo o conteste en la aplicación de su servicio telefónico.";
    STEP_5: "If it is a line that the whole office answers, others can hear your code. A mobile phone of your own is better.", "Si es una línea que contesta toda la oficina, otras personas pueden oír su código. Es mejor un celular propio.";
    OTHERWISE: "If the call does not come either, use your mobile phone, an authenticator app or a passkey. When the internet is down, an internet phone is silent: keep recovery codes on paper.", "Si tampoco llega la llamada, use su celular, una aplicación de autenticación o una llave de acceso. Sin internet, un teléfono por internet no suena: guarde códigos de recuperación en papel.";
    WORDS: "voip, internet phone, google voice, ringcentral, vonage, voice over ip, office phone system, phone menu, auto attendant, virtual number", "voip, teléfono por internet, google voice, ringcentral, vonage, central telefónica, menú telefónico, número virtual";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "internet-phone", question: QUESTION };

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
