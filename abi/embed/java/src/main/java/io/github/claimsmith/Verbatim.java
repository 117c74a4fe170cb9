package io.github.claimsmith;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /**
   * Reads an object as a map in its order, as libraries of tokens take it: of strings, booleans,
   * lists, maps and nulls, and of numbers that keep their digits, {@code Integer}, {@code Long}, {@code
   * BigInteger} and {@code BigDecimal}. The map is the caller's own.
   *
   * @throws IllegalArgumentException if it is no object, or Jackson cannot read it
   */
  public Map<String, Object> asMap() {
    try {
      return Texts.MAPPER.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Jackson cannot read this as a map: " + e.getMessage(), e);
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
