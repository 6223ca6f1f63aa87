//! Accelerators with the makers' public figures, each dated and sourced.
//!
//! Peaks are dense, without the doubling of structured sparsity that data sheets
//! print in large type. There are no rents here: they change monthly and are the
//! founder's to enter.

use serde::Serialize;

use crate::plan::date::Date;
use crate::plan::lang::{Both, both};

/// How far a figure can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// From the maker's own publication.
    Published,
    /// Not from the maker, but found in the named sources, which agree.
    Reported,
    /// Not found in any source that can be named, or the sources disagree: check
    /// before relying on it.
    Check,
}

/// An accelerator.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accelerator {
    /// The name it is sold by.
    pub name: &'static str,
    /// Who makes it.
    pub maker: &'static str,
    /// The number format of the peak.
    pub format: &'static str,
    /// Dense peak in operations a second.
    pub peak_flops: u64,
    /// Memory in GB (10⁹ bytes).
    pub memory_gb: u32,
    /// Memory bandwidth in GB/s; `None` where no reliable figure is public.
    pub bandwidth_gb_s: Option<u32>,
    /// Where the figures are from.
    pub source: Both,
    /// The date of the source.
    pub as_of: Date,
    /// How far they can be relied on.
    pub certainty: Certainty,
}

const G: u64 = 1_000_000_000;

