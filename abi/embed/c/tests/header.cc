// The header is one of C++, too. This prints the module's digest.

#include "claimsmith.h"

#include <cstdio>

int main() {
  claimsmith *engine = claimsmith_new(nullptr);
  claimsmith_text result;
  const claimsmith_text config = {"{}", 2};
  const bool valid = claimsmith_validate(engine, config, &result) == CLAIMSMITH_OK;
  claimsmith_free(engine);
  std::puts(claimsmith_module_sha256);
  return valid ? 0 : 1;
}
