package io.github.claimsmith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.claimsmith.EngineException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that misbehave: refused, or one instance is lost and never a wrong answer given. */
class BrokenTest {
  private static final RawResult NONE = new RawResult(true, "{\"access_token\":{\"claims\":{},\"bytes\":2}}");
  private static final Json EMPTY = Json.text("{}");

  private static Engine engine() {
    return new Engine.Options().instances(1).load(Fixtures.broken("guest"));
  }

  private static RawResult evaluate(Engine engine, String config) {
    return engine.raw().evaluate(Json.text(config), EMPTY, Json.text("\"\""));
  }

  /** Sees that an instance serves that was never misused. */
  private static void works(Engine engine) {
    assertEquals(NONE, evaluate(engine, "{}"));
    assertEquals("{}", engine.evaluate(EMPTY, EMPTY, "").accessToken().claims().text());
  }

  private static EngineException fails(Code code, Executable call) {
    var error = assertThrows(EngineException.class, call);
    assertEquals(code, error.code(), error::getMessage);
    return error;
  }

  static Stream<String> misbehaviours() {
    return "tsaplgeufcb".chars().mapToObj(Character::toString);
  }

  @ParameterizedTest
  @MethodSource("misbehaviours")
  void anInstanceIsLostAndNothingElse(String misbehaviour) {
    var engine = engine();
    works(engine);
    var config = Json.text(misbehaviour);
    for (int i = 0; i < 2; i++) {
      for (Executable call : new Executable[] {
        () -> evaluate(engine, misbehaviour),
        () -> engine.raw().explain(config, EMPTY, Json.text("\"\"")),
        () -> engine.raw().validate(config)
      }) {
        assertNotNull(fails(Code.CRASHED, call).getCause());
        works(engine);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1013, 1019})
  void roomThatIsNone(int size) {
    var engine = engine();
    var session = Json.text(" ".repeat(size - 4));
    fails(Code.CRASHED, () -> engine.raw().evaluate(EMPTY, session, Json.text("\"\"")));
    works(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"j", "o"})
  void aTextThatIsNoJson(String misbehaviour) {
    var engine = engine();
    var config = Json.text(misbehaviour);
    for (Executable call : new Executable[] {
      () -> engine.evaluate(config, EMPTY, ""),
      () -> engine.explain(config, EMPTY, ""),
      () -> engine.validate(config)
    }) {
      fails(Code.CRASHED, call);
      works(engine);
    }
  }

  @Test
  void memoryIsBoundedByTheHostToo() {
    var engine = new Engine.Options().instances(1).load(Fixtures.broken("unlimited"));
    fails(Code.CRASHED, () -> evaluate(engine, "b"));
    works(engine);
  }

  @Test
  void anInstanceThatHasGrownIsReplaced() {
    var engine = engine();
    assertEquals(NONE, evaluate(engine, "m"));
    works(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "r"})
  void aFailureOfTheFuture(String failure) {
    var engine = engine();
    var error = assertThrows(PolicyException.class, () -> engine.evaluate(Json.text(failure), EMPTY, ""));
    assertEquals("of_the_future", error.code());
    works(engine);
  }

  @Test
  void aTextIsCutOneBytePastItsLimit() {
    var engine = engine();
    assertEquals(NONE, evaluate(engine, "n".repeat(50_000)));
    assertEquals(NONE, evaluate(engine, "n" + "€".repeat(50_000)));
  }

  /** Has the only instance until it is interrupted, and then sees that it was. */
  private static FutureTask<Void> hold(Engine engine) {
    return new FutureTask<>(() -> {
      fails(Code.INTERRUPTED, () -> evaluate(engine, "w"));
      assertTrue(Thread.currentThread().isInterrupted());
      return null;
    });
  }

  private static Thread start(FutureTask<Void> task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void until(BooleanSupplier condition) {
    var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "It did not happen in time.");
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptStopsACall() throws Exception {
    var engine = new Engine.Options().instances(1).patience(Duration.ZERO).load(Fixtures.broken("guest"));
    var holding = hold(engine);
    var thread = start(holding);
    try {
      until(() -> engine.permits.availablePermits() == 0);
      // No more instances than there may be.
      fails(Code.BUSY, () -> evaluate(engine, "{}"));
    } finally {
      thread.interrupt();
    }
    holding.get(1, TimeUnit.MINUTES);
    works(engine);
  }

  @Test
  void whoWaitsIsNotOvertaken() {
    assertTrue(engine().permits.isFair());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "import | imports env.print",
    "version-2.3 | 2.3 of the contract, this library needs 1.0",
    "version-0.7 | 0.7 of the contract, this library needs 1.0",
    "no-version | no abi-version",
    "no-validate | no validate",
    "no-memory | no memory",
    "another-signature | validate has another signature",
    "no-limits | no config_bytes"
  })
  void modulesThatAreRefused(String name, String says) {
    var error = fails(Code.INCOMPATIBLE_MODULE, () -> new Engine.Options().load(Fixtures.broken(name)));
    assertTrue(error.getMessage().contains(says), error::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e3", "true", "67108865", "4294967297", "\"10000\""})
  void limitsThatCannotBe(String limit) {
    var described = "\"config_bytes\":10000,\"session_bytes\":20000,\"audience_bytes\":13000";
    var other = "\"audience_bytes\":1,\"session_bytes\":1,\"config_bytes\":" + limit;
    var padded = other + " ".repeat(described.length() - other.length());
    var guest = new String(Fixtures.broken("guest"), StandardCharsets.ISO_8859_1);
    var module = guest.replace(described, padded).getBytes(StandardCharsets.ISO_8859_1);
    fails(Code.INCOMPATIBLE_MODULE, () -> new Engine.Options().load(module));
  }

  @Test
  void aModuleThatTrapsAtOnce() {
    fails(Code.CRASHED, () -> new Engine.Options().load(Fixtures.broken("initialize-traps")));
  }

  @Test
  void whatIsNoModule() {
    for (var bytes : new byte[][] {{}, "no module".getBytes(), {0, 'a', 's', 'm', 1, 0, 0, 0, 99}}) {
      fails(Code.INVALID_MODULE, () -> new Engine.Options().load(bytes));
    }
  }
}
