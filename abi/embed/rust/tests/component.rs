//! The component, through bindings that are made of its interface, says what the module says.
#![cfg(feature = "wasmtime")]

mod fixtures;

use fixtures::corpus;
use wasmtime::Store;
use wasmtime::component::{Component, Linker};

wasmtime::component::bindgen!({ path: "../../claims.wit", world: "engine" });

#[test]
fn it_gives_the_corpus_s_texts() {
    let host = wasmtime::Engine::default();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../claims.component.wasm");
    let component = Component::from_file(&host, path).unwrap();
    let mut store = Store::new(&host, ());
    let engine = Engine::instantiate(&mut store, &component, &Linker::new(&host)).unwrap();
    assert_eq!(engine.call_abi_version(&mut store).unwrap(), (1 << 16) | 1);
    let mut compared = 0;
    for line in corpus() {
        // A component takes strings.
        let Ok(inputs) =
            line.inputs.iter().map(|input| str::from_utf8(input)).collect::<Result<Vec<_>, _>>()
        else {
            continue;
        };
        let result = match (line.function.as_str(), inputs.as_slice()) {
            ("evaluate", [config, session, audience]) => {
                engine.call_evaluate(&mut store, config, session, audience)
            }
            ("explain", [config, session, audience]) => {
                engine.call_explain(&mut store, config, session, audience)
            }
            ("validate", [config]) => engine.call_validate(&mut store, config),
            (function, _) => panic!("there is no {function}"),
        };
        let wanted = if line.ok { Ok(line.text) } else { Err(line.text) };
        assert_eq!(result.unwrap(), wanted, "{}: {}", line.function, line.name);
        compared += 1;
    }
    assert!(compared > 2100, "only {compared} were compared");
}
