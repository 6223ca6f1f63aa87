//! Thirty-six months of profit and loss and cash, and the figures investors
//! ask for.

mod alive;
mod customers;
mod drivers;
mod error;
mod forecast;
mod metrics;
mod resolve;
mod shift;
mod support;
mod unit;
mod variance;

pub use alive::{DefaultAlive, default_alive};
pub use customers::retention;
pub use drivers::{Cost, CostKind, Drivers, Function, Grant, GrantKind, Role, Stream, Tranche};
pub use error::FinanceError;
pub use forecast::{Forecast, MONTHS, Month};
pub use metrics::Runway;
pub use resolve::{Inputs, Resolved};
pub use shift::Driver;
pub use unit::{LTV_MONTHS, UnitEconomics, unit_economics};
pub use variance::{Actual, Variance};
