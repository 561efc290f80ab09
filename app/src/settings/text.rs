//! Sentences of the list of what to set up.

crate::texts! {
    SEARCH: "Find a setting", "Buscar una configuración";
    SEARCH_HINT: "What you would call it: screen lock, time zone, new employee.", "Como usted la llamaría: bloqueo de pantalla, zona horaria, empleado nuevo.";
    SEARCH_GO: "Search", "Buscar";
    FOUND: "Found for “{q}”", "Encontrado para “{q}”";
    NOTHING: "No setting is called “{q}”. Try one word of it, or ask the help centre.", "Ninguna configuración se llama “{q}”. Pruebe con una palabra o pregunte en el centro de ayuda.";
    NOTHING_GO: "Search in Help", "Buscar en la ayuda";
    W_PEOPLE: "add user people staff employee new nurse doctor invite invitation onboarding", "personal empleado nuevo nueva enfermera enfermero médico invitar invitación";
    W_IMPORT: "import csv spreadsheet table excel upload several users", "importar hoja de cálculo tabla excel varios usuarios";
    W_ACCESS_CODE: "setup code new people regenerate", "código configurar personas nuevas";
    W_RESET: "password forgotten unlock locked user", "contraseña olvidada desbloquear bloqueado usuario";
    W_RIGHTS: "permissions rights role access administrator admin", "permisos derechos rol acceso administrador";
    W_EMERGENCY: "break the glass crisis temporary rights review", "crisis urgencia derechos temporales revisión";
    W_PHONE: "phone lost second factor user", "teléfono perdido segundo factor usuario";
    W_EMAIL: "email login address change release", "correo dirección inicio de sesión cambiar liberar";
    W_PRACTICE: "practice info clinic contact address", "datos del consultorio clínica contacto dirección";
    W_NPI: "national provider identifier number", "identificador número";
    W_TAX: "tax ein tin federal", "impuestos fiscal";
    W_TIME: "timezone clock hour daylight", "reloj hora horario de verano";
    W_FACILITY: "location office branch opening hours", "ubicación sucursal oficina apertura";
    W_LOCK: "idle timeout auto logoff lock inactivity minutes", "inactividad tiempo bloqueo automático minutos";
    W_STEP: "two-factor mfa 2fa second factor code required", "dos factores segundo factor código obligatorio";
    W_TRUST: "trusted browser remember device code days", "navegador de confianza recordar dispositivo código días";
    W_MESSAGES: "test message sms text mail delivery gateway", "mensaje de prueba sms correo entrega";
    W_ACTIVITY: "charts statistics log-ins lockouts", "gráficos estadísticas inicios de sesión bloqueos";
    W_AUDIT: "log trail history report export csv who changed", "registro historial informe exportar quién cambió";
    W_OWN: "my own account security", "mi propia cuenta seguridad";
    W_DISPLAY: "dark mode light theme colors language spanish", "modo oscuro claro tema colores idioma inglés";
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
