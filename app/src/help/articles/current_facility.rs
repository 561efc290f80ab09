//! "How do I change the facility I am working at?" (topic 61)

use super::{facilities, log_in, screen_lock};
use crate::current_facility;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I change the facility I work at?", "¿Cómo cambio la sede en la que trabajo?";
    ANSWER: "Press its name at the top of any page. There is nothing to log out of, and whatever you may see stays the same: the facility says where you are, not what you may do.", "Presione su nombre en la parte superior de cualquier página. No hace falta cerrar la sesión, y lo que puede ver sigue igual: la sede dice dónde está, no lo que puede hacer.";
    STEP_1: "Save what you are typing: the page is left.", "Guarde lo que está escribiendo: se sale de la página.";
    STEP_2: "At the top, beside your name, press the name of the facility. No name there? Your practice has one facility, and there is nothing to choose.", "Arriba, junto a su nombre, presione el nombre de la sede. ¿No hay ningún nombre? Su consultorio tiene una sola sede y no hay nada que elegir.";
    STEP_3: "Beside the other one press {work-here}. You come back to the page where you were.", "Junto a la otra, presione {work-here}. Vuelve a la página donde estaba.";
    OTHERWISE: "Other tabs of this browser say that the facility has changed, and show it with one tap. Another computer stays where it is; your next log-in begins where you were last. Is a facility missing? An administrator adds it, or takes it into use again.", "Las otras pestañas de este navegador avisan de que la sede cambió y la muestran con un toque. Otra computadora se queda donde está; su próximo inicio de sesión comienza donde estuvo por última vez. ¿Falta una sede? Un administrador la agrega o la vuelve a activar.";
    WORDS: "change facility, switch facility, current facility, wrong facility, switch location, change location, which office am i in, another branch, default facility", "cambiar de sede, sede actual, sede equivocada, cambiar de ubicación, en qué sede estoy, otra sucursal";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "current-facility", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: current_facility::text::TITLE, path: "/facility" }],
    related: &[facilities::TOPIC, log_in::TOPIC, screen_lock::TOPIC],
    words: WORDS,
    texts: ALL,
};
