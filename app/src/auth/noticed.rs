//! What the doctor noticed about a log-in, for the audit trail: names of findings, never what was typed.

use serde_json::Value;

use crate::doctor::{Device, FieldName, Fields, Finding, Moment, diagnose, shown};

/// What stands beside the form of this log-in, or would, were it refused. A function of what was typed and of the device alone, so that it
/// is the same for every cause.
#[derive(Clone, Debug, Default)]
pub struct Noticed(Vec<Finding>);

impl Noticed {
    /// Looks at a posted form as it came, before a remedy put anything right.
    #[must_use]
    pub fn of(fields: &Fields, device: &Device) -> Self {
        Self(shown(diagnose(fields, device), Moment::Submitted))
    }

    /// For the entry of a refusal.
    #[must_use]
    pub fn at_refusal(&self) -> Value {
        self.0.iter().map(|finding| finding.id.as_str()).collect()
    }

    /// For the entry of a log-in. What was noticed about a password that is right would say something about it for ever.
    #[must_use]
    pub fn at_log_in(&self) -> Value {
        let of_password = |finding: &&Finding| finding.field == Some(FieldName::Password);
        self.0.iter().filter(|finding| !of_password(finding)).map(|finding| finding.id.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Noticed;
    use crate::doctor::{Device, Fields};

    #[test]
    fn names_are_kept_and_nothing_typed_and_nothing_of_a_right_password() {
        let fields =
            Fields { practice_id: " ABC-120-B".into(), username: "nurse.kim".into(), password: "hunter2 ".into(), email: None };
        let noticed = Noticed::of(&fields, &Device::default());
        assert_eq!(noticed.at_refusal().to_string(), r#"["pw-edge-space","trimmed"]"#);
        assert_eq!(noticed.at_log_in().to_string(), r#"["trimmed"]"#);
        assert_eq!(Noticed::of(&Fields::default(), &Device::default()).at_log_in().to_string(), "[]");
    }
}
