//! What went wrong with a form, at the top of its page.

use leptos::prelude::*;

use crate::web::state::FormState;

/// The sentence, and each mistake with a link to its box, in the order of the boxes; nothing for a form that was not refused. What stands beside a box
/// need not name it; here it has to.
#[must_use]
pub fn summary(form: &FormState, order: &[&str]) -> AnyView {
    let (sentence, errors) = (form.summary.clone(), form.errors_in(order));
    let plain = errors.is_empty();
    let named = |name: &str, said: String| match form.labels.get(name) {
        Some(label) => format!("{label}: {said}"),
        None => said,
    };
    (!sentence.is_empty())
        .then(|| {
            view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus>
                    <p>{sentence}</p>
                    <ul hidden=plain>
                        {errors.into_iter().map(|(name, e)| view! { <li><a href=format!("#{name}") rel="external">{named(&name, e)}</a></li> }).collect_view()}
                    </ul>
                </div>
            }
        })
        .into_any()
}
