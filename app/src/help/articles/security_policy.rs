//! "Which security rules can I set for my practice?"

use super::{browser_trust, screen_lock, set_up_phone, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::security_policy;

crate::texts! {
    QUESTION: "Which security rules can I set for my practice?", "¿Qué reglas de seguridad puedo fijar para mi consultorio?";
    ANSWER: "Under {settings}, {security}, you decide who needs a second step after the password, what is asked of passwords, from where people may work, and when screens lock. Each rule says what it brings and what it costs.", "En {settings}, {security}, usted decide quién necesita un segundo paso después de la contraseña, qué se exige a las contraseñas, desde dónde se puede trabajar y cuándo se bloquean las pantallas. Cada regla dice qué aporta y qué cuesta.";
    WHO: "Who needs a second step", "Quién necesita un segundo paso";
    WHO_TEXT: "Nobody, whoever has set one up, administrators, or everybody. The page shows how many people have none yet, before you save.", "Nadie, quien lo haya configurado, los administradores o todas las personas. La página muestra cuántas personas todavía no lo tienen, antes de guardar.";
    GRACE: "Time to set it up", "Tiempo para configurarlo";
    GRACE_TEXT: "With {grace-label} people are asked to do it, but get in. After that they set it up at the log-in before anything else. Tell them beforehand.", "Con {grace-label} se les pide hacerlo, pero pueden entrar. Después lo configuran al iniciar sesión antes que nada. Avíseles con tiempo.";
    TRUST: "Days without a code", "Días sin código";
    TRUST_TEXT: "With {trust-label} you allow people to trust their own browser, for {most-days} days at most. 0 means a code at every log-in.", "Con {trust-label} permite que las personas confíen en su propio navegador, {most-days} días como máximo. 0 significa un código en cada inicio de sesión.";
    PASSWORDS: "Passwords", "Contraseñas";
    PASSWORDS_TEXT: "You may ask for longer ones, let them end after some months (we advise against it), or have everybody choose a new one at their next log-in, after a theft.", "Puede pedir que sean más largas, que caduquen después de unos meses (lo desaconsejamos) o que todas las personas elijan una nueva en su próximo inicio de sesión, después de un robo.";
    NETWORKS: "Allowed networks", "Redes permitidas";
    NETWORKS_TEXT: "With a list of the practice's own addresses nobody works from elsewhere; whoever tries sees a page that says so. Administrators may, unless you tick their box. Ask your internet provider for a fixed address first.", "Con una lista de las direcciones del consultorio nadie trabaja desde otro lugar; quien lo intenta ve una página que lo dice. Los administradores pueden, salvo que marque su casilla. Pida antes una dirección fija a su proveedor de internet.";
    LOCK: "When screens lock", "Cuándo se bloquean las pantallas";
    LOCK_TEXT: "With {idle-label}, from {shortest-idle} to {longest-idle}. A time that is too short makes people leave the screen open in other ways; many practices take 15.", "Con {idle-label}, de {shortest-idle} a {longest-idle}. Un tiempo demasiado corto hace que la gente busque cómo dejar la pantalla abierta; muchos consultorios eligen 15.";
    TOLD: "Who is told", "A quién se avisa";
    TOLD_TEXT: "Whenever a rule asks less than before, all administrators get a mail.", "Siempre que una regla exige menos que antes, todos los administradores reciben un correo.";
    OTHERWISE: "A choice is missing or limited? Whoever runs the server can set the least that a practice may choose. If somebody can't set one up with a phone, try an app or a passkey.", "¿Falta una opción o está limitada? Quien opera el servidor puede fijar lo mínimo que un consultorio puede elegir. Si alguien no logra configurar un segundo paso con un teléfono, pruebe con una aplicación o una llave de acceso.";
    WORDS: "security policy, security settings, require two-factor, mandatory second step, enforce mfa, require code, auto logoff, lock time for everybody, hipaa, longer lock, trust days, grace period, password expiry, password length, force password change, allowed networks, ip address, not from this network, work from home", "política de seguridad, configuración de seguridad, exigir segundo paso, obligatorio, exigir código, bloqueo automático para todos, hipaa, bloqueo más largo, días de confianza, plazo, caducidad de la contraseña, cambiar la contraseña de todos, redes permitidas, dirección ip, trabajar desde casa";
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
        titled(PASSWORDS, PASSWORDS_TEXT),
        titled(NETWORKS, NETWORKS_TEXT),
        titled(LOCK, LOCK_TEXT),
        titled(TOLD, TOLD_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: security_policy::text::TITLE, path: "/settings/security" }],
    related: &[screen_lock::TOPIC, browser_trust::TOPIC, set_up_phone::TOPIC, users::TOPIC],
    words: WORDS,
    texts: ALL,
};
