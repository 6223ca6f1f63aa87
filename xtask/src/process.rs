//! Runs other programs: shows that something is happening, and says what to
//! do when it fails.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A program that says nothing for this long gets a line of ours instead.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What a step is called, and what the reader can do when it fails.
pub struct Step<'a> {
    /// Completes "… failed", and heads the progress lines.
    pub name: &'a str,
    /// An instruction.
    pub remedy: &'a str,
}

impl Step<'_> {
    /// The error of this step: which, why, and what to do.
    pub fn failed(&self, why: impl std::fmt::Display) -> anyhow::Error {
        anyhow::anyhow!("{} failed: {why}\n  what to do: {}", self.name, self.remedy)
    }
}

/// A program's exit and everything it printed, in the order it came.
pub struct Output {
    /// Whether it succeeded.
    pub status: ExitStatus,
    /// Standard output and standard error.
    pub text: String,
}

/// The first executable called `name` on `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file())
}

/// A command that reads nothing from the terminal.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// Standard output of a quick command, if it could be run and succeeded.
pub fn capture(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first line of `program --version`.
pub fn version(program: &Path) -> Option<String> {
    capture(command(program).arg("--version"))?
        .lines()
        .next()
        .map(str::to_owned)
}

/// Runs a step, its output going straight to the terminal.
pub fn run(step: &Step, command: &mut Command) -> Result<()> {
    println!("▸ {}", step.name);
    let started = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| step.failed(could_not_start(command, &error)))?;
    let status = wait(step.name, &mut child, &Mutex::default())?;
    if !status.success() {
        return Err(step.failed(format_args!("`{}` ended with {status}", shown(command))));
    }
    println!("  done in {}", elapsed(started.elapsed()));
    Ok(())
}

/// Runs a step and keeps its output; `Err` only if it could not be started.
pub fn run_captured(name: &str, command: &mut Command) -> Result<Output> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| anyhow::anyhow!(could_not_start(command, &error)))?;
    let text = Arc::new(Mutex::new(String::new()));
    let readers = [
        child.stdout.take().map(|pipe| collect(pipe, &text)),
        child.stderr.take().map(|pipe| collect(pipe, &text)),
    ];
    let status = wait(name, &mut child, &text)?;
    for reader in readers.into_iter().flatten() {
        if reader.join().is_err() {
            bail!("the output of {name} could not be read");
        }
    }
    let text = text.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Output { status, text })
}

fn collect(pipe: impl Read + Send + 'static, text: &Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    let text = Arc::clone(text);
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(1..)) {
            text.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    })
}

/// Waits for the child; now and then says how long it has been, and what it
/// printed last when its output is kept back.
fn wait(name: &str, child: &mut Child, kept: &Mutex<String>) -> Result<ExitStatus> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(2);
    let mut next = HEARTBEAT;
    loop {
        if let Some(status) = child.try_wait().context("waiting for a program")? {
            return Ok(status);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
        if started.elapsed() >= next {
            next += HEARTBEAT;
            let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let last = kept.lines().last().map(str::trim).unwrap_or_default();
            let last: String = last.chars().take(70).collect();
            println!("  … {name}: {} {last}", elapsed(started.elapsed()));
        }
    }
}

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn could_not_start(command: &Command, error: &std::io::Error) -> String {
    format!(
        "`{}` could not be started: {error}",
        command.get_program().display()
    )
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_naturally() {
        assert_eq!(elapsed(Duration::from_millis(420)), "0.4 s");
        assert_eq!(elapsed(Duration::from_secs(42)), "42 s");
        assert_eq!(elapsed(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn output_and_status_are_kept() {
        let mut echo = command("sh");
        echo.args(["-c", "echo out; echo err >&2; exit 3"]);
        let output = run_captured("echo", &mut echo).unwrap();
        assert_eq!(output.status.code(), Some(3));
        assert!(output.text.contains("out\n") && output.text.contains("err\n"));
    }

    #[test]
    fn a_failed_step_says_which_why_and_what_to_do() {
        let step = Step {
            name: "looking for nothing",
            remedy: "look elsewhere",
        };
        let error = run(&step, &mut command("no-such-program"))
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("looking for nothing failed: `no-such-program` could not"));
        assert!(error.ends_with("what to do: look elsewhere"));
    }
}
