//! Sentences of the security settings.

crate::texts! {
    TITLE: "Security", "Seguridad";
    TILE: "Second step, passwords, from where people work, and when unattended screens lock.", "Segundo paso, contraseñas, desde dónde se trabaja y cuándo se bloquean las pantallas sin atender.";
    LEAD: "These rules hold for everybody in your practice.", "Estas reglas valen para todas las personas de su consultorio.";
    BACK: "Settings", "Configuración";
    CHANGED: "Last changed by {name}, {when}.", "Último cambio: {name}, {when}.";
    BY_OPERATOR: "whoever runs the server", "quien administra el servidor";
    SAVE: "Save", "Guardar";
    SAVED: "Saved.", "Guardado.";
    LOOK: "Not saved yet. Please look at the marked boxes.", "Todavía no se guardó. Revise las casillas marcadas.";
    CONFLICT: "Somebody else changed these settings while you were editing. What they changed is in the boxes that you left alone; where you both changed the same box, theirs stands beside yours. Look it over and save again.", "Otra persona cambió esta configuración mientras usted editaba. Lo que cambió está en las casillas que usted no tocó; donde ambos cambiaron la misma casilla, lo que guardó está junto a la de usted. Revíselo y guarde de nuevo.";
    CHOOSE: "Choose one of these.", "Elija una de estas opciones.";
    OPERATOR: "Whoever runs this server allows nothing weaker than what you see here.", "Quien administra este servidor no permite nada más débil que lo que ve aquí.";
    YES: "yes", "sí";
    NO: "no", "no";

    PASSWORDS: "Passwords", "Contraseñas";
    PASSWORDS_LEAD: "Every new password is checked: length, well-known passwords, names of its person and of the practice. You may ask for more.", "Cada contraseña nueva se comprueba: longitud, contraseñas muy conocidas, nombres de la persona y del consultorio. Usted puede pedir más.";
    PASSWORDS_COSTS: "Longer ones are harder to guess, and harder to type. Passwords that expire make people choose weaker ones that differ by a digit: security guidelines (NIST) advise against it. Choose a number of days only if an insurer or a contract asks for it.", "Las más largas son más difíciles de adivinar y de escribir. Las contraseñas que caducan hacen que la gente elija otras más débiles que cambian en un dígito: las guías de seguridad (NIST) lo desaconsejan. Elija un número de días solo si una aseguradora o un contrato lo exige.";
    LENGTH_LABEL: "At least so many characters", "Al menos estos caracteres";
    LENGTH_HINT: "From {shortest} to {longest}. Without a second step a password never has fewer than 15. Passwords that people have already stay valid.", "De {shortest} a {longest}. Sin un segundo paso una contraseña nunca tiene menos de 15. Las contraseñas que ya existen siguen valiendo.";
    LENGTH_RANGE: "Enter a number of characters from {shortest} to {longest}.", "Escriba un número de caracteres de {shortest} a {longest}.";
    DAYS_LABEL: "A password must be changed after", "Una contraseña debe cambiarse después de";
    DAYS_HINT: "Two weeks before, the page after the log-in says so. Then the person chooses a new one at the log-in before anything else.", "Dos semanas antes lo avisa la página después de iniciar sesión. Después la persona elige una nueva al iniciar sesión antes que nada.";
    DAYS: "{n} days", "{n} días";
    NEVER: "Never (recommended)", "Nunca (recomendado)";
    NEW_LABEL: "Everybody chooses a new password at their next log-in", "Todas las personas eligen una contraseña nueva en su próximo inicio de sesión";
    NEW_HINT: "After a theft, or when somebody has left who knew others' passwords. You too. Who is logged in now goes on until they log out.", "Después de un robo, o cuando se fue alguien que conocía contraseñas de otros. Usted también. Quien tiene una sesión abierta sigue hasta cerrarla.";

    QUESTION: "Security question", "Pregunta de seguridad";
    QUESTION_LEAD: "When somebody resets their password by themselves, the question comes after the link from their mail, never instead of it.", "Cuando alguien restablece su contraseña por su cuenta, la pregunta viene después del enlace de su correo, nunca en su lugar.";
    QUESTION_COSTS: "It stops whoever reads somebody's mail. It also stops people who have forgotten their answer: then an administrator helps them.", "Detiene a quien lee el correo de otra persona. También detiene a quien olvidó su respuesta: entonces ayuda un administrador.";
    QUESTION_LABEL: "Is it asked?", "¿Se pregunta?";
    QUESTION_OFF: "Never: the link alone is enough", "Nunca: basta con el enlace";
    QUESTION_OPTIONAL: "Of whoever has set one", "A quien la haya establecido";
    QUESTION_REQUIRED: "Always: whoever has set none asks an administrator", "Siempre: quien no la tenga pide ayuda a un administrador";

    NETWORKS: "Allowed networks", "Redes permitidas";
    NETWORKS_LEAD: "People work only from the networks in this list. Leave it empty, and they may from anywhere.", "Las personas trabajan solo desde las redes de esta lista. Si la deja vacía, pueden hacerlo desde cualquier lugar.";
    NETWORKS_COSTS: "A stolen password is of no use elsewhere. But nobody works from home or over a phone's data, and when your provider gives the practice another address, nobody gets in until the list is changed. Ask your provider for a fixed address first.", "Una contraseña robada no sirve en otro lugar. Pero nadie trabaja desde casa ni con los datos del teléfono, y cuando su proveedor da otra dirección al consultorio, nadie entra hasta que se cambie la lista. Pida antes una dirección fija a su proveedor.";
    NETWORKS_LABEL: "Networks, one on each line", "Redes, una en cada línea";
    NETWORKS_HINT: "An address such as 203.0.113.7, or a network such as 203.0.113.0/24.", "Una dirección como 203.0.113.7 o una red como 203.0.113.0/24.";
    NETWORKS_HERE: "You are at {here} now.", "Usted está ahora en {here}.";
    NETWORK_WRONG: "“{typed}” is no address and no network. Write it like 203.0.113.7 or 203.0.113.0/24.", "“{typed}” no es una dirección ni una red. Escríbala como 203.0.113.7 o 203.0.113.0/24.";
    NETWORK_WIDE: "“{typed}” is nearly the whole internet. To allow every place, leave the box empty.", "“{typed}” es casi todo internet. Para permitir cualquier lugar, deje la casilla vacía.";
    NETWORKS_MANY: "These are more than {n} networks. Join neighbours to one, such as 203.0.113.0/24.", "Son más de {n} redes. Una las vecinas en una sola, como 203.0.113.0/24.";
    NETWORKS_OUTSIDE: "You are at {here}, which is in none of these: you would shut yourself out at once. Add it, or leave administrators out.", "Usted está en {here}, que no está en ninguna de estas: se quedaría fuera de inmediato. Agréguela o deje fuera a los administradores.";
    NETWORKS_EMERGENCY: "In emergency access this list stays as it is: it could shut out those who look after the emergency.", "En el acceso de emergencia esta lista queda como está: podría dejar fuera a quienes supervisan la emergencia.";
    NETWORKS_ASIDE: "You are outside of this list yourself and get in because you are an administrator. Others at this place get no further.", "Usted está fuera de esta lista y entra por ser administrador. Las demás personas en este lugar no pueden seguir.";
    ADMINISTRATORS_LABEL: "Administrators too", "También los administradores";
    ADMINISTRATORS_HINT: "Without this, administrators get in from anywhere, and can put the list right. With it, only whoever runs the server can, once your address has changed.", "Sin esto, los administradores entran desde cualquier lugar y pueden corregir la lista. Con esto, una vez que su dirección cambie, solo puede hacerlo quien administra el servidor.";
    ANYWHERE: "anywhere", "cualquier lugar";

    OUTSIDE: "Not from this network", "No desde esta red";
    OUTSIDE_LEAD: "You are logged in, but {practice} allows work from its own networks only. You are at {here}.", "Usted inició sesión, pero {practice} permite trabajar solo desde sus propias redes. Usted está en {here}.";
    OUTSIDE_VPN: "At the practice? Your computer may be in a guest Wi-Fi or on a phone's data. Change to the practice's own Wi-Fi or cable, then try again.", "¿Está en el consultorio? Su equipo puede estar en una red Wi-Fi de invitados o usando los datos de un teléfono. Cambie a la red Wi-Fi propia o al cable y pruebe otra vez.";
    OUTSIDE_ASK: "Elsewhere? Ask an administrator of your practice to add this address to the list under Settings, Security.", "¿En otro lugar? Pida a un administrador de su consultorio que agregue esta dirección a la lista en Configuración, Seguridad.";
    OUTSIDE_KEPT: "You need not log in again once you are back. What you were typing when the network changed is not saved.", "No tiene que iniciar sesión otra vez cuando regrese. Lo que estaba escribiendo al cambiar la red no se guardó.";
    OUTSIDE_AGAIN: "Try again", "Probar otra vez";
    INSIDE_GO: "Go on", "Continuar";
    INSIDE: "You may work from here", "Puede trabajar desde aquí";
    INSIDE_LEAD: "You are at {here}. Nothing keeps you from working for {practice}.", "Usted está en {here}. Nada le impide trabajar para {practice}.";

    IDLE: "Screen lock", "Bloqueo de pantalla";
    IDLE_LEAD: "A screen that nobody uses locks by itself. The person unlocks it with their password or passkey and goes on where they were; what they had typed is still there.", "Una pantalla que nadie usa se bloquea sola. La persona la desbloquea con su contraseña o llave de acceso y sigue donde estaba; lo que había escrito sigue ahí.";
    IDLE_COSTS: "A short time protects what an empty room would show. Too short, and people find ways to keep the screen awake.", "Un tiempo corto protege lo que una sala vacía mostraría. Si es demasiado corto, la gente busca cómo mantener la pantalla despierta.";
    IDLE_LABEL: "Lock after so many minutes", "Bloquear después de estos minutos";
    IDLE_HINT: "From {shortest} to {longest}. Two minutes before, the screen says so. Each person may choose a shorter time under My account.", "De {shortest} a {longest}. Dos minutos antes, la pantalla lo avisa. Cada persona puede elegir un tiempo más corto en Mi cuenta.";
    IDLE_RANGE: "Enter a number of minutes from {shortest} to {longest}.", "Escriba un número de minutos de {shortest} a {longest}.";

    STEP: "Two-step log-in", "Inicio de sesión en dos pasos";
    STEP_LEAD: "After the password, the log-in asks for something that only the person has: a passkey, a code from an app, or a code to their phone.", "Después de la contraseña, se pide algo que solo la persona tiene: una llave de acceso, un código de una aplicación o un código enviado a su teléfono.";
    STEP_COSTS: "It is the rule that stops most thefts: a password alone opens nothing. It costs a few seconds at a log-in, and some help when a phone is lost.", "Es la regla que evita la mayoría de los robos: una contraseña sola no abre nada. Cuesta unos segundos al iniciar sesión y algo de ayuda cuando se pierde un teléfono.";
    STEP_WHO: "Who needs a second step", "Quién necesita un segundo paso";
    STEP_OFF: "Off: nobody is asked", "Desactivado: no se pide a nadie";
    STEP_OFF_HINT: "Whoever learns a password gets in with it, to every patient's record. What people have set up stays stored, but is not asked for. Short passwords must be changed at the next log-in.", "Quien descubra una contraseña entra con ella a los expedientes de todos los pacientes. Lo que cada persona configuró se conserva, pero no se pide. Las contraseñas cortas deben cambiarse en el próximo inicio de sesión.";
    STEP_OPTIONAL: "Optional: whoever has set one up is asked", "Opcional: se pide a quien lo haya configurado";
    STEP_ADMINISTRATORS: "Required for administrators", "Obligatorio para administradores";
    STEP_ADMINISTRATORS_WITHOUT: "No second step yet: {n} of {all} administrators.", "Sin segundo paso todavía: {n} de {all} administradores.";
    STEP_ALL: "Required for everybody", "Obligatorio para todas las personas";
    STEP_ALL_WITHOUT: "No second step yet: {n} of {all} people.", "Sin segundo paso todavía: {n} de {all} personas.";
    GRACE_LABEL: "Days to set it up, where it is required", "Días para configurarlo, donde es obligatorio";
    GRACE_HINT: "From 0 to {longest}, counted from the day it became required for the person; for a new person from their first log-in. After that they set it up before anything else.", "De 0 a {longest}, contados desde el día en que es obligatorio para la persona; para una persona nueva, desde su primer inicio de sesión. Después debe configurarlo antes que nada.";
    GRACE_RANGE: "Enter a number of days from 0 to {longest}.", "Escriba un número de días de 0 a {longest}.";
    TRUST_LABEL: "Days that a browser needs no code", "Días en que un navegador no necesita código";
    TRUST_HINT: "From 0 to {longest}. 0 forbids it: the code is asked for at every log-in. Only if the person ticks the box; the password is asked for always. A shorter time also ends trust that was given before.", "De 0 a {longest}. 0 lo prohíbe: el código se pide en cada inicio de sesión. Solo si la persona marca la casilla; la contraseña se pide siempre. Un tiempo más corto también pone fin a la confianza dada antes.";
    TRUST_RANGE: "Enter a number of days from 0 to {longest}.", "Escriba un número de días de 0 a {longest}.";
}
