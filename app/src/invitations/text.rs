//! Sentences of invitations.

crate::texts! {
    OPEN_TITLE: "Set up your account", "Configure su cuenta";
    FOR: "For {name} at {practice}.", "Para {name} en {practice}.";
    OPEN_TEXT: "{by} invited you. Two steps: the Practice Access Code, and a password or a passkey. It takes three minutes.", "{by} le invitó. Dos pasos: el código de acceso del consultorio y una contraseña o una llave de acceso. Toma tres minutos.";
    GO_ON: "Go on", "Continuar";
    CODE_TITLE: "Step 1 of 2: the Practice Access Code", "Paso 1 de 2: el código de acceso del consultorio";
    CODE_LEAD: "It shows that somebody of your practice knows you. Ask {by} for it by voice, on the phone or in person. It never comes by mail or text.", "Demuestra que alguien de su consultorio le conoce. Pídalo a {by} de viva voz, por teléfono o en persona. Nunca llega por correo ni por mensaje.";
    CODE_LABEL: "Practice Access Code", "Código de acceso del consultorio";
    CODE_HINT: "10 letters and digits. Capitals and dashes don't matter.", "10 letras y números. Las mayúsculas y los guiones no importan.";
    CODE_MISSING: "Enter the Practice Access Code. {by} can tell you.", "Escriba el código de acceso del consultorio. {by} puede decírselo.";
    CODE_LENGTH: "A Practice Access Code has 10 letters and digits. You typed {n}.", "Un código de acceso del consultorio tiene 10 letras y números. Usted escribió {n}.";
    CODE_ALIEN: "No Practice Access Code has the character “{c}”. Ask to have it read to you once more.", "Ningún código de acceso del consultorio tiene el carácter «{c}». Pida que se lo lean otra vez.";
    CODE_IS_PRACTICE_ID: "That is a Practice ID: it says which practice you work at, and stands in the mail. The Practice Access Code is another one, with 10 letters and digits; {by} tells it to you.", "Ese es un ID del consultorio: dice en qué consultorio trabaja y está en el correo. El código de acceso del consultorio es otro, de 10 letras y números; se lo dice {by}.";
    CODE_IS_SECURITY_CODE: "Six digits are a security code, which goes to a phone. The Practice Access Code is another one, with 10 letters and digits; {by} tells it to you.", "Seis números son un código de seguridad, que llega a un teléfono. El código de acceso del consultorio es otro, de 10 letras y números; se lo dice {by}.";
    CODE_WRONG: "This is not the Practice Access Code. Ask {by} to read it to you once more: a new one may have been made. You have {n} tries left.", "Este no es el código de acceso del consultorio. Pida a {by} que se lo lea otra vez: quizá se creó uno nuevo. Le quedan {n} intentos.";
    CODE_WRONG_LAST: "This is not the Practice Access Code. Ask {by} to read it to you once more before you try again: you have one try left.", "Este no es el código de acceso del consultorio. Pida a {by} que se lo lea otra vez antes de volver a intentarlo: le queda un intento.";
    PASSWORD_TITLE: "Step 2 of 2: how you log in", "Paso 2 de 2: cómo va a entrar";
    PASSWORD_LEAD: "Choose a password. Nobody else learns it, not even {by}.", "Elija una contraseña. Nadie más la conocerá, tampoco {by}.";
    PASSKEY_TITLE: "Or log in with your fingerprint, face or PIN", "O entre con su huella, su cara o su PIN";
    PASSKEY_LEAD: "A passkey needs no password. Your device asks for what unlocks it; that stays on the device.", "Una llave de acceso no necesita contraseña. Su dispositivo pide lo que lo desbloquea, y eso se queda en el dispositivo.";
    LOG_IN_WITH: "From then on you log in with Practice ID and username:", "Desde entonces inicia sesión con el ID del consultorio y el usuario:";
    PASSWORD_LABEL: "Password", "Contraseña";
    SET: "Set password and log in", "Establecer contraseña e iniciar sesión";
    AN_ADMINISTRATOR: "an administrator of your practice", "quien administra su consultorio";
    USED_TITLE: "Your account is set up already", "Su cuenta ya está configurada";
    USED: "This invitation was used, or a password was set in another way. Log in with your password, or with your passkey.", "Esta invitación ya se usó, o la contraseña se estableció de otra manera. Inicie sesión con su contraseña o con su llave de acceso.";
    REPLACED_TITLE: "There is a newer invitation", "Hay una invitación más reciente";
    REPLACED: "A newer one was sent after this one, and only the newest works. Look for it in your mail, in the spam folder too. If it is not there, one tap tells the administrators of your practice that you wait.", "Después de esta se envió otra y solo funciona la más reciente. Búsquela en su correo, también en el correo no deseado. Si no está, con un toque quienes administran su consultorio saben que usted espera.";
    EXPIRED_TITLE: "This invitation is over", "Esta invitación venció";
    EXPIRED: "It worked for 7 days. Ask for another one with one tap: the administrators of your practice see that you wait, and need one tap to send it.", "Funcionó durante 7 días. Pida otra con un toque: quienes administran su consultorio ven que usted espera y les basta un toque para enviarla.";
    CLOSED_TITLE: "This invitation is closed", "Esta invitación está cerrada";
    CLOSED: "Five codes were not right, so it was closed: somebody could have been guessing. Ask {by} for a new invitation, and have the Practice Access Code read to you once more. One tap tells the administrators that you wait.", "Cinco códigos no fueron correctos, así que se cerró: alguien podría haber estado adivinando. Pida a {by} una invitación nueva y que le lean otra vez el código de acceso del consultorio. Con un toque los administradores saben que usted espera.";
    CANCELLED_TITLE: "This invitation was taken back", "Esta invitación se anuló";
    CANCELLED: "An administrator took it back, or it was ended to be safe. Ask {by} what happens next, or ask for another one with one tap.", "Un administrador la anuló, o se terminó por seguridad. Pregunte a {by} cómo seguir, o pida otra con un toque.";
    UNKNOWN_TITLE: "This invitation can't be opened", "Esta invitación no se puede abrir";
    UNKNOWN: "The link is not whole, or it was opened too long ago in this browser, or the account may not log in. Open the link in your mail once more; if that does not help, ask an administrator of your practice for a new invitation.", "El enlace no está completo, o se abrió hace demasiado tiempo en este navegador, o la cuenta no puede entrar. Abra otra vez el enlace de su correo; si no sirve, pida una invitación nueva a quien administra su consultorio.";
    ASK: "Ask for a new invitation", "Pedir una invitación nueva";
    ASKED_TITLE: "Your administrators see that you wait", "Sus administradores ven que usted espera";
    ASKED: "They were told by mail, too. When one of them sends the new invitation, it comes to the same address. If it is urgent, call {by}.", "También se les avisó por correo. Cuando uno de ellos envíe la invitación nueva, llegará a la misma dirección. Si es urgente, llame a {by}.";
    LOG_IN: "Log in", "Iniciar sesión";
    BACK: "Back to log in", "Volver al inicio de sesión";

    PHONE_FIRST: "Your password is set and you are logged in. One more thing, if you like: a phone, so that a code protects your account. You can also make a passkey under My account.", "Su contraseña está establecida y ha iniciado sesión. Algo más, si quiere: un teléfono, para que un código proteja su cuenta. También puede crear una llave de acceso en Mi cuenta.";
    PHONE_FIRST_PASSKEY: "Your passkey is ready and you are logged in. Next time, press “Log in with a passkey”. One more thing, if you like: a phone. And for a computer that does not have the passkey, set a password under My account.", "Su llave de acceso está lista y ha iniciado sesión. La próxima vez, presione «Iniciar sesión con una llave de acceso». Algo más, si quiere: un teléfono. Y para una computadora que no tenga la llave, establezca una contraseña en Mi cuenta.";
    PHONE_LATER: "Later", "Más tarde";

    PANEL: "Invitation", "Invitación";
    P_NEVER: "{name} has no password yet. Send an invitation, or show a code below and tell it in person.", "{name} aún no tiene contraseña. Envíe una invitación, o muestre abajo un código y dígalo en persona.";
    P_NO_ADDRESS: "There is no e-mail address on file. Enter one to send an invitation, or show a code below and tell it in person.", "No hay correo electrónico registrado. Escriba uno para enviar una invitación, o muestre abajo un código y dígalo en persona.";
    P_NO_MAIL: "This server sends no mail yet. Show a code below and tell it in person.", "Este servidor todavía no envía correo. Muestre abajo un código y dígalo en persona.";
    P_SENT: "Sent {made} by {by} to {address}. It works once, until {until}.", "Enviada {made} por {by} a {address}. Funciona una vez, hasta {until}.";
    P_OPENED: "Opened {opened}; the password is not set yet.", "Abierta {opened}; la contraseña aún no está establecida.";
    P_NOT_OPENED: "Not opened yet.", "Aún no se ha abierto.";
    P_WRONG_ONE: "One wrong Practice Access Code so far; five close it.", "Un código de acceso incorrecto hasta ahora; cinco la cierran.";
    P_WRONG: "{n} wrong Practice Access Codes so far; five close it.", "{n} códigos de acceso incorrectos hasta ahora; cinco la cierran.";
    P_CLOSED: "The invitation sent {made} to {address} was closed after five wrong Practice Access Codes. Talk to {name}: was it them? Then send a new one.", "La invitación enviada {made} a {address} se cerró tras cinco códigos de acceso incorrectos. Hable con {name}: ¿fue esa persona? Entonces envíe otra.";
    P_EXPIRED: "The invitation sent {made} to {address} was not used in time: it worked until {until}.", "La invitación enviada {made} a {address} no se usó a tiempo: funcionó hasta {until}.";
    P_ENDED: "The invitation sent {made} to {address} does not work any more.", "La invitación enviada {made} a {address} ya no funciona.";
    P_ACCEPTED: "The invitation sent {made} by {by} was accepted {accepted}.", "La invitación enviada {made} por {by} se aceptó {accepted}.";
    P_SEND: "Send the invitation", "Enviar la invitación";
    P_SEND_AGAIN: "Send again", "Enviar de nuevo";
    P_CANCEL: "Take the invitation back", "Anular la invitación";
    P_EMAIL: "Send it to", "Enviar a";
    P_CODE: "{name} needs your Practice Access Code:", "{name} necesita el código de acceso de su consultorio:";
    TELL: "Tell it by voice, on the phone or in person; never by mail or text. Be sure that you talk to the right person.", "Dígalo de viva voz, por teléfono o en persona; nunca por correo ni por mensaje. Asegúrese de hablar con la persona correcta.";
    REFUSED: "Nothing was sent: this person has a password, or can't be invited by you.", "No se envió nada: esta persona ya tiene contraseña, o usted no puede invitarla.";
    OVERTAKEN: "Nothing new was sent: somebody sent an invitation since this page was opened, or the page was sent twice. Below is how that one stands. Press again if another one shall take its place.", "No se envió nada nuevo: alguien envió una invitación desde que se abrió esta página, o la página se envió dos veces. Abajo está su estado. Pulse otra vez si otra debe ocupar su lugar.";

    ACCESS_CODE: "Practice Access Code", "Código de acceso del consultorio";
    ACCESS_CODE_WHAT: "Every new person types it beside the link in their mail, once, to set their account up.", "Cada persona nueva lo escribe, una vez, junto al enlace de su correo para configurar su cuenta.";
    NEW_CODE: "Make a new one", "Crear uno nuevo";
    NEW_CODE_HINT: "The old one is void at once. Do it when somebody leaves who knew it, or when it was seen by others.", "El anterior deja de servir enseguida. Hágalo cuando se vaya alguien que lo conocía o cuando lo hayan visto otros.";
    NEW_CODE_DONE: "A new Practice Access Code was made. The old one is void.", "Se creó un nuevo código de acceso del consultorio. El anterior ya no sirve.";

    NOT_SET_UP: "Not set up", "Sin configurar";
    INVITED: "Invited", "Invitación enviada";
    INVITATION_EXPIRED: "Invitation expired", "Invitación vencida";
    INVITATION_CLOSED: "Invitation closed", "Invitación cerrada";
}
