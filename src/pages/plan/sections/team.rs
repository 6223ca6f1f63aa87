//! Team and hiring: who is there, what nobody here can do, and in which order
//! one hires for it.

use super::super::editor::use_editor;
use super::super::format;
use super::super::kit::{
    Check, Choice, Field, MoneyField, Row, Rows, at, line, list, money, month, of_row,
    optional_month, percent, text, whole,
};
use crate::i18n::{Locale, td_string, use_locale};
use leptos::prelude::*;
use venture::plan::Plan;
use venture::plan::document::Founder;
use venture::plan::finance::{Function, Role};
use venture::plan::money::Money;
use venture::plan::team::{SkillMatrix, skill_matrix};

/// The fields.
#[component]
pub fn Team() -> impl IntoView {
    let locale = use_locale();
    let title = move |role: &Role| match role.title.as_str() {
        "" => String::new(),
        title => {
            let month = td_string!(
                locale,
                plan_team.month_of,
                month = u32::from(role.start) + 1
            );
            format!("{title} × {} · {month}", role.people)
        }
    };
    let new = |plan: &Plan| Role {
        people: 1,
        salary: Money::zero(plan.currency),
        ..Role::default()
    };
    view! {
        <Rows
            of=list!(team.founders)
            label=td_string!(locale, plan_team.founders)
            add=td_string!(locale, plan_team.founder_add)
            title=|founder: &Founder| founder.name.to_string()
            new=|_| Founder::default()
            row=|row| view! { <OneFounder row/> }.into_any()
        />
        <Rows
            of=list!(team.roles)
            label=td_string!(locale, plan_team.roles)
            hint=td_string!(locale, plan_team.roles_hint)
            add=td_string!(locale, plan_team.role_add)
            title
            new
            row=|row| view! { <OneRole row/> }.into_any()
        />
        <Skills/>
        <Order/>
        <Field of=text(at!(team.gaps)) label=td_string!(locale, plan_team.gaps) hint=td_string!(locale, plan_team.gaps_hint)/>
        <Field of=text(at!(team.advisers)) label=td_string!(locale, plan_team.advisers) hint=td_string!(locale, plan_team.advisers_hint)/>
    }
}

#[component]
fn OneFounder(row: Row<Founder>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="plan-pair">
            <Field of=line(of_row!(row, name)) label=td_string!(locale, plan_team.name)/>
            <Field of=line(of_row!(row, role)) label=td_string!(locale, plan_team.founder_role)/>
        </div>
        <Field of=whole(of_row!(row, hours_a_week), 0, 100) label=td_string!(locale, plan_team.hours) unit=td_string!(locale, plan_team.hours_unit)/>
        <Field of=line(of_row!(row, skills)) label=td_string!(locale, plan_team.skills) hint=td_string!(locale, plan_team.skills_hint)/>
        <Check of=of_row!(row, vesting_signed) label=td_string!(locale, plan_team.vesting)/>
        <Check of=of_row!(row, ip_assigned) label=td_string!(locale, plan_team.ip)/>
    }
}

#[component]
fn OneRole(row: Row<Role>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Field of=line(of_row!(row, title)) label=td_string!(locale, plan_team.title)/>
        <div class="plan-pair">
            <Choice of=of_row!(row, function) label=td_string!(locale, plan_team.function) options=functions(locale)/>
            <Field of=whole(of_row!(row, people), 0, 10_000) label=td_string!(locale, plan_team.people)/>
        </div>
        <MoneyField of=money(of_row!(row, salary)) label=td_string!(locale, plan_team.salary) unit=td_string!(locale, plan_team.a_month)/>
        <Field
            of=percent(of_row!(row, on_cost), 0, 200)
            label=td_string!(locale, plan_team.on_cost)
            hint=td_string!(locale, plan_team.on_cost_hint)
            unit="%"
        />
        <div class="plan-pair">
            <Field of=month(of_row!(row, start)) label=td_string!(locale, plan_team.start) hint=td_string!(locale, plan_team.start_hint)/>
            <Field of=optional_month(of_row!(row, end)) label=td_string!(locale, plan_team.end) hint=td_string!(locale, plan_team.end_hint)/>
        </div>
        <Field of=line(of_row!(row, skills)) label=td_string!(locale, plan_team.skills) hint=td_string!(locale, plan_team.skills_hint)/>
        <Field of=line(of_row!(row, filled_by)) label=td_string!(locale, plan_team.filled_by) hint=td_string!(locale, plan_team.filled_by_hint)/>
    }
}

