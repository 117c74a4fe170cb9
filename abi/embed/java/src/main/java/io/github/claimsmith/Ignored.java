package io.github.claimsmith;

/** A claim that is in no token, and why. Of {@code scope_not_granted}, {@code needs} is the scope; else null. */
public record Ignored(String token, String claim, String reason, String needs) {}
