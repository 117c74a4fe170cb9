#include "module.h"

#include <stdarg.h>

_Thread_local jmp_buf *claimsmith_rt_trapped;

/* A module may have 64 MiB, whatever it declares. */
enum { PAGE = 65536, MOST_PAGES = 1024 };

bool wasm_rt_is_initialized(void) { return true; }

void wasm_rt_trap(wasm_rt_trap_t code) { longjmp(*claimsmith_rt_trapped, (int)code); }

/* Function types are the same if their parameters and results are: a number of each has two bits. The
 * module is initialized once, before any thread calls it. */
uint32_t wasm_rt_register_func_type(uint32_t parameters, uint32_t results, ...) {
  static uint64_t known[64];
  static uint32_t count;
  uint64_t type = 1;
  va_list kinds;
  va_start(kinds, results);
  for (uint32_t i = 0; i < parameters + results; i++) {
    if (i == parameters) type = type << 3 | 7;
    type = type << 3 | (uint64_t)va_arg(kinds, wasm_rt_type_t);
  }
  va_end(kinds);
  if (results == 0) type = type << 3 | 7;
  /* Types and parameters are few; more than these would be another kind of module. */
  if (parameters + results > 19) abort();
  for (uint32_t i = 0; i < count; i++)
    if (known[i] == type) return i + 1;
  if (count == sizeof known / sizeof *known) abort();
  known[count++] = type;
  return count;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint32_t pages, uint32_t most) {
  memory->data = pages > MOST_PAGES ? NULL : calloc(pages, PAGE);
  if (memory->data == NULL) wasm_rt_trap(WASM_RT_TRAP_OOB);
  memory->size = pages * PAGE;
  memory->pages = pages;
  memory->max_pages = most < MOST_PAGES ? most : MOST_PAGES;
}

uint32_t wasm_rt_grow_memory(wasm_rt_memory_t *memory, uint32_t more) {
  uint32_t old = memory->pages;
  if (more > memory->max_pages - old) return (uint32_t)-1;
  if (more == 0) return old;
  uint8_t *data = realloc(memory->data, (size_t)(old + more) * PAGE);
  if (data == NULL) return (uint32_t)-1;
  memset(data + (size_t)old * PAGE, 0, (size_t)more * PAGE);
  memory->data = data;
  memory->pages = old + more;
  memory->size = memory->pages * PAGE;
  return old;
}

void wasm_rt_free_memory(wasm_rt_memory_t *memory) { free(memory->data); }

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *table, uint32_t elements, uint32_t most) {
  table->data = calloc(elements ? elements : 1, sizeof *table->data);
  if (table->data == NULL) wasm_rt_trap(WASM_RT_TRAP_OOB);
  table->size = elements;
  table->max_size = most;
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table) { free(table->data); }
