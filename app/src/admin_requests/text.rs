//! Sentences of the cards.

crate::texts! {
    TITLE: "Asking for help", "Piden ayuda";
    ASKS: "{name} can't log in and asks for your help", "{name} no puede entrar y pide su ayuda";
    WHEN: "Asked {when} from {from}.", "Lo pidió {when} desde {from}.";
    PROVEN: "Opened a link from their own mail first.", "Antes abrió un enlace de su propio correo.";
    PROVEN_PASSWORD: "Typed the right password first.", "Antes escribió la contraseña correcta.";
    DEACTIVATED: "This account is deactivated.", "Esta cuenta está desactivada.";
    BROWSER_UNKNOWN: "{name} has not logged in from this browser before.", "{name} no había entrado antes desde este navegador.";
    BROWSER_KNOWN: "{name} has logged in from this browser before.", "{name} ya había entrado desde este navegador.";
    BROWSER_TRUSTED: "{name} has logged in from this browser before, and it is trusted.", "{name} ya había entrado desde este navegador, y es de confianza.";
    SAYS_PASSWORD: "Reason given: the password is forgotten.", "Motivo indicado: olvidó la contraseña.";
    SAYS_PHONE: "Reason given: the phone is lost or new.", "Motivo indicado: perdió el teléfono o tiene uno nuevo.";
    SAYS_MAILBOX: "Reason given: the mail of the address on file does not reach them any more.", "Motivo indicado: ya no lee el correo de la dirección registrada.";
    SAYS_LOCKED: "Reason given: too many tries, or not let in.", "Motivo indicado: demasiados intentos o no le dejan entrar.";
    SAYS_NOTHING: "Asked from the page that resets passwords; no reason was given.", "Lo pidió en la página que restablece contraseñas, sin indicar el motivo.";
    SAYS_OTHER: "Reason given: something else.", "Motivo indicado: otra cosa.";
    SAYS_SECOND_STEP: "What is asked after the password is lost: phone, app or passkey.", "Perdió lo que se pide después de la contraseña: teléfono, aplicación o llave de acceso.";
    SAYS_INVITATION: "Was invited, and the invitation is over.", "Recibió una invitación, y ya terminó.";
    SAYS_QUESTION: "Can't answer the security question, or has none.", "No puede responder la pregunta de seguridad o no tiene ninguna.";

    ASK_TITLE: "Ask my administrator", "Pedir ayuda al administrador";
    ASK_LEAD: "The administrators of your practice get a note with your name and what you choose here, and can help with one tap. Call them as well: they will want to hear that it is you.", "Quienes administran su consultorio reciben un aviso con su nombre y lo que elija aquí, y pueden ayudarle con un toque. Llámelos también: querrán oír que es usted.";
    ASK_WHY: "What is it?", "¿Qué ocurre?";
    ASK_SEND: "Ask my administrator", "Pedir ayuda al administrador";
    CHOOSE_PASSWORD: "I forgot my password, and a link does not help", "Olvidé mi contraseña y un enlace no me sirve";
    CHOOSE_PHONE: "My phone is lost, or new", "Perdí mi teléfono o tengo uno nuevo";
    CHOOSE_MAILBOX: "I can't read the mail of my address any more", "Ya no puedo leer el correo de mi dirección";
    CHOOSE_LOCKED: "It makes me wait, or does not let me in", "Me hace esperar o no me deja entrar";
    CHOOSE_OTHER: "Something else", "Otra cosa";
    ASK_OPERATOR: "Ask who runs Vestibule here", "Pedir ayuda a quien opera Vestibule aquí";
    ASK_OPERATOR_LEAD: "You are the only administrator of your practice. Whoever runs Vestibule for you can let you back in, after making sure that it is you.", "Usted es el único administrador de su consultorio. Quien opera Vestibule puede dejarle entrar de nuevo, después de comprobar que es usted.";
    ASKED_OPERATOR: "It is noted for whoever runs Vestibule here. Call them as well: letting you back in takes a day, or two of them.", "Quedó anotado para quien opera Vestibule aquí. Llámelos también: dejarle entrar de nuevo tarda un día, o necesita a dos de ellos.";
    ASKED: "Your administrators have been told. They see that you typed the right password, and can give you a code for one log-in.", "Se avisó a sus administradores. Ven que escribió la contraseña correcta y pueden darle un código para un inicio de sesión.";
    NOT_PROVEN: "Anybody can ask in this name. Talk to {name} first, by voice or in person.", "Cualquiera puede pedirlo con este nombre. Hable primero con {name}, por teléfono o en persona.";
    OWN: "This is your own account. Another administrator must help.", "Es su propia cuenta. Debe ayudar otro administrador.";
    DISMISS: "Leave it", "Dejarlo así";
    SEE: "See {name}'s page", "Ver la página de {name}";
}
