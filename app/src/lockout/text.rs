//! How long to wait, where a reset is no way out.

crate::texts! {
    SECONDS: "Too many tries. Wait {n} seconds, then try again.", "Demasiados intentos. Espere {n} segundos e inténtelo de nuevo.";
    MINUTES: "Too many tries. Wait {n} minutes, or ask an administrator of your practice.", "Demasiados intentos. Espere {n} minutos o pregunte a un administrador de su consultorio.";
    ASK: "Too many tries. Ask an administrator of your practice: they can unlock it at once.", "Demasiados intentos. Pregunte a un administrador de su consultorio: puede desbloquearlo enseguida.";
}
