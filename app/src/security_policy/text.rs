//! Sentences of the security settings.

crate::texts! {
    TITLE: "Security", "Seguridad";
    TILE: "Who needs a second step, and when unattended screens lock.", "Quién necesita un segundo paso y cuándo se bloquean las pantallas sin atender.";
    LEAD: "These rules hold for everybody in your practice.", "Estas reglas valen para todas las personas de su consultorio.";
    BACK: "Settings", "Configuración";
    CHANGED: "Last changed by {name}, {when}.", "Último cambio: {name}, {when}.";
    SAVE: "Save", "Guardar";
    SAVED: "Saved.", "Guardado.";
    LOOK: "Not saved yet. Please look at the marked boxes.", "Todavía no se guardó. Revise las casillas marcadas.";
    CONFLICT: "Somebody else changed these settings while you were editing. Saved now: {saved} Below is what you chose. Save again to replace it.", "Otra persona cambió esta configuración mientras usted editaba. Guardado ahora: {saved} Abajo está lo que usted eligió. Guarde otra vez para reemplazarlo.";
    SAVED_MINUTES: "{n} minutes.", "{n} minutos.";
    SAVED_STEP: "{demand}; days to set it up: {grace}; days without a code: {trust}.", "{demand}; días para configurarlo: {grace}; días sin código: {trust}.";

    IDLE: "Screen lock", "Bloqueo de pantalla";
    IDLE_LEAD: "A screen that nobody uses locks by itself. The person unlocks it with their password or passkey and goes on where they were; what they had typed is still there.", "Una pantalla que nadie usa se bloquea sola. La persona la desbloquea con su contraseña o llave de acceso y sigue donde estaba; lo que había escrito sigue ahí.";
    IDLE_LABEL: "Lock after so many minutes", "Bloquear después de estos minutos";
    IDLE_HINT: "From {shortest} to {longest}. Two minutes before, the screen says so. Each person may choose a shorter time under My account.", "De {shortest} a {longest}. Dos minutos antes, la pantalla lo avisa. Cada persona puede elegir un tiempo más corto en Mi cuenta.";
    IDLE_RANGE: "Enter a number of minutes from {shortest} to {longest}.", "Escriba un número de minutos de {shortest} a {longest}.";

    STEP: "Two-step log-in", "Inicio de sesión en dos pasos";
    STEP_LEAD: "After the password, the log-in asks for something that only the person has: a passkey, a code from an app, or a code to their phone.", "Después de la contraseña, se pide algo que solo la persona tiene: una llave de acceso, un código de una aplicación o un código enviado a su teléfono.";
    STEP_WHO: "Who needs a second step", "Quién necesita un segundo paso";
    STEP_OFF: "Off: nobody is asked", "Desactivado: no se pide a nadie";
    STEP_OFF_HINT: "Whoever learns a password gets in with it, to every patient's record. What people have set up stays stored, but is not asked for. Short passwords must be changed at the next log-in.", "Quien descubra una contraseña entra con ella a los expedientes de todos los pacientes. Lo que cada persona configuró se conserva, pero no se pide. Las contraseñas cortas deben cambiarse en el próximo inicio de sesión.";
    STEP_OPTIONAL: "Optional: whoever has set one up is asked", "Opcional: se pide a quien lo haya configurado";
    STEP_ADMINISTRATORS: "Required for administrators", "Obligatorio para administradores";
    STEP_ADMINISTRATORS_WITHOUT: "No second step yet: {n} of {all} administrators.", "Sin segundo paso todavía: {n} de {all} administradores.";
    STEP_ALL: "Required for everybody", "Obligatorio para todas las personas";
    STEP_ALL_WITHOUT: "No second step yet: {n} of {all} people.", "Sin segundo paso todavía: {n} de {all} personas.";
    STEP_MISSING: "Choose one of these.", "Elija una de estas opciones.";
    STEP_OPERATOR: "Whoever runs this server allows nothing weaker than what you see here.", "Quien administra este servidor no permite nada más débil que lo que ve aquí.";
    GRACE_LABEL: "Days to set it up, where it is required", "Días para configurarlo, donde es obligatorio";
    GRACE_HINT: "From 0 to {longest}, counted from the day it became required for the person; for a new person from their first log-in. After that they set it up before anything else.", "De 0 a {longest}, contados desde el día en que es obligatorio para la persona; para una persona nueva, desde su primer inicio de sesión. Después debe configurarlo antes que nada.";
    GRACE_RANGE: "Enter a number of days from 0 to {longest}.", "Escriba un número de días de 0 a {longest}.";
    TRUST_LABEL: "Days that a browser needs no code", "Días en que un navegador no necesita código";
    TRUST_HINT: "From 0 to {longest}. 0 forbids it: the code is asked for at every log-in. Only if the person ticks the box; the password is asked for always. A shorter time also ends trust that was given before.", "De 0 a {longest}. 0 lo prohíbe: el código se pide en cada inicio de sesión. Solo si la persona marca la casilla; la contraseña se pide siempre. Un tiempo más corto también pone fin a la confianza dada antes.";
    TRUST_RANGE: "Enter a number of days from 0 to {longest}.", "Escriba un número de días de 0 a {longest}.";
}
