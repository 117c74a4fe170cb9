package io.github.claimsmith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A config or a session, as JSON text. It need not be valid: the engine says what is wrong. */
public final class Json {
  /** The text, unless it is in UTF-8 already. */
  private final String text;

  private final byte[] utf8;

  private Json(String text, byte[] utf8) {
    this.text = text;
    this.utf8 = utf8;
  }

  /** A JSON text, which goes to the module as it is. */
  public static Json text(String text) {
    return new Json(text, null);
  }

  /** A JSON text in UTF-8, which goes to the module as it is. The array must not be changed. */
  public static Json utf8(byte[] text) {
    return new Json(null, text);
  }

  /**
   * A value that Jackson writes as JSON: a map, a record, a {@code JsonNode}.
   *
   * @throws IllegalArgumentException if JSON cannot hold it
   */
  public static Json of(Object value) {
    try {
      return text(Texts.write(value));
    } catch (IOException e) {
      throw new IllegalArgumentException("JSON cannot hold this value: " + e.getMessage(), e);
    }
  }

  /**
   * The text in UTF-8, up to one byte past a limit. Its size is judged before all else, so that is
   * enough.
   */
  byte[] bytes(int limit) {
    // No character has less than a byte.
    var bytes = text == null ? utf8 : encode(text.substring(0, Math.min(text.length(), limit + 1)));
    return bytes.length > limit ? Arrays.copyOf(bytes, limit + 1) : bytes;
  }

  /**
   * A string in UTF-8. Lone surrogates become the bytes that they would have if UTF-8 had any for
   * them, which the module finds as it finds all that is no JSON.
   */
  private static byte[] encode(String text) {
    try {
      var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text.toCharArray()));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (CharacterCodingException e) {
      return encodeSurrogates(text);
    }
  }

  private static byte[] encodeSurrogates(String text) {
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
