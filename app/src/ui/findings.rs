//! What the doctor found, as a list: each sentence with its one-tap remedy.

use leptos::prelude::*;

use crate::auth::repair::{self, REPAIR};
use crate::doctor::{self, Finding, Remedy, Severity};
use crate::web::state::locale;

/// The findings, or nothing when there are none. `on_repair` carries a remedy out in the browser; without script the button posts the form.
#[component]
pub fn Findings(
    /// What to show.
    findings: Signal<Vec<Finding>>,
    /// The form the buttons belong to; none where nothing typed can be repaired.
    #[prop(optional)]
    form: Option<&'static str>,
    /// Carries a remedy out in the browser.
    #[prop(optional)]
    on_repair: Option<Callback<Remedy>>,
) -> impl IntoView {
    let locale = locale();
    view! {
        <ul class="findings" hidden=move || findings.read().is_empty()>
            {move || findings.get().into_iter().map(|finding| {
                let sentence = doctor::sentence(&finding, locale);
                let (id, severity) = (finding.id.as_str(), severity_name(&finding));
                // What was put right already needs no button.
                let remedy = finding.remedy.filter(|_| finding.severity != Severity::Repaired);
                view! {
                    <li class="finding" data-finding=id data-severity=severity>
                        <span>{sentence}</span>
                        {remedy.and_then(|r| match form {
                            Some(form) => Some(remedy_button(r, form, on_repair)),
                            // Only this one leads out of any page.
                            None if r == Remedy::OpenFullSize => doctor::remedy_label(&r, locale).map(|label| remedy_link(&r, label)),
                            None => None,
                        })}
                    </li>
                }
            }).collect_view()}
        </ul>
    }
}

fn severity_name(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Blocks => "blocks",
        Severity::Likely => "likely",
        Severity::Info => "info",
        Severity::Repaired => "repaired",
    }
}

fn remedy_button(remedy: Remedy, form: &'static str, on_repair: Option<Callback<Remedy>>) -> AnyView {
    let Some(label) = doctor::remedy_label(&remedy, locale()) else { return ().into_any() };
    let Some(kind) = repair::kind(&remedy) else { return remedy_link(&remedy, label) };
    let action = repair::action(&remedy, form);
    view! {
        <button
            class="button button-secondary"
            type="submit"
            form=form
            name=REPAIR
            value=kind
            formaction=action
            on:click=move |event| {
                if let Some(on_repair) = on_repair.filter(|_| action.is_none()) {
                    event.prevent_default();
                    on_repair.run(remedy.clone());
                }
            }
        >
            {label}
        </button>
    }
    .into_any()
}

/// Remedies that are a place to go to.
fn remedy_link(remedy: &Remedy, label: String) -> AnyView {
    match remedy {
        Remedy::OpenFullSize => {
            view! { <a class="button button-secondary" href="/login" target="_blank" rel="noopener external">{label}</a> }
                .into_any()
        }
        Remedy::Reload => view! { <a class="button button-secondary" href="/login" rel="external">{label}</a> }.into_any(),
        Remedy::ShowCharacters => {
            view! { <a class="button button-secondary" href="#characters" rel="external">{label}</a> }.into_any()
        }
        Remedy::ResetBrowser => {
            view! { <a class="button button-secondary" href="/check#reset" rel="external">{label}</a> }.into_any()
        }
        _ => ().into_any(),
    }
}
