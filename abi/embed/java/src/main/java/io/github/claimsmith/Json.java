package io.github.claimsmith;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A config or a session, as JSON text in UTF-8. It need not be valid: the engine says what is wrong. */
public final class Json {
  private final byte[] utf8;

  private Json(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A JSON text, which goes to the module as it is. */
  public static Json text(String text) {
    return new Json(encode(text));
  }

  /** A JSON text in UTF-8, which goes to the module as it is. The array must not be changed. */
  public static Json utf8(byte[] text) {
    return new Json(text);
  }

  /**
   * A value that is written as JSON: a map, a record, a {@code JsonNode}.
   *
   * @throws IllegalArgumentException if JSON cannot hold it
   */
  public static Json of(Object value) {
    try {
      return new Json(Texts.MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("JSON cannot hold this value: " + e.getMessage(), e);
    }
  }

  byte[] bytes() {
    return utf8;
  }

  /**
   * The text's bytes up to one past a limit. Its size is judged before all else, so that is enough.
   */
  static byte[] cut(byte[] text, int limit) {
    return text.length > limit ? Arrays.copyOf(text, limit + 1) : text;
  }

  /**
   * A string in UTF-8. Lone surrogates become the bytes that they would have if UTF-8 had any for
   * them, which the module finds as it finds all that is no JSON.
   */
  private static byte[] encode(String text) {
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length() * 3);
    text.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3f);
                bytes.write(0x80 | point & 0x3f);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }
}
