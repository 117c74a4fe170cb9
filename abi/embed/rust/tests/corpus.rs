//! The crate gives the Go host's bytes for every vector and every hostile input.

mod fixtures;

use claimsmith::{Audience, Engine, Error, Options, RawResult};
use fixtures::{Line, corpus};

fn run(engine: &Engine, line: &Line) {
    let raw = engine.raw();
    let result = match (line.function.as_str(), line.inputs.as_slice()) {
        ("evaluate", [config, session, audience]) => raw.evaluate(config, session, audience),
        ("explain", [config, session, audience]) => raw.explain(config, session, audience),
        ("validate", [config]) => raw.validate(config),
        (function, _) => panic!("there is no {function}"),
    };
    let wanted = RawResult { ok: line.ok, text: line.text.clone() };
    assert_eq!(result.unwrap(), wanted, "{}: {}", line.function, line.name);
}

#[test]
fn one_thread_gets_the_same() {
    let engine = Options::new().instances(1).load().unwrap();
    let lines = corpus();
    assert!(lines.len() > 2400, "only {} lines", lines.len());
    assert!(lines.iter().filter(|line| !line.ok).count() > 100);
    for line in &lines {
        run(&engine, line);
    }
}

/// Machine code that another engine left in a folder is the module's.
#[cfg(feature = "cache")]
#[test]
fn kept_code_gives_the_same() {
    let folder = std::env::temp_dir().join(format!("claimsmith-corpus-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let engine = || Options::new().instances(1).cache(&folder).load().unwrap();
    drop(engine()); // compiles
    let kept = engine();
    for line in &corpus() {
        run(&kept, line);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The audience as people pass it, or none if this text is no audience of theirs.
fn audience(text: &[u8]) -> Option<Audience> {
    let several = || serde_json::from_slice::<Vec<String>>(text).map(|all| all.as_slice().into());
    let one = serde_json::from_slice::<String>(text).map(|one| one.as_str().into());
    one.or_else(|_| several()).ok()
}

#[test]
fn every_text_is_one_of_its_type() {
    let engine = Options::new().instances(1).load().unwrap();
    let (mut outcomes, mut failures) = (0, 0);
    for line in corpus() {
        let result = match (line.function.as_str(), line.inputs.as_slice()) {
            ("validate", [config]) => engine.validate(config).map(drop),
            (function, [config, session, given]) => match (function, audience(given)) {
                (_, None) => continue,
                ("explain", Some(audience)) => engine.explain(config, session, audience).map(drop),
                (_, Some(audience)) => engine.evaluate(config, session, audience).map(drop),
            },
            (function, _) => panic!("there is no {function}"),
        };
        match result {
            Ok(()) => outcomes += 1,
            Err(Error::Policy(_)) => failures += 1,
            Err(error) => panic!("{}: {}: {error}", line.function, line.name),
        }
    }
    assert!(outcomes > 1500 && failures > 700, "{outcomes} outcomes, {failures} failures");
}

#[test]
fn many_threads_get_the_same_from_few_instances() {
    let engine = Options::new().instances(2).load().unwrap();
    let lines = corpus();
    std::thread::scope(|threads| {
        for begin in 0..8 {
            let (engine, lines) = (&engine, &lines);
            threads.spawn(move || {
                lines.iter().skip(begin).step_by(8).for_each(|line| run(engine, line))
            });
        }
    });
}
