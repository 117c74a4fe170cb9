use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A config or a session as JSON text, which goes to the module as it is.
///
/// Strings and bytes are such texts; they need not be valid. A [`Value`] is written as one.
#[derive(Debug, Clone)]
pub struct Json<'a>(pub(crate) Cow<'a, [u8]>);

impl Json<'_> {
    /// Writes a value of your own. A number that is infinite or no number is written as `null`, as
    /// `serde_json` does.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold the value.
    pub fn of(value: &impl Serialize) -> serde_json::Result<Json<'static>> {
        Ok(Json(serde_json::to_vec(value)?.into()))
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Json(text.as_bytes().into())
    }
}

impl<'a> From<&'a String> for Json<'a> {
    fn from(text: &'a String) -> Self {
        Json(text.as_bytes().into())
    }
}

impl<'a> From<&'a [u8]> for Json<'a> {
    fn from(text: &'a [u8]) -> Self {
        Json(text.into())
    }
}

impl<'a> From<&'a Vec<u8>> for Json<'a> {
    fn from(text: &'a Vec<u8>) -> Self {
        Json(text.as_slice().into())
    }
}

impl<'a> From<&'a RawValue> for Json<'a> {
    fn from(text: &'a RawValue) -> Self {
        Json(text.get().as_bytes().into())
    }
}

impl From<&Value> for Json<'_> {
    fn from(value: &Value) -> Self {
        Json(value.to_string().into_bytes().into())
    }
}

/// The audience of a token: a string, several, or none (`None`, an empty list), which is the empty
/// string: the token is for no API in particular.
#[derive(Debug, Clone)]
pub struct Audience(pub(crate) String);

impl From<&str> for Audience {
    fn from(audience: &str) -> Self {
        Audience(Value::from(audience).to_string())
    }
}

impl From<&String> for Audience {
    fn from(audience: &String) -> Self {
        audience.as_str().into()
    }
}

impl From<String> for Audience {
    fn from(audience: String) -> Self {
        audience.as_str().into()
    }
}

impl<S: AsRef<str>> From<&[S]> for Audience {
    fn from(audiences: &[S]) -> Self {
        if audiences.is_empty() {
            return "".into();
        }
        let all: Vec<Value> = audiences.iter().map(|audience| audience.as_ref().into()).collect();
        Audience(Value::from(all).to_string())
    }
}

impl<S: AsRef<str>> From<Vec<S>> for Audience {
    fn from(audiences: Vec<S>) -> Self {
        audiences.as_slice().into()
    }
}

impl<S: AsRef<str>> From<&Vec<S>> for Audience {
    fn from(audiences: &Vec<S>) -> Self {
        audiences.as_slice().into()
    }
}

impl<S: AsRef<str>, const N: usize> From<[S; N]> for Audience {
    fn from(audiences: [S; N]) -> Self {
        audiences.as_slice().into()
    }
}

impl<A: Into<Audience>> From<Option<A>> for Audience {
    fn from(audience: Option<A>) -> Self {
        audience.map_or_else(|| "".into(), Into::into)
    }
}
