/** Decides which custom claims go into a token, and says why one is missing. */
module io.github.claimsmith {
  requires transitive com.fasterxml.jackson.databind;
  requires run.endive.runtime;
  requires run.endive.wasm;
  requires static run.endive.compiler; // for other modules than the library's own

  exports io.github.claimsmith;

  opens io.github.claimsmith to
      com.fasterxml.jackson.databind;
}
