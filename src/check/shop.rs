//! The shop's own settings.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::checker::{Checker, Place};
use super::load::File;
use super::report::Report;
use super::wording;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::program::{Money, Shop, always_open};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, DeclarationKind, Language, Setting};
use crate::syntax::{Wording, overlap, short_name, time_zone_called};

/// What is shown where nobody can guess which time zone is meant.
const USUAL_TIME_ZONE: &str = "Europe/Madrid";

/// How many questions of one message are answered where the shop does not say.
const ANSWERS: u32 = 2;
/// How long a silence ends a conversation where the shop does not say.
const SILENCE: SignedDuration = SignedDuration::from_hours(24);
/// What a shop without a currency counts in: ISO 4217's "no currency".
const NO_CURRENCY: &str = "XXX";
/// The settings of a shop that says nothing, in the language its keywords are in.
pub(super) fn silent_shop(keywords: ast::Keywords) -> Shop {
    Shop {
        title: "".into(),
        languages: vec![keywords.tag().into()],
        money: Money { code: NO_CURRENCY.into(), digits: 2, sign: "".into() },
        time_zone: TimeZone::UTC,
        hours: always_open(),
        closed: Vec::new(),
        persona: None,
        address: vec![None],
        answers: ANSWERS,
        ships_before: None,
        silence: SILENCE,
        platforms: Vec::new(),
    }
}

/// The shop's languages, which must be known before any text is read.
pub(super) fn languages(files: &[File], report: &mut Report<'_>) -> Option<Vec<Arc<str>>> {
    let shop = shops(files).next()?.1;
    let written = shop.settings.iter().find_map(|setting| match &setting.value {
        Setting::Languages(languages) => Some(languages),
        _ => None,
    })?;
    let mut tags: Vec<Arc<str>> = Vec::new();
    for language in written {
        check_tag(language, report);
        if tags.contains(&language.value) {
            let message = format!("`{}` stands twice among the languages", language.value);
            report.push(
                Diagnostic::new(Code::LanguageTwice, message, language.span, "again here")
                    .help("take one of the two out"),
            );
        } else {
            tags.push(language.value.clone());
        }
    }
    Some(tags).filter(|tags| !tags.is_empty())
}

