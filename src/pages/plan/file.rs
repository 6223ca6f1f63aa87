//! A plan as a file: JSON with a checksum, which is read back before it is handed
//! out.

use super::document::Kept;
use crate::documents::Documents;
use crate::ui::download::download;
use documents::{Document, Id, Opened, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use venture::plan::Plan;

/// What a plan's file says it is.
const FORMAT: &str = "qimo-plan";

/// The largest file that is read, in bytes: many times what the browser keeps.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Content {
    format: String,
    /// The version of the plan's form.
    schema: u32,
    exported_at: String,
    name: String,
    /// Of the plan as written here, to notice a file that was cut or altered.
    checksum: String,
    plan: Value,
}

/// A plan that was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// Its name.
    pub name: String,
    /// When it was exported, ISO 8601.
    pub exported_at: String,
    /// The plan.
    pub plan: Plan,
}

/// Why a file was not read. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is larger than any plan.
    TooLarge,
    /// It is not JSON: another kind of file, or one cut short.
    NotJson,
    /// It is an export of everything, for the settings.
    Everything,
    /// It is JSON, but not a plan.
    NotPlan,
    /// A newer version of the app wrote it.
    Newer,
    /// It was altered after it was written.
    Checksum,
}

/// A plan's file.
pub fn write(name: &str, plan: &Plan, now: Timestamp) -> Option<String> {
    let plan = serde_json::to_value(plan).ok()?;
    let content = Content {
        format: FORMAT.to_owned(),
        schema: Kept::SCHEMA,
        exported_at: now.to_string(),
        name: name.to_owned(),
        checksum: checksum(&plan),
        plan,
    };
    let text = serde_json::to_string_pretty(&content).ok()?;
    // An export that cannot be read again is none.
    let again = serde_json::from_str::<Content>(&text).ok()?;
    (again == content && read(text.as_bytes()).is_ok()).then_some(text)
}

/// Reads a plan's file.
pub fn read(bytes: &[u8]) -> Result<Read, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    let json: Value = serde_json::from_slice(bytes).map_err(|_| Refused::NotJson)?;
    match json["format"].as_str() {
        Some(FORMAT) => {}
        Some("qimo-backup" | "qimo-raw") => return Err(Refused::Everything),
        _ => return Err(Refused::NotPlan),
    }
    let content: Content = serde_json::from_value(json).map_err(|_| Refused::NotPlan)?;
    if content.schema > Kept::SCHEMA {
        return Err(Refused::Newer);
    }
    if content.checksum != checksum(&content.plan) {
        return Err(Refused::Checksum);
    }
    let mut plan = content.plan;
    for version in content.schema..Kept::SCHEMA {
        plan = Kept::migrate(version, plan).map_err(|_| Refused::NotPlan)?;
    }
    Ok(Read {
        name: content.name,
        exported_at: content.exported_at,
        plan: serde_json::from_value(plan).map_err(|_| Refused::NotPlan)?,
    })
}

/// CRC-32 (ISO-HDLC) of the canonical text, keys sorted, in hexadecimal: against
/// accidents, which is all that a checksum beside its text can do.
fn checksum(plan: &Value) -> String {
    let mut crc = u32::MAX;
    for byte in plan.to_string().bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            let low = crc & 1;
            crc = (crc >> 1) ^ (0xEDB8_8320 * low);
        }
    }
    format!("{:08x}", !crc)
}

/// Hands a plan to the reader as a file. `None` where it cannot be read, or the
/// browser refuses.
pub fn export(documents: Documents, id: &Id) -> Option<()> {
    let opened = documents.store().load::<Kept>(id).ok()?;
    let (name, plan) = match opened {
        Opened::Editable { handle, value } => (handle.header().name.clone(), value.0),
        Opened::ReadOnly { .. } => return None,
    };
    hand_out(&name, &plan, documents.now())
}

/// Hands a plan that is open to the reader, saved or not.
pub fn hand_out(name: &str, plan: &Plan, now: Timestamp) -> Option<()> {
    let text = write(name, plan, now)?;
    let file = format!("{}.qimo-plan.json", file_name(name));
    download(&file, "application/json", &text).then_some(())
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let kept = name.chars().map(|character| {
        if character.is_alphanumeric() || character == '-' {
            character
        } else {
            ' '
        }
    });
    let kept: String = kept.collect();
    let words: Vec<_> = kept.split_whitespace().collect();
    let name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        "plan".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use venture::plan::date::Date;
    use venture::plan::lang::Lang;
    use venture::plan::templates::Case;

    fn sample() -> (Plan, String) {
        let start = Date::new(2027, 1, 1).unwrap();
        let plan = Case::Voice.plan(Lang::Zh, start);
        let now = Timestamp::from_millis(1_795_563_000_000);
        let text = write("语音 助手", &plan, now).unwrap();
        (plan, text)
    }

    #[test]
    fn a_file_reads_back_as_the_same_plan() {
        let (plan, text) = sample();
        let read = read(text.as_bytes()).unwrap();
        assert_eq!((read.name.as_str(), &read.plan), ("语音 助手", &plan));
    }

    #[test]
    fn what_is_not_a_plan_is_refused_by_its_kind() {
        let (_, text) = sample();
        let altered = text.replace("预约", "预订");
        assert_ne!(altered, text);
        let newer = text.replace("\"schema\": 1", "\"schema\": 99");
        for (bytes, refused) in [
            (altered.as_str(), Refused::Checksum),
            (newer.as_str(), Refused::Newer),
            (&text[..text.len() - 9], Refused::NotJson),
            ("{\"format\":\"qimo-backup\"}", Refused::Everything),
            ("{\"format\":\"other\"}", Refused::NotPlan),
            ("[]", Refused::NotPlan),
        ] {
            assert_eq!(read(bytes.as_bytes()), Err(refused));
        }
        let large = " ".repeat(MAX_BYTES + 1);
        assert_eq!(read(large.as_bytes()), Err(Refused::TooLarge));
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // The check value of CRC-32/ISO-HDLC is that of "123456789"; a number is
        // written without quotes.
        assert_eq!(checksum(&Value::from(123_456_789)), "cbf43926");
    }

    #[test]
    fn file_names_are_safe() {
        assert_eq!(file_name("a/b: ..\\c"), "a-b-c");
        assert_eq!(file_name("语音 助手"), "语音-助手");
        assert_eq!(file_name("…"), "plan");
    }
}
