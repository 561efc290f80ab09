//! Sentences of the authenticator app's page.

crate::texts! {
    TITLE: "Authenticator app", "Aplicación de autenticación";
    LEAD: "An app on your phone, such as Google Authenticator, Microsoft Authenticator or 2FAS, shows a new code every 30 seconds. After your password we ask for it.", "Una aplicación de su teléfono, como Google Authenticator, Microsoft Authenticator o 2FAS, muestra un código nuevo cada 30 segundos. Lo pedimos después de la contraseña.";
    SINCE: "Set up since {when}.", "Configurada desde {when}.";
    BEGIN: "Set up my app", "Configurar mi aplicación";
    BEGIN_ANEW: "Begin anew", "Empezar de nuevo";
    BEGIN_ANOTHER: "Set up another phone", "Configurar otro teléfono";
    BEGIN_ANOTHER_HINT: "The app that is set up now goes on working until the new one is confirmed.", "La aplicación configurada ahora sigue funcionando hasta confirmar la nueva.";
    REMOVE: "Remove the app", "Quitar la aplicación";
    REMOVE_HINT: "Once the app is removed, it is not asked for any more: without a phone or a passkey your password alone opens your account.", "Cuando quite la aplicación, ya no se le pedirá: sin teléfono ni llave de acceso, la contraseña sola abre su cuenta.";
    STEP_SCAN: "Open the app, choose to add an account, and point the camera at this picture.", "Abra la aplicación, elija añadir una cuenta y apunte la cámara a esta imagen.";
    PICTURE: "QR code for your authenticator app", "Código QR para su aplicación de autenticación";
    STEP_KEY: "No camera? Type this key into the app:", "¿Sin cámara? Escriba esta clave en la aplicación:";
    STEP_LINK: "The app is on this device: open it there", "La aplicación está en este dispositivo: abrirla";
    CODE_LABEL: "The 6 digits that the app shows now", "Los 6 dígitos que la aplicación muestra ahora";
    CONFIRM: "Turn on", "Activar";
    CODE_MISSING: "Enter the 6 digits that the app shows.", "Escriba los 6 dígitos que muestra la aplicación.";
    NOT_DIGITS: "Enter the 6 digits that the app shows, nothing else.", "Escriba los 6 dígitos que muestra la aplicación y nada más.";
    WRONG: "That is not what the app should show. Take the newest code; if it fails again, begin anew and scan the picture once more.", "Eso no es lo que debería mostrar la aplicación. Use el código más reciente; si vuelve a fallar, empiece de nuevo y escanee otra vez la imagen.";
    GONE: "This picture is too old. Begin anew.", "Esta imagen es demasiado antigua. Empiece de nuevo.";
    SECOND_STEP: "Two-step log-in", "Inicio de sesión en dos pasos";
    DONE: "Your app is set up. From now on a code is asked for after your password.", "Su aplicación está configurada. Desde ahora se pide un código después de la contraseña.";
}
