//! Sentences around the articles. The articles have their own, in `articles`.

crate::texts! {
    TITLE: "Help", "Ayuda";
    LEAD: "Type what is wrong in your own words, or choose a question.", "Escriba con sus palabras qué pasa o elija una pregunta.";
    SEARCH_LABEL: "What do you need help with?", "¿En qué necesita ayuda?";
    SEARCH_HINT: "Such as “locked out” or “no code”.", "Por ejemplo, “bloqueado” o “no llega el código”.";
    SEARCH: "Search", "Buscar";
    FOUND_ONE: "1 answer for “{query}”", "1 respuesta para “{query}”";
    FOUND_MANY: "{n} answers for “{query}”", "{n} respuestas para “{query}”";
    FOUND_NONE: "We found no answer for “{query}”", "No encontramos una respuesta para “{query}”";
    NONE_NEXT: "Try fewer or other words. If you can't log in, these two help most people:", "Pruebe con menos palabras o con otras. Si no puede iniciar sesión, esto ayuda a la mayoría:";
    NONE_ADMINISTRATOR: "Ask an administrator of your practice, often the provider or the office manager.", "Pregunte a un administrador de su consultorio, a menudo el médico o el gerente.";
    NONE_CHECK: "See whether something on this computer stands in the way.", "Vea si algo en esta computadora estorba.";
    ALL_QUESTIONS: "All questions", "Todas las preguntas";
    GROUP_LOGGING_IN: "Logging in", "Iniciar sesión";
    GROUP_CODES: "Security codes and the second step", "Códigos de seguridad y el segundo paso";
    GROUP_ACCOUNT: "Your account", "Su cuenta";
    GROUP_ADMINISTRATORS: "For administrators", "Para administradores";
    GROUP_MOVING: "Moving here from another system", "Llegar desde otro sistema";
    OTHERWISE: "If that doesn't help", "Si eso no ayuda";
    RELATED: "People also ask", "Otras preguntas";
    ANOTHER: "Was your question another one?", "¿Su pregunta era otra?";
    NO_SUCH: "This help page does not exist", "Esta página de ayuda no existe";
    NO_SUCH_LEAD: "The address may be old or mistyped. Search for it, or look through all questions.", "La dirección puede ser antigua o estar mal escrita. Búsquela o mire todas las preguntas.";
}
