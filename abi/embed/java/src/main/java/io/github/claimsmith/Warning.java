package io.github.claimsmith;

/**
 * Something to be warned of. Those of size have {@code token} and {@code bytes}, the others a place.
 *
 * @param code the policy's
 * @param path a JSON pointer, or null
 * @param offset a byte's, in the input as UTF-8, or null
 * @param line from 1 on, of a validation alone, else null
 * @param column a character's, as the line
 * @param claim the claim that it is about, or null
 * @param suggestion what was probably meant, or null
 * @param token the token, or null
 * @param bytes its size, or null
 * @param form of {@code session_form}: what the session looks like, else null
 * @param message a sentence for people
 */
public record Warning(
    String code,
    String path,
    Long offset,
    Long line,
    Long column,
    String claim,
    String suggestion,
    String token,
    Long bytes,
    String form,
    String message) {}
