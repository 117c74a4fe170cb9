package io.github.claimsmith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Times the library: {@code Bench FOLDER WAY} prints one line of JSON. The folder has config.json,
 * session.json and audience.json; the way says when the module is compiled. Each way needs a process
 * of its own, in which nothing has started yet.
 */
final class Bench {
  private static final int BATCHES = 5;
  private static final int INSTANCES = 64;

  private static final Map<String, Supplier<Engine>> WAYS = Map.of(
      "ahead, as bytecode", Engine::load,
      "at start", () -> new Engine.Options().load(module()));

  private final Engine engine;
  private final List<Json> texts;

  private Bench(Engine engine, List<Json> texts) {
    this.engine = engine;
    this.texts = texts;
  }

  /** Measures the start, a call and an instance. */
  public static void main(String[] args) throws IOException {
    var texts = new ArrayList<Json>();
    for (var name : List.of("config", "session", "audience")) {
      texts.add(Json.utf8(Files.readAllBytes(Path.of(args[0], name + ".json"))));
    }
    var way = WAYS.get(args[1]);
    if (way == null) {
      throw new IllegalArgumentException("The ways are " + WAYS.keySet());
    }
    var start = System.nanoTime();
    var bench = new Bench(way.get(), texts);
    bench.batch(1);
    var cold = System.nanoTime() - start;

    var calls = 1000;
    while (bench.batch(calls) < 1_000_000_000) {
      calls *= 2;
    }
    var each = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      each[i] = (double) bench.batch(calls / 4) / (calls / 4);
    }
    Arrays.sort(each);
    System.out.println(Texts.MAPPER.createObjectNode()
        .put("compiled", args[1])
        .put("runtime", "Endive " + System.getProperty("endive.version") + " (Java " + Runtime.version().feature() + ")")
        .put("cold_start_ms", cold / 1e6)
        .put("evaluate_us", each[BATCHES / 2] / 1e3)
        .put("instance_kib", bench.instanceKib()));
  }

  private static byte[] module() {
    try (var in = Engine.class.getResourceAsStream("claims.wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long batch(int calls) {
    var start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      engine.raw().evaluate(texts.get(0), texts.get(1), texts.get(2));
    }
    return System.nanoTime() - start;
  }

  /** By how much the heap grows with each instance. */
  private double instanceKib() {
    var instances = new ArrayList<Instance>();
    var before = heap();
    while (instances.size() < INSTANCES) {
      instances.add(engine.make("_initialize"));
    }
    return (heap() - before) / 1024.0 / instances.size();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
