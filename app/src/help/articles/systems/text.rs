//! What the articles about systems have in common.

crate::texts! {
    PLACE: "Where it is in the program", "Dónde está en el programa";
    FILE: "What comes out", "Qué sale";
    HERE: "What to do with it here", "Qué hacer con eso aquí";
    WATCH: "What to watch for", "A qué prestar atención";
    SURE: "How sure this is", "Qué tan seguro es esto";
    COLUMNS: "The names of the columns are known, from the vendor's papers or from others who have worked with such files: most columns are recognised by themselves. Look at each of them all the same. Menus may be other ones in your version.", "Los nombres de las columnas se conocen, por documentos del fabricante o por quienes han trabajado con esos archivos: la mayoría se reconoce sola. Revise cada una de todos modos. En su versión los menús pueden ser otros.";
    FORMAT: "The kind of file is known and is a standard's, so its fields are recognised by themselves. Menus may be other ones in your version.", "El tipo de archivo se conoce y es el de un estándar, así que sus campos se reconocen solos. En su versión los menús pueden ser otros.";
    NOTHING: "We found nothing public that says what this program's file looks like, so there is no certified preset for it. Say once what each column is: we remember it for your practice, and the next file with these columns is read the same way.", "No encontramos nada público que diga cómo es el archivo de este programa, así que no hay una configuración certificada. Indique una vez qué es cada columna: lo recordamos para su consultorio y el próximo archivo con esas columnas se leerá igual.";
    LINE_COLUMNS: "The names of its columns are known.", "Se conocen los nombres de sus columnas.";
    LINE_FORMAT: "The kind of its file is known.", "Se conoce el tipo de su archivo.";
    LINE_NOTHING: "Nothing public describes its file: say once what each column is.", "Nada público describe su archivo: indique una vez qué es cada columna.";
    OTHERWISE: "Ask the vendor of the program for a list of patients as CSV; what to write to them is in the checklist that is linked below. Any list whose first row names the columns can be brought in, also the template under {settings}, {patient-import}, filled in by hand.", "Pida al fabricante del programa una lista de pacientes en CSV; qué escribirle está en la lista enlazada abajo. Se puede traer cualquier lista cuya primera fila nombre las columnas, también la plantilla de {settings}, {patient-import}, llenada a mano.";
}
