//! Sentences of the page of the log-in e-mail.

crate::texts! {
    TITLE: "Log in with your e-mail address", "Iniciar sesión con su correo electrónico";
    ACCOUNT: "My account", "Mi cuenta";
    LEAD: "You log in with Practice ID and username. You can log in with an e-mail address of your own instead: there is less to remember, and nobody else has it.", "Usted inicia sesión con el ID del consultorio y el usuario. En su lugar puede usar un correo electrónico propio: hay menos que recordar y nadie más lo tiene.";
    KEEPS: "Nothing changes before the last step. You can stop at any time and go on later.", "Nada cambia antes del último paso. Puede detenerse cuando quiera y continuar después.";
    NOW: "You log in with {address} and your password.", "Usted inicia sesión con {address} y su contraseña.";
    CHANGE_TITLE: "Change log-in e-mail", "Cambiar el correo de inicio de sesión";
    CHANGE_LEAD: "A link goes to the new address and a notice to the one you have. The one you have logs you in until you have logged in with the new one.", "Se envía un enlace a la nueva dirección y un aviso a la actual. La actual le sirve para entrar hasta que haya iniciado sesión con la nueva.";
    CHANGE_STEP_2: "Step 2 of 4: the link in your mail", "Paso 2 de 4: el enlace de su correo";
    CHANGE_STEP_3: "Step 3 of 4: is it you?", "Paso 3 de 4: ¿es usted?";
    CHANGE_PROVEN: "{address} is yours. Next we ask for your password, and for a code by phone or whatever else you have set up.", "{address} es suya. A continuación le pedimos su contraseña y un código por teléfono, o lo que tenga configurado.";
    CHANGE_GO: "Change log-in e-mail", "Cambiar el correo de inicio de sesión";
    CHANGE_STEP_4: "Step 4 of 4: log in with it once", "Paso 4 de 4: inicie sesión con ella una vez";
    CHANGE_NEXT: "Log in with {next} and the password you have. Then {now} is free and logs in no more, and every other session of yours ends. Until then both log you in; after {until} without such a log-in, only {now}.", "Inicie sesión con {next} y la contraseña que ya tiene. Entonces {now} queda libre y ya no sirve para entrar, y se cierran sus demás sesiones. Hasta entonces sirven las dos; después del {until} sin ese inicio de sesión, solo {now}.";
    CHANGE_OUT: "Log out, to log in with it", "Cerrar la sesión para entrar con ella";
    CHANGE_KEEP: "Keep {now}", "Conservar {now}";

    PERSON_TITLE: "Log-in e-mail of {name}", "Correo de inicio de sesión de {name}";
    PERSON_BACK: "Back to {name}", "Volver a {name}";
    PERSON_NOW: "{name} logs in with {address}.", "{name} inicia sesión con {address}.";
    PERSON_NONE: "{name} logs in with Practice ID and username.", "{name} inicia sesión con el ID del consultorio y el usuario.";
    PERSON_LEAD: "You ask; {name} decides. A link goes to the new address, and {name} opens it logged in, with the log-in they have now. Where there is an address already, it gets a notice with a button to stop this.", "Usted lo pide; {name} decide. Se envía un enlace a la nueva dirección, y {name} lo abre con su sesión iniciada, como hasta ahora. Si ya hay una dirección, recibe un aviso con un botón para detenerlo.";
    PERSON_WAITS: "{address} was asked for and is not confirmed yet. {name} opens the link, logged in. It is kept until {until}.", "Se pidió {address} y aún no está confirmada. {name} abre el enlace con su sesión iniciada. Se reserva hasta el {until}.";
    PERSON_PROVEN: "{name} has opened the link to {address} and has one step left, under My account, Log-in e-mail. It is kept until {until}.", "{name} abrió el enlace de {address} y le queda un paso, en Mi cuenta, Correo de inicio de sesión. Se reserva hasta el {until}.";
    PERSON_NEXT: "{next} is confirmed. It takes the place of {now} when {name} logs in with it, until {until}.", "{next} está confirmada. Reemplaza a {now} cuando {name} inicie sesión con ella, hasta el {until}.";
    PERSON_CANCEL: "Cancel the change", "Anular el cambio";
    PERSON_NOBODY: "There is nobody here whose log-in e-mail you can change. Your own is under My account.", "Aquí no hay nadie cuyo correo de inicio de sesión pueda cambiar. El suyo está en Mi cuenta.";
    PERSON_LOST: "When {name} can't log in at all, because the mailbox or the phone is gone: reset the password or the phone on their page first, or release the address there.", "Si {name} no puede entrar de ninguna forma, porque perdió el buzón o el teléfono: restablezca antes la contraseña o el teléfono en su página, o libere allí la dirección.";

    STOP_TITLE: "Was it not you?", "¿No fue usted?";
    STOP_LEAD: "Somebody asked to log in to your account with another e-mail address than {address}. If you know nothing of it, stop it.", "Alguien pidió entrar en su cuenta con otra dirección que no es {address}. Si no sabe nada de esto, deténgalo.";
    STOP_THEN: "The other address does not log in then, everybody who is logged in to your account is logged out, and your practice's administrators are told.", "La otra dirección no servirá para entrar, se cerrará la sesión a todos los que estén en su cuenta y se avisará a quienes administran su consultorio.";
    STOP_GO: "This wasn't me: stop it", "No fui yo: detenerlo";
    STOPPED_TITLE: "It is stopped", "Está detenido";
    STOPPED_LEAD: "You log in with {address} as before, and the other address does not log in. Everybody was logged out, and your practice's administrators were told.", "Usted sigue entrando con {address}, y la otra dirección no sirve. Se cerraron todas las sesiones y se avisó a quienes administran su consultorio.";
    STOPPED_PASSWORD: "Whoever asked for it was logged in to your account, so they may know your password. Choose a new one now.", "Quien lo pidió tenía abierta su cuenta, así que quizá conoce su contraseña. Elija ahora una nueva.";
    STOPPED_GO: "Choose a new password", "Elegir una contraseña nueva";
    STOP_OVER_TITLE: "There is nothing to stop", "No hay nada que detener";
    STOP_OVER: "The change was taken back, has ended, or is done: then the other address has logged in already. If you know nothing of it, tell your practice's administrator now.", "El cambio se anuló, caducó o ya se hizo: la otra dirección ya inició sesión. Si no sabe nada de esto, avise ahora a quien administra su consultorio.";
    STOP_OVER_GO: "Go to the log-in", "Ir al inicio de sesión";
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
