package io.github.claimsmith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The library as people use it. */
class EngineTest {
  private static final String API = "https://api.shop.example";
  private static final Json CONFIG = Json.of(Map.of(
      "access_token",
      Map.of(
          "custom_claim_mappings",
          List.of(Map.of("name", "country", "expression", "anonymous_session.metadata.country")))));
  private static final Json SESSION = Json.text("{\"metadata\":{\"country\":\"Spain\"}}");
  private static final Engine ENGINE = Engine.load();

  @Test
  void theModuleIsTheLibrarysOwn() throws Exception {
    var module = Files.readAllBytes(Path.of("../../claims.wasm"));
    var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(module));
    assertEquals(digest, ENGINE.digest());
    assertEquals("1.1", ENGINE.abiVersion());
    assertEquals(digest, new Engine.Options().load(module).digest());
  }

  @Test
  void theAudienceIsNoneOneOrSeveral() {
    var empty = ENGINE.raw().explain(CONFIG, SESSION, Json.text("\"\"")).text();
    var warnings = ENGINE.explain(CONFIG, SESSION, "").warnings().toString();
    for (var found : List.of(
        ENGINE.explain(CONFIG, SESSION), ENGINE.explain(CONFIG, SESSION, List.of()),
        ENGINE.explain(CONFIG, SESSION, (Collection<String>) null),
        ENGINE.explain(CONFIG, SESSION, (String[]) null), ENGINE.explain(CONFIG, SESSION, (String) null),
        ENGINE.policy(CONFIG).explain(SESSION, (String) null), ENGINE.policy(CONFIG).explain(SESSION))) {
      assertEquals(warnings, found.warnings().toString());
    }
    assertTrue(empty.contains("no_audience"));
    var several = ENGINE.evaluate(CONFIG, SESSION, Set.of(API, "https://other.example"));
    assertEquals(ENGINE.evaluate(CONFIG, SESSION, API, "https://other.example"), several);
    assertThrows(NullPointerException.class, () -> ENGINE.evaluate(CONFIG, SESSION, API, null));
    assertThrows(NullPointerException.class, () -> ENGINE.evaluate(CONFIG, null, API));
    assertThrows(NullPointerException.class, () -> ENGINE.policy(null));
  }

  @Test
  void aPolicy() {
    var config = Json.text("""
        {"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]},
         "id_token":{"custom_claim_mappings":[{"name":"language","expression":"user.language"}]}}""");
    var policy = ENGINE.policy(config);
    assertEquals(ENGINE.evaluate(config, SESSION, API), policy.evaluate(SESSION, API));
    assertEquals(ENGINE.evaluate(config, SESSION, API), policy.evaluate(SESSION, List.of(API)));
    assertEquals(ENGINE.explain(config, SESSION, API), policy.explain(SESSION, List.of(API)));
    var audience = Json.of(API);
    assertEquals(ENGINE.raw().evaluate(config, SESSION, audience), policy.evaluateRaw(SESSION, audience));
    assertEquals(Map.of("access_token", List.of("country"), "id_token", List.of("language")), policy.claimNames());
    var failure = assertThrows(PolicyException.class, () -> ENGINE.policy(Json.text("{\"access_token\":1}")));
    assertEquals("invalid_config", failure.code());
  }

  @Test
  void claimsAsAMap() {
    var session = Json.text("{\"metadata\":{\"country\":{\"n\":12345678901234567890,\"x\":[1.0,null,true]}}}");
    var claims = ENGINE.evaluate(CONFIG, session, API).accessToken().claims().asMap();
    var values = Arrays.asList(new BigDecimal("1.0"), null, true);
    assertEquals(Map.of("country", Map.of("n", new BigInteger("12345678901234567890"), "x", values)), claims);
    assertThrows(IllegalArgumentException.class, () -> new Verbatim("[]").asMap());
  }

  @Test
  void aSessionHasTwoForms() {
    var transaction = Json.text("{\"anonymous_session\":{\"metadata\":{\"country\":\"Spain\"}},\"scope\":\"openid\"}");
    assertEquals("anonymous_session", ENGINE.explain(CONFIG, SESSION, API).form());
    assertEquals("transaction", ENGINE.explain(CONFIG, transaction, API).form());
    assertEquals(ENGINE.evaluate(CONFIG, SESSION, API), ENGINE.evaluate(CONFIG, transaction, API));
  }

  @Test
  void anOutcome() {
    var outcome = ENGINE.evaluate(CONFIG, SESSION, API, "https://other.example");
    assertEquals("{\"country\":\"Spain\"}", outcome.accessToken().claims().text());
    assertEquals("Spain", outcome.accessToken().claims().read().path("country").textValue());
    assertEquals(19, outcome.accessToken().bytes());
    assertEquals(List.of(), outcome.ignored());
    var ignored = ENGINE.evaluate(CONFIG, Json.text("{}"), API).ignored().get(0);
    assertEquals("country", ignored.claim());
    assertEquals("no_value", ignored.reason());
  }

  @Test
  void anExplanation() {
    var decision = ENGINE.explain(CONFIG, Json.text("{\"metadata\":{}}"), API).decisions().get(0);
    assertEquals("no_value", decision.reason());
    assertEquals("set_value", decision.fix().code());
    assertEquals("/metadata/country", decision.fix().path());
  }

  @Test
  void aValidation() {
    assertTrue(ENGINE.validate(CONFIG).valid());
    var validation = ENGINE.validate(Json.text("{"));
    assertFalse(validation.valid());
    assertEquals(List.of("json_syntax"), validation.problems().stream().map(Problem::code).toList());
  }

  @Test
  void aDescription() {
    var description = ENGINE.describe();
    assertTrue(description.path("limits").path("mappings").asInt() > 0);
    assertTrue(description.path("problems").get(0).has("says"));
  }

  @Test
  void digitsAreKept() {
    var session = Json.text("{\"metadata\":{\"country\":[1.0,12345678901234567890,1e3]}}");
    var raw = ENGINE.raw().evaluate(CONFIG, session, Json.text('"' + API + '"'));
    assertTrue(raw.text().contains("\"country\":[1.0,12345678901234567890,1e3]"), raw::text);
    var numbers = ENGINE.evaluate(CONFIG, session, API).accessToken().claims().read().path("country");
    assertEquals(DecimalNode.valueOf(new BigDecimal("1.0")), numbers.get(0));
    assertEquals("12345678901234567890", numbers.get(1).bigIntegerValue().toString());
  }

  @Test
  void membersThatAreNullAreKept() {
    var nothing = new java.util.HashMap<String, Object>();
    nothing.put("a", null);
    var session = Json.of(Map.of("metadata", Map.of("country", nothing)));
    assertEquals("{\"country\":{\"a\":null}}", ENGINE.evaluate(CONFIG, session, API).accessToken().claims().text());
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {
    "{\"access_token\":1} | {} | invalid_config | wrong_type",
    "{} | { | invalid_session | json_syntax",
  }, delimiter = '|')
  void anInputAtFault(String config, String session, String code, String problem) throws Exception {
    var error = assertThrows(
        PolicyException.class, () -> ENGINE.evaluate(Json.text(config), Json.text(session), API));
    faults(error, code, problem);
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(error);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      var again = (PolicyException) in.readObject();
      faults(again, code, problem);
      assertEquals(error.getMessage(), again.getMessage());
    }
  }

  private static void faults(PolicyException error, String code, String problem) {
    assertEquals(code, error.code());
    assertEquals(List.of(problem), error.problems().stream().map(Problem::code).toList());
  }

  @Test
  void anAudienceAtFault() {
    faults(
        assertThrows(PolicyException.class, () -> ENGINE.evaluate(CONFIG, SESSION, "x".repeat(100_000))),
        "invalid_audience",
        "too_large");
  }

  @Test
  void aPayloadThatIsTooLarge() {
    var session = Json.of(Map.of("metadata", Map.of("country", "x".repeat(102_400))));
    var error = assertThrows(PolicyException.class, () -> ENGINE.evaluate(CONFIG, session, API));
    assertEquals("payload_too_large", error.code());
    assertEquals("access_token", error.token());
    assertEquals(OptionalLong.of(102_414), error.bytes());
    assertEquals(OptionalLong.of(102_400), error.limit());
    assertEquals(102_414, ENGINE.explain(CONFIG, session, API).error().bytes());
  }

  @Test
  void whatIsNoUnicodeIsFoundWhereItIs() {
    var start = "{\"metadata\":{\"country\":\"€";
    for (var session : List.of(Json.text(start + "\ud800\"}}"), Json.text(start + "\udc00\ud800\"}}"))) {
      var error = assertThrows(PolicyException.class, () -> ENGINE.evaluate(CONFIG, session, API));
      assertEquals("invalid_session", error.code());
      assertEquals(28, error.problems().get(0).offset());
    }
  }

  static Stream<String> claimsThatJavaCanHardlyHold() {
    return Stream.of(
        "1e99999999999",
        "1e2147483648",
        "9".repeat(60_000),
        "{\"" + "n".repeat(60_000) + "\":[\"\\ud800\",\"€\"]}",
        "{\"a\\\"\\\\\\ud800\":{\"\\uDFFFb\":\"\\\"\\ud800\\\\\"}}");
  }

  @ParameterizedTest
  @MethodSource("claimsThatJavaCanHardlyHold")
  void claimsAreKeptVerbatim(String value) {
    var session = Json.text("{\"metadata\":{\"country\":" + value + "}}");
    var claims = "{\"country\":" + value + "}";
    assertEquals(claims, ENGINE.evaluate(CONFIG, session, API).accessToken().claims().text());
    assertEquals(claims, ENGINE.explain(CONFIG, session, API).accessToken().claims().text());
  }

  @Test
  void whatJacksonCannotReadIsSaid() {
    for (var text : List.of("[1e99999999999]", "{\"\\ud800\":1}")) {
      assertThrows(IllegalArgumentException.class, () -> new Verbatim(text).read());
    }
  }

  @Test
  void claimsCanBePassedOn() {
    var claims = new Verbatim("{\"a\":1.0}");
    var passed = ENGINE.evaluate(CONFIG, Json.of(Map.of("metadata", Map.of("country", claims))), API);
    assertEquals("{\"country\":{\"a\":1.0}}", passed.accessToken().claims().text());
  }

  @Test
  void loneSurrogatesInValuesAreEscaped() {
    var session = Json.of(Map.of("metadata", Map.of("country", Map.of("\ud800", "a\udc00b\ud83d\ude00\u001f"))));
    assertEquals(
        "{\"access_token\":{\"claims\":{\"country\":{\"\\ud800\":\"a\\udc00b\ud83d\ude00\\u001f\"}},\"bytes\":43}}",
        ENGINE.raw().evaluate(CONFIG, session, Json.of("a\ud800b")).text());
    assertEquals(43, ENGINE.evaluate(CONFIG, session, "a\ud800b").accessToken().bytes());
  }

  @Test
  void membersOfOtherTypesKeepTheirNames() {
    record Person(String favouriteCountry) {}
    var config = Json.text(
        "{\"access_token\":{\"custom_claim_mappings\":"
            + "[{\"name\":\"country\",\"expression\":\"anonymous_session.metadata.favouriteCountry\"}]}}");
    var outcome = ENGINE.evaluate(config, Json.of(Map.of("metadata", new Person("Spain"))), API);
    assertEquals("{\"country\":\"Spain\"}", outcome.accessToken().claims().text());
  }

  @Test
  void patience() {
    var options = new Engine.Options().patience(ChronoUnit.FOREVER.getDuration());
    assertTrue(options.load().validate(CONFIG).valid());
    assertThrows(IllegalArgumentException.class, () -> options.patience(Duration.ofNanos(-1)));
    assertThrows(IllegalArgumentException.class, () -> options.instances(0));
  }

  @Test
  void whatJsonCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> Json.of(new Object()));
    for (var number : new Object[] {Double.NaN, new float[] {Float.NEGATIVE_INFINITY}, new double[] {Double.NaN}}) {
      assertThrows(IllegalArgumentException.class, () -> Json.of(Map.of("a", number)));
    }
    var own = new java.util.ArrayList<Object>();
    own.add(own);
    assertThrows(IllegalArgumentException.class, () -> Json.of(own));
  }

  @Test
  void theReadmesExampleIsAProgram() throws Exception {
    var example = Files.readString(Path.of("README.md")).split("```java\n")[1].split("```")[0];
    var parts = example.split("\n\n", 2); // imports, statements
    var folder = Files.createTempDirectory("claimsmith");
    var source = folder.resolve("Example.java");
    Files.writeString(
        source, parts[0] + "\nclass Example { public static void main(String[] args) {\n" + parts[1] + "}}\n");
    var classpath = System.getProperty("java.class.path");
    var run = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classpath, source.toString())
        .redirectErrorStream(true)
        .start();
    var says = new String(run.getInputStream().readAllBytes());
    assertTrue(says.startsWith("\"Spain\"\nno_value set_value\ninvalid_session [byte 1: "), says);
    assertEquals(0, run.waitFor());
    Files.delete(source);
    Files.delete(folder);
  }
}
