#include "claimsmith.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "module.h"
/* Generated from the module. */
#include "claimsmith_module.h"

typedef Z_claimsmith_instance_t instance;

/* The version of the contract that this library speaks. */
static const uint32_t SPOKEN_MAJOR = 1, SPOKEN_MINOR = 0;

enum {
  TEXTS = 3,
  MOST_BYTES = 64 << 20,
  /* An instance that has grown past this is replaced after its call. */
  RECYCLED_BYTES = 2 << 20
};

typedef enum function { EVALUATE, EXPLAIN, VALIDATE, DESCRIBE } function;

struct claimsmith {
  instance guest;
  claimsmith_rt_state state; /* where the generated code looks for it */
  bool alive;
  uint32_t version;
  /* The largest sizes of the three texts: none until the module has told them. */
  size_t limits[TEXTS];
  /* What the last call returned. */
  char *text;
  size_t capacity;
};

_Static_assert(offsetof(claimsmith, state) == sizeof(instance), "the state is behind the instance");

static pthread_once_t initialized = PTHREAD_ONCE_INIT;

/* What is wrong, or NULL. Each sentence stays. */
typedef const char *trouble;

#define BROKE(what) "The engine broke its contract: " what

/* --- What touches the guest. A trap leaves these by longjmp; guarded catches it. ----------------- */

static trouble start(claimsmith *engine) {
  Z_claimsmith_instantiate(&engine->guest);
  Z_claimsmithZ__initialize(&engine->guest);
  const uint32_t version = engine->version = Z_claimsmithZ_abiZ2Dversion(&engine->guest);
  if (version >> 16 == SPOKEN_MAJOR && (version & 0xffff) >= SPOKEN_MINOR) return NULL;
  static _Thread_local char says[128];
  snprintf(says, sizeof says, "The module speaks version %u.%u of the contract, this library needs %u.%u or a later %u.x.",
           version >> 16, version & 0xffff, SPOKEN_MAJOR, SPOKEN_MINOR, SPOKEN_MAJOR);
  return says;
}

static uint32_t call(instance *guest, function f, const uint32_t at[TEXTS], const uint32_t size[TEXTS]) {
  switch (f) {
    case EVALUATE: return Z_claimsmithZ_evaluate(guest, at[0], size[0], at[1], size[1], at[2], size[2]);
    case EXPLAIN: return Z_claimsmithZ_explain(guest, at[0], size[0], at[1], size[1], at[2], size[2]);
    case VALIDATE: return Z_claimsmithZ_validate(guest, at[0], size[0]);
    case DESCRIBE: break;
  }
  return Z_claimsmithZ_describe(guest);
}

static void end(instance *guest, function f, uint32_t area) {
  switch (f) {
    case EVALUATE: Z_claimsmithZ_cabi_post_evaluate(guest, area); break;
    case EXPLAIN: Z_claimsmithZ_cabi_post_explain(guest, area); break;
    case VALIDATE: Z_claimsmithZ_cabi_post_validate(guest, area); break;
    case DESCRIBE: Z_claimsmithZ_cabi_post_describe(guest, area); break;
  }
}

static bool within(const wasm_rt_memory_t *memory, uint32_t at, uint32_t size) {
  return (uint64_t)at + size <= memory->size;
}

