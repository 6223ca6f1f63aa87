//! Accelerators with the makers' public figures, each dated and sourced.
//!
//! Peaks are dense, without the doubling of structured sparsity that data sheets
//! print in large type. There are no rents here: they change monthly and are the
//! founder's to enter.

use serde::Serialize;

use crate::plan::date::Date;

/// How far a figure can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// From the maker's own publication.
    Published,
    /// From secondary sources: check before relying on it.
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
    pub source: &'static str,
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
    source: &'static str,
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

use Certainty::{Check, Published};

const NVIDIA: &str = "NVIDIA";

/// The table. The day of `as_of` is the first of the month of publication.
#[rustfmt::skip]
pub const ACCELERATORS: &[Accelerator] = &[
    row("T4", NVIDIA, ("fp16", 65_000), (16, Some(320)), "NVIDIA T4 data sheet", (2019, 3), Published),
    row("V100 SXM2 32GB", NVIDIA, ("fp16", 125_000), (32, Some(900)), "NVIDIA V100 data sheet", (2020, 1), Published),
    row("A100 SXM 40GB", NVIDIA, ("bf16", 312_000), (40, Some(1555)), "NVIDIA A100 data sheet", (2021, 6), Published),
    row("A100 SXM 80GB", NVIDIA, ("bf16", 312_000), (80, Some(2039)), "NVIDIA A100 data sheet", (2021, 6), Published),
    row("A10", NVIDIA, ("bf16", 125_000), (24, Some(600)), "NVIDIA A10 data sheet", (2021, 3), Published),
    row("L4", NVIDIA, ("bf16", 121_000), (24, Some(300)), "NVIDIA L4 data sheet", (2023, 3), Published),
    row("L40S", NVIDIA, ("bf16", 362_050), (48, Some(864)), "NVIDIA L40S data sheet", (2023, 8), Published),
    row("RTX 3090", NVIDIA, ("bf16", 71_000), (24, Some(936)), "NVIDIA Ampere GA102 white paper, fp32 accumulation", (2021, 1), Published),
    row("RTX 4090", NVIDIA, ("bf16", 165_200), (24, Some(1008)), "NVIDIA Ada GPU architecture white paper, fp32 accumulation", (2022, 10), Published),
    row("H100 PCIe 80GB", NVIDIA, ("bf16", 756_000), (80, Some(2000)), "NVIDIA H100 data sheet", (2023, 1), Published),
    row("H100 SXM 80GB", NVIDIA, ("bf16", 989_500), (80, Some(3350)), "NVIDIA H100 data sheet: 1,979 with sparsity", (2023, 1), Published),
    row("H200 SXM 141GB", NVIDIA, ("bf16", 989_500), (141, Some(4800)), "NVIDIA H200 data sheet: 1,979 with sparsity", (2023, 11), Published),
    row("A800 80GB", NVIDIA, ("bf16", 312_000), (80, Some(2039)), "Press reports: the A100 with slower NVLink", (2022, 11), Check),
    row("H800 SXM 80GB", NVIDIA, ("bf16", 989_500), (80, Some(3350)), "Press reports: the H100 with slower NVLink", (2023, 3), Check),
    row("H20 96GB", NVIDIA, ("bf16", 148_000), (96, Some(4000)), "Press reports of the data sheet, in agreement, read 2026-11", (2023, 11), Check),
    row("B200 SXM", NVIDIA, ("bf16", 2_250_000), (180, Some(8000)), "NVIDIA Blackwell announcement: 4,500 with sparsity in HGX; cloud providers report 179 to 180 GB, read 2026-11", (2024, 3), Check),
    row("Ascend 910", "Huawei", ("fp16", 256_000), (32, None), "Huawei announcement of 2019-08-23", (2019, 8), Published),
    row("Ascend 910B", "Huawei", ("fp16", 313_000), (64, None), "Device profiles of Ascend msmodeling (Atlas 800 A2): 280, 313 and 376 by variant", (2026, 11), Check),
    row("Ascend 910C", "Huawei", ("bf16", 752_000), (128, Some(3200)), "Zuo et al. (Huawei), arXiv 2506.12708: two dies in a package; press reports say 780 to 800", (2025, 6), Published),
    row("MLU370-X8", "Cambricon", ("bf16", 96_000), (48, Some(614)), "Cambricon product page of MLU370-X8", (2022, 3), Published),
    row("Kunlun R200", "Kunlunxin", ("fp16", 128_000), (32, Some(512)), "Kunlunxin product page of R200", (2021, 8), Check),
    row("BR104", "Biren", ("bf16", 512_000), (32, Some(819)), "Biren, Hot Chips 34", (2022, 8), Check),
    row("BI-V100", "Iluvatar CoreX", ("fp16", 147_000), (32, Some(1200)), "Iluvatar CoreX announcement of 2021-03-31", (2021, 3), Check),
    row("MTT S4000", "Moore Threads", ("bf16", 100_000), (48, Some(768)), "Moore Threads announcement of 2023-12-19", (2023, 12), Published),
    row("C500", "MetaX", ("bf16", 280_000), (64, Some(1800)), "Press reports", (2024, 1), Check),
    row("K100 AI", "Hygon", ("bf16", 192_000), (64, None), "Press reports", (2024, 6), Check),
];

/// The accelerator of that name.
pub fn accelerator(name: &str) -> Option<&'static Accelerator> {
    ACCELERATORS.iter().find(|one| one.name == name)
}
