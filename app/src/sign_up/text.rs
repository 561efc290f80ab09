//! Sentences of sign-up.

crate::texts! {
    LINK: "New practice? Set it up", "¿Consultorio nuevo? Configúrelo";
    TITLE: "Set up a new practice", "Configurar un consultorio nuevo";
    LEAD: "You become its first administrator. We send a link to your e-mail address; behind it stands one form, and you are in. It takes three minutes.", "Usted será su primer administrador. Enviamos un enlace a su correo electrónico; detrás hay un formulario y ya está dentro. Toma tres minutos.";
    NOT_YOU: "Does your practice work with us already? Then don't set it up again: its administrator sends you an invitation.", "¿Su consultorio ya trabaja con nosotros? Entonces no lo configure otra vez: quien lo administra le envía una invitación.";
    EMAIL: "Your e-mail address at work", "Su correo electrónico del trabajo";
    EMAIL_HINT: "You read mail there: the link goes to it, and so do notices about your account.", "Donde lee su correo: allí llega el enlace, y también los avisos sobre su cuenta.";
    EMAIL_MISSING: "Enter your e-mail address.", "Escriba su correo electrónico.";
    EMAIL_WRONG: "This is not an e-mail address, such as name@clinic.example.", "Esto no es un correo electrónico, como nombre@clinica.example.";
    SEND: "Send the link", "Enviar el enlace";
    FULL: "More practices than usual were set up today. Please come back tomorrow: nothing is wrong with what you typed.", "Hoy se configuraron más consultorios de lo habitual. Vuelva mañana: no hay ningún error en lo que escribió.";
    SENT_TITLE: "Look into your mail", "Revise su correo";
    SENT: "A link is on its way. It works once, for a day. Open it on the computer you want to go on with.", "Un enlace va en camino. Funciona una vez, durante un día. Ábralo en la computadora con la que quiera continuar.";
    JUST_NOW: "just now", "hace un momento";
    MINUTE_AGO: "a minute ago", "hace un minuto";
    MINUTES_AGO: "{n} minutes ago", "hace {n} minutos";
    AGAIN: "To another address", "A otra dirección";
    CLOSED_TITLE: "Practices are not set up here", "Aquí no se configuran consultorios";
    CLOSED: "Whoever runs this service sets practices up. If you work at one, ask its administrator for an invitation.", "Quien opera este servicio configura los consultorios. Si trabaja en uno, pida una invitación a quien lo administra.";
    BACK: "Back to log in", "Volver al inicio de sesión";

    PRACTICE_TITLE: "Your practice and you", "Su consultorio y usted";
    PRACTICE_LEAD: "Your address {address} is confirmed. Fill this in once; everything but the Practice ID can be changed later.", "Su dirección {address} está confirmada. Complete esto una vez; todo, excepto el ID del consultorio, se puede cambiar después.";
    PRACTICE: "The practice", "El consultorio";
    NAME: "Name of the practice", "Nombre del consultorio";
    NAME_HINT: "As your people and patients know it, such as Elm Street Family Medicine.", "Como lo conocen su personal y sus pacientes, por ejemplo Elm Street Family Medicine.";
    NAME_MISSING: "Enter the name of the practice.", "Escriba el nombre del consultorio.";
    NAME_LONG: "A name has at most 100 characters.", "Un nombre tiene como máximo 100 caracteres.";
    YOU: "You, its first administrator", "Usted, su primer administrador";
    PASSWORD: "Password", "Contraseña";
    MAKE: "Set up the practice and log in", "Configurar el consultorio e iniciar sesión";

    MADE: "{practice} is set up. Its Practice ID is", "{practice} está configurado. Su ID del consultorio es";
    MADE_THEN: "Everybody who works here logs in with it and their username; it is also in the mail we just sent to you. Next: what stands below.", "Todas las personas que trabajan aquí inician sesión con él y con su usuario; también está en el correo que acabamos de enviarle. Lo siguiente está abajo.";

    UNKNOWN_TITLE: "This link can't be opened", "Este enlace no se puede abrir";
    UNKNOWN: "It is not whole, or it was opened too long ago in this browser. Open the link in your mail once more, or have a new one sent.", "No está completo, o se abrió hace demasiado tiempo en este navegador. Abra otra vez el enlace de su correo, o pida uno nuevo.";
    USED_TITLE: "This practice is set up already", "Este consultorio ya está configurado";
    USED: "The link works once. Log in with the Practice ID and the username from the mail that followed; a link to a new password is on the log-in page.", "El enlace funciona una vez. Inicie sesión con el ID del consultorio y el usuario del correo que llegó después; en la página de inicio de sesión hay un enlace para una contraseña nueva.";
    REPLACED_TITLE: "There is a newer link", "Hay un enlace más reciente";
    REPLACED: "Another one was sent to the same address after this one, and only the newest works. Look for it in your mail, in the spam folder too.", "Después de este se envió otro a la misma dirección y solo funciona el más reciente. Búsquelo en su correo, también en el correo no deseado.";
    EXPIRED_TITLE: "This link is over", "Este enlace venció";
    EXPIRED: "It worked for a day. Have a new one sent: it takes a minute.", "Funcionó durante un día. Pida uno nuevo: toma un minuto.";
    NEW_LINK: "Send a new link", "Enviar un enlace nuevo";
}
