//! Autonomous driving in a closed area: sensors, simulation, a safety case.

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
    title: both("自动驾驶：港区无人集卡", "Autonomous driving: container trucks inside a port"),
    build: BuildMode::Edge, public: false, personal_data: true, launch: 18,
    story: Story {
        customer: both("年吞吐百万标箱以上的集装箱码头", "Container terminals above a million boxes a year"),
        problem: both("夜班司机难招，人车混行事故停工一天损失巨大", "Night drivers are hard to find, and a day's stop after an accident costs dearly"),
        alternative: both("三班司机，或改造成磁钉导航的AGV", "Drivers in three shifts, or guided vehicles on magnets"),
        payer: both("码头公司，设备部与安全部会签", "The terminal; equipment and safety sign together"),
        product: both("线控集卡加自动驾驶套件，按箱计费，含远程接管", "A drive-by-wire truck with a driving kit, paid by the box, with remote takeover"),
        technique: both("激光雷达与相机融合；高精地图；规划可验证，学习模块受规则约束；仿真回归", "Lidar and camera fused; maps; verifiable planning around learned parts; regression in simulation"),
        edge: both("每千箱接管次数，对比上一版本与人工", "Takeovers per thousand boxes, against the last release and drivers"),
        moat: both("本港区的场景库与安全论证", "This port's library of scenes, and the safety case"),
        oversight: both("一名远程安全员看护多车；最小风险停车", "One remote operator for several trucks; a minimal-risk stop"),
        lesson: both("可学：限定区域、限定速度，先做能论证安全的事。勿学：以里程数代替安全论证。", "To copy: a bounded area and speed, where safety can be argued. Not to copy: miles in place of a safety case."),
    },
    request: RequestSeed {
        call: None,
        units: &[
            (both("传感器与线控套件折旧（箱）", "Sensor rig and drive-by-wire, per box"), 1_000, 9_000),
            (both("远程安全员（箱）", "Remote operator, per box"), 1_000, 4_000),
        ],
        review: (0, 0), requests: 1_500, heavy: 12, target: 40,
    },
    stream: StreamSeed { name: both("每车月服务费", "Monthly fee per truck"), arpa: 40_000, cogs: 20_000, customers: 0, new_customers: 2, growth: 4, churn: 0, start: 14, lag: 3 },
    roles: &[
        RoleSeed { title: both("感知与规划工程师", "Perception and planning engineer"), function: Function::Engineering, people: 5, salary: 45_000, start: 0 },
        RoleSeed { title: both("仿真与安全论证", "Simulation and safety case"), function: Function::Engineering, people: 2, salary: 40_000, start: 2 },
        RoleSeed { title: both("远程安全员", "Remote operator"), function: Function::Support, people: 4, salary: 10_000, start: 12 },
        RoleSeed { title: both("项目与商务", "Projects and business"), function: Function::Sales, people: 1, salary: 30_000, start: 4 },
    ],
    costs: &[
        CostSeed { name: both("传感器与改装：两台样车", "Sensors and conversion: two trucks"), kind: CostKind::General, amount: 300_000, start: 2, end: Some(5) },
        CostSeed { name: both("仿真与训练算力", "Simulation and training compute"), kind: CostKind::Training, amount: 120_000, start: 1, end: None },
        CostSeed { name: both("数据采集与标注", "Collecting and labelling"), kind: CostKind::Data, amount: 80_000, start: 3, end: Some(20) },
        CostSeed { name: both("保险、场地、第三方安全评估", "Insurance, site, outside safety assessment"), kind: CostKind::General, amount: 90_000, start: 0, end: None },
    ],
    opening: 6_000_000, round: (6, 30_000_000, 90_000_000), training: None,
    sources: &[
        (both("港区道路采集", "Recordings inside the port"), Licence::Contract, PersonalData::Pseudonymised, 0),
        (both("公开驾驶数据集", "Public driving sets"), Licence::NonCommercial, PersonalData::Unknown, 0),
    ],
    milestones: &[
        MilestoneSeed { name: both("仿真回归通过", "Simulation regression passes"), month: 8, metric: both("场景通过率", "Scenes passed"), slice: both("人车混行与雨夜单列", "Mixed traffic and rainy nights apart"), direction: Direction::AtLeast, threshold_milli: 995 },
        MilestoneSeed { name: both("带安全员试运营", "Trial with a safety driver"), month: 14, metric: both("每千箱接管次数", "Takeovers per thousand boxes"), slice: both("夜班，作业高峰", "Night shift at peak"), direction: Direction::AtMost, threshold_milli: 2_000 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("码头按箱付费而不是买车", "Terminals pay by the box instead of buying"), importance: 5, method: both("与三家码头签意向书", "Letters of intent from three"), success: both("一家写明单价", "One names a price") },
        AssumptionSeed { statement: both("一名远程员能看四台车", "One operator can watch four trucks"), importance: 4, method: both("两周影子运行", "Two weeks in shadow"), success: both("接管响应都在3秒内", "Every takeover within 3 s") },
    ],
    competitors: &[
        (both("司机", "Drivers"), both("适应任何场景", "Cope with any scene"), both("夜班成本高", "Dear at night")),
        (both("磁钉AGV", "Guided vehicles on magnets"), both("成熟可靠", "Mature and reliable"), both("改造地面，一次投入大", "The ground must be rebuilt")),
    ],
    price_because: both("约为三班司机一个月的人工", "about what drivers in three shifts cost a month"),
    fee: drivers::PAYMENTS,
    drivers: drivers::DRIVING,
};
