//! "How do I get the file out of my old system?": the list of systems (topics 17, 21, 23, 26–34, 43, 57, 60)

use super::{bring_patients_in, help_moving, protected_information, systems};
use crate::help::model::{Article, Button, Group, List, Topic};
use crate::patient_import;

crate::texts! {
    QUESTION: "How do I get the file out of my old system?", "¿Cómo saco el archivo de mi sistema anterior?";
    ANSWER: "Choose your system below. Each page says where its export is, as far as that is known, what kind of file comes out, and what to do with it here. Any list will do whose first row names the columns.", "Elija su sistema abajo. Cada página dice dónde está su exportación, hasta donde se sabe, qué tipo de archivo sale y qué hacer con él aquí. Sirve cualquier lista cuya primera fila nombre las columnas.";
    OTHERWISE: "Yours is not here, or has no export? Ask its vendor for a list of patients as CSV, with the checklist that is linked below. For a few patients, fill in the template under {settings}, {patient-import}.", "¿El suyo no está, o no exporta? Pida al fabricante una lista de pacientes en CSV, con la lista enlazada abajo. Para pocos pacientes, llene la plantilla de {settings}, {patient-import}.";
    WORDS: "get the file out of your system, old system, old ehr, previous system, export patients, export demographics, list of systems, other software, another program, how to export", "sistema anterior, programa anterior, exportar pacientes, exportar datos, lista de sistemas, otro programa, cómo exportar";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "export-from-your-system", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Moving,
    answer: ANSWER,
    list: List::Points(systems::LINES),
    otherwise: OTHERWISE,
    buttons: &[Button { label: patient_import::text::TITLE, path: patient_import::model::PATH }],
    related: &[help_moving::TOPIC, bring_patients_in::TOPIC, protected_information::TOPIC],
    words: WORDS,
    texts: ALL,
};
