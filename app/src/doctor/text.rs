//! The doctor's sentences, for people at a front desk: what is wrong, then what to do next. No blame, no technical words, and nothing
//! about which practices or users exist.

crate::texts! {
    BOX_PRACTICE_ID: "Practice ID", "ID del consultorio";
    BOX_USERNAME: "username", "nombre de usuario";
    BOX_PASSWORD: "password", "contraseña";
    BOX_EMAIL: "e-mail address", "correo electrónico";

    TRIMMED_ONE: "We removed a space from your {box}.", "Quitamos un espacio de su {box}.";
    TRIMMED_MANY: "We removed {n} spaces from your {box}.", "Quitamos {n} espacios de su {box}.";
    TRIMMED_LABEL: "We left out what was copied along with your {box}.", "Dejamos fuera lo que se copió junto con su {box}.";
    INNER_SPACE_ID: "Practice IDs have no spaces, so we left them out.", "El ID del consultorio no lleva espacios; los quitamos.";
    INNER_SPACE_NAME: "Usernames have no spaces. Check whether a second word slipped into the Username box.", "El nombre de usuario no lleva espacios. Revise si entró otra palabra en la casilla Nombre de usuario.";
    INNER_SPACE_EMAIL: "E-mail addresses have no spaces. Check whether a second word slipped in.", "Los correos electrónicos no llevan espacios. Revise si entró otra palabra.";
    HIDDEN: "We removed hidden characters that came with the copied text from your {box}.", "Quitamos de su {box} caracteres ocultos que venían con el texto copiado.";
    HIDDEN_PASSWORD: "Your password has hidden characters, probably from copied text. Type it by hand.", "Su contraseña tiene caracteres ocultos, probablemente del texto copiado. Escríbala a mano.";
    FULLWIDTH: "Your keyboard typed wide letters in your {box}. We read them as plain ones.", "Su teclado escribió letras anchas en su {box}. Las leímos como letras normales.";
    FULLWIDTH_PASSWORD: "Your keyboard typed wide letters in your password. Switch it to plain letters and type the password again.", "Su teclado escribió letras anchas en la contraseña. Cámbielo a letras normales y escríbala otra vez.";

    LETTER_CYRILLIC: "The “{typed}” in your {box} is a Cyrillic letter that looks like “{like}”. Type it again.", "La “{typed}” de su {box} es una letra cirílica que se parece a “{like}”. Escríbala otra vez.";
    LETTER_GREEK: "The “{typed}” in your {box} is a Greek letter that looks like “{like}”. Type it again.", "La “{typed}” de su {box} es una letra griega que se parece a “{like}”. Escríbala otra vez.";
    LETTER_ACCENTED: "Your {box} has “{typed}”, but it is written without accents. Try “{like}”.", "Su {box} tiene “{typed}”, pero se escribe sin acentos. Pruebe con “{like}”.";
    ID_LENGTH_ONE: "A Practice ID has 7 characters. You typed 1.", "El ID del consultorio tiene 7 caracteres. Escribió 1.";
    ID_LENGTH_MANY: "A Practice ID has 7 characters. You typed {n}.", "El ID del consultorio tiene 7 caracteres. Escribió {n}.";
    ID_CHECK: "Something in this Practice ID is mistyped. Compare it with your practice's papers, character by character.", "Hay un error en este ID del consultorio. Compárelo, carácter por carácter, con los papeles de su consultorio.";
    ID_CHECK_ONE: "One character of the Practice ID is off. Did you mean {id}?", "Un carácter del ID del consultorio no es correcto. ¿Quiso escribir {id}?";
    ID_CHECK_SWAPPED: "Two characters of the Practice ID seem to be swapped. Did you mean {id}?", "Parece que dos caracteres del ID del consultorio están cambiados de lugar. ¿Quiso escribir {id}?";
    ID_CHECK_ALIEN: "A Practice ID never has “{typed}” in it. Compare it with your practice's papers.", "El ID del consultorio nunca lleva “{typed}”. Compárelo con los papeles de su consultorio.";
    ID_LOOKALIKE_READ: "Practice IDs have no letters O, I or L. We read them as the digits 0 and 1.", "El ID del consultorio no tiene las letras O, I ni L. Las leímos como los dígitos 0 y 1.";
    ID_LOOKALIKE: "{typed} and {like} are easy to mix up. Look at character {n} of the Practice ID.", "{typed} y {like} se confunden fácilmente. Mire el carácter {n} del ID del consultorio.";
    EMAIL_IN_ID: "That looks like an e-mail address, which has a page of its own. A Practice ID has 7 letters and digits; your administrator knows it.", "Eso parece un correo electrónico, que tiene su propia página. El ID del consultorio tiene 7 letras y dígitos. Su administrador lo conoce.";
    EMAIL_IN_NAME: "That looks like an e-mail address, which has a page of its own. A username has no @; your administrator knows yours.", "Eso parece un correo electrónico, que tiene su propia página. Un nombre de usuario no lleva @. Su administrador conoce el suyo.";
    NO_EMAIL: "That is no e-mail address. A Practice ID and a username have a page of their own.", "Eso no es un correo electrónico. El ID del consultorio y el nombre de usuario tienen su propia página.";
    ID_IN_USERNAME: "A Practice ID is in the Username box. Type the name you log in with there.", "Hay un ID del consultorio en la casilla Nombre de usuario. Escriba ahí el nombre con el que inicia sesión.";
    SWAPPED_FIELDS: "Practice ID and username seem to be in each other's box.", "Parece que el ID del consultorio y el nombre de usuario están en la casilla contraria.";
    COMBINED: "Practice ID and username are together in one box.", "El ID del consultorio y el nombre de usuario están juntos en una sola casilla.";
    SAME_ID_AND_NAME: "The same text is in the Practice ID and Username boxes. Check both.", "Hay el mismo texto en las casillas ID del consultorio y Nombre de usuario. Revise las dos.";
    SAME_PASSWORD: "The Password box holds the same text as your {box}. Type your password again.", "La casilla Contraseña tiene el mismo texto que su {box}. Escriba la contraseña otra vez.";

    CAPS_LOCK: "Caps Lock is on.", "Bloq Mayús está activado.";
    CAPS_LOCK_MAYBE: "Caps Lock may be on. Check the key and type your password again.", "Puede que Bloq Mayús esté activado. Revise la tecla y escriba la contraseña otra vez.";
    NUM_LOCK: "Num Lock is off, so digits from the number pad were not entered. Press Num Lock and type them again.", "Bloq Num está desactivado y los dígitos del teclado numérico no entraron. Pulse Bloq Num y escríbalos otra vez.";
    LAYOUT: "Your keyboard is typing as {layout}. Switch it to the one you usually use.", "Su teclado está escribiendo como {layout}. Cámbielo al que usa normalmente.";
    LAYOUT_UNNAMED: "Your keyboard is typing with another layout than usual. Switch it to the one you usually use.", "Su teclado está escribiendo con otra distribución. Cámbielo a la que usa normalmente.";
    LAYOUT_QWERTY: "English (QWERTY)", "inglés (QWERTY)";
    LAYOUT_AZERTY: "French (AZERTY)", "francés (AZERTY)";
    LAYOUT_QWERTZ: "German (QWERTZ)", "alemán (QWERTZ)";
    LAYOUT_CYRILLIC: "Cyrillic", "cirílico";
    LAYOUT_GREEK: "Greek", "griego";
    LAYOUT_HEBREW: "Hebrew", "hebreo";
    LAYOUT_ARABIC: "Arabic", "árabe";
    PW_PASTED_START: "The password you pasted began with a space.", "La contraseña pegada empezaba con un espacio.";
    PW_PASTED_END: "The password you pasted ended with a space.", "La contraseña pegada terminaba con un espacio.";
    PW_PASTED_EDGE: "The password you pasted began or ended with a space.", "La contraseña pegada empezaba o terminaba con un espacio.";
    PW_SPACE_START: "Your password begins with a space.", "Su contraseña empieza con un espacio.";
    PW_SPACE_END: "Your password ends with a space.", "Su contraseña termina con un espacio.";
    PW_SPACE_BOTH: "Your password begins and ends with a space.", "Su contraseña empieza y termina con un espacio.";
    PW_SPACE_AGAIN: "Type it again without the space.", "Escríbala otra vez sin el espacio.";
    PW_SPACES_AGAIN: "Type it again without the spaces.", "Escríbala otra vez sin los espacios.";
    PW_TYPOGRAPHIC: "Your password has a curly quote, a long dash or three dots in one. Your keyboard may have changed it. Type it again.", "Su contraseña tiene una comilla curva, una raya larga o tres puntos en uno. Quizá su teclado la cambió. Escríbala otra vez.";

    AUTOFILLED: "Your browser filled in saved details. They may be old. Type them yourself.", "El navegador completó datos guardados. Puede que sean antiguos. Escríbalos usted.";
    HALF_AUTOFILLED: "You changed the username, but the password is still the saved one. Type the password for this username.", "Cambió el nombre de usuario, pero la contraseña sigue siendo la guardada. Escriba la de este usuario.";
    AUTOFILL_OTHER: "You changed the Practice ID, but the saved password may belong to another practice. Type the password for this one.", "Cambió el ID del consultorio, pero la contraseña guardada puede ser de otro. Escriba la de este.";
    COOKIES: "This browser is blocking cookies for this site. We need one to keep you logged in. Allow it, then try again.", "Este navegador bloquea las cookies de este sitio. Necesitamos una para mantener su sesión. Permítala e intente otra vez.";
    STORAGE: "This browser keeps nothing for this site. You can log in, but it will not remember your Practice ID.", "Este navegador no guarda nada de este sitio. Puede iniciar sesión, pero no recordará su ID del consultorio.";
    OFFLINE: "You are offline. Nothing was sent. Check the network and try again.", "No hay conexión. No se envió nada. Revise la red e intente otra vez.";
    CAPTIVE: "A network sign-in page is in the way. Open any other website, sign in to the network, then come back.", "Una página de acceso a la red se interpone. Abra otro sitio web, acceda a la red y vuelva aquí.";
    NOT_HTTPS: "This address is not secure, so you cannot be kept logged in. Use the address that begins with https://.", "Esta dirección no es segura y no se puede mantener su sesión. Use la que empieza con https://.";
    CLOCK_FAST: "This computer's clock is about {n} fast. Ask whoever looks after it to set it right.", "El reloj de este equipo está adelantado unos {n}. Pida a quien lo mantiene que lo corrija.";
    CLOCK_SLOW: "This computer's clock is about {n} slow. Ask whoever looks after it to set it right.", "El reloj de este equipo está atrasado unos {n}. Pida a quien lo mantiene que lo corrija.";
    MINUTES: "{n} minutes", "{n} minutos";
    HOURS: "{n} hours", "{n} horas";
    DAYS: "{n} days", "{n} días";
    STALE: "A newer version of this page is ready. Reload it; your Practice ID and username stay.", "Hay una versión más nueva de esta página. Recárguela; su ID del consultorio y nombre de usuario se quedan.";
    OTHER_USER: "Someone is already logged in in this browser. If you log in, you take their place in every tab.", "Ya hay una sesión abierta en este navegador. Si inicia sesión, la sustituye en todas las pestañas.";
    WASM: "Some conveniences are switched off in this browser. You can still log in and do everything with plain forms.", "Algunas comodidades están desactivadas en este navegador. Aun así puede iniciar sesión y hacer todo con formularios simples.";
    WASM_NETWORK: "A part of this page did not arrive. Everything works without it; reload to try again.", "Una parte de esta página no llegó. Todo funciona sin ella; recargue para intentar otra vez.";
    OLD_BROWSER: "This browser is too old for the full pages. You can still log in and reset passwords.", "Este navegador es demasiado antiguo para las páginas completas. Aun así puede iniciar sesión y restablecer contraseñas.";

    ZOOMED: "You are zoomed to {n} %. Everything works. Ctrl and 0 shows more.", "El zoom está en {n} %. Todo funciona. Ctrl y 0 muestra más.";
    SMALL_WINDOW: "This window is small. Everything works; a larger window shows more.", "Esta ventana es pequeña. Todo funciona; una ventana más grande muestra más.";
    SMALL_SCREEN: "This screen is small. Everything works; wide tables are stacked.", "Esta pantalla es pequeña. Todo funciona; las tablas anchas se apilan.";
    DISPLAY_SCALED: "Your computer enlarges everything on its display. Everything works; a smaller scale in the display settings shows more.", "Su equipo amplía todo en la pantalla. Todo funciona; una escala menor en la configuración de pantalla muestra más.";
    ENLARGED_TEXT: "Your browser's text is enlarged to {n} %. Everything works; smaller text shows more.", "El texto de su navegador está ampliado al {n} %. Todo funciona; un texto más pequeño muestra más.";
    POPUP: "This is a small window. Open it full size.", "Esta ventana es pequeña. Ábrala completa.";
    STANDALONE: "You came in through a saved icon, in a window without an address bar. A full window has more room.", "Entró por un icono guardado, en una ventana sin barra de direcciones. Una ventana completa tiene más espacio.";
    FRAMED: "This page is shown inside another one, where you cannot log in. Open it in its own tab.", "Esta página se muestra dentro de otra y ahí no se puede iniciar sesión. Ábrala en su propia pestaña.";

    DO_SWAP: "Swap them", "Intercambiarlos";
    DO_SPLIT: "Put them in their boxes", "Ponerlos en sus casillas";
    DO_USE: "Use {text}", "Usar {text}";
    DO_REMOVE: "Remove what does not belong", "Quitar lo que sobra";
    DO_BY_EMAIL: "Go on with this e-mail address", "Continuar con este correo electrónico";
    DO_BY_PRACTICE_ID: "Go on with Practice ID and username", "Continuar con ID del consultorio y usuario";
    DO_SHOW: "Show each character", "Mostrar cada carácter";
    DO_FULL_SIZE: "Open full size", "Abrir completa";
    DO_WITHOUT_SPACE: "Try without the space", "Probar sin el espacio";
    DO_CLEAR: "Empty the boxes", "Vaciar las casillas";
    DO_RETYPE: "Type the password again", "Escribir la contraseña otra vez";
    DO_RELOAD: "Reload the page", "Recargar la página";
    DO_RESET_BROWSER: "Reset this browser's log-in data", "Borrar los datos de sesión de este navegador";

    STRIP_ONE: "Character {n}, “{typed}”, does not fit. “{fits}” would.", "El carácter {n}, “{typed}”, no encaja. “{fits}” sí encajaría.";
    STRIP_ALIEN: "Character {n}, “{typed}”, is in no Practice ID.", "El carácter {n}, “{typed}”, no aparece en ningún ID del consultorio.";
    STRIP_SWAPPED: "Characters {n} and {next}, “{one}” and “{two}”, seem to be swapped.", "Parece que los caracteres {n} y {next}, “{one}” y “{two}”, están cambiados de lugar.";
    STRIP_DOUBTFUL: "Easily mixed up: {list}.", "Se confunden fácilmente: {list}.";

    CHAR_SPACE: "space", "espacio";
    CHAR_TAB: "tab", "tabulador";
    CHAR_LINE_BREAK: "line break", "salto de línea";
    CHAR_NO_BREAK_SPACE: "no-break space", "espacio duro";
    CHAR_WIDE_SPACE: "wide space", "espacio ancho";
    CHAR_OTHER_SPACE: "unusual space", "espacio poco común";
    CHAR_SOFT_HYPHEN: "soft hyphen", "guion opcional";
    CHAR_ZERO_WIDTH_SPACE: "zero-width space", "espacio sin ancho";
    CHAR_JOINER: "joiner", "carácter de unión";
    CHAR_DIRECTION: "text direction mark", "marca de dirección";
    CHAR_HIDDEN: "hidden character", "carácter oculto";
    CHAR_DIGIT_0: "digit zero", "dígito cero";
    CHAR_DIGIT_1: "digit one", "dígito uno";
    CHAR_LETTER_O: "letter O", "letra O";
    CHAR_LETTER_I: "capital letter I", "letra I mayúscula";
    CHAR_LETTER_L: "small letter L", "letra L minúscula";
    CHAR_WIDE_LETTER: "wide letter", "letra ancha";
    CHAR_LONG_DASH: "long dash", "raya larga";
    CHAR_CURLY: "curly quote or dots", "comilla curva o puntos";
    CHAR_CYRILLIC: "Cyrillic letter", "letra cirílica";
    CHAR_GREEK: "Greek letter", "letra griega";
    CHAR_ACCENT: "accent", "acento";
    CHAR_FOREIGN: "unusual character", "carácter poco común";
}
