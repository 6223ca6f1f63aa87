//! Whether the model holds together in itself: names, ranges, reach.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{Criterion, Effect, Gate, HIGHEST, Model, Question};
use super::super::share;
use super::{LoadError, STRUCTURE};

pub(super) fn check(model: &Model, errors: &mut Vec<LoadError>) {
    names(model, errors);
    globals(model, errors);
    for question in &model.question {
        options(model, question, errors);
    }
    for criterion in &model.criterion {
        reach(model, criterion, errors);
    }
    levels(model, errors);
    let mut ranks = BTreeSet::new();
    for gate in &model.gate {
        conditions(model, gate, errors);
        if gate.rank.is_some_and(|rank| !ranks.insert(rank)) {
            duplicate(format!("gate.{}.rank", gate.id), errors);
        }
    }
    for fact in &model.fact {
        if fact.review_by <= fact.as_of {
            let key = format!("fact.{}.review_by", fact.id);
            value(key, "a day after as_of", errors);
        }
    }
}

fn value(key: String, expected: &'static str, errors: &mut Vec<LoadError>) {
    let file = STRUCTURE;
    errors.push(LoadError::Value {
        file,
        key,
        expected,
    });
}

fn duplicate(key: String, errors: &mut Vec<LoadError>) {
    let file = STRUCTURE;
    errors.push(LoadError::Duplicate { file, key });
}

/// Ids are slugs, each once in its kind. A route question and a question share
/// the pages of the check, so their ids differ too.
fn names(model: &Model, errors: &mut Vec<LoadError>) {
    let route = model.route.iter().map(|item| &item.id);
    let pages = route.chain(model.question.iter().map(|item| &item.id));
    let kinds: [(&str, Vec<&String>); 5] = [
        ("question", pages.collect()),
        (
            "dimension",
            model.dimension.iter().map(|item| &item.id).collect(),
        ),
        (
            "criterion",
            model.criterion.iter().map(|item| &item.id).collect(),
        ),
        ("gate", model.gate.iter().map(|item| &item.id).collect()),
        ("fact", model.fact.iter().map(|item| &item.id).collect()),
    ];
    for (kind, ids) in kinds {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                duplicate(format!("{kind}.{id}"), errors);
            }
            if !is_slug(id) {
                value(
                    format!("{kind}.{id}"),
                    "named with a–z, 0–9 and hyphens",
                    errors,
                );
            }
        }
    }
    for route in &model.route {
        let distinct: BTreeSet<_> = route.options.iter().collect();
        if distinct.len() != route.options.len() {
            duplicate(format!("route.{}.options", route.id), errors);
        }
        if distinct.len() < 2 {
            let key = format!("route.{}.options", route.id);
            value(key, "a choice of two or more", errors);
        }
    }
}

fn is_slug(id: &str) -> bool {
    let fit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !id.is_empty() && id.bytes().all(fit) && !id.starts_with('-') && !id.ends_with('-')
}

fn globals(model: &Model, errors: &mut Vec<LoadError>) {
    let bands = &model.bands;
    let rising = bands.windows(2).all(|pair| pair[0] < pair[1]);
    if bands.first() != Some(&0) || bands.last() > Some(&100) || !rising {
        value(
            "bands".into(),
            "a rising list from 0 to at most 100",
            errors,
        );
    }
    if model.fresh_days == 0 {
        value("fresh_days".into(), "at least 1", errors);
    }
    if model.cap_without_note >= HIGHEST {
        value("cap_without_note".into(), "below 5", errors);
    }
    if model.common.values().min() != Some(&0) {
        value(
            "common".into(),
            "options of which one has strength 0",
            errors,
        );
    }
    in_range("common", &model.common, 0, errors);
    for (key, count) in [
        ("dimension", model.dimension.len()),
        ("gate", model.gate.len()),
    ] {
        if !(1..=share::MOST).contains(&count) {
            value(
                key.into(),
                "a list of 1 to 40, as many as a share code holds",
                errors,
            );
        }
    }
    for dimension in &model.dimension {
        if dimension.weight == 0 {
            let key = format!("dimension.{}.weight", dimension.id);
            value(key, "at least 1", errors);
        }
    }
}

/// Strengths and levels from `least` to 5.
fn in_range(key: &str, map: &BTreeMap<String, u8>, least: u8, errors: &mut Vec<LoadError>) {
    for (name, strength) in map {
        if !(least..=HIGHEST).contains(strength) {
            let expected = if least == 0 {
                "a strength from 0 to 5"
            } else {
                "a strength or level from 1 to 5"
            };
            value(format!("{key}.{name}"), expected, errors);
        }
    }
}

