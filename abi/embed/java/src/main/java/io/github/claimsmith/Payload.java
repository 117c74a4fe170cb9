package io.github.claimsmith;

/** The size of a token's custom claims, in bytes. */
public record Payload(long bytes, long limit) {}
