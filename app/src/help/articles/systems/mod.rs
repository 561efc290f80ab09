//! "How do I get my patients out of …?" (topics 17, 21, 23, 26–34, 43, 57, 60): an article for each system that `intake::systems` knows, made of what is
//! known of it. What is not known is said, and nothing else is in its place.

use super::{bring_patients_in, help_moving, old_system, protected_information};
use crate::help::model::{Article, Button, Step};
use crate::i18n::Text;
use crate::patient_import;

pub mod text;

/// How sure it is what a system exports; `intake::systems::Known`, for both builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Columns,
    Format,
    Nothing,
}

impl Known {
    const fn sure(self) -> Text {
        match self {
            Self::Columns => text::COLUMNS,
            Self::Format => text::FORMAT,
            Self::Nothing => text::NOTHING,
        }
    }

    const fn line(self) -> Text {
        match self {
            Self::Columns => text::LINE_COLUMNS,
            Self::Format => text::LINE_FORMAT,
            Self::Nothing => text::LINE_NOTHING,
        }
    }
}

const IMPORT: Button = Button { label: patient_import::text::TITLE, path: patient_import::model::PATH };

/// A module for each system: its key in `intake::systems` and its name there, how sure it is, and what is known.
macro_rules! systems {
    ($($module:ident: $key:literal, $name:literal, $known:ident;
        answer: $answer_en:literal, $answer_es:literal;
        place: $place_en:literal, $place_es:literal;
        file: $file_en:literal, $file_es:literal;
        here: $here_en:literal, $here_es:literal;
        watch: $watch_en:literal, $watch_es:literal;
        words: $words_en:literal, $words_es:literal;
    )+) => {
        $(
            /// What is known of a system.
            pub mod $module {
                use super::super::{Known, IMPORT, bring_patients_in, help_moving, old_system, protected_information, text};
                use crate::help::model::{Article, Group, List, Step, Topic, leading, titled};
                use crate::i18n::Text;

                // No `texts!`: it would make documents of names such as those of columns.
                const ANSWER: Text = Text { en: $answer_en, es: $answer_es };
                const PLACE: Text = Text { en: $place_en, es: $place_es };
                const FILE: Text = Text { en: $file_en, es: $file_es };
                const HERE: Text = Text { en: $here_en, es: $here_es };
                const WATCH: Text = Text { en: $watch_en, es: $watch_es };
                const WORDS: Text = Text { en: $words_en, es: $words_es };
                const NAME: Text = Text { en: $name, es: $name };

                /// How others link to it.
                pub const TOPIC: Topic = Topic {
                    slug: concat!("export-from-", $key),
                    question: Text { en: concat!("How do I get my patients out of ", $name, "?"), es: concat!("¿Cómo saco a mis pacientes de ", $name, "?") },
                };

                /// Its line in the list of systems.
                pub const LINE: Step = leading(NAME, Known::$known.line(), TOPIC.question, concat!("/help/export-from-", $key));

                /// The article.
                pub const ARTICLE: Article = Article {
                    topic: TOPIC,
                    group: Group::Moving,
                    answer: ANSWER,
                    list: List::Points(&[
                        titled(text::PLACE, PLACE),
                        titled(text::FILE, FILE),
                        titled(text::HERE, HERE),
                        titled(text::WATCH, WATCH),
                        titled(text::SURE, Known::$known.sure()),
                    ]),
                    otherwise: text::OTHERWISE,
                    buttons: &[IMPORT],
                    related: &[help_moving::TOPIC, bring_patients_in::TOPIC, old_system::TOPIC, protected_information::TOPIC],
                    words: WORDS,
                    texts: &[
                        ("ANSWER", ANSWER),
                        ("PLACE", PLACE),
                        ("FILE", FILE),
                        ("HERE", HERE),
                        ("WATCH", WATCH),
                        ("WORDS", WORDS),
                    ],
                };
            }
        )+

        use super::{Article, Step};

        /// Every system: its key, its name, its article.
        pub const SYSTEMS: &[(&str, &str, Article)] = &[$(($key, $name, $module::ARTICLE)),+];
        /// The line of each.
        pub const LINES: &[Step] = &[$($module::LINE),+];
    };
}

mod table;
pub use table::*;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use intake::systems::{self, Known};

    use super::{SYSTEMS, text};

    #[test]
    fn every_system_that_can_be_chosen_has_its_article_and_it_is_as_sure_as_we_are() {
        for system in systems::SYSTEMS.iter().filter(|system| !["vestibule", systems::OTHER].contains(&system.key)) {
            let (_, name, article) = SYSTEMS.iter().find(|(key, ..)| *key == system.key).unwrap();
            assert_eq!(*name, system.name);
            let sure = match system.known {
                Known::Columns => text::COLUMNS,
                Known::Format => text::FORMAT,
                Known::Nothing => text::NOTHING,
            };
            assert!(article.list.items().iter().any(|item| item.text == sure), "{name}");
        }
        assert_eq!(SYSTEMS.len(), systems::SYSTEMS.len() - 2);
    }
}
