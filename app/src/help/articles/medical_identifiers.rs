//! "How do I add my NPI and DEA numbers?" (topics 51 and 64)

use super::{current_facility, facilities, users};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::medical_identifiers;

crate::texts! {
    QUESTION: "How do I add my NPI, DEA number or licence?", "¿Cómo agrego mi NPI, número DEA o licencia?";
    ANSWER: "After the log-in open {my-account}, {medical-identifiers}. An administrator can do it for you, on your page under {ehr-users}.", "Después de entrar abra {my-account}, {medical-identifiers}. Un administrador puede hacerlo por usted, en su página en {ehr-users}.";
    NPI: "NPI", "NPI";
    NPI_TEXT: "The ten digits that are yours as a person (type 1). That of the practice or of a facility (type 2) has its place under {practice-page} and {facilities}.", "Los diez números que son suyos como persona (tipo 1). El del consultorio o de una sede (tipo 2) va en {practice-page} y {facilities}.";
    DEA: "DEA numbers", "Números DEA";
    DEA_TEXT: "Two letters and seven digits, one for each state you are registered in. A digit that does not fit is noticed; a second letter that is not your family name's is only mentioned, since names change.", "Dos letras y siete números, uno por cada estado donde está registrado. Se nota un número que no encaja; si la segunda letra no es la de su apellido solo se menciona, porque los nombres cambian.";
    LICENCE: "State licences", "Licencias estatales";
    LICENCE_TEXT: "As they stand on the paper, with the state. States write them in many ways; nothing is corrected.", "Como están en el papel, con el estado. Los estados las escriben de muchas formas; no se corrige nada.";
    OHIO: "Ohio: Certificate to Prescribe (CTP)", "Ohio: Certificate to Prescribe (CTP)";
    OHIO_TEXT: "Ohio gave it until April 2017. Since then the APRN licence carries the authority to prescribe: enter that as a licence. If you still hold a number of its own, choose {prescribing}.", "Ohio lo dio hasta abril de 2017. Desde entonces la licencia APRN incluye la autorización para recetar: regístrela como licencia. Si aún tiene un número propio, elija {prescribing}.";
    ENDS: "Last day", "Último día";
    ENDS_TEXT: "Enter it where there is one. You are reminded by mail 60, 30 and 7 days before, and on the page after the log-in.", "Escríbalo donde lo haya. Se le recuerda por correo 60, 30 y 7 días antes, y en la página después de entrar.";
    OTHERWISE: "A number is refused and you are sure of it? Compare it digit by digit with the letter or certificate; letters O and I look like 0 and 1. If somebody else has your NPI on file, ask an administrator.", "¿Se rechaza un número y está seguro? Compárelo con la carta o el certificado; las letras O e I parecen 0 y 1. Si otra persona tiene su NPI registrado, pregunte a un administrador.";
    WORDS: "npi, dea, dea number, license, licence, medical license, state license, certificate to prescribe, ctp, ctp-e, ohio, prescriptive authority, prescriber, identifiers, credentialing, license expires, renew license, e-prescribing number", "npi, dea, número dea, licencia, licencia médica, licencia estatal, certificate to prescribe, ctp, ohio, autorización para recetar, identificadores, acreditación, licencia vence, renovar licencia";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "medical-identifiers", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Account,
    answer: ANSWER,
    list: List::Points(&[
        titled(NPI, NPI_TEXT),
        titled(DEA, DEA_TEXT),
        titled(LICENCE, LICENCE_TEXT),
        titled(OHIO, OHIO_TEXT),
        titled(ENDS, ENDS_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: medical_identifiers::text::TITLE, path: "/account/identifiers" }],
    related: &[users::TOPIC, facilities::TOPIC, current_facility::TOPIC],
    words: WORDS,
    texts: ALL,
};
