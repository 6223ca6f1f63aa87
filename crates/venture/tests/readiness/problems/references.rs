//! Names that are there twice, lead nowhere, or are led to by nothing.

use super::{names, only, structure};

#[test]
fn names_are_slugs_and_unique() {
    names(
        &structure("id = \"payer\"", "id = \"interviews\""),
        "question.interviews is there twice",
    );
    names(
        &structure("id = \"payer\"", "id = \"stage\""),
        "question.stage is there twice",
    );
    names(
        &structure("id = \"payer\"", "id = \"The payer\""),
        "question.The payer must be named",
    );
    names(
        &structure("id = \"technology\"", "id = \"customer\""),
        "dimension.customer is there twice",
    );
    names(
        &structure("id = \"need-confirmed\"", "id = \"interviews-held\""),
        "criterion.interviews-held is there twice",
    );
    names(
        &structure("id = \"pretraining\"", "id = \"seed\""),
        "gate.seed is there twice",
    );
    names(
        &structure("id = \"cn-assessment\"", "id = \"cn-scope\""),
        "fact.cn-scope is there twice",
    );
    names(
        &structure("some = 2", "believed = 2"),
        "question.interviews.options.believed is there twice",
    );
    names(
        &structure("some = 2", "Some = 2"),
        "question.interviews.options.Some must be named",
    );
    only(
        &structure("rank = 2", "rank = 1"),
        "gate.pretraining.rank is there twice",
    );
    names(
        &structure("[\"public\", \"internal\"]", "[\"public\", \"public\"]"),
        "route.audience.options is there twice",
    );
    names(
        &structure("[\"public\", \"internal\"]", "[\"public\"]"),
        "route.audience.options must be a choice",
    );
}

#[test]
fn what_is_referred_to_is_there() {
    names(
        &structure("needs = [{ payer = 2 }]", "needs = [{ payor = 2 }]"),
        "criterion.customer-hypothesis.needs: there is no question `payor`",
    );
    names(
        &structure("sources = [\"nasa2023\"]", "sources = [\"nasa1923\"]"),
        "criterion.concept-stated.sources: there is no source `nasa1923`",
    );
    names(
        &structure("sources = [\"kth2021\"]", "sources = []"),
        "sources must be one source or more",
    );
    names(
        &structure("lesson = \"team\"", "lesson = \"teams\""),
        "criterion.founder-there.lesson: there is no lesson `teams`",
    );
    names(
        &structure("plan = \"rounds\"", "plan = \"round\""),
        "question.dilution.plan: there is no plan field `round`",
    );
    names(
        &structure("dimension = \"customer\"", "dimension = \"client\""),
        "question.interviews.dimension: there is no dimension `client`",
    );
    names(
        &structure(
            "when = { markets = [\"eu\"] }",
            "when = { market = [\"eu\"] }",
        ),
        "route.eu-use.when: there is no earlier route question `market`",
    );
    names(
        &structure(
            "when = { markets = [\"eu\"] }",
            "when = { training-scale = [\"unclear\"] }",
        ),
        "no earlier route question `training-scale`",
    );
    names(
        &structure(
            "when = { markets = [\"eu\"] }",
            "when = { markets = [\"eea\"] }",
        ),
        "route.eu-use.when.markets: there is no option `eea`",
    );
    names(
        &structure(
            "ask = { stage = [\"pilot\", \"live\"] }",
            "ask = { stage = [\"dead\"] }",
        ),
        "question.retention.ask.stage: there is no option `dead`",
    );
    names(
        &structure("option = \"listed\"", "option = \"lost\""),
        "question.licences.computed: there is no option `lost`",
    );
    names(
        &structure(
            "refused = { eu-use = [\"prohibited\"] }",
            "refused = { eu-use = [\"banned\"] }",
        ),
        "gate.eu-prohibited.refused.eu-use: there is no option `banned`",
    );
    names(
        &structure(
            "levels = { customer = 3, technology = 3",
            "levels = { customer = 3, tech = 3",
        ),
        "gate.seed.levels: there is no dimension `tech`",
    );
    names(
        &structure("evidence = { filings = 4 }", "evidence = { files = 4 }"),
        "gate.launch-cn.evidence: there is no question `files`",
    );
    names(
        &structure("facts = [\"cn-scope\"", "facts = [\"cn-scop\""),
        "gate.launch-cn.facts: there is no fact `cn-scop`",
    );
    names(
        &structure(
            "sources = [\"pipl2021\"]\n\n[[fact]]",
            "sources = [\"pipl\"]\n\n[[fact]]",
        ),
        "fact.cn-impact-assessment.sources: there is no source `pipl`",
    );
    names(
        &structure(
            "\"nist2023\", \"eu2024\", \"cac2023\", \"pipl2021\"",
            "\"nist\"",
        ),
        "dimension.safety.sources: there is no source `nist`",
    );
}

#[test]
fn what_is_listed_is_used() {
    only(
        &structure("  \"compute\",\n", "  \"compute\",\n  \"cooking\",\n"),
        "lessons.cooking is used by nothing",
    );
    only(
        &structure("  \"costs\",\n", "  \"costs\",\n  \"crafts\",\n"),
        "plan_fields.crafts is used by nothing",
    );
    names(
        &structure("needs = [{ retention = 4 }]", "needs = [{ payer = 4 }]"),
        "question.retention is used by nothing",
    );
}
