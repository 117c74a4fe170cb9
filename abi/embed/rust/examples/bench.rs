//! Times the crate: `bench FOLDER [KEPT]` prints one line of JSON. The folder has config.json,
//! session.json and audience.json. With the feature `cache`, machine code is kept in another folder.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use claimsmith::{Engine, Options};

const INSTANCES: usize = 65;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("usage: bench FOLDER [KEPT]"));
    let kept = arguments.next();
    let texts = ["config", "session", "audience"]
        .map(|name| std::fs::read(folder.join(name).with_extension("json")).unwrap());
    let [config, session, audience] = &texts;
    let evaluate = |engine: &Engine| engine.raw().evaluate(config, session, audience).unwrap();

    let start = Instant::now();
    let engine = options(kept.as_deref()).load().unwrap();
    evaluate(&engine);
    let cold = start.elapsed();

    let batch = |calls: u32| {
        let start = Instant::now();
        for _ in 0..calls {
            std::hint::black_box(evaluate(&engine));
        }
        start.elapsed()
    };
    let mut calls = 1000;
    while batch(calls) < Duration::from_secs(1) {
        calls *= 2;
    }
    let mut batches = [(); 5].map(|()| batch(calls / 4) / (calls / 4));
    batches.sort();

    let full = Options::new().instances(INSTANCES).load().unwrap();
    let before = resident_kib();
    full.fill().unwrap();
    let kib = (resident_kib() - before) / (INSTANCES - 1) as f64; // it has one from the start
    println!(
        r#"{{"runtime":"{} {} (Rust)","compiled":"{}","cold_start_ms":{:.2},"evaluate_us":{:.2},"instance_kib":{kib:.1}}}"#,
        Engine::RUNTIME,
        version(Engine::RUNTIME),
        match (Engine::RUNTIME, kept) {
            ("wasmi", _) => "never, it is interpreted",
            (_, None) => "at start",
            (_, Some(_)) => "ahead, kept in a folder",
        },
        cold.as_secs_f64() * 1e3,
        batches[2].as_secs_f64() * 1e6,
    );
}

#[cfg(feature = "cache")]
fn options(kept: Option<&str>) -> Options {
    kept.map_or_else(Options::new, |folder| Options::new().cache(folder))
}

#[cfg(not(feature = "cache"))]
fn options(kept: Option<&str>) -> Options {
    assert_eq!(kept, None, "machine code is kept with the feature cache");
    Options::new()
}

/// The version of a package that this was built with.
fn version(package: &str) -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let (_, found) = lock.split_once(&format!("name = \"{package}\"\nversion = \"")).unwrap();
    found.split_once('"').unwrap().0
}

/// The process's resident memory.
fn resident_kib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
