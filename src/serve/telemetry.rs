//! Traces for an OpenTelemetry collector: how long arrivals, turns and deliveries took, told by OTLP over HTTP.

use std::time::Duration;

use async_trait::async_trait;
use axum::http::HeaderMap;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HeaderExtractor, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::{Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::registry::LookupSpan;

use super::outgoing::is_web;

/// How long the collector may take.
const SLOWEST_COLLECTOR: Duration = Duration::from_secs(10);

/// Tells a collector of spans, a few seconds behind; what it does not take is lost, and nothing waits for it.
#[derive(Debug)]
pub struct Traces {
    provider: SdkTracerProvider,
}

impl Traces {
    /// A collector at an address, `http://localhost:4318`; why it cannot be one, in plain words.
    ///
    /// Further headers, and how often it is told, come from the standard variables `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_BSP_…`.
    pub fn told_to(collector: &str) -> Result<Self, String> {
        let example = "`traces` needs the address of a collector, such as `http://localhost:4318`";
        if !is_web(collector) {
            return Err(example.to_owned());
        }
        let agent = ureq::Agent::config_builder().timeout_global(Some(SLOWEST_COLLECTOR)).http_status_as_error(false);
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Client(agent.build().into()))
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(format!("{}/v1/traces", collector.trim_end_matches('/')))
            .build()
            .map_err(|error| format!("{example}: {error}"))?;
        let resource = Resource::builder().with_service_name("patter").build();
        let provider = SdkTracerProvider::builder().with_resource(resource).with_batch_exporter(exporter).build();
        Ok(Traces { provider })
    }

    /// What a subscriber hands spans to.
    pub fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> {
        let own = Targets::new().with_target("patter", LevelFilter::DEBUG);
        tracing_opentelemetry::layer().with_tracer(self.provider.tracer("patter")).with_filter(own)
    }

    /// Tells what was not told yet, and ends.
    pub fn close(self) {
        if let Err(error) = self.provider.shutdown() {
            tracing::warn!(%error, "the last traces could not be told");
        }
    }
}

/// Lets a span go on with the trace that the sender of a request began, where its `traceparent` says so.
pub(super) fn goes_on(span: &Span, headers: &HeaderMap) {
    if headers.contains_key("traceparent") {
        let _ = span.set_parent(TraceContextPropagator::new().extract(&HeaderExtractor(headers)));
    }
}

/// The client that the rest of the server uses too; it is called on the exporter's own thread.
#[derive(Debug)]
struct Client(ureq::Agent);

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let (head, mut body) = self.0.run(Request::from_parts(head, &*body))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?.into()))
    }
}
