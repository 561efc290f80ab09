//! Sentences of the help pages.

crate::texts! {
    TITLE: "Help with logging in", "Ayuda para iniciar sesión";
    LEAD: "In the order that helps most people.", "En el orden que ayuda a la mayoría.";
    STEP_1: "Check what you typed", "Revise lo que escribió";
    STEP_1_TEXT: "Your Practice ID has 7 letters and digits, such as ABC-120-B. Capitals, dashes and spaces do not matter. In the password every character counts, capitals too.", "El ID de su consultorio tiene 7 letras y números, como ABC-120-B. Las mayúsculas, los guiones y los espacios no importan. En la contraseña cuenta cada carácter, también las mayúsculas.";
    STEP_2: "Do not trust what the browser filled in", "No confíe en lo que completó el navegador";
    STEP_2_TEXT: "A saved password may be old, or belong to another practice. Empty the boxes and type everything yourself.", "Una contraseña guardada puede ser antigua o de otro consultorio. Vacíe las casillas y escriba todo usted.";
    STEP_3: "Ask an administrator of your practice", "Pregunte a un administrador de su consultorio";
    STEP_3_TEXT: "Often the provider or the office manager. They know your Practice ID and username.", "A menudo el médico o el gerente. Conocen el ID del consultorio y su nombre de usuario.";
    STEP_4: "Check this computer", "Revise esta computadora";
    STEP_4_TEXT: "Cookies, clock, zoom and window size can stand in the way.", "Las cookies, el reloj, el zoom y el tamaño de la ventana pueden estorbar.";
    STEP_5: "Come in by the front door", "Entre por la puerta principal";
    STEP_5_TEXT: "An old bookmark or desktop icon may open a small or outdated page. Start at the home page and choose Log in.", "Un favorito o un icono antiguo puede abrir una página pequeña u obsoleta. Empiece en la página principal y elija Iniciar sesión.";
    FORGOT: "Forgot your password?", "¿Olvidó su contraseña?";
    FORGOT_TEXT: "Choose Reset password. We send a link to the address that your practice has on file, or your administrator helps.", "Elija Restablecer contraseña. Enviamos un enlace a la dirección que su consultorio tiene registrada, o le ayuda su administrador.";
    RESET_LINK: "Reset password", "Restablecer contraseña";
    HOME_LINK: "Go to the home page", "Ir a la página principal";
    CHECK_LINK: "Check this computer", "Revisar esta computadora";
}
