//! With the feature `precompiled`, compiles the module for the target.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "precompiled")]
    precompile();
}

#[cfg(feature = "precompiled")]
fn precompile() {
    use std::env::var_os;
    use std::path::Path;

    use wasmtime_build::{Config, Engine};

    const MODULE: &str = "src/claims.wasm";
    println!("cargo::rerun-if-changed={MODULE}");
    let target = var_os("TARGET").expect("cargo names the target");
    let folder = var_os("OUT_DIR").expect("cargo names a folder");
    // Named, a target is any of its processors, and not the one that this runs on.
    let mut config = Config::new();
    config
        .target(target.to_str().expect("targets have ASCII names"))
        .expect("wasmtime knows the target");
    let engine = Engine::new(&config).expect("wasmtime compiles for the target");
    let module = std::fs::read(MODULE).expect("the crate has its module");
    let compiled = engine.precompile_module(&module).expect("the module compiles");
    std::fs::write(Path::new(&folder).join("claims.cwasm"), compiled)
        .expect("the folder takes files");
}
