//! "How do I add, change or remove people?" (topic 2)

use super::{access_code, administrator, help_somebody, reset_phone, security_policy};
use crate::help::model::{Article, Button, Group, List, Topic, titled};
use crate::users;

crate::texts! {
    QUESTION: "How do I add, edit or deactivate people of my practice?", "¿Cómo agrego, edito o desactivo a personas de mi consultorio?";
    ANSWER: "You find everybody under {settings}, {ehr-users}. Give each person an account of their own, so that you can always see who did what. Who leaves is deactivated, never deleted: their history stays.", "Encuentra a todos en {settings}, {ehr-users}. Dé a cada persona su propia cuenta, para ver siempre quién hizo qué. A quien se va se le desactiva, nunca se le borra: su historial se conserva.";
    ADD: "Add somebody", "Agregar a alguien";
    ADD_TEXT: "Press {add-user}, fill in the boxes and choose an {edit-level}. With an e-mail address, the person gets an invitation, which works for {invitation-days} days. Tell them your Practice Access Code by voice: it stands under the form. Their page shows how the invitation stands; there you send it again, correct the address or take it back. For many at once there is {import-people}.", "Presione {add-user}, complete las casillas y elija un {edit-level}. Con una dirección de correo, la persona recibe una invitación, que funciona {invitation-days} días. Dígale de viva voz el código de acceso del consultorio: está debajo del formulario. Su página muestra cómo está la invitación; ahí la envía de nuevo, corrige la dirección o la anula. Para muchas a la vez, use {import-people}.";
    NO_MAIL: "Somebody without e-mail", "Alguien sin correo";
    NO_MAIL_TEXT: "Leave the address empty. On their page press {make-code} and tell the code in person.", "Deje la dirección vacía. En su página presione {make-code} y diga el código en persona.";
    EDIT: "Change details", "Cambiar datos";
    EDIT_TEXT: "Choose the name, change the boxes under {profile}, and press {save}. The username stays as it is.", "Elija el nombre, cambie las casillas de {profile} y presione {save}. El nombre de usuario no cambia.";
    ADMIN: "Make somebody administrator", "Nombrar a un administrador";
    ADMIN_TEXT: "On their page press {make-admin}. It lets them look after accounts; it has nothing to do with the {edit-level}. Have two, so that one can always help the other.", "En su página presione {make-admin}. Así puede ocuparse de las cuentas; no tiene que ver con el {edit-level}. Tenga dos, para que uno siempre pueda ayudar al otro.";
    LEAVE: "Somebody leaves", "Alguien se va";
    LEAVE_TEXT: "On their page press {deactivate}. They are logged out everywhere at once. With {reactivate} you take it back; emergency access is then allowed anew. Make a new Practice Access Code if they knew it.", "En su página presione {deactivate}. Su sesión se cierra en todas partes enseguida. Con {reactivate} lo revierte; el acceso de emergencia se permite entonces de nuevo. Cree un nuevo código de acceso si lo conocía.";
    OTHERWISE: "A button is missing? You can't deactivate yourself or change your own level: another administrator does that. The last administrator stays one. If you don't see {settings}, you are no administrator; ask one.", "¿Falta un botón? No puede desactivarse ni cambiar su propio nivel: lo hace otro administrador. El último administrador sigue siéndolo. Si no ve {settings}, usted no es administrador; pregunte a uno.";
    WORDS: "add user, new user, new employee, new staff, create account, edit user, change name, change email, remove user, delete user, delete staff, deactivate, fire, somebody left, employee left, make administrator, add staff, user list, onboarding, invite somebody, send invitation again, new nurse, add a nurse, new doctor, new hire, new receptionist, left the practice, someone left, nurse left, doctor quit, quit, resigned, retired, import users, import staff, several people, spreadsheet of users", "agregar usuario, usuario nuevo, empleado nuevo, personal nuevo, crear cuenta, editar usuario, cambiar nombre, cambiar correo, quitar usuario, eliminar usuario, borrar usuario, desactivar, dar de baja, alguien se fue, nombrar administrador, invitar a alguien, enviar la invitación de nuevo, nueva enfermera, enfermera nueva, nuevo médico, médico nuevo, nueva recepcionista, dejó el consultorio, ya no trabaja, renunció, se jubiló, importar usuarios, lista de empleados";
}

/// How others link to it.
pub const TOPIC: Topic = Topic { slug: "users", question: QUESTION };

/// The article.
pub const ARTICLE: Article = Article {
    topic: TOPIC,
    group: Group::Administrators,
    answer: ANSWER,
    list: List::Points(&[
        titled(ADD, ADD_TEXT),
        titled(NO_MAIL, NO_MAIL_TEXT),
        titled(EDIT, EDIT_TEXT),
        titled(ADMIN, ADMIN_TEXT),
        titled(LEAVE, LEAVE_TEXT),
    ]),
    otherwise: OTHERWISE,
    buttons: &[
        Button { label: users::text::EHR_USERS, path: "/settings/users" },
        Button { label: users::text::ADD, path: "/settings/users/new" },
    ],
    related: &[access_code::TOPIC, help_somebody::TOPIC, reset_phone::TOPIC, security_policy::TOPIC, administrator::TOPIC],
    words: WORDS,
    texts: ALL,
};
