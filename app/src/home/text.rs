//! Sentences of the front page and of the page after log-in.

crate::texts! {
    FRONT_TITLE: "The front door of your practice", "La puerta de entrada de su consultorio";
    FRONT_LEAD: "Log in with your Practice ID and username. If it does not work, this page tells you why and what to do next.", "Inicie sesión con el ID de su consultorio y su nombre de usuario. Si no funciona, esta página le dice por qué y qué hacer.";
    FRONT_BUTTON: "Log in", "Iniciar sesión";
    WHY_TITLE: "Tells you what is wrong", "Le dice qué falla";
    WHY_TEXT: "A space too many, Caps Lock, swapped boxes, an old password from the browser: named, and mended with one tap.", "Un espacio de más, Bloq Mayús, casillas cambiadas, una contraseña antigua del navegador: lo nombramos y se corrige con un toque.";
    CHECK_TITLE: "Checks this computer", "Revisa esta computadora";
    CHECK_TEXT: "Cookies, clock, zoom, window size: measured, shown in plain words, and not kept.", "Cookies, reloj, zoom, tamaño de la ventana: se mide, se explica con palabras sencillas y no se guarda.";
    CHECK_LINK: "Check this computer", "Revisar esta computadora";
    SAFE_TITLE: "Tells a stranger nothing", "No le dice nada a un extraño";
    SAFE_TEXT: "Every failed log-in gets the same answer, whether the account exists or not.", "Todo intento fallido recibe la misma respuesta, exista o no la cuenta.";
    HOME_TITLE: "Welcome, {name}", "Le damos la bienvenida, {name}";
    SET_UP_UNTIL: "Your practice requires a second step at the log-in. Please set one up by {until}.", "Su consultorio exige un segundo paso al iniciar sesión. Configúrelo antes del {until}.";
    SET_UP_NOW: "Your practice requires a second step at the log-in. At your next log-in you set one up before anything else; better do it now.", "Su consultorio exige un segundo paso al iniciar sesión. En su próximo inicio de sesión deberá configurarlo antes que nada; mejor hágalo ahora.";
    SET_UP_GO: "Set it up now", "Configurarlo ahora";
    PASSWORD_UNTIL: "Your password holds until {until}. Then you choose a new one at the log-in; it is less trouble now.", "Su contraseña vale hasta el {until}. Después elegirá una nueva al iniciar sesión; ahora es menos molestia.";
    PASSWORD_GO: "Choose a new password", "Elegir una contraseña nueva";
    ONE_WAITS: "1 person waits for your help", "1 persona espera su ayuda";
    MANY_WAIT: "{n} people wait for your help", "{n} personas esperan su ayuda";
    YOUR_ACCOUNT: "Your account", "Su cuenta";
    ACCOUNT_LINK: "Password, security question, sessions, display", "Contraseña, pregunta de seguridad, sesiones, apariencia";
    PRACTICE: "Practice", "Consultorio";
    PRACTICE_ID: "Practice ID", "ID del consultorio";
    USERNAME: "Username", "Nombre de usuario";
    LEVEL: "Edit level", "Nivel de edición";
    ADMINISTRATOR: "Administrator", "Administrador";
    YES: "Yes", "Sí";
    NO: "No", "No";
}
