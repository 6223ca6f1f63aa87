//! The register of data, the risks and the calendar.

use venture::plan::bounded::{Line, List};
use venture::plan::compliance::{
    Certainty, FACTS, FACTS_AS_OF, FACTS_REVIEW, SYSTEMIC_FLOPS, calendar, to_ics,
};
use venture::plan::data::{Licence, PersonalData, Reason, Right, Source, gate};
use venture::plan::date::Date;
use venture::plan::lang::Lang;
use venture::plan::risks::{Risk, RiskKind, ranked, seed};
use venture::plan::route::{BuildMode, Market, Route};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn route(markets: &[Market], build: BuildMode) -> Route {
    Route {
        markets: List::new(markets.to_vec()).unwrap(),
        build,
        public: true,
        generates: true,
        launch: Some(day("2027-06-01")),
        ..Route::default()
    }
}

fn source() -> Source {
    Source {
        name: Line::clipped("manuals"),
        licence: Licence::Contract,
        training: Right::Given,
        commercial: Right::Given,
        personal_data: PersonalData::None,
        tokens: 1_000,
        sampled: 200,
        harmful: 10,
        used: true,
        ..Source::default()
    }
}

#[test]
fn a_clean_register_opens_the_gate() {
    let gate = gate(&[source()], &route(&[Market::China], BuildMode::Pretrain)).value;
    assert!(gate.is_open() && gate.warnings.is_empty());
    assert_eq!((gate.licensed_tokens, gate.tokens), (1_000, 1_000));
}

#[test]
fn every_obstacle_names_its_field_and_holds_its_tokens_back() {
    type Break = fn(&mut Source);
    let breaks: [(Break, Reason, &str); 10] = [
        (
            |s| s.licence = Licence::Unknown,
            Reason::LicenceUnknown,
            "licence",
        ),
        (
            |s| s.training = Right::Refused,
            Reason::TrainingRight,
            "training",
        ),
        (
            |s| s.commercial = Right::Unknown,
            Reason::CommercialRight,
            "commercial",
        ),
        (
            |s| s.personal_data = PersonalData::Unknown,
            Reason::NotScanned,
            "personal_data",
        ),
        (
            |s| s.personal_data = PersonalData::Sensitive,
            Reason::NoConsent,
            "consent",
        ),
        (
            |s| s.expiry = Some(day("2027-05-31")),
            Reason::Expired,
            "expiry",
        ),
        (|s| s.harmful = 11, Reason::Harmful, "harmful"),
        (|s| s.harmful = 201, Reason::SampleCount, "harmful"),
        (
            |s| (s.sampled, s.harmful) = (0, 0),
            Reason::NotSampled,
            "sampled",
        ),
        (
            |s| s.personal_data = PersonalData::Pseudonymised,
            Reason::NoConsent,
            "consent",
        ),
    ];
    let route = route(&[Market::China], BuildMode::Pretrain);
    for (spoil, reason, field) in breaks {
        let mut bad = source();
        spoil(&mut bad);
        let gate = gate(&[source(), bad], &route).value;
        let found: Vec<_> = gate
            .blockers
            .iter()
            .map(|one| (one.source, one.reason, one.field.as_str()))
            .collect();
        assert_eq!(
            found,
            [(1, reason, format!("data.sources.1.{field}").as_str())]
        );
        assert_eq!((gate.licensed_tokens, gate.tokens), (1_000, 2_000));
    }
}

#[test]
fn a_licence_against_commerce_needs_the_right_besides() {
    let mut bad = source();
    bad.licence = Licence::NonCommercial;
    bad.commercial = Right::Refused;
    let route = route(&[Market::Other], BuildMode::Pretrain);
    let reasons: Vec<_> = gate(&[bad], &route)
        .value
        .blockers
        .iter()
        .map(|one| one.reason)
        .collect();
    assert_eq!(reasons, [Reason::LicenceForbids, Reason::CommercialRight]);
}

