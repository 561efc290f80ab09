//! What answers at the paths of pages about patients; `router.rs` has the others.

use app::patient_documents::api::{get_document, get_documents, post_document, post_documents};
use app::patient_documents::model::LARGEST;
use app::patient_import::api::{get_import, get_imports, post_import, post_imports};
use app::patients::api::{get_new_patient, get_patient, get_patients, post_new_patient, post_patient, post_patients};
use app::practice_export::api::{get_export, get_exports, post_export, post_exports};
use app::web::site::Site;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get};

/// A document that is too large by some is read to its end, so that its sender hears why it is not taken.
const DOCUMENT_LIMIT: usize = 4 * LARGEST;

/// Whether a path is a page's about patients: one of them, or many who come in or leave.
pub fn has(path: &str) -> bool {
    ["/patients", "/settings/import", "/settings/export"].iter().any(|start| path.starts_with(start))
}

/// What answers at the path of a page about patients.
pub fn page(path: &str) -> MethodRouter<Site> {
    match path {
        "/patients" => get(get_patients).post(post_patients),
        "/patients/new" => get(get_new_patient).post(post_new_patient),
        "/patients/{id}/documents" => get(get_documents).post(post_documents).layer(DefaultBodyLimit::max(DOCUMENT_LIMIT)),
        "/patients/{id}/documents/{document}" => get(get_document).post(post_document),
        "/settings/import" => get(get_imports).post(post_imports).layer(DefaultBodyLimit::disable()),
        "/settings/import/{id}" => get(get_import).post(post_import),
        "/settings/export" => get(get_exports).post(post_exports),
        "/settings/export/{id}" => get(get_export).post(post_export),
        _ => get(get_patient).post(post_patient),
    }
}
