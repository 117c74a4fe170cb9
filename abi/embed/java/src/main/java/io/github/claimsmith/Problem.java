package io.github.claimsmith;

/**
 * Something wrong at one place of an input.
 *
 * @param code the policy's
 * @param path a JSON pointer; null if the text could not be read
 * @param offset a byte's, in the input as UTF-8; null if there is no place
 * @param line from 1 on, of a validation alone, else null
 * @param column a character's, as the line
 * @param claim the claim that it is about, null if its name is not known
 * @param suggestion what was probably meant, or null
 * @param message a sentence for people
 */
public record Problem(
    String code,
    String path,
    Long offset,
    Long line,
    Long column,
    String claim,
    String suggestion,
    String message) {
  @Override
  public String toString() {
    return (path == null || path.isEmpty() ? "byte " + offset : path) + ": " + message;
  }
}
