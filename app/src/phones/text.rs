//! What is said about a person's phone.

crate::texts! {
    MISSING: "Type the phone's number, with its area code.", "Escriba el número del teléfono, con su código de área.";
    NOT_A_NUMBER: "This is no phone number that we know. Type all ten digits, area code first, such as 213 555 0142.", "No reconocemos este número de teléfono. Escriba los diez dígitos, primero el código de área, por ejemplo 213 555 0142.";
    EXTENSION: "Codes can't reach an extension. Use a number that rings you directly.", "Los códigos no llegan a una extensión. Use un número que le llame directamente.";
    REGION: "Codes go only to numbers of the United States and their territories here. Use such a number, or ask an administrator of your practice.", "Aquí los códigos solo se envían a números de Estados Unidos y sus territorios. Use un número así o pregunte a un administrador de su consultorio.";
    TOLL_FREE: "Codes can't go to a toll-free number. Use a phone of your own.", "Los códigos no se pueden enviar a un número gratuito. Use un teléfono propio.";
    PREMIUM: "Codes can't go to a number that costs extra. Use a phone of your own.", "Los códigos no se pueden enviar a un número con costo adicional. Use un teléfono propio.";
}
