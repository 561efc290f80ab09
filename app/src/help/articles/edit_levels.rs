//! "How do edit levels work?" (topics 14, 15 and 44)

use super::{administrator, emergency_access, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::levels;

crate::texts! {
    QUESTION: "How do edit levels and administrators differ?", "¿En qué se diferencian los niveles de edición y los administradores?";
    ANSWER: "An {edit-level} says what somebody may see and change of your patients. Being an administrator says who looks after accounts and settings. They have nothing to do with each other: an office manager can be an administrator at the level of the front desk, and a physician need not be one.", "El {edit-level} dice qué puede ver y cambiar una persona de sus pacientes. Ser administrador dice quién se ocupa de las cuentas y la configuración. No tienen que ver: un gerente puede ser administrador con el nivel de recepción, y un médico no tiene que serlo.";
    CHANGE: "Give somebody another level", "Dar otro nivel a alguien";
    CHANGE_TEXT: "Under {settings}, {ehr-users}, choose the name, choose the {edit-level} under {profile}, and press {save}. It holds from their next click on. Your own level is another administrator's to change.", "En {settings}, {ehr-users}, elija el nombre, elija el {edit-level} en {profile} y presione {save}. Vale desde su siguiente clic. Su propio nivel lo cambia otro administrador.";
    MATRIX: "Change what a level may do", "Cambiar lo que puede un nivel";
    MATRIX_TEXT: "Under {settings}, {edit-levels}, there is a choice for each level and each kind of information: closed, to be seen, to be changed. Your practice decides; we recommend.", "En {settings}, {edit-levels}, hay una opción para cada nivel y cada tipo de información: cerrado, para ver, para cambiar. Decide su consultorio; nosotros recomendamos.";
    TITLE: "Level and title", "Nivel y título";
    TITLE_TEXT: "A level is a label inside of your practice, not a degree. A nurse whose work needs it can have the level of an NP.", "El nivel es una etiqueta dentro del consultorio, no un título. Una enfermera que lo necesita puede tener el nivel de NP.";
    DOCUMENTS: "Documents of patients", "Documentos de los pacientes";
    DOCUMENTS_TEXT: "On a patient's page, {documents} has letters, results and scans. Who may see the details may save them; who may change the details adds and removes them. Each of it is in the audit trail.", "En la página de un paciente, {documents} tiene cartas, resultados y escaneos. Quien puede ver los datos puede guardarlos; quien puede cambiar los datos los agrega y los quita. Todo queda en el registro de auditoría.";
    ADMIN: "What an administrator may do", "Qué puede hacer un administrador";
    ADMIN_TEXT: "The whole list is on the same page. An administrator sees no more of patients than their level opens.", "La lista completa está en la misma página. Un administrador no ve más de los pacientes que lo que abre su nivel.";
    OTHERWISE: "Something you need is closed? Ask an administrator of your practice. When nobody can be reached and it can't wait, there is {emergency-access} for those who were named for it.", "¿Está cerrado algo que necesita? Pregunte a un administrador. Si no se localiza a nadie y no puede esperar, existe {emergency-access} para quienes fueron designados.";
    WORDS: "edit level, access level, permissions, rights, roles, role, what may a nurse do, not allowed, cannot see patients, can't edit, administrator permissions, admin rights, matrix, who may what, documents, attach a file, scan, upload, PDF", "nivel de edición, nivel de acceso, permisos, derechos, roles, rol, qué puede hacer una enfermera, no permitido, no puedo ver pacientes, no puedo editar, permisos de administrador, matriz, quién puede qué, documentos, adjuntar un archivo, escaneo, subir, PDF";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "edit-levels", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(CHANGE, CHANGE_TEXT),
        titled(MATRIX, MATRIX_TEXT),
        titled(TITLE, TITLE_TEXT),
        titled(DOCUMENTS, DOCUMENTS_TEXT),
        titled(ADMIN, ADMIN_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: levels::text::TITLE, path: "/settings/levels" }],
    related: &[users::TOPIC, administrator::TOPIC, emergency_access::TOPIC],
    words: WORDS,
    texts: ALL,
};
