//! What is to be done about the facts of the register: by whom, and when. Each
//! rests on an entry of [`crate::law`], which says as of when it holds and how
//! far it can be relied on.

use serde::Serialize;

use super::calendar::Due::{self, Before, From};
use crate::law;
use crate::plan::compute::Certainty;
use crate::plan::date::Date;
use crate::plan::lang::{Both, both};
use crate::plan::route::{BuildMode, Market, Route};

/// The day as of which the register is stated.
pub const FACTS_AS_OF: Date = law::as_of();

/// The day by which it must be looked at again.
pub const FACTS_REVIEW: Date = law::review_by();

/// Training operations above which a general-purpose model is presumed to carry
/// systemic risk (EU AI Act, art. 51(2)).
pub const SYSTEMIC_FLOPS: u128 = 10_000_000_000_000_000_000_000_000;

/// An obligation.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Fact {
    /// A stable name.
    pub id: &'static str,
    /// Where it holds.
    pub market: Market,
    /// What is to be done.
    pub title: Both,
    /// The rule and its article.
    pub source: &'static str,
    /// Since when it is in force.
    pub in_force: Date,
    /// The entry of the register that it rests on.
    pub basis: law::Fact,
    /// When it is due.
    pub due: Due,
    /// Whether a public launch without it is forbidden.
    pub gates_launch: bool,
    /// Whom it applies to, given the route and the training operations.
    #[serde(skip)]
    pub applies: fn(&Route, u128) -> bool,
}

impl Fact {
    /// How far it can be relied on.
    pub const fn certainty(&self) -> Certainty {
        if self.basis.check {
            Certainty::Check
        } else {
            Certainty::Published
        }
    }
}

fn filing(route: &Route, _: u128) -> bool {
    route.public && route.own_model()
}

