//! What is said about security codes on pages. What the messages themselves say is in the outbox.

crate::texts! {
    LABEL: "Security code", "Código de seguridad";
    HINT: "6 digits. You may paste the whole message.", "6 dígitos. Puede pegar el mensaje completo.";

    WRONG: "That is not the code we sent. You have {n} tries left with it.", "Ese no es el código que enviamos. Le quedan {n} intentos con él.";
    OLDER: "This is the code of an older message. Look for the newest one. Tries left: {n}.", "Este es el código de un mensaje anterior. Busque el más reciente. Intentos restantes: {n}.";
    WRONG_LAST: "That is not the code we sent. You have one try left with it. If several messages came, type the code of the newest.", "Ese no es el código que enviamos. Le queda un intento con él. Si llegaron varios mensajes, escriba el código del más reciente.";
    EXPIRED: "This code has expired. Ask for a new one.", "Este código venció. Pida uno nuevo.";
    USED: "This code was used already. Ask for a new one.", "Este código ya se usó. Pida uno nuevo.";
    ENDED: "A newer code took the place of this one: somebody began again with your name, perhaps you in another window. Go on there, or ask for a new code here.", "Un código más reciente sustituyó a este: alguien empezó de nuevo con su nombre, quizá usted en otra ventana. Siga allí o pida aquí un código nuevo.";
    TOO_MANY: "That was the fifth wrong try, so this code is over. Ask for a new one.", "Ese fue el quinto intento fallido y este código ya no sirve. Pida uno nuevo.";
    NOTHING_SENT: "No code has been sent yet. Ask for one first.", "Todavía no se ha enviado ningún código. Pida uno primero.";
    NOT_DIGITS: "Type the 6 digits of the code.", "Escriba los 6 dígitos del código.";

    WAIT: "A code is on its way. You can ask for it again in {n} seconds.", "El código está en camino. Puede pedirlo de nuevo en {n} segundos.";
    TOO_MANY_SENDS_MINUTE: "Several codes were sent. You can ask for the next one in a minute.", "Se enviaron varios códigos. Puede pedir el siguiente en un minuto.";
    TOO_MANY_SENDS: "Several codes were sent. You can ask for the next one in {n} minutes.", "Se enviaron varios códigos. Puede pedir el siguiente en {n} minutos.";
    TOO_MANY_SENDS_HOURS: "Many codes were sent today. You can ask for the next one in {n} hours. If you need to get in sooner, ask an administrator of your practice.", "Hoy se enviaron muchos códigos. Puede pedir el siguiente en {n} horas. Si necesita entrar antes, pregunte a un administrador de su consultorio.";
    DAY_OVER: "Your practice has had as many texts and calls as it may have in a day; the next ones leave in {n} hours. Use another way until then, such as an authenticator app, a passkey or a recovery code, or ask an administrator of your practice.", "Su consultorio ya tuvo todos los mensajes y llamadas que puede tener en un día; los próximos salen en {n} horas. Hasta entonces use otra forma, como una aplicación de autenticación, una llave de acceso o un código de recuperación, o pregunte a un administrador de su consultorio.";
    DAY_OVER_HOUR: "Your practice has had as many texts and calls as it may have in a day; the next ones leave within an hour. Use another way until then, such as an authenticator app, a passkey or a recovery code, or ask an administrator of your practice.", "Su consultorio ya tuvo todos los mensajes y llamadas que puede tener en un día; los próximos salen en menos de una hora. Hasta entonces use otra forma, como una aplicación de autenticación, una llave de acceso o un código de recuperación, o pregunte a un administrador de su consultorio.";
    NO_GATEWAY: "Texts and calls are not set up here. Ask an administrator of your practice.", "Aquí no están configurados los mensajes de texto ni las llamadas. Pregunte a un administrador de su consultorio.";

    BY_TEXT: "Your code goes by text to the number that ends in {ends}.", "Su código va por mensaje de texto al número que termina en {ends}.";
    BY_CALL: "We call the number that ends in {ends}. Answer, press any key, and listen: the code is read three times.", "Llamamos al número que termina en {ends}. Conteste, presione cualquier tecla y escuche: el código se lee tres veces.";
    QUEUED: "It leaves in a moment.", "Sale en un momento.";
    HELD_UP: "It has not left yet: the service that sends it does not answer. We keep trying. If it is urgent, use another way or ask an administrator of your practice.", "Todavía no ha salido: el servicio que lo envía no responde. Seguimos intentándolo. Si es urgente, use otra forma o pregunte a un administrador de su consultorio.";
    SENT: "It has left. It may take a few minutes.", "Ya salió. Puede tardar unos minutos.";
    DELIVERED: "It was delivered.", "Se entregó.";
    FAILED_OVER: "It was not sent: a newer code took its place, or its time was over.", "No se envió: otro código más reciente ocupó su lugar, o se acabó su tiempo.";
    FAILED: "It could not be sent. Try the other way, or ask for it again.", "No se pudo enviar. Pruebe la otra forma o pídalo de nuevo.";
    FAILED_LANDLINE: "This is a landline: texts do not reach it. Choose the call.", "Es un teléfono fijo: los mensajes de texto no le llegan. Elija la llamada.";
    FAILED_NUMBER: "It could not be sent: there is no phone with this number. Check the number.", "No se pudo enviar: no hay ningún teléfono con este número. Revise el número.";
    FAILED_UNREACHABLE: "It did not arrive: the phone is off, has no signal, or is not in service. Check it, then ask again.", "No llegó: el teléfono está apagado, sin señal o fuera de servicio. Revíselo y pídalo de nuevo.";
    FAILED_BLOCKED: "It did not arrive: the phone or its carrier blocks our texts. Try a call, or answer START to an earlier text of ours.", "No llegó: el teléfono o su compañía bloquea nuestros mensajes. Pruebe con una llamada o responda START a un mensaje anterior nuestro.";
    FAILED_NOT_ANSWERED: "Nobody answered the call. Have the phone at hand and ask again.", "Nadie contestó la llamada. Tenga el teléfono a mano y pídala de nuevo.";
    FAILED_BUSY: "The line was busy. Ask again when it is free.", "La línea estaba ocupada. Pídala de nuevo cuando esté libre.";
    FAILED_NO_KEY: "The call was answered, but no key was pressed: the code is read only after one, so that no voicemail hears it. Ask again.", "Contestaron la llamada, pero no presionaron ninguna tecla: el código se lee solo después, para que no lo oiga ningún buzón de voz. Pídala de nuevo.";
    FAILED_OURS: "It could not be sent, and that is not your phone's fault. Try the other way, use another second step, or tell an administrator of your practice.", "No se pudo enviar, y no es culpa de su teléfono. Pruebe la otra forma, use otro segundo paso o avise a un administrador de su consultorio.";
    UNKNOWN: "It may have been sent: we got no clear answer. If nothing comes within a minute, ask for it again.", "Es posible que se haya enviado: no recibimos una respuesta clara. Si no llega nada en un minuto, pídalo de nuevo.";

    AGAIN: "Send it again", "Enviar de nuevo";
    CALL_ME: "Call me instead", "Prefiero una llamada";
    TEXT_ME: "Text me instead", "Prefiero un mensaje de texto";
    CALL_AGAIN: "Call me again", "Llamar de nuevo";
    AGAIN_LEAD: "You can ask for it again in {n} seconds. It is the same code while it is valid.", "Puede pedirlo de nuevo en {n} segundos. Es el mismo código mientras sea válido.";
    AGAIN_NOW: "While it is valid, you get the same code again.", "Mientras sea válido, recibirá el mismo código.";

    NEVER: "It never arrives?", "¿No llega?";
    NEVER_MINUTES: "Give it a few minutes. Some carriers take up to ten.", "Espere unos minutos. Algunas compañías tardan hasta diez.";
    NEVER_NEWEST: "If several messages came, only the newest counts. A code works in the window where you asked for it, and nowhere else.", "Si llegaron varios mensajes, solo cuenta el más reciente. El código funciona en la ventana donde lo pidió y en ninguna otra.";
    NEVER_SPAM: "Look among blocked and unknown senders on your phone, and check that it has a signal and is not in airplane mode.", "Revise los remitentes bloqueados y desconocidos en su teléfono, y compruebe que tenga señal y no esté en modo avión.";
    NEVER_LANDLINE: "Landlines and internet phones often get no texts. Choose the call, answer it yourself, and press a key: a voicemail or a phone menu never hears the code.", "Los teléfonos fijos y por internet a menudo no reciben mensajes de texto. Elija la llamada, contéstela usted y presione una tecla: un buzón de voz o un menú telefónico nunca oye el código.";
    NEVER_LOST: "If the phone is lost, stolen, or not yours any more, ask an administrator of your practice to reset your verification phone number.", "Si perdió el teléfono, se lo robaron o ya no es suyo, pida a un administrador de su consultorio que restablezca su número de verificación.";
    NEVER_TELL: "Nobody who works for Vestibule or your practice will ever ask you for the code. Your carrier's usual rates apply.", "Nadie que trabaje para Vestibule o su consultorio le pedirá nunca el código. Se aplican las tarifas habituales de su compañía.";
}
