package io.github.claimsmith;

/** A text as the module wrote it: one JSON object, a failure if it is not {@code ok}. */
public record RawResult(boolean ok, String text) {}
