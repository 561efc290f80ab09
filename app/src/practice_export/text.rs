//! The sentences of exports.

use super::model::{Every, State};
use crate::i18n::Text;

crate::texts! {
    TITLE: "Take everything out", "Llevarse todo";
    TILE: "Everything that the practice has here, or all of one patient, as a file that other systems can read.", "Todo lo que el consultorio tiene aquí, o todo de un paciente, en un archivo que otros sistemas pueden leer.";
    TILE_CLOSED: "For administrators whose level lets them change patients and insurance.", "Para administradores cuyo nivel permite cambiar pacientes y seguros.";
    BACK_SETTINGS: "Back to Settings", "Volver a Configuración";
    BACK: "All exports", "Todas las exportaciones";
    LEAD: "Your data are yours. You can take all of it out at any time, also on the last day, without asking anybody.", "Sus datos son suyos. Puede llevárselos todos en cualquier momento, también el último día, sin pedir permiso a nadie.";
    PHI: "An export has everything about your patients in it. Keep it only where nobody else can open it, and delete it when it is not needed any more.", "Una exportación contiene todo sobre sus pacientes. Guárdela solo donde nadie más pueda abrirla y bórrela cuando ya no haga falta.";
    LAST: "Everything was taken out last on {when}.", "La última vez que se llevó todo fue el {when}.";
    LAST_NEVER: "Everything was never taken out so far.", "Hasta ahora nunca se ha llevado todo.";
    WHOLE: "The whole practice", "Todo el consultorio";
    WHOLE_LEAD: "All patients ({n}) with insurance and documents, users, facilities, settings, and who did what.", "Todos los pacientes ({n}) con seguros y documentos, usuarios, centros, configuración y quién hizo qué.";
    ONE: "One patient", "Un paciente";
    ONE_LEAD: "All of {name}: details, insurance, documents, and who looked at them.", "Todo de {name}: datos, seguro, documentos y quién los vio.";
    ONE_HOW: "For one patient, open their page and choose “Take this record out”.", "Para un solo paciente, abra su página y elija «Llevarse este expediente».";
    ONE_LINK: "Take this record out", "Llevarse este expediente";
    REASON: "What is it for?", "¿Para qué es?";
    REASON_HINT: "Kept in the audit trail, for example: the patient asked for a copy; we change systems; copy for our own safe.", "Queda en el registro de auditoría, por ejemplo: el paciente pidió una copia; cambiamos de sistema; copia para nuestra caja fuerte.";
    REASON_MISSING: "Say in a few words what the export is for.", "Diga en pocas palabras para qué es la exportación.";
    REASON_LONG: "That is too long. 500 characters are enough.", "Es demasiado largo. Bastan 500 caracteres.";
    PASSPHRASE: "Passphrase of the file", "Frase de contraseña del archivo";
    PASSPHRASE_HINT: "At least 12 characters without accents, such as four words that have nothing to do with each other. Nobody can open the file without it, we neither.", "Al menos 12 caracteres sin acentos ni ñ, por ejemplo cuatro palabras que no tengan relación. Sin ella nadie puede abrir el archivo, nosotros tampoco.";
    AGAIN: "The passphrase once more", "La frase de contraseña otra vez";
    PASSPHRASE_SHORT: "Use at least 12 characters, for example four words.", "Use al menos 12 caracteres, por ejemplo cuatro palabras.";
    PASSPHRASE_LONG: "Use at most 128 characters.", "Use como máximo 128 caracteres.";
    PASSPHRASE_SAME: "That is the same few characters again and again. Use four words.", "Son los mismos pocos caracteres una y otra vez. Use cuatro palabras.";
    PASSPHRASE_LETTERS: "Use letters without accents, digits, signs and spaces: with others, some programs can't open the file.", "Use letras sin acentos ni ñ, números, signos y espacios: con otros, algunos programas no pueden abrir el archivo.";
    PASSPHRASE_COMMON: "Many people use this one, so it is tried first. Use four words that have nothing to do with each other.", "Muchas personas usan esta, así que es de las primeras que se prueban. Use cuatro palabras que no tengan relación.";
    PASSPHRASE_EASY: "It is easy to guess. Add one or two words that have nothing to do with it.", "Es fácil de adivinar. Agregue una o dos palabras que no tengan relación.";
    PASSPHRASE_KNOWN: "A name, date, phone or number of the patient or the practice is in it, which others know too. Use words that have nothing to do with them.", "Contiene un nombre, una fecha, un teléfono o un número del paciente o del consultorio, que otros también conocen. Use palabras que no tengan relación con ellos.";
    PASSPHRASE_DIFFERS: "The two passphrases are not alike. Type the second one again.", "Las dos frases no coinciden. Escriba de nuevo la segunda.";
    MAKE: "Make the export", "Hacer la exportación";
    WORKING_LEAD: "It is made in the background. You can close this page; we write to you when it is ready.", "Se hace en segundo plano. Puede cerrar esta página; le escribiremos cuando esté lista.";
    BUSY: "Another export of the practice is being made. Wait until it is ready, or delete it.", "Se está haciendo otra exportación del consultorio. Espere a que esté lista o bórrela.";
    FULL: "Five exports of the practice are here already. Fetch one, and delete what is not needed any more.", "Ya hay cinco exportaciones del consultorio aquí. Recoja una y borre las que ya no hagan falta.";
    PROBLEM: "Please look at what is marked.", "Revise lo que está marcado.";
    CONTENT: "What is in it", "Qué contiene";
    CONTENT_TABLES: "Tables for spreadsheets (CSV) and for programs (NDJSON): patients, insurance, documents, users, facilities, settings, audit trail.", "Tablas para hojas de cálculo (CSV) y para programas (NDJSON): pacientes, seguros, documentos, usuarios, centros, configuración, registro de auditoría.";
    CONTENT_STANDARDS: "Patients as FHIR R4 (US Core) and each as a C-CDA document, which other systems read.", "Pacientes en FHIR R4 (US Core) y cada uno como documento C-CDA, que otros sistemas leen.";
    CONTENT_DOCUMENTS: "Every document as it was added.", "Cada documento tal como se agregó.";
    CONTENT_WITHOUT: "Not in it: passwords, codes and passkeys, which nobody can read, and messages that were sent.", "No contiene: contraseñas, códigos ni llaves de acceso, que nadie puede leer, ni mensajes enviados.";
    CONTENT_OPEN: "It is a ZIP locked with AES. 7-Zip, WinZip and Keka open it; the one built into Windows does not.", "Es un ZIP cerrado con AES. Lo abren 7-Zip, WinZip y Keka; el que trae Windows no.";
    CONTENT_IN: "Another practice with Vestibule can bring the file in as it is, under “Bring patients in”, up to 200 MB; a larger one is for the operator, with the command “vestibule import”.", "Otro consultorio con Vestibule puede traer el archivo tal cual, en «Traer pacientes», hasta 200 MB; uno mayor lo trae el operador, con el comando «vestibule import».";
    CONTENT_FORMAT: "The format in every detail", "El formato en todo detalle";
    EXPORTS: "Exports so far", "Exportaciones hasta ahora";
    STATE_ASKED: "Being made", "Haciéndose";
    STATE_READY: "Ready", "Lista";
    STATE_SENT: "In the store", "En el almacén";
    STATE_FAILED: "Not made", "No se hizo";
    STATE_OVER: "Deleted", "Borrada";
    OF_PRACTICE: "The whole practice", "Todo el consultorio";
    OF_PATIENT: "One patient", "Un paciente";
    SCHEDULED: "by schedule", "automática";
    OPERATOR: "the operator", "el operador";
    WHO: "{name}, {when}", "{name}, {when}";
    FOR: "For: {reason}", "Para: {reason}";
    PROGRESS: "{done} of {total} patients", "{done} de {total} pacientes";
    WRITING: "All patients are read. Now the file is written; with many patients or documents that takes some minutes.", "Ya se leyeron todos los pacientes. Ahora se escribe el archivo; con muchos pacientes o documentos eso tarda unos minutos.";
    LOOK_AGAIN: "Look again", "Volver a mirar";
    READY: "The export is ready. It can be fetched {left} more times, until {until}.", "La exportación está lista. Se puede recoger {left} veces más, hasta el {until}.";
    READY_ONCE: "The export is ready. It can be fetched once more, until {until}.", "La exportación está lista. Se puede recoger una vez más, hasta el {until}.";
    READY_NO_MORE: "The export was fetched three times, and can't be fetched any more. Make a new one if it is needed.", "La exportación se recogió tres veces y ya no puede recogerse. Haga otra si hace falta.";
    THE_FILE: "The file", "El archivo";
    FETCH: "Fetch the file", "Recoger el archivo";
    DELETE: "Delete it", "Borrarla";
    CANCEL: "Do not make it", "No hacerla";
    OVER: "This export was deleted. Make a new one when it is needed.", "Esta exportación se borró. Haga otra cuando haga falta.";
    FETCH_OVER: "It can't be fetched any more: its time is over, or it was fetched three times. Make a new one.", "Ya no puede recogerse: se acabó su tiempo o se recogió tres veces. Haga otra.";
    SENT: "The export is in the store that the operator has set up.", "La exportación está en el almacén que configuró el operador.";
    FAILED: "We are sorry: the export could not be made. Nothing of it was kept, and nothing is lost. Make it again; if it fails once more, tell the operator.", "Lo sentimos: no se pudo hacer la exportación. No se guardó nada de ella y no se perdió nada. Hágala otra vez; si vuelve a fallar, avise al operador.";
    N_PATIENTS: "Patients", "Pacientes";
    N_DOCUMENTS: "Documents", "Documentos";
    N_ENTRIES: "Entries of the audit trail", "Entradas del registro de auditoría";
    N_SIZE: "Size", "Tamaño";
    DIGEST: "Checksum (SHA-256)", "Suma de comprobación (SHA-256)";
    SCHEDULE: "By itself, again and again", "Automáticamente, una y otra vez";
    SCHEDULE_LEAD: "The whole practice, in the night, to {to}.", "Todo el consultorio, de noche, a {to}.";
    TO_FOLDER: "the folder that the operator has set up", "la carpeta que configuró el operador";
    TO_S3: "the store that the operator has set up", "el almacén que configuró el operador";
    EVERY: "How often", "Cada cuánto";
    EVERY_NEVER: "Not at all", "Nunca";
    EVERY_WEEK: "Every week, in the night to Monday", "Cada semana, en la noche al lunes";
    EVERY_MONTH: "Every month, in the night to the first", "Cada mes, en la noche al día primero";
    SCHEDULE_NEXT: "The next one: {when}.", "La próxima: {when}.";
    SCHEDULE_KEPT: "There is a passphrase on file. Type one only to change it.", "Ya hay una frase guardada. Escriba una solo para cambiarla.";
    SCHEDULE_SAVE: "Save", "Guardar";
    SCHEDULE_SAVED: "Saved.", "Guardado.";
    SCHEDULE_CONFLICT: "Somebody else has changed this meanwhile. Look at what it is now, and choose again.", "Otra persona lo cambió entre tanto. Vea cómo está ahora y elija de nuevo.";
    UNKNOWN_TITLE: "There is no such export", "No existe esa exportación";
    UNKNOWN: "The address names an export or a patient that is none of this practice. Perhaps a character is missing.", "La dirección indica una exportación o un paciente que no es de este consultorio. Quizá falta un carácter.";
    README_TITLE: "An export of Vestibule, format version {version}", "Una exportación de Vestibule, versión {version} del formato";
    README_PRACTICE: "Everything of {practice} (Practice ID {id}).", "Todo de {practice} (ID del consultorio {id}).";
    README_PATIENT: "All of one patient of {practice} (Practice ID {id}).", "Todo de un paciente de {practice} (ID del consultorio {id}).";
    README_MADE: "Made on {when} ({zone}; {utc}) for {by}.", "Hecha el {when} ({zone}; {utc}) para {by}.";
    README_TIMES: "Every time inside is in UTC.", "Todas las horas que contiene están en UTC.";
    README_LOCKED: "Every file but this one is locked with the passphrase of who made it (AES-256). 7-Zip, WinZip or Keka open it; the ZIP built into Windows does not.", "Todos los archivos menos este están cerrados con la frase de contraseña de quien la hizo (AES-256). Los abren 7-Zip, WinZip o Keka; el ZIP que trae Windows no.";
    README_OPEN: "No passphrase locks it: keep it where nobody else can read it.", "Ninguna contraseña lo cierra: guárdelo donde nadie más pueda leerlo.";
    README_CONTENT: "Tables are CSV (for spreadsheets) and NDJSON (for programs); patients also FHIR R4 and C-CDA; documents are as they came. manifest.json lists every file with its SHA-256.", "Las tablas están en CSV (para hojas de cálculo) y NDJSON (para programas); los pacientes también en FHIR R4 y C-CDA; los documentos están tal como llegaron. manifest.json enumera cada archivo con su SHA-256.";
    README_FORMAT: "The whole format is described in FORMAT.md, and at {url}.", "Todo el formato se describe en FORMAT.md y en {url}.";
    README_WITHOUT: "Not in it: passwords, codes and keys of people, and messages that were sent.", "No contiene: contraseñas, códigos ni llaves de personas, ni mensajes enviados.";
    README_PHI: "This is protected health information.", "Esto es información de salud protegida.";
    W_EXPORT: "export, download, copy, leave, close account, move away, CSV, FHIR, C-CDA, all data, ownership", "exportar, descargar, copia, irse, cerrar cuenta, cambiar de sistema, CSV, FHIR, C-CDA, todos los datos, propiedad";
}

/// Where an export is, in words.
#[must_use]
pub const fn state(state: State) -> Text {
    match state {
        State::Asked => STATE_ASKED,
        State::Ready => STATE_READY,
        State::Sent => STATE_SENT,
        State::Failed => STATE_FAILED,
        State::Over => STATE_OVER,
    }
}

/// How often, in words.
#[must_use]
pub const fn every(every: Every) -> Text {
    match every {
        Every::Never => EVERY_NEVER,
        Every::Week => EVERY_WEEK,
        Every::Month => EVERY_MONTH,
    }
}
