//! Where the figures that drive a case are from: a public figure with its title,
//! address and date, or an assumption of this project, which says so, why, and
//! what public figure it is near.

use crate::plan::date::Date;
use crate::plan::document::{Plan, Section};
use crate::plan::lang::{Both, Lang, both};
use crate::plan::money::{Money, UnitPrice};
use crate::plan::units::BasisPoints;

/// The month in which the assumptions were made.
pub const ASSUMED: Date = Date::known(2026, 11, 1);

/// A figure of a case that much depends on.
#[derive(Clone, Copy, Debug)]
pub struct Driver {
    /// What it is.
    pub name: Both,
    /// The field of the plan that holds it.
    pub field: &'static str,
    read: fn(&Plan) -> String,
    /// Where it is from.
    pub origin: Origin,
}

/// Where a figure is from.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// Published by somebody.
    Public(Source),
    /// Assumed here.
    Assumed {
        /// Why this much.
        why: Both,
        /// A public figure that it was held against.
        near: Option<Source>,
    },
}

/// A publication.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// What it is, and what it says.
    pub title: Both,
    /// Its address.
    pub url: &'static str,
    /// The day of the figure.
    pub as_of: Date,
}

impl Driver {
    /// The figure in a plan that was begun from the case, as it is read.
    pub fn figure(&self, plan: &Plan) -> String {
        (self.read)(plan)
    }

    /// The section of the plan in which it is edited.
    pub fn section(&self) -> Option<Section> {
        Section::of_field(self.field)
    }

    /// One line for the notes of that section.
    pub(super) fn note(&self, plan: &Plan, lang: Lang) -> String {
        let (name, figure) = (self.name.get(lang), self.figure(plan));
        let origin = self.origin.note(lang);
        match lang {
            Lang::Zh => format!("· {name}：{figure}。{origin}"),
            Lang::En => format!("· {name}: {figure}. {origin}"),
        }
    }
}

impl Origin {
    fn note(&self, lang: Lang) -> String {
        let month = ASSUMED.to_string();
        let month = month.get(..7).unwrap_or_default();
        match (lang, self) {
            (Lang::Zh, Self::Public(source)) => format!("公开数字：{}", source.note(lang)),
            (Lang::En, Self::Public(source)) => format!("Public figure: {}", source.note(lang)),
            (Lang::Zh, Self::Assumed { why, near }) => {
                let near = near.map(|near| format!("参照：{}", near.note(lang)));
                format!(
                    "启模的假设（{month}）：{}。{}",
                    why.zh,
                    near.unwrap_or_default()
                )
            }
            (Lang::En, Self::Assumed { why, near }) => {
                let near = near.map(|near| format!(" Held against: {}", near.note(lang)));
                format!(
                    "Qimo’s assumption ({month}): {}.{}",
                    why.en,
                    near.unwrap_or_default()
                )
            }
        }
    }
}

impl Source {
    fn note(&self, lang: Lang) -> String {
        let (title, url, day) = (self.title.get(lang), self.url, self.as_of);
        match lang {
            Lang::Zh => format!("{title}，{day}，{url}"),
            Lang::En => format!("{title}, {day}, {url}"),
        }
    }
}

/// Yuan with groups of three digits, and decimals where there are any.
fn yuan(nanos: i128) -> String {
    const NANOS: i128 = 1_000_000_000;
    let whole = (nanos / NANOS).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = format!("{:09}", nanos % NANOS);
    match fraction.trim_end_matches('0') {
        "" => format!("¥{grouped}"),
        fraction => format!("¥{grouped}.{fraction}"),
    }
}

fn money(money: Option<Money>) -> String {
    yuan(i128::from(money.unwrap_or_default().minor) * 10_000_000)
}

fn price(price: Option<UnitPrice>) -> String {
    yuan(i128::from(price.unwrap_or_default().nanos))
}

fn unit(plan: &Plan, index: usize) -> String {
    price(plan.pricing.request.units.get(index).map(|unit| unit.price))
}

const fn public(title: Both, url: &'static str, (year, month, day): (i32, u8, u8)) -> Source {
    Source {
        title,
        url,
        as_of: Date::known(year, month, day),
    }
}

