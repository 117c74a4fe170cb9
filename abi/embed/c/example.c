#include <stdio.h>
#include <string.h>

#include "claimsmith.h"

static claimsmith_text text(const char *json) { return (claimsmith_text){json, strlen(json)}; }

int main(void) {
  claimsmith *engine = claimsmith_new(NULL);
  if (engine == NULL) return 1;
  claimsmith_text outcome;
  claimsmith_status status = claimsmith_evaluate(
      engine,
      text("{\"access_token\":{\"custom_claim_mappings\":["
           "{\"name\":\"country\",\"expression\":\"anonymous_session.metadata.country\"}]}}"),
      text("{\"metadata\":{\"country\":\"Spain\"}}"), text("\"https://api.shop.example\""), &outcome);
  printf("%.*s\n", (int)outcome.size, outcome.data);
  claimsmith_free(engine);
  return status;
}
