//! Image recognition at the edge: a label each, a device each.

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
    title: both("图像识别：产线表面缺陷检测", "Image recognition: surface defects on a production line"),
    build: BuildMode::Edge, public: false, personal_data: false, launch: 10,
    story: Story {
        customer: both("年产百万件以上的五金与电子零件工厂", "Factories of metal and electronic parts, a million pieces a year and more"),
        problem: both("人工目检漏检率随班次变化，客户退货一次就亏掉一个月利润", "Inspection by eye misses more as the shift wears on; one return eats a month's profit"),
        alternative: both("每条线两到四名质检员，或传统机器视觉", "Two to four inspectors a line, or classical machine vision"),
        payer: both("厂长，质量部决定", "The plant manager; quality decides"),
        product: both("相机、光源、边缘盒子和检测模型，按产线月租", "Camera, light, edge box and model, rented by the line"),
        technique: both("预训练视觉主干微调分割头；少样本新缺陷；盒内INT8推理", "A pretrained vision backbone with a tuned segmentation head; few-shot new defects; INT8 inference in the box"),
        edge: both("同一批零件上漏检率与过杀率，对比人工与阈值法", "Misses and false rejects on the same parts, against people and thresholds"),
        moat: both("按材质与缺陷积累的标注集，和换线半天完成的流程", "A labelled set by material and defect, and a change-over within half a day"),
        oversight: both("低置信度零件进复检工位", "Parts of low confidence go to a second look"),
        lesson: both("可学：先选一种缺陷、一种材质做到可验收。勿学：以公开数据集的精度当作工厂里的精度（ImageNet与COCO里没有划痕）。", "To copy: one defect on one material until it is accepted. Not to copy: taking a public benchmark's accuracy for the factory's (ImageNet and COCO hold no scratches)."),
    },
    request: RequestSeed {
        call: None,
        units: &[
            (both("边缘盒子与相机折旧（千件）", "Edge box and camera, per thousand parts"), 1_000, 2_500),
            (both("新缺陷标注（张）", "Labels of new defects (images)"), 2_000, 300),
        ],
        review: (0, 0), requests: 300, heavy: 15, target: 60,
    },
    stream: StreamSeed { name: both("每条产线月租", "Rent per line"), arpa: 6_000, cogs: 1_500, customers: 0, new_customers: 2, growth: 5, churn: 1, start: 9, lag: 3 },
    roles: &[
        RoleSeed { title: both("视觉算法工程师", "Vision engineer"), function: Function::Engineering, people: 2, salary: 38_000, start: 0 },
        RoleSeed { title: both("嵌入式与光学工程师", "Embedded and optics engineer"), function: Function::Engineering, people: 1, salary: 30_000, start: 1 },
        RoleSeed { title: both("现场实施", "Field engineer"), function: Function::Support, people: 2, salary: 14_000, start: 8 },
        RoleSeed { title: both("行业销售", "Industry sales"), function: Function::Sales, people: 1, salary: 20_000, start: 6 },
    ],
    costs: &[
        CostSeed { name: both("标注", "Labelling"), kind: CostKind::Data, amount: 25_000, start: 1, end: Some(18) },
        CostSeed { name: both("微调用GPU", "GPUs for tuning"), kind: CostKind::Training, amount: 12_000, start: 0, end: None },
        CostSeed { name: both("样机物料：相机、镜头、光源、盒子", "Bill of materials of prototypes: camera, lens, light, box"), kind: CostKind::General, amount: 40_000, start: 1, end: Some(8) },
        CostSeed { name: both("厂房与差旅", "Workshop and travel"), kind: CostKind::General, amount: 30_000, start: 0, end: None },
    ],
    opening: 2_000_000, round: (5, 8_000_000, 32_000_000), training: None,
    sources: &[
        (both("合作工厂的零件图像", "Part images of partner factories"), Licence::Contract, PersonalData::None, 0),
        (both("公开缺陷数据集", "Public defect sets"), Licence::Unknown, PersonalData::None, 0),
    ],
    milestones: &[
        MilestoneSeed { name: both("离线评测达标", "Offline evaluation passes"), month: 5, metric: both("漏检率", "Miss rate"), slice: both("划痕与压伤，按材质分列", "Scratches and dents, by material"), direction: Direction::AtMost, threshold_milli: 5 },
        MilestoneSeed { name: both("首条产线验收", "First line accepted"), month: 9, metric: both("过杀率", "False rejects"), slice: both("连续三班", "Three shifts running"), direction: Direction::AtMost, threshold_milli: 20 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("工厂肯签按月租的合同", "Factories sign a monthly rent"), importance: 5, method: both("向8家报月租与买断两种价", "Quote rent and purchase to eight"), success: both("三家选月租", "Three choose rent") },
        AssumptionSeed { statement: both("新缺陷50张标注即可上线", "Fifty labels suffice for a new defect"), importance: 4, method: both("留出三种缺陷做少样本实验", "Hold out three defects, few-shot"), success: both("漏检率仍低于1%", "Miss rate below 1 %") },
    ],
    competitors: &[
        (both("人工质检", "Inspectors"), both("灵活", "Flexible"), both("疲劳，难招", "Tire, and are hard to find")),
        (both("传统机器视觉", "Classical machine vision"), both("快、可解释", "Fast and explainable"), both("换型要重调", "Must be set anew for each part")),
    ],
    price_because: both("约为一名质检员一个月的人工", "about what one inspector costs a month"),
    fee: drivers::PAYMENTS,
    drivers: drivers::VISION,
};
