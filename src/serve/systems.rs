//! The shop's own systems, asked over HTTP: a signed question goes out, and facts come back, at once or as an event later.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use standardwebhooks::Webhook;

use super::arrival::{Answer, Arrival};
use super::channel::{Channel, Key, Posting, Undelivered, system_channel};
use super::outgoing::{Outgoing, Reply, is_web};
use super::record::Part;
use super::settings::Secret;
use super::store::{Pending, Store, Taken, Trouble};
use super::webhook::facts_of;
use crate::engine::{Event, Happening, Request};

/// A system of the shop's.
pub struct System {
    channel: Arc<str>,
    address: String,
    secret: Option<Webhook>,
    outgoing: Arc<Outgoing>,
    store: Arc<dyn Store>,
}

/// What a system answers.
#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    facts: BTreeMap<String, Value>,
}

impl System {
    /// A system at an address; why it cannot be one, in plain words.
    pub fn new(
        name: &str,
        address: &str,
        secret: Option<&Secret>,
        outgoing: Arc<Outgoing>,
        store: Arc<dyn Store>,
    ) -> Result<Self, String> {
        if !is_web(address) {
            return Err(format!("the system `{name}` needs an address such as `https://shop.example/{name}`"));
        }
        let secret = secret.map(|secret| Webhook::new(secret.reveal())).transpose();
        let secret = secret.map_err(|_| "`system-secret` is no base64, as in `whsec_…`".to_owned())?;
        Ok(System { channel: system_channel(name), address: address.to_owned(), secret, outgoing, store })
    }

    /// The question as it is sent, behind the headers that sign it.
    fn question(&self, key: &Key, request: &Request) -> (Vec<(&'static str, String)>, String) {
        let now = jiff::Timestamp::now();
        let body = json!({
            "type": "system.asked",
            "timestamp": now.to_string(),
            "data": {"conversation": key.conversation, "request": request.request, "system": request.system,
                     "question": request.question, "with": request.with, "wants": request.wants, "due": request.due.to_string()},
        });
        let (id, body) = (key.to_string(), body.to_string());
        let signature = self.secret.as_ref().and_then(|secret| secret.sign(&id, now.as_second(), body.as_bytes()).ok());
        let mut headers = vec![(standardwebhooks::HEADER_WEBHOOK_ID, id)];
        if let Some(signature) = signature {
            headers.push((standardwebhooks::HEADER_WEBHOOK_TIMESTAMP, now.as_second().to_string()));
            headers.push((standardwebhooks::HEADER_WEBHOOK_SIGNATURE, signature));
        }
        (headers, body)
    }
}

impl Channel for System {
    fn name(&self) -> &str {
        &self.channel
    }

    fn send(&self, posting: Posting) -> Pending<(), Undelivered> {
        let Some(Part::Request(asked)) = posting.part() else {
            return Box::pin(async { Err(Undelivered::Never("it is no question".to_owned())) });
        };
        let (request, (headers, body)) = (asked.request, self.question(&posting.key, asked));
        let (answer, store) = (self.outgoing.post(&self.address, headers, body), self.store.clone());
        let (channel, key) = (self.channel.clone(), posting.key);
        Box::pin(async move {
            let Some(event) = event(request, answer.await?)? else { return Ok(()) };
            if let Happening::SystemFailed { because, .. } = &event.happening {
                tracing::warn!(%channel, %key, because, "a system of the shop's could not answer");
            }
            let taken = store.take(Arrival {
                channel,
                id: key.to_string().into(),
                also: None,
                whose: vec![key.conversation],
                answer: Answer::AsBefore,
                event,
            });
            match taken.await {
                Ok(taken) => {
                    if let Taken::Served(record) = &taken {
                        let (channel, conversation) = (&record.channel, &record.conversation);
                        if let Some(facts) = record.refused_names() {
                            tracing::warn!(%channel, %conversation, facts, "facts that a system told were refused");
                        }
                        if let Some(ignored) = record.unused_answer() {
                            tracing::warn!(%channel, %conversation, ignored, "what a system told was not used");
                        }
                    }
                    Ok(())
                }
                Err(Trouble::Refused(why)) => Err(Undelivered::Never(why)),
                Err(trouble) => Err(Undelivered::Later(trouble.to_string(), None)),
            }
        })
    }
}

/// What an answer says; nothing where the system will tell it later.
fn event(request: u64, reply: Reply) -> Result<Option<Event>, Undelivered> {
    let failed = |because: String| Ok(Some(Happening::SystemFailed { request, because }.into()));
    match reply.status {
        202 | 204 => Ok(None),
        200..300 => {
            let found = serde_json::from_str::<Found>(&reply.body).map_err(|error| error.to_string());
            match found.and_then(|found| facts_of(found.facts).map_err(|refusal| refusal.why)) {
                Ok(facts) => Ok(Some(Event { facts, ..Happening::SystemAnswered { request }.into() })),
                Err(why) => failed(format!("its answer cannot be read: {why}")),
            }
        }
        408 | 429 | 500.. => Err(Undelivered::Later(format!("it answered {}", reply.status), reply.again)),
        status => failed(format!("it answered {status}")),
    }
}
