//! An inner capability sold as a service.

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
    title: both("能力外化：把自用的选品与客服模型做成云服务", "An inner capability as a service: product and support models for shops"),
    build: BuildMode::Api, public: false, personal_data: true, launch: 8,
    story: Story {
        customer: both("年销售额千万元上下的跨境电商卖家", "Cross-border sellers around ten million yuan a year"),
        problem: both("多语言客服与商品文案占去一半人力，旺季来不及", "Support and listings in many languages take half the staff, and peak season overwhelms them"),
        alternative: both("外包翻译与客服", "Outsourced translation and support"),
        payer: both("店主", "The shop's owner"),
        product: both("客服回复草稿、商品文案与退货归因，按量计费的接口与后台", "Drafted replies, listings and reasons for returns: an interface and a console, paid by use"),
        technique: both("大模型接口加店铺知识检索；按语言评测；草稿由人确认", "A model by API with the shop's knowledge; evaluated by language; drafts confirmed by people"),
        edge: both("草稿直接采用率，对比模板回复", "Drafts sent unchanged, against templates"),
        moat: both("自营店铺多年积累的问答与退货原因", "Years of the own shop's questions and reasons for returns"),
        oversight: both("退款与投诉必须人工", "Refunds and complaints need a person"),
        lesson: both("可学：亚马逊1994年创立，先为自己把能力做成接口，再卖给别人（SageMaker 2017年）。勿学：没有内部用量就先造平台。", "To copy: Amazon, founded in 1994, made capabilities into interfaces for itself before it sold them (SageMaker in 2017). Not to copy: a platform without one's own use."),
    },
    request: RequestSeed {
        call: Some((both("大模型API", "Model API"), 2, 3_500, 50, 350)),
        units: &[],
        review: (0, 0), requests: 6_000, heavy: 40, target: 70,
    },
    stream: StreamSeed { name: both("标准版", "Standard plan"), arpa: 600, cogs: 120, customers: 10, new_customers: 12, growth: 8, churn: 5, start: 5, lag: 0 },
    roles: &[
        RoleSeed { title: both("全栈工程师", "Full-stack engineer"), function: Function::Engineering, people: 2, salary: 32_000, start: 0 },
        RoleSeed { title: both("评测与提示工程", "Evaluation and prompts"), function: Function::Engineering, people: 1, salary: 26_000, start: 1 },
        RoleSeed { title: both("运营与销售", "Operations and sales"), function: Function::Sales, people: 1, salary: 16_000, start: 4 },
    ],
    costs: &[
        CostSeed { name: both("服务器与日志", "Servers and logs"), kind: CostKind::Serving, amount: 8_000, start: 0, end: None },
        CostSeed { name: both("卖家社群与展会", "Sellers' communities and fairs"), kind: CostKind::Marketing, amount: 18_000, start: 4, end: None },
        CostSeed { name: both("办公与法务", "Office and legal"), kind: CostKind::General, amount: 18_000, start: 0, end: None },
    ],
    opening: 1_500_000, round: (6, 4_000_000, 16_000_000), training: None,
    sources: &[
        (both("自营店铺客服记录", "The own shop's support records"), Licence::Own, PersonalData::Personal, 50),
        (both("试用卖家授权数据", "Data licensed by trial sellers"), Licence::Consent, PersonalData::Personal, 30),
    ],
    milestones: &[
        MilestoneSeed { name: both("自用达标", "Good enough for oneself"), month: 3, metric: both("草稿直接采用率", "Drafts sent unchanged"), slice: both("英、西、德、日分列", "English, Spanish, German, Japanese apart"), direction: Direction::AtLeast, threshold_milli: 600 },
        MilestoneSeed { name: both("二十家付费", "Twenty pay"), month: 8, metric: both("第四周留存", "Kept in week four"), slice: both("非熟人客户", "Customers not known before"), direction: Direction::AtLeast, threshold_milli: 500 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("卖家愿意把客服记录交给同行开的公司", "Sellers trust a fellow seller's firm with their records"), importance: 5, method: both("20家访谈加数据协议签署", "Twenty interviews with a data agreement"), success: both("一半签署", "Half of them sign") },
        AssumptionSeed { statement: both("词元降价后仍能维持月费", "The fee holds when tokens get cheaper"), importance: 4, method: both("两种价格的落地页", "Two prices on two pages"), success: both("高价转化不低于低价的七成", "The higher converts at 70 % of the lower") },
    ],
    competitors: &[
        (both("平台自带助手", "The marketplace's own assistant"), both("免费、自带数据", "Free, with the data at hand"), both("只管一个平台", "One marketplace only")),
        (both("客服外包", "Outsourced support"), both("整包省心", "All in one"), both("旺季涨价", "Dearer at peak")),
    ],
    price_because: both("约为一名客服月薪的十分之一", "about a tenth of a support agent’s monthly pay"),
    fee: drivers::PAYMENTS,
    drivers: &[],
};
