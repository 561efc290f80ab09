//! "What does it mean to trust a browser?" (topic 6)

use super::{new_browser_mail, phone_lost, security_code};
use crate::account;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What does it mean to trust a browser?", "¿Qué significa confiar en un navegador?";
    ANSWER: "In a browser that you trust, your password will do, and no code is asked for. You decide it when you type a code, by ticking {trust-box}. Your password is asked for always.", "En un navegador de confianza basta la contraseña y no se pide ningún código. Usted lo decide al escribir un código, marcando {trust-box}. La contraseña se pide siempre.";
    LONG: "How long it lasts", "Cuánto dura";
    LONG_TEXT: "Your practice decides: at most {trust-days} days, or not at all. Then a code is asked for once more, and you may tick the box again.", "Lo decide su consultorio: {trust-days} días como máximo, o no se permite. Después se pide un código otra vez y puede marcar la casilla de nuevo.";
    ONLY: "For you and this browser alone", "Solo para usted y este navegador";
    ONLY_TEXT: "A colleague at the same computer needs a code of their own. Another browser, a private window, or deleted cookies mean a code again.", "Un colega en la misma computadora necesita su propio código. Con otro navegador, una ventana privada o las cookies borradas se pide el código otra vez.";
    ENDS: "What ends it", "Qué la termina";
    ENDS_TEXT: "A reset of your password, a change of your phone, app or recovery codes, and an administrator who ends it. You end it yourself under {my-account}, {codes-and-browsers}, with {trust-end}.", "Un restablecimiento de la contraseña, un cambio de su teléfono, aplicación o códigos de recuperación, y un administrador que la quita. Usted mismo la quita en {my-account}, {codes-and-browsers}, con {trust-end}.";
    WHERE: "Where not to do it", "Dónde no hacerlo";
    WHERE_TEXT: "On a computer that you share with strangers, such as one in a hotel or a library.", "En una computadora que comparte con extraños, como la de un hotel o una biblioteca.";
    OTHERWISE: "You ticked the box and are asked for a code all the same? Perhaps the browser deletes its cookies when you close it. In its settings, let it keep the cookies of this site. For some things, such as changes to accounts, a proof is asked for in any browser.", "¿Marcó la casilla y aun así se pide un código? Quizá el navegador borra las cookies al cerrarse. En su configuración, permita conservar las de este sitio. Para algunas cosas, como cambios en las cuentas, se pide una confirmación en cualquier navegador.";
    WORDS: "trust browser, trusted browser, remember this computer, remember device, don't ask for a code, code every time, asked for code every time, stop asking for code, skip code", "confiar en el navegador, navegador de confianza, recordar esta computadora, recordar dispositivo, no pedir código, código cada vez, me pide el código siempre, dejar de pedir código";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "browser-trust", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Points(&[titled(LONG, LONG_TEXT), titled(ONLY, ONLY_TEXT), titled(ENDS, ENDS_TEXT), titled(WHERE, WHERE_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: account::text::SECOND_STEP, path: "/account/second-step#trusted" }],
    related: &[security_code::TOPIC, new_browser_mail::TOPIC, phone_lost::TOPIC],
    words: WORDS,
    texts: ALL,
};
