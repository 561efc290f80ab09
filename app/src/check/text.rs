//! Sentences of the page that checks the computer.

crate::texts! {
    TITLE: "Check this computer", "Revisar esta computadora";
    LEAD: "What this browser tells us, in plain words. Nothing of it is kept.", "Lo que nos dice este navegador, en palabras sencillas. No se guarda nada.";
    NOTHING_MEASURED: "Nothing could be measured: JavaScript is off in this browser. You can log in all the same; what needs it is only help while you type. To have this computer checked, switch JavaScript on in the browser's settings and load this page again.", "No se pudo medir nada: JavaScript está desactivado en este navegador. Puede iniciar sesión de todos modos; solo la ayuda mientras escribe lo necesita. Para revisar esta computadora, active JavaScript en la configuración del navegador y vuelva a cargar esta página.";
    NEEDS_SCRIPT: "Press the button. If nothing is measured, JavaScript is off in this browser; you can still log in.", "Presione el botón. Si no se mide nada, JavaScript está desactivado en este navegador; aun así puede iniciar sesión.";
    CHECK_NOW: "Check now", "Revisar ahora";
    ALL_WELL: "All is well: nothing on this computer stands in the way of logging in.", "Todo está bien: nada en esta computadora impide iniciar sesión.";
    ABOUT: "About this version", "Acerca de esta versión";
    VERSION: "Vestibule", "Vestibule";
    BUILD: "Build", "Compilación";
    SCHEMA: "Database schema", "Esquema de la base de datos";
    MEASURED: "Measured", "Medido";
    BROWSER: "Browser", "Navegador";
    WINDOW: "Room for the page", "Espacio para la página";
    SCREEN: "Screen", "Pantalla";
    ZOOM: "Zoom", "Zoom";
    COOKIES: "Cookies", "Cookies";
    STORAGE: "Storage", "Almacenamiento";
    CONNECTION: "Connection", "Conexión";
    CLOCK: "Clock", "Reloj";
    APP: "Quick app (WebAssembly)", "Aplicación rápida (WebAssembly)";
    WORKS: "Works", "Funciona";
    BLOCKED: "Blocked", "Bloqueado";
    UNKNOWN: "Not measured", "Sin medir";
    SIZE: "{w} by {h} pixels", "{w} por {h} píxeles";
    PERCENT: "{n} %", "{n} %";
    CLOCK_FINE: "Right to within two minutes", "Correcto con dos minutos de margen";
    CLOCK_OFF: "Off by {n} seconds", "Desviado {n} segundos";
    COPY_TITLE: "Copy for support", "Copiar para soporte";
    COPY_HINT: "Holds no name, no ID and nothing you typed.", "No contiene nombres, identificadores ni nada que haya escrito.";
    COPY: "Copy", "Copiar";
    COPIED: "Copied.", "Copiado.";
    FINDINGS: "Findings", "Hallazgos";
    NONE: "none", "ninguno";
}
