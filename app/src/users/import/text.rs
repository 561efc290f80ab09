//! Sentences of the import.

crate::texts! {
    TITLE: "Add several people", "Agregar a varias personas";
    LEAD: "From a table with one person in each row: a file that your spreadsheet saves as CSV, or rows that you copy from it. Nothing is added before you have seen what becomes of each row.", "De una tabla con una persona en cada fila: un archivo que su hoja de cálculo guarda como CSV, o filas que copia de ella. No se agrega nada antes de que vea qué pasa con cada fila.";
    COLUMNS: "The first line names the columns: first name, last name, username, e-mail, phone, edit level, administrator. The first two are needed, in any order. An empty username is made from the name, an empty edit level is Front desk, and whoever has an e-mail address is invited.", "La primera línea nombra las columnas: nombre, apellido, usuario, correo, teléfono, nivel de edición, administrador. Las dos primeras son necesarias, en cualquier orden. Un usuario vacío se crea a partir del nombre, un nivel de edición vacío es Recepción, y quien tiene correo recibe una invitación.";
    FILE: "File", "Archivo";
    FILE_HINT: "At most 500 people.", "Como máximo 500 personas.";
    PASTE: "Or paste the rows here", "O pegue aquí las filas";
    CHECK: "Look at the rows", "Revisar las filas";
    CHECK_AGAIN: "Another table", "Otra tabla";
    NOTHING: "Choose a file, or paste rows with the names of the columns in the first line.", "Elija un archivo, o pegue filas con los nombres de las columnas en la primera línea.";
    NO_COLUMNS: "The first line must name the columns, at least first name and last name. Put them there, then look again.", "La primera línea debe nombrar las columnas, al menos nombre y apellido. Póngalas ahí y revise otra vez.";
    BROKEN: "This table can't be read. Save it once more as CSV (UTF-8), or copy the rows and paste them below.", "No se puede leer esta tabla. Guárdela otra vez como CSV (UTF-8), o copie las filas y péguelas abajo.";
    TOO_MANY: "This table has {n} rows. At most 500 can be added at once: split it.", "Esta tabla tiene {n} filas. Se pueden agregar 500 a la vez como máximo: divídala.";
    LINE: "Line", "Línea";
    WHAT: "What becomes of it", "Qué pasa";
    CAPTION: "Nothing has been added yet", "Todavía no se ha agregado nada";
    W_INVITED: "Is added and invited.", "Se agrega y se invita.";
    W_ADDED: "Is added. No e-mail: show a code on their page later.", "Se agrega. Sin correo: muestre después un código en su página.";
    W_EXISTS: "There is a user {username} already. Nothing is changed.", "Ya hay un usuario {username}. No se cambia nada.";
    W_TWICE: "Stands in this table above. Left out.", "Ya está más arriba en esta tabla. Se omite.";
    W_NO_USERNAME: "No username can be made from this name: enter one.", "No se puede crear un usuario con este nombre: escriba uno.";
    W_LEVEL: "No such edit level: Front desk, Billing and so on, as under Add a user.", "No existe ese nivel de edición: Recepción, Facturación, etc., como en Agregar usuario.";
    W_ADMINISTRATOR: "Administrator is yes or no.", "Administrador es sí o no.";
    MISSED: "Nobody was added. These rows can't be added any more, somebody else was quicker:", "No se agregó a nadie. Estas filas ya no se pueden agregar, alguien se adelantó:";
    MISSED_ROW: "Line {line}, {name}: {says}", "Línea {line}, {name}: {says}";
    MISSED_HINT: "Add the others, or correct the table at the foot of the page and look again.", "Agregue a las demás personas, o corrija la tabla al final de la página y revise otra vez.";
    ADD_ONE: "Add 1 person", "Agregar a 1 persona";
    ADD_MANY: "Add {n} people", "Agregar a {n} personas";
    ADD_NOBODY: "There is nobody to add. Correct the table and look again.", "No hay a quién agregar. Corrija la tabla y revise otra vez.";
    ADDED_ONE: "1 person was added. If they have an e-mail address, the invitation is on its way: tell them the Practice Access Code by voice.", "Se agregó a 1 persona. Si tiene correo, la invitación va en camino: dígale de viva voz el código de acceso del consultorio.";
    ADDED_MANY: "{n} people were added. Whoever has an e-mail address is invited: tell them the Practice Access Code by voice.", "Se agregó a {n} personas. Quien tiene correo recibe una invitación: dígales de viva voz el código de acceso del consultorio.";
    ADDED_NOBODY: "Nobody was added: everybody exists already.", "No se agregó a nadie: todas las personas ya existen.";
}
