//! Sentences of the list of what to set up.

crate::texts! {
    TITLE: "Set up your practice", "Configure su consultorio";
    PROGRESS: "{done} of {all} done. This list goes away when all of it is.", "{done} de {all} hechas. Esta lista desaparece cuando todo esté hecho.";
    DONE: "Done:", "Hecho:";
    SECOND_ADMINISTRATOR: "Name a second administrator", "Nombre a un segundo administrador";
    SECOND_ADMINISTRATOR_WHY: "So that somebody can let you back in. Alone, you would need whoever runs Vestibule, and a day.", "Para que alguien pueda dejarle entrar de nuevo. Si está solo, necesitaría a quien opera Vestibule, y un día.";
    FACILITY: "Add the facility you work at", "Agregue la sede donde trabaja";
    FACILITY_WHY: "Then its address, numbers and office hours are on file, and checked.", "Así su dirección, sus números y su horario quedan registrados y comprobados.";
    OWN_SECOND_STEP: "Set up your phone, an app or a passkey", "Configure su teléfono, una aplicación o una llave de acceso";
    OWN_SECOND_STEP_WHY: "Then a password that somebody has seen does not open your account.", "Así una contraseña que alguien haya visto no abre su cuenta.";
    OWN_ADDRESS: "Give yourself an e-mail address", "Agregue su correo electrónico";
    OWN_ADDRESS_WHY: "Links and notices about your account reach you there.", "Allí le llegan enlaces y avisos sobre su cuenta.";
    SECURITY_POLICY: "Decide the rules of security", "Decida las reglas de seguridad";
    SECURITY_POLICY_WHY: "Who needs a second step, and when unattended screens lock. Look once and save.", "Quién necesita un segundo paso y cuándo se bloquean las pantallas desatendidas. Revíselas y guárdelas una vez.";
}
