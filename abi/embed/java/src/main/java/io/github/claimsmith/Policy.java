package io.github.claimsmith;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toUnmodifiableMap;

/**
 * One valid config, bound to its engine, for those who evaluate many sessions with it. Made by {@link
 * Engine#policy}. Threads may share it.
 */
public final class Policy {
  private final Engine engine;
  private final Json config;
  private final Map<String, List<String>> claimNames;

  Policy(Engine engine, Json config) {
    this.engine = engine;
    this.config = config;
    var decisions = engine.explain(config, Json.text("{}")).decisions();
    claimNames = Stream.of("access_token", "id_token").collect(toUnmodifiableMap(token -> token,
        token -> decisions.stream().filter(d -> d.token().equals(token)).map(Decision::claim).toList()));
  }

  /** Decides as {@link Engine#evaluate(Json, Json, String...)} does. */
  public Outcome evaluate(Json session, String... audience) {
    return engine.evaluate(config, session, audience);
  }

  /** Decides as {@link Engine#evaluate(Json, Json, Collection)} does. */
  public Outcome evaluate(Json session, Collection<String> audience) {
    return engine.evaluate(config, session, audience);
  }

  /** Decides as {@link Engine#explain(Json, Json, String...)} does, and says why. */
  public Explanation explain(Json session, String... audience) {
    return engine.explain(config, session, audience);
  }

  /** Decides as {@link Engine#explain(Json, Json, Collection)} does, and says why. */
  public Explanation explain(Json session, Collection<String> audience) {
    return engine.explain(config, session, audience);
  }

  /** Decides on JSON texts, as {@link Engine.Raw#evaluate} does. */
  public RawResult evaluateRaw(Json session, Json audience) {
    return engine.raw().evaluate(config, session, audience);
  }

  /**
   * Every name that the config and the tenant ask for, under {@code access_token} and {@code
   * id_token}: what the policy can bring into a token, be it for some sessions only. An issuer that has
   * to declare its claims declares these.
   */
  public Map<String, List<String>> claimNames() {
    return claimNames;
  }
}
