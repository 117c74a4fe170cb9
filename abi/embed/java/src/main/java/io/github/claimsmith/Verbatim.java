package io.github.claimsmith;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;

/**
 * JSON as the module wrote it: with every digit, in its order. It may hold what Jackson cannot, such
 * as an exponent of ten digits, or half a surrogate pair in a member's name.
 *
 * @param text the JSON text
 */
@JsonDeserialize(using = Verbatim.Reader.class)
public record Verbatim(@JsonValue @JsonRawValue String text) {
  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if Jackson cannot
   */
  public JsonNode read() {
    try {
      return Texts.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Jackson cannot read this: " + e.getMessage(), e);
    }
  }

  /** Takes a value out of the text that is read, which is the attribute of the name {@code text}. */
  static final class Reader extends JsonDeserializer<Verbatim> {
    @Override
    public Verbatim deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      var start = parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      var end = parser.currentLocation().getCharOffset();
      return new Verbatim(((String) context.getAttribute("text")).substring((int) start, (int) end));
    }
  }
}
