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
    OVER_TITLE: "This code can't be used any more", "Este código ya no se puede usar";
    OVER: "It was used, replaced by a newer one, or its time is over. Ask your administrator for a new one. Nothing was changed.", "Ya se usó, fue reemplazado por uno más reciente o se acabó su tiempo. Pida uno nuevo a su administrador. No se cambió nada.";
    DONE: "Your new password is set. Log in with it.", "Su nueva contraseña está establecida. Inicie sesión con ella.";
    BACK: "Back to log in", "Volver al inicio de sesión";
    PANEL: "Reset Password", "Reset Password";
    PANEL_HINT: "Makes a code that you tell in person. You never see or choose the password.", "Crea un código que usted dice en persona. Usted nunca ve ni elige la contraseña.";
    PANEL_ADMIN_HINT: "For another administrator the code works only after a day: time to object.", "Para otro administrador el código funciona solo después de un día: tiempo para objetar.";
    MAKE_CODE: "Show a code to tell in person", "Mostrar un código para decir en persona";
    CANCEL: "Take the code back", "Anular el código";
    SHOWN_TITLE: "Tell {name} this code", "Dígale este código a {name}";
    SHOWN: "It is shown only now. On the log-in page: Reset password, then Practice ID {id}, username {username} and this code. It works once, for 30 minutes.", "Se muestra solo ahora. En la página de inicio de sesión: Restablecer contraseña, luego ID del consultorio {id}, usuario {username} y este código. Funciona una vez, durante 30 minutos.";
    SHOWN_LATER: "It works from tomorrow at this time, for a day.", "Funciona desde mañana a esta hora, durante un día.";
    STATE_WAITING: "Code made {made} by {by}, works until {until}, not used yet.", "Código creado {made} por {by}, funciona hasta {until}, aún sin usar.";
    STATE_LATER: "Code made {made} by {by}, works from {from} until {until}.", "Código creado {made} por {by}, funciona desde {from} hasta {until}.";
    STATE_OPENED: "Code made {made} by {by} was typed; the new password is not set yet.", "El código creado {made} por {by} fue escrito; la nueva contraseña aún no está establecida.";
    STATE_USED: "Code made {made} by {by} was used.", "El código creado {made} por {by} fue usado.";
    STATE_CANCELLED: "Code made {made} by {by} was taken back or replaced.", "El código creado {made} por {by} fue anulado o reemplazado.";
    STATE_EXPIRED: "Code made {made} by {by} was not used in time.", "El código creado {made} por {by} no se usó a tiempo.";
    REFUSED: "No code was made: this person can't be reset by you.", "No se creó ningún código: usted no puede restablecer a esta persona.";
    TOLD: "Your password was set with a code from {name}. If that was not you, tell another administrator now.", "Su contraseña se estableció con un código de {name}. Si no fue usted, avise ahora a otro administrador.";
    IT_WAS_ME: "It was me", "Fui yo";
}