const WAGES: Source = public(
    both(
        "国家统计局：2024年城镇非私营单位年平均工资124,110元，信息传输、软件和信息技术服务业居各行业之首",
        "National Bureau of Statistics: ¥124,110 a year on average in urban non-private units in 2024; information technology pays most of all industries",
    ),
    "https://www.stats.gov.cn/sj/zxfb/",
    (2025, 5, 16),
);
const INSURANCE: Source = public(
    both(
        "国办发〔2019〕13号：单位养老保险缴费比例可降至16%；其余险种与公积金由各地定",
        "State Council Office, 2019 No. 13: the employer’s pension share may go down to 16 %; the rest and the housing fund are set locally",
    ),
    "https://www.gov.cn/zhengce/content/2019-04/04/content_5379629.htm",
    (2019, 4, 4),
);
const MARGINS: Source = public(
    both(
        "a16z：AI公司的毛利率多在50%～60%，软件公司在60%～80%以上",
        "a16z: gross margins of AI companies are often 50–60 %, against 60–80 % and more for software",
    ),
    "https://a16z.com/the-new-business-of-ai-and-how-its-different-from-traditional-software/",
    (2020, 2, 16),
);
const RATES: Source = public(
    both(
        "微信开放社区：费率只与商户所属行业有关，见其费率对照表",
        "WeChat’s developer community: the rate depends on the merchant’s industry alone, by its table",
    ),
    "https://kf.qq.com/faq/140225MveaUz1501077rEfqI.html",
    (2020, 5, 8),
);

pub(super) const TOKENS: Driver = Driver {
    name: both(
        "每百万词元：输入、缓存命中、输出",
        "A million tokens: in, cached, out",
    ),
    field: "pricing.request.calls.0.price_in",
    read: |plan| {
        let call = plan.pricing.request.calls.first();
        let prices = [
            call.map(|call| call.price_in),
            call.map(|call| call.price_cached),
            call.map(|call| call.price_out),
        ];
        prices.map(price).join(" / ")
    },
    origin: Origin::Public(public(
        both(
            "DeepSeek API价目（V3.2-Exp发布时）；此后价格多次变动，请核对当前价目",
            "DeepSeek API list at the release of V3.2-Exp; prices have moved since: check today’s",
        ),
        "https://api-docs.deepseek.com/zh-cn/news/news250929",
        (2025, 9, 29),
    )),
};

/// What the common payment services take, and where that is from.
pub(super) const PAYMENTS: (BasisPoints, Driver) = (BasisPoints(60), FEE);

/// What an app store takes, and where that is from.
pub(super) const STORE: (BasisPoints, Driver) = (BasisPoints::percent(15), STORE_FEE);

const FEE: Driver = Driver {
    name: both("支付手续费", "Payment fee"),
    field: "pricing.usage.payment_fee",
    read: |plan| plan.pricing.usage.payment_fee.to_string(),
    origin: Origin::Assumed {
        why: both(
            "线上收款常见的一档；以签约时的费率为准",
            "a common step for payments online; the contract decides",
        ),
        near: Some(RATES),
    },
};

const STORE_FEE: Driver = Driver {
    name: both("应用商店抽成", "The app store’s share"),
    field: "pricing.usage.payment_fee",
    read: |plan| plan.pricing.usage.payment_fee.to_string(),
    origin: Origin::Public(public(
        both(
            "Apple小型开发者计划：年收入不超过100万美元抽15%；安卓各商店另有约定",
            "Apple’s Small Business Program: 15 % up to a million dollars a year; Android stores have terms of their own",
        ),
        "https://developer.apple.com/app-store/small-business-program/",
        (2021, 1, 1),
    )),
};

pub(super) const SALARY: Driver = Driver {
    name: both("工程师月薪", "An engineer’s monthly salary"),
    field: "team.roles.0.salary",
    read: |plan| money(plan.team.roles.first().map(|role| role.salary)),
    origin: Origin::Assumed {
        why: both(
            "一线城市有模型经验的工程师；请换成你谈到的数",
            "an engineer with experience of models in a large city; put in what you are quoted",
        ),
        near: Some(WAGES),
    },
};

pub(super) const ON_COST: Driver = Driver {
    name: both("工资之外的单位成本", "The employer’s cost on top of pay"),
    field: "team.roles.0.on_cost",
    read: |plan| {
        let role = plan.team.roles.first();
        role.map(|role| role.on_cost)
            .unwrap_or_default()
            .to_string()
    },
    origin: Origin::Assumed {
        why: both(
            "五险一金单位部分，各地不同",
            "social insurance and housing fund; it differs by city",
        ),
        near: Some(INSURANCE),
    },
};

