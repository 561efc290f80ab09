//! Sentences of the practice's page.

crate::texts! {
    TITLE: "Practice", "Consultorio";
    TILE: "Name, address, numbers and time zone of your practice.", "Nombre, dirección, números y zona horaria de su consultorio.";
    BACK: "Settings", "Configuración";
    LEAD: "Name and time zone hold everywhere from the next page on. Everything else may stay empty.", "El nombre y la zona horaria valen en todas partes desde la página siguiente. Todo lo demás puede quedar vacío.";
    PRACTICE_ID: "Practice ID", "ID del consultorio";
    PRACTICE_ID_WHY: "Everybody logs in with it, so it never changes.", "Todos inician sesión con él, por eso nunca cambia.";
    ACCESS_CODE: "Practice Access Code", "Código de acceso del consultorio";
    NAME: "Name", "Nombre";
    NAME_HINT: "As your people and patients know it.", "Como lo conocen su personal y sus pacientes.";
    LEGAL_NAME: "Legal name (optional)", "Nombre legal (opcional)";
    LEGAL_NAME_HINT: "As it stands on claims, where it differs. At most 60 characters.", "Como figura en las reclamaciones, si es distinto. Como máximo 60 caracteres.";
    SPECIALTY: "Specialty (optional)", "Especialidad (opcional)";
    WEBSITE: "Website (optional)", "Sitio web (opcional)";
    NPI: "NPI of the practice (optional)", "NPI del consultorio (opcional)";
    NPI_HINT: "Ten digits; the group's (type 2), not a person's.", "Diez números; el del grupo (tipo 2), no el de una persona.";
    TAX_ID: "Tax ID (EIN, optional)", "Identificación fiscal (EIN, opcional)";
    TAX_ID_HINT: "Nine digits. Only the last four are shown afterwards.", "Nueve números. Después solo se muestran los cuatro últimos.";
    SAVE: "Save", "Guardar";
    SAVED: "Saved.", "Guardado.";

    PROBLEM: "Please look at the marked boxes.", "Revise las casillas marcadas.";
    NAME_MISSING: "Enter the name of the practice.", "Escriba el nombre del consultorio.";
    NAME_LONG: "A name has at most 100 characters.", "Un nombre tiene como máximo 100 caracteres.";
    LEGAL_NAME_LONG: "A legal name has at most 60 characters: claims cut longer ones off.", "Un nombre legal tiene como máximo 60 caracteres: las reclamaciones cortan los más largos.";
    WEBSITE_WRONG: "This is no web address, such as www.elmstreet.example.", "Esto no es una dirección web, como www.elmstreet.example.";
    TAX_ID_WRONG: "An EIN has nine digits, such as 12-3456789.", "Un EIN tiene nueve números, como 12-3456789.";
    CONFLICT: "Somebody else has saved this page meanwhile. What they changed is in the boxes that you left alone; where you both changed the same box, theirs stands beside yours. Look it over and save again.", "Mientras tanto, otra persona guardó esta página. Lo que cambió está en las casillas que usted no tocó; donde ambos cambiaron la misma casilla, lo que guardó está junto a la de usted. Revíselo y guarde de nuevo.";

    EMAIL: "E-mail for notices", "Correo para avisos";
    EMAIL_HINT: "What administrators are told by mail goes here too: planned maintenance, emergency access, weaker security rules. A mailbox that several people read is best.", "Lo que se avisa por correo a los administradores llega también aquí: mantenimiento previsto, acceso de emergencia, reglas de seguridad más débiles. Lo mejor es un buzón que leen varias personas.";
    EMAIL_WRONG: "Enter an e-mail address such as office@clinic.example.", "Escriba una dirección de correo como oficina@clinica.example.";
    EMAIL_EMERGENCY: "In emergency access this address stays as it is: it reads what administrators are told.", "En el acceso de emergencia esta dirección queda como está: recibe lo que se avisa a los administradores.";
    BILLING: "Billing address", "Dirección de facturación";
    BILLING_HINT: "Only where it differs from the address above.", "Solo si es distinta de la dirección de arriba.";
    BILLING_1: "Billing: street and number", "Facturación: calle y número";
    BILLING_2: "Billing: suite, floor", "Facturación: oficina, piso";
    BILLING_CITY: "Billing: city", "Facturación: ciudad";
    BILLING_STATE: "Billing: state", "Facturación: estado";
    BILLING_ZIP: "Billing: ZIP code", "Facturación: código postal";

    LOGO: "Logo", "Logotipo";
    LOGO_ADD: "Add a logo", "Agregar un logotipo";
    LOGO_CHANGE: "Change the logo", "Cambiar el logotipo";
    LOGO_LEAD: "It stands at the top of everything that is printed here: codes, lists, reports, the downtime kit.", "Aparece arriba en todo lo que se imprime aquí: códigos, listas, informes, el paquete de contingencia.";
    LOGO_NOW: "Your logo now", "Su logotipo ahora";
    LOGO_ALT: "Logo of {name}", "Logotipo de {name}";
    LOGO_REMOVE: "Remove the logo", "Quitar el logotipo";
    LOGO_FILE: "Choose a picture", "Elija una imagen";
    LOGO_HINT: "PNG or JPEG, up to 1 MB. A wide one on white looks best; it is made at most 600 by 200 pixels.", "PNG o JPEG, hasta 1 MB. Una imagen ancha sobre blanco se ve mejor; se reduce a 600 por 200 píxeles como máximo.";
    LOGO_CONFLICT: "Somebody else has changed the logo meanwhile: this is how it stands now. If yours is to take its place, send it again.", "Mientras tanto, otra persona cambió el logotipo: así está ahora. Si el suyo debe ocupar su lugar, envíelo de nuevo.";
    LOGO_MISSING: "Choose a file first.", "Elija primero un archivo.";
    LOGO_LARGE: "This file is larger than 1 MB. Save the picture smaller, then choose it again.", "Este archivo pesa más de 1 MB. Guarde la imagen más pequeña y elíjala otra vez.";
    LOGO_KIND: "This is no PNG or JPEG picture, whatever its name says. Open it in a picture program and save it as PNG.", "No es una imagen PNG o JPEG, diga lo que diga su nombre. Ábrala en un programa de imágenes y guárdela como PNG.";
    LOGO_WIDE: "This picture has more than 4,096 pixels on a side. Save it smaller, then choose it again.", "Esta imagen tiene más de 4096 píxeles de lado. Guárdela más pequeña y elíjala otra vez.";
    LOGO_BROKEN: "This picture is damaged and can't be read. Save it anew, then choose it again.", "Esta imagen está dañada y no se puede leer. Guárdela de nuevo y elíjala otra vez.";
}
