//! The crate gives the Go host's bytes for every vector and every hostile input.

mod fixtures;

use claimsmith::{Engine, Options, RawResult};
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
