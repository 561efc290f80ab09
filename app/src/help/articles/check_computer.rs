//! "What does 'Check this computer' tell me?"

use super::{log_in, practice_id_and_username, small_window};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::home;

crate::texts! {
    QUESTION: "Does my computer or browser stand in the way?", "¿Impide algo en mi computadora o navegador iniciar sesión?";
    ANSWER: "Open {check}. The page looks at your browser and says in plain words what it finds. Nothing of it is kept, and nothing you typed is looked at.", "Abra {check}. La página revisa su navegador y dice con palabras sencillas lo que encuentra. No se guarda nada ni se mira lo que usted escribió.";
    COOKIES: "Cookies are blocked", "Las cookies están bloqueadas";
    COOKIES_TEXT: "Without a cookie nobody can be kept logged in. In your browser's settings look for privacy or cookies, and allow them for this site. Then reload the page.", "Sin una cookie nadie puede mantener la sesión. En la configuración del navegador busque privacidad o cookies y permítalas para este sitio. Luego recargue la página.";
    OFFLINE: "No connection", "Sin conexión";
    OFFLINE_TEXT: "Open any other website. If that does not work either, it is the network. On a guest network you may have to sign in to the network first.", "Abra cualquier otro sitio web. Si tampoco funciona, es la red. En una red de invitados quizá deba acceder primero a la red.";
    ADDRESS: "The address is not secure", "La dirección no es segura";
    ADDRESS_TEXT: "The address must begin with https. Delete the old bookmark and start at the home page.", "La dirección debe empezar con https. Borre el favorito antiguo y empiece en la página principal.";
    CLOCK: "The clock is wrong", "El reloj está mal";
    CLOCK_TEXT: "You can log in here all the same. Other sites may refuse you until the computer's date and time are set to automatic.", "Aquí puede iniciar sesión de todos modos. Otros sitios pueden rechazarle hasta que la fecha y la hora de la computadora estén en automático.";
    OLD: "The browser is old", "El navegador es antiguo";
    OLD_TEXT: "You can still log in and reset passwords. A current Chrome, Edge, Firefox or Safari shows more help while you type.", "Aun así puede iniciar sesión y restablecer contraseñas. Una versión actual de Chrome, Edge, Firefox o Safari ofrece más ayuda mientras escribe.";
    OTHERWISE: "Try another browser or another computer; if it works there, it is this computer. On the page you find {copy-for-support}: send that text to whoever looks after your computers. It holds no name and no password.", "Pruebe con otro navegador u otra computadora; si ahí funciona, el problema es esta computadora. En la página está {copy-for-support}: envíe ese texto a quien mantiene sus computadoras. No contiene nombres ni contraseñas.";
    WORDS: "check this computer, cookies, cookies blocked, javascript, browser, old browser, browser too old, clock, internet, wifi, offline, connection, not secure, technical, support text, compatible", "revisar esta computadora, cookies bloqueadas, cookies, javascript, navegador, navegador antiguo, reloj, internet, sin conexión, red, no es seguro, soporte técnico, compatible";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "check-computer", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[
        titled(COOKIES, COOKIES_TEXT),
        titled(OFFLINE, OFFLINE_TEXT),
        titled(ADDRESS, ADDRESS_TEXT),
        titled(CLOCK, CLOCK_TEXT),
        titled(OLD, OLD_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: home::text::CHECK_LINK, path: "/check" }],
    related: &[small_window::TOPIC, log_in::TOPIC, practice_id_and_username::TOPIC],
    words: WORDS,
    texts: ALL,
};
