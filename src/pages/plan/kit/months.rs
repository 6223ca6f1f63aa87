//! Months: counted from 0 in the plan, from 1 by people.

use super::codec::{Bound, Fault, Kind, Limit, parse_decimal};
use super::lens::Lens;

/// The last month that can be typed: fifty years on.
const LAST: i128 = 600;

/// A month that must be there; an empty field is the first.
pub fn month(lens: Lens<u16>) -> Bound {
    Bound::new(
        Kind::Number,
        lens,
        |month| (u32::from(*month) + 1).to_string(),
        |text| match text.trim() {
            "" => Ok(0),
            text => read(text),
        },
    )
}

/// A month, or none.
pub fn optional_month(lens: Lens<Option<u16>>) -> Bound {
    Bound::new(
        Kind::Number,
        lens,
        |month| month.map_or_else(String::new, |month| (u32::from(month) + 1).to_string()),
        |text| match text.trim() {
            "" => Ok(None),
            text => read(text).map(Some),
        },
    )
}

fn read(text: &str) -> Result<u16, Fault> {
    let typed = parse_decimal(text, 0, 1, LAST)?;
    u16::try_from(typed - 1).map_err(|_| {
        Fault::TooLarge(Limit {
            value: LAST,
            decimals: 0,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::lens::{list, of_row};
    use super::*;
    use venture::plan::Plan;
    use venture::plan::finance::Cost;

    #[test]
    fn the_first_month_is_one_to_people_and_an_empty_field_stays_empty() {
        let mut plan = Plan::default();
        let costs = list!(finance.drivers.costs);
        costs.push(&mut plan, Cost::default());
        let row = costs.row(0);
        let start = month(of_row!(row, start));
        assert_eq!((start.show)(&plan), "1");
        (start.parse)("12").ok().unwrap()(&mut plan);
        assert_eq!(plan.finance.drivers.costs[0].start, 11);
        assert_eq!((start.show)(&plan), "12");
        assert!((start.parse)("0").is_err());
        (start.parse)("").ok().unwrap()(&mut plan);
        assert!((start.agrees)(&plan, ""));
        let end = optional_month(of_row!(row, end));
        assert_eq!((end.show)(&plan), "");
        (end.parse)("１２").ok().unwrap()(&mut plan);
        assert_eq!(plan.finance.drivers.costs[0].end, Some(11));
    }
}
