//! A small, valid site to change in one place and compile.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use content::{Block, Files, Kind, Lang, Lesson, Problem, Registry, Site};

/// The app's registry, as far as the fixtures go.
pub struct Explorables;

impl Registry for Explorables {
    fn explorable(&self, name: &str) -> Result<(), String> {
        known(name, &["neuron", "network"])
    }

    fn setting(&self, _: &str, key: &str, value: &str) -> Result<(), String> {
        known(key, &["w1", "b", "act"])?;
        match key {
            "act" => known(value, &["tanh", "relu"]),
            _ => value
                .parse::<f64>()
                .map(|_| ())
                .map_err(|_| "give a number".to_owned()),
        }
    }

    fn action(&self, _: &str, action: &str) -> Result<(), String> {
        known(action, &["play", "pause"])
    }

    fn reading(&self, _: &str, reading: &str) -> Result<(), String> {
        known(reading, &["output", "z"])
    }
}

fn known(name: &str, all: &[&str]) -> Result<(), String> {
    if all.contains(&name) {
        Ok(())
    } else {
        Err(format!("known: {}", all.join(", ")))
    }
}

pub const FRONT_MATTER: &str = "+++
title = \"A neuron\"
summary = \"What one neuron does.\"
question = \"What does one neuron do?\"
minutes = 9
updated = \"2026-11-23\"
+++
";

/// What a lesson must have besides its text: an explorable, a citation, the
/// founder's box and three questions.
pub const REST: &str = "
::explorable{name=\"neuron\" state=\"act=relu&b=1\"}

Said first by Rosenblatt.[](cite:rosenblatt1958)

:::company
It costs little.
:::

:::question
One?
- [x] yes
  > so it is
- [ ] no
  > it is
:::

:::question
Two?
- [x] yes
  > so it is
- [ ] no
  > it is
:::

:::question
Three?
- [x] yes
  > so it is
- [ ] no
  > it is
:::
";

/// The files of a valid site with one lesson, `neuron`.
pub fn files() -> Files {
    let lesson = format!("{FRONT_MATTER}{REST}");
    let glossary = |bias: &str, weight: &str| {
        format!(
            "[terms.weight]\nterm = \"{weight}\"\ndefinition = \"a factor\"\n\
             [terms.bias]\nterm = \"{bias}\"\ndefinition = 'added, as \"b\"'\n"
        )
    };
    [
        (
            "structure.toml",
            "[[part]]\nid = \"basics\"\n[part.title]\nzh = \"基础\"\nen = \"Basics\"\n\
             [[part.lesson]]\nslug = \"neuron\"\nexplorables = [\"neuron\"]\nneeds = []\n"
                .to_owned(),
        ),
        (
            "sources.toml",
            "[sources.rosenblatt1958]\nauthors = \"Rosenblatt, F.\"\nyear = 1958\ntitle = \"The perceptron\"\n\
             in = \"Psychological Review 65(6)\"\nurl = \"https://doi.org/10.1037/h0042519\"\n\
             [sources.minsky1969]\nauthors = \"Minsky, M. & Papert, S.\"\nyear = 1969\ntitle = \"Perceptrons\"\n\
             in = \"MIT Press\"\nurl = \"https://mitpress.mit.edu/\"\n"
                .to_owned(),
        ),
        ("zh/glossary.toml", glossary("偏置", "权重")),
        ("en/glossary.toml", glossary("bias", "weight")),
        ("zh/lessons/neuron.md", lesson.clone()),
        ("en/lessons/neuron.md", lesson),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into()
}

/// The valid site's files with one text of one file replaced.
pub fn changed(file: &str, from: &str, to: &str) -> Files {
    let mut files = files();
    let text = files.get_mut(file).expect("the fixture has the file");
    assert!(text.contains(from), "the fixture has `{from}` in {file}");
    *text = text.replacen(from, to, 1);
    files
}

/// The valid site's files with `body` at the start of the English lesson,
/// which is on line 8.
pub fn with_body(body: &str) -> Files {
    let mut files = files();
    let lesson = format!("{FRONT_MATTER}{body}\n{REST}");
    files.insert("en/lessons/neuron.md".to_owned(), lesson);
    files
}

pub fn compile(files: &Files) -> Result<Site, Vec<Problem>> {
    Site::compile(files, &Explorables)
}

/// Every problem of the files but the lengths of the short fixtures.
pub fn problems(files: &Files) -> Vec<Problem> {
    let all = match compile(files) {
        Ok(site) => site.warnings,
        Err(problems) => problems,
    };
    let matters = |problem: &Problem| !matches!(problem.kind, Kind::Length { .. });
    all.into_iter().filter(matters).collect()
}

/// The HTML of the English lesson made of `body`, up to the explorable.
/// The two languages then have different sections, which is no error.
pub fn html(body: &str) -> String {
    let site = compile(&with_body(body)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    first_html(site.lesson(Lang::En, "neuron").expect("the lesson exists"))
}

/// The same with the body in the Chinese lesson.
pub fn html_zh(body: &str) -> String {
    let mut files = files();
    let lesson = format!("{FRONT_MATTER}{body}\n{REST}");
    files.insert("zh/lessons/neuron.md".to_owned(), lesson);
    let site = compile(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    first_html(site.lesson(Lang::Zh, "neuron").expect("the lesson exists"))
}

fn first_html(lesson: &Lesson) -> String {
    match &lesson.blocks[0] {
        Block::Html(html) => html.clone(),
        Block::Explorable { .. } => String::new(),
    }
}
