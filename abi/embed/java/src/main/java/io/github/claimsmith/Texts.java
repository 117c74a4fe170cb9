package io.github.claimsmith;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/** How texts are read and written. */
final class Texts {
  /** It ignores members of later versions, keeps digits, and has no limits of its own. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** For types that are not the library's own: members keep their names. */
  private static final ObjectMapper WRITER =
      JsonMapper.builder()
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  /** Half of a pair; the two halves of a whole one are one character for a pattern. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("[\\ud800-\\udfff]");

  private static final Pattern SURROGATE_ESCAPE = Pattern.compile("\\\\u[dD][89a-fA-F]");

  private Texts() {}

  /** Reads what the module wrote. */
  static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readerFor(type).withAttribute("text", text).readValue(readable(text));
  }

  /**
   * Jackson does not read half a surrogate pair in a name. The names that this library needs have no
   * surrogates, and the others are taken out of the text itself: here they may be others, of the same
   * length.
   */
  private static String readable(String text) {
    if (!SURROGATE_ESCAPE.matcher(text).find()) {
      return text;
    }
    var readable = new StringBuilder(text);
    for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      var start = at + 1;
      for (at = start; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
      }
      if (text.startsWith(":", at + 1)) {
        var name = SURROGATE_ESCAPE.matcher(text.substring(start, at)).replaceAll("\\\\u00");
        readable.replace(start, at, name);
      }
    }
    return readable.toString();
  }

  /**
   * Writes a value.
   *
   * @throws JsonProcessingException if JSON cannot hold it
   */
  static String write(Object value) throws IOException {
    var text = WRITER.writeValueAsString(value);
    try (var parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        // Numbers that are none are found, which Jackson writes as they are.
      }
    }
    return LONE_SURROGATE.matcher(text).replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
  }
}
