//! "How do I add, change or remove a facility?" (topics 40 and 58)

use super::{administrator, security_policy, users};
use crate::facilities;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I add, change or remove a facility?", "¿Cómo agrego, cambio o elimino una sede?";
    ANSWER: "An administrator does it under {settings}, {facilities}. Each place your people work at is a facility; one of them is the primary one.", "Lo hace un administrador en {settings}, {facilities}. Cada lugar donde trabaja su personal es una sede; una de ellas es la principal.";
    STEP_1: "Open {settings}, {facilities}, and press {add-facility}, or choose one from the list.", "Abra {settings}, {facilities} y presione {add-facility}, o elija una de la lista.";
    STEP_2: "Fill in name, street address, phone and time zone. NPI, fax and CLIA number may stay empty; what is typed is checked digit by digit.", "Complete el nombre, la dirección, el teléfono y la zona horaria. El NPI, el fax y el número CLIA pueden quedar vacíos; lo que se escribe se comprueba número por número.";
    STEP_3: "Enter the office hours in the facility's own time zone; a day it is closed stays empty. Press {save}.", "Escriba el horario en la zona horaria de la propia sede; el día en que está cerrada queda vacío. Presione {save}.";
    STEP_4: "To make another one the primary facility, open it and press {facility-primary}.", "Para que otra sea la principal, ábrala y presione {facility-primary}.";
    STEP_5: "When you leave a place, open it and press {facility-deactivate}: it goes out of use, and its details are kept. One that was added by mistake can then be removed with {facility-delete}.", "Cuando deje un lugar, ábralo y presione {facility-deactivate}: queda fuera de uso y sus datos se conservan. Si se agregó por error, después puede quitarse con {facility-delete}.";
    OTHERWISE: "The primary facility can't be deactivated: make another one primary first. If somebody else saved the same facility meanwhile, the page shows both, box by box.", "La sede principal no se puede desactivar: primero haga principal a otra. Si otra persona guardó la misma sede entretanto, la página muestra ambas versiones, casilla por casilla.";
    WORDS: "facility, facilities, location, office, site, branch, clinic address, add location, delete location, office hours, opening hours, time zone, npi, clia, place of service, move, new address", "sede, sedes, ubicación, oficina, sucursal, dirección del consultorio, agregar sede, eliminar sede, horario, zona horaria, npi, clia, lugar de servicio, mudanza, dirección nueva";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "facilities", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: facilities::text::TITLE, path: facilities::model::PATH }],
    related: &[users::TOPIC, security_policy::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
