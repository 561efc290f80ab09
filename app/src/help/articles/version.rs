//! "Which version am I using?" (topic 42)

use super::{check_computer, small_window};
use crate::help::model::{Article, Button, Group, List, Topic, step};
use crate::home;

crate::texts! {
    QUESTION: "Which version am I using?", "¿Qué versión estoy usando?";
    ANSWER: "Open {check}, which stands at the foot of each page, and look under {about}. There is one version for everybody: the newest that whoever runs your server has put in place.", "Abra {check}, que está al pie de cada página, y mire en {about}. Hay una sola versión para todos: la más reciente que instaló quien opera su servidor.";
    STEP_1: "Open {check}.", "Abra {check}.";
    STEP_2: "Under {about} stand the version and the build; whoever is logged in sees the database schema, too.", "En {about} están la versión y la compilación; quien ha iniciado sesión ve también el esquema de la base de datos.";
    STEP_3: "Support asks for it? {copy-for-support} has it all, with browser and screen, and without any name. Press {copy} and paste it into your message.", "¿Se lo pide el soporte? {copy-for-support} lo contiene todo, con navegador y pantalla y sin ningún nombre. Presione {copy} y péguelo en su mensaje.";
    OTHERWISE: "A page that looks old, or does not move, may come from before an update: reload it.", "Una página que parece antigua o que no responde puede ser de antes de una actualización: vuelva a cargarla.";
    WORDS: "version, which version, build, release, update, about, what version am i on, old version, new version, schema", "acerca de, versión, qué versión, qué versión uso, actualización, compilación";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "version", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Steps(&[step(STEP_1), step(STEP_2), step(STEP_3)]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: home::text::CHECK_LINK, path: "/check" }],
    related: &[check_computer::TOPIC, small_window::TOPIC],
    words: WORDS,
    texts: ALL,
};
