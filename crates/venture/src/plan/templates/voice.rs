//! A voice assistant for the telephone: a request is a call; it costs minutes.

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
    title: both("语音助手：替诊所接预约电话", "A voice assistant that answers a clinic's booking calls"),
    build: BuildMode::Api, public: true, personal_data: true, launch: 9,
    story: Story {
        customer: both("有前台、每天接几十到几百个预约电话的口腔与体检诊所", "Dental and check-up clinics with a front desk and dozens to hundreds of booking calls a day"),
        problem: both("高峰时段电话占线，漏接一个电话就可能丢一位客人", "At peak hours the line is busy, and every missed call may be a lost patient"),
        alternative: both("多雇一名前台，或把电话外包给呼叫中心", "Another receptionist, or a call centre"),
        payer: both("诊所老板", "The clinic's owner"),
        product: both("接听、改约、确认和提醒；听不懂或涉及病情时转人工", "Answers, rebooks, confirms and reminds; hands over to a person when it does not understand or the talk turns medical"),
        technique: both("流式语音识别 → 大模型加工具调用 → 流式语音合成；打断检测；按通话槽位校验", "Streaming recognition → model with tool calls → streaming synthesis; barge-in detection; every slot checked"),
        edge: both("比按键菜单多完成多少预约，以同一批录音回放为准", "Bookings completed against a keypad menu, replayed on the same recordings"),
        moat: both("各家预约系统的对接与方言录音评测集", "Integrations with booking systems, and an evaluation set of accents"),
        oversight: both("医疗问题一律转人工；每周抽听", "Medical questions always go to a person; calls are sampled weekly"),
        lesson: both("可学：Alexa从2014年起先把远场唤醒和少数技能做到可靠。勿学：靠硬件补贴换用户却没有付费场景。", "To copy: Alexa, from 2014, made far-field waking and a few skills reliable first. Not to copy: users bought by subsidised devices without a use that pays."),
    },
    request: RequestSeed {
        call: Some((both("大模型API", "Model API"), 8, 1_800, 60, 60)),
        units: &[
            (both("语音识别（分钟）", "Speech recognition (minutes)"), 2_500, 15),
            (both("语音合成（分钟）", "Speech synthesis (minutes)"), 1_200, 10),
            (both("电话线路（分钟）", "Telephone line (minutes)"), 2_500, 60),
        ],
        review: (2, 2_000), requests: 900, heavy: 30, target: 60,
    },
    stream: StreamSeed { name: both("按诊所月费", "Monthly fee per clinic"), arpa: 1_500, cogs: 420, customers: 0, new_customers: 8, growth: 8, churn: 3, start: 6, lag: 1 },
    roles: &[
        RoleSeed { title: both("语音与后端工程师", "Speech and back-end engineer"), function: Function::Engineering, people: 3, salary: 35_000, start: 0 },
        RoleSeed { title: both("实施与客户成功", "Onboarding and customer success"), function: Function::Support, people: 1, salary: 15_000, start: 5 },
        RoleSeed { title: both("销售", "Sales"), function: Function::Sales, people: 2, salary: 18_000, start: 7 },
    ],
    costs: &[
        CostSeed { name: both("录音标注与评测", "Labelling recordings, evaluation"), kind: CostKind::Data, amount: 15_000, start: 1, end: Some(12) },
        CostSeed { name: both("渠道与广告", "Channels and advertising"), kind: CostKind::Marketing, amount: 20_000, start: 6, end: None },
        CostSeed { name: both("房租、法务、等保测评", "Rent, legal, security certification"), kind: CostKind::General, amount: 25_000, start: 0, end: None },
    ],
    opening: 1_500_000, round: (4, 5_000_000, 20_000_000), training: None,
    sources: &[
        (both("诊所授权的通话录音", "Call recordings licensed by clinics"), Licence::Consent, PersonalData::Sensitive, 20),
        (both("公开普通话与方言语料", "Public Mandarin and dialect speech"), Licence::Unknown, PersonalData::Unknown, 100),
    ],
    milestones: &[
        MilestoneSeed { name: both("回放评测达标", "Replay evaluation passes"), month: 4, metric: both("预约完成率", "Bookings completed"), slice: both("冻结的300通录音，方言单列", "300 frozen recordings, accents apart"), direction: Direction::AtLeast, threshold_milli: 850 },
        MilestoneSeed { name: both("首家诊所试点", "Pilot at the first clinic"), month: 6, metric: both("首次应答延迟P95（秒）", "First reply at the 95th percentile (s)"), slice: both("真实来电，早高峰", "Real calls, morning peak"), direction: Direction::AtMost, threshold_milli: 1_200 },
    ],
    assumptions: &[
        AssumptionSeed { statement: both("诊所愿为少漏接付月费", "Clinics pay monthly for fewer missed calls"), importance: 5, method: both("在10家诊所报价并收定金", "Quote to ten clinics and take a deposit"), success: both("三家以上付定金", "Three or more pay it") },
        AssumptionSeed { statement: both("来电者接受与机器对话", "Callers accept to talk to a machine"), importance: 4, method: both("试点中告知身份后统计挂断", "Count hang-ups after it says what it is"), success: both("挂断率低于15%", "Fewer than 15 % hang up") },
    ],
    competitors: &[
        (both("雇前台", "A receptionist"), both("能处理任何情况", "Can handle anything"), both("高峰占线，夜间无人", "Busy at peak, absent at night")),
        (both("云厂商的通用语音机器人", "A cloud's general voice bot"), both("便宜、稳定", "Cheap and stable"), both("不懂预约系统，需要自己开发", "Knows no booking system; must be built on")),
    ],
    price_because: both("约为一名前台含社保月成本的五分之一", "about a fifth of what a receptionist costs a month with insurance"),
    fee: drivers::PAYMENTS,
    drivers: drivers::VOICE,
};
