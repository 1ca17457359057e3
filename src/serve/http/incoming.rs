//! What is read of any request: who sent it, whether from a page of the server's own, and its body.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{House, Refusal};

/// How large an event of the shop's systems may be, in bytes.
pub const LARGEST_EVENT: usize = 1 << 20;

/// How long a body may take to come.
const SLOWEST_BODY: Duration = Duration::from_secs(10);

/// Who sent a request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The address a request came from; where a proxy stands before the server, the one it names last. Of one in IPv6 only the network counts: whoever
/// has one address there has all 2^64 of its network.
pub fn sender(house: &House, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    if !house.settings.behind_proxy {
        return network(peer);
    }
    let told = request.headers().get_all("x-forwarded-for").iter().next_back();
    let last = told.and_then(|told| told.to_str().ok()).and_then(|told| told.rsplit(',').next());
    network(last.and_then(|last| last.trim().parse().ok()).unwrap_or(peer))
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
        address => address,
    }
}

/// Whether a page is one of the server's own.
pub fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    host.is_some() && origin.map(|(_, host)| host) == host
}

/// A request's body, no longer and no slower than it may be.
pub async fn body(request: Request, most: usize) -> Result<Bytes, Refusal> {
    let too_large = || {
        let most = if most >= 1 << 20 { format!("{} MiB", most >> 20) } else { format!("{} KiB", most >> 10) };
        let why = format!("the body is larger than {most}");
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", why)
    };
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    if length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > most) {
        return Err(too_large());
    }
    match tokio::time::timeout(SLOWEST_BODY, to_bytes(request.into_body(), most)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(error)) if error.to_string().contains("length limit") => Err(too_large()),
        Ok(Err(_)) => Err(Refusal::malformed("the body ended before it was complete")),
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "too-slow", "the body took too long to come")),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn who_has_a_network_of_their_own_is_one_sender() {
        let of = |address: &str| network(address.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::9"));
        assert_ne!(of("2001:db8:1:2::9"), of("2001:db8:1:3::9"));
        assert_eq!((of("::ffff:192.0.2.7"), of("192.0.2.7")), ("192.0.2.7".into(), "192.0.2.7".into()));
    }
}
