//! What is said about a person's phone.

crate::texts! {
    TITLE: "Verification phone", "Teléfono de verificación";
    SECOND_STEP: "Two-step log-in", "Inicio de sesión en dos pasos";
    LEAD: "Your security codes go to this phone, and what you log in with, when you ask to be reminded of it. Nothing else does.", "A este teléfono llegan sus códigos de seguridad y, si pide que se lo recordemos, con qué inicia sesión. Nada más.";
    NO_GATEWAY: "Texts and calls are not set up here, so no phone can be set now. Ask an administrator of your practice.", "Aquí no están configurados los mensajes de texto ni las llamadas, así que ahora no se puede configurar ningún teléfono. Pregunte a un administrador de su consultorio.";
    BY_TEXT: "Codes go to the number that ends in {ends}, by text, since {when}.", "Los códigos llegan al número que termina en {ends}, por mensaje de texto, desde {when}.";
    BY_CALL: "Codes go to the number that ends in {ends}, by call, since {when}.", "Los códigos llegan al número que termina en {ends}, por llamada, desde {when}.";
    IS_LANDLINE: "This is a landline: codes come by call.", "Es un teléfono fijo: los códigos llegan por llamada.";
    IS_VOIP: "This is an internet phone: texts often do not arrive, and a shared office line can be heard by others. A mobile phone of your own is better.", "Es un teléfono por internet: los mensajes de texto a menudo no llegan y otras personas pueden oír una línea compartida de la oficina. Es mejor un celular propio.";
    SET: "Set your phone", "Configurar su teléfono";
    CHANGE: "Change or remove it", "Cambiarlo o quitarlo";
    CHANGE_LEAD: "We send a code to the number that ends in {ends} first, then one to the new number. So nobody else can move your codes to a phone of their own.", "Primero enviamos un código al número que termina en {ends} y después otro al nuevo. Así nadie más puede desviar sus códigos a otro teléfono.";
    NUMBER_LABEL: "Phone number", "Número de teléfono";
    NEW_NUMBER_LABEL: "New phone number", "Número de teléfono nuevo";
    NUMBER_HINT: "Ten digits, area code first, such as 213 555 0142.", "Diez dígitos, primero el código de área, por ejemplo 213 555 0142.";
    NOTE_LANDLINE: "A landline gets its codes by call.", "A un teléfono fijo los códigos llegan por llamada.";
    NOTE_VOIP: "On an internet phone texts often do not arrive, and a shared office line can be heard by others.", "En un teléfono por internet los mensajes de texto a menudo no llegan y otras personas pueden oír una línea compartida de la oficina.";
    NOTE_RATES: "Your carrier's usual rates apply.", "Se aplican las tarifas habituales de su compañía.";
    TEXT_ME: "Text me", "Enviarme un mensaje";
    CALL_ME: "Call me", "Llamarme";
    REMOVE: "Remove the number", "Quitar el número";
    REMOVE_HINT: "To remove it, leave the box empty; a code goes to it first.", "Para quitarlo, deje la casilla vacía; primero llega un código a ese número.";
    LOST: "You don't have that phone any more?", "¿Ya no tiene ese teléfono?";
    LOST_HOW: "Ask an administrator of your practice: under Settings, EHR Users, your name, they can reset your verification phone number. Then you set a new one here.", "Pregunte a quien administra su consultorio: en Configuración, Usuarios del EHR, su nombre, puede restablecer su número de verificación. Después usted configura aquí uno nuevo.";
    STEP_SET: "Confirm the number", "Confirmar el número";
    STEP_OLD: "Step 1 of 2: the number so far", "Paso 1 de 2: el número actual";
    STEP_NEW: "Step 2 of 2: the new number", "Paso 2 de 2: el número nuevo";
    STEP_REMOVE: "Confirm the removal", "Confirmar que se quita";
    NOT_SENT: "No code has gone to the number that ends in {ends} yet. How do you want it?", "Todavía no se ha enviado ningún código al número que termina en {ends}. ¿Cómo lo quiere?";
    CODE_OVER: "The last code does not work any more. Ask for a new one.", "El último código ya no sirve. Pida uno nuevo.";
    GO_ON: "Confirm the code", "Confirmar el código";
    STOP_SET: "Use another number", "Usar otro número";
    STOP: "Stop, and leave everything as it is", "Detener y dejar todo como está";
    LOOK: "Not done yet. Please look at the marked box.", "Todavía no está listo. Revise la casilla marcada.";
    OVER: "No change of your phone is under way here any more: it was finished, stopped, or took longer than half an hour. What holds now stands on this page.", "Aquí ya no hay ningún cambio de su teléfono en curso: se terminó, se detuvo o tardó más de media hora. Lo que vale ahora está en esta página.";

    MISSING: "Type the phone's number, with its area code.", "Escriba el número del teléfono, con su código de área.";
    NOT_A_NUMBER: "This is no phone number that we know. Type all ten digits, area code first, such as 213 555 0142.", "No reconocemos este número de teléfono. Escriba los diez dígitos, primero el código de área, por ejemplo 213 555 0142.";
    EXTENSION: "Codes can't reach an extension. Use a number that rings you directly.", "Los códigos no llegan a una extensión. Use un número que le llame directamente.";
    REGION: "Codes go only to numbers of the United States and their territories here. Use such a number, or ask an administrator of your practice.", "Aquí los códigos solo se envían a números de Estados Unidos y sus territorios. Use un número así o pregunte a un administrador de su consultorio.";
    TOLL_FREE: "Codes can't go to a toll-free number. Use a phone of your own.", "Los códigos no se pueden enviar a un número gratuito. Use un teléfono propio.";
    NO_PHONE: "This number rings no phone of a person: it belongs to a pager, a voicemail or a forwarding service. Use a phone of your own.", "Este número no suena en el teléfono de una persona: es de un localizador, un buzón de voz o un servicio de desvío. Use un teléfono propio.";
    NEEDS_CALLS: "This is a landline, which gets no texts, and calls are not set up here. Use a mobile phone.", "Es un teléfono fijo, que no recibe mensajes de texto, y aquí no están configuradas las llamadas. Use un celular.";
    NOTE_LANDLINE_NO_CALLS: "A landline can't be used: calls are not set up here.", "No se puede usar un teléfono fijo: aquí no están configuradas las llamadas.";
    PREMIUM: "Codes can't go to a number that costs extra. Use a phone of your own.", "Los códigos no se pueden enviar a un número con costo adicional. Use un teléfono propio.";
}
