//! Sentences of patients' documents.

crate::texts! {
    TITLE: "Documents", "Documentos";
    ONE_TITLE: "A patient's document", "Documento de un paciente";
    NONE: "There are no documents yet.", "Todavía no hay documentos.";
    FILE: "A file to add", "Un archivo para agregar";
    FILE_HINT: "PDF, a picture (PNG, JPEG, TIFF), plain text, RTF, Word (DOCX), Excel (XLSX), XML or DICOM. At most 25 MB.", "PDF, imagen (PNG, JPEG, TIFF), texto simple, RTF, Word (DOCX), Excel (XLSX), XML o DICOM. Como máximo 25 MB.";
    ADD: "Add this document", "Agregar este documento";
    META: "{size} · added by {name}, {day}", "{size} · agregado por {name}, {day}";
    META_FROM: "{size} · added by {name}, {day} · from {origin}", "{size} · agregado por {name}, {day} · de {origin}";
    SIZE: "Size", "Tamaño";
    AUTHOR: "Added by", "Agregado por";
    DAY: "Added on", "Agregado el";
    ORIGIN: "From", "De";
    SAVE: "Save this document on this computer", "Guardar este documento en este equipo";
    SAVE_HINT: "The copy on this computer is yours to protect, and to delete.", "La copia en este equipo queda a su cargo: protéjala y bórrela.";
    REMOVE: "Remove", "Quitar";
    REMOVE_OF: "Remove {name}", "Quitar {name}";
    REMOVE_TITLE: "Remove this document", "Quitar este documento";
    REMOVE_LEAD: "It is gone for good; that you removed it stays in the audit trail. Records have to be kept for years: remove only what was added by mistake.", "Se borra para siempre; que usted lo quitó queda en el registro de auditoría. Los expedientes deben guardarse por años: quite solo lo que se agregó por error.";
    DONE_ADDED: "The document was added.", "El documento se agregó.";
    DONE_REMOVED: "The document was removed.", "El documento se quitó.";
    UNKNOWN_TITLE: "There is no such document", "No existe ese documento";
    UNKNOWN_TEXT: "It was removed, or the address is cut off or of another practice.", "Se quitó, o la dirección está incompleta o es de otro consultorio.";

    MISSING: "Choose a file first.", "Primero elija un archivo.";
    EMPTY: "This file is empty.", "Este archivo está vacío.";
    LARGE: "This file is larger than 25 MB.", "Este archivo es de más de 25 MB.";
    CUT: "The file did not arrive whole, and nothing of it was kept. Try again.", "El archivo no llegó completo y no se guardó nada. Intente de nuevo.";
    KIND: "This is none of the kinds that are kept: PDF, PNG, JPEG, TIFF, plain text in UTF-8, RTF, DOCX and XLSX without macros, XML, DICOM. What is in the file counts, and not its name.", "No es de los tipos que se guardan: PDF, PNG, JPEG, TIFF, texto simple en UTF-8, RTF, DOCX y XLSX sin macros, XML, DICOM. Cuenta lo que hay en el archivo y no su nombre.";
    FULL: "This patient has 500 documents, and no more are taken.", "Este paciente tiene 500 documentos y no se aceptan más.";
}
