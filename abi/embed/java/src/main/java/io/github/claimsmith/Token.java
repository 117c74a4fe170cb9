package io.github.claimsmith;

/** The custom claims of one token, a JSON object, and the payload's size in bytes. */
public record Token(Verbatim claims, long bytes) {}