fn functions(locale: Locale) -> Vec<(Function, String)> {
    [
        (
            Function::Engineering,
            td_string!(locale, plan_team.engineering),
        ),
        (Function::Sales, td_string!(locale, plan_team.sales)),
        (Function::Support, td_string!(locale, plan_team.support)),
        (Function::General, td_string!(locale, plan_team.general)),
    ]
    .map(|(function, name)| (function, name.to_owned()))
    .to_vec()
}

/// Skills against people: who brings each, now or when hired.
#[component]
fn Skills() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let matrix = Memo::new(move |_| editor.with(|plan| skill_matrix(&plan.team)));
    move || {
        let matrix = matrix.get();
        (!matrix.skills.is_empty()).then(|| skill_table(&matrix, locale))
    }
}

fn skill_table(matrix: &SkillMatrix, locale: Locale) -> impl IntoView + use<> {
    // Gaps first: they are what the table is for.
    let rest = (0..matrix.skills.len()).filter(|skill| !matrix.gaps.contains(skill));
    let order: Vec<usize> = matrix.gaps.iter().copied().chain(rest).collect();
    let rows = order.into_iter().map(|skill| {
        let named = |here: bool| {
            let people = matrix.people.iter();
            let names: Vec<_> = people
                .filter(|person| person.here == here && person.brings[skill])
                .map(|person| person.name.to_string())
                .collect();
            names.join(td_string!(locale, plan_team.comma))
        };
        let (class, here) = if matrix.gaps.contains(&skill) {
            (
                Some("plan-gap"),
                td_string!(locale, plan_team.nobody).to_owned(),
            )
        } else if matrix.single.contains(&skill) {
            (
                None,
                td_string!(locale, plan_team.single, name = named(true)),
            )
        } else {
            (None, named(true))
        };
        view! {
            <tr>
                <th scope="row">{matrix.skills[skill].clone()}</th>
                <td class=class>{here}</td>
                <td>{named(false)}</td>
            </tr>
        }
    });
    view! {
        <div class="table">
            <table class="plan-table">
                <caption>{td_string!(locale, plan_team.matrix)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{td_string!(locale, plan_team.skill)}</th>
                        <th scope="col">{td_string!(locale, plan_team.here)}</th>
                        <th scope="col">{td_string!(locale, plan_team.comes)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The open positions in the order to fill them, with what each costs a month.
#[component]
fn Order() -> impl IntoView {
    let locale = use_locale();
    let editor = use_editor();
    let order = Memo::new(move |_| {
        editor.with(|plan| {
            let founders = plan.team.founders.len();
            let open = skill_matrix(&plan.team).order.into_iter();
            let lines = open.filter_map(|place| {
                let role = plan.team.roles.get(place.checked_sub(founders)?)?;
                let month = td_string!(
                    locale,
                    plan_team.month_of,
                    month = u32::from(role.start) + 1
                );
                let cost = role.monthly_cost().map(format::money).unwrap_or_default();
                Some((month, role.title.to_string(), role.people, cost))
            });
            lines.collect::<Vec<_>>()
        })
    });
    move || {
        let order = order.get();
        (!order.is_empty()).then(|| {
            let rows = order.into_iter().map(|(month, title, people, cost)| {
                view! {
                    <tr>
                        <td>{month}</td>
                        <th scope="row">{title}</th>
                        <td class="number">{people}</td>
                        <td class="number">{cost}</td>
                    </tr>
                }
            });
            view! {
                <div class="table">
                    <table class="plan-table">
                        <caption>{td_string!(locale, plan_team.order)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{td_string!(locale, plan_team.start)}</th>
                                <th scope="col">{td_string!(locale, plan_team.title)}</th>
                                <th scope="col">{td_string!(locale, plan_team.people)}</th>
                                <th scope="col">{td_string!(locale, plan_team.cost_a_month)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
                <p class="plan-hint">{td_string!(locale, plan_team.order_hint)}</p>
            }
        })
    }
}
