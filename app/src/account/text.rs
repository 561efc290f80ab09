//! Sentences of the account page.

crate::texts! {
    TITLE: "My account", "Mi cuenta";
    DONE_PASSWORD: "Your password is changed. Everywhere else you are logged out.", "Su contraseña se cambió. Su sesión se cerró en los demás lugares.";
    DONE_QUESTION: "Your security question is set.", "Su pregunta de seguridad está establecida.";
    DONE_SESSIONS: "Logged out there.", "Sesión cerrada ahí.";

    PASSWORD: "Change password", "Cambiar contraseña";
    PASSWORD_LEAD: "You stay logged in here. Everywhere else you are logged out.", "Aquí su sesión sigue abierta. En los demás lugares se cierra.";
    CURRENT: "Current password", "Contraseña actual";
    CURRENT_HINT: "The one you logged in with today.", "La que usó hoy para entrar.";
    NEW: "New password", "Nueva contraseña";
    REPEAT: "New password, once more", "Nueva contraseña, otra vez";
    PASSWORD_NONE_LEAD: "You have none: you log in with a passkey. With a password, too, you get in on a computer that does not have the passkey.", "No tiene ninguna: entra con una llave de acceso. Con una contraseña, además, puede entrar en una computadora que no tenga la llave.";
    CHANGE: "Change password", "Cambiar contraseña";
    SET: "Set password", "Establecer contraseña";
    CURRENT_MISSING: "Enter your current password.", "Escriba su contraseña actual.";
    NEW_MISSING: "Enter a new password.", "Escriba una contraseña nueva.";
    REPEAT_MISSING: "Enter the new password once more.", "Escriba la nueva contraseña otra vez.";
    CURRENT_WRONG: "This is not your current password. Nothing was changed.", "Esta no es su contraseña actual. No se cambió nada.";
    DIFFER: "The two new passwords are not the same. Use Show to see them.", "Las dos contraseñas nuevas no son iguales. Use Mostrar para verlas.";

    MUST_CHANGE: "A new password first", "Primero, una contraseña nueva";
    MUST_CHANGE_OLD: "In your practice a password holds {days} days, and yours is older. Everything else is as you left it; you can go on as soon as it is changed.", "En su consultorio una contraseña vale {days} días, y la suya es más antigua. Todo lo demás está como lo dejó; podrá continuar en cuanto la cambie.";
    MUST_CHANGE_ASKED: "An administrator of your practice has asked everybody to choose a new password. You can go on as soon as yours is changed.", "Un administrador de su consultorio ha pedido que todas las personas elijan una contraseña nueva. Podrá continuar en cuanto cambie la suya.";
    MUST_CHANGE_SHORT: "A longer password first", "Primero, una contraseña más larga";
    MUST_CHANGE_SHORT_WHY: "Your password is shorter than 15 characters. That was enough beside a second step; now nothing is asked after it, so it must be longer. You can go on as soon as it is changed.", "Su contraseña tiene menos de 15 caracteres. Bastaba junto con un segundo paso; ahora no se pide nada después de ella, así que debe ser más larga. Podrá continuar en cuanto la cambie.";
    MUST_CHANGE_LEAD: "Everywhere else you are logged out.", "En los demás lugares su sesión se cierra.";

    QUESTION: "Security question", "Pregunta de seguridad";
    QUESTION_LEAD: "Asked when you reset your password by yourself, after the link from your mail.", "Se hace cuando usted restablece su contraseña, después del enlace de su correo.";
    QUESTION_NONE: "You have not set one: without it only an administrator can reset your password.", "No ha establecido ninguna: sin ella solo un administrador puede restablecer su contraseña.";
    QUESTION_NOW: "Yours is: {question}", "La suya es: {question}";
    QUESTION_CHOOSE: "Question", "Pregunta";
    QUESTION_SAVE: "Set question", "Establecer pregunta";
    QUESTION_MISSING_HOME: "Set a security question, so that you can reset your password by yourself.", "Establezca una pregunta de seguridad para poder restablecer su contraseña por su cuenta.";
    QUESTION_GO: "Set it now", "Establecerla ahora";

    SECOND_STEP: "Codes and trusted browsers", "Códigos y navegadores de confianza";
    SESSIONS: "Where you are logged in", "Dónde tiene sesiones abiertas";
    SESSIONS_LEAD: "If you do not know one of these, end it and change your password.", "Si no reconoce alguna, ciérrela y cambie su contraseña.";
    THIS: "This browser", "Este navegador";
    SINCE: "Since {began}, last used {seen}", "Desde {began}, último uso {seen}";
    END: "Log out there", "Cerrar esa sesión";
    END_OTHERS: "Log out everywhere else", "Cerrar todas las demás";

    DISPLAY: "Language and display", "Idioma y apariencia";
    DISPLAY_LEAD: "Kept on this device.", "Se guarda en este dispositivo.";
    THEME: "Colors", "Colores";
    SYSTEM: "As this computer is set", "Como esté esta computadora";
    LIGHT: "Light", "Claro";
    DARK: "Dark", "Oscuro";
    APPLY: "Apply", "Aplicar";
}
