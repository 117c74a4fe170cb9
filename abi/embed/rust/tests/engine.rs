//! The crate as people use it.

use std::collections::BTreeMap;

use claimsmith::{Audience, Engine, Error, Json, PolicyError, Verdict};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const API: &str = "https://api.shop.example";

fn config() -> Value {
    let mapping = json!({ "name": "country", "expression": "anonymous_session.metadata.country" });
    json!({ "access_token": { "custom_claim_mappings": [mapping] } })
}

fn engine() -> Engine {
    Engine::new().unwrap()
}

fn failure<T: std::fmt::Debug>(result: Result<T, Error>) -> Box<PolicyError> {
    match result.unwrap_err() {
        Error::Policy(error) => error,
        other => panic!("{other}"),
    }
}

#[test]
fn the_audience_is_none_one_or_several() {
    let engine = engine();
    let (config, session) = (config(), r#"{"metadata":{"country":"Spain"}}"#);
    let explained = |audience: Audience| {
        let explanation = engine.explain(&config, session, audience).unwrap();
        explanation.warnings.iter().map(|warning| warning.code.clone()).collect::<Vec<_>>()
    };
    let empty = explained("".into());
    assert!(empty.contains(&"no_audience".to_owned()));
    let none: [&str; 0] = [];
    for audience in
        [None::<&str>.into(), Vec::<String>::new().into(), none.into(), None::<Vec<&str>>.into()]
    {
        assert_eq!(explained(audience), empty);
    }
    let several = [API.to_owned(), "b".to_owned()];
    for audience in [several.to_vec().into(), (&several.to_vec()).into(), Some([API, "b"]).into()] {
        assert!(!explained(audience).contains(&"no_audience".to_owned()));
    }
}

#[test]
fn a_policy() {
    let mut config = config();
    let language = json!({ "name": "language", "expression": "user.language" });
    config["id_token"] = json!({ "custom_claim_mappings": [language] });
    let (engine, session) = (engine(), r#"{"metadata":{"country":"Spain"}}"#);
    let policy = engine.policy(&config).unwrap();
    let outcome = policy.evaluate(session, API).unwrap();
    assert_eq!(outcome.access_token.claims.text(), r#"{"country":"Spain"}"#);
    assert_eq!(policy.explain("{}", API).unwrap().decisions[0].reason.as_deref(), Some("no_value"));
    assert_eq!(policy.claim_names().access_token, ["country"]);
    assert_eq!(policy.claim_names().id_token, ["language"]);
    let wrong = json!({ "access_token": 1 });
    assert_eq!(failure(engine.policy(&wrong)).code, "invalid_config");
}

#[test]
fn raw_values_keep_their_digits() {
    let session = r#"{"metadata":{"country":12345678901234567890.10}}"#;
    let outcome = engine().evaluate(&config(), session, API).unwrap();
    let claims: BTreeMap<String, &RawValue> = outcome.access_token.claims.read().unwrap();
    assert_eq!(claims["country"].get(), "12345678901234567890.10");
}

#[test]
fn an_engine_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    shared(&engine());
}

#[test]
fn all_instances_can_be_made_at_once() {
    let engine = claimsmith::Options::new().instances(3).load().unwrap();
    engine.fill().unwrap();
    assert!(engine.validate("{}").unwrap().valid);
}

#[test]
fn the_module_is_the_one_of_the_repository() {
    let engine = engine();
    let module = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../claims.wasm")).unwrap();
    assert_eq!(engine.digest(), format!("{:x}", Sha256::digest(module)));
    assert_eq!(engine.abi_version().to_string(), "1.1");
    assert_eq!(engine.describe().unwrap().abi_version, engine.abi_version());
}

#[test]
fn inputs_are_values_and_texts_of_any_kind() {
    #[derive(Serialize)]
    struct Session {
        metadata: Metadata,
    }
    #[derive(Serialize)]
    struct Metadata {
        country: &'static str,
    }
    let engine = engine();
    let own = Session { metadata: Metadata { country: "Spain" } };
    let text = r#"{"metadata":{"country":"Spain"}}"#.to_owned();
    let bytes = text.clone().into_bytes();
    let raw: Box<serde_json::value::RawValue> = serde_json::from_str(&text).unwrap();
    let sessions = [
        Json::of(&own).unwrap(),
        Json::from(&text),
        Json::from(text.as_bytes()),
        Json::from(&bytes),
        Json::from(&*raw),
    ];
    for session in sessions {
        let outcome = engine.evaluate(&config(), session, [API, "https://other.example"]).unwrap();
        assert_eq!(outcome.access_token.claims.text(), r#"{"country":"Spain"}"#);
        assert_eq!(outcome.access_token.bytes, 19);
        assert!(outcome.ignored.is_empty());
    }
}

#[test]
fn claims_keep_every_digit() {
    let session = r#"{"metadata":{"country":[1.0,12345678901234567890,1e3]}}"#;
    let outcome = engine().evaluate(&config(), session, API).unwrap();
    let claims = outcome.access_token.claims;
    assert_eq!(claims.text(), r#"{"country":[1.0,12345678901234567890,1e3]}"#);
    assert_eq!(claims.read::<Value>().unwrap()["country"][2], 1000.0);
    // Also when the outcome is written again.
    let again = serde_json::to_string(&claims).unwrap();
    assert_eq!(again, claims.text());
}

#[test]
fn attributes_may_hold_what_few_types_can() {
    let config =
        json!({ "saml_configuration": { "mappings": { "large": "large", "odd": "odd" } } });
    let session = r#"{"protocol":"samlp","user":{"odd":["a\ud800"],"large":1e999999}}"#;
    let outcome = engine().evaluate(&config, session, API).unwrap();
    let values = outcome.saml.unwrap().attributes.into_iter().flat_map(|it| it.values);
    let texts: Vec<_> = values.map(|value| value.text().to_owned()).collect();
    assert_eq!(texts, ["1e999999", r#""a\ud800""#]);
}

#[test]
fn numbers_that_json_does_not_have_are_null() {
    let session = BTreeMap::from([("metadata", BTreeMap::from([("country", [f64::NAN])]))]);
    let outcome = engine().evaluate(&config(), Json::of(&session).unwrap(), API).unwrap();
    assert_eq!(outcome.access_token.claims.text(), r#"{"country":[null]}"#);
}

#[test]
fn an_explanation_says_why() {
    let explanation = engine().explain(&config(), r#"{"metadata":{}}"#, API).unwrap();
    let [decision] = explanation.decisions.as_slice() else { panic!("{explanation:?}") };
    assert_eq!(decision.verdict, Verdict::Ignored);
    assert_eq!(decision.reason.as_deref(), Some("no_value"));
    let fix = decision.fix.as_ref().unwrap();
    assert_eq!((fix.code.as_str(), fix.path.as_deref()), ("set_value", Some("/metadata/country")));
}

#[test]
fn a_validation_judges_a_config() {
    let engine = engine();
    assert!(engine.validate(&config()).unwrap().valid);
    let validation = engine.validate("{").unwrap();
    assert_eq!(validation.problems[0].code, "json_syntax");
}

#[test]
fn an_input_at_fault_says_where() {
    let engine = engine();
    let long = "x".repeat(100_000);
    let cases: [(Json, Json, &str, &str, &str); 4] = [
        (r#"{"access_token":1}"#.into(), "{}".into(), API, "invalid_config", "wrong_type"),
        ("{}".into(), "{".into(), API, "invalid_session", "json_syntax"),
        ("{}".into(), (&b"\xff"[..]).into(), API, "invalid_session", "json_syntax"),
        ("{}".into(), "{}".into(), &long, "invalid_audience", "too_large"),
    ];
    for (config, session, audience, code, problem) in cases {
        let error = failure(engine.evaluate(config, session, audience));
        assert_eq!((error.code.as_str(), error.problems[0].code.as_str()), (code, problem));
        assert!(error.to_string().starts_with(&format!("{code}: ")), "{error}");
    }
}

#[test]
fn a_payload_that_is_too_large_says_how_large() {
    let session = json!({ "metadata": { "country": "x".repeat(102_400) } });
    let error = failure(engine().evaluate(&config(), &session, API));
    assert_eq!(error.code, "payload_too_large");
    assert_eq!(error.token.as_deref(), Some("access_token"));
    assert_eq!((error.bytes, error.limit), (Some(102_414), Some(102_400)));
    let explanation = engine().explain(&config(), &session, API).unwrap();
    assert_eq!(explanation.error.unwrap().bytes, 102_414);
    assert!(explanation.access_token.is_none());
}
