//! A plan as a file of its own: `{format, schema, checksum, plan}`.
//!
//! The file is for people and other programs: indented, described by a JSON
//! Schema (`schema/plan-1.json` beside the app), and read leniently. Fields may
//! be missing, and a plan that was edited by hand is read and said to be edited.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::document::{Plan, SCHEMA};
use super::locate::culprit;
use super::migrate::{MigrateError, migrate};

/// The largest file that is read, in bytes. The lists of a plan that are full
/// to the last character take more; such a file is kept as a backup instead.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// What the file says it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// A plan of this app.
    #[default]
    #[serde(rename = "qimo-plan")]
    Plan,
}

/// A plan that has been exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exported {
    /// What the file is.
    pub format: Format,
    /// The version of the plan's form.
    #[cfg_attr(feature = "schema", schemars(extend("const" = SCHEMA)))]
    pub schema: u32,
    /// SHA-256 of the plan's JSON without white space, its keys sorted, in
    /// hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub checksum: String,
    /// The plan.
    pub plan: Plan,
}

/// A plan that has been read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The plan, in the present form.
    pub plan: Plan,
    /// The version of the form that the file had.
    pub schema: u32,
    /// Whether the file differs from what was exported, or has no checksum.
    pub edited: bool,
}

/// A file is not read. Nothing is changed by it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// It is larger than any plan.
    #[error("the file has {bytes} bytes; a plan has at most {MOST_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is no text in UTF-8.
    #[error("the file is not text in UTF-8")]
    NotText,
    /// It is not JSON: another kind of file, or one cut short.
    #[error("line {line}, column {column}: not JSON: {reason}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// It is JSON, but no plan of this app.
    #[error("the file is not a plan of this app: it lacks \"format\": \"qimo-plan\"")]
    NotPlan,
    /// It does not say which form it has.
    #[error("the file does not say which version of the form it has: \"schema\" is missing")]
    NoVersion,
    /// A newer version of the app wrote it.
    #[error("the file has version {schema} of the form; this app knows up to {SCHEMA}: update it")]
    Newer {
        /// Its version.
        schema: u64,
    },
    /// Its older form could not be brought up to date.
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    /// A field has a value that it cannot have.
    #[error("{field}: {reason}")]
    NotRead {
        /// The field's path in the plan; `plan` where it is the whole.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What was written would not read back. The plan is kept as it is.
    #[error("the export would not read back; keep the plan and report this")]
    NotWritten,
}

/// The canonical text: `Value` sorts the keys of objects.
fn checksum(plan: &Value) -> String {
    let digest = Sha256::digest(plan.to_string());
    digest.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The file of a plan, after making sure that it reads back as the same plan.
pub fn write(plan: &Plan) -> Result<String, FileError> {
    let value = serde_json::to_value(plan).map_err(|_| FileError::NotWritten)?;
    let exported = Exported {
        format: Format::Plan,
        schema: SCHEMA,
        checksum: checksum(&value),
        plan: plan.clone(),
    };
    let text = serde_json::to_string_pretty(&exported).map_err(|_| FileError::NotWritten)?;
    match read(text.as_bytes()) {
        Ok(imported) if imported.plan == *plan && !imported.edited => Ok(text),
        Err(error @ FileError::TooLarge { .. }) => Err(error),
        _ => Err(FileError::NotWritten),
    }
}

/// Reads the file of a plan, of this form or an older one.
pub fn read(bytes: &[u8]) -> Result<Imported, FileError> {
    if bytes.len() > MOST_BYTES {
        return Err(FileError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::NotText)?;
    // Some editors begin a text with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut file: Value = serde_json::from_str(text).map_err(|error| FileError::NotJson {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    })?;
    if file.get("format").and_then(Value::as_str) != Some("qimo-plan") {
        return Err(FileError::NotPlan);
    }
    let schema = file["schema"].as_u64().ok_or(FileError::NoVersion)?;
    let schema = match u32::try_from(schema) {
        Ok(known) if known <= SCHEMA => known,
        _ => return Err(FileError::Newer { schema }),
    };
    let plan = file["plan"].take();
    let edited = file["checksum"].as_str() != Some(&checksum(&plan));
    let plan = migrate(schema, plan)?;
    // A list would be read as fields in order.
    if !plan.is_object() {
        return Err(FileError::NotRead {
            field: "plan".to_owned(),
            reason: "not an object".to_owned(),
        });
    }
    let plan = Plan::deserialize(&plan).map_err(|error| FileError::NotRead {
        field: culprit(&plan),
        reason: error.to_string(),
    })?;
    Ok(Imported {
        plan,
        schema,
        edited,
    })
}
