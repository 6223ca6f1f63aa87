//! The figures that investors ask for, each with its formula, at the end of a
//! year of the plan.

use super::{Model, month_name};
use crate::i18n::{Locale, number, percent, td_string, use_locale};
use crate::pages::plan::format;
use crate::pages::plan::kit::{Computed, Shown};
use leptos::prelude::*;
use venture::plan::finance::{DefaultAlive, Forecast, Runway, UnitEconomics};
use venture::plan::money::Money;

/// A year of the plan, from 0.
type Year = RwSignal<usize>;

/// The months of a year, from 0, both included.
fn months(year: usize) -> (usize, usize) {
    (year * 12, year * 12 + 11)
}

/// The figures.
#[component]
pub fn Figures(model: Model) -> impl IntoView {
    let locale = use_locale();
    let year = RwSignal::new(0_usize);
    let runway = Signal::derive(move || {
        model
            .with(|forecast| {
                let runway = forecast.runway();
                Shown::of(&runway, runway_text(model, runway.value, locale))
            })
            .ok_or_default()
    });
    view! {
        <Computed label=td_string!(locale, plan_finance.runway) result=runway/>
        <Years year/>
        <Burn model year/>
        <Units model year/>
    }
}

/// A result, or no words: what stands in the way is told once, above.
trait OrDefault {
    fn ok_or_default(self) -> Result<Shown, String>;
}

impl OrDefault for Option<Shown> {
    fn ok_or_default(self) -> Result<Shown, String> {
        self.ok_or_else(String::new)
    }
}

fn runway_text(model: Model, runway: Runway, locale: Locale) -> String {
    match runway {
        Runway::Until(month) => td_string!(
            locale,
            plan_finance.runway_until,
            count = u32::from(month),
            month = month_name(model.start.get(), usize::from(month), locale)
        ),
        Runway::Beyond => td_string!(locale, plan_finance.runway_beyond).to_owned(),
    }
}

/// The choice of the year that the figures are of.
#[component]
fn Years(year: Year) -> impl IntoView {
    let locale = use_locale();
    let options = (0..3_usize).map(|one| {
        view! {
            <label>
                <input
                    type="radio"
                    name="plan-year"
                    prop:checked=move || year.get() == one
                    on:change=move |_| year.set(one)
                />
                <span>{td_string!(locale, plan_finance.year, number = one as u32 + 1)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="plan-field plan-several plan-years">
            <legend>{td_string!(locale, plan_finance.figures_of)}</legend>
            <div class="options">{options.collect_view()}</div>
        </fieldset>
    }
}

/// A figure of the forecast at the end of the chosen year.
fn figure(
    model: Model,
    year: Year,
    none: &'static str,
    read: impl Fn(&Forecast, usize, usize) -> Option<Shown> + Send + Sync + 'static,
) -> Signal<Result<Shown, String>> {
    Signal::derive(move || {
        let (from, to) = months(year.get());
        let shown = model.with(|forecast| read(forecast, from, to)).flatten();
        shown.ok_or_else(|| none.to_owned())
    })
}

#[component]
fn Burn(model: Model, year: Year) -> impl IntoView {
    let locale = use_locale();
    let no_revenue = td_string!(locale, plan_finance.no_revenue);
    let burn = figure(model, year, "", |forecast, _, to| {
        let burn = forecast.net_burn(to)?;
        Some(Shown::of(&burn, format::money(burn.value)))
    });
    let flat = figure(model, year, "", move |forecast, _, to| {
        let flat = forecast.flat_runway(to)?;
        let text = if flat.value.is_finite() {
            td_string!(
                locale,
                plan_finance.months_of,
                number = number(flat.value, 1)
            )
        } else {
            td_string!(locale, plan_finance.no_burn).to_owned()
        };
        Some(Shown::of(&flat, text))
    });
    let alive = figure(model, year, "", move |forecast, _, to| {
        let alive = forecast.default_alive(to)?;
        let text = match alive.value {
            DefaultAlive::Alive { break_even } => {
                td_string!(locale, plan_finance.alive, count = break_even)
            }
            DefaultAlive::Dead { cash_out } => {
                td_string!(locale, plan_finance.dead, count = cash_out)
            }
            DefaultAlive::Undecided => td_string!(locale, plan_finance.undecided).to_owned(),
        };
        Some(Shown::of(&alive, text))
    });
    let multiple = figure(
        model,
        year,
        td_string!(locale, plan_finance.no_growth),
        |forecast, from, to| {
            // From the end of the month before the year, where there is one.
            let multiple = forecast.burn_multiple(from.saturating_sub(1), to)?;
            Some(Shown::of(&multiple, number(multiple.value, 2)))
        },
    );
    let margin = figure(model, year, no_revenue, |forecast, _, to| {
        let margin = forecast.gross_margin(to)?;
        Some(Shown::of(&margin, percent(margin.value, 1)))
    });
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_finance.net_burn) result=burn/>
            <Computed label=td_string!(locale, plan_finance.flat_runway) result=flat/>
            <Computed label=td_string!(locale, plan_finance.default_alive) result=alive/>
            <Computed label=td_string!(locale, plan_finance.burn_multiple) result=multiple/>
            <Computed label=td_string!(locale, plan_finance.gross_margin) result=margin/>
        </div>
    }
}

/// What a customer brings, costs and pays back, over the chosen year.
#[component]
fn Units(model: Model, year: Year) -> impl IntoView {
    let locale = use_locale();
    let economics = Memo::new(move |_| {
        let (from, to) = months(year.get());
        model
            .with(|forecast| {
                let economics = forecast.unit_economics(from, to)?;
                Some((economics, forecast.currency))
            })
            .flatten()
    });
    let unit =
        move |none: &'static str,
              read: fn(&UnitEconomics) -> Option<&venture::plan::computed::Computed<f64>>,
              kind: Kind| {
            Signal::derive(move || {
                economics.with(|economics| {
                    let (economics, currency) = economics
                        .as_ref()
                        .ok_or_else(|| td_string!(locale, plan_finance.no_revenue).to_owned())?;
                    let computed = read(economics).ok_or_else(|| none.to_owned())?;
                    let text = match kind {
                        Kind::Money => {
                            format::money(Money::new(computed.value.round() as i64, *currency))
                        }
                        Kind::Months => {
                            td_string!(
                                locale,
                                plan_finance.months_of,
                                number = number(computed.value, 1)
                            )
                        }
                        Kind::Ratio => number(computed.value, 2),
                    };
                    Ok(Shown::of(computed, text))
                })
            })
        };
    let no_customers = td_string!(locale, plan_finance.no_customers);
    view! {
        <div class="plan-figures">
            <Computed label=td_string!(locale, plan_finance.ltv) result=unit("", |one| Some(&one.ltv), Kind::Money)/>
            <Computed label=td_string!(locale, plan_finance.cac) result=unit(no_customers, |one| one.cac.as_ref(), Kind::Money)/>
            <Computed
                label=td_string!(locale, plan_finance.payback)
                result=unit(td_string!(locale, plan_finance.no_payback), |one| one.payback.as_ref(), Kind::Months)
            />
            <Computed label=td_string!(locale, plan_finance.ltv_cac) result=unit(no_customers, |one| one.ltv_cac.as_ref(), Kind::Ratio)/>
        </div>
    }
}

/// How a figure is written.
#[derive(Clone, Copy)]
enum Kind {
    /// Minor units of money.
    Money,
    /// Months.
    Months,
    /// A ratio.
    Ratio,
}
