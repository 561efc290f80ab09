//! "What is protected health information?" (topic 35; 45 CFR 160.103, 164.514)

use super::{administrator, audit, bring_patients_in, edit_levels, screen_lock};
use crate::audit_report;
use crate::help::model::{Article, Button, Group, List, Topic, titled};

crate::texts! {
    QUESTION: "What is protected health information (PHI)?", "¿Qué es la información médica protegida (PHI)?";
    ANSWER: "Whatever a practice keeps or sends that tells of somebody's health, care or payment for it, and says or lets one guess who it is: on a screen, on paper or spoken. That somebody is a patient here is enough: a list of names with birth dates is protected, without any diagnosis.", "Todo lo que un consultorio guarda o envía sobre la salud de alguien, su atención o su pago, y que dice o deja adivinar quién es: en pantalla, en papel o de palabra. Basta con ser paciente aquí: una lista de nombres con fechas de nacimiento está protegida, sin ningún diagnóstico.";
    WHO: "What tells who it is", "Qué dice quién es";
    WHO_TEXT: "HIPAA names 18 kinds: names; places smaller than a state; days except the year, and ages over 89; phone; fax; e-mail; Social Security, chart, health plan, account and licence numbers; numbers of vehicles and of devices; web addresses; addresses of computers; fingerprints and voices; pictures of the face; and any other number or code of one person alone.", "HIPAA nombra 18 tipos: nombres; lugares menores que un estado; días salvo el año, y edades de más de 89; teléfono; fax; correo; números de Seguro Social, de expediente, de plan médico, de cuenta y de licencia; números de vehículos y de aparatos; direcciones web; direcciones de computadoras; huellas y voces; fotos de la cara; y cualquier otro número o código de una sola persona.";
    FILES: "Files", "Archivos";
    FILES_TEXT: "What you export from another system or take along from here is protected like the record itself. Keep it where only your practice can open it, send it to nobody by e-mail, and delete it when it is not needed.", "Lo que exporta de otro sistema o descarga de aquí está protegido como el propio expediente. Guárdelo donde solo su consultorio pueda abrirlo, no lo envíe por correo y bórrelo cuando ya no haga falta.";
    QUESTIONS: "Questions to others", "Preguntas a otros";
    QUESTIONS_TEXT: "Whoever helps you needs no patient for it: say the row, the reference number or what you see, and no name. Look at a picture of your screen before you send it. Never write of a patient in a forum.", "Quien le ayuda no necesita a ningún paciente: diga la fila, el número de referencia o lo que ve, y ningún nombre. Mire la captura de pantalla antes de enviarla. Nunca escriba sobre un paciente en un foro.";
    TRAINING: "Training and trials", "Capacitación y pruebas";
    TRAINING_TEXT: "Use people who are made up. The demo has no others, and says so on each of its pages. Leaving out the names is not enough for real ones: the law asks for all 18 kinds, or for an expert's word.", "Use personas inventadas. La demostración no tiene otras, y lo dice en cada página. Quitar los nombres no basta con personas reales: la ley pide quitar los 18 tipos o la palabra de un experto.";
    HERE: "What is done here", "Qué se hace aquí";
    HERE_TEXT: "People see as much as their {edit-level} opens, and whoever looks at a patient stands in the report {audit}. The screen locks when nobody works. Mails, texts and addresses of pages hold nothing of a patient.", "Cada quien ve lo que abre su {edit-level}, y quien consulta a un paciente queda en el informe {audit}. La pantalla se bloquea cuando nadie trabaja. Correos, mensajes y direcciones de páginas no contienen nada de un paciente.";
    OTHERWISE: "Something went to the wrong person, or a file is lost? Tell whoever is responsible for privacy in your practice at once: for telling those concerned the law counts the days.", "¿Algo llegó a quien no debía o se perdió un archivo? Avise enseguida a la persona responsable de la privacidad en su consultorio: la ley cuenta los días para avisar a los afectados.";
    WORDS: "protected health information, phi, ephi, hipaa, privacy, 18 identifiers, identifiers, what counts as patient data, de-identified, training data, test patients, fake patients, breach, sent to wrong patient, confidential", "información médica protegida, phi, hipaa, privacidad, identificadores, datos de pacientes, datos de prueba, pacientes inventados, confidencial, filtración";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "protected-health-information", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(WHO, WHO_TEXT),
        titled(FILES, FILES_TEXT),
        titled(QUESTIONS, QUESTIONS_TEXT),
        titled(TRAINING, TRAINING_TEXT),
        titled(HERE, HERE_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: audit_report::text::TITLE, path: audit_report::model::PATH }],
    related: &[bring_patients_in::TOPIC, edit_levels::TOPIC, audit::TOPIC, screen_lock::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
