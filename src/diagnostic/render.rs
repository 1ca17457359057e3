//! Diagnostics for people; miette is used here and in the excerpt only.

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use owo_colors::OwoColorize;

use super::excerpt::{Excerpt, harmless_text};
use super::{Diagnostic, Label, Severity};
use crate::source::Sources;

/// The width where nobody says.
const WIDTH: usize = 100;
/// What the frame around a line takes: number, bar and blanks.
const FRAME: usize = 10;

/// How diagnostics look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// With colours, for a person watching.
    pub colour: bool,
    /// How many columns there are; 100 where nobody says.
    pub width: Option<usize>,
}

/// One diagnostic as text, ending in a line break: what is wrong, every place that matters, help and an example.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, style: Style) -> String {
    let width = style.width.unwrap_or(WIDTH).max(40);
    let labels: Vec<&Label> = std::iter::once(&diagnostic.label).chain(&diagnostic.related).collect();
    let report = Report {
        message: harmless_text(&diagnostic.message),
        help: diagnostic.help.as_deref().map(harmless_text),
        severity: diagnostic.severity(),
        excerpt: Excerpt::new(&labels, sources, width - FRAME),
        words: labels.iter().map(|label| harmless_text(&label.text)).collect(),
    };
    let mut text = String::new();
    // Writing to a String cannot fail, and the excerpt holds every span it is asked for.
    let _ = handler(diagnostic, style, width).render_report(&mut text, &report);
    if let Some(example) = &diagnostic.example {
        let word = if style.colour { "example:".cyan().to_string() } else { "example:".to_owned() };
        for (index, line) in harmless_text(example).lines().enumerate() {
            let head = if index == 0 { word.as_str() } else { "        " };
            text.push_str(&format!("  {head} {line}\n"));
        }
    }
    text
}

fn handler(diagnostic: &Diagnostic, style: Style, width: usize) -> GraphicalReportHandler {
    let mut theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    theme.characters.error = format!("error {}:", diagnostic.code);
    theme.characters.warning = format!("warning {}:", diagnostic.code);
    GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_links(false)
        // The place stands in the source's name: miette would count its columns in bytes.
        .without_primary_span_start()
        .without_syntax_highlighting()
}

/// A diagnostic in the shape in which miette reads it.
#[derive(Debug)]
struct Report {
    message: String,
    help: Option<String>,
    severity: Severity,
    excerpt: Excerpt,
    words: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks().iter().map(|mark| {
            let words = self.words.get(mark.label).filter(|words| !words.is_empty()).cloned();
            if mark.label == 0 {
                LabeledSpan::new_primary_with_span(words, mark.span)
            } else {
                LabeledSpan::new_with_span(words, mark.span)
            }
        })))
    }
}
