//! The sections that compute: the golden cases are typed in and read off the
//! page; currencies never mix; the tables are tables to a screen reader.

use super::{begin, begin_case, fill, has_focus, keeps, open};
use browser_tests::{Browser, Key, LANGUAGES, Lang, Result, Setup, Site, ensure, eventually, run};

const EN: Lang = Lang::En;

/// Adds a row to the list of a path.
async fn add(browser: &Browser, list: &str) -> Result<()> {
    let button = browser.select(&format!("[id=\"{list}-add\"]")).await?;
    button.scroll_into_view().await?;
    Ok(button.click().await?)
}

/// Chooses an entry of the select of a path by its words.
async fn choose(browser: &Browser, path: &str, entry: &str) -> Result<()> {
    let select = browser.select(&format!("[id=\"{path}\"]")).await?;
    select.scroll_into_view().await?;
    browser.set(&select, entry).await
}

/// The rows of a table of the page: the row's name, then its cells.
async fn rows(browser: &Browser, table: &str) -> Result<Vec<Vec<String>>> {
    browser
        .value(&format!(
            "[...document.querySelectorAll('#{table} tbody tr')]\
             .map((row) => [...row.cells].map((cell) => cell.innerText))"
        ))
        .await
}

/// Waits until a row of a table has this among its cells.
async fn has_cell(browser: &Browser, table: &str, row: &str, cell: &str) -> Result<()> {
    eventually(&format!("{row} of {table} to have {cell}"), async || {
        let rows = rows(browser, table).await?;
        Ok(rows
            .iter()
            .any(|cells| cells[0] == row && cells[1..].iter().any(|found| found == cell))
            .then_some(()))
    })
    .await
}

#[test]
fn the_published_round_is_typed_in_and_solved_to_the_share() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        let id = begin(browser, &site, EN, "Published").await?;
        open(browser, &site, EN, "funding", &id).await?;
        let at = |rest: &str| format!("funding.ownership.{rest}");
        for (index, (name, shares)) in [
            ("Founder A", "4,500,000"),
            ("Founder B", "4.5m"),
            ("Issued options", "250000"),
        ]
        .into_iter()
        .enumerate()
        {
            add(browser, &at("holders")).await?;
            fill(browser, &at(&format!("holders.{index}.name")), name).await?;
            fill(browser, &at(&format!("holders.{index}.shares")), shares).await?;
        }
        choose(
            browser,
            &at("holders.2.kind"),
            &EN.say("plan_funding.employee"),
        )
        .await?;
        fill(browser, &at("pool"), "750,000").await?;
        for (index, (amount, terms, value)) in [
            ("125000", "fixed_safe", "7"),
            ("375000", "most_favoured", ""),
            ("750000", "post_money_safe", "10m"),
            ("475000", "post_money_safe", "10m"),
            ("500000", "post_money_safe", "13m"),
        ]
        .into_iter()
        .enumerate()
        {
            add(browser, &at("safes")).await?;
            let safe = |rest: &str| at(&format!("safes.{index}.{rest}"));
            fill(browser, &safe("amount"), amount).await?;
            choose(
                browser,
                &safe("terms"),
                &EN.say(&format!("plan_funding.{terms}")),
            )
            .await?;
            match terms {
                "fixed_safe" => fill(browser, &safe("terms.ownership"), value).await?,
                "post_money_safe" => fill(browser, &safe("terms.cap"), value).await?,
                _ => {}
            }
        }
        add(browser, &at("rounds")).await?;
        fill(browser, &at("rounds.0.name"), "A").await?;
        fill(browser, &at("rounds.0.pre_money"), "25m").await?;
        add(browser, &at("rounds.0.investments")).await?;
        fill(browser, &at("rounds.0.investments.0.amount"), "4m").await?;
        fill(browser, &at("rounds.0.pool"), "10").await?;
        let table = "plan-captable";
        has_cell(browser, table, &EN.say("plan_funding.total"), "16,953,545").await?;
        has_cell(
            browser,
            table,
            &EN.say("plan_funding.share_price"),
            "$1.71056",
        )
        .await?;
        has_cell(browser, table, &EN.say("plan_funding.founders"), "53.09%").await?;
        has_cell(
            browser,
            table,
            &EN.say("plan_funding.unused_pool"),
            "1,695,354",
        )
        .await?;
        // The closed form, before rounding.
        browser.see("16,953,612").await?;
        browser.see("1.71055").await?;
        // It stands on the formula that it says.
        browser
            .script::<()>(
                "document.querySelector('#plan-captable').closest('section')\
                 .querySelectorAll('.plan-computed details').forEach((one) => one.open = true)",
                vec![],
            )
            .await?;
        browser.see("Company Capitalization").await?;
        browser.see(&EN.say("plan_formulas.f_priced_round")).await
    });
}

