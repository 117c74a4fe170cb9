//! A token endpoint on axum with the policy's custom claims in its access tokens.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Form, Json, Router};
use claimsmith::{Error, Policy};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};

const API: &str = "https://api.shop.example";

pub struct Issuer {
    pub url: String,
    pub key: EncodingKey,
    /// Made once; `Engine::policy` says what is wrong with a config.
    pub policy: Policy,
    /// Anonymous sessions by their id, as JSON.
    pub sessions: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Request {
    anonymous_session: Option<String>,
}

type Answer = (StatusCode, Json<Value>);

pub fn router(issuer: Issuer) -> Router {
    Router::new().route("/token", post(token)).with_state(Arc::new(issuer))
}

// The evaluation takes some microseconds and awaits nothing, so it is called where it is.
async fn token(State(issuer): State<Arc<Issuer>>, Form(asked): Form<Request>) -> Answer {
    let found = asked.anonymous_session.and_then(|id| issuer.sessions.get(&id));
    // The anonymous session by itself: with a scope or a user beside it, it would be the member
    // anonymous_session of a transaction.
    let session = found.map_or("{}", String::as_str);
    match issuer.policy.evaluate(session, API) {
        Ok(outcome) => match outcome.access_token.claims.read() {
            Ok(claims) => sign(&issuer, claims),
            Err(_) => server_error(),
        },
        // Deliberately: no token is better here than one without its claims. To issue it all the
        // same, log the error and sign no claims.
        Err(Error::Policy(error)) if error.code == "payload_too_large" => {
            let answer =
                json!({ "error": "invalid_request", "error_description": error.to_string() });
            (StatusCode::BAD_REQUEST, Json(answer))
        }
        Err(_) => server_error(),
    }
}

/// Values are raw JSON, so that numbers keep all of their digits.
fn sign(issuer: &Issuer, mut claims: BTreeMap<String, Box<RawValue>>) -> Answer {
    for (name, value) in [("iss", issuer.url.as_str()), ("aud", API)] {
        let Ok(value) = to_raw_value(value) else { return server_error() };
        claims.insert(name.to_owned(), value);
    }
    match encode(&Header::default(), &claims, &issuer.key) {
        Ok(token) => {
            (StatusCode::OK, Json(json!({ "access_token": token, "token_type": "Bearer" })))
        }
        Err(_) => server_error(),
    }
}

fn server_error() -> Answer {
    (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({ "error": "server_error" })))
}
