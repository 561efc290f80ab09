//! Sentences of the step-up.

crate::texts! {
    TITLE: "Is it you, {name}?", "¿Es usted, {name}?";
    LEAD: "What you are about to do needs a fresh proof that it is you. It then holds for ten minutes.", "Lo que va a hacer requiere confirmar de nuevo que es usted. La confirmación vale diez minutos.";
    HELD: "What you entered is kept, and is carried out as soon as you confirm.", "Lo que escribió se conserva y se llevará a cabo en cuanto confirme.";
    FILE: "The file is downloaded as soon as you confirm, and this page stays. Then go back with the link below.", "El archivo se descarga en cuanto confirme, y esta página permanece. Después vuelva con el enlace de abajo.";
    USE_PASSKEY: "Confirm with a passkey", "Confirmar con una llave de acceso";
    OR: "Or with your password", "O con su contraseña";
    PASSWORD: "Password", "Contraseña";
    PASSWORD_MISSING: "Enter your password.", "Escriba su contraseña.";
    PASSWORD_WRONG: "This is not your password. Nothing was done.", "Esta no es su contraseña. No se hizo nada.";
    PASSKEY_ONLY: "Your passkey is what confirms it here. It needs a browser with JavaScript.", "Aquí se confirma con su llave de acceso. Requiere un navegador con JavaScript.";
    PASSKEY_WRONG: "That passkey did not confirm it. Try again, or choose another way.", "Esa llave de acceso no lo confirmó. Inténtelo de nuevo o elija otra forma.";
    PHONE_LEAD: "We send a code of 6 digits to your phone. Enter your password when it is there.", "Enviamos un código de 6 dígitos a su teléfono. Escriba su contraseña cuando llegue.";
    CODE_MISSING: "Enter the code.", "Escriba el código.";
    CODE_WRONG: "That is not the code. Nothing was done.", "Ese no es el código. No se hizo nada.";
    CODE_OLDER: "This is the code of an older message. Look for the newest one.", "Este es el código de un mensaje anterior. Busque el más reciente.";
    CODE_USED: "This code was used already. Wait for the next one.", "Este código ya se usó. Espere el siguiente.";
    CONFIRM: "Confirm", "Confirmar";
    GO_BACK: "Go back without it", "Volver sin hacerlo";
    GO_BACK_FILE: "Go back to the page", "Volver a la página";
    CHANGED: "That page was too old, or belongs to another session. Nothing was done; please go back and try again.", "Esa página era demasiado antigua o pertenece a otra sesión. No se hizo nada; vuelva e inténtelo de nuevo.";
}
