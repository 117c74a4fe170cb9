/* Between the module's generated code and this library: what wasm2c's own runtime does, but safe for
 * threads and without signal handlers, which belong to the program. */
#ifndef CLAIMSMITH_MODULE_H
#define CLAIMSMITH_MODULE_H

#include <setjmp.h>
#include <stdatomic.h>
#include <stdint.h>

/* Bounds and depth are checked by code. */
#define WASM_RT_MEMCHECK_SIGNAL_HANDLER 0
#define WASM_RT_USE_STACK_DEPTH_COUNT 1
#define WASM_RT_MAX_CALL_STACK_DEPTH 500

/* Another module in the same program brings a runtime of its own. */
#define wasm_rt_is_initialized claimsmith_rt_is_initialized
#define wasm_rt_trap claimsmith_rt_trap
#define wasm_rt_register_func_type claimsmith_rt_register_func_type
#define wasm_rt_allocate_memory claimsmith_rt_allocate_memory
#define wasm_rt_grow_memory claimsmith_rt_grow_memory
#define wasm_rt_free_memory claimsmith_rt_free_memory
#define wasm_rt_allocate_funcref_table claimsmith_rt_allocate_funcref_table
#define wasm_rt_free_funcref_table claimsmith_rt_free_funcref_table

/* What belongs to one instance beside its memory. It stands behind the instance, in the same block. */
typedef struct claimsmith_rt_state {
  uint32_t depth;         /* of the calls under way */
  atomic_int interrupted; /* whether the call under way is to end */
} claimsmith_rt_state;
#define CLAIMSMITH_RT_STATE(instance) ((claimsmith_rt_state *)((instance) + 1))

/* The header declares one count for all threads; each instance has its own. */
#define wasm_rt_call_stack_depth claimsmith_rt_shared_depth
#include <wasm-rt.h>
#undef wasm_rt_call_stack_depth
#define wasm_rt_call_stack_depth (CLAIMSMITH_RT_STATE(instance)->depth)

/* Where a trap goes, in this thread. Whoever calls the module sets it. */
extern _Thread_local jmp_buf *claimsmith_rt_trapped;

/* A trap that WebAssembly has not: the call was interrupted. */
enum { CLAIMSMITH_RT_INTERRUPTED = 1000 };

/* Stands before each jump back in the generated code, so that no loop goes on for ever. */
#define CLAIMSMITH_RT_LOOP                                                                         \
  if (atomic_load_explicit(&CLAIMSMITH_RT_STATE(instance)->interrupted, memory_order_relaxed) != 0) \
    wasm_rt_trap((wasm_rt_trap_t)CLAIMSMITH_RT_INTERRUPTED);

#endif
