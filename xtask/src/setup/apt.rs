//! Debian's package manager, where there is one and it may be used.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{self, Step};

/// Whether packages can be installed: apt is there, and we are root or may
/// become root without being asked for a password.
pub fn available() -> bool {
    process::find("apt-get").is_some() && (is_root() || may_sudo())
}

/// Those of the packages that are not installed.
pub fn missing(packages: &[String]) -> Vec<String> {
    let installed = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(packages)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    packages
        .iter()
        .filter(|package| {
            !installed
                .lines()
                .any(|line| line.split(' ').eq([package.as_str(), "installed"]))
        })
        .cloned()
        .collect()
}

/// Refreshes the lists of packages.
pub fn update() -> Result<()> {
    process::run(
        &Step {
            name: "refreshing the package lists (apt-get update)",
            remedy: "run `apt-get update` as root and see what it says",
        },
        apt_get()?.arg("update").arg("--quiet"),
    )
}

/// Installs those of the packages that are missing; the lists must be fresh.
pub fn install(step: &Step, packages: &[String]) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    process::run(
        step,
        apt_get()?
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(missing),
    )
}

fn apt_get() -> Result<Command> {
    let mut command = if is_root() {
        process::command("apt-get")
    } else if may_sudo() {
        let mut command = process::command("sudo");
        command.args(["-n", "apt-get"]);
        command
    } else {
        bail!(
            "installing packages needs root: run the command once as root, or where `sudo` asks for no password"
        );
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn is_root() -> bool {
    process::capture(process::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn may_sudo() -> bool {
    process::capture(process::command("sudo").args(["-n", "true"])).is_some()
}
