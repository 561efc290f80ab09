//! "How do I get in when my phone is lost or stolen?" (topic 18)

use super::{administrator, finish_phone_reset, recovery_codes, set_up_phone};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::{account, auth};

crate::texts! {
    QUESTION: "How do I get in when my phone is lost or stolen?", "¿Cómo entro si perdí o me robaron el teléfono?";
    ANSWER: "You can get in without it: by a browser that you trusted, by a recovery code, or with an administrator's help. Once you are in, set up a new phone, so that nothing goes to the old one.", "Puede entrar sin él: con un navegador de confianza, con un código de recuperación o con la ayuda de un administrador. Una vez dentro, configure otro teléfono, para que no llegue nada al anterior.";
    TRUSTED: "Log in where you usually do", "Entre donde suele hacerlo";
    TRUSTED_TEXT: "If you ticked {trust-box} there, your password alone will do until that time is over.", "Si ahí marcó {trust-box}, basta la contraseña hasta que termine ese tiempo.";
    RECOVERY: "Use a recovery code", "Use un código de recuperación";
    RECOVERY_TEXT: "After the password, choose {use-recovery} under {another-way}, and type one code from the sheet that you printed. A passkey on a computer works there, too.", "Después de la contraseña, elija {use-recovery} en {another-way} y escriba un código de la hoja que imprimió. Ahí también sirve una llave de acceso de una computadora.";
    ADMIN: "Ask an administrator", "Pregunte a un administrador";
    ADMIN_TEXT: "On your page in {ehr-users} they press {one-log-in} and tell you the code. After the password choose {use-admin-code}. Or they press {reset-phone}, if the phone was all you had.", "En su página de {ehr-users} presiona {one-log-in} y le dice el código. Después de la contraseña elija {use-admin-code}. O presiona {reset-phone}, si el teléfono era lo único que tenía.";
    THEN: "Once you are in", "Una vez dentro";
    THEN_TEXT: "Under {my-account}, {codes-and-browsers}, set up the new phone or app, and make new recovery codes. Under {where-logged-in} end what you do not know.", "En {my-account}, {codes-and-browsers}, configure el teléfono o la aplicación nuevos y cree códigos de recuperación nuevos. En {where-logged-in} cierre lo que no reconozca.";
    STOLEN: "It was stolen", "Se lo robaron";
    STOLEN_TEXT: "Tell an administrator now: they can log you out everywhere. Choose a new password, and ask your phone company to block the number.", "Avise ahora a un administrador: puede cerrar todas sus sesiones. Elija una contraseña nueva y pida a su compañía que bloquee el número.";
    OTHERWISE: "Are you the only administrator? Your phone company can move your number to a new phone; then the codes come again. Or ask whoever runs Vestibule for you.", "¿Es usted el único administrador? Su compañía puede pasar su número a otro teléfono; entonces vuelven a llegar los códigos. O pregunte a quien opera Vestibule para ustedes.";
    WORDS: "lost phone, phone lost, stolen phone, phone stolen, broken phone, phone at home, forgot my phone, no phone, left phone, new phone can't get code, lost my cell", "perdí el teléfono, perdí mi celular, teléfono robado, me robaron el teléfono, me robaron el celular, teléfono roto, dejé el teléfono en casa, sin teléfono, olvidé el celular";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "phone-lost", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Points(&[
        titled(TRUSTED, TRUSTED_TEXT),
        titled(RECOVERY, RECOVERY_TEXT),
        titled(ADMIN, ADMIN_TEXT),
        titled(THEN, THEN_TEXT),
        titled(STOLEN, STOLEN_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: auth::text::TITLE, path: "/login" },
        Button { label: account::text::SECOND_STEP, path: "/account/second-step" },
    ],
    related: &[recovery_codes::TOPIC, finish_phone_reset::TOPIC, set_up_phone::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
