/* A module that cannot be run is refused, with a sentence that says why. */

#include <stdio.h>
#include <string.h>

#include "claimsmith.h"

int main(int count, char **arguments) {
  const char *error = NULL;
  claimsmith *engine = claimsmith_new(&error);
  if (count == 2 && engine == NULL && error != NULL && strcmp(error, arguments[1]) == 0) return 0;
  printf("it says %s\n", error == NULL ? "nothing" : error);
  claimsmith_free(engine);
  return 1;
}
