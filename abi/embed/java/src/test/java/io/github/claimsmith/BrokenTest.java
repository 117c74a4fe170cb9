package io.github.claimsmith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.claimsmith.EngineException.Code;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
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
    assertEquals("{}", engine.evaluate(EMPTY, EMPTY, "").accessToken().claims().toString());
  }

  private static EngineException fails(Code code, Executable call) {
    var error = assertThrows(EngineException.class, call);
    assertEquals(code, error.code(), error::getMessage);
    return error;
  }

  static Stream<String> misbehaviours() {
    return "tsaplgeufc".chars().mapToObj(Character::toString);
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

  @Test
  void aTextThatIsNoJson() {
    var engine = engine();
    fails(Code.CRASHED, () -> engine.evaluate(Json.text("j"), EMPTY, ""));
    works(engine);
  }

  @Test
  void anInstanceThatHasGrownIsReplaced() {
    var engine = engine();
    assertEquals(NONE, evaluate(engine, "m"));
    works(engine);
  }

  @Test
  void aFailureOfTheFuture() {
    var engine = engine();
    var error = assertThrows(PolicyException.class, () -> engine.evaluate(Json.text("v"), EMPTY, ""));
    assertEquals("of_the_future", error.code());
    works(engine);
  }

  @Test
  void aTextIsCutOneBytePastItsLimit() {
    var engine = engine();
    assertEquals(NONE, evaluate(engine, "n".repeat(50_000)));
    assertEquals(NONE, evaluate(engine, "n" + "€".repeat(50_000)));
  }

  @Test
  void anInterruptStopsACall() throws InterruptedException {
    var engine = engine();
    var caught = new AtomicReference<Throwable>();
    var flag = new AtomicReference<Boolean>();
    var calling = new Thread(() -> {
      caught.set(assertThrows(EngineException.class, () -> evaluate(engine, "w")));
      flag.set(Thread.currentThread().isInterrupted());
    });
    calling.start();
    calling.interrupt();
    calling.join();
    assertEquals(Code.INTERRUPTED, ((EngineException) caught.get()).code());
    assertTrue(flag.get());
    works(engine);
  }

  @Test
  void noMoreInstancesThanThereMayBe() throws InterruptedException {
    var engine = new Engine.Options().instances(1).patience(Duration.ofMillis(50)).load(Fixtures.broken("guest"));
    var calling = new Thread(() -> fails(Code.INTERRUPTED, () -> evaluate(engine, "w")));
    calling.start();
    // It has the only instance as soon as one is asked for in vain.
    fails(Code.BUSY, () -> {
      while (true) {
        evaluate(engine, "{}");
      }
    });
    calling.interrupt();
    calling.join();
    works(engine);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "import | imports env.print",
    "version-2.3 | 2.3 of the contract, this library needs 1.0",
    "version-0.7 | 0.7 of the contract, this library needs 1.0",
    "no-version | no abi-version",
    "no-validate | no validate",
    "no-memory | no memory",
    "another-signature | validate has another signature"
  })
  void modulesThatAreRefused(String name, String says) {
    var error = fails(Code.INCOMPATIBLE_MODULE, () -> new Engine.Options().load(Fixtures.broken(name)));
    assertTrue(error.getMessage().contains(says), error::getMessage);
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
