//! Sentences of the page of messages.

crate::texts! {
    TITLE: "Messages & delivery", "Mensajes y entregas";
    TILE: "Whether mail, texts and calls arrive, with a test.", "Si llegan el correo, los mensajes de texto y las llamadas, con una prueba.";
    BACK: "Settings", "Configuración";
    LEAD: "What Vestibule sends to your people, and whether it arrives.", "Lo que Vestibule envía a su personal y si llega.";

    LINE_MAIL: "Mail: {state}", "Correo: {state}";
    LINE_PHONE: "Texts and calls: {state}", "Mensajes y llamadas: {state}";
    NOT_SET: "not set up", "sin configurar";
    QUIET: "nothing sent in the last hour", "nada enviado en la última hora";
    WELL: "works", "funciona";
    SLOW: "slow", "lento";
    FAILING: "does not work", "no funciona";

    MAIL: "Mail", "Correo";
    PHONE: "Texts and calls", "Mensajes de texto y llamadas";
    STATE: "Now", "Ahora";
    THROUGH: "Goes through", "Sale por";
    THROUGH_NOTHING: "nothing: no gateway is set up, so no phone is offered for security codes. Who runs the server sets one in its configuration.", "nada: no hay servicio de mensajes configurado, así que no se ofrece ningún teléfono para los códigos de seguridad. Quien opera el servidor lo configura.";
    THROUGH_TWILIO: "Twilio", "Twilio";
    THROUGH_WEBHOOK: "a server of your operator's (webhook)", "un servidor de quien opera (webhook)";
    THROUGH_MAIL: "mail that becomes a text", "correo que se convierte en mensaje de texto";
    THROUGH_DEMO: "the demo's outbox: nothing leaves this computer", "la bandeja de la demostración: nada sale de este equipo";
    CAN: "Can do", "Puede";
    CAN_BOTH: "texts and calls", "mensajes de texto y llamadas";
    CAN_TEXT: "texts, no calls", "mensajes de texto, no llamadas";
    MAIL_NOT_SET: "No mail server is set up: messages wait. Who runs the server sets one in its configuration.", "No hay servidor de correo configurado: los mensajes esperan. Quien opera el servidor lo configura.";
    WAITING: "Waiting to leave", "Esperan salir";
    WAITING_NONE: "nothing", "nada";
    WAITING_NEW: "{n}, for less than a minute", "{n}, desde hace menos de un minuto";
    WAITING_SOME: "{n}, the oldest for {minutes} min", "{n}; el más antiguo, desde hace {minutes} min";
    HOUR: "Last hour", "Última hora";
    DAY: "Last 24 hours", "Últimas 24 horas";
    NONE: "nothing", "nada";
    N_SENT: "{n} sent", "{n} enviados";
    N_DELIVERED: "{n} delivered", "{n} entregados";
    N_FAILED: "{n} failed", "{n} fallidos";
    N_UNKNOWN: "{n} perhaps sent", "{n} quizá enviados";
    CAUSES: "Why, in the last 24 hours", "Por qué, en las últimas 24 horas";
    CAUSE_TIMES: "{n} ×: {cause}", "{n} ×: {cause}";
    SENT_MEANS: "Sent means that the mail server or gateway took it; delivered, that the phone's carrier has confirmed it. Perhaps sent: there was no clear answer, and it is not sent again by itself, so that no phone rings twice.", "Enviado significa que el servidor de correo o el servicio de mensajes lo aceptó; entregado, que la compañía del teléfono lo confirmó. Quizá enviado: no hubo una respuesta clara y no se envía de nuevo solo, para que ningún teléfono suene dos veces.";

    TEST: "Send a test", "Enviar una prueba";
    TEST_LEAD: "A test goes to yourself alone. What becomes of it stands in the list below.", "Una prueba le llega solo a usted. Lo que pasa con ella aparece en la lista de abajo.";
    TEST_MAIL: "Mail to {to}", "Correo a {to}";
    TEST_TEXT: "Text to the number that ends in {ends}", "Mensaje al número que termina en {ends}";
    TEST_CALL: "Call the number that ends in {ends}", "Llamar al número que termina en {ends}";
    TEST_QUEUED: "The test is on its way. Look again in a few seconds to see what became of it.", "La prueba está en camino. Mire de nuevo en unos segundos para ver qué pasó con ella.";
    LOOK_AGAIN: "Look again", "Mirar de nuevo";
    TEST_NO_ADDRESS: "You have no e-mail address on file. Add it under EHR Users, your name.", "Usted no tiene dirección de correo registrada. Agréguela en Usuarios del EHR, su nombre.";
    TEST_NO_PHONE: "You have no verification phone. Set one up under My account.", "Usted no tiene teléfono de verificación. Configure uno en Mi cuenta.";
    TEST_NOT_SET_UP: "This is not set up here, so nothing was sent.", "Esto no está configurado aquí, así que no se envió nada.";
    TEST_TOO_MANY: "You have sent several tests. You can send the next one in {n} minutes.", "Ya envió varias pruebas. Puede enviar la siguiente en {n} minutos.";
    TEST_DAY_OVER: "Today's limit of texts and calls is reached, so no test can be sent. See the limits below.", "Se alcanzó el límite de mensajes y llamadas de hoy, así que no se puede enviar ninguna prueba. Vea los límites abajo.";

    LIMITS: "Limits", "Límites";
    LIMITS_LEAD: "They keep a mistake or a stranger from running up a bill. Who runs the server can change those of a day.", "Evitan que un error o un extraño genere una factura. Quien opera el servidor puede cambiar los de un día.";
    LIMIT_PERSON: "To one person, and to one number", "A una persona y a un número";
    LIMIT_PERSON_IS: "{quarter} in 15 minutes, {day} in 24 hours", "{quarter} en 15 minutos, {day} en 24 horas";
    LIMIT_PRACTICE: "Your practice in a day", "Su consultorio en un día";
    LIMIT_PRACTICE_IS: "{used} of {most} used today", "{used} de {most} usados hoy";
    LIMIT_ALL: "This server in a day", "Este servidor en un día";
    LIMIT_ALL_IS: "{most}, at most about {dollars}", "{most}; como máximo, unos {dollars}";
    LIMIT_REACHED: "Reached for today: no more texts and calls leave until midnight UTC. People log in with an authenticator app, a passkey or a recovery code meanwhile.", "Alcanzado por hoy: no salen más mensajes ni llamadas hasta la medianoche UTC. Mientras tanto se entra con una aplicación de autenticación, una llave de acceso o un código de recuperación.";
    COST: "Your practice's last 24 hours, about", "Últimas 24 horas de su consultorio, aproximadamente";
    REGIONS: "Countries whose numbers get codes", "Países cuyos números reciben códigos";

    RECENT: "Newest messages", "Mensajes más recientes";
    RECENT_NONE: "Nothing has been sent yet.", "Todavía no se ha enviado nada.";
    COLUMN_AT: "When", "Cuándo";
    COLUMN_WHAT: "What", "Qué";
    COLUMN_TO: "To", "Para";
    COLUMN_STATE: "State", "Estado";
    BY_MAIL: "mail", "correo";
    BY_TEXT: "text", "mensaje";
    BY_CALL: "call", "llamada";
    S_QUEUED: "Waits", "Espera";
    S_SENDING: "On its way", "Saliendo";
    S_SENT: "Sent", "Enviado";
    S_DELIVERED: "Delivered", "Entregado";
    S_FAILED: "Failed", "Fallido";
    S_UNKNOWN: "Perhaps sent", "Quizá enviado";

    K_RESET_LINK: "Link to a new password", "Enlace para una contraseña nueva";
    K_WELCOME: "Invitation of a new person", "Invitación de una persona nueva";
    K_NOTICE: "Notice of a change", "Aviso de un cambio";
    K_NEW_BROWSER: "Log-in from a new browser", "Acceso desde un navegador nuevo";
    K_HELP: "Somebody asks for help", "Alguien pide ayuda";
    K_CODE: "Security code", "Código de seguridad";
    K_TEST: "Test", "Prueba";
}
