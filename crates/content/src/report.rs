//! What is wrong with knowledge, where, and what to do about it. It finds nothing itself.

use std::fmt;

use crate::place::Place;

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// People would be misled, or something they need would be missing.
    Error,
    /// It works, but not as well as it could.
    Warning,
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal $severity:ident $stops:literal,)+) => {
        /// What a mistake breaks. Its code is stable, so that scripts may rely on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $($(#[doc = $doc])+ $name,)+ }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Rule] = &[$(Rule::$name),+];

            /// The code that messages carry: `dead-link`.
            pub const fn code(self) -> &'static str {
                match self { $(Rule::$name => $code,)+ }
            }

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Rule::$name => Severity::$severity,)+ }
            }

            /// True when no bundle can be made: what is left would say something else than the files.
            pub const fn stops_build(self) -> bool {
                match self { $(Rule::$name => $stops,)+ }
            }
        }
    };
}

// One row a rule: name, code, severity, and whether a bundle cannot be built with it. An imported folder
// has dead links, long titles and gaps between its languages; it must build all the same.
rules! {
    /// A file cannot be read, or is not UTF-8.
    Unreadable "unreadable" Error true,
    /// Not TOML.
    Syntax "syntax" Error true,
    /// TOML, but not what the format asks for: a missing, unknown or mistyped entry.
    Shape "shape" Error true,
    /// An article without front matter, or with one that never ends.
    FrontMatter "front-matter" Error true,
    /// The language list is empty, holds a tag twice or one that is none.
    Languages "languages" Error true,
    /// A topic that `knowledge.toml` does not list.
    UnknownTopic "unknown-topic" Error true,
    /// Two things of the same id.
    DuplicateId "duplicate-id" Error true,
    /// One article says something else in another language: its topic.
    Disagreement "disagreement" Error true,
    /// A title over 80 characters, or an empty one.
    Title "title" Error false,
    /// A link to an article, topic or picture that is not there.
    DeadLink "dead-link" Error false,
    /// A link or picture that an article may not hold.
    RefusedLink "refused-link" Warning false,
    /// Raw HTML, which is left out.
    RawHtml "raw-html" Warning false,
    /// Marks that Markdown does not read as the author meant.
    Markup "markup" Warning false,
    /// An article or a text that a language lacks.
    MissingLanguage "missing-language" Error false,
    /// A text in a language that the knowledge does not have.
    ExtraLanguage "extra-language" Warning false,
    /// A condition that names no question, no earlier one, or no value that it can have.
    Condition "condition" Error true,
    /// A question, option, check or step that no answers lead to.
    Unreachable "unreachable" Error false,
    /// Answers after which a form cannot be filled in.
    DeadEnd "dead-end" Error false,
    /// Conditions with more cases than can be tried.
    Unproven "unproven" Warning false,
    /// A form with more screens or answers than a worried person has patience for.
    LongForm "long-form" Warning false,
    /// A form that never asks whether the account details are right.
    NoAccount "no-account" Warning false,
    /// A block of money that names a question or finding that is not there.
    Money "money" Error true,
    /// Something private that would be sent without being asked for.
    Privacy "privacy" Error true,
    /// A choice without options, options without a choice, or values given twice.
    Options "options" Error true,
    /// A pattern that does not compile, or that nobody explains.
    Pattern "pattern" Error true,
    /// A channel that nobody staffs, or hours that are no times of day.
    Hours "hours" Error false,
    /// An unknown time zone.
    Timezone "timezone" Error false,
    /// An address that cannot be dialled, mailed or opened.
    Address "address" Error false,
    /// Not a decimal number, or limits the wrong way round.
    Amount "amount" Error false,
    /// Not a date or time, or an end before its beginning.
    Time "time" Error false,
    /// An error code that several articles claim.
    SharedError "shared-error" Warning false,
    /// Two articles that answer the same question.
    Competing "competing" Warning false,
    /// An article that its own title does not find.
    Unfindable "unfindable" Warning false,
    /// A screen or icon that looks like a slip of the pen.
    LikelyTypo "likely-typo" Warning false,
    /// A topic without articles, a file that nothing reads, and the like.
    Unused "unused" Warning false,
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What it breaks.
    pub rule: Rule,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub text: String,
    /// What to do.
    pub next: String,
}

/// Everything that was found, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    mistakes: Vec<Mistake>,
}

impl Report {
    /// Adds a mistake.
    pub fn add(&mut self, rule: Rule, place: Place, text: impl Into<String>, next: impl Into<String>) {
        self.mistakes.push(Mistake { rule, place, text: text.into(), next: next.into() });
    }

    /// Adds what another report found.
    pub fn absorb(&mut self, other: Report) {
        self.mistakes.extend(other.mistakes);
    }

    /// Puts files and lines in order and says the same thing once.
    pub fn sort(&mut self) {
        self.mistakes.sort_by(|a, b| (&a.place, a.rule, &a.text).cmp(&(&b.place, b.rule, &b.text)));
        self.mistakes.dedup();
    }

    /// What was found.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// How many errors, and how many warnings.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.mistakes.iter().filter(|it| it.rule.severity() == Severity::Error).count();
        (errors, self.mistakes.len() - errors)
    }

    /// True when a bundle cannot be made.
    pub fn stops_build(&self) -> bool {
        self.mistakes.iter().any(|it| it.rule.stops_build())
    }

    /// Only the mistakes that keep a bundle from being made.
    pub fn stopping(&self) -> Report {
        Report { mistakes: self.mistakes.iter().filter(|it| it.rule.stops_build()).cloned().collect() }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(out, "{}: {level}[{}]: {}", self.place, self.rule.code(), self.text)?;
        if self.next.is_empty() { Ok(()) } else { write!(out, "\n    next: {}", self.next) }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for mistake in &self.mistakes {
            writeln!(out, "{mistake}")?;
        }
        let (errors, warnings) = self.counts();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        write!(out, "{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_from_the_top_of_the_first_file() {
        let mut report = Report::default();
        let at = |file: &str, line| Place { file: file.into(), line, column: 1 };
        report.add(Rule::DeadLink, at("b.md", 2), "no such article", "write its path");
        report.add(Rule::RawHtml, at("a.md", 9), "<b> is left out", "");
        report.add(Rule::DeadLink, at("b.md", 2), "no such article", "write its path");
        report.sort();
        assert_eq!(
            report.to_string(),
            "a.md:9:1: warning[raw-html]: <b> is left out\n\
             b.md:2:1: error[dead-link]: no such article\n    next: write its path\n\
             1 error, 1 warning"
        );
        assert!(!report.stops_build());
    }

    #[test]
    fn codes_are_unique() {
        let codes: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|it| it.code()).collect();
        assert_eq!(codes.len(), Rule::ALL.len());
    }

    #[test]
    fn what_stops_a_build_is_an_error() {
        for rule in Rule::ALL.iter().filter(|it| it.stops_build()) {
            assert_eq!(rule.severity(), Severity::Error, "{rule:?}");
        }
    }
}
