//! Sentences of the user agreement's page. The agreement itself is the operator's.

crate::texts! {
    TITLE: "User agreement", "Acuerdo de usuario";
    HOME: "Back to Home", "Volver a Inicio";
    ASKED: "Before you go on, please read this and say that you agree. You are asked once, and again only when it changes.", "Antes de continuar, lea esto y diga si está de acuerdo. Se lo preguntamos una vez, y de nuevo solo cuando cambie.";
    FOR_PRACTICE: "You are an administrator: you also agree for {practice}, and say that you may do so.", "Usted es administrador: también acepta en nombre de {practice} y declara que puede hacerlo.";
    AGREE: "I agree", "Estoy de acuerdo";
    NOT_NOW: "If you do not agree, log out. Nothing of yours is lost, and an administrator of your practice can tell you more.", "Si no está de acuerdo, cierre la sesión. No se pierde nada suyo, y un administrador de su consultorio puede darle más información.";
    AGREED: "You agreed on {when}.", "Usted aceptó el {when}.";
    NOT_AGREED: "You were not asked to agree to this version.", "No se le pidió aceptar esta versión.";
    OLD_VERSION: "This is an older version: another one holds now.", "Esta es una versión anterior: ahora rige otra.";
    READ_CURRENT: "Read the one that holds now", "Leer la que rige ahora";
    VERSION: "Version {version}", "Versión {version}";
    MARK: "Print this page to keep a copy. Its fingerprint, which tells whether a copy is the same: {hash}", "Imprima esta página para guardar una copia. Su huella, que muestra si una copia es igual: {hash}";
    OTHERS: "Other versions", "Otras versiones";
    NONE: "There is no user agreement to read here.", "Aquí no hay un acuerdo de usuario para leer.";
    CHANGED: "The agreement has changed while you read it. This is the new one.", "El acuerdo cambió mientras lo leía. Este es el nuevo.";
    DONE: "Thank you. Your consent is noted.", "Gracias. Su aceptación quedó registrada.";
    LINK: "Read the user agreement", "Leer el acuerdo de usuario";
}
