//! The JSON contracts under `docs/schema` are those of the types.

use std::path::Path;

use patter::diagnostic::Json;
use patter::engine::{Event, State, Turn};
use patter::{replay, simulate};
use schemars::{JsonSchema, schema_for};

fn compare<T: JsonSchema>(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(format!("{name}.json"));
    let made = serde_json::to_string_pretty(&schema_for!(T)).unwrap() + "\n";
    if std::env::var_os("PATTER_WRITE_SCHEMAS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == kept,
        "docs/schema/{name}.json is not what the types say; write it anew with `PATTER_WRITE_SCHEMAS=1 cargo test schema`"
    );
}

#[test]
fn schemas_of_the_contracts_are_those_of_the_types() {
    compare::<State>("state");
    compare::<Event>("event");
    compare::<Turn>("turn");
    compare::<Json>("diagnostic");
    compare::<simulate::Report>("simulate");
    compare::<replay::Report>("replay");
}

#[test]
fn an_event_with_a_field_unknown_is_refused() {
    let event = r#"{"format": 1, "happening": "order-placed", "mood": "glad"}"#;
    assert!(serde_json::from_str::<Event>(event).is_err());
}

#[test]
fn a_state_keeps_fields_unknown() {
    let later =
        r#"{"format": 2, "mood": "glad", "order": {"wrap": true}, "open_ladder": {"trigger": "bargain", "since": 3}}"#;
    let state: State = serde_json::from_str(later).unwrap();
    let kept = serde_json::to_value(&state).unwrap();
    assert_eq!(kept["mood"], "glad");
    assert_eq!(kept["order"]["wrap"], true);
    assert_eq!(kept["open_ladder"]["since"], 3);
    assert_eq!(serde_json::from_value::<State>(kept).unwrap(), state);
}
