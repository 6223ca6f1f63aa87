//! Tables of the reader's: what is taken is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use neural::table::{Options, dataset, preview};

fuzz_target!(|bytes: &[u8]| {
    let _ = preview(bytes, &Options::default());
    if let Ok((_, data)) = dataset(bytes, &Options::default()) {
        assert_eq!(data.rows.len(), data.len() * data.names.len());
        assert!(data.targets.iter().all(|target| target.is_finite()));
    }
});
