//! The questions, and what is said of answers.

crate::texts! {
    FIRST_JOB: "In which town was your first job?", "¿En qué ciudad tuvo su primer trabajo?";
    TEACHER: "What was the family name of your first teacher?", "¿Cuál era el apellido de su primer maestro o maestra?";
    FRIEND: "What was the first name of your best friend at age ten?", "¿Cómo se llamaba su mejor amigo o amiga a los diez años?";
    CONCERT: "Whose concert was the first you went to?", "¿De quién fue el primer concierto al que fue?";
    DISH: "What was the first dish you learned to cook?", "¿Cuál fue el primer plato que aprendió a cocinar?";
    HOLIDAY: "Where was the best vacation of your childhood?", "¿Dónde pasó las mejores vacaciones de su infancia?";

    TITLE: "Your security question", "Su pregunta de seguridad";
    LEAD: "One more step, so that your mail alone does not open your account.", "Un paso más, para que su correo por sí solo no abra su cuenta.";
    ANSWER_LABEL: "Answer", "Respuesta";
    ANSWER_HINT: "Capitals and spaces do not matter.", "Las mayúsculas y los espacios no importan.";
    ANSWER_MISSING: "Enter your answer.", "Escriba su respuesta.";
    WRONG: "That is not the answer we have. Tries left: {n}.", "Esa no es la respuesta que tenemos. Intentos restantes: {n}.";
    ANSWER_TOO_SHORT: "Use an answer of at least 3 letters.", "Use una respuesta de al menos 3 letras.";
    ANSWER_TOO_LONG: "Use an answer of at most 200 characters.", "Use una respuesta de 200 caracteres como máximo.";
    ANSWER_OWN_NAME: "Everybody in your practice knows that. Use an answer that is not your name or username.", "Eso lo saben todos en su consultorio. Use una respuesta que no sea su nombre ni su usuario.";
    QUESTION_MISSING: "Choose a question.", "Elija una pregunta.";
}
