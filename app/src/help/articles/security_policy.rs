//! "Which security rules can I set for my practice?"

use super::{browser_trust, screen_lock, set_up_phone, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::security_policy;

crate::texts! {
    QUESTION: "Which security rules can I set for my practice?", "¿Qué reglas de seguridad puedo fijar para mi consultorio?";
    ANSWER: "Under {settings}, {security}, you decide who needs a second step after the password, how long browsers may do without a code, and when screens lock. A rule holds for everybody as soon as you save it.", "En {settings}, {security}, usted decide quién necesita un segundo paso después de la contraseña, cuánto tiempo un navegador no necesita código y cuándo se bloquean las pantallas. Una regla vale para todos en cuanto la guarda.";
    WHO: "Who needs a second step", "Quién necesita un segundo paso";
    WHO_TEXT: "Nobody, whoever has set one up, administrators, or everybody. The page shows how many people have none yet, before you save.", "Nadie, quien lo haya configurado, los administradores o todas las personas. La página muestra cuántas personas todavía no lo tienen, antes de guardar.";
    GRACE: "Time to set it up", "Tiempo para configurarlo";
    GRACE_TEXT: "With {grace-label} people are asked to do it, but get in. After that they set it up at the log-in before anything else. Tell them beforehand.", "Con {grace-label} se les pide hacerlo, pero pueden entrar. Después lo configuran al iniciar sesión antes que nada. Avíseles con tiempo.";
    TRUST: "Days without a code", "Días sin código";
    TRUST_TEXT: "With {trust-label} you allow people to trust their own browser, for {most-days} days at most. 0 means a code at every log-in.", "Con {trust-label} permite que las personas confíen en su propio navegador, {most-days} días como máximo. 0 significa un código en cada inicio de sesión.";
    LOCK: "When screens lock", "Cuándo se bloquean las pantallas";
    LOCK_TEXT: "With {idle-label}, from {shortest-idle} to {longest-idle}. A time that is too short makes people leave the screen open in other ways; many practices take 15.", "Con {idle-label}, de {shortest-idle} a {longest-idle}. Un tiempo demasiado corto hace que la gente busque cómo dejar la pantalla abierta; muchos consultorios eligen 15.";
    TOLD: "Who is told", "A quién se avisa";
    TOLD_TEXT: "Whenever a rule of the second step becomes weaker, all administrators get a mail.", "Siempre que una regla del segundo paso se debilita, todos los administradores reciben un correo.";
    OTHERWISE: "A choice is missing or limited? Whoever runs the server can set the least that a practice may choose. If somebody can't set one up with a phone, try an app or a passkey.", "¿Falta una opción o está limitada? Quien opera el servidor puede fijar lo mínimo que un consultorio puede elegir. Si alguien no logra configurar un segundo paso con un teléfono, pruebe con una aplicación o una llave de acceso.";
    WORDS: "security policy, security settings, require two-factor, mandatory second step, enforce mfa, require code, auto logoff, lock time for everybody, hipaa, longer lock, trust days, grace period", "política de seguridad, configuración de seguridad, exigir segundo paso, obligatorio, exigir código, bloqueo automático para todos, hipaa, bloqueo más largo, días de confianza, plazo";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "security-policy", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(WHO, WHO_TEXT),
        titled(GRACE, GRACE_TEXT),
        titled(TRUST, TRUST_TEXT),
        titled(LOCK, LOCK_TEXT),
        titled(TOLD, TOLD_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: security_policy::text::TITLE, path: "/settings/security" }],
    related: &[screen_lock::TOPIC, browser_trust::TOPIC, set_up_phone::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
