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
    SETTINGS: "Settings", "Configuración";
    WAITING: "You can try again in {n}.", "Podrá intentarlo de nuevo en {n}.";
    WAITED: "You can try again now.", "Ya puede intentarlo de nuevo.";
    DISMISS: "Dismiss", "Cerrar aviso";
    LOGGED_IN_AS: "Logged in as", "Sesión de";
    SHOW_ALL: "Show all {n}", "Mostrar los {n}";
    SHOW_FEWER: "Show fewer", "Mostrar menos";
    AS_TABLE: "As a table", "Como tabla";
    COMPONENTS: "What pages are made of", "De qué están hechas las páginas";
}
