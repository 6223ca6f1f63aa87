//! The kinds of problem and their wording.

use crate::Lang;

/// The kinds of problem. The message says what was found and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Kind {
    /// A file or folder could not be read.
    #[error("cannot be read: {reason}; see that it exists, is readable and is UTF-8")]
    Unreadable {
        /// The operating system's reason.
        reason: String,
    },
    /// TOML that does not parse.
    #[error("not valid TOML: {reason}")]
    Toml {
        /// The parser's reason.
        reason: String,
    },
    /// A key that must be there is not.
    #[error("key `{key}` is missing; add it")]
    MissingKey {
        /// The key.
        key: String,
    },
    /// A key nobody reads.
    #[error("key `{key}` is unknown; remove it or use one of: {known}")]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that are read.
        known: String,
    },
    /// A key whose value cannot be used.
    #[error("key `{key}`: give {expected}")]
    BadValue {
        /// The key.
        key: String,
        /// What is wanted.
        expected: String,
    },
    /// A lesson that does not start with front matter.
    #[error(
        "front matter is missing; start the file with a line `+++`, the keys, and a line `+++`"
    )]
    FrontMatterMissing,
    /// Front matter without its closing line.
    #[error("front matter does not end; close it with a line `+++`")]
    FrontMatterUnclosed,
    /// A summary that search engines would cut off.
    #[error("summary has {found} characters; shorten it to at most {limit}")]
    SummaryTooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// A box or code block without its closing line.
    #[error("`{fence}` opens here and is never closed; add the closing fence alone on its line")]
    FenceUnclosed {
        /// The opening fence.
        fence: String,
    },
    /// A closing `:::` with nothing open.
    #[error("`:::` closes nothing; remove it or open a box above it")]
    FenceStray,
    /// A box in a box.
    #[error("`{fence}` opens inside the box of line {outer}; close that one first")]
    FenceNested {
        /// The inner opening fence.
        fence: String,
        /// Line of the outer box.
        outer: usize,
    },
    /// A box of a kind that does not exist.
    #[error("box `{name}` is unknown; use try, limits, company or question")]
    UnknownBox {
        /// What follows `:::`.
        name: String,
    },
    /// A `::directive` that does not parse.
    #[error("{reason}; write `::explorable{{name=\"…\" state=\"…\"}}` alone on its line")]
    BadDirective {
        /// What is wrong with it.
        reason: String,
    },
    /// An explorable inside a box.
    #[error("an explorable cannot stand inside a box; move it out of the box of line {outer}")]
    ExplorableInBox {
        /// Line of the box.
        outer: usize,
    },
    /// An explorable the app does not have.
    #[error("explorable `{name}` is unknown; {known}")]
    UnknownExplorable {
        /// The name.
        name: String,
        /// The registry's answer.
        known: String,
    },
    /// An explorable placed twice in a lesson.
    #[error("explorable `{name}` already stands on line {first}; a lesson places each one once")]
    ExplorableTwice {
        /// The name.
        name: String,
        /// Line of the first.
        first: usize,
    },
    /// A live value or setting for an explorable that is not on the page.
    #[error(
        "this lesson does not place the explorable `{name}`; add `::explorable{{name=\"{name}\"}}`"
    )]
    ExplorableNotPlaced {
        /// The name.
        name: String,
    },
    /// A state key, value, action or reading the explorable does not have.
    #[error("explorable `{explorable}`: `{found}` is not accepted; {known}")]
    ExplorableRefuses {
        /// The explorable.
        explorable: String,
        /// What the text asks for.
        found: String,
        /// The registry's answer.
        known: String,
    },
    /// A link to somewhere the site does not know.
    #[error(
        "link `{target}` is unknown; use https:, live:, set:, term:, cite:, lesson:, check:, plan:, library: or #section"
    )]
    UnknownScheme {
        /// The link's destination.
        target: String,
    },
    /// A link whose scheme is known and whose rest is not.
    #[error("link `{target}` cannot be used; {reason}")]
    BadLink {
        /// The link's destination.
        target: String,
        /// What to write instead.
        reason: &'static str,
    },
    /// A term the glossary lacks.
    #[error("term `{id}` is not in {lang}/glossary.toml; add it or correct the id")]
    UnknownTerm {
        /// The id.
        id: String,
        /// The language of the lesson.
        lang: Lang,
    },
    /// A source the list lacks.
    #[error("source `{key}` is not in sources.toml; add it or correct the key")]
    UnknownSource {
        /// The key.
        key: String,
    },
    /// A lesson that does not exist.
    #[error("lesson `{slug}` does not exist; known: {known}")]
    UnknownLesson {
        /// The slug.
        slug: String,
        /// The slugs there are.
        known: String,
    },
    /// A section that does not exist.
    #[error("`#{id}` is not a section of lesson `{slug}`; known: {known}")]
    UnknownSection {
        /// The slug.
        slug: String,
        /// The section's id.
        id: String,
        /// The ids there are.
        known: String,
    },
    /// HTML in a lesson.
    #[error("raw HTML `{html}` is not allowed; use Markdown, or write `\\<` for a literal <")]
    RawHtml {
        /// The start of it.
        html: String,
    },
    /// Markdown a lesson has no place for.
    #[error("{what} cannot stand here; {instead}")]
    Unsupported {
        /// What was found.
        what: &'static str,
        /// What to do instead.
        instead: &'static str,
    },
    /// Markup read as text, or text read as markup.
    #[error("`{mark}` was misread; {instead}")]
    StrayMarkup {
        /// The characters.
        mark: &'static str,
        /// What to do.
        instead: &'static str,
    },
    /// A formula that cannot be rendered.
    #[error("formula `{latex}`: {reason}")]
    Math {
        /// The formula.
        latex: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A question without its text.
    #[error("the question has no text; write it above the choices")]
    QuestionText,
    /// A question with fewer than two choices.
    #[error(
        "the question has {found} choices; write at least two, as `- [x] right` and `- [ ] wrong`"
    )]
    QuestionChoices {
        /// Choices found.
        found: usize,
    },
    /// A question without exactly one right choice.
    #[error("the question has {found} right choices; mark exactly one with `[x]`")]
    QuestionRight {
        /// Right choices found.
        found: usize,
    },
    /// A choice without feedback.
    #[error("choice {choice} has no feedback; add `  > the reason` below it")]
    QuestionFeedback {
        /// Number of the choice, from 1.
        choice: usize,
    },
    /// A lesson without exactly three questions.
    #[error("the lesson has {found} questions; write exactly three `:::question` boxes")]
    QuestionCount {
        /// Questions found.
        found: usize,
    },
    /// A lesson without the founder's box.
    #[error("the `:::company` box is missing; say what the lesson means for the reader's company")]
    CompanyMissing,
    /// A lesson that cites nothing.
    #[error("no source is cited; cite at least one with `[](cite:key)`")]
    NoSources,
    /// A lesson in one language only.
    #[error("{twin} is missing; write the lesson in both languages")]
    TwinMissing {
        /// The missing file.
        twin: String,
    },
    /// Two languages with different explorables.
    #[error(
        "explorables are [{found}] here and [{twin}] in {twin_file}; use the same in the same order and state"
    )]
    ExplorablesDiffer {
        /// The explorables of this file.
        found: String,
        /// Those of the other.
        twin: String,
        /// The other file.
        twin_file: String,
    },
    /// Two languages that say different minutes.
    #[error("`minutes` is {found} here and {twin} in {twin_file}; use the same")]
    MinutesDiffer {
        /// Minutes of this file.
        found: u16,
        /// Those of the other.
        twin: u16,
        /// The other file.
        twin_file: String,
    },
    /// Two languages with different sections, so that links to them break.
    #[error(
        "{found} sections here and {twin} in {twin_file}; a link to a section survives a change of language only if both have the same"
    )]
    SectionsDiffer {
        /// Headings of this file.
        found: usize,
        /// Those of the other.
        twin: usize,
        /// The other file.
        twin_file: String,
    },
    /// A text outside the range agreed for lessons.
    #[error("{found} {unit}; a lesson has {min} to {max}")]
    Length {
        /// Words or characters found.
        found: usize,
        /// Words or characters.
        unit: &'static str,
        /// The least.
        min: usize,
        /// The most.
        max: usize,
    },
    /// A lesson file the structure does not list.
    #[error("lesson `{slug}` is not listed; add it to structure.toml or remove the file")]
    Unlisted {
        /// The slug.
        slug: String,
    },
    /// An id that occurs twice.
    #[error("`{id}` occurs twice; keep one")]
    Duplicate {
        /// The id.
        id: String,
    },
    /// Lessons that need each other.
    #[error("lessons need each other in a circle: {path}; drop one of the `needs`")]
    Cycle {
        /// The circle.
        path: String,
    },
    /// The structure's explorables are not those the lesson places.
    #[error(
        "explorables are [{listed}] here, and the lesson `{slug}` places [{placed}]; make them the same"
    )]
    ExplorablesListed {
        /// The slug.
        slug: String,
        /// Those listed.
        listed: String,
        /// Those placed.
        placed: String,
    },
    /// A term in one language only.
    #[error("term `{id}` is missing in {lang}/glossary.toml; define it in both languages")]
    TermTwinMissing {
        /// The id.
        id: String,
        /// The language that lacks it.
        lang: Lang,
    },
}
