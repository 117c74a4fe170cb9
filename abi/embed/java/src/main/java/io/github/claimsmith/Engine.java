package io.github.claimsmith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.claimsmith.EngineException.Code;
import io.github.claimsmith.compiled.ClaimsModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.InterpreterMachine;
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

  private static final Json NO_AUDIENCE = Json.text("\"\"");

  private final WasmModule module;
  private final Function<run.endive.runtime.Instance, Machine> machine;
  private final Supplier<String> digest;
  final Semaphore permits; // the tests look at it
  private final Duration patience;
  private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final int[] limits;
  private final String abiVersion;
  private final Raw raw = new Raw();

  private Engine(Supplier<String> digest, WasmModule module, Function<run.endive.runtime.Instance, Machine> machine, Options options) {
    this.digest = digest;
    this.module = module;
    this.machine = machine;
    permits = new Semaphore(options.instances, true); // fair: nobody is overtaken
    patience = options.patience;
    var first = make("_initialize");
    abiVersion = first.major() + "." + first.minor();
    idle.add(first);
    limits = limits(describe().path("limits"));
  }

  /** How many bytes of a config, a session and an audience the module takes. */
  private static int[] limits(JsonNode described) {
    return Stream.of("config_bytes", "session_bytes", "audience_bytes").mapToInt(name -> {
      var limit = described.path(name);
      if (!limit.isInt() || limit.intValue() < 1 || limit.intValue() > Instance.BYTES) {
        throw Instance.incompatible("its describe has no " + name + " that can be");
      }
      return limit.intValue();
    }).toArray();
  }

  /** Loads the library's own module, with as many instances as there are processors. */
  public static Engine load() {
    return new Options().load();
  }

  /** Of the library's own module, for those who ask: a start does not wait for it. */
  private static final class Own {
    static final String DIGEST = digest();

    private static String digest() {
      try (var in = Engine.class.getResourceAsStream("claims.wasm")) {
        return sha256(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
      if (most.isNegative()) {
        throw new IllegalArgumentException("The patience is negative.");
      }
      patience = most;
      return this;
    }

    /** Loads the library's own module, which was compiled when the library was built. */
    public Engine load() {
      return new Engine(() -> Own.DIGEST, ClaimsModule.load(), ClaimsModule::create, this);
    }

    /**
     * Loads another module. Endive's compiler, {@code run.endive:compiler}, makes it fast where it is
     * on the class path or module path; else it is interpreted.
     *
     * @throws EngineException if it cannot be run
     */
    public Engine load(byte[] module) {
      try {
        var parsed = Parser.parse(module);
        var digest = sha256(module);
        return new Engine(() -> digest, parsed, machine(parsed), this);
      } catch (EngineException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new EngineException(Code.INVALID_MODULE, "The module cannot be read: " + e.getMessage(), e);
      }
    }

    private static Function<run.endive.runtime.Instance, Machine> machine(WasmModule module) {
      try {
        return MachineFactoryCompiler.compile(module);
      } catch (NoClassDefFoundError e) {
        return InterpreterMachine::new;
      }
    }
  }

  /** The module's SHA-256, in hexadecimal digits. Engines of one digest decide alike. */
  public String digest() {
    return digest.get();
  }

  /** The version of the contract that the module speaks, as {@code 1.0}. */
  public String abiVersion() {
    return abiVersion;
  }

  /**
   * Decides which custom claims go into the tokens of one transaction.
   *
   * @param audience one, several, or none (null, too): then the token is for no API in particular
   * @throws PolicyException if an input is at fault or a payload is too large
   */
  public Outcome evaluate(Json config, Json session, String... audience) {
    return evaluate(config, session, list(audience));
  }

  /**
   * Decides which custom claims go into the tokens of one transaction.
   *
   * @param audience one, several, or none (null, too): then the token is for no API in particular
   * @throws PolicyException if an input is at fault or a payload is too large
   */
  public Outcome evaluate(Json config, Json session, Collection<String> audience) {
    return value("evaluate", Outcome.class, given("config", config), given("session", session), audience(audience));
  }

  /**
   * Decides as {@link #evaluate(Json, Json, String...)} does, and says why.
   *
   * @throws PolicyException if an input is at fault
   */
  public Explanation explain(Json config, Json session, String... audience) {
    return explain(config, session, list(audience));
  }

  /**
   * Decides as {@link #evaluate(Json, Json, Collection)} does, and says why.
   *
   * @throws PolicyException if an input is at fault
   */
  public Explanation explain(Json config, Json session, Collection<String> audience) {
    return value("explain", Explanation.class, given("config", config), given("session", session), audience(audience));
  }

  /**
   * Binds a config, to evaluate many sessions with it.
   *
   * @throws PolicyException if something is wrong with the config
   */
  public Policy policy(Json config) {
    return new Policy(this, Json.utf8(given("config", config).bytes(limits[0])));
  }

  /** Judges a config alone. */
  public Validation validate(Json config) {
    return value("validate", Validation.class, given("config", config));
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
      return text("evaluate", config, session, audience);
    }

    /** Decides, and says why. */
    public RawResult explain(Json config, Json session, Json audience) {
      return text("explain", config, session, audience);
    }

    /** Judges a config. */
    public RawResult validate(Json config) {
      return text("validate", config);
    }

    /** The policy's tables. */
    public RawResult describe() {
      return text("describe");
    }
  }

  private static Json given(String name, Json text) {
    return Objects.requireNonNull(text, name);
  }

  static Collection<String> list(String[] audience) {
    // One that is null is how a caller's String says that there is none.
    var none = audience == null || audience.length == 1 && audience[0] == null;
    return none ? List.of() : Arrays.asList(audience);
  }

  private static Json audience(Collection<String> audience) {
    if (audience == null || audience.isEmpty()) {
      return NO_AUDIENCE;
    }
    audience.forEach(one -> Objects.requireNonNull(one, "audience"));
    return Json.of(audience.size() == 1 ? audience.iterator().next() : audience);
  }

  private <T> T value(String name, Class<T> type, Json... texts) {
    Object found = call(
        result -> result.ok() ? Texts.read(result.text(), type) : PolicyException.read(result.text()), name, texts);
    if (found instanceof PolicyException failure) {
      throw failure;
    }
    return type.cast(found);
  }

  private RawResult text(String name, Json... texts) {
    Reader<RawResult> check = result -> {
      if (!result.ok()) {
        PolicyException.read(result.text());
      }
      return result;
    };
    return call(check, name, texts);
  }

  private interface Reader<T> {
    T read(RawResult result) throws JsonProcessingException;
  }

  /** Makes a call. An instance that fails at it, or whose text cannot be read, is not kept. */
  private <T> T call(Reader<T> reader, String name, Json... texts) {
    var bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = texts[i].bytes(limits[i]);
    }
    acquire();
    try {
      var instance = idle.pollLast();
      var serving = instance == null ? make(name) : instance;
      var found = guarded(name, () -> reader.read(serving.call(name, bytes)));
      if (serving.memoryBytes() <= RECYCLED_BYTES) {
        idle.addLast(serving);
      }
      return found;
    } finally {
      permits.release();
    }
  }

  private void acquire() {
    try {
      if (patience == null) {
        permits.acquire();
      } else if (!permits.tryAcquire(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
        throw new EngineException(Code.BUSY, "No instance was free within " + patience + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Code.INTERRUPTED, "Interrupted while waiting for an instance.", e);
    }
  }

  Instance make(String name) { // the bench makes some
    return guarded(name, () -> new Instance(module, machine));
  }

  private interface Work<T> {
    T run() throws JsonProcessingException;
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
    } catch (JsonProcessingException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new EngineException(Code.CRASHED, "The module's instance crashed in " + name + ": " + e.getMessage(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
