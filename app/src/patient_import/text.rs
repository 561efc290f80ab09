//! Sentences of the import.

use super::model::State;
use crate::i18n::Text;

crate::texts! {
    TITLE: "Bring patients in", "Traer pacientes";
    TILE: "From another system's file: checked before anything is written, and taken back if you wish.", "Desde el archivo de otro sistema: se revisa antes de escribir y se puede deshacer.";
    TILE_CLOSED: "Your edit level does not open it: it needs “see and change” for details and insurance.", "Su nivel de edición no lo abre: necesita «ver y cambiar» para datos y seguro.";
    BACK_SETTINGS: "Settings", "Configuración";
    BACK: "Bring patients in", "Traer pacientes";
    PHI: "This file holds protected health information. Keep it where only your practice can open it, do not send it by e-mail, and delete it when you are done.", "Este archivo contiene información médica protegida. Guárdelo donde solo su consultorio pueda abrirlo, no lo envíe por correo y bórrelo al terminar.";
    LEAD: "Choose the file that your old system has exported. Nothing is written until you have seen what would be.", "Elija el archivo que exportó su sistema anterior. No se escribe nada hasta que vea lo que se escribiría.";
    SOURCE: "Where it comes from", "De dónde viene";
    SOURCE_AUTO: "Find out from the file", "Averiguarlo por el archivo";
    SOURCE_OTHER: "Another system, or a spreadsheet", "Otro sistema o una hoja de cálculo";
    HOW_TO: "How to get the file out of your system", "Cómo sacar el archivo de su sistema";
    FILE: "The file", "El archivo";
    FILE_HINT: "CSV or other text, Excel (XLS, XLSX), OpenDocument, dBase (DBF), Access, XML, C-CDA, FHIR, HL7, or a ZIP of these. Up to 200 MB.", "CSV u otro texto, Excel (XLS, XLSX), OpenDocument, dBase (DBF), Access, XML, C-CDA, FHIR, HL7 o un ZIP de estos. Hasta 200 MB.";
    SEND: "Look into the file", "Ver el archivo";
    TRY_ONLY: "Only want to check a file? Look at what is found in it, then press “{cancel}”: no patient is written, and what was in the file is deleted. The name of the file stays in the list below, and what each column is, for the next one.", "¿Solo quiere revisar un archivo? Vea qué se encuentra en él y presione «{cancel}»: no se escribe ningún paciente y lo que había en el archivo se borra. Quedan el nombre del archivo en la lista de abajo y qué es cada columna, para el próximo.";
    TEMPLATE: "Empty template", "Plantilla vacía";
    TEMPLATE_HINT: "For a list that is written by hand or put together: all of its columns are recognised. Fill in what you have, and delete the row of the example.", "Para una lista escrita a mano o reunida: se reconocen todas sus columnas. Llene lo que tenga y borre la fila de ejemplo.";
    TEMPLATE_XLSX: "For Excel (XLSX), with a sheet that explains each column", "Para Excel (XLSX), con una hoja que explica cada columna";
    TEMPLATE_CSV: "As CSV", "Como CSV";
    T_SHEET: "Patients", "Pacientes";
    T_RULES: "What goes where", "Qué va dónde";
    T_COLUMN: "Column", "Columna";
    T_WHAT: "What it is", "Qué es";
    T_IS_NEEDED: "Needed?", "¿Necesario?";
    T_FORM: "How it is written", "Cómo se escribe";
    T_EXAMPLE: "Example", "Ejemplo";
    T_YES: "Yes", "Sí";
    T_NO: "No", "No";
    T_TEXT: "As it is", "Tal como es";
    T_DAY: "Month/day/year with four digits for the year, or year-month-day: 02/14/1980, 1980-02-14", "Mes/día/año con cuatro cifras para el año, o año-mes-día: 02/14/1980, 1980-02-14";
    T_ONE: "One of these: {values}", "Una de estas: {values}";
    T_STATE: "Two letters or the name of the state: ME, Maine", "Dos letras o el nombre del estado: ME, Maine";
    T_ZIP: "Five digits, or nine with a hyphen, as text so that zeros stay: 04101, 04101-2345", "Cinco cifras, o nueve con guion, como texto para que queden los ceros: 04101, 04101-2345";
    T_PHONE: "Ten digits with the area code, as text: 202-555-0142", "Diez cifras con el código de área, como texto: 202-555-0142";
    T_EXTENSION: "Digits, as text", "Cifras, como texto";
    T_EMAIL: "One address", "Una dirección";
    T_DOLLARS: "Dollars: 25 or 25.00", "Dólares: 25 o 25.00";
    T_NUMBER: "Letters and digits, as text so that zeros in front stay", "Letras y cifras, como texto para que queden los ceros del principio";
    T_ACTIVE: "yes, or no for somebody who has left; empty for yes", "yes (sí), o no si ya no es paciente; vacío es sí";
    FILE_MISSING: "Choose a file first.", "Primero elija un archivo.";
    FILE_LARGE: "This file is larger than 200 MB. Export it in two parts, or ask the operator to import it.", "Este archivo pasa de 200 MB. Expórtelo en dos partes o pida al operador que lo importe.";
    FILE_CUT: "The file did not arrive whole. Check the connection and choose it again.", "El archivo no llegó completo. Revise la conexión y elíjalo de nuevo.";
    PROBLEM: "This can't be done yet. Please look at what is marked.", "Todavía no se puede. Revise lo marcado.";
    RUNS: "Files so far", "Archivos hasta ahora";
    RUN_COUNTS: "{created} new, {updated} changed, {failed} not taken", "{created} nuevos, {updated} cambiados, {failed} no tomados";
    UNKNOWN_TITLE: "No such import", "No existe esa importación";
    UNKNOWN: "Your practice has no import of this address.", "Su consultorio no tiene una importación con esta dirección.";
    STATE_UPLOADED: "is being read", "se está leyendo";
    STATE_REFUSED: "could not be read", "no se pudo leer";
    STATE_READ: "waits for you: which column is what?", "le espera: ¿qué es cada columna?";
    STATE_MAPPED: "is being checked", "se está revisando";
    STATE_CHECKED: "waits for you: write it?", "le espera: ¿escribir?";
    STATE_APPROVED: "is being written", "se está escribiendo";
    STATE_DONE: "is written", "está escrito";
    STATE_UNDOING: "is being taken back", "se está deshaciendo";
    STATE_UNDONE: "nothing of it is kept", "no se conserva nada";
    WHO: "Begun by {name}, {when}.", "Iniciado por {name}, {when}.";
    OPERATOR: "the operator", "el operador";

    WORKING_READ: "The file is being read: {rows} rows so far.", "Se está leyendo el archivo: {rows} filas hasta ahora.";
    WORKING_CHECK: "The rows are being checked.", "Se están revisando las filas.";
    WORKING_WRITE: "The patients are being written.", "Se están escribiendo los pacientes.";
    WORKING_UNDO: "What was written is being taken back.", "Se está deshaciendo lo escrito.";
    PERCENT: "{percent} % done, {speed} rows a second, about {left} s left.", "{percent} % listo, {speed} filas por segundo, quedan unos {left} s.";
    CLOSE: "You may close this page. The work goes on, and this address shows how far it is.", "Puede cerrar esta página. El trabajo sigue y esta dirección muestra el avance.";
    RELOAD: "Show how far it is now", "Mostrar el avance";
    CANCEL: "Give it up", "Abandonar";
    CANCEL_HINT: "Give it up, and no patient is written and what was in the file is deleted. The name of the file stays in the list, and what each column is, for the next one.", "Si la abandona, no se escribe ningún paciente y lo que había en el archivo se borra. Quedan el nombre del archivo en la lista y qué es cada columna, para el próximo.";
    CANCEL_WRITING: "Stop, and take back what is written so far", "Detener y deshacer lo escrito hasta ahora";

    IS: "What the file is", "Qué es el archivo";
    FACT_FORMAT: "Kind: {format}", "Tipo: {format}";
    FACT_ENCODING: "Characters: {encoding}", "Caracteres: {encoding}";
    FACT_DIALECT: "Cells parted by: {dialect}", "Celdas separadas por: {dialect}";
    FACT_HEADER: "Names of the columns in row {row}", "Nombres de las columnas en la fila {row}";
    FACT_NO_HEADER: "No row names the columns: they are numbered", "Ninguna fila nombra las columnas: están numeradas";
    FACT_SHEET: "Sheet or table “{sheet}”; not read: {others}", "Hoja o tabla «{sheet}»; no leídas: {others}";
    FACT_ONE_SHEET: "Sheet or table “{sheet}”", "Hoja o tabla «{sheet}»";
    FACT_PACKED: "Packed in an archive", "Empaquetado en un archivo comprimido";
    FACT_JOINED: "Joined to each patient from the files beside: {files}", "Unido a cada paciente desde los archivos adjuntos: {files}";
    FACT_ROWS: "{rows} rows", "{rows} filas";
    FACT_LEFT: "Headers, totals and deleted records among the rows, left out: {n}", "Encabezados, totales y registros borrados entre las filas, omitidos: {n}";
    FACT_LEFT_ROWS: "Rows left out: {rows}", "Filas omitidas: {rows}";
    FACT_UNREAD: "Could not be read: {file}. {why}", "No se pudo leer: {file}. {why}";
    FACT_SOURCE: "From {source}", "De {source}";

    SHEET: "Sheet", "Hoja";
    SHEET_HINT: "The file holds several sheets or tables. If this is not the one with the patients, choose another: its columns are then asked about.", "El archivo contiene varias hojas o tablas. Si esta no es la de los pacientes, elija otra: se preguntará entonces por sus columnas.";
    READ_SHEET: "Read this sheet", "Leer esta hoja";
    NO_SHEET: "The file has no sheet or table of this name. There are: {sheets}.", "El archivo no tiene ninguna hoja o tabla con ese nombre. Hay: {sheets}.";
    NO_SHEETS: "The file has no sheets or tables to choose from.", "El archivo no tiene hojas ni tablas para elegir.";

    COLUMNS: "Which column is what?", "¿Qué es cada columna?";
    COLUMNS_LEAD: "Look at each column and correct what is not right. The next file with these columns is read the same way.", "Mire cada columna y corrija lo que no esté bien. El próximo archivo con estas columnas se leerá igual.";
    COLUMNS_NEEDED: "A first name, a last name (or a whole name) and a birth date are needed.", "Se necesitan un nombre, un apellido (o un nombre completo) y una fecha de nacimiento.";
    COLUMN: "Column “{name}”", "Columna «{name}»";
    SAMPLES: "For example: {samples}", "Por ejemplo: {samples}";
    NOTHING: "Nothing of ours: keep it beside the fields", "Nada nuestro: guardarlo junto a los campos";
    EMPTY_COLUMNS: "{n} columns are empty and not shown.", "{n} columnas están vacías y no se muestran.";
    ONE_EMPTY_COLUMN: "1 column is empty and not shown.", "1 columna está vacía y no se muestra.";
    WHY_NAME: "by its name", "por su nombre";
    WHY_SYSTEM: "so called in this system", "así se llama en ese sistema";
    WHY_CLOSE: "its name is close to “{name}”", "su nombre se parece a «{name}»";
    WHY_VALUES: "by what is in it", "por lo que contiene";
    WHY_TAKEN: "would be the same as “{name}”", "sería lo mismo que «{name}»";
    WHY_CHOSEN: "as you said the last time", "como usted dijo la última vez";
    WHY_UNKNOWN: "nothing tells what it is", "nada indica qué es";
    TIDY: "Write names that are all in capitals with one capital (RUIZ → Ruiz)", "Escribir los nombres en mayúsculas con una sola (RUIZ → Ruiz)";
    CHECK: "Check the rows", "Revisar las filas";
    TWICE: "“{name}” is this already. One column can be it.", "«{name}» ya es esto. Solo una columna puede serlo.";
    NEED_NAME: "Say which column is the first name and which the last name, or which is the whole name.", "Indique cuál columna es el nombre y cuál el apellido, o cuál es el nombre completo.";
    NEED_BIRTH: "Say which column is the birth date.", "Indique cuál columna es la fecha de nacimiento.";
    ANSWER: "Choose one: nothing in the file says it.", "Elija una opción: nada en el archivo lo indica.";
    ASK_ORDER: "Is “{example}” month first or day first?", "En «{example}», ¿va primero el mes o el día?";
    ASK_MIXED: "This column has days written both ways, such as “{example}”. Which comes first in most of them? The others are kept as they came, or their row is not taken.", "Esta columna tiene fechas escritas de las dos maneras, como «{example}». ¿Qué va primero en la mayoría? Las demás se guardan tal como vinieron, o su fila no se toma.";
    ASK_CENTURY: "Which century is “{example}” in?", "¿De qué siglo es «{example}»?";
    ASK_SEX: "What do numbers such as “{example}” mean here?", "¿Qué significan aquí números como «{example}»?";
    ASK_ACTIVE: "What do numbers such as “{example}” mean here?", "¿Qué significan aquí números como «{example}»?";
    A_MONTH: "Month first, as in the United States", "Primero el mes, como en Estados Unidos";
    A_DAY: "Day first", "Primero el día";
    A_PAST: "Years up to this one are 1900 and some", "Los años hasta el actual son mil novecientos";
    A_PRESENT: "Years up to this one are 2000 and some", "Los años hasta el actual son dos mil";
    A_1M2F: "1 is male, 2 is female", "1 es masculino, 2 es femenino";
    A_1F2M: "1 is female, 2 is male", "1 es femenino, 2 es masculino";
    A_0F1M: "0 is female, 1 is male", "0 es femenino, 1 es masculino";
    A_0M1F: "0 is male, 1 is female", "0 es masculino, 1 es femenino";
    A_UNKNOWN: "I do not know: leave the sex unknown", "No lo sé: dejar el sexo sin indicar";
    A_1A: "1 is a patient, 0 has left", "1 es paciente, 0 ya no";
    A_0A: "0 is a patient, 1 has left", "0 es paciente, 1 ya no";

    F_SOURCE_ID: "The other system's number", "El número del otro sistema";
    F_FULL_NAME: "Whole name", "Nombre completo";
    F_FULL_ADDRESS: "Whole address", "Dirección completa";
    F_ACTIVE: "Still a patient", "Sigue siendo paciente";
    F_INACTIVE: "Has left (yes or 1)", "Ya no es paciente (sí o 1)";
    F_SSN: "Social Security number: compared, not kept", "Número de Seguro Social: se compara, no se guarda";
    PRIMARY: "Primary: {field}", "Primario: {field}";
    SECONDARY: "Secondary: {field}", "Secundario: {field}";

    CHECKED: "What would be written", "Qué se escribiría";
    WRITTEN: "What was written", "Qué se escribió";
    N_ROWS: "Rows in the file", "Filas del archivo";
    N_CREATED: "New patients", "Pacientes nuevos";
    N_UPDATED: "Patients who are there and change", "Pacientes existentes que cambian";
    N_UNCHANGED: "Patients who are there, with nothing new", "Pacientes existentes sin novedades";
    N_DOUBLES: "Likely somebody who is there: for you to decide", "Probablemente alguien que ya está: usted decide";
    N_SKIPPED: "Left out by you", "Omitidas por usted";
    N_FAILED: "Can't be taken", "No se pueden tomar";
    N_DOCUMENTS: "Documents", "Documentos";
    N_DOCUMENTS_LEFT: "Documents that can't be taken", "Documentos que no se pueden tomar";
    PROBLEMS: "Rows that can't be taken", "Filas que no se pueden tomar";
    PROBLEMS_LEAD: "Correct them in the file below and bring that in afterwards; the others are not kept waiting.", "Corríjalas en el archivo de abajo e impórtelo después; las demás no esperan.";
    PROBLEMS_FIRST: "The first {n} of them:", "Las primeras {n}:";
    ROW: "Row {n}", "Fila {n}";
    REPAIRS: "What is repaired", "Qué se repara";
    REPAIRS_NONE: "Nothing had to be repaired.", "No hubo que reparar nada.";
    TIMES: "{what}: {n}", "{what}: {n}";
    SAMPLE: "The first rows as they would be kept", "Las primeras filas como se guardarían";
    FILE_FAILED: "Rows that can't be taken, with the reason (CSV)", "Filas que no se pueden tomar, con el motivo (CSV)";
    FILE_DOUBLES: "Rows that are likely somebody who is there (CSV)", "Filas que probablemente ya están (CSV)";
    FILE_REPAIRS: "Every row with what is repaired (CSV)", "Todas las filas con lo reparado (CSV)";
    FILE_ALL: "The whole file with what came of each row (CSV)", "El archivo completo con el resultado de cada fila (CSV)";
    FILES: "Take along", "Descargar";
    MESSAGE: "Import message", "Import message";
    OUTCOME: "Import result", "Import result";
    O_CREATED: "new", "nuevo";
    O_MERGED: "the same as somebody who is there", "igual a alguien que ya está";
    O_DOUBLE: "likely somebody who is there", "probablemente ya está";
    O_SKIPPED: "left out", "omitida";
    O_FAILED: "not taken", "no tomada";

    DOUBLES: "Is it the same person?", "¿Es la misma persona?";
    DOUBLES_LEAD: "These rows are likely somebody who is there. What you do not decide is not written, and stands in the file to take along.", "Estas filas son probablemente alguien que ya está. Lo que no decida no se escribe y queda en el archivo para descargar.";
    DOUBLE: "Row {n}: {why}", "Fila {n}: {why}";
    FIELD: "Field", "Campo";
    IN_FILE: "In the file", "En el archivo";
    IN_PRACTICE: "In the practice", "En el consultorio";
    IN_ROW: "In row {n}", "En la fila {n}";
    OPEN_PATIENT: "Open this patient", "Abrir este paciente";
    D_MERGE: "The same person: take over what the row says", "La misma persona: tomar lo que dice la fila";
    D_KEEP: "Another person: keep both", "Otra persona: conservar ambas";
    D_SKIP: "Leave the row out", "Omitir la fila";
    D_NONE: "Not decided", "Sin decidir";
    DECIDE: "Keep these decisions", "Guardar estas decisiones";
    ALL_PROBABLE: "All with the same names and birth date that are not decided", "Todas las de igual nombre y fecha de nacimiento sin decidir";
    ALL_POSSIBLE: "All others that are not decided", "Todas las demás sin decidir";
    MORE_DOUBLES: "The next ones", "Las siguientes";
    Q_PROBABLE: "{n} rows have the names and birth date of somebody who is there. What is to be done with them?", "{n} filas tienen los nombres y la fecha de nacimiento de alguien que ya está. ¿Qué se hace con ellas?";
    Q_POSSIBLE: "{n} rows may be somebody who is there. What is to be done with them?", "{n} filas podrían ser alguien que ya está. ¿Qué se hace con ellas?";
    NO_FIELD: "There is no field {field}. The fields are {fields}.", "No existe el campo {field}. Los campos son {fields}.";
    NO_HEADER: "No column of the file is called {header}.", "Ninguna columna del archivo se llama {header}.";
    NO_DECISION: "Answer merge, keep-both or skip.", "Responda merge, keep-both o skip.";
    FIRST_DOUBLES: "From the beginning", "Desde el principio";
    UNDECIDED_DOUBLES: "The next ones to be decided", "Las siguientes por decidir";
    DECIDED: "Kept. {n} are not decided.", "Guardado. {n} sin decidir.";
    R_SOURCE: "the other system's number is the same", "el número del otro sistema es el mismo";
    R_SAME: "same names and birth date", "mismos nombres y fecha de nacimiento";
    R_NAMES: "same birth date, close names", "misma fecha de nacimiento, nombres parecidos";
    R_SWAPPED: "same birth date, first and last name swapped", "misma fecha de nacimiento, nombre y apellido intercambiados";
    R_FAMILY: "same birth date and first name, another last name", "misma fecha de nacimiento y nombre, otro apellido";
    R_BIRTH: "same names, close birth dates", "mismos nombres, fechas de nacimiento parecidas";
    R_SSN: "same Social Security number, close names", "mismo número de Seguro Social, nombres parecidos";
    R_REACH: "same names and phone or e-mail", "mismos nombres y teléfono o correo";

    WRITE: "Write {n} patients", "Escribir {n} pacientes";
    WRITE_ONE: "Write 1 patient", "Escribir 1 paciente";
    WRITE_HINT: "Nobody gets a message because of this. You can take it back as long as nobody has changed one of these patients.", "Nadie recibe mensajes por esto. Puede deshacerlo mientras nadie haya cambiado a uno de estos pacientes.";
    ALL_ROWS: "Only if every row can be taken", "Solo si se pueden tomar todas las filas";
    ALL_WRONG: "{n} rows can't be taken or are not decided. Correct the file, decide, or take the tick out.", "{n} filas no se pueden tomar o están sin decidir. Corrija el archivo, decida o quite la marca.";
    NOTHING_TO_WRITE: "There is nothing to write.", "No hay nada que escribir.";
    TO_COLUMNS: "Back to the columns", "Volver a las columnas";
    UNDO: "Take this import back", "Deshacer esta importación";
    UNDO_HINT: "The new patients go, and those who were changed are as before.", "Los pacientes nuevos desaparecen y los cambiados quedan como antes.";
    UNDO_LATE: "It can't be taken back any more: what the patients were before is forgotten thirty days after an import.", "Ya no se puede deshacer: lo que eran los pacientes se olvida treinta días después de una importación.";
    AGAIN: "Patients came into the practice after the first check, so the rows were checked once more. What was decided stands. Nothing is written yet.", "Después de la primera revisión entraron pacientes en el consultorio, así que las filas se revisaron otra vez. Lo decidido se mantiene. Todavía no se ha escrito nada.";
    CHANGES: "changes {fields}", "cambia {fields}";
    R_CHART: "the chart number is somebody else's", "el número de expediente es de otra persona";
    R_RENUMBERED: "the chart number is somebody else's: the patient got another one", "el número de expediente es de otra persona: el paciente recibió otro";
    UNDO_NOT: "It can't be taken back any more: {n} of its patients were changed since, or were given documents.", "Ya no se puede deshacer: {n} de sus pacientes se cambiaron después, o recibieron documentos.";
    MOVED: "Somebody else has gone on with this import meanwhile. This is how it stands now.", "Mientras tanto, otra persona siguió con esta importación. Así está ahora.";
    SIGN_OFF: "Compare 20 to 30 patients with your old system before you rely on it.", "Compare de 20 a 30 pacientes con su sistema anterior antes de confiar en esto.";
    ANOTHER: "Bring in another file", "Traer otro archivo";
    TO_PATIENTS: "Go to the patients", "Ir a los pacientes";

    C_NO_FIRST: "no first name", "sin nombre";
    C_NO_LAST: "no last name", "sin apellido";
    C_NO_BIRTH: "no birth date", "sin fecha de nacimiento";
    C_BIRTH: "the birth date “{from}” is no day", "la fecha de nacimiento «{from}» no es un día";
    C_FUTURE: "the birth date “{from}” has not come yet", "la fecha de nacimiento «{from}» aún no llega";
    C_CELLS: "more cells than columns: a delimiter stands in a cell without quotation marks", "más celdas que columnas: hay un separador en una celda sin comillas";
    C_GUARANTOR: "who pays, and no patient", "responsable de pago, no paciente";
    C_UNREADABLE: "this record is damaged and can't be read: {from}", "este registro está dañado y no se puede leer: {from}";
    C_QUOTE: "a quotation mark opens a cell and is never closed: {from}", "unas comillas abren una celda y no se cierran: {from}";
    C_DIGITS: "a spreadsheet has rounded the number {from}: its digits are lost", "una hoja de cálculo redondeó el número {from}: se perdieron cifras";
    C_REFUSED: "“{from}” can't be kept: too long, or no such day", "«{from}» no se puede guardar: demasiado largo o no es un día válido";
    C_CHART: "the chart number “{from}” is somebody else's", "el número de expediente «{from}» es de otra persona";
    C_RENUMBERED: "the chart number “{from}” is somebody else's here: a new one is given, and this one kept beside the fields", "el número de expediente «{from}» es de otra persona aquí: se da uno nuevo y este se conserva junto a los campos";
    C_LEFT: "can't be read, and kept beside the fields as it is", "no se puede leer; se guarda junto a los campos tal como vino";
    C_ZIP: "ZIP code: zeros put back that a spreadsheet had eaten", "código postal: se repusieron ceros que una hoja de cálculo había quitado";
    C_ZIP_ZERO: "ZIP code of 0: taken as none", "código postal 0: se toma como ninguno";
    C_SERIAL: "a spreadsheet's number read as a day", "un número de hoja de cálculo leído como día";
    C_THOUSANDS: "commas between thousands taken out", "se quitaron comas de los millares";
    C_SCIENTIFIC: "a number written as 1.2E+9 or with .0 put right", "se corrigió un número escrito como 1.2E+9 o con .0";
    C_NAME: "a whole name divided", "un nombre completo dividido";
    C_ADDRESS: "a whole address divided", "una dirección completa dividida";
    C_SEX: "sex: unknown", "sexo: sin indicar";
    C_SSN: "Social Security number: not nine digits, or nobody's", "número de Seguro Social: no tiene nueve dígitos o no es de nadie";
    C_NOTHING: "“{from}” stands for nothing", "«{from}» no significa nada";
    C_SPOILT: "a character in “{from}” can't be read", "un carácter de «{from}» no se puede leer";
    C_DIED: "has a day of death: no longer a patient", "tiene fecha de fallecimiento: ya no es paciente";

    X_EMPTY: "The file is empty. Was the export finished?", "El archivo está vacío. ¿Terminó la exportación?";
    X_NO_ROWS: "There is no patient in this file.", "No hay ningún paciente en este archivo.";
    X_UNKNOWN: "We do not know what kind of file this is. Save it as CSV in the program that made it.", "No sabemos qué tipo de archivo es. Guárdelo como CSV en el programa que lo hizo.";
    X_NOT_A_TABLE: "This is a file of the kind {kind}, and no list of patients. Export the patients as CSV or Excel.", "Este es un archivo de tipo {kind} y no una lista de pacientes. Exporte los pacientes como CSV o Excel.";
    X_ACCESS: "This Access database can't be read here. Open it in Access or LibreOffice, open the table with the patients, and save that as CSV.", "Esta base de datos de Access no se puede leer aquí. Ábrala en Access o LibreOffice, abra la tabla de pacientes y guárdela como CSV.";
    X_ENCRYPTED: "The file is behind a password. Open it, save it without one, and choose that.", "El archivo tiene contraseña. Ábralo, guárdelo sin ella y elija ese.";
    X_BOMB: "The archive would grow beyond all measure when it is unpacked. Unpack it yourself and choose the list of patients.", "El archivo comprimido crecería sin medida al abrirlo. Descomprímalo y elija la lista de pacientes.";
    X_PATH: "A file in the archive names a place outside of it. Unpack it yourself and choose the list of patients.", "Un archivo del comprimido indica un lugar fuera de él. Descomprímalo y elija la lista de pacientes.";
    X_ENTITIES: "The XML declares names of its own, which is how such files attack. Export it again, or as CSV.", "El XML declara nombres propios, que es como atacan esos archivos. Expórtelo de nuevo o como CSV.";
    X_CELL: "In row {row} a cell does not end: probably a quotation mark is never closed. Correct it and choose the file again.", "En la fila {row} una celda no termina: quizá unas comillas no se cierran. Corríjalo y elija el archivo otra vez.";
    X_WIDE: "The file has more than 1,000 columns. Export the list of patients alone.", "El archivo tiene más de 1,000 columnas. Exporte solo la lista de pacientes.";
    X_BROKEN: "The file is damaged or breaks off. Export it once more.", "El archivo está dañado o incompleto. Expórtelo de nuevo.";
    X_INSIDE: "The archive holds no list of patients that we can read.", "El archivo comprimido no contiene ninguna lista de pacientes que podamos leer.";
    X_OURS: "We are sorry: something in this file stops our program, and nothing of it was written. Tell the operator: the log has the cause. Until then, a part of the file may work.", "Lo sentimos: algo en este archivo detiene nuestro programa, y no se escribió nada de él. Avise al operador: el registro tiene la causa. Mientras tanto, una parte del archivo puede funcionar.";
    X_PASSPHRASE: "This export of Vestibule needs its passphrase. Choose the file again and type the passphrase beside it: whoever made the export has it.", "Esta exportación de Vestibule necesita su frase de contraseña. Elija el archivo de nuevo y escriba la frase: la tiene quien hizo la exportación.";
    X_WRONG_PASSPHRASE: "The passphrase does not open this export. Check capitals and spaces, and choose the file again.", "La frase de contraseña no abre esta exportación. Revise mayúsculas y espacios, y elija el archivo de nuevo.";
    X_NOT_LOCKED: "You typed a passphrase, and this export has none. If it is the one that you mean, choose it again without a passphrase.", "Usted escribió una frase de contraseña y esta exportación no tiene ninguna. Si es la que busca, elíjala de nuevo sin frase.";
    X_DAMAGED: "This export of Vestibule is damaged or was changed: {file} is not what its list of contents says. Fetch it again from where it was made.", "Esta exportación de Vestibule está dañada o fue modificada: {file} no es lo que dice su lista de contenido. Vuelva a obtenerla de donde se hizo.";
    X_NEWER: "This export was written by a newer Vestibule ({version}). This system has to be updated before it can read it: ask the operator.", "Esta exportación la escribió un Vestibule más nuevo ({version}). Este sistema debe actualizarse antes de leerla: pida ayuda al operador.";
    PASSPHRASE: "Its passphrase, for an export of Vestibule", "Su frase de contraseña, si es una exportación de Vestibule";
    PASSPHRASE_HINT: "Leave it empty for every other file.", "Déjelo vacío para cualquier otro archivo.";
}

/// Where a run is, in words.
#[must_use]
pub const fn state(state: State) -> Text {
    match state {
        State::Uploaded => STATE_UPLOADED,
        State::Refused => STATE_REFUSED,
        State::Read => STATE_READ,
        State::Mapped => STATE_MAPPED,
        State::Checked => STATE_CHECKED,
        State::Approved => STATE_APPROVED,
        State::Done => STATE_DONE,
        State::Undoing => STATE_UNDOING,
        State::Undone => STATE_UNDONE,
    }
}
