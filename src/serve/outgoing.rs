//! Requests to others: to addresses that the settings name and to no other, without following where they would lead on.

use std::time::Duration;

use super::channel::Undelivered;
use super::store::Pending;

/// How long an answer may be, in bytes.
const LONGEST_ANSWER: u64 = 1 << 20;

/// How long another side may take.
const SLOWEST_ANSWER: Duration = Duration::from_secs(10);

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
    /// Sends a JSON body; nobody having answered is a reason to try again later.
    pub fn post(
        &self,
        address: &str,
        headers: Vec<(&'static str, String)>,
        body: String,
    ) -> Pending<Reply, Undelivered> {
        let mut request = self.agent.post(address).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(name, value);
        }
        Box::pin(async move {
            let sent = tokio::task::spawn_blocking(move || -> Result<Reply, ureq::Error> {
                let mut answer = request.send(body)?;
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
