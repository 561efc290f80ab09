//! Sentences of edit levels and permissions.

use super::model::{Area, Grant, Level, Permission};
use crate::i18n::Text;

crate::texts! {
    TITLE: "Edit levels", "Niveles de edición";
    TILE: "What each level may see and change of your patients.", "Qué puede ver y cambiar cada nivel de sus pacientes.";
    BACK: "Settings", "Configuración";
    LEAD: "An edit level says what somebody may do with your patients' information. It is a label inside of your practice and says nothing of a degree or title: give each person the level that their work needs.", "El nivel de edición dice qué puede hacer una persona con la información de sus pacientes. Es una etiqueta dentro del consultorio y no dice nada de un título: dé a cada persona el nivel que su trabajo necesita.";
    HOLDS: "A change holds from everybody's next click on; nobody has to log in again. It is in the audit report with what was before.", "Un cambio vale desde el siguiente clic de cada persona; nadie tiene que volver a entrar. Queda en el informe de auditoría con lo anterior.";
    WHERE: "A person's level is chosen on their page under EHR Users.", "El nivel de una persona se elige en su página, en Usuarios del EHR.";
    NOT_OPEN_TITLE: "Your edit level does not open this page", "Su nivel de edición no abre esta página";
    NOT_OPEN: "Your edit level is “{level}”. If your work needs this page, ask an administrator of your practice: they can give you another level, or open this to yours.", "Su nivel de edición es “{level}”. Si su trabajo necesita esta página, pida a un administrador que le dé otro nivel o la abra para el suyo.";
    CAPTION: "Who may what", "Quién puede qué";
    LEVEL: "Edit level", "Nivel de edición";
    CELL: "{level}: {area}", "{level}: {area}";
    NOBODY: "Nobody", "Nadie";
    ONE_PERSON: "1 person", "1 persona";
    MANY_PEOPLE: "{n} people", "{n} personas";
    SAVE: "Save", "Guardar";
    RESTORE: "Go back to what we recommend", "Volver a lo recomendado";
    SAVED: "Saved. It holds from the next click on.", "Guardado. Vale desde el siguiente clic.";
    CHANGED: "Last changed by {name}, {when}.", "Último cambio: {name}, {when}.";
    PROBLEM: "This can't be saved yet. Please look at the marked choices.", "Todavía no se puede guardar. Revise las opciones marcadas.";
    CONFLICT: "Somebody else has saved the levels meanwhile. What they changed is in the boxes that you left alone; where you both changed the same box, theirs stands beside yours. Look it over and save again.", "Mientras tanto, otra persona guardó los niveles. Lo que cambió está en las casillas que usted no tocó; donde ambos cambiaron la misma casilla, lo que guardó está junto a la de usted. Revíselo y guarde de nuevo.";
    CONFLICT_RESTORE: "Somebody else has saved the levels meanwhile: this is how they stand now. Press the button again to go back to what we recommend.", "Mientras tanto, otra persona guardó los niveles: así están ahora. Presione el botón otra vez para volver a lo recomendado.";
    GUARD_PHYSICIAN: "Physicians keep “{area}”: in the middle of a visit nobody could give it back to them.", "Los médicos conservan “{area}”: en medio de una consulta nadie podría devolvérselo.";
    GUARD_NEEDS: "{level} would have “{area}” without “{patients}”. Open that one too, or close both.", "{level} tendría “{area}” sin “{patients}”. Abra también esa o cierre ambas.";
    GUARD_NOBODY: "Nobody could change “{area}” any more. Leave it to at least one level.", "Nadie podría cambiar “{area}”. Déjelo al menos a un nivel.";

    PATIENTS: "Patients' details", "Datos de los pacientes";
    PATIENTS_MEANS: "Name, birth date, address, phones.", "Nombre, fecha de nacimiento, dirección, teléfonos.";
    INSURANCE: "Insurance", "Seguro";
    INSURANCE_MEANS: "Who pays, policy and group, guarantor.", "Quién paga, póliza y grupo, responsable del pago.";
    NONE: "Closed", "Cerrado";
    VIEW: "See", "Ver";
    EDIT: "See and change", "Ver y cambiar";

    STAFF: "Front desk", "Recepción";
    BILLER: "Billing", "Facturación";
    NURSE: "Nurse or medical assistant", "Enfermería o asistente médico";
    NP_PA: "NP or PA", "NP o PA";
    PHYSICIAN: "Physician", "Médico";

    ADMINISTRATORS: "Administrators", "Administradores";
    ADMINISTRATORS_LEAD: "Being an administrator has nothing to do with the level: it opens accounts and settings, and nothing of a patient. An administrator may:", "Ser administrador no tiene que ver con el nivel: abre cuentas y configuración, y nada de un paciente. Un administrador puede:";
    ADMINISTRATORS_NOW: "Administrators now: {n}", "Administradores ahora: {n}";
    PERMISSIONS: "What an administrator may do", "Qué puede hacer un administrador";
    P_VIEW_PATIENTS: "Look for patients and see their details", "Buscar pacientes y ver sus datos";
    P_EDIT_PATIENTS: "Add patients and change their details", "Agregar pacientes y cambiar sus datos";
    P_VIEW_INSURANCE: "See insurance", "Ver el seguro";
    P_EDIT_INSURANCE: "Change insurance", "Cambiar el seguro";
    P_IMPORT: "Bring patients in from a file, if their level lets them change details and insurance", "Traer pacientes desde un archivo, si su nivel permite cambiar datos y seguro";
    P_EXPORT: "Take everything out, or all of a patient, if their level lets them change details and insurance", "Llevarse todo, o todo de un paciente, si su nivel permite cambiar datos y seguro";
    P_SETTINGS: "Open the settings", "Abrir la configuración";
    P_USERS: "Add, change and deactivate people, choose their edit level; help people in: resets, phones, log-in e-mail, the Practice Access Code", "Agregar, cambiar y desactivar personas, elegir su nivel; ayudar a entrar: restablecimientos, teléfonos, correo de inicio de sesión, el código de acceso del consultorio";
    P_PRACTICE: "Change what the practice says of itself", "Cambiar los datos del consultorio";
    P_FACILITIES: "Add and change facilities", "Agregar y cambiar sedes";
    P_LEVELS: "Change what each edit level may do", "Cambiar qué puede hacer cada nivel";
    P_SECURITY: "Decide the rules of security", "Decidir las reglas de seguridad";
    P_MESSAGES: "See whether messages arrive, and send tests", "Ver si los mensajes llegan y enviar pruebas";
    P_ACTIVITY: "See the charts of what goes on at the door", "Ver los gráficos de la actividad en la puerta";
    P_AUDIT: "Read the audit report and take it along", "Leer el informe de auditoría y llevárselo";
    P_REMOVE: "Make somebody administrator, take that right away, change an administrator's account", "Nombrar administradores, retirar ese derecho, cambiar la cuenta de un administrador";
    P_EMERGENCY: "Say who may use emergency access, end it, and look back on it", "Decir quién puede usar el acceso de emergencia, terminarlo y revisarlo";
}

