//! An open platform: open source brings developers, the cloud brings revenue.

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
    title: both("开放平台：垂直行业的模型与工具", "An open platform: models and tools for one industry"),
    build: BuildMode::FineTune, public: true, personal_data: false, launch: 12,
    story: Story {
        customer: both("建筑设计院与施工企业里写工具的工程师", "Engineers who write tools in design institutes and construction firms"),
        problem: both("规范条文、图纸与清单互相对不上，通用模型不懂行业术语", "Codes, drawings and bills disagree, and general models do not know the trade's words"),
        alternative: both("人工查规范，或各写各的脚本", "Looking codes up by hand, or scripts of one's own"),
        payer: both("企业信息化部门", "The firm's IT department"),
        product: both("开源的行业工具库，加托管的检索与审查接口", "An open-source library, and hosted retrieval and checking"),
        technique: both("开放权重模型继续训练与微调；检索增强；评测集公开", "Open weights trained further and tuned; retrieval; a public evaluation"),
        edge: both("行业问答与条文引用准确率，对比同尺寸通用模型", "Accuracy of answers and citations against a general model of the same size"),
        moat: both("开发者与他们贡献的规则、评测", "Developers, with the rules and evaluations they contribute"),
        oversight: both("审查结论由注册工程师签字", "A licensed engineer signs every check"),
        lesson: both("可学：百度2013年建深度学习研究院、2016年开源飞桨，先有开发者再有云收入。勿学：没有搜索那样的现金业务却同时铺开许多方向。", "To copy: Baidu opened its deep-learning institute in 2013 and PaddlePaddle in 2016: developers first, cloud revenue after. Not to copy: many directions at once without a business like search to pay for them."),
    },
    request: RequestSeed {
        call: Some((both("自托管模型（按API价估算）", "Own model (estimated at API prices)"), 3, 6_000, 40, 500)),
        units: &[],
        review: (1, 5_000), requests: 1_200, heavy: 45, target: 65,
    },
    stream: StreamSeed { name: both("团队版", "Team plan"), arpa: 900, cogs: 110, customers: 0, new_customers: 15, growth: 9, churn: 4, start: 11, lag: 1 },
    roles: &[
        RoleSeed { title: both("模型工程师", "Model engineer"), function: Function::Engineering, people: 2, salary: 42_000, start: 0 },
        RoleSeed { title: both("平台工程师", "Platform engineer"), function: Function::Engineering, people: 2, salary: 35_000, start: 1 },
        RoleSeed { title: both("开发者关系", "Developer relations"), function: Function::Sales, people: 1, salary: 25_000, start: 4 },
        RoleSeed { title: both("行业专家", "Domain expert"), function: Function::Engineering, people: 1, salary: 28_000, start: 2 },
    ],
    costs: &[
        CostSeed { name: both("训练与实验算力", "Training and experiments"), kind: CostKind::Training, amount: 60_000, start: 2, end: None },
        CostSeed { name: both("规范与图纸授权、标注", "Licences of codes and drawings, labelling"), kind: CostKind::Data, amount: 30_000, start: 1, end: Some(14) },
        CostSeed { name: both("社区活动", "Community"), kind: CostKind::Marketing, amount: 15_000, start: 4, end: None },
        CostSeed { name: both("办公与合规", "Office and compliance"), kind: CostKind::General, amount: 35_000, start: 0, end: None },
    ],
    opening: 3_000_000, round: (5, 12_000_000, 48_000_000), training: Some((7_000, 20_000, 12_000, 20_000)),
    sources: &[
        (both("现行规范与图集", "Current codes and atlases"), Licence::Unknown, PersonalData::None, 300),
        (both("合作设计院脱敏图纸与清单", "Anonymised drawings and bills of partners"), Licence::Contract, PersonalData::Pseudonymised, 2_000),
        (both("开放网页语料（行业筛选）", "Open web text, filtered"), Licence::Scraped, PersonalData::Unknown, 20_000),
    ],
    milestones: &[
        MilestoneSeed { name: both("评测集公开", "Evaluation published"), month: 4, metric: both("引用条文准确率", "Cited clauses correct"), slice: both("结构、消防、机电分列", "Structure, fire, services apart"), direction: Direction::AtLeast, threshold_milli: 900 },
        MilestoneSeed { name: both("一千名开发者", "A thousand developers"), month: 10, metric: both("月活开发者", "Monthly active developers"), slice: both("非员工", "Not employees"), direction: Direction::AtLeast, threshold_milli: 1_000_000 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("用开源库的人所在企业会买托管版", "Firms of the library's users buy the hosted plan"), importance: 5, method: both("对30家活跃企业报价", "Quote to thirty active firms"), success: both("五家试用付费", "Five pay for a trial") },
        AssumptionSeed { statement: both("行业微调胜过同尺寸通用模型", "Tuning beats a general model of its size"), importance: 5, method: both("冻结评测集盲评", "Blind rating on the frozen set"), success: both("高出10个百分点", "Ten points ahead") },
    ],
    competitors: &[
        (both("大厂通用平台", "The general platforms"), both("模型强、价格低", "Strong models, low prices"), both("不做行业规则", "No rules of the trade")),
        (both("行业软件厂商", "The trade's software firms"), both("客户关系", "Know the customers"), both("模型能力弱", "Weak at models")),
    ],
    price_because: both("约合十个席位、每席90元", "about ten seats at ¥90 each"),
    fee: drivers::PAYMENTS,
    drivers: drivers::PLATFORM,
};
