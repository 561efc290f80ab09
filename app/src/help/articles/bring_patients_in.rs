//! "How do I import patients?" (topic 10)

use super::{administrator, edit_levels, help_moving, old_system, protected_information};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::patient_import;

crate::texts! {
    QUESTION: "How do I bring patients in from another system?", "¿Cómo traigo pacientes desde otro sistema?";
    ANSWER: "Export the list of patients there, and choose the file under {settings}, {patient-import}. Every row is checked before anything is written, and for thirty days the whole import can be taken back, as long as nobody has changed one of its patients.", "Exporte allí la lista de pacientes y elija el archivo en {settings}, {patient-import}. Cada fila se revisa antes de escribir, y durante treinta días toda la importación se puede deshacer, mientras nadie haya cambiado a uno de sus pacientes.";
    STEP_1: "You need to be an administrator, and your edit level has to let you change details and insurance. Export with a header that names the columns, and leave out patients you do not want. A list by hand begins with the {import-template}.", "Debe ser administrador, y su nivel de edición debe permitirle cambiar datos y seguro. Exporte con un encabezado que nombre las columnas y deje fuera a los pacientes que no quiera. Una lista a mano empieza con la {import-template}.";
    STEP_2: "Do not open and save a CSV file in a spreadsheet first: it eats the zeros of ZIP codes. Where it has done so, we put them back and say so.", "No abra ni guarde antes un archivo CSV en una hoja de cálculo: quita los ceros de los códigos postales. Donde pasó, los reponemos y lo decimos.";
    STEP_3: "Look at each column and correct what is not right. What nothing in the file says, such as whether the day or the month comes first, is asked once. Then press {check-rows}. Until here nothing is written, and {import-cancel} deletes what was in the file.", "Mire cada columna y corrija lo que no esté bien. Lo que nada en el archivo indica, por ejemplo si va primero el día o el mes, se pregunta una vez. Después presione {check-rows}. Hasta aquí no se escribe nada, y {import-cancel} borra lo que había en el archivo.";
    STEP_4: "Rows that can't be taken are named with their number and the reason. Rows that are likely somebody who is there wait for you: the same person, another one, or left out. Twins are two people.", "Las filas que no se pueden tomar aparecen con su número y el motivo. Las que probablemente ya están le esperan: la misma persona, otra, u omitida. Los gemelos son dos personas.";
    STEP_5: "Write the others, compare 20 to 30 patients with your old system, correct the rest in the file that you can take along, and bring that in as well.", "Escriba las demás, compare de 20 a 30 pacientes con su sistema anterior, corrija el resto en el archivo que puede descargar y tráigalo también.";
    OTHERWISE: "A list of patients is protected health information (HIPAA): names with birth dates or addresses, even without a diagnosis. Keep the file where only your practice can open it, send it to nobody by e-mail, and delete it when you are done. Social Security numbers are compared and not kept. Nobody gets a message because of an import.", "Una lista de pacientes es información médica protegida (HIPAA): nombres con fechas de nacimiento o direcciones, incluso sin diagnóstico. Guarde el archivo donde solo su consultorio pueda abrirlo, no lo envíe por correo y bórrelo al terminar. Los números de Seguro Social se comparan y no se guardan. Nadie recibe mensajes por una importación.";
    WORDS: "import patients, migrate, move from another ehr, patient template, empty template, template for patients, csv, excel, spreadsheet, c-cda, fhir, hl7, duplicates", "importar pacientes, migrar, otro sistema, plantilla de pacientes, plantilla vacía, hoja de cálculo, duplicados";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "bring-patients-in", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Moving,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: patient_import::text::TITLE, path: patient_import::model::PATH }],
    related: &[old_system::TOPIC, help_moving::TOPIC, protected_information::TOPIC, edit_levels::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
