//! Sentences of maintenance windows and of the downtime kit.

crate::texts! {
    LABEL: "Planned maintenance", "Mantenimiento planificado";
    SOON: "Planned maintenance from {from} until {until}. Nobody can log in during that time.", "Mantenimiento planificado desde {from} hasta {until}. Durante ese tiempo nadie puede entrar.";
    PREPARE: "Get ready", "Prepararse";
    HALF_AN_HOUR: "Maintenance begins in half an hour. Finish what you are typing and save it.", "El mantenimiento empieza en media hora. Termine lo que escribe y guárdelo.";
    FIVE_MINUTES: "Maintenance begins in five minutes. Save now. What is half typed then is kept behind the screen lock in this tab.", "El mantenimiento empieza en cinco minutos. Guarde ahora. Lo que quede a medias se conserva tras el bloqueo de pantalla en esta pestaña.";
    ON_TITLE: "We are working on the system", "Estamos trabajando en el sistema";
    ON: "This is planned maintenance. It ends at {until}; then you can log in as always.", "Es un mantenimiento planificado. Termina el {until}; después podrá entrar como siempre.";
    ON_KEPT: "What you had saved is safe. A form that was half typed comes back in its tab when you unlock the screen.", "Lo que guardó está a salvo. Un formulario a medias vuelve en su pestaña cuando desbloquee la pantalla.";
    ON_POSTED: "What you have just sent was not carried out. It is kept on this page, without passwords and codes: leave the page open, and press the button when the maintenance is over. If you are asked to unlock the screen or to log in by then, do that in another tab first.", "Lo que acaba de enviar no se llevó a cabo. Se conserva en esta página, sin contraseñas ni códigos: déjela abierta y presione el botón cuando termine el mantenimiento. Si para entonces se le pide desbloquear la pantalla o iniciar sesión, hágalo antes en otra pestaña.";
    ON_SEND_AGAIN: "Send it again", "Enviarlo de nuevo";
    ON_PAPER: "Go on with your printed downtime kit: note on paper who came, when and what was done, and enter it later.", "Siga con su kit impreso: anote en papel quién vino, cuándo y qué se hizo, y regístrelo después.";
    ON_AGAIN: "Try again", "Intentar de nuevo";

    KIT_TITLE: "Downtime kit", "Kit para interrupciones";
    KIT_TILE: "On paper what you need while the system can't be used.", "En papel lo que necesita mientras no puede usarse el sistema.";
    KIT_LEAD: "Print it before a planned interruption, or once a week for one that nobody planned. It has:", "Imprímalo antes de una interrupción planificada, o cada semana para una imprevista. Contiene:";
    KIT_FACILITIES: "your facilities with address and phone", "sus sedes con dirección y teléfono";
    KIT_PEOPLE: "whom to call: your administrators", "a quién llamar: sus administradores";
    KIT_PATIENTS: "your patients ({n}) with birth date, phone, chart number and, where your edit level opens it, insurance", "sus pacientes ({n}) con fecha de nacimiento, teléfono, número de expediente y, si su nivel lo permite, el seguro";
    KIT_NO_PATIENTS: "no patients: your edit level does not open them", "sin pacientes: su nivel de edición no los abre";
    KIT_FORMS: "blank forms for new patients and visits", "formularios en blanco para pacientes nuevos y visitas";
    KIT_CARE: "Patients' names on paper are protected health information: keep it locked away, and shred the one before. That you made it is in the audit report.", "Los nombres de pacientes en papel son información de salud protegida: guárdelo bajo llave y destruya el anterior. Que usted lo hizo queda en el informe de auditoría.";
    KIT_MAKE: "Make the kit", "Hacer el kit";
    KIT_MADE: "Made {at}. Print this page with your browser: Ctrl and P, on a Mac ⌘ and P.", "Hecho {at}. Imprima esta página con su navegador: Ctrl y P, en un Mac ⌘ y P.";
    KIT_TOO_MANY: "Only the first {n} patients by name are printed. Take the whole list along from a report, or print in parts.", "Solo se imprimen los primeros {n} pacientes por nombre. Lleve la lista completa en un informe o imprima por partes.";
    FACILITIES: "Facilities", "Sedes";
    PEOPLE: "Whom to call", "A quién llamar";
    PATIENTS: "Patients", "Pacientes";
    NAME: "Name", "Nombre";
    BIRTH_DATE: "Birth date", "Fecha de nacimiento";
    PHONE: "Phone", "Teléfono";
    CHART: "Chart", "Expediente";
    INSURANCE: "Insurance", "Seguro";
    ADDRESS: "Address", "Dirección";
    FORM_PATIENT: "New patient (to be entered later)", "Paciente nuevo (para registrar después)";
    FORM_VISIT: "Visit (to be entered later)", "Visita (para registrar después)";
    LINE_NAME: "First and last name", "Nombre y apellido";
    LINE_REASON: "Reason", "Motivo";
    LINE_TIME: "Date and time", "Fecha y hora";
    LINE_DONE: "What was done, by whom", "Qué se hizo y quién lo hizo";
    LINE_ALLERGIES: "Allergies, as told", "Alergias, según lo dicho";
    HOME: "Home", "Inicio";
}