/// An edit level in words.
#[must_use]
pub const fn level_name(level: Level) -> Text {
    match level {
        Level::Staff => STAFF,
        Level::Biller => BILLER,
        Level::Nurse => NURSE,
        Level::NpPa => NP_PA,
        Level::Physician => PHYSICIAN,
    }
}

/// An area in words.
#[must_use]
pub const fn area_name(area: Area) -> Text {
    match area {
        Area::Patients => PATIENTS,
        Area::Insurance => INSURANCE,
    }
}

/// What an area holds.
#[must_use]
pub const fn area_means(area: Area) -> Text {
    match area {
        Area::Patients => PATIENTS_MEANS,
        Area::Insurance => INSURANCE_MEANS,
    }
}

/// A grant in words.
#[must_use]
pub const fn grant_name(grant: Grant) -> Text {
    match grant {
        Grant::None => NONE,
        Grant::View => VIEW,
        Grant::Edit => EDIT,
    }
}

/// A permission in words.
#[must_use]
pub const fn permission_name(permission: Permission) -> Text {
    match permission {
        Permission::ViewPatients => P_VIEW_PATIENTS,
        Permission::EditPatients => P_EDIT_PATIENTS,
        Permission::ViewInsurance => P_VIEW_INSURANCE,
        Permission::EditInsurance => P_EDIT_INSURANCE,
        Permission::Settings => P_SETTINGS,
        Permission::Users => P_USERS,
        Permission::Practice => P_PRACTICE,
        Permission::Facilities => P_FACILITIES,
        Permission::Levels => P_LEVELS,
        Permission::Security => P_SECURITY,
        Permission::Messages => P_MESSAGES,
        Permission::Activity => P_ACTIVITY,
        Permission::Audit => P_AUDIT,
        Permission::Administrators => P_REMOVE,
        Permission::Emergency => P_EMERGENCY,
        Permission::Import => P_IMPORT,
        Permission::Export => P_EXPORT,
    }
}
