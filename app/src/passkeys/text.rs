//! Sentences about passkeys.

crate::texts! {
    TITLE: "Passkeys", "Llaves de acceso";
    LEAD: "A passkey logs you in with your fingerprint, your face or the PIN of this device. There is nothing to remember, and nobody can guess it.", "Una llave de acceso le permite entrar con su huella, su cara o el PIN de este dispositivo. No hay nada que recordar y nadie puede adivinarla.";
    BACK: "My account", "Mi cuenta";
    ACCOUNT_GO: "Add, rename or remove passkeys", "Agregar, cambiar de nombre o quitar llaves de acceso";

    DONE_CREATED: "Your passkey is ready. Next time, press “Log in with a passkey”. Who logs in with the password is asked for it too: on a computer that does not have it, you need a phone, an app or a recovery code.", "Su llave de acceso está lista. La próxima vez, presione “Iniciar sesión con una llave de acceso”. A quien entra con la contraseña también se le pide: en una computadora que no la tenga, necesita un teléfono, una aplicación o un código de recuperación.";
    DONE_RENAMED: "The passkey has its new name.", "La llave de acceso tiene su nuevo nombre.";
    DONE_REMOVED: "The passkey is removed. It does not log you in any more.", "La llave de acceso se quitó. Ya no sirve para entrar.";
    DONE_GONE: "That passkey was removed already.", "Esa llave de acceso ya se había quitado.";

    YOURS: "Your passkeys", "Sus llaves de acceso";
    NONE: "None yet. Add one on each device that you alone use.", "Aún no hay ninguna. Agregue una en cada dispositivo que solo usted usa.";
    MADE: "Made {made}", "Creada: {made}";
    USED: "last used {used}", "último uso: {used}";
    NEVER_USED: "never used", "sin usar";
    SYNCED: "on all devices of its account", "en todos los dispositivos de su cuenta";
    ONE_DEVICE: "on one device only", "en un solo dispositivo";
    CHANGE: "Rename or remove", "Cambiar nombre o quitar";
    CHANGE_OF: "Rename or remove {name}", "Cambiar el nombre o quitar {name}";

    RENAME: "Rename", "Cambiar nombre";
    NAME: "Name", "Nombre";
    NAME_HINT: "So that you know which is which, such as “Front desk PC”.", "Para saber cuál es cuál, por ejemplo “PC de recepción”.";
    NAME_MISSING: "Give it a name.", "Escriba un nombre.";
    REMOVE: "Remove this passkey", "Quitar esta llave de acceso";
    REMOVE_LEAD: "It stops working here at once. If your device still offers it afterwards, remove it there too.", "Deja de servir aquí de inmediato. Si su dispositivo la sigue ofreciendo, quítela también ahí.";

    ONLY_WAY_IN: "Nothing was removed: without this passkey you could not log in any more. Set a password under My account first, or add another passkey.", "No se quitó nada: sin esta llave de acceso ya no podría entrar. Establezca primero una contraseña en Mi cuenta, o agregue otra llave de acceso.";

    ADD: "Add a passkey", "Agregar una llave de acceso";
    ADD_LEAD: "Your device asks for your fingerprint, face or PIN. These stay on the device: we never see them.", "Su dispositivo le pide su huella, su cara o su PIN. Se quedan en el dispositivo: nosotros nunca los vemos.";
    SHARED: "Do not add one on a computer that others use under the same Windows or Mac account: they could log in as you.", "No la agregue en una computadora que otras personas usan con la misma cuenta de Windows o Mac: podrían entrar con su cuenta.";
    NEXT: "Continue", "Continuar";
    CREATE: "Create passkey", "Crear llave de acceso";
    CREATE_LEAD: "Now your browser asks where to keep the passkey. You have five minutes.", "Ahora su navegador le pregunta dónde guardar la llave de acceso. Tiene cinco minutos.";
    TOO_MANY: "You have 20 passkeys, which is the most. Remove one that you do not use.", "Tiene 20 llaves de acceso, que es el máximo. Quite una que no use.";
    TAKEN: "This passkey is in use already.", "Esta llave de acceso ya está en uso.";
    WRONG: "The passkey could not be checked, and was not added. Try once more.", "No se pudo comprobar la llave de acceso y no se agregó. Inténtelo otra vez.";
    TOO_LATE: "That took more than five minutes. Start once more.", "Pasaron más de cinco minutos. Empiece de nuevo.";

    NEEDS_SCRIPT_ALONE: "This browser knows no passkeys, or JavaScript is off. Turn it on, or log in where your passkey works. If it is lost, look below.", "Este navegador no conoce las llaves de acceso, o JavaScript está desactivado. Actívelo o entre donde funcione su llave. Si la perdió, mire abajo.";
    NEEDS_SCRIPT: "This browser knows no passkeys, or JavaScript is off. Turn it on, or choose another way below.", "Este navegador no conoce las llaves de acceso, o JavaScript está desactivado. Actívelo o elija otra forma abajo.";
    NO_SCRIPT: "This browser cannot make passkeys, or JavaScript is off. Your password works as ever. For a passkey, use a current Chrome, Edge, Firefox or Safari.", "Este navegador no puede crear llaves de acceso, o JavaScript está desactivado. Su contraseña funciona como siempre. Para una llave de acceso, use una versión actual de Chrome, Edge, Firefox o Safari.";
    NO_NAME: "Passkeys need an address with a name, and this site is reached by a number. Whoever runs this server can change that.", "Las llaves de acceso necesitan una dirección con nombre, y a este sitio se llega por un número. Quien administra este servidor puede cambiarlo.";

    LOG_IN: "Log in with a passkey", "Iniciar sesión con una llave de acceso";
    LOG_IN_TOO_LATE: "The passkey's answer came too late, or twice. Press “Log in with a passkey” once more.", "La respuesta de la llave de acceso llegó tarde o dos veces. Presione otra vez “Iniciar sesión con una llave de acceso”.";
    LOG_IN_WAIT_SECONDS: "Too many tries with a passkey. Wait {n} seconds, or log in with your password.", "Demasiados intentos con una llave de acceso. Espere {n} segundos o inicie sesión con su contraseña.";
    LOG_IN_WAIT_MINUTES: "Too many tries with a passkey. Wait {n} minutes, or log in with your password.", "Demasiados intentos con una llave de acceso. Espere {n} minutos o inicie sesión con su contraseña.";
    LOG_IN_WAIT_LONG: "Too many tries with this passkey. Log in with your password.", "Demasiados intentos con esta llave de acceso. Inicie sesión con su contraseña.";

    DEFAULT_NAME: "Passkey", "Llave de acceso";
    SAY_CANCELLED: "Nothing was done: the request was closed, or took too long. Press the button to try again.", "No se hizo nada: la solicitud se cerró o tardó demasiado. Presione el botón para intentarlo otra vez.";
    SAY_EXISTS: "This device already has a passkey for your account.", "Este dispositivo ya tiene una llave de acceso para su cuenta.";
    SAY_FAILED: "That did not work on this device. Try again, or use your password.", "No funcionó en este dispositivo. Inténtelo otra vez o use su contraseña.";
}
