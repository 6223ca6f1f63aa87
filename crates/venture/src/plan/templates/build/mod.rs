//! From a template to a plan.

mod money;

use std::collections::BTreeMap;

use super::seed::Seed;
use crate::plan::bounded::{Line, List, Text};
use crate::plan::compliance::obligations;
use crate::plan::compute::{Budget, Training, TrainingMemory, Zero, accelerator};
use crate::plan::data::Source;
use crate::plan::date::Date;
use crate::plan::document::{
    Assumption, Competitor, Eval, Experiment, Filing, Milestone, Plan, Section,
};
use crate::plan::lang::{Both, Lang, both};
use crate::plan::money::{Currency, Money, UnitPrice};
use crate::plan::risks;
use crate::plan::route::{Market, Route};
use crate::plan::units::BasisPoints;
use money::{earn_and_spend, fund, price};

/// The accelerator of the training runs.
const ACCELERATOR: &str = "H800 SXM 80GB";
const EXAMPLES: Both = both(
    "本案例的金额、人数、比率都是示例，请换成自己的数字并注明来源。没有列在下面的，都是启模的假设（2026-11）。",
    "Every amount, headcount and rate of this case is an example: replace it with your own and its source. What is not listed below is Qimo’s assumption (2026-11).",
);
const SOURCES: Both = both("案例数字的出处：", "Where the case’s figures are from:");

fn cny(yuan: i32) -> Money {
    Money::major(yuan, Currency::Cny)
}

fn milli(thousandths: i32) -> UnitPrice {
    UnitPrice::milli(thousandths, Currency::Cny)
}

struct Words(Lang);

impl Words {
    fn line(&self, text: Both) -> Line {
        Line::clipped(text.get(self.0))
    }

    fn text(&self, text: Both) -> Text {
        Text::clipped(text.get(self.0))
    }
}

/// A list of as many as fit.
fn list<T, const MAX: usize>(entries: impl IntoIterator<Item = T>) -> List<T, MAX> {
    let mut list = List::default();
    for entry in entries {
        if list.push(entry).is_err() {
            break;
        }
    }
    list
}

pub(super) fn plan(seed: &Seed, lang: Lang, start: Date) -> Plan {
    let words = Words(lang);
    let mut plan = Plan {
        title: words.line(seed.title),
        currency: Currency::Cny,
        start: Some(start),
        route: Route {
            markets: list([Market::China]),
            build: seed.build,
            public: seed.public,
            generates: seed.request.call.is_some(),
            personal_data: seed.personal_data,
            launch: start.plus_months(seed.launch),
            ..Route::default()
        },
        risks: risks::seed(lang),
        ..Plan::default()
    };
    tell(&mut plan, seed, &words);
    price(&mut plan, seed, &words);
    plan.pricing.usage.price = cny(seed.stream.arpa);
    earn_and_spend(&mut plan, seed, &words);
    fund(&mut plan, seed);
    train(&mut plan, seed);
    schedule(&mut plan, seed, &words, start);
    file(&mut plan);
    cite(&mut plan, seed, lang);
    plan
}

/// Writes into each section's notes where its figures are from.
fn cite(plan: &mut Plan, seed: &Seed, lang: Lang) {
    let mut notes: BTreeMap<Section, Vec<String>> = BTreeMap::new();
    for driver in seed.drivers() {
        if let Some(section) = driver.section() {
            let lines = notes.entry(section).or_insert_with(|| {
                let before = plan.notes.get(&section).map(ToString::to_string);
                before
                    .into_iter()
                    .chain([SOURCES.get(lang).to_owned()])
                    .collect()
            });
            lines.push(driver.note(plan, lang));
        }
    }
    for (section, lines) in notes {
        plan.notes.insert(section, Text::clipped(&lines.join("\n")));
    }
}

fn tell(plan: &mut Plan, seed: &Seed, words: &Words) {
    let story = &seed.story;
    plan.problem.customer = words.text(story.customer);
    plan.problem.problem = words.text(story.problem);
    plan.problem.alternative = words.text(story.alternative);
    plan.problem.payer = words.line(story.payer);
    plan.product.description = words.text(story.product);
    plan.product.technique = words.text(story.technique);
    plan.product.edge = words.text(story.edge);
    plan.product.moat = words.text(story.moat);
    plan.product.oversight = words.text(story.oversight);
    plan.lean.problem = words.text(story.problem);
    plan.lean.customer_segments = words.text(story.customer);
    plan.lean.solution = words.text(story.product);
    plan.lean.unfair_advantage = words.text(story.moat);
    plan.pitch.one_line = words.line(seed.title);
    plan.notes
        .insert(Section::Product, words.text(story.lesson));
    plan.notes.insert(Section::Finance, words.text(EXAMPLES));
    let competitors = seed.competitors.iter();
    plan.competition.competitors = list(competitors.map(|(name, better, worse)| Competitor {
        name: words.line(*name),
        better: words.line(*better),
        worse: words.line(*worse),
        ..Competitor::default()
    }));
}

const MILLION: u64 = 1_000_000;

fn train(plan: &mut Plan, seed: &Seed) {
    let Some((parameters, tokens, low, high)) = seed.training else {
        return;
    };
    let parameters = parameters * MILLION;
    plan.compute.budget = Budget {
        training: Training {
            parameters,
            tokens: tokens * MILLION,
            ..Training::default()
        },
        accelerator: Line::clipped(ACCELERATOR),
        peak_flops: accelerator(ACCELERATOR).map_or(0, |known| known.peak_flops),
        mfu: BasisPoints::percent(35),
        price_low: milli(low),
        price_high: milli(high),
        price_as_of: plan.start,
        experiments: BasisPoints::percent(100),
        ..Budget::default()
    };
    plan.compute.memory = TrainingMemory {
        parameters,
        accelerators: 8,
        zero: Zero::Stage3,
        fp32_gradients: false,
    };
}

fn schedule(plan: &mut Plan, seed: &Seed, words: &Words, start: Date) {
    plan.data.sources = list(
        seed.sources
            .iter()
            .map(|(name, licence, personal_data, tokens)| Source {
                name: words.line(*name),
                licence: *licence,
                personal_data: *personal_data,
                tokens: tokens * MILLION,
                used: true,
                ..Source::default()
            }),
    );
    plan.milestones = list(seed.milestones.iter().map(|milestone| Milestone {
        name: words.line(milestone.name),
        due: start.plus_months(milestone.month),
        evals: list([Eval {
            metric: words.line(milestone.metric),
            slice: words.line(milestone.slice),
            direction: milestone.direction,
            threshold_milli: milestone.threshold_milli,
            measured_milli: None,
        }]),
        ..Milestone::default()
    }));
    plan.assumptions = list(seed.assumptions.iter().map(|assumption| Assumption {
        statement: words.line(assumption.statement),
        importance: assumption.importance,
        evidence: 1,
        experiments: list([Experiment {
            method: words.line(assumption.method),
            success: words.line(assumption.success),
            ..Experiment::default()
        }]),
        ..Assumption::default()
    }));
}

/// Plans every obligation that gates the launch for two weeks before it.
fn file(plan: &mut Plan) {
    let planned = plan.route.launch.and_then(|launch| launch.plus_days(-14));
    let items = obligations(plan).into_iter();
    let gating = items.filter(|item| item.fact.gates_launch);
    plan.compliance.filings = list(gating.map(|item| Filing {
        obligation: Line::clipped(item.fact.id),
        planned,
        ..Filing::default()
    }));
}
