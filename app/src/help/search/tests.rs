//! Real questions, as people type them, and the article that must come first.

use super::{LONGEST, find, shortened};

/// What people type, in both languages, with the wrong words and with slips.
const QUESTIONS: &[(&str, &str)] = &[
    ("I can't log in", "log-in"),
    ("need help logging in", "log-in"),
    ("invalid credentials", "practice-id-and-username"),
    ("it says wrong password", "practice-id-and-username"),
    ("we couldn't log you in with those details", "practice-id-and-username"),
    ("Where do I find my practice ID?", "practice-id"),
    ("what is my username", "practice-id"),
    ("clinic code", "practice-id"),
    ("practice access code", "practice-access-code"),
    ("where do I get the access code", "practice-access-code"),
    ("my invitation expired", "invitation"),
    ("set up my account", "invitation"),
    ("código de acceso", "practice-access-code"),
    ("me invitaron y no sé qué hacer", "invitation"),
    ("forgot password", "reset-password"),
    ("forgoten pasword", "reset-password"),
    ("reset my password", "reset-password"),
    ("my administrator gave me a code of 12 letters", "reset-practice-id-and-username"),
    ("reset without email", "reset-practice-id-and-username"),
    ("locked out", "unlock"),
    ("LOCKED OUT!!!", "unlock"),
    ("too many tries", "unlock"),
    ("my account is blocked", "unlock"),
    ("email not arriving", "spam-folder"),
    ("junk folder", "spam-folder"),
    ("cookies are blocked", "check-computer"),
    ("browser too old", "check-computer"),
    ("the page is zoomed", "small-window"),
    ("can't see the button", "small-window"),
    ("who is my administrator", "administrator"),
    ("call support", "administrator"),
    ("where is my code", "security-code"),
    ("code not arriving", "code-trouble"),
    ("the text never arrives", "code-trouble"),
    ("code expired", "code-trouble"),
    ("verificaton code wrong", "code-trouble"),
    ("stop asking for code", "browser-trust"),
    ("trusted browser", "browser-trust"),
    ("set up my phone", "set-up-phone"),
    ("change phone number", "set-up-phone"),
    ("which phone number should I use", "which-number"),
    ("can I use a landline", "which-number"),
    ("google voice", "internet-phone"),
    ("VOIP", "internet-phone"),
    ("lost my phone", "phone-lost"),
    ("phone stolen", "phone-lost"),
    ("my phone number was reset", "finish-phone-reset"),
    ("google authenticator", "authenticator-app"),
    ("authentcator app", "authenticator-app"),
    ("backup codes", "recovery-codes"),
    ("fingerprint", "passkeys"),
    ("what is a passkey", "passkeys"),
    ("password requirements", "password-rules"),
    ("password too short", "password-rules"),
    ("why does it lock after 15 minutes", "screen-lock"),
    ("auto lock too fast", "screen-lock"),
    ("email about login new browser", "new-browser-mail"),
    ("somebody logged in to my account", "new-browser-mail"),
    ("secret question", "security-question"),
    ("add a new employee", "users"),
    ("delete user", "users"),
    ("add a new nurse", "users"),
    ("someone left the practice", "users"),
    ("doctor quit", "users"),
    ("nueva enfermera", "users"),
    ("import users from spreadsheet", "users"),
    ("computer locks by itself", "screen-lock"),
    ("who is the administrator", "administrator"),
    ("reset a coworker's password", "reset-somebodys-password"),
    ("invitation link doesn't work", "invitation"),
    ("user agreement", "user-agreement"),
    ("switch to another location", "current-facility"),
    ("I am in the wrong facility", "current-facility"),
    ("add location", "facilities"),
    ("terms of service", "user-agreement"),
    ("which version is this", "version"),
    ("reset staff password", "reset-somebodys-password"),
    ("unlock user", "reset-somebodys-password"),
    ("reset verification phone of a user", "reset-phone"),
    ("require two-factor for everybody", "security-policy"),
    ("did the mail arrive", "messages"),
    ("send a test message", "messages"),
    ("export patients from medisoft", "export-from-medisoft"),
    ("medisoft", "export-from-medisoft"),
    ("lytec", "export-from-lytec"),
    ("kareo", "export-from-kareo"),
    ("Tebra", "export-from-kareo"),
    ("how do I get my data out of tebra", "export-from-kareo"),
    ("practice mate", "export-from-office-ally"),
    ("office ally", "export-from-office-ally"),
    ("eCW", "export-from-eclinicalworks"),
    ("migrate from eclinicalworks", "export-from-eclinicalworks"),
    ("eclinicalwork", "export-from-eclinicalworks"),
    ("GE Centricity", "export-from-centricity"),
    ("athenapractice", "export-from-centricity"),
    ("advanced md", "export-from-advancedmd"),
    ("advancedmd", "export-from-advancedmd"),
    ("amazing charts", "export-from-amazing-charts"),
    ("collaboratemd", "export-from-collaboratemd"),
    ("daq billing", "export-from-daq"),
    ("emedware", "export-from-emedware"),
    ("ehrthomas", "export-from-ethomas"),
    ("ethomas", "export-from-ethomas"),
    ("micro md", "export-from-micromd"),
    ("NueMD", "export-from-nuemd"),
    ("visionary office", "export-from-visionary"),
    ("practice fusion", "export-from-practice-fusion"),
    ("dr chrono", "export-from-drchrono"),
    ("exportar pacientes de kareo", "export-from-kareo"),
    ("old system", "export-from-your-system"),
    ("import patients", "bring-patients-in"),
    ("patient template", "bring-patients-in"),
    ("importar pacientes", "bring-patients-in"),
    ("what is PHI", "protected-health-information"),
    ("HIPAA identifiers", "protected-health-information"),
    ("test patients", "protected-health-information"),
    ("información médica protegida", "protected-health-information"),
    ("do you help us move", "help-moving"),
    ("checklist for the vendor", "help-moving"),
    ("check my file", "help-moving"),
    ("no puedo iniciar sesión", "log-in"),
    ("no puedo entrar", "log-in"),
    ("credenciales incorrectas", "practice-id-and-username"),
    ("cual es el id del consultorio", "practice-id"),
    ("olvidé mi contraseña", "reset-password"),
    ("OLVIDE MI CONTRASENA", "reset-password"),
    ("olvide mi contrasenia", "reset-password"),
    ("restablecer contraseña", "reset-password"),
    ("estoy bloqueada", "unlock"),
    ("demasiados intentos", "unlock"),
    ("no me llega el correo", "spam-folder"),
    ("la página se ve cortada", "small-window"),
    ("quién es mi administrador", "administrator"),
    ("no llega el código", "code-trouble"),
    ("código vencido", "code-trouble"),
    ("me pide el código cada vez", "browser-trust"),
    ("cambiar número de teléfono", "set-up-phone"),
    ("perdí mi celular", "phone-lost"),
    ("me robaron el teléfono", "phone-lost"),
    ("códigos de respaldo", "recovery-codes"),
    ("huella digital", "passkeys"),
    ("cuántos caracteres debe tener la contraseña", "password-rules"),
    ("por qué se bloquea la pantalla", "screen-lock"),
    ("agregar empleado nuevo", "users"),
    ("dar de baja a un usuario", "users"),
    ("correo de navegador nuevo", "new-browser-mail"),
    ("pregunta secreta", "security-question"),
];

