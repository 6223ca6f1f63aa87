//! The routes to a model side by side, with what this plan's own figures say of
//! each. The route is chosen with the questions that decide on compliance.

use crate::i18n::{Locale, number, td_string, use_locale};
use crate::pages::plan::editor::use_editor;
use crate::pages::plan::findings::FieldLink;
use crate::pages::plan::format;
use crate::pages::plan::kit::{Line, LineKind, Table};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::compute::bill;
use venture::plan::margin::hosting_per_mtok;
use venture::plan::route::BuildMode;

/// The routes.
#[component]
pub fn Routes() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let columns = [
        td_string!(locale, plan_compute.route_upfront),
        td_string!(locale, plan_compute.route_running),
        td_string!(locale, plan_compute.route_depends),
    ];
    let rows = Memo::new(move |_| editor.with(|plan| lines(plan, locale)));
    view! {
        <Table
            id="plan-routes"
            caption=Signal::stored(td_string!(locale, plan_compute.routes).to_owned())
            corner=td_string!(locale, plan_compute.route)
            columns=Signal::stored(columns.map(str::to_owned).to_vec())
            rows
            words=true
        />
        <p class="plan-elsewhere">
            {td_string!(locale, plan_compute.route_elsewhere)}
            <FieldLink editor field="route.build".to_owned()/>
        </p>
    }
}

fn lines(plan: &Plan, locale: Locale) -> Vec<Line> {
    let hosting = &plan.pricing.hosting;
    let per_million = |price: String| td_string!(locale, plan_compute.per_million, price = price);
    let api = if hosting.api_price.nanos > 0 {
        per_million(format::price(hosting.api_price))
    } else {
        td_string!(locale, plan_compute.route_api_running).to_owned()
    };
    let own = hosting_per_mtok(hosting)
        .ok()
        .filter(|cost| cost.value > 0.0);
    let own = own.map_or_else(
        || td_string!(locale, plan_compute.route_own_running).to_owned(),
        |cost| {
            let code = hosting.gpu_hour.currency.code();
            per_million(format!("{} {code}", number(cost.value, 2)))
        },
    );
    let run = plan.compute.budget.training;
    let run = (run.parameters > 0 && run.tokens > 0)
        .then(|| bill(&plan.compute.budget, &plan.rates).ok())
        .flatten()
        .and_then(|bill| bill.totals.first().map(|total| total.value))
        .filter(|(low, _)| low.minor > 0);
    let run = |without: &'static str| {
        run.map_or_else(
            || without.to_owned(),
            |(low, high)| format!("{} – {}", format::money(low), format::money(high)),
        )
    };
    let upfront = |mode: BuildMode| match mode {
        BuildMode::Api => td_string!(locale, plan_compute.route_api_upfront).to_owned(),
        BuildMode::FineTune if plan.route.build == mode => {
            run(td_string!(locale, plan_compute.route_tune_upfront))
        }
        BuildMode::FineTune => td_string!(locale, plan_compute.route_tune_upfront).to_owned(),
        BuildMode::Pretrain if plan.route.build == mode => {
            run(td_string!(locale, plan_compute.route_train_upfront))
        }
        BuildMode::Pretrain => td_string!(locale, plan_compute.route_train_upfront).to_owned(),
        BuildMode::Edge => td_string!(locale, plan_compute.route_edge_upfront).to_owned(),
    };
    let routes = [
        (
            BuildMode::Api,
            td_string!(locale, plan_compute.route_api),
            api,
            td_string!(locale, plan_compute.route_api_depends),
        ),
        (
            BuildMode::FineTune,
            td_string!(locale, plan_compute.route_tune),
            own.clone(),
            td_string!(locale, plan_compute.route_tune_depends),
        ),
        (
            BuildMode::Pretrain,
            td_string!(locale, plan_compute.route_train),
            own,
            td_string!(locale, plan_compute.route_train_depends),
        ),
        (
            BuildMode::Edge,
            td_string!(locale, plan_compute.route_edge),
            td_string!(locale, plan_compute.route_edge_running).to_owned(),
            td_string!(locale, plan_compute.route_edge_depends),
        ),
    ];
    let routes = routes.into_iter().map(|(mode, name, running, depends)| {
        let chosen = plan.route.build == mode;
        let name = if chosen {
            td_string!(locale, plan_compute.route_chosen, name = name)
        } else {
            name.to_owned()
        };
        let cells = [upfront(mode), running, depends.to_owned()];
        let kind = if chosen {
            LineKind::Sum
        } else {
            LineKind::Plain
        };
        Line::new(name, cells).kind(kind)
    });
    routes.collect()
}
