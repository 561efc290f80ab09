//! "What are recovery codes?"

use super::{authenticator_app, phone_lost, set_up_phone};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::recovery_codes;

crate::texts! {
    QUESTION: "What are recovery codes, and how do I use them?", "¿Qué son los códigos de recuperación y cómo se usan?";
    ANSWER: "They are {recovery-count} codes on paper for the day when your phone is lost, broken or at home. Each lets you in once, after your password, instead of the code from your phone.", "Son {recovery-count} códigos en papel para el día en que pierda, rompa u olvide el teléfono. Cada uno le deja entrar una vez, después de la contraseña, en lugar del código del teléfono.";
    STEP_1: "Open {my-account}, {codes-and-browsers}, {recovery-codes}. You can make them once you have a phone, an app or a passkey.", "Abra {my-account}, {codes-and-browsers}, {recovery-codes}. Puede crearlos cuando tenga un teléfono, una aplicación o una llave de acceso.";
    STEP_2: "Press {make-recovery}. If you had some before, those stop working.", "Presione {make-recovery}. Si ya tenía otros, dejan de funcionar.";
    STEP_3: "Print the page or write the codes down: they are shown only this once. Then tick {keep-recovery}.", "Imprima la página o anote los códigos: se muestran solo esta vez. Después marque {keep-recovery}.";
    STEP_4: "Keep the sheet where you find it without your phone, and nobody else does. Not in the phone, and not beside the computer.", "Guarde la hoja donde usted la encuentre sin su teléfono y nadie más. No en el teléfono ni junto a la computadora.";
    STEP_5: "To use one: type your password, choose {use-recovery} under {another-way}, and type a code of 16 letters and digits. Cross it out: it does not work again.", "Para usar uno: escriba su contraseña, elija {use-recovery} en {another-way} y escriba un código de 16 letras y números. Táchelo: no funciona otra vez.";
    OTHERWISE: "All used up, or the sheet is lost? Make new ones while you can still log in. If you can't, ask an administrator of your practice for a code for one log-in.", "¿Ya los usó todos o perdió la hoja? Cree otros mientras pueda entrar. Si no puede, pida a un administrador de su consultorio un código para un inicio de sesión.";
    WORDS: "recovery code, recovery codes, backup codes, backup code, emergency codes, ten codes, printed codes, 16 letters, code sheet", "código de recuperación, códigos de recuperación, códigos de respaldo, códigos de emergencia, diez códigos, hoja de códigos, códigos impresos";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "recovery-codes", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Codes,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3), step(STEP_4), step(STEP_5)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: recovery_codes::text::TITLE, path: "/account/recovery-codes" }],
    related: &[phone_lost::TOPIC, authenticator_app::TOPIC, set_up_phone::TOPIC],
    words: WORDS,
    texts: ALL,
};