#[test]
fn real_questions_in_both_languages_find_the_right_article_first() {
    let mut wrong = Vec::new();
    for (question, slug) in QUESTIONS {
        let found: Vec<&str> = find(question).iter().map(|article| article.topic.slug).collect();
        if found.first() != Some(slug) {
            wrong.push(format!("{question:?}: {slug} wanted, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), QUESTIONS.len(), wrong.join("\n"));
}

#[test]
fn every_question_finds_its_own_article_first() {
    for article in super::ARTICLES {
        for question in [article.topic.question.en, article.topic.question.es] {
            assert_eq!(find(question).first().map(|found| found.topic.slug), Some(article.topic.slug), "{question}");
        }
    }
}

#[test]
fn what_says_nothing_finds_nothing() {
    for nothing in
        ["", "   ", "???", "how do I", "¿qué es?", "zzzzzz", "the weather in Lima", "<script>", "\u{0}\u{202e}", "'; DROP"]
    {
        let found: Vec<&str> = find(nothing).iter().map(|article| article.topic.slug).collect();
        assert!(found.is_empty(), "{nothing:?}: {found:?}");
    }
}

#[test]
fn any_length_is_cut_and_answered() {
    let long = "código ".repeat(100_000);
    assert_eq!(shortened(&long).chars().count(), LONGEST);
    assert!(!find(&shortened(&long)).is_empty());
    assert_eq!(shortened(" a\u{0}b\n "), "ab");
}
