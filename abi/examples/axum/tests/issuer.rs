//! The token endpoint, asked as its clients do.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use claimsmith::Engine;
use claimsmith_example_axum::{Issuer, router};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation, decode};
use serde_json::{Value, json};
use tower::ServiceExt;

const SECRET: &[u8] = b"a secret of the test's own";

fn issuer() -> Issuer {
    let mapping = |name: &str| {
        json!({
            "name": format!("https://shop.example/{name}"),
            "expression": format!("anonymous_session.metadata.{name}"),
        })
    };
    let mappings = [mapping("country"), mapping("n")];
    let config = json!({ "access_token": { "custom_claim_mappings": mappings } });
    let large = json!({ "metadata": { "country": "x".repeat(102_400) } });
    let anna = r#"{"metadata": {"country": "Spain", "n": 12345678901234567890.10}}"#;
    Issuer {
        url: "https://issuer.example".to_owned(),
        key: EncodingKey::from_secret(SECRET),
        policy: Engine::new().unwrap().policy(&config).unwrap(),
        sessions: [("anna".to_owned(), anna.to_owned()), ("large".to_owned(), large.to_string())]
            .into(),
    }
}

async fn ask(form: &'static str) -> (StatusCode, Value) {
    let request = Request::post("/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let response = router(issuer()).oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn an_access_token_has_what_the_policy_maps() {
    let (status, answer) = ask("anonymous_session=anna").await;
    assert_eq!(status, StatusCode::OK);
    let token = answer["access_token"].as_str().unwrap();
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&["https://api.shop.example"]);
    validation.required_spec_claims.clear();
    let claims = decode::<Value>(token, &DecodingKey::from_secret(SECRET), &validation).unwrap();
    assert_eq!(claims.claims["https://shop.example/country"], "Spain");
    let payload = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    assert!(String::from_utf8(payload).unwrap().contains("12345678901234567890.10"));
}

#[tokio::test]
async fn a_session_that_is_not_there_has_no_claims() {
    assert_eq!(ask("anonymous_session=nobody").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_payload_that_is_too_large_is_no_internal_error() {
    let (status, answer) = ask("anonymous_session=large").await;
    assert_eq!((status, &answer["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_request")));
}
