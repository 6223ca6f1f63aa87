//! The site as a whole: loading, order, the library's lists, the index.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::PathBuf;

use content::{Kind, Lang, Site, Unchecked};
use support::{Explorables, changed, compile, files};

/// A folder of its own for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        for (file, text) in files() {
            let file = path.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_read_and_what_it_has_besides_is_left_alone() {
    let folder = Folder::new("reads");
    fs::write(folder.0.join("README.md"), "Notes.").unwrap();
    fs::write(folder.0.join("en/lessons/notes.txt"), "Notes.").unwrap();
    let read = Site::load(&folder.0, &Explorables).unwrap();
    let compiled = compile(&files()).unwrap();
    for lang in Lang::ALL {
        assert_eq!(read.lesson(lang, "neuron"), compiled.lesson(lang, "neuron"));
    }
    assert_eq!(read.structure, compiled.structure);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = Folder::new("unreadable");
    fs::remove_file(folder.0.join("sources.toml")).unwrap();
    fs::write(folder.0.join("en/lessons/neuron.md"), [0xff, 0xfe]).unwrap();
    let problems = Site::load(&folder.0, &Explorables).unwrap_err();
    let named: Vec<_> = problems.iter().map(|problem| &*problem.file).collect();
    assert_eq!(named, ["sources.toml", "en/lessons/neuron.md"]);
    assert!(matches!(problems[0].kind, Kind::Unreadable { .. }));
    let problems = Site::load(&folder.0.join("nowhere"), &Explorables).unwrap_err();
    assert_eq!(problems.len(), 6, "{problems:#?}");
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let windows = files()
        .into_iter()
        .map(|(file, text)| (file, format!("\u{feff}{}", text.replace('\n', "\r\n"))))
        .collect();
    let (windows, unix) = (compile(&windows).unwrap(), compile(&files()).unwrap());
    assert_eq!(
        windows.lesson(Lang::Zh, "neuron"),
        unix.lesson(Lang::Zh, "neuron")
    );
}

#[test]
fn the_front_matter_is_read() {
    let site = compile(&files()).unwrap();
    let lesson = site.lessons(Lang::En).next().unwrap();
    assert_eq!(lesson.meta.title, "A neuron");
    assert_eq!(lesson.meta.summary, "What one neuron does.");
    assert_eq!(lesson.meta.question, "What does one neuron do?");
    assert_eq!(
        (lesson.meta.minutes, &*lesson.meta.updated),
        (9, "2026-11-23")
    );
    assert_eq!(lesson.questions, 3);
    assert_eq!(lesson.file(), "en/lessons/neuron.md");
}

#[test]
fn the_glossary_is_sorted_in_english_and_keeps_its_order_in_chinese() {
    let site = compile(&files()).unwrap();
    assert_eq!(
        site.glossary_html(Lang::En),
        "<dl class=\"glossary\">\n\
         <div data-term=\"bias\"><dt id=\"term-bias\">bias <span class=\"twin\" lang=\"zh-Hans\">偏置</span></dt><dd>added, as \"b\"</dd></div>\n\
         <div data-term=\"weight\"><dt id=\"term-weight\">weight <span class=\"twin\" lang=\"zh-Hans\">权重</span></dt><dd>a factor</dd></div>\n\
         </dl>\n"
    );
    let zh = site.glossary_html(Lang::Zh);
    assert!(zh.find("权重").unwrap() < zh.find("偏置").unwrap());
}

#[test]
fn the_list_of_sources_names_the_lessons_that_cite_them() {
    let site = compile(&files()).unwrap();
    let list = site.sources_html(Lang::Zh);
    assert!(list.contains(
        "<li id=\"source-minsky1969\"><span class=\"authors\">Minsky, M. &amp; Papert, S.</span> (1969). \
         <cite lang=\"en\">Perceptrons</cite>. <span class=\"where\" lang=\"en\">MIT Press</span>. \
         <a href=\"https://mitpress.mit.edu/\" rel=\"external noopener\">mitpress.mit.edu</a></li>"
    ), "{list}");
    assert!(list.contains(
        " <span class=\"cited-in\">引用于：<a href=\"{root}zh/learn/neuron/\">A neuron</a></span></li>"
    ), "{list}");
}

#[test]
fn the_index_is_rust() {
    let files = changed("en/lessons/neuron.md", "\"A neuron\"", "'A \"neuron\" \\'");
    let site = Site::compile(&files, &Unchecked).unwrap();
    assert_eq!(
        site.index_rs(),
        r#"/// The parts, in reading order.
pub static PARTS: &[PartEntry] = &[
    PartEntry { id: "basics", title: ["基础", "Basics"] },
];

/// The lessons, in reading order.
pub static LESSONS: &[LessonEntry] = &[
    LessonEntry {
        slug: "neuron",
        part: "basics",
        minutes: 9,
        updated: "2026-11-23",
        questions: 3,
        explorables: &["neuron"],
        needs: &[],
        title: ["A neuron", "A \"neuron\" \\"],
        summary: ["What one neuron does.", "What one neuron does."],
        question: ["What does one neuron do?", "What does one neuron do?"],
    },
];
"#
    );
}
