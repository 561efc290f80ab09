//! Sentences of the current facility.

crate::texts! {
    HEADER: "Facility:", "Sede:";
    TITLE: "Where do you work now?", "¿Dónde trabaja ahora?";
    LEAD: "New entries belong to this facility, and printed pages carry its name. You see the whole practice wherever you are.", "Los datos nuevos pertenecen a esta sede y las páginas impresas llevan su nombre. Usted ve todo el consultorio, esté donde esté.";
    HERE: "You are here", "Usted está aquí";
    ENTER: "Work here", "Trabajar aquí";
    ENTER_OF: "Work at {name}", "Trabajar en {name}";
    BACK: "Go back without changing it", "Volver sin cambiarla";
    NONE: "There is nothing to choose: your practice has one facility, or none yet.", "No hay nada que elegir: su consultorio tiene una sede, o ninguna todavía.";
    GONE: "That facility is not in use any more. Choose another one.", "Esa sede ya no está en uso. Elija otra.";
    MOVED: "You work at {name} now: it was changed in another tab.", "Ahora trabaja en {name}: se cambió en otra pestaña.";
    RELOAD: "Show it here, too", "Mostrarla aquí también";
}
