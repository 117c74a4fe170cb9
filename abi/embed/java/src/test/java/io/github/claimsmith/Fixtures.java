package io.github.claimsmith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** What abi/embed/fixtures.sh makes: the corpus and modules that misbehave. */
final class Fixtures {
  private Fixtures() {}

  /** A call, and what the Go host got for it. */
  record Line(String name, String function, List<byte[]> inputs, boolean ok, String text) {
    RawResult call(Engine engine, List<Json> texts) {
      var raw = engine.raw();
      return switch (function) {
        case "evaluate" -> raw.evaluate(texts.get(0), texts.get(1), texts.get(2));
        case "explain" -> raw.explain(texts.get(0), texts.get(1), texts.get(2));
        case "validate" -> raw.validate(texts.get(0));
        default -> throw new IllegalStateException(function);
      };
    }

    RawResult expected() {
      return new RawResult(ok, text);
    }
  }

  private static Path folder() {
    var folder = System.getenv("CLAIMSMITH_FIXTURES");
    if (folder == null) {
      throw new IllegalStateException(
          "CLAIMSMITH_FIXTURES names no folder: run ./build.sh embed java, or make one with abi/embed/fixtures.sh");
    }
    return Path.of(folder);
  }

  /** A module that a host must refuse, or {@code guest}, which misbehaves when asked to. */
  static byte[] broken(String name) {
    try {
      return Files.readAllBytes(folder().resolve("broken").resolve(name + ".wasm"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every vector's calls. */
  static List<Line> corpus() {
    try (var files = Files.list(folder().resolve("corpus"))) {
      return files.sorted().flatMap(file -> lines(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Line> lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.map(Fixtures::line).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String line) {
    try {
      // The text is not parsed and written anew, which would change it.
      var parts = line.split(",\"text\":", 2);
      JsonNode call = Texts.MAPPER.readTree(parts[0] + "}");
      var function = call.path("function").asText();
      var names = function.equals("validate") ? List.of("config") : List.of("config", "session", "audience");
      var inputs = names.stream().map(name -> Base64.getDecoder().decode(call.path(name).asText())).toList();
      var text = parts[1].substring(0, parts[1].length() - 1);
      return new Line(call.path("name").asText(), function, inputs, call.path("ok").asBoolean(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