pub(super) const MARGIN: Driver = Driver {
    name: both("毛利率目标", "Gross margin aimed at"),
    field: "pricing.target_margin",
    read: |plan| plan.pricing.target_margin.to_string(),
    origin: Origin::Assumed {
        why: both(
            "模型成本可控之后的目标，不是现状",
            "a goal for when the model’s cost is under control, not the present state",
        ),
        near: Some(MARGINS),
    },
};

pub(super) const GROWTH: Driver = Driver {
    name: both(
        "每月新客户、其增长、流失",
        "New customers a month, their growth, churn",
    ),
    field: "finance.drivers.streams.0.new_customers",
    read: |plan| {
        plan.finance
            .drivers
            .streams
            .first()
            .map_or_else(String::new, |stream| {
                format!(
                    "{} / {} / {}",
                    stream.new_customers, stream.growth, stream.churn
                )
            })
    },
    origin: Origin::Assumed {
        why: both(
            "小团队直接销售的起步速度；用你自己漏斗里的转化替换",
            "what a small team sells by itself at first; put in the conversion of your own funnel",
        ),
        near: None,
    },
};

pub(super) const COSTS: Driver = Driver {
    name: both(
        "其他各项支出，每月合计",
        "All other costs of a month together",
    ),
    field: "finance.drivers.costs",
    read: |plan| {
        let costs = plan.finance.drivers.costs.iter();
        let minor = costs.map(|cost| cost.amount.minor).sum();
        money(Some(Money::new(minor, plan.currency)))
    },
    origin: Origin::Assumed {
        why: both(
            "按同等规模团队估计，逐项列在支出表里；请换成报价",
            "estimated for a team of this size, item by item in the table of costs; put in quotes",
        ),
        near: None,
    },
};

pub(super) const ROUND: Driver = Driver {
    name: both("首轮融资额、投前估值", "First round, pre-money value"),
    field: "funding.ownership.rounds",
    read: |plan| {
        let round = plan.funding.ownership.rounds.first();
        let amount = round.and_then(|round| round.investments.first());
        let amount = money(amount.map(|investment| investment.amount));
        let value = money(round.map(|round| round.pre_money));
        format!("{amount} / {value}")
    },
    origin: Origin::Assumed {
        why: both(
            "按出让两成上下、够用一年半倒推",
            "worked back from selling about a fifth for a year and a half",
        ),
        near: None,
    },
};

/// The price of the case, with why it is that.
pub(super) const fn arpa(why: Both) -> Driver {
    Driver {
        name: both("每位客户每月收费", "Price of a customer a month"),
        field: "finance.drivers.streams.0.arpa",
        read: |plan| {
            let stream = plan.finance.drivers.streams.first();
            money(stream.map(|stream| stream.arpa))
        },
        origin: Origin::Assumed { why, near: None },
    }
}

pub(super) const VOICE: &[Driver] = &[
    Driver {
        name: both("语音识别，每分钟", "Speech recognition, a minute"),
        field: "pricing.request.units.0.price",
        read: |plan| unit(plan, 0),
        origin: Origin::Public(public(
            both(
                "百度智能云：实时语音识别大模型按时长后付费0.9元/小时",
                "Baidu AI Cloud: streaming recognition by a large model, ¥0.9 an hour, paid afterwards",
            ),
            "https://cloud.baidu.com/doc/SPEECH/s/Cmwkauvx8",
            (2026, 11, 17),
        )),
    },
    Driver {
        name: both("语音合成，每分钟", "Speech synthesis, a minute"),
        field: "pricing.request.units.1.price",
        read: |plan| unit(plan, 1),
        origin: Origin::Assumed {
            why: both(
                "按每分钟约250字折算公开单价",
                "a public price at about 250 characters a minute",
            ),
            near: Some(public(
                both(
                    "云知声U2-TTS：0.4元/万字符",
                    "Unisound U2-TTS: ¥0.4 for ten thousand characters",
                ),
                "https://maas.unisound.com/docs/price/overview",
                (2026, 7, 21),
            )),
        },
    },
    Driver {
        name: both("电话线路，每分钟", "Telephone line, a minute"),
        field: "pricing.request.units.2.price",
        read: |plan| unit(plan, 2),
        origin: Origin::Assumed {
            why: both(
                "没有找到可以引用的公开价目；以运营商报价为准",
                "no public list was found that can be cited; the carrier’s quote decides",
            ),
            near: None,
        },
    },
];

