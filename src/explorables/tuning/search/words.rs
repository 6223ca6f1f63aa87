//! Methods, settings and trials in words.

use super::super::chart::short;
use crate::i18n::{Locale, number, td_string};
use neural::job::Trial;
use neural::tuning::search::{Method, Setting};

/// A method's name.
pub fn method_name(method: Method, locale: Locale) -> &'static str {
    match method {
        Method::Grid => td_string!(locale, tuning.grid),
        Method::Random => td_string!(locale, tuning.random),
        Method::Halving => td_string!(locale, tuning.halving),
    }
}

/// A setting's name.
pub fn setting_name(setting: Setting, locale: Locale) -> &'static str {
    match setting {
        Setting::LearningRate => td_string!(locale, network.rate),
        Setting::Width => td_string!(locale, tuning.hidden),
        Setting::L2 => td_string!(locale, tuning.l2_lambda),
        Setting::Dropout => td_string!(locale, tuning.dropout_percent),
    }
}

/// A setting's value.
pub fn setting_value(setting: Setting, value: f64) -> String {
    match setting {
        Setting::LearningRate | Setting::L2 => short(value),
        Setting::Width => number(value, 0),
        Setting::Dropout => format!("{}%", number(value, 0)),
    }
}

/// Settings with their values, in a line.
pub fn settings_text(settings: &[Setting], values: &[f64], locale: Locale) -> String {
    let pairs = settings.iter().zip(values).map(|(setting, value)| {
        format!(
            "{} {}",
            setting_name(*setting, locale),
            setting_value(*setting, *value)
        )
    });
    pairs
        .collect::<Vec<_>>()
        .join(td_string!(locale, tuning.comma))
}

/// A trial in a sentence.
pub fn trial_text(
    method: Method,
    at: usize,
    trial: &Trial,
    settings: &[Setting],
    locale: Locale,
) -> String {
    let loss = trial.validation.map_or_else(
        || td_string!(locale, tuning.diverged_short).to_owned(),
        |metrics| number(f64::from(metrics.loss), 3),
    );
    td_string!(
        locale,
        tuning.trial_told,
        method = method_name(method, locale),
        at = at + 1,
        settings = settings_text(settings, &trial.settings, locale),
        kept = trial.kept,
        epochs = trial.epochs,
        loss = loss
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trial_says_its_settings_and_its_loss() {
        let trial = Trial {
            settings: vec![0.031_623, 16.0],
            epochs: 30,
            kept: 0,
            validation: None,
            spent: 30,
        };
        let settings = [Setting::LearningRate, Setting::Width];
        let text = trial_text(Method::Random, 2, &trial, &settings, Locale::en);
        assert!(
            text.contains("0.0316") && text.contains("16") && text.contains("30"),
            "{text}"
        );
        assert_eq!(setting_value(Setting::Dropout, 45.0), "45%");
    }
}
