package io.github.claimsmith;

/**
 * A text as the module wrote it: one JSON object, a failure if it is not {@code ok}. Of a text that is
 * no failure only the braces are looked at.
 */
public record RawResult(boolean ok, String text) {}
