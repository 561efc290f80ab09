//! "Why does my security code not arrive or not work?" (topic 45)

use super::{internet_phone, phone_lost, recovery_codes, security_code};
use crate::auth;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "Why does my security code not arrive or not work?", "¿Por qué no llega o no funciona mi código de seguridad?";
    ANSWER: "Give it a few minutes: some phone companies take up to ten. If it came and is refused, it is most often an older code, or one that was asked for in another window.", "Espere unos minutos: algunas compañías tardan hasta diez. Si llegó y no se acepta, casi siempre es un código anterior o se pidió en otra ventana.";
    SEVERAL: "Several messages came", "Llegaron varios mensajes";
    SEVERAL_TEXT: "Type the code of the newest. Each works once, for {code-minutes} minutes.", "Escriba el código del más reciente. Cada uno sirve una vez, durante {code-minutes} minutos.";
    WINDOW: "You have several windows open", "Tiene varias ventanas abiertas";
    WINDOW_TEXT: "A code works only in the window where you asked for it. Close the others, and ask again if need be.", "El código sirve solo en la ventana donde lo pidió. Cierre las demás y, si hace falta, pídalo de nuevo.";
    NOTHING: "Nothing comes", "No llega nada";
    NOTHING_TEXT: "See that the phone has a signal and is not in airplane mode, and look among blocked and unknown senders. Then press {call-instead}: a call often gets through.", "Compruebe que el teléfono tenga señal y no esté en modo avión, y revise los remitentes bloqueados y desconocidos. Luego presione {call-instead}: una llamada suele llegar.";
    LINE: "It is a landline or an internet phone", "Es un teléfono fijo o por internet";
    LINE_TEXT: "Texts often do not reach them. Choose the call, answer it yourself and press a key; a voicemail never hears the code.", "A menudo no reciben mensajes de texto. Elija la llamada, contéstela usted y presione una tecla; un buzón de voz nunca oye el código.";
    TRIES: "You typed it wrong several times", "Lo escribió mal varias veces";
    TRIES_TEXT: "After {code-tries} wrong tries that log-in is over. Log in again with your password and ask for a new code.", "Después de {code-tries} intentos fallidos ese inicio de sesión termina. Entre otra vez con su contraseña y pida un código nuevo.";
    MANY: "The page says that several codes were sent", "La página dice que se enviaron varios códigos";
    MANY_TEXT: "At most {codes-in-15-minutes} leave within 15 minutes, and {codes-in-a-day} within a day. The page tells you when the next one may leave.", "Salen como máximo {codes-in-15-minutes} en 15 minutos y {codes-in-a-day} en un día. La página le dice cuándo puede salir el siguiente.";
    APP: "The code is from an app", "El código es de una aplicación";
    APP_TEXT: "Type the one that it shows now. If it is refused, set the phone's time to automatic: app codes need the right time.", "Escriba el que muestra ahora. Si no se acepta, ponga la hora del teléfono en automático: esos códigos necesitan la hora correcta.";
    OTHERWISE: "Choose something under {another-way}, such as a recovery code. If nothing is left, an administrator of your practice can tell you a code for this one log-in.", "Elija algo en {another-way}, por ejemplo un código de recuperación. Si no le queda nada, un administrador de su consultorio puede decirle un código para este inicio de sesión.";
    WORDS: "code not arriving, code doesn't arrive, no code, never arrives, didn't receive code, code not working, wrong code, verification code wrong, code expired, invalid code, code rejected, code refused, entering the code, too many codes, text not coming, sms not received", "no llega el código, no me llega el código, no recibo el código, el código no funciona, código incorrecto, código vencido, código inválido, código rechazado, demasiados códigos, no llega el mensaje, no llega el sms";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "code-trouble", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Points(&[
        titled(SEVERAL, SEVERAL_TEXT),
        titled(WINDOW, WINDOW_TEXT),
        titled(NOTHING, NOTHING_TEXT),
        titled(LINE, LINE_TEXT),
        titled(TRIES, TRIES_TEXT),
        titled(MANY, MANY_TEXT),
        titled(APP, APP_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: auth::text::TITLE, path: "/login" }],
    related: &[security_code::TOPIC, phone_lost::TOPIC, internet_phone::TOPIC, recovery_codes::TOPIC],
    words: WORDS,
    texts: ALL,
};
