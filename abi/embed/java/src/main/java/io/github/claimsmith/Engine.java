package io.github.claimsmith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.claimsmith.EngineException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Machine;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/**
 * Runs the policy module. Threads may share an engine: each call has an instance to itself, of which
 * there are never more than there may be.
 *
 * <p>Every call may throw an {@link EngineException} with the code {@code CRASHED}, {@code
 * INTERRUPTED} or {@code BUSY}.
 */
public final class Engine {
  /** An instance whose memory has grown past this is replaced after its call. */
  private static final long RECYCLED_BYTES = 2 << 20;

  private final WasmModule module;
  private final Function<run.endive.runtime.Instance, Machine> machine;
  private final String digest;
  private final Semaphore permits;
  private final Duration patience;
  private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final int[] limits;
  private final String abiVersion;
  private final Raw raw = new Raw();

  private Engine(byte[] bytes, Options options) {
    digest = sha256(bytes);
    try {
      module = Parser.parse(bytes);
      machine = MachineFactoryCompiler.compile(module);
    } catch (RuntimeException e) {
      throw new EngineException(Code.INVALID_MODULE, "The module cannot be read: " + e.getMessage(), e);
    }
    permits = new Semaphore(options.instances);
    patience = options.patience;
    var first = make("_initialize");
    abiVersion = first.major() + "." + first.minor();
    idle.add(first);
    limits = new int[] {Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 1};
    var described = describe().path("limits");
    limits[0] = described.path("config_bytes").asInt();
    limits[1] = described.path("session_bytes").asInt();
    limits[2] = described.path("audience_bytes").asInt();
  }

  /** Loads the library's own module, with as many instances as there are processors. */
  public static Engine load() {
    return new Options().load();
  }

  /** How an engine is made. */
  public static final class Options {
    private int instances = Runtime.getRuntime().availableProcessors();
    private Duration patience;

    /** The defaults. */
    public Options() {}

    /** How many calls run at once, each on an instance of its own; by default as many as processors. */
    public Options instances(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("An engine needs an instance.");
      }
      instances = most;
      return this;
    }

    /** How long a call waits for a free instance before it is {@code BUSY}; for ever by default. */
    public Options patience(Duration most) {
      patience = most;
      return this;
    }

    /** Compiles the library's own module. */
    public Engine load() {
      try (var in = Engine.class.getResourceAsStream("claims.wasm")) {
        return load(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Compiles another module.
     *
     * @throws EngineException if it cannot be run
     */
    public Engine load(byte[] module) {
      return new Engine(module, this);
    }
  }

  /** The module's SHA-256, in hexadecimal digits. Engines of one digest decide alike. */
  public String digest() {
    return digest;
  }

  /** The version of the contract that the module speaks, as {@code 1.0}. */
  public String abiVersion() {
    return abiVersion;
  }

  /**
   * Decides which custom claims go into the tokens of one transaction.
   *
   * @param audience one, or several
   * @throws PolicyException if an input is at fault or a payload is too large
   */
  public Outcome evaluate(Json config, Json session, String... audience) {
    return value("evaluate", Outcome.class, config, session, audience(audience));
  }

  /**
   * Decides as {@link #evaluate} does, and says why.
   *
   * @param audience one, or several
   * @throws PolicyException if an input is at fault
   */
  public Explanation explain(Json config, Json session, String... audience) {
    return value("explain", Explanation.class, config, session, audience(audience));
  }

  /** Judges a config alone. */
  public Validation validate(Json config) {
    return value("validate", Validation.class, config);
  }

  /** The contract and the policy's tables, as JSON. */
  public JsonNode describe() {
    return value("describe", ObjectNode.class);
  }

  /** The contract itself: JSON texts in, the module's own text out. */
  public Raw raw() {
    return raw;
  }

  /** The functions on JSON texts. A failure is a result that is not {@code ok}. */
  public final class Raw {
    private Raw() {}

    /** Decides. The audience is JSON too: a string stands in its quotes. */
    public RawResult evaluate(Json config, Json session, Json audience) {
      return call("evaluate", config, session, audience);
    }

    /** Decides, and says why. */
    public RawResult explain(Json config, Json session, Json audience) {
      return call("explain", config, session, audience);
    }

    /** Judges a config. */
    public RawResult validate(Json config) {
      return call("validate", config);
    }

    /** The policy's tables. */
    public RawResult describe() {
      return call("describe");
    }
  }

  private static Json audience(String[] audience) {
    return Json.of(audience.length == 1 ? audience[0] : audience);
  }

  private <T> T value(String name, Class<T> type, Json... texts) {
    var result = call(name, texts);
    try {
      if (!result.ok()) {
        throw PolicyException.read(result.text());
      }
      return Texts.MAPPER.readValue(result.text(), type);
    } catch (JsonProcessingException e) {
      throw crashed(name, e);
    }
  }

  private RawResult call(String name, Json... texts) {
    var bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = Json.cut(texts[i].bytes(), limits[i]);
    }
    acquire();
    try {
      var instance = idle.pollLast();
      var serving = instance == null ? make(name) : instance;
      var result = guarded(name, () -> serving.call(name, bytes));
      if (serving.memoryBytes() <= RECYCLED_BYTES) {
        idle.addLast(serving);
      }
      return result;
    } finally {
      permits.release();
    }
  }

  private void acquire() {
    try {
      if (patience == null) {
        permits.acquire();
      } else if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new EngineException(Code.BUSY, "No instance was free within " + patience + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Code.INTERRUPTED, "Interrupted while waiting for an instance.", e);
    }
  }

  private Instance make(String name) {
    return guarded(name, () -> new Instance(module, machine));
  }

  private interface Work<T> {
    T run();
  }

  /** Whatever a broken module leads to is a crash of its instance, which is then not kept. */
  private static <T> T guarded(String name, Work<T> work) {
    try {
      return work.run();
    } catch (EngineException e) {
      throw e;
    } catch (WasmInterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Code.INTERRUPTED, "Interrupted in " + name + ".", e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw crashed(name, e);
    }
  }

  private static EngineException crashed(String name, Throwable cause) {
    return new EngineException(Code.CRASHED, "The module's instance crashed in " + name + ": " + cause.getMessage(), cause);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
