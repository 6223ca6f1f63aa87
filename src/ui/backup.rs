//! When everything was last exported, in words.

use crate::i18n::{Locale, td_string};
use documents::Backup;

/// How long ago that is, and whether something has changed since.
pub fn age(backup: Option<&Backup>, locale: Locale) -> String {
    let Some(backup) = backup else {
        return td_string!(locale, settings.backup_never).to_owned();
    };
    let days = backup.age.as_secs() / 86_400;
    let age = if days == 0 {
        td_string!(locale, settings.backup_today).to_owned()
    } else {
        td_string!(locale, settings.backup_days, count = days as u32)
    };
    if backup.changed_since {
        format!("{age} {}", td_string!(locale, settings.backup_changed))
    } else {
        age
    }
}
