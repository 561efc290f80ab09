//! Sentences of the frame around every page.

crate::texts! {
    BRAND: "Vestibule", "Vestibule";
    SKIP: "Skip to the page", "Ir al contenido";
    LOG_IN: "Log in", "Iniciar sesión";
    LOG_OUT: "Log out", "Cerrar sesión";
    HELP: "Help", "Ayuda";
    NEW_TAB: "(opens in a new tab)", "(se abre en otra pestaña)";
    CHECK: "Check this computer", "Revisar esta computadora";
    LANGUAGE: "Language", "Idioma";
    SITE: "Site", "Sitio";
    MAIN_NAV: "Main", "Principal";
    NOT_FOUND_TITLE: "This page does not exist", "Esta página no existe";
    NOT_FOUND: "The address may be old or mistyped.", "La dirección puede ser antigua o estar mal escrita.";
    TO_HOME: "To your page", "Ir a su página";
    SORRY_TITLE: "Something went wrong on our side", "Algo falló de nuestro lado";
    SORRY: "It is not your fault, and nothing you typed is to blame. Try again in a minute. If it goes on, give your administrator this number.", "No es culpa suya ni de lo que escribió. Inténtelo de nuevo en un minuto. Si continúa, dé este número a su administrador.";
    REFERENCE: "Reference number", "Número de referencia";
    BUSY_TITLE: "Many people are logging in right now", "Muchas personas están iniciando sesión en este momento";
    BUSY: "Your try was not counted. Wait five seconds and try again.", "Su intento no se contó. Espere cinco segundos e inténtelo de nuevo.";
    TRY_AGAIN: "Back to log in", "Volver al inicio de sesión";
    PATIENTS: "Patients", "Pacientes";
    SETTINGS: "Settings", "Configuración";
    DEMO_LABEL: "Demo", "Demostración";
    DEMO: "Demo: every person here is made up.", "Demostración: todas las personas son inventadas.";
    WAITING: "You can try again in {n}.", "Podrá intentarlo de nuevo en {n}.";
    WAITED: "You can try again now.", "Ya puede intentarlo de nuevo.";
    DISMISS: "Dismiss", "Cerrar aviso";
    LOGGED_IN_AS: "Logged in as", "Sesión de";
    SHOW_ALL: "Show all {n}", "Mostrar los {n}";
    SHOW_FEWER: "Show fewer", "Mostrar menos";
    AS_TABLE: "As a table", "Como tabla";
    MAIL_TO: "To", "Para";
    MAIL_FROM: "From", "De";
    MAIL_SUBJECT: "Subject", "Asunto";
    MAIL_SENT: "Sent", "Enviado";
    MAIL_FAILED: "The mail server refused this mail. Look at the address, letter by letter.", "El servidor de correo rechazó este mensaje. Revise la dirección, letra por letra.";
    MAIL_USUALLY: "It arrives within ten minutes, as a rule at once.", "Llega en menos de diez minutos; por lo general, enseguida.";
    MAIL_NOTHING: "Nothing came?", "¿No llegó nada?";
    MAIL_TYPED: "Look at the address above, letter by letter.", "Revise la dirección de arriba, letra por letra.";
    MAIL_ALLOW: "Add the sender to your contacts, so that the next one is not sorted out.", "Agregue al remitente a sus contactos para que el próximo no se descarte.";
    MAIL_IN_SECONDS: "It can be sent again in {n} seconds.", "Se puede enviar de nuevo en {n} segundos.";
    MAIL_IN_MINUTES: "It can be sent again in {n} minutes.", "Se puede enviar de nuevo en {n} minutos.";
    MAIL_AGAIN: "Send again", "Enviar de nuevo";
    FOLDER_SPAM: "Check your spam folder: in your mail service it is called Spam.", "Revise su correo no deseado: en su servicio se llama Spam.";
    FOLDER_JUNK_EMAIL: "Check your spam folder: in your mail service it is called Junk Email.", "Revise su correo no deseado: en su servicio se llama Correo no deseado.";
    FOLDER_JUNK: "Check your spam folder: in your mail service it is called Junk.", "Revise su correo no deseado: en su servicio se llama Basura.";
    FOLDER_OTHER: "Check your spam folder; then ask whoever looks after your mail whether it holds such messages back.", "Revise su carpeta de correo no deseado; después pregunte a quien administra su correo si retiene estos mensajes.";
    COMPONENTS: "What pages are made of", "De qué están hechas las páginas";

    SAVED_NOW: "Saved meanwhile: {saved}", "Guardado entretanto: {saved}";
    SAVED_NOTHING: "nothing", "nada";
}
