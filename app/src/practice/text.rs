//! Names of time zones, and what every form with an address and numbers says.

crate::texts! {
    PUERTO_RICO: "Atlantic: Puerto Rico, U.S. Virgin Islands", "Atlántico: Puerto Rico, Islas Vírgenes de EE. UU.";
    EASTERN: "Eastern: New York", "Este: Nueva York";
    CENTRAL: "Central: Chicago", "Centro: Chicago";
    MOUNTAIN: "Mountain: Denver", "Montaña: Denver";
    ARIZONA: "Arizona: Phoenix, no daylight saving", "Arizona: Phoenix, sin horario de verano";
    PACIFIC: "Pacific: Los Angeles", "Pacífico: Los Ángeles";
    ALASKA: "Alaska: Anchorage", "Alaska: Anchorage";
    ALEUTIANS: "Aleutian Islands: Adak", "Islas Aleutianas: Adak";
    HAWAII: "Hawaii: Honolulu", "Hawái: Honolulu";
    SAMOA: "American Samoa: Pago Pago", "Samoa Americana: Pago Pago";
    GUAM: "Guam, Northern Mariana Islands", "Guam, Islas Marianas del Norte";

    ADDRESS_1: "Street address", "Dirección";
    ADDRESS_1_HINT: "Street and number, no P.O. box.", "Calle y número, sin apartado postal.";
    ADDRESS_2: "Suite, floor (optional)", "Oficina, piso (opcional)";
    CITY: "City", "Ciudad";
    STATE: "State or territory", "Estado o territorio";
    ZIP: "ZIP code", "Código postal (ZIP)";
    ZIP_HINT: "5 digits, better all 9: 04101-2345.", "5 números, mejor los 9: 04101-2345.";
    PHONE: "Phone", "Teléfono";
    FAX: "Fax (optional)", "Fax (opcional)";
    CHOOSE: "Choose one", "Elija una opción";
    ADDRESS_MISSING: "Enter street and number.", "Escriba la calle y el número.";
    TOO_LONG: "This has at most 100 characters.", "Esto tiene como máximo 100 caracteres.";
    CITY_MISSING: "Enter the city.", "Escriba la ciudad.";
    STATE_MISSING: "Choose the state or territory.", "Elija el estado o territorio.";
    ZIP_WRONG: "A ZIP code has 5 or 9 digits, such as 04101 or 04101-2345.", "Un código postal tiene 5 o 9 números, como 04101 o 04101-2345.";
    PHONE_MISSING: "Enter the phone number.", "Escriba el teléfono.";
    PHONE_WRONG: "This is no phone number of the United States or its territories. Ten digits, such as (213) 555-0142.", "Este no es un número de teléfono de Estados Unidos ni de sus territorios. Diez números, como (213) 555-0142.";
    NPI_ALIEN: "An NPI has digits alone. Character {n} is “{c}”.", "Un NPI tiene solo números. El carácter {n} es «{c}».";
    NPI_LENGTH: "An NPI has ten digits. You typed {n}.", "Un NPI tiene diez números. Usted escribió {n}.";
    NPI_FIRST: "An NPI begins with 1 or 2.", "Un NPI empieza con 1 o 2.";
    NPI_CHECK: "The check digit does not fit: one digit is wrong, or two neighbours are swapped. Compare it with the letter from NPPES.", "El dígito de control no encaja: hay un número equivocado o dos vecinos cambiados de lugar. Compárelo con la carta de NPPES.";
    ZONE: "Time zone", "Zona horaria";
    ZONE_MISSING: "Choose the time zone.", "Elija la zona horaria.";
    NOTE_PO_BOX: "Claims with a P.O. box as the address of service are often refused. Enter the street address.", "Las reclamaciones con un apartado postal como dirección de servicio suelen rechazarse. Escriba la dirección de la calle.";
    NOTE_ZIP: "Some payers refuse a ZIP code of 5 digits. The post office tells the other 4.", "Algunas aseguradoras rechazan un código postal de 5 números. El servicio postal indica los otros 4.";
}
