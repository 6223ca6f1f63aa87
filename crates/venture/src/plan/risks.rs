//! The register of risks, seeded with the twelve of NIST AI 600-1.

use serde::{Deserialize, Serialize};

use super::bounded::{Line, List, Text};
use super::lang::{Both, Lang, both};

/// The twelve risks of generative AI (NIST AI 600-1, July 2024, §2), and the
/// founder's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RiskKind {
    /// §2.1
    Cbrn,
    /// §2.2
    Confabulation,
    /// §2.3
    DangerousContent,
    /// §2.4
    DataPrivacy,
    /// §2.5
    Environment,
    /// §2.6
    Bias,
    /// §2.7
    HumanAi,
    /// §2.8
    InformationIntegrity,
    /// §2.9
    InformationSecurity,
    /// §2.10
    IntellectualProperty,
    /// §2.11
    AbusiveContent,
    /// §2.12
    ValueChain,
    /// The founder's own.
    #[default]
    Own,
}

/// A risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Risk {
    /// Which of the twelve it is, or the founder's own.
    pub kind: RiskKind,
    /// What may happen.
    pub title: Line,
    /// How likely, from 1 to 5; 0 is not judged yet.
    pub likelihood: u8,
    /// How bad, from 1 to 5; 0 is not judged yet.
    pub impact: u8,
    /// How one would notice: the test.
    pub test: Line,
    /// Who answers for it.
    pub owner: Line,
    /// What is done about it.
    pub response: Text,
    /// Why it does not apply, if it does not.
    pub not_applicable: Line,
}

impl Risk {
    /// Likelihood times impact, from 1 to 25; `None` until both are judged.
    pub fn score(&self) -> Option<u8> {
        let judged = |value: u8| (1..=5).contains(&value).then_some(value);
        Some(judged(self.likelihood)? * judged(self.impact)?)
    }

    /// Whether somebody looks after it: a test and an owner, or a reason why it
    /// does not apply.
    pub fn is_covered(&self) -> bool {
        !self.not_applicable.is_blank() || !(self.test.is_blank() || self.owner.is_blank())
    }
}

#[rustfmt::skip]
const SEEDS: [(RiskKind, Both, Both); 12] = [
    (RiskKind::Cbrn,
     both("化生放核信息或能力：降低获取危险知识的门槛", "CBRN information or capabilities: dangerous knowledge made easier to get"),
     both("用固定的危险提问集测拒答率", "Refusal rate on a fixed set of dangerous questions")),
    (RiskKind::Confabulation,
     both("虚构：自信地给出错误内容", "Confabulation: false content stated with confidence"),
     both("在冻结的问答集上按切片统计事实错误率", "Rate of false statements on a frozen set, by slice")),
    (RiskKind::DangerousContent,
     both("危险、暴力或仇恨内容", "Dangerous, violent or hateful content"),
     both("红队提示集的违规输出率", "Rate of violating outputs on the red team's prompts")),
    (RiskKind::DataPrivacy,
     both("数据隐私：泄露或推断出个人信息", "Data privacy: personal data leaked or inferred"),
     both("植入标记数据，测能否被套取", "Planted canaries: can they be extracted?")),
    (RiskKind::Environment,
     both("环境影响：训练与推理的能耗", "Environmental impacts: energy of training and serving"),
     both("每千次请求的电耗", "Electricity per thousand requests")),
    (RiskKind::Bias,
     both("有害偏见或同质化", "Harmful bias or homogenisation"),
     both("只替换人群信息的成对提问，比较结果差异", "Paired prompts that differ in the group only: difference in outcome")),
    (RiskKind::HumanAi,
     both("人机配置不当：过度依赖或拟人化", "Human–AI configuration: overreliance, or taking it for a person"),
     both("用户能否发现有意放入的错误", "Do users notice errors planted on purpose?")),
    (RiskKind::InformationIntegrity,
     both("信息完整性：批量制造或传播虚假信息", "Information integrity: false information made or spread at scale"),
     both("显式与隐式标识在导出后是否还在", "Do visible and hidden marks survive an export?")),
    (RiskKind::InformationSecurity,
     both("信息安全：提示注入、投毒、权重失窃", "Information security: prompt injection, poisoning, stolen weights"),
     both("提示注入集的成功率，每次发布重测", "Success rate of an injection set, at every release")),
    (RiskKind::IntellectualProperty,
     both("知识产权：输出复制受保护的内容", "Intellectual property: outputs that copy protected works"),
     both("输出与训练语料的最长重合", "Longest overlap of outputs with the training text")),
    (RiskKind::AbusiveContent,
     both("淫秽、侮辱或虐待性内容", "Obscene, degrading or abusive content"),
     both("图像与文本过滤器在标注集上的漏检率", "Miss rate of the filters on a labelled set")),
    (RiskKind::ValueChain,
     both("价值链与组件整合：供应商或数据来源不透明", "Value chain and component integration: opaque suppliers or data"),
     both("换用第二供应商后评测是否仍然通过", "Do the evaluations still pass on the second supplier?")),
];

/// The register to begin with: the twelve, each with a test, none judged yet.
pub fn seed(lang: Lang) -> List<Risk> {
    let mut risks = List::default();
    for (kind, title, test) in SEEDS {
        // Twelve fit into any register.
        let _ = risks.push(Risk {
            kind,
            title: Line::clipped(title.get(lang)),
            test: Line::clipped(test.get(lang)),
            ..Risk::default()
        });
    }
    risks
}

/// Those of the twelve that are not in a register.
pub fn missing(risks: &[Risk], lang: Lang) -> Vec<Risk> {
    let mut missing = seed(lang).to_vec();
    missing.retain(|seed| risks.iter().all(|risk| risk.kind != seed.kind));
    missing
}

/// Places in the register, the gravest first; those not judged come before all,
/// since they may be anything.
pub fn ranked(risks: &[Risk]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..risks.len()).collect();
    order.sort_by_key(|index| {
        let score = risks[*index].score().unwrap_or(u8::MAX);
        (std::cmp::Reverse(score), *index)
    });
    order
}
