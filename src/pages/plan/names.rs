//! The sections' names and what each is for: in the breadcrumb, the navigation
//! and the page itself.

use crate::i18n::{Locale, td_string};
use venture::plan::Section;

/// The name of a section.
pub fn name(section: Section, locale: Locale) -> &'static str {
    match section {
        Section::Problem => td_string!(locale, plan_sections.problem),
        Section::Product => td_string!(locale, plan_sections.product),
        Section::Data => td_string!(locale, plan_sections.data),
        Section::Compute => td_string!(locale, plan_sections.compute),
        Section::Canvas => td_string!(locale, plan_sections.canvas),
        Section::Lean => td_string!(locale, plan_sections.lean),
        Section::Value => td_string!(locale, plan_sections.value),
        Section::Pricing => td_string!(locale, plan_sections.pricing),
        Section::Team => td_string!(locale, plan_sections.team),
        Section::Funding => td_string!(locale, plan_sections.funding),
        Section::Milestones => td_string!(locale, plan_sections.milestones),
        Section::Risks => td_string!(locale, plan_sections.risks),
        Section::Compliance => td_string!(locale, plan_sections.compliance),
        Section::Finance => td_string!(locale, plan_sections.finance),
        Section::Assumptions => td_string!(locale, plan_sections.assumptions),
        Section::Competition => td_string!(locale, plan_sections.competition),
        Section::Pitch => td_string!(locale, plan_sections.pitch),
    }
}

/// What a section is for, in a sentence or two.
pub fn help(section: Section, locale: Locale) -> &'static str {
    match section {
        Section::Problem => td_string!(locale, plan_sections.problem_help),
        Section::Product => td_string!(locale, plan_sections.product_help),
        Section::Data => td_string!(locale, plan_sections.data_help),
        Section::Compute => td_string!(locale, plan_sections.compute_help),
        Section::Canvas => td_string!(locale, plan_sections.canvas_help),
        Section::Lean => td_string!(locale, plan_sections.lean_help),
        Section::Value => td_string!(locale, plan_sections.value_help),
        Section::Pricing => td_string!(locale, plan_sections.pricing_help),
        Section::Team => td_string!(locale, plan_sections.team_help),
        Section::Funding => td_string!(locale, plan_sections.funding_help),
        Section::Milestones => td_string!(locale, plan_sections.milestones_help),
        Section::Risks => td_string!(locale, plan_sections.risks_help),
        Section::Compliance => td_string!(locale, plan_sections.compliance_help),
        Section::Finance => td_string!(locale, plan_sections.finance_help),
        Section::Assumptions => td_string!(locale, plan_sections.assumptions_help),
        Section::Competition => td_string!(locale, plan_sections.competition_help),
        Section::Pitch => td_string!(locale, plan_sections.pitch_help),
    }
}

/// An example of a good entry.
pub fn example(section: Section, locale: Locale) -> &'static str {
    match section {
        Section::Problem => td_string!(locale, plan_sections.problem_example),
        Section::Product => td_string!(locale, plan_sections.product_example),
        Section::Data => td_string!(locale, plan_sections.data_example),
        Section::Compute => td_string!(locale, plan_sections.compute_example),
        Section::Canvas => td_string!(locale, plan_sections.canvas_example),
        Section::Lean => td_string!(locale, plan_sections.lean_example),
        Section::Value => td_string!(locale, plan_sections.value_example),
        Section::Pricing => td_string!(locale, plan_sections.pricing_example),
        Section::Team => td_string!(locale, plan_sections.team_example),
        Section::Funding => td_string!(locale, plan_sections.funding_example),
        Section::Milestones => td_string!(locale, plan_sections.milestones_example),
        Section::Risks => td_string!(locale, plan_sections.risks_example),
        Section::Compliance => td_string!(locale, plan_sections.compliance_example),
        Section::Finance => td_string!(locale, plan_sections.finance_example),
        Section::Assumptions => td_string!(locale, plan_sections.assumptions_example),
        Section::Competition => td_string!(locale, plan_sections.competition_example),
        Section::Pitch => td_string!(locale, plan_sections.pitch_example),
    }
}
