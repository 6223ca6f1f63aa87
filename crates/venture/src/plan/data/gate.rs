//! Whether the data allow the launch.

use serde::Serialize;

use super::source::{Licence, PersonalData, Right, Source};
use crate::plan::computed::{Computed, Formula};
use crate::plan::route::{Market, Route};

const GATE: Formula = Formula {
    id: "data_gate",
    text: "open if every source in use has a licence, the rights to train and sell, consent for personal \
           data, a term beyond launch, and at most 5 % harmful samples",
    source: "Interim Measures for Generative AI Services (2023) art. 7; PIPL art. 13; TC260-003 §5; GDPR art. 6",
};

/// The most harmful samples of a source, in per cent (TC260-003 §5.1).
const MOST_HARMFUL: u64 = 5;

/// Days after launch within which an expiry is warned of.
const NOTICE_DAYS: i32 = 180;

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The licence is unknown.
    LicenceUnknown,
    /// The licence forbids what is planned.
    LicenceForbids,
    /// The right to train is unknown or refused.
    TrainingRight,
    /// The right to sell is unknown or refused.
    CommercialRight,
    /// Nobody has looked for personal data.
    NotScanned,
    /// Personal data without consent to training.
    NoConsent,
    /// The right ends before launch.
    Expired,
    /// The right ends soon after launch.
    ExpiresSoon,
    /// Too many harmful samples.
    Harmful,
    /// More harmful samples than samples: one of the two is wrong.
    SampleCount,
    /// No sample was looked at, though a public service in China needs it.
    NotSampled,
    /// What is trained on it may have to be given away alike: ask a lawyer.
    ShareAlike,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// The source's place in the register.
    pub source: usize,
    /// What it is.
    pub reason: Reason,
    /// The path of the field to correct.
    pub field: String,
}

/// The gate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// What keeps it shut.
    pub blockers: Vec<Obstacle>,
    /// What should be looked at.
    pub warnings: Vec<Obstacle>,
    /// Tokens of sources in use without a blocker.
    pub licensed_tokens: u128,
    /// Tokens of all sources in use.
    pub tokens: u128,
}

impl Gate {
    /// Whether the data allow the launch.
    pub fn is_open(&self) -> bool {
        self.blockers.is_empty()
    }
}

fn blockers(source: &Source, route: &Route) -> Vec<(Reason, &'static str)> {
    let public_in_china = route.public && route.sells_in(Market::China);
    let (sampled, harmful) = (u64::from(source.sampled), u64::from(source.harmful));
    let personal = source.personal_data >= PersonalData::Pseudonymised;
    let rules = [
        (
            source.licence == Licence::Unknown,
            Reason::LicenceUnknown,
            "licence",
        ),
        (
            matches!(
                source.licence,
                Licence::NonCommercial | Licence::NoDerivatives
            ) && source.commercial != Right::Given,
            Reason::LicenceForbids,
            "licence",
        ),
        (
            source.training != Right::Given,
            Reason::TrainingRight,
            "training",
        ),
        (
            source.commercial != Right::Given,
            Reason::CommercialRight,
            "commercial",
        ),
        (
            source.personal_data == PersonalData::Unknown,
            Reason::NotScanned,
            "personal_data",
        ),
        (personal && !source.consent, Reason::NoConsent, "consent"),
        (
            matches!((source.expiry, route.launch), (Some(end), Some(launch)) if end < launch),
            Reason::Expired,
            "expiry",
        ),
        (harmful > sampled, Reason::SampleCount, "harmful"),
        (
            sampled > 0 && harmful <= sampled && harmful * 100 > sampled * MOST_HARMFUL,
            Reason::Harmful,
            "harmful",
        ),
        (
            public_in_china && sampled == 0,
            Reason::NotSampled,
            "sampled",
        ),
    ];
    let broken = rules.into_iter().filter(|(broken, ..)| *broken);
    broken.map(|(_, reason, field)| (reason, field)).collect()
}

fn warnings(source: &Source, route: &Route) -> Vec<(Reason, &'static str)> {
    let mut warnings = Vec::new();
    if let (Some(end), Some(launch)) = (source.expiry, route.launch)
        && (0..NOTICE_DAYS).contains(&(end.days() - launch.days()))
    {
        warnings.push((Reason::ExpiresSoon, "expiry"));
    }
    if source.licence == Licence::ShareAlike {
        warnings.push((Reason::ShareAlike, "licence"));
    }
    warnings
}

/// Looks at every source in use.
pub fn gate(sources: &[Source], route: &Route) -> Computed<Gate> {
    let mut gate = Gate::default();
    for (index, source) in sources.iter().enumerate() {
        if !source.used {
            continue;
        }
        let obstacle = |(reason, field)| Obstacle {
            source: index,
            reason,
            field: format!("data.sources.{index}.{field}"),
        };
        let tokens = u128::from(source.tokens);
        let found = blockers(source, route);
        gate.tokens += tokens;
        if found.is_empty() {
            gate.licensed_tokens += tokens;
        }
        gate.blockers.extend(found.into_iter().map(obstacle));
        let found = warnings(source, route);
        gate.warnings.extend(found.into_iter().map(obstacle));
    }
    let (licensed, all) = (gate.licensed_tokens, gate.tokens);
    Computed::new(gate, GATE)
        .with("licensed tokens", licensed)
        .with("tokens", all)
}
