//! What somebody came for who must log in first: the page they wanted, and the words of an answer that was not sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::http::Uri;

use super::layout::address;
use super::login;
use crate::engine::LARGEST_MESSAGE;

/// One conversation, where an answer by hand is written.
const CONVERSATION: &str = "/desk/conversation";

/// The pages that are come back to; no other address is.
const PAGES: [&str; 3] = ["/desk", CONVERSATION, "/desk/tasks"];

/// How long an address may be that is come back to.
const LONGEST: usize = 2_000;

/// What somebody came for who must log in first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    /// One of the desk's own pages.
    to: Option<String>,
    text: String,
}

/// An answer by hand that was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The conversation it was written in.
    pub conversation: Arc<str>,
    /// The words.
    pub text: String,
}

impl Errand {
    /// Of a page that was asked for, without what only its news are asked by.
    pub fn of_page(uri: &Uri) -> Self {
        let asked = fields(uri.query().unwrap_or_default());
        let asked: Vec<(&str, &str)> =
            asked.iter().filter(|(name, _)| *name != "after").map(|(name, value)| (&**name, &**value)).collect();
        Errand { to: own(&address(uri.path(), &asked)), text: String::new() }
    }

    /// Of a form that was sent: the page it stood on, and the answer it held.
    pub fn of_form(form: &BTreeMap<String, String>) -> Self {
        let field = |name: &str| form.get(name).map_or("", String::as_str);
        let to = match (field("name"), field("task")) {
            ("", "") => PAGES[0].to_owned(),
            ("", _) => PAGES[2].to_owned(),
            (name, _) => address(CONVERSATION, &[("name", name)]),
        };
        Errand { to: own(&to), text: words(field("text")) }
    }

    /// As the login carries it along.
    pub fn carried(fields: &BTreeMap<String, String>) -> Self {
        let field = |name: &str| fields.get(name).map_or("", String::as_str);
        Errand { to: own(field("to")), text: words(field("text")) }
    }

    /// The same by the login's own address, which names the page only: a link from elsewhere puts no words into anybody's mouth.
    pub fn of_login(uri: &Uri) -> Self {
        let to = fields(uri.query().unwrap_or_default()).remove("to");
        Errand { to: to.as_deref().and_then(own), text: String::new() }
    }

    /// The login's address, which leads on to the page.
    pub fn login(&self) -> String {
        address(login::PATH, &[("to", self.to.as_deref().filter(|to| *to != PAGES[0]).unwrap_or_default())])
    }

    /// What the form of the login carries along.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [("to", self.to.as_deref().unwrap_or_default()), ("text", &*self.text)];
        fields.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// The page to go on to.
    pub fn page(&self) -> &str {
        self.to.as_deref().unwrap_or(PAGES[0])
    }

    /// The answer that was not sent.
    pub fn unsent(&self) -> Option<Unsent> {
        let name = self.page().strip_prefix(CONVERSATION)?.strip_prefix('?').map(fields)?.remove("name")?;
        (!self.text.is_empty()).then(|| Unsent { conversation: name.into(), text: self.text.clone() })
    }
}

/// An address, where it is one of the desk's own pages.
fn own(address: &str) -> Option<String> {
    let path = address.split('?').next().unwrap_or_default();
    let plain = address.len() <= LONGEST && address.bytes().all(|byte| byte.is_ascii_graphic());
    (plain && PAGES.contains(&path)).then(|| address.to_owned())
}

/// As much of an answer as may be sent at all.
fn words(text: &str) -> String {
    text.replace("\r\n", "\n").trim().chars().take(LARGEST_MESSAGE).collect()
}

fn fields(query: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use axum::http::Uri;

    use super::{Errand, own};

    #[test]
    fn only_the_desks_own_pages_are_come_back_to() {
        for page in ["/desk", "/desk?show=all", "/desk/conversation?name=web%3A12", "/desk/tasks"] {
            assert_eq!(own(page).as_deref(), Some(page));
        }
        let foreign = [
            "",
            "https://evil.example/desk",
            "//evil.example/desk",
            "/\\evil.example",
            "/desk/../..//evil.example",
            "/deskevil",
            "/desk/login",
            "/desk/logout",
            "/desk?a\r\nset-cookie: b",
            "/desk?ä",
        ];
        for address in foreign {
            assert_eq!(own(address), None, "{address}");
        }
        assert_eq!(own(&format!("/desk?seek={}", "x".repeat(3_000))), None);
    }

    #[test]
    fn a_page_is_come_back_to_by_the_way_of_the_login() {
        let page = Uri::from_static("/desk/conversation?name=web%3A12&after=7");
        let login = Errand::of_page(&page).login();
        assert_eq!(login, "/desk/login?to=%2Fdesk%2Fconversation%3Fname%3Dweb%253A12");
        let login: Uri = login.parse().unwrap_or_default();
        assert_eq!(Errand::of_login(&login).page(), "/desk/conversation?name=web%3A12");
        assert_eq!(Errand::of_page(&Uri::from_static("/desk/news")).login(), "/desk/login");
        let foreign = Uri::from_static("/desk/login?to=%2Fdesk%2Fconversation%3Fname%3Da&text=pay+elsewhere");
        assert_eq!(Errand::of_login(&foreign).page(), "/desk/conversation?name=a");
        assert_eq!(Errand::of_login(&foreign).unsent(), None);
    }
}
