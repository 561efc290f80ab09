//! Sentences of the audit report.

crate::texts! {
    TITLE: "Audit", "Auditoría";
    TILE: "Who did what, when and from where: on the page, on paper, or as a table.", "Quién hizo qué, cuándo y desde dónde: en pantalla, en papel o como tabla.";
    BACK: "Settings", "Configuración";
    LEAD: "Everything that was done at your practice's accounts. Nobody can change or delete it, not even an administrator.", "Todo lo que se hizo en las cuentas de su consultorio. Nadie puede cambiarlo ni borrarlo, ni siquiera un administrador.";
    FROM: "From", "Desde";
    TO: "Until", "Hasta";
    WHO: "Username (empty: everybody)", "Usuario (vacío: todas las personas)";
    WHO_HINT: "What was done to this person, or by them.", "Lo que se hizo a esta persona, o lo que ella hizo.";
    WHO_UNKNOWN: "Your practice has no user of this name. Look for it under EHR Users.", "Su consultorio no tiene ningún usuario con ese nombre. Búsquelo en EHR Users.";
    DAYS_WRONG: "Enter days such as 2026-11-26, the first one not after the last.", "Escriba días como 2026-11-26, el primero no posterior al último.";
    KINDS: "What", "Qué";
    ALL_KINDS: "Everything", "Todo";
    GROUP_LOG_INS: "Log-ins, locks, log-outs", "Inicios, bloqueos y cierres de sesión";
    GROUP_REFUSED: "What was refused", "Lo que se rechazó";
    GROUP_PROOFS: "Passwords, resets, second steps, addresses", "Contraseñas, restablecimientos, segundos pasos, direcciones";
    GROUP_PEOPLE: "People and what they may do", "Personas y lo que pueden hacer";
    GROUP_PATIENTS: "Patients seen and changed", "Pacientes consultados y cambiados";
    GROUP_PRACTICE: "The practice, its rules and facilities", "El consultorio, sus reglas y sus sedes";
    SHOW: "Show", "Mostrar";
    READY: "Ready questions", "Preguntas preparadas";
    ASK_REFUSED: "Who could not log in?", "¿Quién no pudo iniciar sesión?";
    ASK_CHANGED: "Who was added, changed or made administrator?", "¿A quién se agregó, cambió o hizo administrador?";
    ASK_RULES: "Who changed rules and settings?", "¿Quién cambió reglas y configuración?";
    TIME: "When", "Cuándo";
    WHAT: "What", "Qué";
    PERSON: "To whom", "A quién";
    BY: "By whom", "Por quién";
    NETWORK: "From", "Desde";
    DETAILS: "Details", "Detalles";
    BROWSER: "Browser", "Navegador";
    KIND: "Kind", "Clase";
    EMPTY: "Nothing happened in these days that fits.", "En estos días no ocurrió nada que corresponda.";
    NEXT: "Further entries", "Más entradas";
    FIRST: "Back to the first ones", "Volver a las primeras";
    TOO_MANY: "These days hold more than 2,000 entries, too many to order by this column. Choose fewer days, one person or one kind; below they stand by time.", "Estos días contienen más de 2000 entradas, demasiadas para ordenarlas por esta columna. Elija menos días, una persona o una clase; abajo están por hora.";
    TAKE: "As a table (CSV)", "Como tabla (CSV)";
    TAKE_HINT: "All entries of these days that fit, for a spreadsheet. You prove once more who you are, and the report itself is noted.", "Todas las entradas de estos días que corresponden, para una hoja de cálculo. Deberá demostrar otra vez quién es, y el propio informe queda anotado.";
    CHECK: "Check that nothing was changed", "Comprobar que nada se cambió";
    CHECK_HINT: "Each entry is sealed together with the one before it. The check reads the newest 100,000.", "Cada entrada está sellada junto con la anterior. La comprobación lee las 100 000 más recientes.";
    WHOLE_ALL: "All {n} entries are as they were written.", "Las {n} entradas están como se escribieron.";
    WHOLE_NEWEST: "The newest {n} entries are as they were written. Whoever runs Vestibule can check all of them.", "Las {n} entradas más recientes están como se escribieron. Quien opera Vestibule puede comprobarlas todas.";
    BROKEN: "Entry {n} is not as it was written, or the one before it is gone. Tell whoever runs Vestibule at once, and change nothing until they have looked.", "La entrada {n} no está como se escribió, o falta la anterior. Avise enseguida a quien opera Vestibule y no cambie nada hasta que lo revise.";
    SORT_BY: "Order by {column}", "Ordenar por {column}";
    IN_EMERGENCY: "in emergency access", "en acceso de emergencia";
}
