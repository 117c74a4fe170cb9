// The header is one of C++, too.

#include "claimsmith.h"

#include <cstring>

int main() {
  claimsmith *engine = claimsmith_new(nullptr);
  claimsmith_text result;
  const claimsmith_text config = {"{}", 2};
  const bool valid = claimsmith_validate(engine, config, &result) == CLAIMSMITH_OK;
  claimsmith_free(engine);
  return valid && std::strlen(claimsmith_module_sha256) == 64 ? 0 : 1;
}