static uint32_t number(const wasm_rt_memory_t *memory, uint32_t at) {
  const uint8_t *bytes = memory->data + at;
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF. */
static bool is_utf8(const uint8_t *text, size_t size) {
  for (size_t i = 0; i < size;) {
    uint64_t eight; /* ASCII goes by words: most texts are nothing else */
    if (size - i >= sizeof eight) {
      memcpy(&eight, text + i, sizeof eight);
      if ((eight & 0x8080808080808080) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    uint8_t first = text[i++];
    if (first < 0x80) continue;
    if (first < 0xc2 || first > 0xf4) return false;
    int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (; more > 0; more--, i++, low = 0x80, high = 0xbf)
      if (i == size || text[i] < low || text[i] > high) return false;
  }
  return true;
}

/* What comes after a member's name and how its value begins; NULL if it is nowhere. There is no white
 * space, and within strings quotes are escaped. */
static const char *after(const char *text, const char *end, const char *member) {
  for (size_t size = strlen(member); (size_t)(end - text) >= size; text++)
    if (memcmp(text, member, size) == 0) return text + size;
  return NULL;
}

static bool is_failure(const char *text, const char *end) {
  const char *error = after(text, end, "\"error\":{");
  return error != NULL && after(error, end, "\"code\":\"") != NULL;
}

/* Copies a text out of the guest, and sees that it is one that the contract allows: as far as can be
 * seen without a parser, which is that an object's braces are around it. */
static trouble copy(claimsmith *engine, uint32_t start, uint32_t size, bool failure) {
  const wasm_rt_memory_t *memory = &engine->guest.w2c_memory;
  if (!within(memory, start, size)) return BROKE("the text is outside of its memory.");
  if (size > engine->capacity) {
    char *larger = realloc(engine->text, size);
    if (larger == NULL) return "There is no memory for the result.";
    engine->text = larger;
    engine->capacity = size;
  }
  if (size > 0) memcpy(engine->text, memory->data + start, size);
  if (size < 2 || engine->text[0] != '{' || engine->text[size - 1] != '}')
    return BROKE("the text is no JSON object.");
  if (!is_utf8((const uint8_t *)engine->text, size)) return BROKE("the text is not UTF-8.");
  if (failure && !is_failure(engine->text, engine->text + size)) return BROKE("the text is no failure.");
  return NULL;
}

static trouble ask(claimsmith *engine, function f, const claimsmith_text *texts, int count, claimsmith_status *status,
                   size_t *length) {
  instance *guest = &engine->guest;
  wasm_rt_memory_t *memory = &guest->w2c_memory;
  uint32_t at[TEXTS] = {0}, size[TEXTS] = {0}, room = 0;
  for (int i = 0; i < count; i++) {
    /* A text's size is judged before all else, so a byte over the limit is enough. */
    size_t most = engine->limits[i] + 1;
    size[i] = (uint32_t)(texts[i].size < most ? texts[i].size : most);
    room += size[i];
  }
  uint32_t next = room > 0 ? Z_claimsmithZ_cabi_realloc(guest, 0, 0, 1, room) : 0;
  if (!within(memory, next, room)) return BROKE("the room is outside of its memory.");
  for (int i = 0; i < count; i++) {
    at[i] = next;
    if (size[i] > 0) memcpy(memory->data + next, texts[i].data, size[i]);
    next += size[i];
  }
  uint32_t area = call(guest, f, at, size);
  uint32_t tag = 0, place = area;
  if (!within(memory, area, f == DESCRIBE ? 8 : 12)) return BROKE("the result is outside of its memory.");
  if (f != DESCRIBE) {
    tag = memory->data[area];
    place += 4;
  }
  if (tag > 1) return BROKE("the result has a tag that there is not.");
  *length = number(memory, place + 4);
  trouble found = copy(engine, number(memory, place), (uint32_t)*length, tag == 1);
  if (found != NULL) return found;
  end(guest, f, area);
  *status = tag == 0 ? CLAIMSMITH_OK : CLAIMSMITH_FAILURE;
  return NULL;
}

static trouble begin_and_ask(claimsmith *engine, function f, const claimsmith_text *texts, int count,
                             claimsmith_status *status, size_t *length) {
  if (!engine->alive) {
    engine->alive = true; /* whatever comes of it, there is something to discard */
    trouble found = start(engine);
    if (found != NULL) return found;
  }
  return ask(engine, f, texts, count, status, length);
}

/* --- What does not. ------------------------------------------------------------------------------ */

static void discard(claimsmith *engine) {
  Z_claimsmith_free(&engine->guest);
  memset(&engine->guest, 0, sizeof engine->guest);
  engine->alive = false;
}

/* Asks, and catches a trap. */
static trouble guarded(claimsmith *engine, function f, const claimsmith_text *texts, int count,
                       claimsmith_status *status, size_t *length) {
  jmp_buf trapped;
  jmp_buf *const outer = claimsmith_rt_trapped;
  engine->state.depth = 0;
  atomic_store_explicit(&engine->state.interrupted, 0, memory_order_relaxed);
  trouble found;
  switch (setjmp(trapped)) { /* C knows few other places for it */
    case 0:
      claimsmith_rt_trapped = &trapped;
      found = begin_and_ask(engine, f, texts, count, status, length);
      break;
    case WASM_RT_TRAP_EXHAUSTION: found = "The engine crashed: its calls are nested too deep."; break;
    case WASM_RT_TRAP_OOB: found = "The engine crashed: it reached outside of its memory, or there is none."; break;
    case WASM_RT_TRAP_UNREACHABLE: found = "The engine crashed: it came to where it must not."; break;
    case CLAIMSMITH_RT_INTERRUPTED:
      found = "The call was interrupted.";
      *status = CLAIMSMITH_INTERRUPTED;
      break;
    default: found = "The engine crashed.";
  }
  claimsmith_rt_trapped = outer;
  return found;
}

static claimsmith_status run(claimsmith *engine, function f, const claimsmith_text *texts, int count,
                             claimsmith_text *result) {
  claimsmith_status status = CLAIMSMITH_CRASHED;
  size_t length = 0;
  trouble found = engine == NULL ? "There is no engine." : guarded(engine, f, texts, count, &status, &length);
  if (found != NULL) {
    if (engine != NULL) discard(engine);
    *result = (claimsmith_text){found, strlen(found)};
    return status == CLAIMSMITH_INTERRUPTED ? status : CLAIMSMITH_CRASHED;
  }
  if (engine->guest.w2c_memory.size > RECYCLED_BYTES) discard(engine);
  *result = (claimsmith_text){engine->text, length};
  return status;
}

/* Reads one of the limits out of what the module describes. A text past its limit is cut, so they must
 * make sense. */
static bool limit(claimsmith_text description, const char *name, size_t *value) {
  const char *end = description.data + description.size;
  const char *limits = after(description.data, end, "\"limits\":{");
  const char *number = limits == NULL ? NULL : after(limits, end, name);
  if (number == NULL) return false;
  *value = strtoul(number, NULL, 10); /* the brace at the end ends the number, too */
  return *value > 0 && *value <= MOST_BYTES;
}

claimsmith *claimsmith_new(const char **error) {
  const char *ignored;
  if (error == NULL) error = &ignored;
  pthread_once(&initialized, Z_claimsmith_init_module);
  claimsmith *engine = calloc(1, sizeof *engine);
  if (engine == NULL) {
    *error = "There is no memory for an engine.";
    return NULL;
  }
  claimsmith_text description;
  if (claimsmith_describe(engine, &description) != CLAIMSMITH_OK) {
    *error = description.data;
  } else if (!limit(description, "\"config_bytes\":", &engine->limits[0]) ||
             !limit(description, "\"session_bytes\":", &engine->limits[1]) ||
             !limit(description, "\"audience_bytes\":", &engine->limits[2])) {
    *error = "The module describes no limits, or impossible ones.";
  } else {
    return engine;
  }
  claimsmith_free(engine);
  return NULL;
}

void claimsmith_free(claimsmith *engine) {
  if (engine == NULL) return;
  if (engine->alive) discard(engine);
  free(engine->text);
  free(engine);
}

claimsmith_status claimsmith_evaluate(claimsmith *engine, claimsmith_text config, claimsmith_text session,
                                      claimsmith_text audience, claimsmith_text *result) {
  return run(engine, EVALUATE, (claimsmith_text[]){config, session, audience}, 3, result);
}

claimsmith_status claimsmith_explain(claimsmith *engine, claimsmith_text config, claimsmith_text session,
                                     claimsmith_text audience, claimsmith_text *result) {
  return run(engine, EXPLAIN, (claimsmith_text[]){config, session, audience}, 3, result);
}

claimsmith_status claimsmith_validate(claimsmith *engine, claimsmith_text config, claimsmith_text *result) {
  return run(engine, VALIDATE, &config, 1, result);
}

claimsmith_status claimsmith_describe(claimsmith *engine, claimsmith_text *result) {
  return run(engine, DESCRIBE, NULL, 0, result);
}

unsigned claimsmith_abi_version(const claimsmith *engine) { return engine == NULL ? 0 : engine->version; }

void claimsmith_interrupt(claimsmith *engine) {
  if (engine != NULL) atomic_store_explicit(&engine->state.interrupted, 1, memory_order_relaxed);
}
