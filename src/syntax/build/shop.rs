//! The shop's settings, and `use`.

use super::super::ast::{Setting, Shop, Use};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};

impl Builder<'_> {
    /// `use …`
    pub(super) fn use_module(&mut self, node: &Node) -> Option<Use> {
        let module = node.children.first()?;
        Some(match module.rule {
            Rule::text => Use::File(self.quoted(module)),
            _ => Use::Library(self.spanned(module, self.text(module).to_owned())),
        })
    }

    /// `shop "…":`
    pub(super) fn shop(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Shop> {
        self.gather(node, gathered);
        let title = self.quoted(node.children.first()?);
        let mut settings = Vec::new();
        for child in node.children.iter().skip(1).filter(|child| child.rule != Rule::covers) {
            let setting = self.setting(child)?;
            settings.push(self.spanned(child, setting));
        }
        Some(Shop { title, settings })
    }

    fn setting(&mut self, node: &Node) -> Option<Setting> {
        let first = node.children.first()?;
        Some(match node.rule {
            Rule::setting_languages => {
                Setting::Languages(node.children.iter().map(|language| self.language(language)).collect())
            }
            Rule::setting_currency => Setting::Currency(self.name(first)),
            Rule::setting_time_zone => Setting::TimeZone(self.spanned(first, self.text(first).to_owned())),
            Rule::setting_open => self.opening(node)?,
            Rule::setting_persona => Setting::Persona(self.quoted(first)),
            Rule::setting_calls => Setting::Calls(self.translations(first)?),
            Rule::setting_answers => {
                let count = self.count(first);
                Setting::Answers(self.spanned(first, count))
            }
            Rule::setting_ships => Setting::Ships(self.time(first)),
            Rule::setting_silence => Setting::Silence(self.duration(first)?),
            Rule::setting_catalogue => Setting::Catalogue(self.quoted(first)),
            Rule::setting_platforms => Setting::Platforms(self.names_in(node)),
            _ => return None,
        })
    }

    fn opening(&mut self, node: &Node) -> Option<Setting> {
        let (mut hours, mut closed) = (Vec::new(), Vec::new());
        for child in &node.children {
            match (child.rule, child.children.as_slice()) {
                (Rule::hours, [from, to]) => hours.push((self.time(from), self.time(to))),
                (_, [from, to]) => closed.push((self.date(from), self.date(to))),
                (_, [only]) => {
                    let day = self.date(only);
                    closed.push((day, day));
                }
                _ => return None,
            }
        }
        Some(Setting::Open { hours, closed })
    }
}