/// Every obligation known here, in the order of markets.
#[rustfmt::skip]
pub const FACTS: &[Fact] = &[
    Fact {
        id: "cn_registration", market: Market::China,
        title: both("生成式人工智能应用登记（调用已备案模型）", "Registration of a service that calls a filed model"),
        source: "国家网信办2025-01-08公告；暂行办法 (CAC notice of 2025-01-08; Interim Measures)", in_force: Date::known(2023, 8, 15), basis: law::fact("cn-filing"), due: Before(60),
        gates_launch: true, applies: |route, _| route.public && !route.own_model(),
    },
    Fact {
        id: "cn_filing", market: Market::China,
        title: both("生成式人工智能服务备案（自有或微调模型）", "Filing of a service on an own or tuned model"),
        source: "暂行办法第十七条 (Interim Measures, art. 17)", in_force: Date::known(2023, 8, 15), basis: law::fact("cn-filing"), due: Before(180),
        gates_launch: true, applies: filing,
    },
    Fact {
        id: "cn_algorithm_filing", market: Market::China,
        title: both("算法备案", "Algorithm filing"),
        source: "互联网信息服务算法推荐管理规定第二十四条；暂行办法第十七条", in_force: Date::known(2022, 3, 1), basis: law::fact("cn-assessment"), due: Before(90),
        gates_launch: true, applies: filing,
    },
    Fact {
        id: "cn_security_assessment", market: Market::China,
        title: both("安全评估（具有舆论属性或社会动员能力）", "Security assessment of services that can sway public opinion"),
        source: "暂行办法第十七条 (Interim Measures, art. 17)", in_force: Date::known(2023, 8, 15), basis: law::fact("cn-assessment"), due: Before(120),
        gates_launch: true, applies: filing,
    },
    Fact {
        id: "cn_safety_tests", market: Market::China,
        title: both("安全测试：关键词库不少于1万个，生成测试题不少于2000道，拒答测试题不少于500道，语料抽检合格率不低于96%", "Safety tests: ≥ 10,000 keywords, ≥ 2,000 output tests, ≥ 500 refusal tests, ≥ 96 % of sampled text acceptable"),
        source: "TC260-003 (2024-02-29); GB/T 45654-2025 (2025-11-01)", in_force: Date::known(2025, 11, 1), basis: law::fact("cn-standard"), due: Before(150),
        gates_launch: true, applies: filing,
    },
    Fact {
        id: "cn_labelling", market: Market::China,
        title: both("生成内容显式与隐式标识", "Visible and hidden marks on generated content"),
        source: "人工智能生成合成内容标识办法 (Measures for Labelling AI-Generated Content)", in_force: Date::known(2025, 9, 1), basis: law::fact("cn-labels"), due: Before(14),
        gates_launch: true, applies: |route, _| route.public && route.generates,
    },
    Fact {
        id: "cn_impact_assessment", market: Market::China,
        title: both("个人信息保护影响评估", "Personal-information impact assessment"),
        source: "个人信息保护法第五十五条 (PIPL, art. 55)", in_force: Date::known(2021, 11, 1), basis: law::fact("cn-impact-assessment"), due: Before(90),
        gates_launch: true, applies: |route, _| route.personal_data,
    },
    Fact {
        id: "cn_export_contract", market: Market::China,
        title: both("数据出境：标准合同备案或认证", "Data export: standard contract or certification"),
        source: "促进和规范数据跨境流动规定第七、八条", in_force: Date::known(2024, 3, 22), basis: law::fact("cn-export"), due: Before(90),
        gates_launch: true,
        applies: |route, _| !assessed_export(route) && (route.exported_people >= 100_000 || route.exported_sensitive > 0),
    },
    Fact {
        id: "cn_export_assessment", market: Market::China,
        title: both("数据出境安全评估", "Security assessment of data export"),
        source: "促进和规范数据跨境流动规定第七条", in_force: Date::known(2024, 3, 22), basis: law::fact("cn-export"), due: Before(180),
        gates_launch: true, applies: |route, _| assessed_export(route),
    },
    Fact {
        id: "eu_prohibited", market: Market::Eu,
        title: both("核对禁止的做法", "Check against the prohibited practices"),
        source: "Regulation (EU) 2024/1689, art. 5 and 113", in_force: Date::known(2025, 2, 2), basis: law::fact("eu-prohibited"), due: Before(180),
        gates_launch: true, applies: |_, _| true,
    },
    Fact {
        id: "eu_general_purpose", market: Market::Eu,
        title: both("通用模型：技术文档、版权政策、训练内容摘要", "General-purpose model: documentation, copyright policy, summary of training content"),
        source: "Regulation (EU) 2024/1689, art. 53", in_force: Date::known(2025, 8, 2), basis: law::fact("eu-general-purpose"), due: Before(60),
        gates_launch: true, applies: |route, _| route.build == BuildMode::Pretrain,
    },
    Fact {
        id: "eu_systemic", market: Market::Eu,
        title: both("训练计算超过10²⁵：两周内通知委员会", "Above 10²⁵ training operations: notify the Commission within two weeks"),
        source: "Regulation (EU) 2024/1689, art. 51 and 52", in_force: Date::known(2025, 8, 2), basis: law::fact("eu-systemic"), due: Before(60),
        gates_launch: true, applies: |_, flops| flops > SYSTEMIC_FLOPS,
    },
    Fact {
        id: "eu_transparency", market: Market::Eu,
        title: both("告知用户在与AI交互，并标识生成内容", "Tell people that they deal with AI, and mark generated content"),
        source: "Regulation (EU) 2024/1689, art. 50", in_force: Date::known(2026, 8, 2), basis: law::fact("eu-transparency"), due: From(Date::known(2026, 8, 2)),
        gates_launch: false, applies: |route, _| route.public || route.generates,
    },
    Fact {
        id: "eu_high_risk", market: Market::Eu,
        title: both("高风险系统（附件三）：风险管理、合格评定、登记", "High-risk system (Annex III): risk management, conformity assessment, registration"),
        source: "Regulation (EU) 2024/1689, art. 6–49; date by the 2026 omnibus, secondary sources", in_force: Date::known(2027, 12, 2), basis: law::fact("eu-high-risk"), due: From(Date::known(2027, 12, 2)),
        gates_launch: false, applies: |route, _| route.high_risk,
    },
    Fact {
        id: "eu_high_risk_product", market: Market::Eu,
        title: both("受产品法规约束的高风险系统（附件一）", "High-risk system within a regulated product (Annex I)"),
        source: "Regulation (EU) 2024/1689, art. 6(1); date by the 2026 omnibus, secondary sources", in_force: Date::known(2028, 8, 2), basis: law::fact("eu-high-risk"), due: From(Date::known(2028, 8, 2)),
        gates_launch: false, applies: |route, _| route.build == BuildMode::Edge,
    },
    Fact {
        id: "eu_impact_assessment", market: Market::Eu,
        title: both("数据保护影响评估", "Data protection impact assessment"),
        source: "Regulation (EU) 2016/679, art. 35", in_force: Date::known(2018, 5, 25), basis: law::fact("eu-impact-assessment"), due: Before(90),
        gates_launch: true, applies: |route, _| route.personal_data,
    },
    Fact {
        id: "us_profile", market: Market::Us,
        title: both("按生成式AI风险框架自查（自愿）", "Self-assessment by the generative AI profile (voluntary)"),
        source: "NIST AI 600-1", in_force: Date::known(2024, 7, 26), basis: law::fact("nist-risks"), due: Before(30),
        gates_launch: false, applies: |_, _| true,
    },
];

/// More than a million people, or ten thousand with sensitive data.
fn assessed_export(route: &Route) -> bool {
    route.exported_people >= 1_000_000 || route.exported_sensitive >= 10_000
}
