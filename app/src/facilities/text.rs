//! Sentences of facilities.

crate::texts! {
    TITLE: "Facilities", "Sedes";
    TILE: "Where your practice works: address, phone, office hours, identifiers.", "Dónde trabaja su consultorio: dirección, teléfono, horario, identificadores.";
    LINE_NONE: "None yet", "Ninguna todavía";
    LINE_ONE: "1 in use · primary: {name}", "1 en uso · principal: {name}";
    LINE_MANY: "{n} in use · primary: {name}", "{n} en uso · principal: {name}";
    BACK_SETTINGS: "Settings", "Configuración";
    LEAD: "Every place your people work at. One of them is the primary facility.", "Cada lugar donde trabaja su personal. Una de ellas es la sede principal.";
    EMPTY: "There is none yet. Add the place you work at: its time zone and office hours go with it.", "Todavía no hay ninguna. Agregue el lugar donde trabaja: con él van su zona horaria y su horario.";
    ADD: "Add a facility", "Agregar una sede";
    PRIMARY: "Primary", "Principal";
    INACTIVE: "Deactivated", "Desactivada";
    BACK: "All facilities", "Todas las sedes";
    UNKNOWN_TITLE: "There is no such facility", "No existe esa sede";
    UNKNOWN: "It may have been deleted.", "Quizá se eliminó.";

    NAME: "Name", "Nombre";
    NAME_HINT: "At most 60 characters: claims cut longer ones off.", "Como máximo 60 caracteres: las reclamaciones cortan los más largos.";
    NPI: "NPI of the facility (optional)", "NPI de la sede (opcional)";
    NPI_HINT: "Ten digits; the organization's (type 2), not a person's.", "Diez números; el de la organización (tipo 2), no el de una persona.";
    CLIA: "CLIA number (optional)", "Número CLIA (opcional)";
    CLIA_HINT: "Of its laboratory, such as 05D1234567.", "De su laboratorio, como 05D1234567.";
    PLACE: "Place of service", "Lugar de servicio";
    PLACE_HINT: "Two digits on claims; 11 is an office.", "Dos números en las reclamaciones; 11 es un consultorio.";
    NOW: "It is {time} there now.", "Ahora allí son las {time}.";
    NOTE_ZONE: "This time zone is not one of the state that is chosen. Look at both: office hours go by the time zone.", "Esta zona horaria no es del estado elegido. Revise ambos: el horario sigue la zona horaria.";
    HOURS: "Office hours", "Horario";
    HOURS_HINT: "In the facility's time zone. Leave both boxes of a day empty where it is closed.", "En la zona horaria de la sede. Deje vacías las dos casillas del día en que está cerrada.";
    OPENS: "{day}: opens", "{day}: abre";
    CLOSES: "{day}: closes", "{day}: cierra";
    MONDAY: "Monday", "Lunes";
    TUESDAY: "Tuesday", "Martes";
    WEDNESDAY: "Wednesday", "Miércoles";
    THURSDAY: "Thursday", "Jueves";
    FRIDAY: "Friday", "Viernes";
    SATURDAY: "Saturday", "Sábado";
    SUNDAY: "Sunday", "Domingo";
    SAVE: "Save", "Guardar";

    PROBLEM: "Please look at the marked boxes.", "Revise las casillas marcadas.";
    NAME_MISSING: "Enter a name.", "Escriba un nombre.";
    NAME_LONG: "A name has at most 60 characters.", "Un nombre tiene como máximo 60 caracteres.";
    NAME_TAKEN: "Your practice has a facility of this name already. Names must differ, or people choose the wrong one.", "Su consultorio ya tiene una sede con ese nombre. Los nombres deben ser distintos para que nadie elija la equivocada.";
    CLIA_WRONG: "A CLIA number has two digits, the letter D and seven digits, such as 05D1234567.", "Un número CLIA tiene dos números, la letra D y siete números, como 05D1234567.";
    PLACE_WRONG: "A place of service has two digits, such as 11.", "Un lugar de servicio tiene dos números, como 11.";
    HOURS_HALF: "Enter both times, or neither.", "Escriba las dos horas, o ninguna.";
    HOURS_WRONG: "Enter a time such as 08:00 or 17:30.", "Escriba una hora como 08:00 o 17:30.";
    HOURS_ORDER: "It closes after it opens.", "Cierra después de abrir.";
    CONFLICT: "Somebody else has saved this facility meanwhile. What they changed is in the boxes that you left alone; where you both changed the same box, theirs stands beside yours. Look it over and save again.", "Mientras tanto, otra persona guardó esta sede. Lo que cambió está en las casillas que usted no tocó; donde ambos cambiaron la misma casilla, lo que guardó está junto a la de usted. Revíselo y guarde de nuevo.";

    DONE_ADDED: "Added.", "Agregada.";
    DONE_SAVED: "Saved.", "Guardada.";
    DONE_PRIMARY: "It is the primary facility now.", "Ahora es la sede principal.";
    DONE_DEACTIVATED: "Deactivated. It is out of use; its details are kept.", "Desactivada. Está fuera de uso; sus datos se conservan.";
    DONE_REACTIVATED: "It is in use again.", "Está en uso otra vez.";
    DONE_DELETED: "Deleted.", "Eliminada.";
    DEEDS: "This facility", "Esta sede";
    IS_PRIMARY: "It is the primary facility. To deactivate or delete it, make another one primary first.", "Es la sede principal. Para desactivarla o eliminarla, primero haga principal a otra.";
    MAKE_PRIMARY: "Make it the primary facility", "Hacerla la sede principal";
    DEACTIVATE: "Deactivate", "Desactivar";
    DEACTIVATE_HINT: "It goes out of use. Its details are kept, and it can come back.", "Queda fuera de uso. Sus datos se conservan y puede volver.";
    REACTIVATE: "Reactivate", "Reactivar";
    DELETE: "Delete", "Eliminar";
    DELETE_HINT: "For one that was added by mistake: nothing refers to it yet. This can't be undone.", "Para una que se agregó por error: nada se refiere a ella todavía. No se puede deshacer.";
    REFUSED_PRIMARY: "This is the primary facility. Make another one primary first.", "Esta es la sede principal. Primero haga principal a otra.";
    REFUSED_INACTIVE: "A deactivated facility can't be the primary one. Reactivate it first.", "Una sede desactivada no puede ser la principal. Primero reactívela.";
}
