//! What is wrong with a configuration.

/// What is wrong with a configuration, in one sentence with its place.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ConfigError {
    /// File and line, or the environment variable.
    pub place: String,
    /// What, and the remedy.
    pub problem: String,
}

pub(super) fn error(place: impl Into<String>, problem: impl Into<String>) -> ConfigError {
    ConfigError { place: place.into(), problem: problem.into() }
}
