//! "I need help logging in": what helps most people, in the order that helps most.

use super::{administrator, practice_id, practice_id_and_username, reset_password, small_window};
use crate::help::model::{Article, Group, List, Topic, leading, titled};
use crate::{home, password_reset};

crate::texts! {
    QUESTION: "Help with logging in", "Ayuda para iniciar sesión";
    ANSWER: "Try these one after the other: they are in the order that helps most people. You can't break anything by trying.", "Pruebe esto paso a paso: está en el orden que ayuda a la mayoría. No puede estropear nada por probar.";
    TYPED: "Check what you typed", "Revise lo que escribió";
    TYPED_TEXT: "Your Practice ID has {id-length} letters and digits, such as ABC-120-B. Capitals, dashes and spaces do not matter there. In the password every character counts, capitals too: press {show} to see it.", "El ID de su consultorio tiene {id-length} letras y números, como ABC-120-B. Ahí no importan las mayúsculas, los guiones ni los espacios. En la contraseña cuenta cada carácter, también las mayúsculas: presione {show} para verla.";
    FILLED: "Do not trust what the browser filled in", "No confíe en lo que completó el navegador";
    FILLED_TEXT: "A saved password may be old, or belong to another practice. Empty the boxes and type everything yourself.", "Una contraseña guardada puede ser antigua o de otro consultorio. Vacíe las casillas y escriba todo usted.";
    FORGOT: "Forgot your password?", "¿Olvidó su contraseña?";
    FORGOT_TEXT: "Choose {reset-password}. We send a link to the address that your practice has on file, or your administrator helps.", "Elija {reset-password}. Enviamos un enlace a la dirección que su consultorio tiene registrada, o le ayuda su administrador.";
    ASK: "Ask an administrator of your practice", "Pregunte a un administrador de su consultorio";
    ASK_TEXT: "Often that is the provider or the office manager. They know your Practice ID and username, and they see why the last try failed.", "A menudo es el médico o el gerente. Conocen el ID del consultorio y su nombre de usuario, y ven por qué falló el último intento.";
    CHECK: "Check this computer", "Revise esta computadora";
    CHECK_TEXT: "Cookies, clock, zoom and window size can stand in the way. This page looks at them for you.", "Las cookies, el reloj, el zoom y el tamaño de la ventana pueden estorbar. Esta página los revisa por usted.";
    DOOR: "Come in by the front door", "Entre por la puerta principal";
    DOOR_TEXT: "An old bookmark or desktop icon may open a small or outdated page. Start at the home page and choose {log-in}.", "Un favorito o un icono antiguo puede abrir una página pequeña u obsoleta. Empiece en la página principal y elija {log-in}.";
    HOME_LINK: "Go to the home page", "Ir a la página principal";
    OTHERWISE: "On the page {reset-password}, press {ask-administrator}. The administrators of your practice see your name and can let you in.", "En la página {reset-password}, presione {ask-administrator}. Quienes administran su consultorio ven su nombre y pueden dejarle entrar.";
    WORDS: "can't log in, cannot sign in, login problem, not working, trouble logging in, help, sign in, get in, access, won't let me in", "no puedo entrar, no puedo iniciar sesión, no puedo ingresar, problema para entrar, no funciona, acceso, no me deja entrar, ingresar";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "log-in", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[
        titled(TYPED, TYPED_TEXT),
        titled(FILLED, FILLED_TEXT),
        leading(FORGOT, FORGOT_TEXT, password_reset::text::TITLE, "/reset"),
        titled(ASK, ASK_TEXT),
        leading(CHECK, CHECK_TEXT, home::text::CHECK_LINK, "/check"),
        leading(DOOR, DOOR_TEXT, HOME_LINK, "/"),
    ]),
    otherwise: OTHERWISE,
    buttons: &[],
    related: &[
        practice_id_and_username::TOPIC,
        practice_id::TOPIC,
        reset_password::TOPIC,
        administrator::TOPIC,
        small_window::TOPIC,
    ],
    words: WORDS,
    texts: ALL,
};
