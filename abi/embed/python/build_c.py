"""The extension ``claimsmith._claims``: the embedding in C, as cffi calls it."""

import hashlib
from pathlib import Path

from cffi import FFI

DECLARED = """
typedef struct claimsmith claimsmith;
typedef struct { const char *data; size_t size; } claimsmith_text;
claimsmith *claimsmith_new(const char **error);
void claimsmith_free(claimsmith *engine);
void claimsmith_interrupt(claimsmith *engine);
unsigned claimsmith_abi_version(const claimsmith *engine);
const char *module_sha256(void);

int evaluate(claimsmith *, const char *, size_t, const char *, size_t, const char *, size_t,
             claimsmith_text *);
int explain(claimsmith *, const char *, size_t, const char *, size_t, const char *, size_t,
            claimsmith_text *);
int validate(claimsmith *, const char *, size_t, claimsmith_text *);
int describe(claimsmith *, claimsmith_text *);
"""

# A call with plain arguments takes cffi less time than one with structs.
CALLS = """
#include "claimsmith.h"

#define TEXT(name) (claimsmith_text){name, name##_size}

static int evaluate(claimsmith *engine, const char *config, size_t config_size, const char *session,
                    size_t session_size, const char *audience, size_t audience_size,
                    claimsmith_text *result) {
  return claimsmith_evaluate(engine, TEXT(config), TEXT(session), TEXT(audience), result);
}

static int explain(claimsmith *engine, const char *config, size_t config_size, const char *session,
                   size_t session_size, const char *audience, size_t audience_size,
                   claimsmith_text *result) {
  return claimsmith_explain(engine, TEXT(config), TEXT(session), TEXT(audience), result);
}

static int validate(claimsmith *engine, const char *config, size_t config_size,
                    claimsmith_text *result) {
  return claimsmith_validate(engine, TEXT(config), result);
}

static int describe(claimsmith *engine, claimsmith_text *result) {
  return claimsmith_describe(engine, result);
}
"""

# The module's unit has the header's macros, as the other two have by themselves.
UNIT = '#include "module.h"\n#include "claimsmith_module.c"\n'


def extension(module: Path, sources: str) -> FFI:
    """Describe the extension of a module, whose C is in a folder beside the embedding's."""
    digest = hashlib.sha256(module.read_bytes()).hexdigest()
    Path(sources, "unit.c").write_text(UNIT)
    ffi = FFI()
    ffi.cdef(DECLARED)
    ffi.set_source(
        "claimsmith._claims",
        CALLS + f'static const char *module_sha256(void) {{ return "{digest}"; }}\n',
        sources=[f"{sources}/{name}" for name in ("claimsmith.c", "runtime.c", "unit.c")],
        include_dirs=[sources],
        extra_compile_args=["-O3", "-g0", "-w", "-fvisibility=hidden", "-pthread"],
        py_limited_api=True,
    )
    return ffi


def own() -> FFI:
    """Describe the package's own; setup.py calls it."""
    return extension(Path("src/claimsmith/claims.wasm"), "csrc")
