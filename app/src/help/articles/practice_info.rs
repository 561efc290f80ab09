//! "How do I edit the practice's information?" (topic 58)

use super::{administrator, facilities, practice_id, security_policy};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::practice_info;

crate::texts! {
    QUESTION: "How do I change my practice's name, address or logo?", "¿Cómo cambio el nombre, la dirección o el logotipo de mi consultorio?";
    ANSWER: "An administrator does it under {settings}, {practice-page}. A new name stands on every page and in every mail at once; the Practice ID never changes.", "Lo hace un administrador en {settings}, {practice-page}. Un nombre nuevo aparece enseguida en todas las páginas y correos; el ID del consultorio no cambia nunca.";
    STEP_1: "Open {settings}, {practice-page}. Where the practice works, with hours and numbers of each place, is under {facilities}.", "Abra {settings}, {practice-page}. Dónde trabaja el consultorio, con el horario y los números de cada lugar, está en {facilities}.";
    STEP_2: "Change what has changed. The NPI is the group's own (type 2), not a person's; the billing address only where it differs.", "Cambie lo que cambió. El NPI es el del grupo (tipo 2), no el de una persona; la dirección de facturación solo si es distinta.";
    STEP_3: "With {notices-email} what administrators are told by mail also goes to a mailbox that several people read.", "Con {notices-email}, lo que se avisa por correo a los administradores llega también a un buzón que leen varias personas.";
    STEP_4: "{logo-add} puts your logo at the top of what is printed: a PNG or JPEG picture of up to 1 MB.", "{logo-add} pone su logotipo arriba en lo que se imprime: una imagen PNG o JPEG de hasta 1 MB.";
    OTHERWISE: "Somebody else changed it at the same time? The page shows both, beside each box. What was changed lately stands at the foot of {settings}, and most of it can be undone there.", "¿Alguien más lo cambió al mismo tiempo? La página muestra ambos junto a cada casilla. Los últimos cambios están al pie de {settings}, y la mayoría se puede deshacer allí.";
    WORDS: "practice information, practice info, edit practice, practice name, rename practice, address, phone, fax, npi, tax id, ein, logo, letterhead, time zone, billing address, facility information", "información del consultorio, editar consultorio, nombre del consultorio, dirección, teléfono, fax, npi, identificación fiscal, logotipo, membrete, zona horaria, dirección de facturación";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "practice-info", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: practice_info::text::TITLE, path: practice_info::model::PATH }],
    related: &[facilities::TOPIC, practice_id::TOPIC, security_policy::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
