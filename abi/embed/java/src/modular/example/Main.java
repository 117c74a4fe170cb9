package example;

import io.github.claimsmith.Engine;
import io.github.claimsmith.Json;

/** Runs in an image that jlink made. */
final class Main {
  private Main() {}

  /** Prints the claims of a token. */
  public static void main(String[] args) {
    var policy = Engine.load().policy(Json.text("""
        {"access_token":{"custom_claim_mappings":[{"name":"country","expression":"anonymous_session.metadata.country"}]}}"""));
    System.out.println(policy.evaluate(Json.text("{\"metadata\":{\"country\":\"Spain\"}}")).accessToken().claims().asMap());
  }
}
