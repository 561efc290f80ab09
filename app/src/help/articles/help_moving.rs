//! "Do you help us move?" (topic 66)

use super::{bring_patients_in, old_system, protected_information};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::patient_import;

crate::texts! {
    QUESTION: "Do you help us move from our old software?", "¿Nos ayudan a cambiarnos desde nuestro programa anterior?";
    ANSWER: "With everything on this side: pages for each system, an empty template, and a check that shows what would become of every row before one is written. The file itself has to come from your old vendor. Ask early, with the points below in your letter: how well they answer decides what can be moved.", "Con todo lo de este lado: páginas para cada sistema, una plantilla vacía y una revisión que muestra qué pasaría con cada fila antes de escribir una. El archivo tiene que venir del fabricante anterior. Pídalo con tiempo e incluya en su carta los puntos de abajo: de cómo respondan depende qué se puede traer.";
    FORMAT: "Format", "Formato";
    FORMAT_TEXT: "One file with all patients, a patient in each row: CSV or Excel, and the clinical records as C-CDA or FHIR besides. No PDF and no print-outs: nothing can be read from them. No password, or the password by phone.", "Un archivo con todos los pacientes, uno por fila: CSV o Excel, y además los expedientes clínicos como C-CDA o FHIR. Ni PDF ni impresiones: de ellos no se puede leer nada. Sin contraseña, o la contraseña por teléfono.";
    FIELDS: "Fields", "Campos";
    FIELDS_TEXT: "The first row names the columns. First and last name apart, birth date, sex, address in parts, phones with what they are for, e-mail, both insurances with member and group number, emergency contact, whether they are still a patient, and the number by which the old system knows them. Leave out Social Security numbers: we don't keep them.", "La primera fila nombra las columnas. Nombre y apellido por separado, fecha de nacimiento, sexo, dirección por partes, teléfonos con su uso, correo, ambos seguros con número de miembro y de grupo, contacto de emergencia, si sigue siendo paciente y el número con que el sistema anterior lo conoce. Sin números de Seguro Social: no los guardamos.";
    CHARACTERS: "Delimiter and characters", "Separador y caracteres";
    CHARACTERS_TEXT: "Commas between the cells, quotation marks around text, characters as UTF-8. ZIP codes, phones and numbers as text, so that zeros in front stay.", "Comas entre las celdas, comillas alrededor del texto, caracteres en UTF-8. Códigos postales, teléfonos y números como texto, para que queden los ceros del principio.";
    DATES: "Dates", "Fechas";
    DATES_TEXT: "One form for all, with four digits for the year: 1980-02-14 or 02/14/1980. How is a missing date written?", "Una sola forma para todas, con cuatro cifras para el año: 1980-02-14 o 02/14/1980. ¿Cómo se escribe una fecha que falta?";
    CODES: "Codes", "Códigos";
    CODES_TEXT: "What does each number or letter mean for sex, marital status, active or not? Names instead of codes for insurance and provider, or the list of the codes.", "¿Qué significa cada número o letra en sexo, estado civil, activo o no? Nombres en vez de códigos para seguro y médico, o la lista de los códigos.";
    DOCUMENTS: "Documents", "Documentos";
    DOCUMENTS_TEXT: "Scanned papers in their own format, with a table that says whose each one is. They are not brought in here: keep them where only your practice can open them.", "Papeles escaneados en su propio formato, con una tabla que diga de quién es cada uno. No se traen aquí: guárdelos donde solo su consultorio pueda abrirlos.";
    DAY: "Day and price", "Día y precio";
    DAY_TEXT: "A few rows for a try now, and all of it on the day you change. What does it cost, and how long can you still look things up? A certified record system in the United States has to export everything it keeps (45 CFR 170.315(b)(10)).", "Ahora unas filas de prueba, y todo el día del cambio. ¿Cuánto cuesta y hasta cuándo podrán seguir consultando? Un sistema de expedientes certificado en Estados Unidos tiene que exportar todo lo que guarda (45 CFR 170.315(b)(10)).";
    OTHERWISE: "You have a file and doubt it? Choose it under {settings}, {patient-import} and look at what is found in it. Press {import-cancel}, and what was in the file is deleted: no patient is written.", "¿Tiene un archivo y duda de él? Elíjalo en {settings}, {patient-import} y vea qué se encuentra. Presione {import-cancel} y lo que había en el archivo se borra: no se escribe ningún paciente.";
    WORDS: "help us move, help with moving, migration assistance, data conversion, letter to vendor, checklist for vendor, do you export for us, switch software, who exports our data, check my file, test a file, dry run", "ayuda para cambiarnos, migración, conversión de datos, carta al fabricante, lista para el fabricante, cambiar de programa, probar un archivo, revisar mi archivo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "help-moving", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Moving,
    answer: ANSWER,
    list: List::Points(&[
        titled(FORMAT, FORMAT_TEXT),
        titled(FIELDS, FIELDS_TEXT),
        titled(CHARACTERS, CHARACTERS_TEXT),
        titled(DATES, DATES_TEXT),
        titled(CODES, CODES_TEXT),
        titled(DOCUMENTS, DOCUMENTS_TEXT),
        titled(DAY, DAY_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: patient_import::text::TITLE, path: patient_import::model::PATH }],
    related: &[old_system::TOPIC, bring_patients_in::TOPIC, protected_information::TOPIC],
    words: WORDS,
    texts: ALL,
};
