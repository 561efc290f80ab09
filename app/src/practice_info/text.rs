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
    CONFLICT: "Somebody else has saved this page meanwhile. What they saved stands beside each box that differs. Save again to keep what you typed.", "Mientras tanto, otra persona guardó esta página. Lo que guardó está junto a cada casilla distinta. Guarde de nuevo para conservar lo que usted escribió.";
}