fn options(model: &Model, question: &Question, errors: &mut Vec<LoadError>) {
    let key = format!("question.{}", question.id);
    in_range(&format!("{key}.options"), &question.options, 0, errors);
    for option in question.options.keys() {
        if model.common.contains_key(option) {
            duplicate(format!("{key}.options.{option}"), errors);
        }
        if !is_slug(option) {
            let key = format!("{key}.options.{option}");
            value(key, "named with a–z, 0–9 and hyphens", errors);
        }
    }
    if question.weight == 0 {
        value(format!("{key}.weight"), "at least 1", errors);
    }
    for computed in &question.computed {
        // A larger figure must not amount to less: levels could fall when the
        // plan gets better.
        let strength = |at: usize| {
            let step = computed.steps.get(at)?;
            model.strength(question, &step.option)
        };
        let rising = computed.steps.windows(2).enumerate().all(|(at, pair)| {
            pair[0].at_least < pair[1].at_least && strength(at) <= strength(at + 1)
        });
        if computed.steps.is_empty() || !rising {
            value(format!("{key}.computed"), "steps that rise", errors);
        }
    }
}

/// What a criterion asks for must be there to be had.
fn reach(model: &Model, criterion: &Criterion, errors: &mut Vec<LoadError>) {
    let key = format!("criterion.{}", criterion.id);
    if !(1..=HIGHEST).contains(&criterion.level) {
        value(format!("{key}.level"), "a level from 1 to 5", errors);
    }
    if criterion.effort == 0 {
        value(format!("{key}.effort"), "at least one day", errors);
    }
    if criterion.needs.is_empty() || criterion.needs.iter().any(BTreeMap::is_empty) {
        value(
            format!("{key}.needs"),
            "one or more ways to meet it",
            errors,
        );
    }
    for way in &criterion.needs {
        attainable(model, &format!("{key}.needs"), way, errors);
    }
}

fn attainable(model: &Model, key: &str, needs: &BTreeMap<String, u8>, errors: &mut Vec<LoadError>) {
    in_range(key, needs, 1, errors);
    for (id, needs) in needs {
        let Some(question) = model.question(id) else {
            continue;
        };
        let options = model.options(question);
        let most = options.last().map_or(0, |(_, strength)| *strength);
        if most < *needs {
            errors.push(LoadError::OutOfReach {
                file: STRUCTURE,
                key: key.to_owned(),
                question: id.clone(),
                needs: *needs,
                most,
            });
        }
    }
}

/// Every level has a criterion that stays whatever the route. Otherwise nothing
/// would be needed to earn it.
fn levels(model: &Model, errors: &mut Vec<LoadError>) {
    let stays = |id: &String| {
        let question = model.question(id);
        question.is_some_and(|question| question.when.is_always())
    };
    for dimension in &model.dimension {
        for level in 1..=HIGHEST {
            let mut criteria = model.criterion.iter();
            let anchored = criteria.any(|criterion| {
                let own = criterion.dimension == dimension.id && criterion.level == level;
                own && criterion.needs.iter().any(|way| way.keys().any(stays))
            });
            if !anchored {
                errors.push(LoadError::Unanchored {
                    file: STRUCTURE,
                    dimension: dimension.id.clone(),
                    level,
                });
            }
        }
    }
}

fn conditions(model: &Model, gate: &Gate, errors: &mut Vec<LoadError>) {
    let key = format!("gate.{}", gate.id);
    let nothing = gate.levels.is_empty()
        && gate.evidence.is_empty()
        && gate.refused.is_empty()
        && gate.above.is_none();
    if nothing {
        value(key.clone(), "given a condition", errors);
    }
    in_range(&format!("{key}.levels"), &gate.levels, 1, errors);
    attainable(model, &format!("{key}.evidence"), &gate.evidence, errors);
    let flag = gate.effect == Effect::Flag;
    if flag && (gate.rank.is_some() || gate.band.is_some()) {
        value(key, "without rank and band: a flag shuts nothing", errors);
    } else if !flag {
        let bands = 1..=model.bands.len();
        if !gate
            .band
            .is_some_and(|band| bands.contains(&usize::from(band)))
        {
            value(format!("{key}.band"), "the place of a band, from 1", errors);
        }
    }
}
