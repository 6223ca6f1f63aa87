//! Whether everything the model names is there, and whether what is there is
//! named.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{Model, When};
use super::{LoadError, STRUCTURE};

/// Collects problems and what was used.
struct References<'a> {
    model: &'a Model,
    sources: &'a BTreeSet<String>,
    errors: &'a mut Vec<LoadError>,
}

pub(super) fn check(model: &Model, sources: &BTreeSet<String>, errors: &mut Vec<LoadError>) {
    let mut references = References {
        model,
        sources,
        errors,
    };
    references.routes();
    references.questions();
    references.criteria();
    references.gates();
    for dimension in &model.dimension {
        references.sources(&format!("dimension.{}", dimension.id), &dimension.sources);
    }
    for fact in &model.fact {
        let key = format!("fact.{}", fact.id);
        references.when(&key, "when", &fact.when, model.route.len());
        references.sources(&key, &fact.sources);
    }
    references.unused();
}

impl References<'_> {
    fn unknown(&mut self, key: String, kind: &'static str, name: &str) {
        self.errors.push(LoadError::Unknown {
            file: STRUCTURE,
            key,
            kind,
            name: name.to_owned(),
        });
    }

    /// The first `known` route questions may be named, with their options.
    fn choices(&mut self, key: &str, named: &BTreeMap<String, BTreeSet<String>>, known: usize) {
        for (id, options) in named {
            let mut earlier = self.model.route.iter().take(known);
            let Some(route) = earlier.find(|route| route.id == *id) else {
                self.unknown(key.to_owned(), "earlier route question", id);
                continue;
            };
            for option in options
                .iter()
                .filter(|option| !route.options.contains(option))
            {
                self.unknown(format!("{key}.{id}"), "option", option);
            }
        }
    }

    fn when(&mut self, key: &str, field: &str, when: &When, known: usize) {
        self.choices(&format!("{key}.{field}"), &when.0, known);
    }

    fn sources(&mut self, key: &str, sources: &[String]) {
        if sources.is_empty() {
            self.errors.push(LoadError::Value {
                file: STRUCTURE,
                key: format!("{key}.sources"),
                expected: "one source or more",
            });
        }
        for source in sources {
            if !self.sources.contains(source) {
                self.unknown(format!("{key}.sources"), "source", source);
            }
        }
    }

    fn dimension(&mut self, key: String, id: &str) {
        let mut dimensions = self.model.dimension.iter();
        if !dimensions.any(|dimension| dimension.id == id) {
            self.unknown(key, "dimension", id);
        }
    }

    fn plan(&mut self, key: &str, field: &str) {
        if !self.model.plan_fields.contains(field) {
            self.unknown(format!("{key}.plan"), "plan field", field);
        }
    }

    fn routes(&mut self) {
        for (place, route) in self.model.route.iter().enumerate() {
            self.when(&format!("route.{}", route.id), "when", &route.when, place);
        }
    }

    fn questions(&mut self) {
        for question in &self.model.question {
            let key = format!("question.{}", question.id);
            self.dimension(format!("{key}.dimension"), &question.dimension);
            self.when(&key, "when", &question.when, self.model.route.len());
            self.when(&key, "ask", &question.ask, self.model.route.len());
            self.plan(&key, &question.plan);
            for step in question
                .computed
                .iter()
                .flat_map(|computed| &computed.steps)
            {
                if self.model.strength(question, &step.option).is_none() {
                    self.unknown(format!("{key}.computed"), "option", &step.option);
                }
            }
        }
    }

    fn criteria(&mut self) {
        for criterion in &self.model.criterion {
            let key = format!("criterion.{}", criterion.id);
            self.dimension(format!("{key}.dimension"), &criterion.dimension);
            self.plan(&key, &criterion.plan);
            self.sources(&key, &criterion.sources);
            if !self.model.lessons.contains(&criterion.lesson) {
                self.unknown(format!("{key}.lesson"), "lesson", &criterion.lesson);
            }
            for question in criterion.needs.iter().flat_map(BTreeMap::keys) {
                if self.model.question(question).is_none() {
                    self.unknown(format!("{key}.needs"), "question", question);
                }
            }
        }
    }

    fn gates(&mut self) {
        for gate in &self.model.gate {
            let key = format!("gate.{}", gate.id);
            self.when(&key, "when", &gate.when, self.model.route.len());
            self.choices(
                &format!("{key}.refused"),
                &gate.refused,
                self.model.route.len(),
            );
            for dimension in gate.levels.keys() {
                self.dimension(format!("{key}.levels"), dimension);
            }
            for question in gate.evidence.keys() {
                if self.model.question(question).is_none() {
                    self.unknown(format!("{key}.evidence"), "question", question);
                }
            }
            for fact in &gate.facts {
                if !self.model.fact.iter().any(|known| known.id == *fact) {
                    self.unknown(format!("{key}.facts"), "fact", fact);
                }
            }
        }
    }

    /// A question that moves nothing would only cost the founder's time, and a
    /// lesson or a field that nothing leads to is a slip of the pen.
    fn unused(&mut self) {
        let model = self.model;
        let mut used: BTreeSet<String> = BTreeSet::new();
        for criterion in &model.criterion {
            let asked = criterion.needs.iter().flat_map(BTreeMap::keys);
            used.extend(asked.map(|id| format!("question.{id}")));
            used.insert(format!("lessons.{}", criterion.lesson));
            used.insert(format!("plan_fields.{}", criterion.plan));
        }
        for gate in &model.gate {
            used.extend(gate.evidence.keys().map(|id| format!("question.{id}")));
        }
        for question in &model.question {
            used.insert(format!("plan_fields.{}", question.plan));
        }
        let questions = model.question.iter();
        let listed = questions
            .map(|question| format!("question.{}", question.id))
            .chain(model.lessons.iter().map(|slug| format!("lessons.{slug}")))
            .chain(
                model
                    .plan_fields
                    .iter()
                    .map(|id| format!("plan_fields.{id}")),
            );
        let unused = listed.filter(|key| !used.contains(key));
        self.errors.extend(unused.map(|key| LoadError::Unused {
            file: STRUCTURE,
            key,
        }));
    }
}
