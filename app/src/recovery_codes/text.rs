//! Sentences of the recovery codes' page.

crate::texts! {
    TITLE: "Recovery codes", "Códigos de recuperación";
    LEAD: "For the day when your phone is lost, broken or at home. Each of the ten codes lets you in once, instead of the code from your phone. Your password is asked for as ever.", "Para el día en que pierda, rompa u olvide el teléfono. Cada uno de los diez códigos le deja entrar una vez, en lugar del código del teléfono. La contraseña se pide siempre.";
    LEFT: "{n} of 10 can still be used. Made {when}.", "Quedan {n} de 10 sin usar. Creados {when}.";
    NONE: "You have none yet.", "Todavía no tiene ninguno.";
    MAKE: "Make ten new codes", "Crear diez códigos nuevos";
    MAKE_HINT: "The codes you have now stop working.", "Los códigos que tiene ahora dejarán de funcionar.";
    NEEDS_FACTOR: "Set up your authenticator app first: without a second step there is nothing to recover.", "Configure primero su aplicación de autenticación: sin segundo paso no hay nada que recuperar.";
    NEW_TITLE: "Your ten recovery codes", "Sus diez códigos de recuperación";
    NEW_LEAD: "They are shown only now. Print this page or write them down, and keep the sheet where you find it without your phone. Not in your phone.", "Se muestran solo ahora. Imprima esta página o anótelos y guarde la hoja donde la encuentre sin su teléfono. No en el teléfono.";
    SHEET: "{name}, {practice}. Each works once.", "{name}, {practice}. Cada uno funciona una vez.";
    KEEP: "I have printed or written down these codes", "He impreso o anotado estos códigos";
    KEEP_MISSING: "Tick the box once you have printed or written down the codes. They are not shown again.", "Marque la casilla cuando haya impreso o anotado los códigos. No se mostrarán de nuevo.";
    GO_ON: "Go on", "Continuar";
    LATER: "Not now: I will make new ones", "Ahora no: crearé otros";
}
