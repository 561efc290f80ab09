//! Sentences of the second step.

crate::texts! {
    TITLE: "One more step", "Un paso más";
    LEAD: "Hello {name}. Your password was right. Now prove that it is you.", "Hola, {name}. Su contraseña es correcta. Ahora confirme que es usted.";
    AUTHENTICATOR_LABEL: "Code from your authenticator app", "Código de su aplicación de autenticación";
    AUTHENTICATOR_HINT: "The 6 digits that the app on your phone shows now for Vestibule.", "Los 6 dígitos que la aplicación de su teléfono muestra ahora para Vestibule.";
    RECOVERY_LABEL: "Recovery code", "Código de recuperación";
    RECOVERY_HINT: "16 letters and digits from the sheet you printed or saved. Each works once.", "16 letras y números de la hoja que imprimió o guardó. Cada uno funciona una vez.";
    TRUST: "Don't ask for a code on this browser for {days} days", "No pedir un código en este navegador durante {days} días";
    TRUST_HINT: "Only on a computer that is not shared with strangers. Your password is asked for as ever.", "Solo en un equipo que no comparte con extraños. La contraseña se pide siempre.";
    GO_ON: "Log in", "Iniciar sesión";
    OTHER_WAYS: "Another way", "Otra forma";
    OFFER_AUTHENTICATOR: "Use my authenticator app", "Usar mi aplicación de autenticación";
    OFFER_RECOVERY_CODE: "Use a recovery code", "Usar un código de recuperación";
    LOST: "Phone lost, and no recovery code?", "¿Perdió el teléfono y no tiene un código de recuperación?";
    LOST_HOW: "Ask an administrator of your practice: under Settings, EHR Users, your name, they can take the second step away, so that you can set it up anew.", "Pregunte a quien administra su consultorio: en Configuración, Usuarios del EHR, su nombre, puede quitar el segundo paso para que usted lo configure de nuevo.";
    START_AGAIN: "Log in as somebody else", "Iniciar sesión como otra persona";
    NOT_IN: "You are not logged in yet. Please look at the code.", "Todavía no ha iniciado sesión. Revise el código.";
    CODE_MISSING: "Enter the code.", "Escriba el código.";
    NOT_DIGITS: "Enter the 6 digits that the app shows, nothing else. This did not count as a try.", "Escriba los 6 dígitos que muestra la aplicación y nada más. No contó como intento.";
    WRONG: "That is not the code. Tries left: {n}.", "Ese no es el código. Intentos restantes: {n}.";
    USED: "This code was used already. Wait until the app shows the next one: at most 30 seconds. Tries left: {n}.", "Este código ya se usó. Espere a que la aplicación muestre el siguiente: 30 segundos como máximo. Intentos restantes: {n}.";
    CLOCK_AHEAD: "Your phone's clock is about {time} ahead, so its codes do not fit. Set the phone's time to automatic, then use the next code. Tries left: {n}.", "El reloj de su teléfono está adelantado unos {time}, así que sus códigos no sirven. Ponga la hora del teléfono en automático y use el siguiente código. Intentos restantes: {n}.";
    CLOCK_BEHIND: "Your phone's clock is about {time} behind, so its codes do not fit. Set the phone's time to automatic, then use the next code. Tries left: {n}.", "El reloj de su teléfono está atrasado unos {time}, así que sus códigos no sirven. Ponga la hora del teléfono en automático y use el siguiente código. Intentos restantes: {n}.";
    SECONDS: "{n} seconds", "{n} segundos";
    MINUTES: "{n} minutes", "{n} minutos";
    OVER_TITLE: "Please log in again", "Inicie sesión de nuevo";
    OVER: "This log-in is over: it took more than 10 minutes, had 5 wrong codes, or the password was changed meanwhile. Nothing else happened.", "Este inicio de sesión terminó: tardó más de 10 minutos, tuvo 5 códigos incorrectos o la contraseña cambió mientras tanto. No pasó nada más.";
    BACK: "To the log-in", "Ir al inicio de sesión";

    OWN_TITLE: "Two-step log-in", "Inicio de sesión en dos pasos";
    OWN_LEAD: "After your password we ask for a code. Who steals the password alone does not get in.", "Después de la contraseña pedimos un código. Quien robe solo la contraseña no entra.";
    ON: "On", "Activado";
    OFF: "Off", "Desactivado";
    AUTHENTICATOR: "Authenticator app", "Aplicación de autenticación";
    AUTHENTICATOR_SINCE: "Set up since {when}.", "Configurada desde {when}.";
    AUTHENTICATOR_NONE: "Not set up. An app on your phone shows a new code every 30 seconds; it needs no network.", "No configurada. Una aplicación de su teléfono muestra un código nuevo cada 30 segundos; no necesita red.";
    SET_UP: "Set up", "Configurar";
    CHANGE: "Change", "Cambiar";
    RECOVERY: "Recovery codes", "Códigos de recuperación";
    RECOVERY_LEFT: "{n} of 10 can still be used.", "Quedan {n} de 10 sin usar.";
    RECOVERY_NONE: "None. Make them before you lose your phone.", "Ninguno. Créelos antes de perder el teléfono.";
    RECOVERY_NOT_KEPT: "You have not said yet that you keep them. If you have no sheet with them, make new ones.", "Todavía no ha confirmado que los guarda. Si no tiene una hoja con ellos, cree otros nuevos.";
    RECOVERY_LATER: "You can make them once the second step is on.", "Podrá crearlos cuando el segundo paso esté activado.";
    TRUSTED: "Trusted browsers", "Navegadores de confianza";
    TRUSTED_LEAD: "These need your password, but no code.", "Estos piden la contraseña, pero ningún código.";
    TRUSTED_NONE: "None. After the next code you can tick the box there.", "Ninguno. Con el próximo código podrá marcar la casilla.";
    TRUSTED_META: "First {first}, last {last}, trusted until {until}", "Primera vez {first}, última {last}, de confianza hasta {until}";
    TRUST_END: "Ask for a code again", "Volver a pedir un código";
    TRUST_END_ALL: "Ask for a code on all of them again", "Volver a pedir un código en todos";
    THIS: "this browser", "este navegador";
    UNKNOWN_BROWSER: "Unknown browser", "Navegador desconocido";
    DONE_AUTHENTICATOR: "Your authenticator app is set up. From now on a code is asked for after your password.", "Su aplicación de autenticación está configurada. Desde ahora se pide un código después de la contraseña.";
    DONE_REMOVED: "Your authenticator app is removed, and your recovery codes with it. Only your password is asked for now.", "Su aplicación de autenticación se quitó, junto con los códigos de recuperación. Ahora solo se pide la contraseña.";
    DONE_KEPT: "Good. Keep the sheet where you find it without your phone.", "Bien. Guarde la hoja donde la encuentre sin su teléfono.";
    DONE_TRUST: "A code is asked for there again.", "Allí se volverá a pedir un código.";
    ACCOUNT: "My account", "Mi cuenta";
}
