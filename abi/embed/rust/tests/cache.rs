//! Machine code that is kept in a folder.
#![cfg(feature = "cache")]

use std::fs;
use std::path::{Path, PathBuf};

use claimsmith::{Error, Options};

const CONFIG: &str = r#"{"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}"#;

/// A folder that is gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("claimsmith-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The files of machine code: all but what says how often it was used.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(kept(&path));
        } else if path.extension().is_none() {
            found.push(path);
        }
    }
    found
}

fn country(options: Options) -> Result<String, Error> {
    let engine = options.load()?;
    let outcome =
        engine.evaluate(CONFIG, r#"{"metadata":{"country":"Spain"}}"#, "https://a.example")?;
    Ok(outcome.access_token.claims.text().to_owned())
}

#[test]
fn the_next_engine_has_the_code_of_the_one_before() {
    let folder = Folder::new("kept");
    let options = || Options::new().cache(&folder.0);
    assert_eq!(country(options()).unwrap(), r#"{"country":"Spain"}"#);
    let [code] = &kept(&folder.0)[..] else { panic!("one module is one file") };
    let written = fs::metadata(code).unwrap().modified().unwrap();
    assert_eq!(country(options()).unwrap(), r#"{"country":"Spain"}"#);
    assert_eq!(kept(&folder.0), std::slice::from_ref(code));
    assert_eq!(fs::metadata(code).unwrap().modified().unwrap(), written);
}

#[test]
fn code_that_is_damaged_is_compiled_anew() {
    let folder = Folder::new("damaged");
    let options = || Options::new().cache(&folder.0);
    country(options()).unwrap();
    for code in kept(&folder.0) {
        fs::write(code, "no code").unwrap();
    }
    assert_eq!(country(options()).unwrap(), r#"{"country":"Spain"}"#);
}

#[test]
fn a_folder_that_cannot_be_used_is_an_error() {
    let folder = Folder::new("file");
    let file = folder.0.join("file");
    fs::write(&file, "").unwrap();
    for path in [file.join("below"), PathBuf::from("relative")] {
        let found = country(Options::new().cache(&path));
        assert!(matches!(found, Err(Error::Cache(_))), "{path:?}: {found:?}");
    }
}
