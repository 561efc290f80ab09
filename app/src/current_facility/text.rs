//! Sentences of the current facility.

crate::texts! {
    HEADER: "Facility:", "Sede:";
    TITLE: "Where do you work now?", "¿Dónde trabaja ahora?";
    LEAD: "It stands at the top of every page, and your next log-in begins there. You see the whole practice wherever you are.", "Aparece arriba en cada página, y su próximo inicio de sesión comienza allí. Usted ve todo el consultorio, esté donde esté.";
    HERE: "You are here", "Usted está aquí";
    ENTER: "Work here", "Trabajar aquí";
    ENTER_OF: "Work at {name}", "Trabajar en {name}";
    BACK: "Go back without changing it", "Volver sin cambiarla";
    NONE: "There is nothing to choose: your practice has one facility, or none yet.", "No hay nada que elegir: su consultorio tiene una sede, o ninguna todavía.";
    GONE: "That facility is not in use any more. Choose another one.", "Esa sede ya no está en uso. Elija otra.";
    MOVED: "You work at {name} now: it was changed in another tab.", "Ahora trabaja en {name}: se cambió en otra pestaña.";
    RELOAD: "Show it here, too", "Mostrarla aquí también";
}
