//! Sentences of the page of the log-in e-mail.

crate::texts! {
    TITLE: "Log in with your e-mail address", "Iniciar sesión con su correo electrónico";
    ACCOUNT: "My account", "Mi cuenta";
    LEAD: "You log in with Practice ID and username. You can log in with an e-mail address of your own instead: there is less to remember, and nobody else has it.", "Usted inicia sesión con el ID del consultorio y el usuario. En su lugar puede usar un correo electrónico propio: hay menos que recordar y nadie más lo tiene.";
    KEEPS: "Nothing changes before the last step. You can stop at any time and go on later.", "Nada cambia antes del último paso. Puede detenerse cuando quiera y continuar después.";
    NOW: "You log in with {address} and your password.", "Usted inicia sesión con {address} y su contraseña.";
    NOW_CHANGE: "To use another address, ask an administrator of your practice to release this one. Then you log in with Practice ID and username, and can choose another here.", "Para usar otro correo, pida a un administrador de su consultorio que libere este. Después inicia sesión con el ID del consultorio y el usuario, y aquí puede elegir otro.";
    DONE: "Done. From now on you log in with your e-mail address and the password you have.", "Listo. Desde ahora inicia sesión con su correo electrónico y la contraseña que ya tiene.";
    STEP_1: "Step 1 of 3: your address", "Paso 1 de 3: su correo electrónico";
    STEP_2: "Step 2 of 3: the link in your mail", "Paso 2 de 3: el enlace de su correo";
    STEP_3: "Step 3 of 3: your password", "Paso 3 de 3: su contraseña";
    ADDRESS_HINT: "Only you may read its mail. An address that you share with colleagues can't be used. Free addresses of the large mail services are fine.", "Solo usted debe leer su correo. No sirve una dirección compartida con colegas. Las direcciones gratuitas de los grandes servicios sirven.";
    EMAIL: "E-mail address", "Correo electrónico";
    REPEAT: "The same address, once more", "El mismo correo, otra vez";
    SEND: "Send the link", "Enviar el enlace";
    ANYWAY: "It is mine: send the link", "Es mía: enviar el enlace";
    PRESS: "Open the link in the mail, here or on your phone, logged in as yourself. It works for 7 days. This address is kept for you until {until}.", "Abra el enlace del correo, aquí o en su teléfono, con su sesión iniciada. Funciona durante 7 días. Esta dirección se le reserva hasta el {until}.";
    CANCEL: "Use another address, or stop", "Usar otra dirección o detenerse";
    PROVEN: "{address} is yours. Last, type the password that you log in with now. It stays the same.", "{address} es suya. Por último, escriba la contraseña con la que inicia sesión ahora. Seguirá siendo la misma.";
    PASSWORD: "Current password (the one you use with Practice ID and username)", "Contraseña actual (la que usa con el ID del consultorio y el usuario)";
    FINISH: "Log in with this address from now on", "Iniciar sesión con este correo desde ahora";
    OPEN_TITLE: "Is this your address?", "¿Es este su correo?";
    OPEN_LEAD: "You opened a link that was sent to {address}. Go on to log in with it in future.", "Abrió un enlace enviado a {address}. Continúe para iniciar sesión con él en adelante.";
    OPEN_GO: "Yes, go on", "Sí, continuar";
    OPEN_OVER: "This link can't be used", "Este enlace no se puede usar";
    OPEN_OVER_LEAD: "It is over, was replaced by a newer one, or belongs to another account than the one you are logged in with. Nothing was changed.", "Caducó, fue reemplazado por otro más reciente o pertenece a otra cuenta distinta de la que tiene abierta. No se cambió nada.";
    OPEN_BACK: "To your log-in e-mail", "A su correo de inicio de sesión";

    EMAIL_MISSING: "Enter an e-mail address.", "Escriba un correo electrónico.";
    EMAIL_WRONG: "This is not an e-mail address. It needs one @ with a name before it and a domain with a dot behind it, such as maria@elm.example.", "Esto no es un correo electrónico. Lleva una @ con un nombre delante y un dominio con un punto detrás, como maria@elm.example.";
    DIFFER: "The two addresses are not the same. Look at them letter by letter.", "Las dos direcciones no son iguales. Revíselas letra por letra.";
    IN_USE: "This address is in use: somebody logs in with it, perhaps you, in another practice or in another account. Everybody needs an address of their own for each account; name+elm@… counts as another one where your mail service knows plus signs. If an old account of yours has it, ask an administrator there to release it.", "Este correo ya se usa: alguien inicia sesión con él, quizá usted en otro consultorio o en otra cuenta. Cada cuenta necesita un correo propio; nombre+olmo@… cuenta como otro si su servicio de correo admite el signo más. Si lo tiene una cuenta antigua suya, pida a un administrador de allí que lo libere.";
    CLAIMED: "This address is claimed but not verified: it was asked for in another account, and nobody has opened the link yet. If that was you, look for its mail, in the spam folder too, or stop it there. If the address is yours, have a link sent from here: whoever opens theirs first has it. If you mistyped it, correct it.", "Este correo está reservado pero sin verificar: se pidió en otra cuenta y nadie ha abierto aún el enlace. Si fue usted, busque ese mensaje, también en el correo no deseado, o anúlelo allí. Si el correo es suyo, pida un enlace desde aquí: lo obtiene quien abra primero el suyo. Si lo escribió mal, corríjalo.";
    OWN: "You log in with this address already.", "Usted ya inicia sesión con este correo.";
    HAS_ONE: "You log in with an e-mail address already.", "Usted ya inicia sesión con un correo electrónico.";
    WAIT_SECONDS: "A link was sent to this address a moment ago. Wait {n} seconds.", "Se acaba de enviar un enlace a este correo. Espere {n} segundos.";
    WAIT_MINUTES: "Too many links were sent to this address. Wait {n} minutes.", "Se enviaron demasiados enlaces a este correo. Espere {n} minutos.";
    NO_MAIL: "This server sends no mail yet, so the address can't be confirmed. Ask whoever runs the server.", "Este servidor todavía no envía correo, así que no se puede confirmar la dirección. Pregunte a quien opera el servidor.";
    INCORRECT: "Incorrect password. Type the one that you log in with now, together with Practice ID and username; use Show to see it. Your browser may have filled in an old one.", "Contraseña incorrecta. Escriba la que usa ahora con el ID del consultorio y el usuario; use Mostrar para verla. Quizá su navegador completó una antigua.";
    INCORRECT_RESET: "Forgotten? Reset the password, log in with the new one, and go on here: your address is kept.", "¿La olvidó? Restablezca la contraseña, inicie sesión con la nueva y continúe aquí: su dirección se conserva.";
    NOT_CONFIRMED: "Could not confirm your password: it was changed while you were here, by a reset or in another window. Log in again with the new one and go on here. Your log-in is as it was.", "No se pudo confirmar su contraseña: cambió mientras estaba aquí, por un restablecimiento o en otra ventana. Inicie sesión con la nueva y continúe aquí. Su inicio de sesión sigue igual.";
    BEATEN: "Somebody else has confirmed this address meanwhile, so it is in use. Your log-in is as it was. Choose another address.", "Otra persona confirmó este correo mientras tanto, así que ya se usa. Su inicio de sesión sigue igual. Elija otro correo.";
    OVER: "The link was not opened, or its time is over. Your log-in is as it was.", "El enlace no se abrió o se acabó su tiempo. Su inicio de sesión sigue igual.";
    PASSWORD_MISSING: "Enter your current password.", "Escriba su contraseña actual.";
    LOOK: "Please look again.", "Revíselo, por favor.";

    SECTION: "How you log in", "Cómo inicia sesión";
    SECTION_GO: "Log-in e-mail", "Correo de inicio de sesión";
    HOME: "Please log in with your own e-mail address from now on: three short steps, and nothing changes before the last one.", "Use desde ahora su propio correo electrónico para iniciar sesión: tres pasos cortos, y nada cambia antes del último.";
    HOME_GO: "Begin", "Empezar";
}
