/* Decides which custom claims go into a token, and says why one is missing.
 *
 *     claimsmith *engine = claimsmith_new(NULL);
 *     claimsmith_text outcome;
 *     if (claimsmith_evaluate(engine, config, session, audience, &outcome) == CLAIMSMITH_OK)
 *         printf("%.*s\n", (int)outcome.size, outcome.data);
 *     claimsmith_free(engine);
 *
 * Texts are JSON in UTF-8; guest/POLICY.md says what their members mean. An engine serves one call
 * at a time, so each thread has its own, or a pool of the program's hands them out. Different
 * engines may be used at the same time.
 */
#ifndef CLAIMSMITH_H
#define CLAIMSMITH_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default) /* all else in the library is hidden */
#endif

/* An engine. It has 128 KiB of memory at first and 64 MiB at most, and needs 256 KiB of stack. */
typedef struct claimsmith claimsmith;

/* A text and its length in bytes. There is no zero at its end. */
typedef struct claimsmith_text {
  const char *data;
  size_t size;
} claimsmith_text;

typedef enum claimsmith_status {
  /* The text is what was asked for. That it is a JSON object is seen by its braces alone. */
  CLAIMSMITH_OK = 0,
  /* The text is a failure, {"error":{"code":…}}: an input is at fault or a payload is too large. */
  CLAIMSMITH_FAILURE = 1,
  /* The engine trapped, broke its contract, got no memory or is NULL; the text is a sentence about it.
   * The next call begins with a fresh state. */
  CLAIMSMITH_CRASHED = 2,
  /* Somebody called claimsmith_interrupt; the text says so. The next call begins with a fresh state. */
  CLAIMSMITH_INTERRUPTED = 3
} claimsmith_status;

/* The SHA-256 of the module in hexadecimal digits. Programs with the same module decide alike. */
extern const char claimsmith_module_sha256[65];

/* The version of the contract that an engine's module speaks, major << 16 | minor; 0 of NULL. */
unsigned claimsmith_abi_version(const claimsmith *engine);

/* Makes an engine. Returns NULL if it cannot; *error, unless error is NULL, is then a sentence that
 * says why and stays as long as the thread. */
claimsmith *claimsmith_new(const char **error);

/* Ends an engine and all texts that it returned, once: after it the engine is gone. NULL
 * is none. */
void claimsmith_free(claimsmith *engine);

/* Decides which custom claims go into the tokens of one transaction. The audience is a JSON text
 * too: a string stands in its quotes, or an array of strings.
 *
 * The inputs stay the caller's. *result is the engine's, until its next call or its end. */
claimsmith_status claimsmith_evaluate(claimsmith *engine, claimsmith_text config, claimsmith_text session,
                                      claimsmith_text audience, claimsmith_text *result);

/* Decides as claimsmith_evaluate does, and says why. */
claimsmith_status claimsmith_explain(claimsmith *engine, claimsmith_text config, claimsmith_text session,
                                     claimsmith_text audience, claimsmith_text *result);

/* Judges a config alone: {"valid":…,"problems":[…],"warnings":[…]}. */
claimsmith_status claimsmith_validate(claimsmith *engine, claimsmith_text config, claimsmith_text *result);

/* The contract and the policy's tables. */
claimsmith_status claimsmith_describe(claimsmith *engine, claimsmith_text *result);

/* Ends the call that the engine is in, if it is in one; calls that begin later go their way. It is for
 * another thread than the caller's, or a signal handler, that watches the time. The engine must be there. */
void claimsmith_interrupt(claimsmith *engine);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
