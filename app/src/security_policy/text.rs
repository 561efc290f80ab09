//! Sentences of the security settings.

crate::texts! {
    TITLE: "Security", "Seguridad";
    TILE: "When unattended screens lock.", "Cuándo se bloquean las pantallas sin atender.";
    LEAD: "These rules hold for everybody in your practice.", "Estas reglas valen para todas las personas de su consultorio.";
    BACK: "Settings", "Configuración";
    CHANGED: "Last changed by {name}, {when}.", "Último cambio: {name}, {when}.";
    SAVE: "Save", "Guardar";
    SAVED: "Saved.", "Guardado.";
    NOT_ALLOWED: "You are no administrator any more, so nothing was changed.", "Usted ya no es administrador, así que no se cambió nada.";
    CONFLICT: "Somebody else changed these settings while you were editing. It is {saved} minutes now; below is what you typed. Save again to replace it.", "Otra persona cambió esta configuración mientras usted editaba. Ahora son {saved} minutos; abajo está lo que usted escribió. Guarde otra vez para reemplazarlo.";

    IDLE: "Screen lock", "Bloqueo de pantalla";
    IDLE_LEAD: "A screen that nobody uses locks by itself. The person unlocks it with their password and goes on where they were; what they had typed is still there.", "Una pantalla que nadie usa se bloquea sola. La persona la desbloquea con su contraseña y sigue donde estaba; lo que había escrito sigue ahí.";
    IDLE_LABEL: "Lock after so many minutes", "Bloquear después de estos minutos";
    IDLE_HINT: "From {shortest} to {longest}. Two minutes before, the screen says so. Each person may choose a shorter time under My account.", "De {shortest} a {longest}. Dos minutos antes, la pantalla lo avisa. Cada persona puede elegir un tiempo más corto en Mi cuenta.";
    IDLE_RANGE: "Enter a number of minutes from {shortest} to {longest}.", "Escriba un número de minutos de {shortest} a {longest}.";
}
