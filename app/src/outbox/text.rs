//! What messages say, and the demo's outbox page. What happened, then what to do; nothing about patients, and never more about an
//! account than its own reader knows.

crate::texts! {
    GREETING: "Hello {name},", "Hola, {name}:";
    GREETING_NAMELESS: "Hello,", "Hola:";
    FOOTER_NO_PRACTICE: "Sent automatically by {site}. Answers to this address are not read.", "Enviado automáticamente por {site}. No se leen las respuestas a esta dirección.";
    FOOTER: "Sent automatically for {practice} by {site}. Answers to this address are not read.", "Enviado automáticamente para {practice} por {site}. No se leen las respuestas a esta dirección.";
    NOT_YOU: "If this was not you, tell your practice's administrator now.", "Si no fue usted, avise ahora a quien administra su consultorio.";

    RESET_LINK_SUBJECT: "Choose a new password for {practice}", "Elija una contraseña nueva para {practice}";
    RESET_LINK: "Somebody asked to reset your password for {practice}. To choose a new one, open this link:", "Alguien pidió restablecer su contraseña de {practice}. Para elegir una nueva, abra este enlace:";
    RESET_LINK_BY: "{actor} asked us to help you choose a new password for {practice}. Open this link:", "{actor} nos pidió ayudarle a elegir una contraseña nueva para {practice}. Abra este enlace:";
    LINK_ENDS: "It works once, for {time} after it was asked for.", "Funciona una sola vez, durante {time} desde que se pidió.";
    LINK_LATER: "The address of this account was changed lately. For your protection the link works only from this time tomorrow, once, for {time}.", "La dirección de esta cuenta cambió hace poco. Para protegerle, el enlace funciona solo desde mañana a esta hora, una vez, durante {time}.";
    LINK_TOO_LATE: "A link for your password at {practice} was on its way to you, but this message was held up for so long that the link has ended. Please ask for a new one at {site}/reset or from your administrator.", "Un enlace para su contraseña en {practice} iba en camino, pero este mensaje se retrasó tanto que el enlace caducó. Pida uno nuevo en {site}/reset o a su administrador.";
    LINK_ONCE: "It works once.", "Funciona una sola vez.";
    RESET_LINK_NOT_YOU: "If you did not expect this, do nothing: your password stays as it is. Do not pass this message on.", "Si no lo esperaba, no haga nada: su contraseña sigue igual. No reenvíe este mensaje.";

    RESET_NOTICE_SUBJECT: "Your password for {practice} was changed", "Su contraseña de {practice} cambió";
    RESET_NOTICE: "Your password for {practice} was reset, and every open session was ended.", "Su contraseña de {practice} se restableció y se cerraron todas las sesiones abiertas.";

    NEW_BROWSER_SUBJECT: "Log-in to {practice} from a new browser", "Inicio de sesión en {practice} desde un navegador nuevo";
    NEW_BROWSER: "Somebody logged in to your account at {practice} with a browser we had not seen before: {browser}.", "Alguien inició sesión en su cuenta de {practice} con un navegador que no conocíamos: {browser}.";
    NEW_BROWSER_FINE: "If this was you, there is nothing to do.", "Si fue usted, no tiene que hacer nada.";

    WELCOME_SUBJECT: "Your account at {practice}", "Su cuenta en {practice}";
    WELCOME: "You have a new account at {practice}. To choose your password, open this link:", "Tiene una cuenta nueva en {practice}. Para elegir su contraseña, abra este enlace:";
    WELCOME_BY: "{actor} made an account for you at {practice}. To choose your password, open this link:", "{actor} creó una cuenta para usted en {practice}. Para elegir su contraseña, abra este enlace:";
    WELCOME_LOG_IN_WITH: "Keep this message: you log in at {site} with the Practice ID {id}, the username {username} and your password.", "Guarde este mensaje: inicia sesión en {site} con el ID del consultorio {id}, el usuario {username} y su contraseña.";
    WELCOME_NOT_YOU: "If you do not work there, do nothing: without a password nobody can use the account.", "Si no trabaja ahí, no haga nada: sin contraseña nadie puede usar la cuenta.";

    INVITATION: "{actor} made an account for you at {practice}. To set it up, open this link:", "{actor} creó una cuenta para usted en {practice}. Para configurarla, abra este enlace:";
    INVITATION_CODE: "You will be asked for the Practice Access Code. Ask {actor} for it by voice, on the phone or in person: it is never sent by mail or text.", "Se le pedirá el código de acceso del consultorio. Pídalo a {actor} de viva voz, por teléfono o en persona: nunca se envía por correo ni por mensaje.";
    INVITATION_LOG_IN_WITH: "Keep this message: once your account is set up, you log in at {site} with the Practice ID {id}, the username {username} and your password.", "Guarde este mensaje: cuando su cuenta esté configurada, iniciará sesión en {site} con el ID del consultorio {id}, el usuario {username} y su contraseña.";
    INVITATION_LATE: "An invitation to set your account at {practice} up was on its way to you, but this message was held up for so long that it has ended. Please ask {actor} for a new one.", "Una invitación para configurar su cuenta en {practice} iba en camino, pero este mensaje se retrasó tanto que caducó. Pida una nueva a {actor}.";
    SIGN_UP_SUBJECT: "Set up your practice", "Configure su consultorio";
    SIGN_UP_LATE: "A link that sets a practice up at {site} was on its way to you, but this message was held up for so long that it has ended. Please ask for a new one at {site}/sign-up", "Un enlace para configurar un consultorio en {site} iba en camino, pero este mensaje se retrasó tanto que caducó. Pida uno nuevo en {site}/sign-up";
    SIGN_UP: "A new practice shall be set up at {site} with this e-mail address. To go on, open this link:", "Se va a configurar un consultorio nuevo en {site} con este correo electrónico. Para continuar, abra este enlace:";
    SIGN_UP_NOT_YOU: "Was it not you, or does your practice work with us already? Then do nothing: without the link no practice is set up.", "¿No fue usted, o su consultorio ya trabaja con nosotros? Entonces no haga nada: sin el enlace no se configura ningún consultorio.";
    PRACTICE_SET_UP: "{practice} is set up, and you are its first administrator.", "{practice} está configurado y usted es su primer administrador.";
    PRACTICE_SET_UP_KEEP: "Keep this message: you log in at {site} with the Practice ID {id}, the username {username} and your password. Everybody who works at your practice has the same Practice ID.", "Guarde este mensaje: inicia sesión en {site} con el ID del consultorio {id}, el usuario {username} y su contraseña. Todas las personas de su consultorio tienen el mismo ID del consultorio.";
    PRACTICE_SET_UP_NEXT: "Next, name a second administrator under Settings, EHR Users: then somebody can let you back in.", "A continuación, nombre a un segundo administrador en Configuración, EHR Users: así alguien podrá dejarle entrar de nuevo.";
    INVITATION_ACCEPTED_SUBJECT: "Your account at {practice} is set up", "Su cuenta en {practice} está configurada";
    INVITATION_ACCEPTED: "Your account at {practice} was set up with the link we sent to this address and a Practice Access Code, with {browser}.", "Su cuenta en {practice} se configuró con el enlace que enviamos a esta dirección y un código de acceso del consultorio, con {browser}.";
    INVITATION_CLOSED_SUBJECT: "The invitation of {person} to {practice} was closed", "La invitación de {person} a {practice} se cerró";
    INVITATION_CLOSED: "Somebody opened the invitation of {person} to {practice} and typed five Practice Access Codes that were not right. Nobody got in, and the invitation does not work any more.", "Alguien abrió la invitación de {person} a {practice} y escribió cinco códigos de acceso que no eran correctos. Nadie entró, y la invitación ya no funciona.";
    INVITATION_CLOSED_FINE: "Talk to {person}, by voice or in person. If it was them, log in at {site}, open their page under Settings, EHR Users, and send a new one. If not, check the address first.", "Hable con {person}, por teléfono o en persona. Si fue esa persona, entre en {site}, abra su página en Configuración, Usuarios del EHR, y envíe otra. Si no, revise primero la dirección.";

    MAINTENANCE_SUBJECT: "Planned maintenance of {practice}'s system", "Mantenimiento planificado del sistema de {practice}";
    MAINTENANCE_CANCELLED_SUBJECT: "No maintenance of {practice}'s system", "No habrá mantenimiento del sistema de {practice}";
    MAINTENANCE: "We work on the system from {from} until {until}. Nobody can log in during that time.", "Trabajaremos en el sistema desde {from} hasta {until}. Durante ese tiempo nadie puede entrar.";
    MAINTENANCE_CANCELLED: "The maintenance from {from} until {until} does not take place. You can work as always.", "El mantenimiento desde {from} hasta {until} no se realizará. Puede trabajar como siempre.";
    MAINTENANCE_THEN: "Tell your people. Before, print the downtime kit at {site}/downtime and save what is open; log out at the end of the day.", "Avise a su personal. Antes, imprima el kit para interrupciones en {site}/downtime y guarde lo que esté abierto; cierre la sesión al final del día.";
    IDENTIFIER_SUBJECT: "A number on file for you at {practice} ends soon", "Un número suyo registrado en {practice} vence pronto";
    IDENTIFIER_ENDS: "{kind} ending {ends}: the last day on file is {on}.", "{kind} que termina en {ends}: el último día registrado es {on}.";
    IDENTIFIER_ENDS_STATE: "{kind} ending {ends} ({state}): the last day on file is {on}.", "{kind} que termina en {ends} ({state}): el último día registrado es {on}.";
    IDENTIFIER_THEN: "Once it is renewed, enter the new day at {site} under My account, Medical identifiers.", "Cuando se renueve, registre el nuevo día en {site}, en Mi cuenta, Identificadores médicos.";

    EXPORT_READY_SUBJECT: "Your export of {practice} is ready", "Su exportación de {practice} está lista";
    EXPORT_READY: "The export that you asked for at {practice} can be fetched here, after you log in:", "La exportación que pidió en {practice} puede recogerse aquí, después de iniciar sesión:";
    EXPORT_READY_UNTIL: "It is there for 72 hours and can be fetched three times. It opens with the passphrase that you chose: we do not have it any more.", "Está disponible durante 72 horas y puede recogerse tres veces. Se abre con la frase de contraseña que eligió: nosotros ya no la tenemos.";
    EXPORT_NOT_YOU: "You did not ask for one? Tell another administrator of {practice} right away.", "¿No la pidió usted? Avise de inmediato a otro administrador de {practice}.";
    EXPORT_FAILED_SUBJECT: "An export of {practice} could not be made", "No se pudo hacer una exportación de {practice}";
    EXPORT_FAILED: "An export of {practice} could not be made. Nothing of it was kept, and nothing is lost.", "No se pudo hacer una exportación de {practice}. No se guardó nada de ella, y no se perdió nada.";
    EXPORT_FAILED_THEN: "If it was one by schedule, it is tried again by itself. If you asked for it, ask again at {site} under Settings, Take everything out. If it fails again, tell whoever runs this system.", "Si era automática, se intenta otra vez por sí sola. Si la pidió usted, pídala de nuevo en {site}, en Configuración, Llevarse todo. Si vuelve a fallar, avise a quien administra este sistema.";

    EMERGENCY_SUBJECT: "{person} uses emergency access at {practice}", "{person} usa el acceso de emergencia en {practice}";
    EMERGENCY_STARTED: "{person} has switched emergency access on at {practice} and may see and change there now what is closed to them otherwise: patients, users, settings. Your own account and those of other administrators are out of reach.", "{person} activó el acceso de emergencia en {practice} y ahora puede ver y cambiar allí lo que normalmente no puede: pacientes, usuarios, configuración. Su cuenta y las de otros administradores quedan fuera de su alcance.";
    EMERGENCY_WHERE: "The reason is under Settings, Emergency access at {site}; there you can end it at once. If you do not know of an emergency, ask {person} now, by voice or in person.", "El motivo está en Configuración, Acceso de emergencia en {site}; allí puede terminarlo de inmediato. Si no sabe de ninguna emergencia, pregunte ahora a {person}, por teléfono o en persona.";
    EMERGENCY_ENDED_SUBJECT: "Emergency access of {person} at {practice} has ended", "El acceso de emergencia de {person} en {practice} terminó";
    EMERGENCY_ENDED: "The emergency access of {person} at {practice} has ended. This was done with it:", "El acceso de emergencia de {person} en {practice} terminó. Con él se hizo esto:";
    EMERGENCY_ENDED_HOW: "The emergency access of {person} at {practice} has ended: {how}. This was done with it:", "El acceso de emergencia de {person} en {practice} terminó: {how}. Con él se hizo esto:";
    EMERGENCY_ENDED_UNDESIGNATED: "{actor} does not allow emergency access to {person} at {practice} any more, which ended the one that was on. This was done with it:", "{actor} ya no permite el acceso de emergencia a {person} en {practice}, y con ello terminó el que estaba activo. Con él se hizo esto:";
    EMERGENCY_ENDED_DEACTIVATED: "{actor} has deactivated {person} at {practice}, which ended their emergency access. This was done with it:", "{actor} desactivó a {person} en {practice}, y con ello terminó su acceso de emergencia. Con él se hizo esto:";
    EMERGENCY_ENDED_BY: "{actor} has ended the emergency access of {person} at {practice}. This was done with it:", "{actor} terminó el acceso de emergencia de {person} en {practice}. Con él se hizo esto:";
    EMERGENCY_NOTHING: "– Nothing", "– Nada";
    EMERGENCY_REVIEW: "One administrator looks back on it, under Settings, Emergency access at {site}.", "Un administrador lo revisa en Configuración, Acceso de emergencia en {site}.";

    BY_CODE_SUBJECT: "A reset code was made at {practice}", "Se creó un código para restablecer una contraseña en {practice}";
    BY_CODE_YOURS: "{actor} made a code with which your password for {practice} can be reset.", "{actor} creó un código con el que se puede restablecer su contraseña de {practice}.";
    BY_CODE_YOURS_FINE: "If you asked for it, there is nothing to do. If you did not, tell another administrator of your practice now.", "Si usted lo pidió, no tiene que hacer nada. Si no, avise ahora a otra persona que administre su consultorio.";
    BY_CODE_OTHER: "{actor} made a code with which the password of {person} at {practice} can be reset.", "{actor} creó un código con el que se puede restablecer la contraseña de {person} en {practice}.";
    BY_CODE_OTHER_FINE: "You get this because you are an administrator too. If it looks wrong to you, ask both of them.", "Recibe este mensaje porque también es administrador. Si algo no le parece correcto, pregunte a ambas personas.";
    ASKED_SUBJECT: "{person} can't log in to {practice}", "{person} no puede entrar en {practice}";
    ASKED: "{person} can't log in to {practice} and asks an administrator for help. Talk to {person} first, by voice or in person: anybody can ask in this name.", "{person} no puede entrar en {practice} y pide ayuda a quien administra. Hable primero con {person}, por teléfono o en persona: cualquiera puede pedirlo con este nombre.";
    ASKED_FINE: "Then log in at {site} and open Settings, EHR Users: one button sends a link or shows a code.", "Después entre en {site} y abra Configuración, Usuarios del EHR: un botón envía un enlace o muestra un código.";
    HELPED_SUBJECT: "You can log in to {practice} again", "Ya puede entrar de nuevo en {practice}";
    HELPED: "You asked the administrators of {practice} for help with the log-in. {actor} has helped: try again at {site}/login.", "Usted pidió ayuda a quienes administran {practice} para iniciar sesión. {actor} ya le ayudó: inténtelo de nuevo en {site}/login.";
    LEFT_SUBJECT: "Your request for help with {practice}", "Su petición de ayuda para {practice}";
    LEFT: "You, or somebody in your name, asked the administrators of {practice} for help with the log-in. {actor} has looked at it and left it as it is.", "Usted, o alguien en su nombre, pidió ayuda a quienes administran {practice} para iniciar sesión. {actor} lo revisó y lo dejó así.";
    LEFT_THEN: "If you still need help, call them. If it was not you who asked, there is nothing to do.", "Si aún necesita ayuda, llámelos. Si no fue usted quien la pidió, no tiene que hacer nada.";
    PASSWORD_CHANGED: "Your password for {practice} was changed on your account page, and every other open session was ended.", "Su contraseña de {practice} se cambió en la página de su cuenta y se cerraron todas las demás sesiones.";
    PASSKEY_CREATED_SUBJECT: "A passkey for {practice} was made", "Se creó una llave de acceso de {practice}";
    PASSKEY_CREATED: "A passkey was added to your account at {practice}, with {browser}. Whoever has it can log in as you.", "Se agregó una llave de acceso a su cuenta en {practice}, con {browser}. Quien la tenga puede entrar con su cuenta.";
    PASSKEY_REMOVED_SUBJECT: "A passkey for {practice} was removed", "Se quitó una llave de acceso de {practice}";
    PASSKEY_REMOVED: "A passkey was removed from your account at {practice}, with {browser}. It does not log you in any more.", "Se quitó una llave de acceso de su cuenta en {practice}, con {browser}. Ya no sirve para entrar.";
    QUESTION_SUBJECT: "Your security question for {practice} was set", "Se estableció su pregunta de seguridad de {practice}";
    QUESTION_SET: "The security question of your account at {practice} was set or changed.", "La pregunta de seguridad de su cuenta en {practice} se estableció o cambió.";
    FACTOR_SUBJECT: "Your two-step log-in at {practice} was changed", "Su inicio de sesión en dos pasos de {practice} cambió";
    FACTOR_CHANGED: "The authenticator app or the recovery codes of your account at {practice} were set, changed or removed. Trusted browsers are asked for a code again.", "La aplicación de autenticación o los códigos de recuperación de su cuenta en {practice} se configuraron, cambiaron o quitaron. En los navegadores de confianza se vuelve a pedir un código.";
    STEP_REMOVED_SUBJECT: "A two-step log-in was taken away at {practice}", "Se quitó un inicio de sesión en dos pasos en {practice}";
    STEP_REMOVED: "{actor} took the second step of your log-in at {practice} away: passkeys, authenticator app, phone and recovery codes. Until you set one up again, under My account, your password alone opens it; if you never set one, you are invited anew.", "{actor} quitó el segundo paso de su inicio de sesión en {practice}: llaves de acceso, aplicación de autenticación, teléfono y códigos de recuperación. Hasta que configure otro en Mi cuenta, la contraseña basta para entrar; si nunca estableció una, recibirá una invitación nueva.";
    STEP_REMOVED_OTHER: "{actor} took the second step of the log-in of {person} at {practice} away.", "{actor} quitó el segundo paso del inicio de sesión de {person} en {practice}.";
    NOT_YOU_ASKED: "If you did not ask for this, tell another administrator of your practice now.", "Si usted no lo pidió, avise ahora a otro administrador de su consultorio.";
    TRIES_SUBJECT: "Wrong passwords for your account at {practice}", "Contraseñas incorrectas en su cuenta de {practice}";
    TRIES: "Somebody tried to log in to your account at {practice} several times with a wrong password. Nobody got in that way, and further tries have to wait longer each time. A browser that you have used before is not held up by this.", "Alguien intentó entrar varias veces en su cuenta de {practice} con una contraseña incorrecta. Nadie entró así, y los siguientes intentos tienen que esperar cada vez más. Esto no afecta a un navegador que usted ya haya usado.";
    TRIES_YOURS: "If it was you, and you do not remember the password, choose a new one at {site}/reset.", "Si fue usted y no recuerda la contraseña, elija una nueva en {site}/reset.";
    TRIES_NOT_YOU: "If it was not you, there is nothing to do now. If this message comes again, tell your practice's administrator.", "Si no fue usted, no tiene que hacer nada por ahora. Si este mensaje se repite, avise a quien administra su consultorio.";
    STEP_FAILED_SUBJECT: "Somebody entered your password at {practice}, but not the code", "Alguien escribió su contraseña de {practice}, pero no el código";
    STEP_FAILED: "Somebody entered the right password of your account at {practice}, and then five wrong codes. Nobody was let in. Browser: {browser}.", "Alguien escribió la contraseña correcta de su cuenta en {practice} y después cinco códigos incorrectos. Nadie entró. Navegador: {browser}.";
    STEP_FAILED_NOT_YOU: "If it was not you, somebody knows your password: choose another one now, under My account.", "Si no fue usted, alguien conoce su contraseña: elija otra ahora, en Mi cuenta.";
    RECOVERY_SUBJECT: "A way back in was made at {practice}", "Se creó un acceso de recuperación en {practice}";
    RECOVERY_YOURS: "The people who run the server made a link with which your password for {practice} can be set anew, once. It was given to whoever asked for it in your name.", "Quienes operan el servidor crearon un enlace con el que se puede cambiar su contraseña de {practice}, una sola vez. Se entregó a quien lo pidió en su nombre.";
    RECOVERY_LATER: "It works only from this time tomorrow, or when a second of them confirms it.", "Funciona solo a partir de mañana a esta hora, o cuando una segunda persona de ellos lo confirme.";
    RECOVERY_NOW: "Two of them have confirmed it: it works now, for {time}.", "Dos de ellos lo confirmaron: funciona ahora, durante {time}.";
    RECOVERY_TEXT: "{practice}: a link to set your password anew was made by the people who run the server. Not you? Call them now.", "{practice}: quienes operan el servidor crearon un enlace para cambiar su contraseña. ¿No fue usted? Llámelos ahora.";
    RECOVERY_YOURS_FINE: "If that was you, there is nothing to do. If it was not, call the people who run your server now.", "Si fue usted, no tiene que hacer nada. Si no, llame ahora a quienes operan su servidor.";
    RECOVERY_OTHER: "The people who run the server made a link with which the password of {person} at {practice} can be set anew. {person} is an administrator.", "Quienes operan el servidor crearon un enlace con el que se puede cambiar la contraseña de {person} en {practice}. {person} administra cuentas.";
    RECOVERY_OTHER_FINE: "You get this because you are an administrator too. If it looks wrong to you, ask {person}, and call the people who run your server.", "Recibe este mensaje porque también es administrador. Si algo no le parece correcto, pregunte a {person} y llame a quienes operan su servidor.";
    AN_ADMINISTRATOR: "An administrator", "Un administrador";
    A_PERSON: "a colleague", "una persona del consultorio";
    A_BROWSER: "unknown", "desconocido";

    MINUTE_ONE: "1 minute", "1 minuto";
    MINUTE_MANY: "{n} minutes", "{n} minutos";
    HOUR_ONE: "1 hour", "1 hora";
    HOUR_MANY: "{n} hours", "{n} horas";
    DAY_ONE: "1 day", "1 día";
    DAY_MANY: "{n} days", "{n} días";

    TEST_SUBJECT: "Test message", "Mensaje de prueba";
    TEST: "This is a test. If you can read it, Vestibule's mail works.", "Esto es una prueba. Si puede leerla, el correo de Vestibule funciona.";

    ADDRESS_SET_SUBJECT: "How you log in to {practice} was changed", "Cambió su forma de iniciar sesión en {practice}";
    ADDRESS_SET: "From now on you log in to {practice} with your e-mail address and your password, at {site}/login/email. Practice ID and username do not open your account any more.", "Desde ahora inicia sesión en {practice} con su correo electrónico y su contraseña, en {site}/login/email. El ID del consultorio y el usuario ya no abren su cuenta.";
    ADDRESS_RELEASED_SUBJECT: "Your log-in e-mail for {practice} was released", "Se liberó su correo de inicio de sesión de {practice}";
    ADDRESS_RELEASED: "{actor} released the e-mail address that you logged in to {practice} with. From now on you log in with Practice ID, username and your password.", "{actor} liberó el correo electrónico con el que usted iniciaba sesión en {practice}. Desde ahora inicia sesión con el ID del consultorio, el usuario y su contraseña.";
    ADDRESS_CHANGE_SUBJECT: "Another log-in e-mail was asked for at {practice}", "Se pidió otro correo de inicio de sesión en {practice}";
    ADDRESS_CHANGE: "In your account at {practice}, somebody asked to log in with another e-mail address. If that was you, there is nothing to do here: open the link in the mail to the other address. This address logs you in until the other one has been used.", "En su cuenta de {practice}, alguien pidió iniciar sesión con otro correo electrónico. Si fue usted, no tiene que hacer nada aquí: abra el enlace enviado al otro correo. Esta dirección le sirve para entrar hasta que se use la otra.";
    ADDRESS_CHANGE_BY: "{actor} asked that you log in to {practice} with another e-mail address. If you agreed on it, there is nothing to do here: open the link in the mail to the other address. This address logs you in until the other one has been used.", "{actor} pidió que usted inicie sesión en {practice} con otro correo electrónico. Si lo acordaron, no tiene que hacer nada aquí: abra el enlace enviado al otro correo. Esta dirección le sirve para entrar hasta que se use la otra.";
    ADDRESS_CHANGE_STOP: "This wasn't me: if you know nothing of it, stop it here. Everybody who is logged in to your account is logged out, and your practice's administrators are told:", "No fui yo: si no sabe nada de esto, deténgalo aquí. Se cierra la sesión a todos los que estén en su cuenta y se avisa a quienes administran su consultorio:";
    ADDRESS_CHANGE_STOP_LATE: "A link to stop it was in this message, but the message was held up for so long that the link has ended. If you know nothing of it, tell your practice's administrator now.", "En este mensaje había un enlace para detenerlo, pero se retrasó tanto que el enlace caducó. Si no sabe nada de esto, avise ahora a quien administra su consultorio.";
    ADDRESS_CHANGE_UNTIL: "It works until the other address has logged in, for {time} at most.", "Funciona hasta que la otra dirección inicie sesión, {time} como máximo.";
    ADDRESS_CHANGED_SUBJECT: "This address does not log in to {practice} any more", "Esta dirección ya no inicia sesión en {practice}";
    ADDRESS_CHANGED: "You log in to {practice} with another e-mail address now, as you asked for. This one is free: it can be used for another account.", "Ahora inicia sesión en {practice} con otro correo electrónico, como pidió. Este queda libre: puede usarse para otra cuenta.";
    ADDRESS_DISOWNED_SUBJECT: "{person} did not ask for another log-in e-mail at {practice}", "{person} no pidió otro correo de inicio de sesión en {practice}";
    ADDRESS_DISOWNED_BY: "{actor} asked that {person} of {practice} log in with another e-mail address, and who reads the mail of the present one says that they did not agree on it. The change was stopped, and every session of the account was ended.", "{actor} pidió que {person}, de {practice}, inicie sesión con otro correo electrónico, y quien lee el correo actual dice que no lo acordaron. El cambio se detuvo y se cerraron todas las sesiones de la cuenta.";
    ADDRESS_DISOWNED_BY_FINE: "Talk to {person} by voice or in person before anybody asks for it again. What happened stands under Settings, EHR Users, on their page.", "Hable con {person} por teléfono o en persona antes de que alguien lo pida otra vez. Lo ocurrido está en Configuración, EHR Users, en su página.";
    ADDRESS_DISOWNED: "In the account of {person} at {practice}, somebody asked to log in with another e-mail address, and who reads the mail of the present one says that it was not them. The change was stopped, and every session of the account was ended.", "En la cuenta de {person} en {practice}, alguien pidió iniciar sesión con otro correo electrónico, y quien lee el correo actual dice que no fue así. Se detuvo el cambio y se cerraron todas las sesiones de la cuenta.";
    ADDRESS_DISOWNED_FINE: "Talk to {person} by voice or in person, and reset the password together: somebody may know it. What happened stands under Settings, EHR Users, on their page.", "Hable con {person} por teléfono o en persona y restablezcan juntos la contraseña: quizá alguien la conoce. Lo ocurrido está en Configuración, EHR Users, en su página.";
    REMINDER_SUBJECT: "What you log in to {practice} with", "Con qué inicia sesión en {practice}";
    REMINDER: "You asked what you log in to {practice} with: the Practice ID {id}, the username {username} and your password, at {site}/login.", "Preguntó con qué inicia sesión en {practice}: con el ID del consultorio {id}, el usuario {username} y su contraseña, en {site}/login.";
    REMINDER_ADDRESS: "You asked what you log in to {practice} with: the e-mail address {address} and your password, at {site}/login/email.", "Preguntó con qué inicia sesión en {practice}: con el correo electrónico {address} y su contraseña, en {site}/login/email.";
    REMINDER_NOT_YOU: "If you did not ask, do nothing: nothing was changed, and nobody gets in with this alone.", "Si usted no preguntó, no haga nada: no se cambió nada y nadie entra solo con esto.";
    REMINDER_TEXT: "You log in to {practice} with Practice ID {id} and username {username}.", "Inicia sesión en {practice} con el ID del consultorio {id} y el usuario {username}.";
    REMINDER_TEXT_ADDRESS: "You log in to {practice} with the e-mail address {address}.", "Inicia sesión en {practice} con el correo electrónico {address}.";
    MOVED_SUBJECT: "You log in to {practice} with your e-mail address", "Usted inicia sesión en {practice} con su correo electrónico";
    MOVED: "Somebody tried to log in to your account at {practice} with Practice ID and username. They do not open it any more: you log in with this e-mail address and your password.", "Alguien intentó entrar en su cuenta de {practice} con el ID del consultorio y el usuario. Ya no sirven para entrar: usted inicia sesión con este correo electrónico y su contraseña.";
    MOVED_HOW: "If it was you, log in at {site}/login/email.", "Si fue usted, inicie sesión en {site}/login/email.";
    ADDRESS_LINK_SUBJECT: "Confirm this e-mail address for {practice}", "Confirme este correo electrónico para {practice}";
    ADDRESS_LINK_BY: "{actor} asked that you log in to {practice} with this e-mail address. If you agreed on that, open this link, and log in if you are asked to:", "{actor} pidió que usted inicie sesión en {practice} con este correo electrónico. Si lo acordaron, abra este enlace e inicie sesión si se le pide:";
    ADDRESS_LINK: "Somebody asked to log in to {practice} with this e-mail address. If that was you, open this link, and log in if you are asked to:", "Alguien pidió iniciar sesión en {practice} con este correo electrónico. Si fue usted, abra este enlace e inicie sesión si se le pide:";
    ADDRESS_LINK_LATE: "A link to confirm this e-mail address for {practice} was on its way to you, but this message was held up for so long that the link has ended. Ask for a new one at {site}/account/email.", "Un enlace para confirmar este correo electrónico para {practice} iba en camino, pero este mensaje se retrasó tanto que el enlace caducó. Pida uno nuevo en {site}/account/email.";
    ADDRESS_LINK_NOT_YOU: "If it was not you, do nothing: somebody may have mistyped an address, and nobody can log in with yours.", "Si no fue usted, no haga nada: quizá alguien escribió mal una dirección, y nadie puede iniciar sesión con la suya.";

    LOG_IN_CODE_SUBJECT: "A code for one log-in at {practice} was made", "Se creó un código para un inicio de sesión en {practice}";
    LOG_IN_CODE_YOURS: "{actor} made a code for one log-in to your account. Together with your password it opens your account once, instead of your second step.", "{actor} creó un código para un inicio de sesión en su cuenta. Junto con su contraseña abre su cuenta una vez, en lugar de su segundo paso.";
    LOG_IN_CODE_OTHER: "{actor} made a code for one log-in of {person}, instead of their second step.", "{actor} creó un código para un inicio de sesión de {person}, en lugar de su segundo paso.";
    LOG_IN_CODE_CONFIRMED: "{actor} confirmed the code for one log-in to your account. It works now, for 30 minutes.", "{actor} confirmó el código para un inicio de sesión en su cuenta. Ya sirve, durante 30 minutos.";
    LOG_IN_CODE_CONFIRMED_OTHER: "{actor} confirmed the code for one log-in of {person}. It works now, for 30 minutes.", "{actor} confirmó el código para un inicio de sesión de {person}. Ya sirve, durante 30 minutos.";
    LOG_IN_CODE_LATER: "It works in 24 hours, or as soon as another administrator confirms it under Settings, EHR Users. Until then any other administrator can take it back there.", "Servirá dentro de 24 horas, o en cuanto otro administrador lo confirme en Configuración, Usuarios del EHR. Hasta entonces cualquier otro administrador puede anularlo ahí.";
    POLICY_SUBJECT: "A rule of {practice} was changed: {rule}", "Se cambió una regla de {practice}: {rule}";
    POLICY_WEAKENED: "{actor} changed this: {rule}. Less may be asked of people than before, more may be open to them, or notices may go elsewhere.", "{actor} cambió esto: {rule}. Puede que se exija menos que antes, que se permita más o que los avisos lleguen a otro lugar.";
    POLICY_WEAKENED_FINE: "If you know of it, there is nothing to do. If not, look under Settings, Recent changes, and talk to each other.", "Si usted lo sabía, no tiene que hacer nada. Si no, mire en Configuración, Cambios recientes, y hablen entre ustedes.";
    PHONE_SUBJECT: "Your verification phone number for {practice} was changed", "Su número de verificación de {practice} cambió";
    PHONE_SET: "The phone number that your security codes for {practice} go to was set or changed.", "Se estableció o cambió el número de teléfono al que llegan sus códigos de seguridad de {practice}.";
    PHONE_REMOVED: "The phone number that your security codes for {practice} went to was removed.", "Se quitó el número de teléfono al que llegaban sus códigos de seguridad de {practice}.";
    PHONE_RESET: "{actor} removed the phone number that your security codes for {practice} went to. It gets no more codes.", "{actor} quitó el número de teléfono al que llegaban sus códigos de seguridad de {practice}. Ya no recibirá códigos.";
    PHONE_RESET_FINE: "You can set a new one. If you did not ask for this, tell another administrator of your practice now.", "Puede establecer uno nuevo. Si usted no lo pidió, avise ahora a otra persona que administre su consultorio.";

    SESSIONS_ENDED_SUBJECT: "You were logged out at {practice}", "Se cerró su sesión en {practice}";
    SESSIONS_ENDED: "{actor} logged you out of your account at {practice}, in one browser or in all. Log in again where you still work.", "{actor} cerró su sesión en {practice}, en un navegador o en todos. Inicie sesión de nuevo donde siga trabajando.";
    TRUST_ENDED_SUBJECT: "A browser of yours is not trusted any more at {practice}", "Un navegador suyo ya no es de confianza en {practice}";
    TRUST_ENDED: "{actor} ended the trust in one or all of the browsers that you log in with at {practice}. At the next log-in there a code is asked for again.", "{actor} quitó la confianza en uno o en todos los navegadores con los que inicia sesión en {practice}. En el próximo inicio de sesión ahí se volverá a pedir un código.";

    CODE_SUBJECT: "Security code", "Código de seguridad";
    CODE_BY_PHONE: "A security code comes by text message or by call, never by mail.", "Un código de seguridad llega por mensaje de texto o por llamada, nunca por correo.";
    // Texts keep to the GSM alphabet, which has é and ñ but not á, í, ó, ú: one message instead of two.
    CODE_LOG_IN: "{code} is your Vestibule login code.", "{code} es su clave de acceso a Vestibule.";
    CODE_PHONE: "{code} is your Vestibule code to confirm this phone.", "{code} es su clave de Vestibule para confirmar este celular.";
    CODE_ENDS: "It expires in {n} minutes.", "Vence en {n} minutos.";
    CODE_ENDS_MINUTE: "It expires in 1 minute.", "Vence en 1 minuto.";
    CODE_NEVER_TELL: "We never ask for it.", "Nunca se la pediremos.";
    CALL_GREETING: "Hello. This is Vestibule, with the security code that you asked for. Press any key to hear it.", "Hola. Le llama Vestibule con el código de seguridad que pidió. Presione cualquier tecla para oírlo.";
    CALL_WORDS: "Your code is: {digits} Once more, your code is: {digits} A last time, your code is: {digits} We never ask for it. Goodbye.", "Su código es: {digits} Otra vez, su código es: {digits} Por última vez, su código es: {digits} Nunca se lo pediremos. Adiós.";
    CALL_GOODBYE: "No key was pressed. You can ask for another call on the page. Goodbye.", "No se presionó ninguna tecla. Puede pedir otra llamada en la página. Adiós.";

    CALL_TOO_LATE: "This code is not valid any more. You can ask for a new one on the page. Goodbye.", "Este código ya no es válido. Puede pedir uno nuevo en la página. Adiós.";
    TEST_TEXT: "This is a test from Vestibule. Texts reach this phone.", "Esta es una prueba de Vestibule. Los mensajes llegan a este celular.";
    TEST_GREETING: "Hello. This is Vestibule, with a test that you asked for. Press any key.", "Hola. Le llama Vestibule con una prueba que usted pidió. Presione cualquier tecla.";
    TEST_WORDS: "Calls reach this phone. Goodbye.", "Las llamadas llegan a este teléfono. Adiós.";
    TEST_GOODBYE: "No key was pressed. Goodbye.", "No se presionó ninguna tecla. Adiós.";

    CAUSE_INVALID_NUMBER: "There is no such number.", "Ese número no existe.";
    CAUSE_BAD_ADDRESS: "The mail server refused it: look whether the address is right, under EHR Users.", "El servidor de correo lo rechazó: revise si la dirección es correcta, en Usuarios del EHR.";
    CAUSE_UNREACHABLE: "The phone can't be reached: it is off, has no signal, or is not in service.", "No se puede localizar el teléfono: está apagado, sin señal o fuera de servicio.";
    CAUSE_LANDLINE: "A landline gets no texts: use a call.", "Un teléfono fijo no recibe mensajes de texto: use una llamada.";
    CAUSE_BLOCKED: "The phone's owner or carrier blocks messages from this sender. Answering START to an earlier one often lifts it.", "La persona o su compañía bloquea los mensajes de este remitente. Responder START a uno anterior suele quitar el bloqueo.";
    CAUSE_FILTERED: "The carrier took it for advertising, or the sender is not registered with the carriers. Who runs the server registers it with the gateway.", "La compañía lo tomó por publicidad, o el remitente no está registrado. Quien opera el servidor lo registra en el servicio de mensajes.";
    CAUSE_REGION: "The gateway's account may not send to this country.", "La cuenta del servicio de mensajes no puede enviar a ese país.";
    CAUSE_TRIAL: "The gateway's account is a trial: it sends to verified numbers only.", "La cuenta del servicio de mensajes es de prueba: solo envía a números verificados.";
    CAUSE_ACCOUNT: "The gateway's account is suspended or out of money.", "La cuenta del servicio de mensajes está suspendida o sin saldo.";
    CAUSE_CREDENTIALS: "The gateway refuses our credentials. Who runs the server looks at its configuration.", "El servicio de mensajes rechaza nuestras credenciales. Quien opera el servidor revisa su configuración.";
    CAUSE_SENDER: "The gateway refuses the number that we send from. Who runs the server looks at its configuration.", "El servicio de mensajes rechaza el número desde el que enviamos. Quien opera el servidor revisa su configuración.";
    CAUSE_TOO_MANY: "The gateway asked us to send more slowly.", "El servicio de mensajes pidió enviar más despacio.";
    CAUSE_UNAVAILABLE: "The server that sends it could not be reached.", "No se pudo contactar con el servidor que lo envía.";
    CAUSE_NO_ANSWER: "There was no clear answer: it may have been sent.", "No hubo una respuesta clara: es posible que se haya enviado.";
    CAUSE_NOT_ANSWERED: "Nobody answered the call.", "Nadie contestó la llamada.";
    CAUSE_BUSY: "The line was busy.", "La línea estaba ocupada.";
    CAUSE_NO_KEY: "The call was answered, but no key was pressed.", "Contestaron la llamada, pero no presionaron ninguna tecla.";
    CAUSE_TOO_LATE: "Its code was over before it could arrive.", "Su código venció antes de que pudiera llegar.";
    CAUSE_REPLACED: "It was asked for again before it left.", "Se pidió de nuevo antes de que saliera.";
    CAUSE_OTHER: "It was refused. The server's log says more.", "Fue rechazado. El registro del servidor dice más.";

    PAGE_TITLE: "Outbox", "Bandeja de salida";
    PAGE_LEAD: "In the demo no message leaves this computer. Newest first. Here are the newest 25.", "En la demostración ningún mensaje sale de este equipo. Primero el más reciente. Aquí están los 25 más recientes.";
    PAGE_EMPTY: "Nothing has been sent yet.", "Todavía no se ha enviado nada.";
    COLUMN_CHANNEL: "Channel", "Canal";
    COLUMN_TO: "To", "Para";
    COLUMN_SUBJECT: "Subject", "Asunto";
    COLUMN_TEXT: "Text", "Texto";
    COLUMN_AT: "At", "Fecha";
}
