//! "Who did what, and why could somebody not log in?" (45 CFR 164.312(b); 170.315(d)(3))

use super::{administrator, help_somebody, security_policy, users};
use crate::audit_report;
use crate::help::model::{Article, Button, Group, List, Topic, step};

crate::texts! {
    QUESTION: "How do I see who did what, and why somebody could not log in?", "¿Cómo veo quién hizo qué y por qué alguien no pudo iniciar sesión?";
    ANSWER: "An administrator sees it under {settings}, {audit}: everything that was done at the practice's accounts, with the time, who did it, and from where.", "Lo ve un administrador en {settings}, {audit}: todo lo que se hizo en las cuentas del consultorio, con la hora, quién lo hizo y desde dónde.";
    STEP_1: "Open {settings}, {audit}. At first it shows the last 30 days, the newest entry first.", "Abra {settings}, {audit}. Al principio muestra los últimos 30 días, con la entrada más reciente primero.";
    STEP_2: "Choose the days, type a username if it is about one person, choose what you look for, and press {audit-show}.", "Elija los días, escriba un usuario si se trata de una persona, elija qué busca y presione {audit-show}.";
    STEP_3: "Why could somebody not log in? Press {audit-refused}: each line says the true reason, which the log-in page tells nobody.", "¿Por qué alguien no pudo iniciar sesión? Presione {audit-refused}: cada línea dice la verdadera razón, que la página de inicio de sesión no dice a nadie.";
    STEP_PATIENT: "Who looked at a patient? Type the chart number, or press {who-looked} on the patient's page. With several facilities you may also choose where it was done.", "¿Quién consultó a un paciente? Escriba el número de expediente o presione {who-looked} en la página del paciente. Con varias sedes también puede elegir dónde se hizo.";
    STEP_4: "Press the name of a column to order the list by it, once more to turn it round.", "Presione el nombre de una columna para ordenar la lista por ella, y otra vez para invertirla.";
    STEP_5: "{audit-table} takes everything that fits along for a spreadsheet; the browser's own print button prints what is shown. {audit-check} tells whether anything was changed afterwards.", "{audit-table} descarga todo lo que corresponde para una hoja de cálculo; el botón de imprimir del navegador imprime lo que se muestra. {audit-check} dice si algo se cambió después.";
    OTHERWISE: "What happened to one person stands on their own page too, under {ehr-users}, {what-happened}.", "Lo que le ocurrió a una persona está también en su propia página, en {ehr-users}, {what-happened}.";
    WORDS: "audit, audit log, audit trail, audit report, history, log, who changed, who logged in, why could not log in, activity log, access report, hipaa report, export audit, csv, who looked at a patient, chart access", "auditoría, registro, informe de auditoría, historial, quién cambió, quién inició sesión, por qué no pudo entrar, informe de accesos, exportar auditoría, csv, quién vio a un paciente, acceso al expediente";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "audit", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_PATIENT), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: audit_report::text::TITLE, path: audit_report::model::PATH }],
    related: &[help_somebody::TOPIC, users::TOPIC, security_policy::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
