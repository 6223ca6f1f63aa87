//! The words the compiler itself puts on a page.

use crate::Lang;
use crate::segment::BoxKind;

/// The words of one language.
pub(crate) struct Labels {
    boxes: [&'static str; 3],
    pub(crate) sources: &'static str,
    pub(crate) source: &'static str,
    pub(crate) table: &'static str,
    pub(crate) formula: &'static str,
    pub(crate) code: &'static str,
    pub(crate) right: &'static str,
    pub(crate) wrong: &'static str,
    pub(crate) cited_in: &'static str,
    pub(crate) list_separator: &'static str,
}

static ZH: Labels = Labels {
    boxes: ["试一试", "哪里会失灵", "对你的公司意味着什么"],
    sources: "来源",
    source: "来源",
    table: "表",
    formula: "公式",
    code: "代码",
    right: "对。",
    wrong: "不对。",
    cited_in: "引用于：",
    list_separator: "、",
};

static EN: Labels = Labels {
    boxes: [
        "Try this",
        "Where it breaks",
        "What this means for your company",
    ],
    sources: "Sources",
    source: "Source",
    table: "Table",
    formula: "Formula",
    code: "Code",
    right: "Right.",
    wrong: "Not so.",
    cited_in: "Cited in: ",
    list_separator: ", ",
};

impl Labels {
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    pub(crate) const fn box_title(&self, kind: BoxKind) -> &'static str {
        self.boxes[kind as usize]
    }
}
