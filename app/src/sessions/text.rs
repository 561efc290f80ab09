//! Sentences of the lock and of sessions.

crate::texts! {
    LOCKED_TITLE: "Locked", "Bloqueada";
    LOCKED_LEAD: "{name} · {practice}", "{name} · {practice}";
    NEEDS_PASSKEY: "You have no password: your passkey opens this screen. This browser knows no passkeys, or JavaScript is off. Turn it on, or log out and log in where your passkey works.", "No tiene contraseña: su llave de acceso abre esta pantalla. Este navegador no conoce las llaves de acceso, o JavaScript está desactivado. Actívelo, o cierre la sesión y entre donde funcione su llave.";
    LOCKED_WHY: "This screen is locked. Your session goes on where you were.", "Esta pantalla está bloqueada. Su sesión continúa donde estaba.";
    POST_HELD: "What you sent was not carried out, because the screen was locked by then. Unlock, look at the page, and send it again.", "Lo que envió no se llevó a cabo, porque la pantalla ya estaba bloqueada. Desbloquee, revise la página y envíelo otra vez.";
    PASSWORD: "Password", "Contraseña";
    UNLOCK: "Unlock", "Desbloquear";
    SWITCH: "Switch user", "Cambiar de usuario";
    SWITCH_HINT: "Not {name}? This closes their session; what they had not saved is lost.", "¿No es {name}? Esto cierra su sesión; se pierde lo que no haya guardado.";
    FORGOTTEN: "Reset password", "Restablecer contraseña";
    PASSWORD_MISSING: "Enter your password.", "Escriba su contraseña.";
    WRONG: "That is not the password of {name}. {n} tries are left; then the session is closed.", "Esa no es la contraseña de {name}. Quedan {n} intentos; después se cierra la sesión.";
    WRONG_LAST: "That is not the password of {name}. One try is left; then the session is closed.", "Esa no es la contraseña de {name}. Queda un intento; después se cierra la sesión.";
    UNLOCK_PASSKEY: "Unlock with a passkey", "Desbloquear con una llave de acceso";
    PASSKEY_WRONG: "That passkey does not unlock the session of {name}. {n} tries are left; then the session is closed.", "Esa llave de acceso no desbloquea la sesión de {name}. Quedan {n} intentos; después se cierra la sesión.";
    PASSKEY_WRONG_LAST: "That passkey does not unlock the session of {name}. One try is left; then the session is closed.", "Esa llave de acceso no desbloquea la sesión de {name}. Queda un intento; después se cierra la sesión.";
    LOCK_NOW: "Lock now", "Bloquear ahora";

    WARN_LABEL: "Before the screen locks", "Antes de que la pantalla se bloquee";
    WARN: "Nobody has used this screen for a while. It locks in {time}.", "Nadie ha usado esta pantalla en un rato. Se bloquea en {time}.";
    WARN_MINUTES: "This screen locks in {n} minutes.", "Esta pantalla se bloquea en {n} minutos.";
    WARN_SECONDS: "This screen locks in {n} seconds.", "Esta pantalla se bloquea en {n} segundos.";
    UNSAVED: "What you typed on this page is not saved. Leave it?", "Lo que escribió en esta página no está guardado. ¿Salir?";
    STAY: "Stay", "Seguir aquí";

    OTHER_TITLE: "{name} is logged in now", "Ahora la sesión es de {name}";
    OTHER: "In this browser {name} is logged in now. This tab showed a page of somebody else, so nothing was changed from it.", "En este navegador ahora está abierta la sesión de {name}. Esta pestaña mostraba una página de otra persona, así que no se cambió nada desde ella.";
    OTHER_GO_ON: "Go on as {name}", "Seguir como {name}";
    OTHER_LOG_IN: "Log in as somebody else", "Iniciar sesión como otra persona";

    CHOICE: "Screen lock", "Bloqueo de pantalla";
    CHOICE_LEAD: "Left alone, your screen locks. You may choose a shorter time than your practice.", "Si nadie la usa, su pantalla se bloquea. Puede elegir un tiempo más corto que el de su consultorio.";
    CHOICE_LABEL: "Lock my screen after", "Bloquear mi pantalla después de";
    CHOICE_PRACTICE: "{n} minutes, as the practice says", "{n} minutos, como indica el consultorio";
    CHOICE_MINUTES: "{n} minutes", "{n} minutos";
    CHOICE_SAVE: "Save", "Guardar";
    DONE_CHOICE: "Saved.", "Guardado.";
}
