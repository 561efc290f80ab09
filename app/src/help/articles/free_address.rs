//! "How do I free an e-mail address?", for somebody else (topics 39, 59, 63)

use super::{change_log_in_email, help_somebody, log_in_email, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::users::text as product;

crate::texts! {
    QUESTION: "How do I change or free somebody's log-in e-mail?", "¿Cómo cambio o libero el correo de inicio de sesión de alguien?";
    ANSWER: "On their page, under {login-info}. To change it you ask, and the person finishes. To free it you need nobody, and the person logs in with Practice ID and username again.", "En su página, en {login-info}. Para cambiarlo, usted lo pide y la persona termina. Para liberarlo no necesita a nadie, y la persona vuelve a entrar con el ID del consultorio y el usuario.";
    CHANGE: "They have another address", "Tiene otra dirección";
    CHANGE_TEXT: "Press {change-somebody-email} and type the new address twice. A link goes there; the person opens it logged in and finishes. The old address is told, and logs in until the new one has.", "Presione {change-somebody-email} y escriba dos veces la dirección nueva. Allí llega un enlace; la persona lo abre con su sesión iniciada y termina. La dirección anterior recibe un aviso y sirve hasta que se use la nueva.";
    FREE: "The address is needed elsewhere, or its mailbox is gone", "La dirección hace falta en otra parte, o el buzón ya no existe";
    FREE_TEXT: "Press {release-address}. It is free at once, for any account in any practice. Tell the person their Practice ID and username, which stand there too.", "Presione {release-address}. Queda libre enseguida, para cualquier cuenta de cualquier consultorio. Dígale a la persona el ID del consultorio y su usuario, que también están ahí.";
    LEFT: "Somebody has left", "Alguien se fue";
    LEFT_TEXT: "{deactivate} keeps their address, so that it is theirs when they come back. Release it as well where they need it for a new practice.", "{deactivate} conserva su dirección, para que siga siendo suya si vuelve. Libérela también si la necesita en otro consultorio.";
    OTHERWISE: "An address that was only asked for and never confirmed keeps nobody out: whoever reads its mail can have a link of their own, and it ends by itself after two weeks.", "Una dirección que solo se pidió y nunca se confirmó no impide nada: quien lee su correo puede recibir un enlace propio, y la reserva caduca sola a las dos semanas.";
    WORDS: "free an email address, release email, email taken, unclaim email, change somebody's login email, employee new email, staff left email, reuse address, email used in other practice", "liberar correo, liberar dirección, correo ocupado, cambiar correo de un usuario, empleado nuevo correo, se fue y usa el correo, reutilizar dirección";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "free-address", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[titled(CHANGE, CHANGE_TEXT), titled(FREE, FREE_TEXT), titled(LEFT, LEFT_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: product::EHR_USERS, path: "/settings/users" }],
    related: &[change_log_in_email::TOPIC, log_in_email::TOPIC, users::TOPIC, help_somebody::TOPIC],
    words: WORDS,
    texts: ALL,
};
