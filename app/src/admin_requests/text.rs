//! Sentences of the cards.

crate::texts! {
    TITLE: "Asking for help", "Piden ayuda";
    ASKS: "{name} can't log in and asks for your help", "{name} no puede entrar y pide su ayuda";
    WHEN: "Asked {when} from {from}.", "Lo pidió {when} desde {from}.";
    PROVEN: "Opened a link from their own mail first.", "Antes abrió un enlace de su propio correo.";
    NOT_PROVEN: "Anybody can ask in this name. Talk to {name} first, by voice or in person.", "Cualquiera puede pedirlo con este nombre. Hable primero con {name}, por teléfono o en persona.";
    OWN: "This is your own account. Another administrator must help.", "Es su propia cuenta. Debe ayudar otro administrador.";
    DISMISS: "Leave it", "Dejarlo así";
    SEE: "See {name}'s page", "Ver la página de {name}";
}
