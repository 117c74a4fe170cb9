package io.github.claimsmith;

/**
 * Something to be warned of. Those of size have {@code token} and {@code bytes}, the others a place.
 *
 * @param code the policy's
 * @param path a JSON pointer, or null
 * @param offset a byte's, in the input as UTF-8, or null
 * @param claim the claim that it is about, or null
 * @param token the token, or null
 * @param bytes its size, or null
 * @param message a sentence for people
 */
public record Warning(
    String code, String path, Long offset, String claim, String token, Long bytes, String message) {}
