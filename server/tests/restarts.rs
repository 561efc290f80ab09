//! The program is started anew before every single request of these flows: whatever somebody has begun goes on, on both engines. The flows are
//! those of other files, which say what must hold.

use crate::support::{Engine, TestApp};

/// Runs flows that other files tell, with a restart before each request.
macro_rules! with_restarts {
    ($($file:ident :: $flow:ident),+ $(,)?) => {
        $(mod $flow {
            use super::{Engine, TestApp};
            #[tokio::test]
            async fn sqlite() {
                crate::$file::$flow::test(TestApp::new(Engine::Sqlite).await.restarting()).await;
            }
            #[tokio::test]
            async fn postgres() {
                crate::$file::$flow::test(TestApp::new(Engine::Postgres).await.restarting()).await;
            }
        })+
    };
}

with_restarts! {
    upgrade::three_steps_and_the_old_log_in_holds_until_the_last,
    change_of_address::the_one_before_logs_in_until_the_new_one_has,
    invitations::the_whole_way_from_the_button_to_the_first_log_in,
    self_service::the_person_alone_link_question_new_password,
    self_service::without_a_question_the_administrator_helps_with_one_tap,
    password_reset::the_administrator_tells_a_code_and_the_person_is_back_in,
    second_step_ways::who_has_a_phone_alone_finds_the_code_sent_and_gets_in_with_it_once,
    second_factor::after_the_password_a_code_is_asked_for_and_lets_in_once,
    agreements::who_logs_in_agrees_before_anything_else_and_once,
    sign_up::from_an_address_to_a_practice_with_its_first_administrator,
    practice_info::what_is_wrong_stands_beside_its_box_and_two_editors_are_told,
    facilities::what_is_wrong_stands_beside_its_box_and_nothing_typed_is_lost,
    facilities::a_facility_is_added_changed_and_seen_and_the_trail_has_before_and_after,
    security_policy::the_second_of_two_editors_is_told_and_overwrites_nothing_unseen,
    levels::the_matrix_is_shown_changed_guarded_and_in_the_trail,
    levels::two_editors_are_told_what_the_other_saved,
    emergency::who_is_named_switches_it_on_alone_and_everything_is_marked_told_and_looked_back_on,
    emergency::it_ends_with_time_session_name_or_an_administrator_and_at_that_moment,
    patients::a_patient_is_added_found_each_way_changed_and_the_trail_has_no_word_of_them,
    patients::what_is_wrong_stands_beside_its_box_and_a_twin_is_said_first,
    medical_identifiers::everybody_keeps_their_own_and_an_administrator_anybody_s,
    stuck::the_password_is_forgotten,
    stuck::the_phone_is_lost,
    stuck::phone_and_mailbox_are_lost,
    stuck::too_many_tries,
    stuck::the_address_was_claimed_by_a_typo,
}
