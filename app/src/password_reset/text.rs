//! Sentences of the reset pages.

crate::texts! {
    TITLE: "Reset password", "Restablecer contraseña";
    LEAD: "Ask an administrator of your practice, often the provider or the office manager. They open Settings, EHR Users, your name, and Reset Password, and tell you a code.", "Pregunte a un administrador de su consultorio, a menudo el médico o el gerente. Abre Configuración, Usuarios del EHR, su nombre y Reset Password, y le dice un código.";
    HAVE_CODE: "I have a code", "Tengo un código";
    PRACTICE_ID: "Practice ID", "ID del consultorio";
    USERNAME: "Username", "Nombre de usuario";
    CODE: "Code", "Código";
    CODE_HINT: "12 letters and digits, such as K7MP-3XQ9-WD4T. Your administrator told you.", "12 letras y números, como K7MP-3XQ9-WD4T. Se lo dijo su administrador.";
    CODE_MISSING: "Enter the code.", "Escriba el código.";
    GO_ON: "Go on", "Continuar";
    CODE_WRONG: "This code does not fit these details. Check all three. A code works once, for 30 minutes, and only the newest one.", "Este código no corresponde a estos datos. Revise los tres. Un código funciona una vez, durante 30 minutos, y solo el más reciente.";
    NEW_TITLE: "Choose a new password", "Elija una nueva contraseña";
    NEW_FOR: "For {name} at {practice}.", "Para {name} en {practice}.";
    NEW_LABEL: "New password", "Nueva contraseña";
    SET: "Set password", "Establecer contraseña";
    OVER_TITLE: "This can't be used any more", "Esto ya no se puede usar";
    OVER: "The link or code was used, replaced by a newer one, or its time is over. Ask your administrator for a new one. Nothing was changed.", "El enlace o código ya se usó, fue reemplazado por uno más reciente o se acabó su tiempo. Pida uno nuevo a su administrador. No se cambió nada.";
    DONE: "Your new password is set. Log in with it.", "Su nueva contraseña está establecida. Inicie sesión con ella.";
    BACK: "Back to log in", "Volver al inicio de sesión";
    PANEL: "Reset Password", "Reset Password";
    PANEL_HINT: "Makes a code that you tell in person. You never see or choose the password.", "Crea un código que usted dice en persona. Usted nunca ve ni elige la contraseña.";
    PANEL_ADMIN_HINT: "For another administrator the code works only after a day: time to object.", "Para otro administrador el código funciona solo después de un día: tiempo para objetar.";
    MAKE_CODE: "Show a code to tell in person", "Mostrar un código para decir en persona";
    CANCEL: "Take it back", "Anular";
    SHOWN_TITLE: "Tell {name} this code", "Dígale este código a {name}";
    SHOWN: "It is shown only now. On the log-in page: Reset password, then Practice ID {id}, username {username} and this code. It works once, for 30 minutes.", "Se muestra solo ahora. En la página de inicio de sesión: Restablecer contraseña, luego ID del consultorio {id}, usuario {username} y este código. Funciona una vez, durante 30 minutos.";
    SHOWN_LATER: "It works from tomorrow at this time, for a day.", "Funciona desde mañana a esta hora, durante un día.";
    WAY_CODE: "Code made {made} by {by}", "Código creado {made} por {by}";
    WAY_LINK: "Link sent {made} by {by}", "Enlace enviado {made} por {by}";
    STATE_WAITING: "{what}, works until {until}, not used yet.", "{what}, funciona hasta {until}, aún sin usar.";
    STATE_LATER: "{what}, works from {from} until {until}.", "{what}, funciona desde {from} hasta {until}.";
    STATE_OPENED: "{what}: opened; the new password is not set yet.", "{what}: abierto; la nueva contraseña aún no está establecida.";
    STATE_USED: "{what}: used.", "{what}: usado.";
    STATE_CANCELLED: "{what}: taken back or replaced.", "{what}: anulado o reemplazado.";
    STATE_EXPIRED: "{what}: not used in time.", "{what}: no se usó a tiempo.";
    MAIL_QUEUED: "The mail waits to be sent.", "El correo espera para ser enviado.";
    MAIL_SENDING: "The mail is being sent.", "El correo se está enviando.";
    MAIL_SENT: "The mail has left. If it does not arrive: look in the spam folder.", "El correo ya salió. Si no llega: revise la carpeta de spam.";
    MAIL_FAILED: "The mail could not be sent. Check the address, or tell a code.", "El correo no se pudo enviar. Revise la dirección o diga un código.";
    SEND_LINK: "Send a link to {email}", "Enviar un enlace a {email}";
    SEND_LINK_HINT: "The link works once, for 30 minutes.", "El enlace funciona una vez, durante 30 minutos.";
    OPEN_TITLE: "Choose a new password", "Elija una nueva contraseña";
    OPEN_TEXT: "You opened a link from your mail. Go on to choose your password.", "Abrió un enlace de su correo. Continúe para elegir su contraseña.";
    REFUSED: "Nothing was sent or made: this person can't be reset by you, or has no e-mail address.", "No se envió ni creó nada: usted no puede restablecer a esta persona, o no tiene correo electrónico.";
    TOLD: "Your password was set with a code from {name}. If that was not you, tell another administrator now.", "Su contraseña se estableció con un código de {name}. Si no fue usted, avise ahora a otro administrador.";
    IT_WAS_ME: "It was me", "Fui yo";
}
