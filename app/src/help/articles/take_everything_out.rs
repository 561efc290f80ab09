//! "Can I export all of my data?" (topics 13, 46, 55, 68)

use super::{administrator, audit, bring_patients_in};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::practice_export;

crate::texts! {
    QUESTION: "How do I take out all of our data, or one patient's?", "¿Cómo me llevo todos nuestros datos, o los de un paciente?";
    ANSWER: "Under {settings}, {export}. The data are your practice's: you can take all of it out at any time, as often as you like, without asking anybody, and other systems can read it. Nothing is deleted here by it.", "En {settings}, {export}. Los datos son de su consultorio: puede llevárselos todos en cualquier momento, cuantas veces quiera, sin pedir permiso a nadie, y otros sistemas pueden leerlos. Con ello aquí no se borra nada.";
    STEP_1: "You need to be an administrator, and your edit level has to let you change details and insurance. For one patient, open their page first and choose {export-one}.", "Debe ser administrador, y su nivel de edición debe permitirle cambiar datos y seguro. Para un solo paciente, abra primero su página y elija {export-one}.";
    STEP_2: "Say what it is for, and choose a passphrase that has nothing to do with the practice or a patient, such as four words. Write it down apart from the file: nobody can open the file without it.", "Diga para qué es y elija una frase de contraseña que no tenga relación con el consultorio ni con un paciente, por ejemplo cuatro palabras. Anótela aparte del archivo: sin ella nadie puede abrirlo.";
    STEP_3: "Press {export-make}, and go on with your work. We write to you when it is ready; it is there for 72 hours and can be fetched three times.", "Presione {export-make} y siga con su trabajo. Le escribiremos cuando esté lista; queda 72 horas y puede recogerse tres veces.";
    STEP_4: "It is a ZIP locked with AES: 7-Zip, WinZip and Keka open it, the one built into Windows does not. README.txt in it says what is where.", "Es un ZIP cerrado con AES: lo abren 7-Zip, WinZip y Keka; el que trae Windows no. README.txt dice qué hay en cada lugar.";
    STEP_5: "To move to another practice that uses Vestibule, bring the ZIP in there under {patient-import}, with its passphrase: nothing has to be mapped, and documents come along.", "Para pasar a otro consultorio que usa Vestibule, tráigalo allí en {patient-import}, con su frase: no hay que asignar columnas y los documentos vienen con él.";
    OTHERWISE: "It has everything about your patients in it: keep it where nobody else can open it. If an export stays undone for an hour, tell whoever runs this system. An export is no backup of the system: the operator makes those.", "Contiene todo sobre sus pacientes: guárdela donde nadie más pueda abrirla. Si una exportación sigue sin hacerse tras una hora, avise a quien administra este sistema. Una exportación no es una copia de seguridad del sistema: esas las hace el operador.";
    WORDS: "export, download all data, leave, close account, cancel, data ownership, who owns my data, backup, copy of the chart, right of access, patient wants copy, move to another practice, transfer charts, ehi export, b10, csv, fhir, c-cda, ndjson, zip, passphrase", "exportar, descargar todo, irse, cerrar cuenta, propiedad de los datos, copia de seguridad, copia del expediente, derecho de acceso, pasar a otro consultorio, transferir expedientes, frase de contraseña";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "take-everything-out", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: practice_export::text::TITLE, path: practice_export::model::PATH }],
    related: &[bring_patients_in::TOPIC, administrator::TOPIC, audit::TOPIC],
    words: WORDS,
    texts: ALL,
};
