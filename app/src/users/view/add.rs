//! `/settings/users/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{ADD_FORM, level_field, text};
use crate::invitations::view::AccessCodeSection;
use crate::levels::model::Permission;
use crate::ui::field::Field;
use crate::ui::summary::summary;
use crate::users::import::text as import;
use crate::users::model::Level;
use crate::web::state::{page_state, t};

/// Adds a person.
#[component]
pub fn AddUserPage() -> impl IntoView {
    let form = page_state().form(ADD_FORM);
    let error = |name: &str| form.errors.get(name).cloned();
    let level = if form.values.is_empty() { Level::Staff.as_str().to_owned() } else { form.value("level") };
    // Whoever comes to name a second administrator finds the box ticked; a form that comes back is as it was sent.
    let named = use_query_map().read_untracked().get("administrator").is_some() && form.values.is_empty();
    let administrator = named || !form.value("administrator").is_empty();
    let may = page_state().person.is_some_and(|person| person.may(Permission::Administrators));
    view! {
        <Title text=t(text::ADD)/>
        <div class="page-narrow stack">
            <p><a href="/settings/users" rel="external">{t(text::BACK)}</a></p>
            <h1>{t(text::ADD)}</h1>
            {summary(&form, &["first_name", "last_name", "username", "email", "phone", "level"])}
            // Another person's details: the administrator's own must not be filled in.
            <form class="stack" method="post" action="/settings/users/new" novalidate autocomplete="off">
                <Field name="first_name" label=t(text::FIRST_NAME) value=form.value("first_name") error=error("first_name") autocomplete="off" autocapitalize="words"/>
                <Field name="last_name" label=t(text::LAST_NAME) value=form.value("last_name") error=error("last_name") autocomplete="off" autocapitalize="words"/>
                <Field name="username" label=t(text::USERNAME) hint=t(text::USERNAME_HINT) value=form.value("username") error=error("username") autocomplete="off"/>
                <Field name="email" label=t(text::EMAIL) value=form.value("email") error=error("email") autocomplete="off"/>
                <Field name="phone" label=t(text::PHONE) value=form.value("phone") error=error("phone") autocomplete="off"/>
                {level_field(&level, error("level"), false)}
                {may.then(|| view! {
                    <label class="checkbox">
                        <input type="checkbox" name="administrator" value="yes" checked=administrator/>
                        {t(text::ADMINISTRATOR)}
                    </label>
                })}
                <button class="button button-primary" type="submit">{t(text::ADD)}</button>
            </form>
            <AccessCodeSection/>
            <p><a href="/settings/users/import" rel="external">{t(import::TITLE)}</a></p>
        </div>
    }
}
