package io.github.claimsmith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The library gives the Go host's bytes for every vector and every hostile input. */
class CorpusTest {
  private static final List<Fixtures.Line> LINES = Fixtures.corpus();

  private static void same(Fixtures.Line line, RawResult result) {
    assertEquals(line.expected(), result, () -> line.function() + ": " + line.name());
  }

  private static RawResult run(Engine engine, Fixtures.Line line) {
    return line.call(engine, line.inputs().stream().map(Json::utf8).toList());
  }

  @Test
  void theCorpusIsAllThere() {
    assertTrue(LINES.size() > 2400);
    assertTrue(LINES.stream().filter(line -> !line.ok()).count() > 100);
  }

  @Test
  void oneThreadGetsTheSame() {
    var engine = new Engine.Options().instances(1).load();
    LINES.forEach(line -> same(line, run(engine, line)));
  }

  /** The audience as people pass it, or null if this text is no audience of theirs. */
  private static String[] audience(byte[] text) {
    try {
      var audience = Texts.MAPPER.readTree(text);
      var several = Texts.MAPPER.treeToValue(
          audience.isTextual() ? Texts.MAPPER.createArrayNode().add(audience) : audience, String[].class);
      return several == null || Arrays.asList(several).contains(null) ? null : several;
    } catch (IOException e) {
      return null;
    }
  }

  @Test
  void everyTextIsOneOfItsType() {
    var engine = new Engine.Options().instances(1).load();
    var outcomes = 0;
    var failures = 0;
    for (var line : LINES) {
      var texts = line.inputs().stream().map(Json::utf8).toList();
      var audience = texts.size() == 3 ? audience(line.inputs().get(2)) : new String[0];
      if (audience == null) {
        continue;
      }
      try {
        switch (line.function()) {
          case "evaluate" -> engine.evaluate(texts.get(0), texts.get(1), audience);
          case "explain" -> engine.explain(texts.get(0), texts.get(1), audience);
          default -> engine.validate(texts.get(0));
        }
        outcomes++;
      } catch (PolicyException e) {
        failures++;
      }
    }
    assertTrue(outcomes > 1500, outcomes + " outcomes");
    assertTrue(failures > 700, failures + " failures");
  }

  @Test
  void manyThreadsGetTheSameFromFewInstances() throws Exception {
    var engine = new Engine.Options().instances(2).load();
    var threads = Executors.newFixedThreadPool(8);
    try {
      var results = new ArrayList<Future<RawResult>>();
      for (var line : LINES) {
        results.add(threads.submit(() -> run(engine, line)));
      }
      for (int i = 0; i < LINES.size(); i++) {
        same(LINES.get(i), results.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void stringsGetTheSameAsBytes() {
    var engine = Engine.load();
    var compared = 0;
    for (var line : LINES) {
      if (line.inputs().stream().allMatch(CorpusTest::isText)) {
        var texts = line.inputs().stream().map(Fixtures::text).map(Json::text).toList();
        same(line, line.call(engine, texts));
        compared++;
      }
    }
    assertTrue(compared > 2100);
  }

  private static boolean isText(byte[] utf8) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