#[test]
fn sources_not_in_use_block_nothing_and_late_expiry_only_warns() {
    let idle = Source {
        used: false,
        ..Source::default()
    };
    let mut soon = source();
    soon.expiry = Some(day("2027-08-01"));
    soon.licence = Licence::ShareAlike;
    let gate = gate(&[idle, soon], &route(&[Market::China], BuildMode::Pretrain)).value;
    assert!(gate.is_open());
    let reasons: Vec<_> = gate.warnings.iter().map(|one| one.reason).collect();
    assert_eq!(reasons, [Reason::ExpiresSoon, Reason::ShareAlike]);
    assert_eq!(gate.tokens, 1_000);
}

fn ids(route: &Route, flops: u128) -> Vec<&'static str> {
    let mut ids: Vec<_> = calendar(route, flops)
        .iter()
        .map(|item| item.fact.id)
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn calling_a_filed_model_is_registered_an_own_one_is_filed() {
    let api = route(&[Market::China], BuildMode::Api);
    assert_eq!(ids(&api, 0), ["cn_labelling", "cn_registration"]);
    let own = route(&[Market::China], BuildMode::FineTune);
    let filed = [
        "cn_algorithm_filing",
        "cn_filing",
        "cn_labelling",
        "cn_safety_tests",
        "cn_security_assessment",
    ];
    assert_eq!(ids(&own, 0), filed);
    let internal = Route {
        public: false,
        ..own
    };
    assert!(ids(&internal, 0).is_empty());
}

#[test]
fn exports_are_graded_by_people() {
    let exporting = |people, sensitive| {
        let route = Route {
            public: false,
            exported_people: people,
            exported_sensitive: sensitive,
            ..route(&[Market::China], BuildMode::Api)
        };
        ids(&route, 0)
    };
    assert!(exporting(99_999, 0).is_empty());
    assert_eq!(exporting(100_000, 0), ["cn_export_contract"]);
    assert_eq!(exporting(10, 1), ["cn_export_contract"]);
    assert_eq!(exporting(10, 9_999), ["cn_export_contract"]);
    assert_eq!(exporting(10, 10_000), ["cn_export_assessment"]);
    assert_eq!(exporting(1_000_000, 0), ["cn_export_assessment"]);
}

#[test]
fn the_eu_looks_at_purpose_and_operations() {
    let mut eu = route(&[Market::Eu], BuildMode::Pretrain);
    eu.high_risk = true;
    eu.personal_data = true;
    let most = 10_u128.pow(25);
    let below = ids(&eu, most);
    let expected = [
        "eu_general_purpose",
        "eu_high_risk",
        "eu_impact_assessment",
        "eu_prohibited",
        "eu_transparency",
    ];
    assert_eq!(below, expected);
    assert!(ids(&eu, most + 1).contains(&"eu_systemic"));
    assert_eq!(
        ids(&route(&[Market::Us], BuildMode::Api), most + 1),
        ["us_profile"]
    );
    assert!(ids(&route(&[], BuildMode::Pretrain), most + 1).is_empty());
}

#[test]
fn dates_count_back_from_launch_and_laws_to_come_count_from_their_day() {
    let mut eu = route(&[Market::Eu, Market::China], BuildMode::FineTune);
    eu.high_risk = true;
    let items = calendar(&eu, 0);
    let dates = |id: &str| {
        let item = items.iter().find(|item| item.fact.id == id).unwrap();
        (item.begin, item.due)
    };
    assert_eq!(dates("cn_filing"), (Some(day("2026-12-03")), eu.launch));
    assert_eq!(dates("eu_transparency"), (eu.launch, eu.launch));
    let annex = Some(day("2027-12-02"));
    assert_eq!(dates("eu_high_risk"), (annex, annex));
    assert!(items.windows(2).all(|pair| pair[0].begin <= pair[1].begin));
    eu.launch = None;
    let items = calendar(&eu, 0);
    assert_eq!(items[0].begin, Some(day("2026-08-02")));
    assert!(items.last().unwrap().begin.is_none());
}

