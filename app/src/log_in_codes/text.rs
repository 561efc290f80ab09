//! Sentences of the code for one log-in.

crate::texts! {
    MAKE: "Show a code for one log-in", "Mostrar un código para un inicio de sesión";
    MAKE_HINT: "For somebody who has lost phone, app and recovery codes. They enter it once instead of their second step, after their password, within 30 minutes. What they have set up stays; they can set up anew once they are in. They and the other administrators are told by mail.", "Para quien perdió el teléfono, la aplicación y los códigos de recuperación. Lo escribe una vez en lugar del segundo paso, después de la contraseña, en un plazo de 30 minutos. Lo configurado se conserva; una vez dentro puede configurarlo de nuevo. Se avisa por correo a la persona y a los demás administradores.";
    MAKE_ADMIN_HINT: "This person is an administrator: a second administrator confirms the code, or it works only after a day.", "Esta persona es administradora: otro administrador confirma el código, o solo sirve después de un día.";
    SHOWN_TITLE: "Code for one log-in of {name}. It is shown this once; tell it in person.", "Código para un inicio de sesión de {name}. Se muestra solo esta vez; dígalo en persona.";
    SHOWN: "After the password, {name} chooses “A code from your administrator” and enters it.", "Después de la contraseña, {name} elige «Un código de su administrador» y lo escribe.";
    SHOWN_NOW: "It works once, for 30 minutes.", "Sirve una vez, durante 30 minutos.";
    SHOWN_LATER: "It works once another administrator has confirmed it on this page, then for 30 minutes; or in 24 hours, then for a day.", "Sirve en cuanto otro administrador lo confirme en esta página, entonces durante 30 minutos; o dentro de 24 horas, entonces durante un día.";
    REFUSED: "No code was made: it is only for active people of your practice who have a second step, and never for yourself.", "No se creó ningún código: es solo para personas activas de su consultorio que tienen un segundo paso, y nunca para usted.";
    OPEN: "A code for one log-in, made by {by}, {made}, works until {until}.", "Un código para un inicio de sesión, creado por {by}, {made}, sirve hasta {until}.";
    OPEN_CONFIRMED: "A code for one log-in, made by {by}, {made}, and confirmed by {confirmed}, works until {until}.", "Un código para un inicio de sesión, creado por {by}, {made}, y confirmado por {confirmed}, sirve hasta {until}.";
    OPEN_LATER: "A code for one log-in, made by {by}, {made}, works from {from} until {until}, or at once when another administrator confirms it.", "Un código para un inicio de sesión, creado por {by}, {made}, sirve desde {from} hasta {until}, o de inmediato cuando otro administrador lo confirme.";
    CONFIRM: "Confirm the code", "Confirmar el código";
    CONFIRM_HINT: "Only if you know that {name} has lost their second step and asked for it.", "Solo si usted sabe que {name} perdió su segundo paso y lo pidió.";
    NOT_CONFIRMED: "There is no code here for you to confirm: it was used, taken back or confirmed meanwhile, or you made it.", "No hay aquí ningún código que usted pueda confirmar: ya se usó, se anuló o se confirmó, o lo creó usted.";
    CANCEL: "Take the code back", "Anular el código";
    DONE_CONFIRMED: "The code is confirmed. It works for 30 minutes.", "El código está confirmado. Sirve durante 30 minutos.";
    DONE_CANCELLED: "The code for one log-in does not work any more.", "El código para un inicio de sesión ya no sirve.";
    HOME: "A log-in to your account used a code that {name} made, instead of your second step. Was it you? If not, tell another administrator now, and change your password. If you have lost your phone or app, set up a new one.", "En un inicio de sesión de su cuenta se usó un código creado por {name} en lugar de su segundo paso. ¿Fue usted? Si no, avise ahora a otro administrador y cambie su contraseña. Si perdió su teléfono o su aplicación, configure otro.";
    HOME_SET_UP: "Set up a second step", "Configurar un segundo paso";
}
