//! What does not hold together in itself.

use super::{names, only, structure};

#[test]
fn strengths_and_levels_stay_in_range() {
    names(
        &structure("some = 2", "some = 6"),
        "question.interviews.options.some must be a strength",
    );
    names(&structure("unknown = 0", "unknown = 1"), "common must be");
    names(
        &structure("level = 5", "level = 6"),
        "criterion.sales-repeat.level must be a level",
    );
    names(
        &structure("{ payer = 2 }", "{ payer = 0 }"),
        "criterion.customer-hypothesis.needs.payer",
    );
    names(
        &structure(", team = 3 }", ", team = 0 }"),
        "gate.seed.levels.team must be",
    );
    only(
        &structure("cap_without_note = 2", "cap_without_note = 5"),
        "cap_without_note must be below 5",
    );
    only(
        &structure("fresh_days = 180", "fresh_days = 0"),
        "fresh_days must be",
    );
    names(&structure("[0, 20, 40", "[0, 50, 40"), "bands must be");
    names(&structure("[0, 20, 40", "[5, 20, 40"), "bands must be");
    names(
        &structure("weight = 1", "weight = 0"),
        "dimension.customer.weight must be",
    );
    names(
        &structure(
            "weight = 2\nplan = \"customers\"",
            "weight = 0\nplan = \"customers\"",
        ),
        "question.interviews.weight",
    );
}

#[test]
fn a_criterion_can_be_met_and_a_gate_has_a_condition() {
    names(
        &structure("renewed = 5 }", "renewed = 4 }"),
        "criterion.sales-repeat.needs asks for strength 5 of `commitment`, whose options end at 4",
    );
    names(
        &structure("complete = 4, kept = 5", "complete = 3, kept = 3"),
        "gate.launch-cn.evidence asks for strength 4 of `filings`",
    );
    names(
        &structure("needs = [{ payer = 2 }]", "needs = []"),
        "criterion.customer-hypothesis.needs must be one or more ways",
    );
    names(
        &structure("needs = [{ payer = 2 }]", "needs = [{}]"),
        "criterion.customer-hypothesis.needs must be one or more ways",
    );
    names(
        &structure("effort = 1\n", "effort = 0\n"),
        "criterion.customer-hypothesis.effort must be at least one day",
    );
    names(
        &structure("refused = { eu-use = [\"prohibited\"] }\n", ""),
        "gate.eu-prohibited must be given a condition",
    );
}

#[test]
fn every_level_keeps_a_criterion_whatever_applies() {
    names(
        &structure(
            "id = \"supplier\"\n",
            "id = \"supplier\"\nwhen = { markets = [\"cn\"] }\n",
        ),
        "level 4 of dimension.compute needs a criterion",
    );
    names(
        &structure(
            "level = 1\nneeds = [{ throughput = 1 }]",
            "level = 2\nneeds = [{ throughput = 1 }]",
        ),
        "level 1 of dimension.compute",
    );
    names(
        &structure(
            "id = \"runway\"\n",
            "id = \"runway\"\nwhen = { stage = [\"live\"] }\n",
        ),
        "level 1 of dimension.funding",
    );
}

#[test]
fn a_flag_shuts_nothing_and_a_gate_does() {
    names(
        &structure("effect = \"flag\"", "effect = \"flag\"\nband = 2"),
        "gate.eu-systemic must be without rank and band",
    );
    names(&structure("band = 3\n", ""), "gate.seed.band must be");
    names(
        &structure("band = 3\n", "band = 6\n"),
        "gate.seed.band must be",
    );
    names(
        &structure("band = 3\n", "band = 0\n"),
        "gate.seed.band must be",
    );
}

#[test]
fn a_better_figure_amounts_to_no_less() {
    names(
        &structure(
            "at_least = 12.0, option = \"twelve\"",
            "at_least = 12.0, option = \"budget\"",
        ),
        "question.runway.computed must be steps that rise",
    );
    names(
        &structure("at_least = 12.0", "at_least = 19.0"),
        "question.runway.computed must be steps that rise",
    );
}

#[test]
fn a_review_comes_after_the_statement() {
    only(
        &structure("review_by = \"2027-05-25\"", "review_by = \"2026-11-25\""),
        "fact.cn-scope.review_by must be a day after as_of",
    );
}