#[test]
fn compute_is_counted_as_the_papers_count_it() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for lang in LANGUAGES {
            let id = begin(browser, &site, lang, "Counted").await?;
            open(browser, &site, lang, "compute", &id).await?;
            let run = "compute.budget.training";
            fill(browser, &format!("{run}.parameters"), "405").await?;
            fill(browser, &format!("{run}.tokens"), "15600").await?;
            browser.see("3.79 × 10²⁵").await?;
            let id = begin(browser, &site, lang, "Counted again").await?;
            open(browser, &site, lang, "compute", &id).await?;
            fill(browser, &format!("{run}.parameters"), "7").await?;
            fill(browser, &format!("{run}.tokens"), "140").await?;
            browser.see("5.88 × 10²¹").await?;
            let maker = lang.say("plan_compute.nvidia");
            let accelerator = "compute.budget.accelerator";
            choose(browser, accelerator, &format!("{maker} · H100 SXM 80GB")).await?;
            keeps(
                browser,
                &id,
                "/compute/budget/peak_flops",
                989_500_000_000_000_u64,
            )
            .await?;
            fill(browser, "compute.budget.mfu", "40%").await?;
            for price in ["price_low", "price_high"] {
                fill(browser, &format!("compute.budget.{price}"), "2.50").await?;
                choose(
                    browser,
                    &format!("compute.budget.{price}.currency"),
                    "$ USD",
                )
                .await?;
            }
            browser
                .see(&lang.say_with("plan_compute.hours", &[("number", "4127")]))
                .await?;
            browser.see("$10,316").await?;
            for (field, value) in [
                ("layers", "80"),
                ("kv_heads", "8"),
                ("head_dim", "128"),
                ("sequence", "8192"),
                ("batch", "1"),
            ] {
                fill(browser, &format!("compute.serving.kv_cache.{field}"), value).await?;
            }
            let bits = lang.say_with("plan_compute.bits_of", &[("bits", "16")]);
            choose(browser, "compute.serving.kv_cache.bytes", &bits).await?;
            browser.see("320.00 KiB").await?;
            browser.see("2.50 GiB").await?;
        }
        Ok(())
    });
}

