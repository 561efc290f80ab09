//! Sentences of the page.

crate::texts! {
    TITLE: "What do I log in with?", "¿Con qué inicio sesión?";
    LEAD: "Forgotten your Practice ID, your username, or which e-mail address it is? We send it to you, where we know you.", "¿Olvidó el ID del consultorio, su nombre de usuario o cuál es su correo? Se lo enviamos a donde ya le conocemos.";
    CONTACT: "Your e-mail address, or the phone that your codes go to", "Su correo electrónico o el teléfono al que llegan sus códigos";
    CONTACT_HINT: "The address that your practice has on file, or the one that you log in with.", "La dirección que tiene su consultorio o con la que inicia sesión.";
    SEND: "Remind me", "Recordármelo";
    MISSING: "Enter an e-mail address or a phone number.", "Escriba un correo electrónico o un número de teléfono.";
    NOT_ONE: "This is neither an e-mail address nor a phone number we can write to.", "Esto no es un correo electrónico ni un número de teléfono al que podamos escribir.";
    NO_MAIL: "This server sends no mail yet. Ask an administrator of your practice: they see what you log in with.", "Este servidor todavía no envía correo. Pregunte a un administrador de su consultorio: ve con qué inicia sesión usted.";
    NO_TEXTS: "This server sends no texts. Use your e-mail address.", "Este servidor no envía mensajes de texto. Use su correo electrónico.";
    SENT_TITLE: "Look into your messages", "Revise sus mensajes";
    SENT: "If we know this address or number, a message is on its way that says what you log in with. One for each practice, where you work in several, and at most one an hour: look at the last one before you wait.", "Si conocemos esta dirección o este número, va en camino un mensaje que dice con qué inicia sesión. Uno por cada consultorio, si trabaja en varios, y como máximo uno por hora: mire el último antes de esperar.";
    SENT_TEXT: "A text arrives within a minute or two, to a phone that was verified before.", "Un mensaje de texto llega en uno o dos minutos a un teléfono verificado antes.";
    OTHER_WAYS: "Or look it up", "O búsquelo";
    WELCOME: "The mail that your account began with, “{subject}”, names your Practice ID and username. Search all your mailboxes for it.", "El mensaje con el que empezó su cuenta, «{subject}», dice el ID del consultorio y el usuario. Búsquelo en todos sus buzones.";
    ADMINISTRATOR: "An administrator of your practice sees it under Settings, EHR Users, on your page.", "Un administrador de su consultorio lo ve en Configuración, EHR Users, en su página.";
    COLLEAGUE: "Colleagues of your practice have the same Practice ID.", "Los colegas de su consultorio tienen el mismo ID del consultorio.";
    AGAIN: "Another address or number", "Otra dirección u otro número";
    BACK: "Back to the log-in", "Volver al inicio de sesión";
}
