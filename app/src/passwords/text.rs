//! The sentences about choosing a password: which rule fails, then how to choose better. No blame.

crate::texts! {
    HELP: "At least {n} characters. Spaces are welcome. No capitals or symbols needed.", "Al menos {n} caracteres. Los espacios son bienvenidos. No hacen falta mayúsculas ni símbolos.";

    FINE_SO_FAR: "Long enough. When you set it we also compare it with passwords that many people use.", "Es bastante larga. Al establecerla también la comparamos con contraseñas que usan muchas personas.";
    EMPTY: "Type a password of at least {needs} characters. Four or five words in a row are easy to remember and hard to guess.", "Escriba una contraseña de al menos {needs} caracteres. Cuatro o cinco palabras seguidas son fáciles de recordar y difíciles de adivinar.";
    TOO_SHORT_ONE: "This password has 1 character and needs at least {needs}. Four or five words in a row are easy to remember and hard to guess.", "Esta contraseña tiene 1 carácter y necesita al menos {needs}. Cuatro o cinco palabras seguidas son fáciles de recordar y difíciles de adivinar.";
    TOO_SHORT: "This password has {has} characters and needs at least {needs}. Four or five words in a row are easy to remember and hard to guess.", "Esta contraseña tiene {has} caracteres y necesita al menos {needs}. Cuatro o cinco palabras seguidas son fáciles de recordar y difíciles de adivinar.";
    TOO_LONG: "This password has {has} characters. Up to {limit} fit; please shorten it.", "Esta contraseña tiene {has} caracteres. Caben hasta {limit}; acórtela, por favor.";
    OWN_WORD: "This password is little more than “{word}”, which others connect with you or your practice. Add a few words that have nothing to do with it.", "Esta contraseña es poco más que “{word}”, que otros relacionan con usted o su consultorio. Agregue algunas palabras que no tengan que ver con eso.";
    ONE_CHARACTER: "This password is one character over and over, which is tried first. Choose four or five different words instead.", "Esta contraseña es un solo carácter repetido, y eso es lo primero que se prueba. Elija cuatro o cinco palabras distintas.";
    REPEATED: "This password is a short piece over and over, so its length does not help. Choose four or five different words instead.", "Esta contraseña repite un trozo corto, así que su longitud no ayuda. Elija cuatro o cinco palabras distintas.";
    SEQUENCE: "This password follows the keys, the alphabet or the digits in order, which is tried first. Choose four or five words instead.", "Esta contraseña sigue el orden de las teclas, del alfabeto o de los números, y eso es lo primero que se prueba. Elija cuatro o cinco palabras.";
    COMMON: "Many people use this password, so it is tried first. Choose four or five words that do not belong together.", "Muchas personas usan esta contraseña, así que es de las primeras que se prueban. Elija cuatro o cinco palabras que no vayan juntas.";
    BREACHED: "This password was stolen from another site once, so it is tried early. Choose one that you use nowhere else.", "Esta contraseña ya se robó en otro sitio, así que se prueba pronto. Elija una que no use en ningún otro lugar.";
    SAME_AS_BEFORE: "This is the password you have now. Choose one you have not used here.", "Esta es la contraseña que ya tiene. Elija una que no haya usado aquí.";

    GUESS_WORD: "This password is easy to guess: it is hardly more than one word. Add three or four words that do not belong with it.", "Esta contraseña es fácil de adivinar: es poco más que una palabra. Agregue tres o cuatro palabras que no tengan relación.";
    GUESS_NAMES: "This password is easy to guess: common names are tried early. Add three or four words that are no names.", "Esta contraseña es fácil de adivinar: los nombres comunes se prueban pronto. Agregue tres o cuatro palabras que no sean nombres.";
    GUESS_DATE: "This password is easy to guess: dates and years are tried early. Use words instead of the date.", "Esta contraseña es fácil de adivinar: las fechas y los años se prueban pronto. Use palabras en lugar de la fecha.";
    GUESS_KEYBOARD: "This password is easy to guess: its keys lie next to each other. Use words instead.", "Esta contraseña es fácil de adivinar: sus teclas están una junto a otra. Use palabras en su lugar.";
    GUESS_REPEATS: "This password is easy to guess: it repeats the same piece. Use different words instead.", "Esta contraseña es fácil de adivinar: repite el mismo trozo. Use palabras distintas en su lugar.";
    GUESS_SEQUENCE: "This password is easy to guess: parts of it, like “abcd” or “6543”, are in order. Use words instead.", "Esta contraseña es fácil de adivinar: tiene partes en orden, como “abcd” o “6543”. Use palabras en su lugar.";
    GUESS_LIKE_COMMON: "This password is easy to guess: it is close to one that many people use. Choose four or five words that do not belong together.", "Esta contraseña es fácil de adivinar: se parece a una que usan muchas personas. Elija cuatro o cinco palabras que no vayan juntas.";
    GUESS_SUBSTITUTIONS: "This password is easy to guess: digits and symbols in place of letters are tried too. Another word or two helps more.", "Esta contraseña es fácil de adivinar: también se prueban números y símbolos en lugar de letras. Una o dos palabras más ayudan mejor.";
    GUESS_MORE_WORDS: "This password is easy to guess. Add two or three words that do not belong with it.", "Esta contraseña es fácil de adivinar. Agregue dos o tres palabras que no tengan relación.";

    NOTE_SPACE_START: "Your password begins with a space. That is allowed, but easy to miss.", "Su contraseña empieza con un espacio. Se permite, pero es fácil pasarlo por alto.";
    NOTE_SPACE_END: "Your password ends with a space. That is allowed, but easy to miss.", "Su contraseña termina con un espacio. Se permite, pero es fácil pasarlo por alto.";
    NOTE_SPACE_BOTH: "Your password begins and ends with a space. That is allowed, but easy to miss.", "Su contraseña empieza y termina con un espacio. Se permite, pero es fácil pasarlos por alto.";
}
