//! Who sits at a chat window: a secret the browser made, and the shop's own number of the customer where the shop's page vouches for it.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::serve::arrival::LONGEST_NAME;
use crate::serve::hex::{hex, unhex};
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// How many bytes of chance the browser's secret has.
const SECRET_BYTES: usize = 32;

/// What a window says of itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The browser's secret.
    pub visitor: String,
    /// The shop's own number of the customer.
    #[serde(default)]
    pub customer: Option<String>,
    /// The shop's signature of that number, in hex.
    #[serde(default)]
    pub signature: Option<String>,
}

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// What the browser is called: made of its secret, which it does not tell.
    pub name: Arc<str>,
    /// Whose messages these are, the surest name first.
    pub whose: Vec<Arc<str>>,
}

impl Visitor {
    /// The surest of their names.
    pub fn surest(&self) -> Arc<str> {
        self.whose.first().unwrap_or(&self.name).clone()
    }
}

impl Claim {
    /// What the headers of a request say.
    pub fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let told = |name: &str| {
            let value = headers.get(name).map(|value| value.to_str().map(str::to_owned));
            value.transpose().map_err(|_| Refusal::malformed(format!("`{name}` holds letters that a header cannot")))
        };
        let bearer =
            told(header::AUTHORIZATION.as_str())?.and_then(|all| all.strip_prefix("Bearer ").map(str::to_owned));
        let visitor = bearer.ok_or_else(|| Refusal::unsigned("the header `Authorization: Bearer …` is missing"))?;
        Ok(Claim { visitor, customer: told("x-patter-customer")?, signature: told("x-patter-signature")? })
    }

    /// Who that is, if it is true.
    pub fn visitor(&self, secret: Option<&Secret>) -> Result<Visitor, Refusal> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.visitor).unwrap_or_default();
        if bytes.len() != SECRET_BYTES {
            return Err(Refusal::unsigned(format!(
                "a visitor's secret is {SECRET_BYTES} bytes of chance in base64url"
            )));
        }
        let digest = hmac_sha256::Hash::hash(&bytes);
        let name: Arc<str> = format!("web:{}", hex(digest.get(..16).unwrap_or_default())).into();
        let mut whose = vec![name.clone()];
        if let Some(customer) = &self.customer {
            let Some(secret) = secret else {
                return Err(Refusal::unsigned("this server has no `customer-secret`, so it knows no customers"));
            };
            if customer.is_empty() || customer.len() > LONGEST_NAME / 2 {
                return Err(Refusal::malformed("a customer's number has 1 to 100 bytes"));
            }
            let Some(signature) = &self.signature else {
                return Err(Refusal::unsigned(
                    "the customer's number came without its signature: send both, or neither",
                ));
            };
            let signature = unhex(signature);
            let vouched = signature.is_some_and(|signature| {
                hmac_sha256::HMAC::verify(customer.as_bytes(), secret.reveal().as_bytes(), &signature)
            });
            if !vouched {
                return Err(Refusal::unsigned("the customer's signature does not fit their number"));
            }
            whose.insert(0, format!("customer:{customer}").into());
        } else if self.signature.is_some() {
            // Whoever signed somebody in would else be taken for a guest, and never notice.
            let why = "a signature came without the customer's number: send both, or neither where nobody is signed in";
            return Err(Refusal::malformed(why));
        }
        Ok(Visitor { name, whose })
    }
}
