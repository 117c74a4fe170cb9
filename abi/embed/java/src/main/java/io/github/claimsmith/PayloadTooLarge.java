package io.github.claimsmith;

/** The failure of a payload that is too large; sizes are in bytes. */
public record PayloadTooLarge(String code, String message, String token, long bytes, long limit) {}
