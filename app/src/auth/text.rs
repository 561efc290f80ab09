//! The log-in page's sentences.

crate::texts! {
    TITLE: "Log in", "Iniciar sesión";
    PRACTICE_ID_LABEL: "Practice ID", "ID del consultorio";
    PRACTICE_ID_HINT: "7 letters and digits, such as ABC-120-B. Dashes and capitals do not matter.", "7 letras y números, como ABC-120-B. Los guiones y las mayúsculas no importan.";
    USERNAME_LABEL: "Username", "Nombre de usuario";
    PASSWORD_LABEL: "Password", "Contraseña";
    SHOW: "Show", "Mostrar";
    HIDE: "Hide", "Ocultar";
    SHOW_PASSWORD: "Show password", "Mostrar contraseña";
    HIDE_PASSWORD: "Hide password", "Ocultar contraseña";
    RESET_PASSWORD: "Reset password", "Restablecer contraseña";
    REMEMBER_LABEL: "Remember this Practice ID on this device", "Recordar este ID del consultorio en este dispositivo";
    BUTTON: "Log in", "Iniciar sesión";
    REFUSED: "We couldn't log you in with those details.", "No pudimos iniciar sesión con esos datos.";
    WAIT_SECONDS: "Too many tries with these details. Wait {n} seconds, or reset the password.", "Demasiados intentos con estos datos. Espere {n} segundos o restablezca la contraseña.";
    WAIT_MINUTES: "Too many tries with these details. Wait {n} minutes, or reset the password.", "Demasiados intentos con estos datos. Espere {n} minutos o restablezca la contraseña.";
    WAIT_UNTIL_RESET: "Too many tries with these details. Reset the password, or ask your practice's administrator.", "Demasiados intentos con estos datos. Restablezca la contraseña o consulte al administrador de su consultorio.";
    INCOMPLETE: "Something is missing.", "Falta algo.";
    REPAIRED: "The boxes are put right. Type your password and log in.", "Las casillas están corregidas. Escriba su contraseña e inicie sesión.";
    TOLD_PASSWORD: "The boxes are put right. Type your password.", "Las casillas están corregidas. Escriba su contraseña.";
    TOLD_READY: "The boxes are put right. You can log in now.", "Las casillas están corregidas. Ya puede iniciar sesión.";
    TOLD_MORE: "The boxes are put right. Fill in what is still empty.", "Las casillas están corregidas. Complete lo que sigue vacío.";
    TOLD_SPACE: "The space is gone from your password. You can log in now.", "Quitamos el espacio de su contraseña. Ya puede iniciar sesión.";
    TOLD_CLEAR: "The boxes are empty. Type your username and password yourself.", "Las casillas están vacías. Escriba usted su nombre de usuario y su contraseña.";
    TOLD_RETYPE: "Type your password again.", "Escriba su contraseña otra vez.";
    PRACTICE_ID_MISSING: "Enter your Practice ID.", "Escriba el ID de su consultorio.";
    USERNAME_MISSING: "Enter your username.", "Escriba su nombre de usuario.";
    PASSWORD_MISSING: "Enter your password.", "Escriba su contraseña.";
    PROBLEM: "There is a problem", "Hay un problema";
    ERROR_PREFIX: "Error: ", "Error: ";
    STEP_TYPE: "Type all three again by hand. Use Show to see the password.", "Escriba los tres datos de nuevo a mano. Use Mostrar para ver la contraseña.";
    STEP_RESET: "Forgot the password? Reset password", "¿Olvidó la contraseña? Restablecer contraseña";
    STEP_ADMIN: "Ask an administrator of your practice, often the provider or the office manager.", "Pregunte a un administrador de su consultorio, a menudo el médico o el gerente.";
    STEP_CHECK: "Check this computer", "Revisar esta computadora";
    CHARACTERS: "Look at each character", "Ver cada carácter";
    CHARACTERS_OF: "Characters of {field}", "Caracteres de {field}";
    SESSION_EXPIRED: "You were away for a while, so we closed your session. Log in to go on.", "Estuvo ausente un tiempo, así que cerramos su sesión. Inicie sesión para continuar.";
    UNLOCK_ENDED: "The password was wrong five times, so we closed the session. Log in to go on.", "La contraseña fue incorrecta cinco veces, así que cerramos la sesión. Inicie sesión para continuar.";
    SESSION_ENDED: "Your session has ended. Nothing is wrong with this computer. Log in to go on.", "Su sesión terminó. No hay ningún problema con esta computadora. Inicie sesión para continuar.";
    LOGGED_OUT: "You are logged out.", "Su sesión está cerrada.";
    ALREADY_IN: "You are logged in as {name} at {practice}.", "Tiene una sesión abierta como {name} en {practice}.";
    GO_ON: "Go on to your page", "Ir a su página";
    DEMO: "This is a demo. Its users and passwords were printed where it was started.", "Esta es una demostración. Sus usuarios y contraseñas aparecieron donde se inició.";
    TROUBLE: "Trouble logging in?", "¿Problemas para iniciar sesión?";
}
