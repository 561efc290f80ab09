//! "Why is the page small or cut off?": window, zoom, screen.

use super::{check_computer, log_in};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::home;

crate::texts! {
    QUESTION: "Why is the page so large, small or cut off?", "¿Por qué la página se ve muy grande, pequeña o cortada?";
    ANSWER: "The window is small, or everything in it is enlarged. You can log in and do everything all the same; with more room you see more at once.", "La ventana es pequeña o todo en ella está ampliado. Aun así puede iniciar sesión y hacer todo; con más espacio verá más a la vez.";
    ZOOM: "The page is zoomed", "La página está ampliada";
    ZOOM_TEXT: "Hold Ctrl and press 0 (on a Mac: Command and 0). That sets it back to 100 %.", "Mantenga Ctrl y presione 0 (en Mac: Comando y 0). Así vuelve al 100 %.";
    WINDOW: "The window is small", "La ventana es pequeña";
    WINDOW_TEXT: "Make it as large as the screen with the button in its top corner. Close bars and panels at its sides.", "Amplíela a toda la pantalla con el botón de la esquina superior. Cierre las barras y los paneles laterales.";
    ICON: "An old icon or bookmark opened it", "La abrió un icono o favorito antiguo";
    ICON_TEXT: "Press {full-size}, if the page offers it. Or open your browser, go to the home page, and choose {log-in}.", "Presione {full-size}, si la página lo ofrece. O abra su navegador, vaya a la página principal y elija {log-in}.";
    DISPLAY: "The whole computer shows everything larger", "Toda la computadora muestra todo más grande";
    DISPLAY_TEXT: "In the display settings of Windows or your Mac choose a smaller scale or more space. If you need large letters, leave it: the pages adapt.", "En la configuración de pantalla de Windows o de su Mac elija una escala menor o más espacio. Si necesita letras grandes, déjelo así: las páginas se adaptan.";
    OTHERWISE: "Open {check}: it measures the window, the screen and the zoom, and names the cause.", "Abra {check}: mide la ventana, la pantalla y el zoom, y dice la causa.";
    WORDS: "zoom, zoomed, too big, too small, cut off, can't see the button, screen size, resolution, window size, small window, pop-up, popup, scroll, text too large, log in button missing, desktop icon, bookmark", "zoom, ampliado, muy grande, muy pequeño, cortada, no veo el botón, tamaño de pantalla, resolución, ventana pequeña, ventana emergente, letra grande, icono, favorito";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "small-window", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::LoggingIn,
    answer: ANSWER,
    list: List::Points(&[
        titled(ZOOM, ZOOM_TEXT),
        titled(WINDOW, WINDOW_TEXT),
        titled(ICON, ICON_TEXT),
        titled(DISPLAY, DISPLAY_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[Button { label: home::text::CHECK_LINK, path: "/check" }],
    related: &[check_computer::TOPIC, log_in::TOPIC],
    words: WORDS,
    texts: ALL,
};
