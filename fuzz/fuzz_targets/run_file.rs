//! Files of runs: what is taken comes back from its own file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portable::run_file::RunFile;

fuzz_target!(|text: &str| {
    if let Ok(run) = RunFile::read(text) {
        assert_eq!(RunFile::read(&run.write()), Ok(run));
    }
});
