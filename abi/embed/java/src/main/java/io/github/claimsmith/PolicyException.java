package io.github.claimsmith;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.OptionalLong;

/** There is no outcome: an input is at fault, or a payload is too large. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;
  private final transient Failure failure;

  private record Envelope(Failure error) {}

  private record Failure(
      String code, String message, List<Problem> problems, String token, Long bytes, Long limit) {}

  private PolicyException(String text, Failure failure, String message) {
    super(message);
    this.text = text;
    this.failure = failure;
  }

  /**
   * Reads a failure as the module writes them.
   *
   * @throws JsonProcessingException if it is none
   */
  static PolicyException read(String text) throws JsonProcessingException {
    var failure = failureOf(text);
    var problems = failure.problems() == null ? List.<Problem>of() : failure.problems();
    var says = problems.isEmpty() ? failure.message() : problems.get(0).toString();
    var more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
    return new PolicyException(text, failure, failure.code() + ": " + says + more);
  }

  private static Failure failureOf(String text) throws JsonProcessingException {
    var failure = Texts.read(text, Envelope.class).error();
    if (failure == null || failure.code() == null) {
      throw new IllegalStateException("The text is no failure.");
    }
    return failure;
  }

  /** {@code invalid_config}, {@code invalid_session}, {@code invalid_audience} or {@code payload_too_large}. */
  public String code() {
    return failure().code();
  }

  /** What is wrong with the input, each at its place. */
  public List<Problem> problems() {
    return failure().problems() == null ? List.of() : failure().problems();
  }

  /** Of {@code payload_too_large}: the token; else null. */
  public String token() {
    return failure().token();
  }

  /** Of {@code payload_too_large}: the token's size in bytes. */
  public OptionalLong bytes() {
    return optional(failure().bytes());
  }

  /** Of {@code payload_too_large}: the limit in bytes. */
  public OptionalLong limit() {
    return optional(failure().limit());
  }

  /** The failure as the module wrote it. */
  public String text() {
    return text;
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** What the text says; it is read again where the exception was serialized. */
  private Failure failure() {
    if (failure != null) {
      return failure;
    }
    try {
      return failureOf(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