#[test]
fn the_runway_follows_every_key_and_a_currency_without_a_rate_is_told() {
    run(Setup::default(), async |browser| {
        let site = Site::dist()?;
        for (lang, other, code) in [(Lang::Zh, "$ USD", "USD"), (EN, "¥ CNY", "CNY")] {
            let id = begin(browser, &site, lang, "Cash").await?;
            open(browser, &site, lang, "finance", &id).await?;
            browser
                .until("document.getElementById('finance.drivers.opening_cash.currency') !== null")
                .await?;
            let own: String = browser
                .value("document.getElementById('finance.drivers.opening_cash.currency').value")
                .await?;
            fill(browser, "finance.drivers.opening_cash", "100,000").await?;
            add(browser, "finance.drivers.costs").await?;
            let cost = "finance.drivers.costs.0";
            fill(browser, &format!("{cost}.name"), "房租 Rent").await?;
            fill(browser, &format!("{cost}.amount"), "30000").await?;
            let last = lang.say("plan_finance.row_closing");
            has_cell(browser, "plan-cash", &last, "−20,000").await?;
            let runway: String = browser
                .value("document.querySelector('.plan-computed output').innerText")
                .await?;
            ensure!(runway.contains('3'), "the runway is {runway}");
            // In a currency without a rate nothing is added up.
            choose(browser, &format!("{cost}.amount.currency"), other).await?;
            let told = lang.say_with("plan_errors.no_rate", &[("from", code), ("to", &own)]);
            browser.see(&told).await?;
            browser.gone("table", browser_tests::Name::Any).await?;
            // At the field, too; and the way leads to it.
            browser.see(&lang.say("plan_checks.forecast_fails")).await?;
            let link = browser.select(".plan-trouble a").await?;
            link.scroll_into_view().await?;
            link.click().await?;
            has_focus(browser, &format!("{cost}.amount")).await?;
            choose(
                browser,
                &format!("{cost}.amount.currency"),
                &format!("{} {own}", sign(&own)),
            )
            .await?;
            has_cell(browser, "plan-cash", &last, "−20,000").await?;
        }
        Ok(())
    });
}

fn sign(code: &str) -> char {
    match code {
        "CNY" => '¥',
        "EUR" => '€',
        _ => '$',
    }
}

#[test]
fn computed_tables_are_tables_to_a_screen_reader_and_scroll_by_keys() {
    run(Setup::phone(), async |browser| {
        let site = Site::dist()?;
        let lang = Lang::Zh;
        let id = begin_case(browser, &site, lang).await?;
        for (section, tables) in [
            ("finance", 2),
            ("funding", 1),
            ("compute", 1),
            ("pricing", 2),
            ("data", 1),
        ] {
            open(browser, &site, lang, section, &id).await?;
            browser.select(".plan-table td").await?;
            let wrong: Vec<String> = browser
                .value(
                    "[...document.querySelectorAll('.plan-table table')].flatMap((table) => {\
                       const heads = table.querySelectorAll('thead th[scope=col]').length;\
                       const rows = [...table.querySelectorAll('tbody tr')];\
                       const region = table.closest('[role=region][tabindex=\"0\"]');\
                       const named = region && document.getElementById(region.getAttribute('aria-labelledby'));\
                       return [\
                         [table.caption?.textContent.trim(), 'caption'],\
                         [heads > 1 && rows.length > 0, 'heads'],\
                         [rows.every((row) => row.cells.length === heads), 'cells'],\
                         [rows.every((row) => row.cells[0].matches('th[scope=row]') && row.cells[0].textContent.trim()), 'row heads'],\
                         [named === table.caption, 'name'],\
                       ].filter(([sound]) => !sound).map(([, what]) => table.id + ': ' + what);\
                     })",
                )
                .await?;
            ensure!(wrong.is_empty(), "{section}: {wrong:?}");
            let found = browser.all("table", browser_tests::Name::Any).await?.len();
            ensure!(found >= tables, "{section} has {found} tables");
        }
        // The widest scrolls within itself, and its first column stays.
        open(browser, &site, lang, "finance", &id).await?;
        browser.select("#plan-cash td").await?;
        browser
            .script::<()>(
                "const region = document.querySelector('#plan-cash').parentElement;\
                 region.scrollIntoView({ block: 'center' }); region.focus()",
                vec![],
            )
            .await?;
        browser.key(Key::Right, 8).await?;
        browser
            .until("document.querySelector('#plan-cash').parentElement.scrollLeft > 40")
            .await?;
        browser
            .until(
                "(() => { const region = document.querySelector('#plan-cash').parentElement;\
                 const head = region.querySelector('tbody th');\
                 return Math.abs(head.getBoundingClientRect().left - region.getBoundingClientRect().left) < 3 })()",
            )
            .await
    });
}
