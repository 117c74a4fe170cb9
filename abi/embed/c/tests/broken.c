/* A module that misbehaves costs its state and nothing else; abi/embed/broken/guest.wat says how each
 * first byte of a config has it misbehave. */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimsmith.h"

static const char NONE[] = "{\"access_token\":{\"claims\":{},\"bytes\":2}}";

static int failures;

static claimsmith_text text(const char *json) { return (claimsmith_text){json, strlen(json)}; }

static void expect(bool met, const char *what, claimsmith_text got) {
  if (met) return;
  printf("%s: got %.*s\n", what, (int)got.size, got.data);
  failures++;
}

static bool is(claimsmith_text got, const char *wanted) {
  return got.size == strlen(wanted) && memcmp(got.data, wanted, got.size) == 0;
}

/* Sees that a state serves that was never misused. */
static void works(claimsmith *engine, const char *after) {
  claimsmith_text result;
  claimsmith_status status = claimsmith_evaluate(engine, text("{}"), text("{}"), text("\"\""), &result);
  expect(status == CLAIMSMITH_OK && is(result, NONE), after, result);
}

static atomic_bool returned;

/* Interrupts an engine until its call has returned: it may not have begun at first. */
static void *interrupt(void *engine) {
  while (!atomic_load(&returned)) claimsmith_interrupt(engine);
  return NULL;
}

int main(void) {
  const char *error = NULL;
  claimsmith *engine = claimsmith_new(&error);
  if (engine == NULL) {
    printf("no engine: %s\n", error);
    return 1;
  }
  works(engine, "at first");
  claimsmith_text result;
  const char *misbehaviours[] = {"t", "s", "a", "p", "l", "g", "e", "j", "u", "f", "c", "b"};
  for (size_t i = 0; i < sizeof misbehaviours / sizeof *misbehaviours; i++) {
    const char *what = misbehaviours[i];
    claimsmith_text config = text(what), session = text("{}"), audience = text("\"\"");
    expect(claimsmith_evaluate(engine, config, session, audience, &result) == CLAIMSMITH_CRASHED, what, result);
    expect(result.size > 20, what, result);
    works(engine, what);
    expect(claimsmith_explain(engine, config, session, audience, &result) == CLAIMSMITH_CRASHED, what, result);
    works(engine, what);
    expect(claimsmith_validate(engine, config, &result) == CLAIMSMITH_CRASHED, what, result);
    works(engine, what);
    /* Twice in a row. */
    expect(claimsmith_validate(engine, config, &result) == CLAIMSMITH_CRASHED, what, result);
    expect(claimsmith_validate(engine, config, &result) == CLAIMSMITH_CRASHED, what, result);
    works(engine, what);
  }

  size_t rooms[] = {1013, 1019};
  for (size_t i = 0; i < 2; i++) {
    char *session = malloc(rooms[i]);
    memset(session, ' ', rooms[i]);
    claimsmith_text spaces = {session, rooms[i] - 4};
    expect(claimsmith_evaluate(engine, text("{}"), spaces, text("\"\""), &result) == CLAIMSMITH_CRASHED, "room", result);
    works(engine, "room");
    free(session);
  }

  /* An instance that has grown is replaced, and its result stays. */
  expect(claimsmith_evaluate(engine, text("m"), text("{}"), text("\"\""), &result) == CLAIMSMITH_OK, "m", result);
  expect(is(result, NONE), "m", result);
  works(engine, "m");

  expect(claimsmith_evaluate(engine, text("v"), text("{}"), text("\"\""), &result) == CLAIMSMITH_FAILURE, "v", result);
  expect(is(result, "{\"error\":{\"code\":\"of_the_future\",\"message\":\"m\"}}"), "v", result);
  works(engine, "v");
  expect(claimsmith_evaluate(engine, text("r"), text("{}"), text("\"\""), &result) == CLAIMSMITH_FAILURE, "r", result);
  expect(is(result, "{\"error\":{\"message\":\"m\",\"code\":\"of_the_future\"}}"), "r", result);
  works(engine, "r");

  /* A text is cut one byte past its limit. */
  char *large = malloc(50000);
  memset(large, 'n', 50000);
  claimsmith_text config = {large, 50000};
  expect(claimsmith_validate(engine, config, &result) == CLAIMSMITH_OK, "n", result);
  free(large);

  /* A call that never returns does when it is interrupted; between calls that means nothing. */
  pthread_t other;
  if (pthread_create(&other, NULL, interrupt, engine) != 0) return 2;
  claimsmith_status status = claimsmith_evaluate(engine, text("w"), text("{}"), text("\"\""), &result);
  expect(status == CLAIMSMITH_INTERRUPTED && is(result, "The call was interrupted."), "w", result);
  atomic_store(&returned, true);
  pthread_join(other, NULL);
  claimsmith_interrupt(engine);
  works(engine, "interrupt");
  claimsmith_interrupt(NULL);

  claimsmith_free(engine);

  /* An engine that could not be made, and nobody looked. */
  claimsmith_free(NULL);
  claimsmith_text empty = text("{}");
  const claimsmith_status none[] = {
    claimsmith_evaluate(NULL, empty, empty, empty, &result),
    claimsmith_explain(NULL, empty, empty, empty, &result),
    claimsmith_validate(NULL, empty, &result),
    claimsmith_describe(NULL, &result),
  };
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    expect(none[i] == CLAIMSMITH_CRASHED && is(result, "There is no engine."), "no engine", result);
  return failures > 0;
}
