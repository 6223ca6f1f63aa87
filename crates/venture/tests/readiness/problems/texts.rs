//! Words that are missing, left over, or in the wrong language.

use super::{en, names, only, structure, zh};

#[test]
fn each_language_says_everything_and_nothing_else() {
    only(
        &zh("name = \"客户\"\n", ""),
        "zh/readiness.toml: dimension.customer.name is missing",
    );
    only(
        &en("name = \"Customer\"\n", ""),
        "en/readiness.toml: dimension.customer.name is missing",
    );
    only(
        &en(
            "options.enough = ",
            "options.plenty = \"Many\"\noptions.enough = ",
        ),
        "question.interviews.options.plenty belongs to nothing",
    );
    only(
        &zh("[fact.nist-risks]", "[fact.more]\n\n[fact.nist-risks]"),
        "zh/readiness.toml: fact.more belongs to nothing",
    );
    let both = en("[gate.seed]", "[gate.sead]");
    names(&both, "gate.seed.name is missing");
    names(&both, "gate.sead.name belongs to nothing");
    only(
        &en("name = \"Customer\"", "name = 7"),
        "dimension.customer.name is not a text",
    );
    // A new question is missing in both.
    let both = structure("some = 2", "some = 2, several = 2");
    assert_eq!(both.len(), 2, "{both:#?}");
}

#[test]
fn each_text_is_in_its_language() {
    only(
        &zh("name = \"客户\"", "name = \"Customer\""),
        "dimension.customer.name is not Chinese",
    );
    only(
        &zh("name = \"客户\"", "name = \"A 客户\""),
        "has a space next to a Chinese character",
    );
    only(
        &zh("name = \"客户\"", "name = \"客户 A\""),
        "has a space next to a Chinese character",
    );
    only(
        &zh("name = \"客户\"", "name = \"客户,你\""),
        "half-width punctuation",
    );
    only(
        &zh("name = \"客户\"", "name = \"您的客户\""),
        "the site says 你",
    );
    only(
        &zh("name = \"客户\"", "name = \"客户\\n\""),
        "has space around it",
    );
    only(
        &en("name = \"Customer\"", "name = \"客户\""),
        "dimension.customer.name is not English",
    );
    only(
        &en("name = \"Customer\"", "name = \"Customer。\""),
        "full-width punctuation",
    );
    only(
        &en("name = \"Customer\"", "name = \"Customer \""),
        "has space around it",
    );
    only(
        &en("name = \"Customer\"", "name = \"\""),
        "dimension.customer.name",
    );
}
