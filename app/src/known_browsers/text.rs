//! Sentences of the list of known browsers.

crate::texts! {
    UNKNOWN: "Unknown browser", "Navegador desconocido";
    ON: "{browser} on {system}", "{browser} en {system}";
    TITLE: "Browsers you are known by", "Navegadores en los que le conocemos";
    LEAD: "You have logged in from these. A log-in from any other is told to you by e-mail.", "Ha iniciado sesión desde estos. De un inicio de sesión desde cualquier otro le avisamos por correo.";
    NONE: "None now.", "Ninguno ahora.";
    META: "First log-in {first}, last {last}", "Primer inicio de sesión {first}, último {last}";
    TRUSTED: "No code until {until}", "Sin código hasta {until}";
    FORGET: "Forget", "Olvidar";
    FORGET_ALL: "Forget all of them", "Olvidarlos todos";
    FORGET_HINT: "Logs nobody out. The next log-in there is one from a new browser.", "No cierra ninguna sesión. El próximo inicio de sesión ahí será desde un navegador nuevo.";
    DONE: "Forgotten. The next log-in there is one from a new browser.", "Olvidado. El próximo inicio de sesión ahí será desde un navegador nuevo.";
}