/// One row: peak in GFLOP/s, so that tenths of a TFLOP/s are whole.
const fn row(
    name: &'static str,
    maker: &'static str,
    (format, peak): (&'static str, u64),
    (memory_gb, bandwidth_gb_s): (u32, Option<u32>),
    source: Both,
    as_of: (i32, u8),
    certainty: Certainty,
) -> Accelerator {
    Accelerator {
        name,
        maker,
        format,
        peak_flops: peak * G,
        memory_gb,
        bandwidth_gb_s,
        source,
        as_of: Date::known(as_of.0, as_of.1, 1),
        certainty,
    }
}

use Certainty::{Check, Published, Reported};

const NVIDIA: &str = "NVIDIA";

/// The table. The day of `as_of` is the first of the month of publication.
#[rustfmt::skip]
pub const ACCELERATORS: &[Accelerator] = &[
    row("T4", NVIDIA, ("fp16", 65_000), (16, Some(320)), both("NVIDIA T4数据手册", "NVIDIA T4 data sheet"), (2019, 3), Published),
    row("V100 SXM2 32GB", NVIDIA, ("fp16", 125_000), (32, Some(900)), both("NVIDIA V100数据手册", "NVIDIA V100 data sheet"), (2020, 1), Published),
    row("A100 SXM 40GB", NVIDIA, ("bf16", 312_000), (40, Some(1555)), both("NVIDIA A100数据手册", "NVIDIA A100 data sheet"), (2021, 6), Published),
    row("A100 SXM 80GB", NVIDIA, ("bf16", 312_000), (80, Some(2039)), both("NVIDIA A100数据手册", "NVIDIA A100 data sheet"), (2021, 6), Published),
    row("A10", NVIDIA, ("bf16", 125_000), (24, Some(600)), both("NVIDIA A10数据手册", "NVIDIA A10 data sheet"), (2021, 3), Published),
    row("L4", NVIDIA, ("bf16", 121_000), (24, Some(300)), both("NVIDIA L4数据手册", "NVIDIA L4 data sheet"), (2023, 3), Published),
    row("L40S", NVIDIA, ("bf16", 362_050), (48, Some(864)), both("NVIDIA L40S数据手册", "NVIDIA L40S data sheet"), (2023, 8), Published),
    row("RTX 3090", NVIDIA, ("bf16", 71_000), (24, Some(936)), both("NVIDIA Ampere GA102白皮书，fp32累加", "NVIDIA Ampere GA102 white paper, fp32 accumulation"), (2021, 1), Published),
    row("RTX 4090", NVIDIA, ("bf16", 165_200), (24, Some(1008)), both("NVIDIA Ada架构白皮书，fp32累加", "NVIDIA Ada GPU architecture white paper, fp32 accumulation"), (2022, 10), Published),
    row("H100 PCIe 80GB", NVIDIA, ("bf16", 756_000), (80, Some(2000)), both("NVIDIA H100数据手册", "NVIDIA H100 data sheet"), (2023, 1), Published),
    row("H100 SXM 80GB", NVIDIA, ("bf16", 989_500), (80, Some(3350)), both("NVIDIA H100数据手册：稀疏时1,979", "NVIDIA H100 data sheet: 1,979 with sparsity"), (2023, 1), Published),
    row("H200 SXM 141GB", NVIDIA, ("bf16", 989_500), (141, Some(4800)), both("NVIDIA H200数据手册：稀疏时1,979", "NVIDIA H200 data sheet: 1,979 with sparsity"), (2023, 11), Published),
    row("A800 80GB", NVIDIA, ("bf16", 312_000), (80, Some(2039)), both("Tweakers转述NVIDIA规格：与A100相同，只有NVLink降到400 GB/s（tweakers.net/nieuws/203182）", "Tweakers on NVIDIA’s specification: that of the A100, with NVLink at 400 GB/s (tweakers.net/nieuws/203182)"), (2022, 11), Reported),
    row("H800 SXM 80GB", NVIDIA, ("bf16", 989_500), (80, Some(3350)), both("DeepSeek，FlashMLA内核说明：带宽3.35 TB/s，峰值990；80 GB同H100（github.com/deepseek-ai/FlashMLA）", "DeepSeek on its FlashMLA kernel: 3.35 TB/s and a peak of 990; 80 GB as the H100 (github.com/deepseek-ai/FlashMLA)"), (2025, 4), Reported),
    row("H20 96GB", NVIDIA, ("bf16", 148_000), (96, Some(4000)), both("Hugging Face硬件表：96 GB、148（huggingface.co/hardware/h20）；带宽见willitrunai.com，2026-11查阅", "Hugging Face’s table: 96 GB, 148 (huggingface.co/hardware/h20); bandwidth from willitrunai.com, read 2026-11"), (2026, 11), Reported),
    row("B200 SXM", NVIDIA, ("bf16", 2_250_000), (180, Some(8000)), both("G. Lockwood摘录NVIDIA规格：HGX在1,000 W下稠密2,250；180 GB见MLPerf v6.0提交，8 TB/s见Vultr文档，2026-11查阅", "G. Lockwood from NVIDIA’s specification: 2,250 dense in HGX at 1,000 W; 180 GB in a submission to MLPerf v6.0, 8 TB/s in Vultr’s documentation, read 2026-11"), (2026, 11), Reported),
    row("Ascend 910", "Huawei", ("fp16", 256_000), (32, None), both("华为2019-08-23发布", "Huawei announcement of 2019-08-23"), (2019, 8), Published),
    row("Ascend 910B", "Huawei", ("fp16", 313_000), (64, None), both("各处不一致：昇腾msmodeling的设备文件按型号为280、313、376，Gitee AI文档为280（ai.gitee.com/docs）", "The sources disagree: 280, 313 and 376 by variant in the device profiles of Ascend msmodeling, 280 in the documentation of Gitee AI (ai.gitee.com/docs)"), (2026, 11), Check),
    row("Ascend 910C", "Huawei", ("bf16", 752_000), (128, Some(3200)), both("Zuo等（华为），arXiv 2506.12708：一个封装两颗芯片；媒体报道为780～800", "Zuo et al. (Huawei), arXiv 2506.12708: two dies in a package; press reports say 780 to 800"), (2025, 6), Published),
    row("MLU370-X8", "Cambricon", ("bf16", 96_000), (48, Some(614)), both("寒武纪MLU370-X8产品页", "Cambricon product page of MLU370-X8"), (2022, 3), Published),
    row("Kunlun R200", "Kunlunxin", ("fp16", 128_000), (32, Some(512)), both("据昆仑芯R200产品页，2026-11未能核对", "After Kunlunxin’s product page of R200, which could not be checked in 2026-11"), (2021, 8), Check),
    row("BR104", "Biren", ("bf16", 512_000), (32, Some(819)), both("Tom’s Hardware转述壁仞公布的规格（tomshardware.com），Golem报道一致", "Tom’s Hardware on Biren’s own figures (tomshardware.com); Golem agrees"), (2022, 8), Reported),
    row("BI-V100", "Iluvatar CoreX", ("fp16", 147_000), (32, Some(1200)), both("TechPowerUp与The FPS Review转述天数智芯公布的规格，两处一致", "TechPowerUp and The FPS Review on Iluvatar’s own figures, in agreement"), (2021, 4), Reported),
    row("MTT S4000", "Moore Threads", ("bf16", 100_000), (48, Some(768)), both("摩尔线程2023-12-19发布", "Moore Threads announcement of 2023-12-19"), (2023, 12), Published),
    row("C500", "MetaX", ("bf16", 280_000), (64, None), both("Gitee AI文档转述沐曦官方数据（ai.gitee.com/docs/compute/domestic-gpu）；64 GB见mxdeploy实测", "Gitee AI’s documentation on MetaX’s own figures (ai.gitee.com/docs/compute/domestic-gpu); 64 GB as measured by mxdeploy"), (2026, 11), Reported),
    row("K100 AI", "Hygon", ("bf16", 192_000), (64, None), both("只有64 GB能找到出处；峰值是媒体说法，2026-11未能核对", "Only the 64 GB has a source; the peak is from the press and could not be checked in 2026-11"), (2024, 6), Check),
];

/// The accelerator of that name.
pub fn accelerator(name: &str) -> Option<&'static Accelerator> {
    ACCELERATORS.iter().find(|one| one.name == name)
}
