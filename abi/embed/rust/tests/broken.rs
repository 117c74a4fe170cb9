//! Modules that misbehave: refused, or one instance is lost and never a wrong answer given.

mod fixtures;

use std::error::Error as _;
#[cfg(feature = "wasmtime")]
use std::time::Duration;

use claimsmith::{Engine, Error, Options};
use fixtures::broken;

const NONE: &str = r#"{"access_token":{"claims":{},"bytes":2}}"#;

fn guest() -> Engine {
    Options::new().instances(1).load_module(&broken("guest")).unwrap()
}

/// Sees that an instance serves that was never misused.
fn works(engine: &Engine) {
    let result = engine.raw().evaluate(b"{}", b"{}", b"\"\"").unwrap();
    assert_eq!((result.ok, result.text.as_str()), (true, NONE));
    assert_eq!(engine.evaluate("{}", "{}", "").unwrap().access_token.claims.text(), "{}");
}

#[test]
fn an_instance_is_lost_and_nothing_else() {
    let engine = guest();
    works(&engine);
    for misbehaviour in "tsaplgeufcb".bytes() {
        for function in ["evaluate", "explain", "validate"] {
            let (raw, config) = (engine.raw(), &[misbehaviour]);
            let error = match function {
                "evaluate" => raw.evaluate(config, b"{}", b"\"\""),
                "explain" => raw.explain(config, b"{}", b"\"\""),
                _ => raw.validate(config),
            };
            let error = error.unwrap_err();
            assert!(
                matches!(error, Error::Crashed { function: at, .. } if at == function),
                "{}: {error}",
                misbehaviour as char
            );
            assert!(error.source().is_some());
            works(&engine);
        }
    }
}

#[test]
fn room_that_is_none_costs_the_instance() {
    let engine = guest();
    for size in [1013, 1019] {
        let session = vec![b' '; size - 4];
        let error = engine.raw().evaluate(b"{}", &session, b"\"\"").unwrap_err();
        assert!(matches!(error, Error::Crashed { .. }), "{error}");
        works(&engine);
    }
}

#[test]
fn a_text_that_is_no_json_is_no_outcome() {
    let engine = guest();
    // Of the one with braces there is only the parser to say so.
    for misbehaviour in ["j", "o"] {
        let errors = [
            engine.evaluate(misbehaviour, "{}", "").unwrap_err(),
            engine.explain(misbehaviour, "{}", "").unwrap_err(),
            engine.validate(misbehaviour).unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, Error::Crashed { .. }), "{misbehaviour}: {error}");
        }
        assert!(engine.evaluate(misbehaviour, "{}", "").is_err());
        works(&engine);
    }
}

#[test]
fn an_instance_that_has_grown_is_replaced() {
    let engine = guest();
    assert_eq!(engine.raw().evaluate(b"m", b"{}", b"\"\"").unwrap().text, NONE);
    works(&engine);
}

#[test]
fn memory_has_a_bound_that_is_not_the_module_s() {
    let engine = Options::new().instances(1).load_module(&broken("unlimited")).unwrap();
    works(&engine);
    let error = engine.raw().evaluate(b"b", b"{}", b"\"\"").unwrap_err();
    assert!(matches!(error, Error::Crashed { .. }), "{error}");
    works(&engine);
}

#[test]
fn a_failure_of_the_future_is_one() {
    let engine = guest();
    for misbehaviour in ["v", "r"] {
        match engine.evaluate(misbehaviour, "{}", "").unwrap_err() {
            Error::Policy(error) => assert_eq!(error.code, "of_the_future"),
            other => panic!("{other}"),
        }
        assert!(!engine.raw().validate(misbehaviour.as_bytes()).unwrap().ok);
        works(&engine);
    }
}

#[test]
fn a_text_is_cut_one_byte_past_its_limit() {
    let engine = guest();
    let result = engine.raw().evaluate(&vec![b'n'; 50_000], b"{}", b"\"\"").unwrap();
    assert_eq!(result.text, NONE);
}

#[cfg(feature = "wasmtime")]
#[test]
fn time_runs_out() {
    let options = Options::new().instances(1).time_limit(Duration::from_millis(200));
    let engine = options.load_module(&broken("guest")).unwrap();
    let error = engine.raw().evaluate(b"w", b"{}", b"\"\"").unwrap_err();
    assert!(matches!(error, Error::Timeout { function: "evaluate" }), "{error}");
    works(&engine);
}

#[test]
fn a_module_is_refused() {
    for (name, says) in [
        ("import", "imports env.print"),
        ("version-2.3", "2.3 of the contract, this crate needs 1.0"),
        ("version-0.7", "0.7 of the contract, this crate needs 1.0"),
        ("no-version", "no abi-version"),
        ("no-validate", "no validate"),
        ("no-memory", "no memory"),
        ("another-signature", "validate has another signature"),
        ("no-limits", "describes no limits"),
    ] {
        let error = Options::new().load_module(&broken(name)).unwrap_err();
        assert!(matches!(error, Error::IncompatibleModule(_)), "{name}: {error}");
        assert!(error.to_string().contains(says), "{name}: {error}");
    }
    let error = Options::new().load_module(&broken("initialize-traps")).unwrap_err();
    assert!(matches!(error, Error::Crashed { .. }), "{error}");
    for module in [&b""[..], b"<!doctype html>", b"\0asm\x01\0\0\0\xff"] {
        let error = Options::new().load_module(module).unwrap_err();
        assert!(matches!(error, Error::InvalidModule(_)), "{error}");
    }
}