pub(super) const VISION: &[Driver] = &[
    Driver {
        name: both(
            "边缘盒子与相机，每千件",
            "Edge box and camera, a thousand parts",
        ),
        field: "pricing.request.units.0.price",
        read: |plan| unit(plan, 0),
        origin: Origin::Assumed {
            why: both(
                "整套约27,000元（多台相机），三年折旧，每月30万件",
                "about ¥27,000 a set of several cameras, written off over three years at 300,000 parts a month",
            ),
            near: Some(public(
                both(
                    "NVIDIA：Jetson Orin Nano Super开发套件249美元",
                    "NVIDIA: Jetson Orin Nano Super developer kit, $249",
                ),
                "https://blogs.nvidia.com/blog/jetson-generative-ai-supercomputer/",
                (2024, 12, 17),
            )),
        },
    },
    Driver {
        name: both("新缺陷标注，每张", "Labels of new defects, an image"),
        field: "pricing.request.units.1.price",
        read: |plan| unit(plan, 1),
        origin: Origin::Assumed {
            why: both(
                "一张分割标注约半分钟的外包人工；以报价为准",
                "half a minute of outsourced work on one image; the quote decides",
            ),
            near: None,
        },
    },
];

pub(super) const DRIVING: &[Driver] = &[
    Driver {
        name: both(
            "传感器与线控套件，每箱",
            "Sensor rig and drive-by-wire, a box",
        ),
        field: "pricing.request.units.0.price",
        read: |plan| unit(plan, 0),
        origin: Origin::Assumed {
            why: both(
                "整套约50万元，三年折旧，每车每月1,500箱；大头是线控与冗余，不是激光雷达",
                "about ¥500,000 a set over three years at 1,500 boxes a truck and month; drive-by-wire and redundancy cost most, not the lidar",
            ),
            near: Some(public(
                both(
                    "禾赛：车规激光雷达ATX售价低于200美元（转引路透社专访）",
                    "Hesai: automotive lidar ATX below $200 (from an interview with Reuters)",
                ),
                "https://electronicsforyou.biz/industry-buzz/hesai-to-cut-lidar-prices-by-half-expects-broad-electric-car-adoption",
                (2024, 11, 27),
            )),
        },
    },
    Driver {
        name: both("远程安全员，每箱", "Remote operator, a box"),
        field: "pricing.request.units.1.price",
        read: |plan| unit(plan, 1),
        origin: Origin::Assumed {
            why: both(
                "夜班远程岗约需1.8人，每人含社保13,500元，看四台车、每台1,500箱",
                "1.8 people for the night shift at ¥13,500 each with insurance, for four trucks of 1,500 boxes",
            ),
            near: None,
        },
    },
];

pub(super) const PLATFORM: &[Driver] = &[Driver {
    name: both("H800每卡时，低与高", "An H800 hour, low and high"),
    field: "compute.budget.price_low",
    read: |plan| {
        let budget = &plan.compute.budget;
        [budget.price_low, budget.price_high]
            .map(|one| price(Some(one)))
            .join(" / ")
    },
    origin: Origin::Assumed {
        why: both(
            "以公开的2美元为中，上下各留余地；以租赁合同为准",
            "the public $2 in the middle, with room on both sides; the lease decides",
        ),
        near: Some(public(
            both(
                "DeepSeek-V3技术报告：按H800每卡时2美元计算训练成本",
                "DeepSeek-V3 technical report: training costed at $2 an H800 hour",
            ),
            "https://arxiv.org/abs/2412.19437",
            (2024, 12, 27),
        )),
    },
}];

#[cfg(test)]
mod tests {

    #[test]
    fn yuan_are_grouped_and_keep_their_decimals() {
        let nanos = |yuan: i128, nanos: i128| super::yuan(yuan * 1_000_000_000 + nanos);
        assert_eq!(nanos(1_234_567, 0), "¥1,234,567");
        assert_eq!(nanos(0, 15_000_000), "¥0.015");
        assert_eq!(nanos(900, 500_000_000), "¥900.5");
    }
}
