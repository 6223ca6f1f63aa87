//! An app that has users and turns to AI: on the device, or in the cloud.

use super::drivers;
use super::seed::{
    AssumptionSeed, CostSeed, MilestoneSeed, RequestSeed, RoleSeed, Seed, Story, StreamSeed,
};
use crate::plan::data::{Licence, PersonalData};
use crate::plan::document::Direction;
use crate::plan::finance::{CostKind, Function};
use crate::plan::lang::both;
use crate::plan::route::BuildMode;

#[rustfmt::skip]
pub(super) const SEED: Seed = Seed {
    title: both("移动应用转型：笔记应用加端云协同助手", "A notes app turns to AI, on the device and in the cloud"),
    build: BuildMode::Api, public: true, personal_data: true, launch: 7,
    story: Story {
        customer: both("应用现有的学生与自由职业用户", "The app's present students and freelancers"),
        problem: both("记了很多却找不到，整理花的时间比记的多", "Much is noted and nothing found; sorting takes longer than writing"),
        alternative: both("手工打标签，或复制到聊天机器人", "Tags by hand, or pasting into a chatbot"),
        payer: both("用户本人", "The user"),
        product: both("离线语义搜索在端上做，长文整理在云端做，用户可选", "Semantic search offline on the device, long texts in the cloud, by choice"),
        technique: both("端侧小模型做嵌入与短摘要；云端大模型做长文；按电量与隐私路由", "A small model on the device for embeddings and short summaries; a large one for long texts; routed by battery and privacy"),
        edge: both("找到目标笔记的用时，对比关键词搜索", "Time to the note looked for, against keywords"),
        moat: both("用户多年的笔记与习惯，迁走成本高", "Years of notes and habits, costly to move"),
        oversight: both("不替用户删改原文", "The original is never changed"),
        lesson: both("可学：先在已有用户的高频动作上加能力，用留存说话。勿学：为了有AI而加聊天框。", "To copy: add to what users do most, and let retention speak. Not to copy: a chat box for its own sake."),
    },
    request: RequestSeed {
        call: Some((both("大模型API", "Model API"), 1, 5_000, 20, 600)),
        units: &[(both("端侧处理（不付费）", "On the device (free)"), 0, 0)],
        review: (0, 0), requests: 90, heavy: 55, target: 70,
    },
    stream: StreamSeed { name: both("AI会员", "AI membership"), arpa: 15, cogs: 2, customers: 0, new_customers: 1_500, growth: 6, churn: 7, start: 6, lag: 1 },
    roles: &[
        RoleSeed { title: both("移动与端侧推理工程师", "Mobile and on-device engineer"), function: Function::Engineering, people: 2, salary: 35_000, start: 0 },
        RoleSeed { title: both("后端与评测", "Back-end and evaluation"), function: Function::Engineering, people: 1, salary: 30_000, start: 0 },
        RoleSeed { title: both("产品与增长", "Product and growth"), function: Function::Sales, people: 1, salary: 25_000, start: 3 },
    ],
    costs: &[
        CostSeed { name: both("服务器", "Servers"), kind: CostKind::Serving, amount: 10_000, start: 0, end: None },
        CostSeed { name: both("应用商店推广", "App-store promotion"), kind: CostKind::Marketing, amount: 25_000, start: 6, end: None },
        CostSeed { name: both("办公与合规", "Office and compliance"), kind: CostKind::General, amount: 20_000, start: 0, end: None },
    ],
    opening: 2_500_000, round: (8, 6_000_000, 30_000_000), training: None,
    sources: &[
        (both("用户自愿提供的笔记", "Notes volunteered by users"), Licence::Consent, PersonalData::Personal, 10),
        (both("公开问答与摘要数据集", "Public question and summary sets"), Licence::Unknown, PersonalData::None, 40),
    ],
    milestones: &[
        MilestoneSeed { name: both("端侧搜索可用", "Search works on the device"), month: 3, metric: both("前五命中率", "Found among the first five"), slice: both("中英混合笔记，三年前机型", "Mixed Chinese and English, three-year-old phones"), direction: Direction::AtLeast, threshold_milli: 800 },
        MilestoneSeed { name: both("付费转化", "Users pay"), month: 8, metric: both("月活付费率", "Share of active users who pay"), slice: both("老用户", "Users of more than a year"), direction: Direction::AtLeast, threshold_milli: 30 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("老用户愿为AI另付月费", "Present users pay extra"), importance: 5, method: both("5%灰度付费墙", "A paywall for 5 %"), success: both("两周付费率高于3%", "More than 3 % pay within two weeks") },
        AssumptionSeed { statement: both("六成请求可在端上完成", "Six in ten requests run on the device"), importance: 4, method: both("影子路由统计", "Count by shadow routing"), success: both("质量盲评不低于云端九成", "Blind rating at 90 % of the cloud's") },
    ],
    competitors: &[
        (both("系统自带笔记", "The phone's own notes"), both("免费、预装", "Free and installed"), both("搜索弱", "Weak search")),
        (both("通用聊天机器人", "General chatbots"), both("能力强", "Capable"), both("没有用户的笔记", "Has none of the notes")),
    ],
    price_because: both("与常见应用的会员月费同档", "the same step as the memberships of common apps"),
    fee: drivers::STORE,
    drivers: &[],
};
