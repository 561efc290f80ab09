//! "How do I prepare for planned downtime?" (topic 62)

use super::{administrator, messages, screen_lock};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::maintenance;

crate::texts! {
    QUESTION: "How do I prepare for planned downtime?", "¿Cómo me preparo para una interrupción planificada?";
    ANSWER: "Now and then the system is worked on, at night or on a weekend. Administrators get a mail a week before, and every page says so from the day before. While it lasts nobody can log in.", "De vez en cuando se trabaja en el sistema, de noche o en fin de semana. Los administradores reciben un correo una semana antes y cada página lo dice desde el día anterior. Mientras dura, nadie puede entrar.";
    BEFORE: "Before", "Antes";
    BEFORE_TEXT: "Open {downtime-kit}, press {make-kit} and print it: facilities, whom to call, patients as far as your edit level opens them, blank forms. Save what is open, and log out at the end of the day.", "Abra {downtime-kit}, presione {make-kit} e imprímalo: sedes, a quién llamar, pacientes según su nivel de edición, formularios en blanco. Guarde lo que esté abierto y cierre la sesión al final del día.";
    DURING: "While it lasts", "Mientras dura";
    DURING_TEXT: "Every page says until when. Note on paper who came, when and what was done. What was half typed when it began waits behind the screen lock in its tab.", "Cada página dice hasta cuándo. Anote en papel quién vino, cuándo y qué se hizo. Lo que quedó a medias espera tras el bloqueo de pantalla en su pestaña.";
    AFTER: "Afterwards", "Después";
    AFTER_TEXT: "Log in as always and enter what is on paper. Then shred it.", "Entre como siempre y registre lo que está en papel. Después destrúyalo.";
    OTHERWISE: "Nobody told you, and nothing works? Then it is no planned downtime: press {check} on the log-in page, and ask whoever looks after your network.", "¿Nadie avisó y nada funciona? Entonces no es una interrupción planificada: presione {check} en la página de inicio de sesión y pregunte a quien se ocupa de su red.";
    WORDS: "downtime, maintenance, planned outage, system down, not available, upgrade tonight, release, print patients before, paper, downtime kit, cannot log in tonight, outage", "interrupción, mantenimiento, fuera de servicio, no disponible, actualización, imprimir pacientes antes, papel, kit, no puedo entrar esta noche, caída";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "downtime", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[titled(BEFORE, BEFORE_TEXT), titled(DURING, DURING_TEXT), titled(AFTER, AFTER_TEXT)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: maintenance::text::KIT_TITLE, path: "/downtime" }],
    related: &[administrator::TOPIC, screen_lock::TOPIC, messages::TOPIC],
    words: WORDS,
    texts: ALL,
};