fn check_tag(language: &Language, report: &mut Report<'_>) {
    let tag = language.value.as_ref();
    let first = tag.split('-').next().unwrap_or_default();
    if (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let diagnostic = Diagnostic::new(
        Code::UnknownLanguage,
        format!("`{tag}` is no short name of a language"),
        language.span,
        "two or three letters",
    );
    match short_name(tag) {
        Some(meant) => report.push_mended(diagnostic.help(format!("did you mean `{meant}`?")), meant.to_owned()),
        None => report.push(diagnostic.help("a language is named by its two letters: `en`, `zh`, `es`, `fr`")),
    }
}

/// Every declaration of a shop, the main file's first.
fn shops(files: &[File]) -> impl Iterator<Item = (&File, &ast::Shop, Span)> {
    files.iter().flat_map(|file| {
        file.script.declarations.iter().filter_map(move |declaration| match &declaration.kind {
            DeclarationKind::Shop(shop) => Some((file, shop, declaration.span)),
            _ => None,
        })
    })
}

/// The hours of all lines in one, where they do not contradict each other.
fn all_hours(shop: &ast::Shop, keywords: ast::Keywords) -> Option<String> {
    let (mut all, mut days) = (Vec::new(), Vec::new());
    for setting in &shop.settings {
        if let Setting::Open { hours, closed } = &setting.value {
            all.extend(hours.iter().map(|hours| hours.value.clone()));
            days.extend(closed.iter().copied());
        }
    }
    let some_on_all = all.iter().any(|hours| hours.days.is_none()) && all.iter().any(|hours| hours.days.is_some());
    let wording = Wording::new(keywords);
    (!some_on_all && overlap(&all).is_none()).then(|| wording.opening(&all, &days))
}

impl Checker<'_> {
    /// Reads the shop's settings; the languages stand already.
    pub fn settings(&mut self) {
        let files = self.files;
        let mut first: Option<Span> = None;
        for (file, shop, _) in shops(files) {
            let place = Place::of(file);
            if let Some(first) = first {
                let told = Diagnostic::new(
                    Code::SaidTwice,
                    "a script is one shop, and this is the second",
                    shop.title.span,
                    "the second shop",
                )
                .related(first, "the first one")
                .help("put the settings of both together, under one name");
                self.report.push(match self.shop.title.is_empty() {
                    true => told,
                    false => told.example(wording::shop(place.keywords, &self.shop.title)),
                });
                continue;
            }
            first = Some(shop.title.span);
            if let Some(title) = self.plain(&shop.title, "the name of a shop") {
                self.shop.title = title;
            }
            let mut seen: HashMap<std::mem::Discriminant<Setting>, Span> = HashMap::new();
            let mut told_hours = false;
            for setting in &shop.settings {
                if let Some(first) = seen.insert(std::mem::discriminant(&setting.value), setting.span) {
                    let twice =
                        |span| Diagnostic::new(Code::SaidTwice, "this setting stands twice", span, "again here");
                    let told = twice(setting.span).related(first, "first here");
                    let hours = matches!(setting.value, Setting::Open { .. });
                    if hours && told_hours {
                        continue;
                    }
                    match hours.then(|| all_hours(shop, place.keywords)).flatten() {
                        // Hours of other days are lost with the line that is taken out.
                        Some(line) => {
                            let gap = self.sources.slice(Span { start: first.end, end: setting.span.start, ..first });
                            // Lines that follow one another are pointed at together, and the one line takes their place.
                            let told = match gap.trim().is_empty() {
                                true => twice(Span { start: first.start, ..setting.span }),
                                false => told,
                            };
                            let help =
                                "all hours stand in one line, parted by commas: write this in the place of the others";
                            self.report.push(told.help(help).example(line));
                            told_hours = true;
                        }
                        None => self.report.push(told.help("take one of the two out")),
                    }
                    continue;
                }
                self.setting(setting, &place);
            }
        }
    }

    fn setting(&mut self, setting: &Spanned<Setting>, place: &Place) {
        match &setting.value {
            Setting::Languages(_) => {}
            Setting::Currency(name) => self.currency(name, place),
            Setting::TimeZone(name) => self.time_zone(name),
            Setting::Open { hours, closed } => self.opening(hours, closed, setting.span, place),
            Setting::Persona(text) => self.shop.persona = self.plain(text, "the name the shop speaks by"),
            Setting::Calls(called) => {
                let what = "how the shop calls customers";
                let others = called.others.iter().map(|(language, text)| (Some(language), text));
                for (language, text) in std::iter::once((called.language.as_ref(), &called.text)).chain(others) {
                    let words = self.plain(text, what);
                    let Some(id) = self.group_language(language, place) else { continue };
                    if let Some(slot) = self.shop.address.get_mut(id.index()) {
                        *slot = words;
                    }
                }
            }
            Setting::Answers(count) => {
                if count.value == 0 {
                    self.report.push(
                        Diagnostic::new(
                            Code::RangeBackwards,
                            "a shop that answers nothing needs no script",
                            count.span,
                            "at least one",
                        )
                        .help("write how many questions of one message are answered, 1 or more"),
                    );
                }
                self.shop.answers = count.value.max(1);
            }
            Setting::Ships(time) => self.shop.ships_before = Some(*time),
            Setting::Silence(duration) => {
                if let Some(length) = self.time_enough(*duration, setting.span) {
                    self.shop.silence = length;
                }
            }
            Setting::Catalogue(text) => {
                self.plain(text, "the name of a file");
            }
            Setting::Platforms(names) => {
                self.shop.platforms = names.iter().map(|name| Arc::from(name.key())).collect();
            }
        }
    }

    fn time_zone(&mut self, name: &Spanned<String>) {
        let zones = TimeZoneDatabase::bundled();
        if let Ok(zone) = zones.get(&name.value) {
            self.shop.time_zone = zone;
            return;
        }
        let diagnostic = Diagnostic::new(
            Code::UnknownTimeZone,
            format!("there is no time zone `{}`", name.value),
            name.span,
            "not a time zone",
        );
        let all: Vec<String> = zones.available().map(|zone| zone.to_string()).collect();
        // Owners write the city alone, or the wrong part of the world.
        let city = |zone: &str| zone.rsplit('/').next().unwrap_or_default().to_lowercase();
        let wanted = city(&name.value);
        let called = time_zone_called(&name.value).or_else(|| time_zone_called(&wanted));
        let meant = called
            .as_deref()
            .or_else(|| did_you_mean(&name.value, all.iter().map(String::as_str)))
            .or_else(|| all.iter().map(String::as_str).find(|zone| city(zone) == wanted));
        match meant {
            Some(meant) => {
                self.report.push_mended(diagnostic.help(format!("did you mean `{meant}`?")), meant.to_owned())
            }
            None => {
                let help = "a time zone is named by a part of the world and a city: `Asia/Shanghai`, `Europe/Madrid`";
                self.report.push_mended(diagnostic.help(help), USUAL_TIME_ZONE.to_owned());
            }
        }
    }
}