#[test]
fn obligations_are_distinct_and_rest_on_the_register_of_the_check() {
    let text = include_str!("../../../../content/readiness.toml");
    let check: toml::Table = text.parse().unwrap();
    let register = check["fact"].as_array().unwrap();
    for (at, fact) in FACTS.iter().enumerate() {
        assert!(FACTS[..at].iter().all(|other| other.id != fact.id));
        assert!(!fact.source.is_empty() && !fact.title.zh.is_empty() && !fact.title.en.is_empty());
        let id = fact.basis.id;
        let entry = register
            .iter()
            .find(|entry| entry["id"].as_str() == Some(id));
        let entry = entry.unwrap();
        assert_eq!(
            entry["as_of"].as_str().unwrap(),
            fact.basis.as_of.to_string()
        );
        assert_eq!(
            entry["review_by"].as_str().unwrap(),
            fact.basis.review_by.to_string()
        );
        let check = entry
            .get("check")
            .is_some_and(|check| check.as_bool().unwrap());
        assert_eq!(fact.certainty() == Certainty::Check, check, "{id}");
    }
    let all = |key: &'static str| {
        register
            .iter()
            .map(move |entry| day(entry[key].as_str().unwrap()))
    };
    assert_eq!(FACTS_AS_OF, all("as_of").min().unwrap());
    assert_eq!(FACTS_REVIEW, all("review_by").min().unwrap());
    // The gate of the check and the obligation of the plan draw one line.
    let mut gates = check["gate"].as_array().unwrap().iter();
    let above = gates.find_map(|gate| gate.get("above")).unwrap();
    assert!((above["limit"].as_float().unwrap() - SYSTEMIC_FLOPS as f64).abs() < 1.0);
}

#[test]
fn the_calendar_is_a_well_formed_icalendar_file() {
    let route = route(&[Market::China, Market::Eu], BuildMode::Pretrain);
    let items = calendar(&route, 0);
    for lang in [Lang::Zh, Lang::En] {
        let ics = to_ics(&items, lang, day("2026-11-25"));
        assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(ics.ends_with("END:VCALENDAR\r\n"));
        assert!(
            ics.split("\r\n")
                .all(|line| line.len() <= 75 && !line.contains('\n'))
        );
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), items.len());
        let whole = ics.replace("\r\n ", "");
        assert!(whole.contains("DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261204\r\n"));
        assert!(whole.contains("DTSTAMP:20261125T000000Z"));
        let title = items
            .iter()
            .find(|item| item.fact.id == "eu_general_purpose")
            .unwrap();
        let title = title.fact.title.get(lang).replace(',', "\\,");
        assert!(whole.contains(&format!("SUMMARY:{title}\r\n")), "{whole}");
    }
}

#[test]
fn the_register_of_risks_begins_with_the_twelve_of_nist() {
    for lang in [Lang::Zh, Lang::En] {
        let risks = seed(lang);
        assert_eq!(risks.len(), 12);
        let kinds: std::collections::HashSet<_> = risks.iter().map(|risk| risk.kind).collect();
        assert_eq!(kinds.len(), 12);
        assert!(!kinds.contains(&RiskKind::Own));
        for risk in &risks {
            assert!(!risk.title.is_blank() && !risk.test.is_blank());
            assert!(risk.score().is_none() && !risk.is_covered());
        }
    }
    assert_ne!(seed(Lang::Zh), seed(Lang::En));
}

#[test]
fn risks_are_ranked_with_the_unjudged_first() {
    let risk = |likelihood, impact| Risk {
        likelihood,
        impact,
        ..Risk::default()
    };
    let risks = [risk(2, 2), risk(5, 5), risk(0, 5), risk(6, 1), risk(2, 3)];
    assert_eq!(risks[1].score(), Some(25));
    assert_eq!((risks[2].score(), risks[3].score()), (None, None));
    assert_eq!(ranked(&risks), [2, 3, 1, 4, 0]);
    let mut covered = risk(5, 5);
    covered.owner = Line::clipped("Li");
    assert!(!covered.is_covered());
    covered.test = Line::clipped("injection set");
    assert!(covered.is_covered());
}
