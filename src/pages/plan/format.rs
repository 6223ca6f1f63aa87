//! Amounts and other values of a plan, written for people. Pure.

use crate::i18n::{Locale, date, number, percent};
use venture::plan::date::Date;
use venture::plan::money::{Currency, Money, UnitPrice};

/// The sign and the code of a currency: the sign alone is several countries'.
pub fn currency_name(currency: Currency) -> &'static str {
    match currency {
        Currency::Cny => "¥ CNY",
        Currency::Usd => "$ USD",
        Currency::Eur => "€ EUR",
    }
}

fn sign(currency: Currency) -> &'static str {
    match currency {
        Currency::Cny => "¥",
        Currency::Usd => "$",
        Currency::Eur => "€",
    }
}

/// An amount, its minor units only where there are any.
pub fn money(amount: Money) -> String {
    let decimals = if amount.minor % 100 == 0 { 0 } else { 2 };
    signed(amount.as_major(), amount.currency, decimals)
}

/// The price of something small, with as many decimals as it has, six at most.
pub fn price(price: UnitPrice) -> String {
    let decimals = (0..6)
        .find(|decimals| price.nanos % 10_i64.pow(9 - decimals) == 0)
        .unwrap_or(6);
    signed(price.as_major(), price.currency, decimals as usize)
}

fn signed(major: f64, currency: Currency, decimals: usize) -> String {
    let text = number(major, decimals);
    match text.strip_prefix('−') {
        Some(rest) => format!("−{}{rest}", sign(currency)),
        None => format!("{}{text}", sign(currency)),
    }
}

/// A day as the language writes it.
pub fn day(day: Date, locale: Locale) -> String {
    date(locale, &day.to_string())
}

/// A value as the models write it, for people: a day, an amount, a share, a
/// number; a text as it is.
pub fn value(raw: &str, locale: Locale) -> String {
    if let Ok(found) = raw.parse::<Date>() {
        return day(found, locale);
    }
    if let Some((amount, code)) = raw.rsplit_once(' ')
        && let Some(currency) = Currency::ALL.into_iter().find(|one| one.code() == code)
        && let Ok(major) = amount.parse::<f64>()
    {
        let decimals = if major.fract() == 0.0 { 0 } else { 2 };
        return signed(major, currency, decimals);
    }
    match raw.parse::<f64>() {
        Ok(found) if found.abs() >= 1e15 => scientific(found),
        Ok(found) if found.fract() == 0.0 => number(found, 0),
        Ok(found) => number(found, 4).trim_end_matches('0').to_owned(),
        Err(_) => raw.to_owned(),
    }
}

/// A share of one, such as a margin, as a percentage.
pub fn share(raw: &str) -> String {
    raw.parse::<f64>()
        .map_or_else(|_| raw.to_owned(), |share| percent(share, 1))
}

/// A very large number as `3.79 × 10²⁵`.
pub fn scientific(value: f64) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let text = format!("{value:.2e}");
    let Some((digits, exponent)) = text.split_once('e') else {
        return text;
    };
    let raised: String = exponent
        .chars()
        .map(|digit| {
            let digit = digit
                .to_digit(10)
                .and_then(|digit| RAISED.get(digit as usize));
            digit.copied().unwrap_or('⁻')
        })
        .collect();
    format!("{digits} × 10{raised}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_for_people() {
        assert_eq!(money(Money::new(150_000_000, Currency::Cny)), "¥1,500,000");
        assert_eq!(money(Money::new(-9_990, Currency::Usd)), "−$99.90");
        let small = UnitPrice::new(12_500_000, Currency::Eur);
        assert_eq!(price(small), "€0.0125");
        assert_eq!(price(UnitPrice::new(1, Currency::Usd)), "$0.000000");
    }

    #[test]
    fn the_models_values_are_written_for_people() {
        let english = Locale::en;
        assert_eq!(value("2027-01-31", english), "31 January 2027");
        assert_eq!(value("1500000.00 CNY", english), "¥1,500,000");
        assert_eq!(value("0.50 USD", Locale::zh), "$0.50");
        assert_eq!(value("15600000", english), "15,600,000");
        assert_eq!(value("37908000000000000000000000", english), "3.79 × 10²⁵");
        assert_eq!(value("algorithm-filing", english), "algorithm-filing");
        assert_eq!(share("-0.1234"), "−12.3%");
    }
}
