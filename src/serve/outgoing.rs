//! Requests to others: to addresses that the settings name and to no other, without following where they would lead on.

use std::time::Duration;

use ureq::http::{Method, Request};

use super::channel::Undelivered;
use super::store::Pending;

/// How long an answer may be, in bytes.
const LONGEST_ANSWER: u64 = 1 << 20;

/// How long another side may take.
const SLOWEST_ANSWER: Duration = Duration::from_secs(10);

/// Whether this is an address of the web.
pub fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|begin| address.starts_with(begin))
}

/// Makes requests to others.
pub struct Outgoing {
    agent: ureq::Agent,
}

/// What another side answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body as text.
    pub body: String,
    /// After what time it wants to be asked again.
    pub again: Option<Duration>,
}

impl Default for Outgoing {
    fn default() -> Self {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(SLOWEST_ANSWER))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("patter/", env!("CARGO_PKG_VERSION")))
            .build();
        Outgoing { agent: agent.into() }
    }
}

impl Outgoing {
    /// Posts a JSON body; nobody having answered is a reason to try again later.
    pub fn post(
        &self,
        address: &str,
        headers: Vec<(&'static str, String)>,
        body: String,
    ) -> Pending<Reply, Undelivered> {
        self.request(Method::POST, address, headers, Some(body))
    }

    /// The same in any other way, with or without a body.
    pub fn request(
        &self,
        method: Method,
        address: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<String>,
    ) -> Pending<Reply, Undelivered> {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let agent = self.agent.clone();
        Box::pin(async move {
            let sent = tokio::task::spawn_blocking(move || -> Result<Reply, ureq::Error> {
                let mut answer = match body {
                    Some(body) => agent.run(request.body(body)?)?,
                    None => agent.run(request.body(())?)?,
                };
                let again = answer.headers().get("retry-after").and_then(|again| again.to_str().ok()?.parse().ok());
                Ok(Reply {
                    status: answer.status().as_u16(),
                    body: answer.body_mut().with_config().limit(LONGEST_ANSWER).read_to_string()?,
                    again: again.map(Duration::from_secs),
                })
            });
            match sent.await {
                Ok(Ok(reply)) => Ok(reply),
                Ok(Err(error)) => Err(Undelivered::Later(error.to_string(), None)),
                Err(error) => Err(Undelivered::Later(error.to_string(), None)),
            }
        })
    }
}

impl Reply {
    /// What a posting came to: taken, to be tried again, or refused for good.
    pub fn settled(self) -> Result<(), Undelivered> {
        match self.status {
            200..300 => Ok(()),
            // A token that is not known yet, or no longer, can be put right.
            401 | 408 | 425 | 429 | 500.. => {
                Err(Undelivered::Later(format!("it answered {}", self.status), self.again))
            }
            status => {
                let begin: String = self.body.chars().filter(|sign| !sign.is_control()).take(200).collect();
                Err(Undelivered::Never(format!("it answered {status}: {begin}")))
            }
        }
    }
}
