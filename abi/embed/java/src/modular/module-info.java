/** A program on the module path. */
module example {
  requires io.github.claimsmith;
}
