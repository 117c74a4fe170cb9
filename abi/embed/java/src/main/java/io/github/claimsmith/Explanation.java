package io.github.claimsmith;

import java.util.List;
import java.util.Map;

/**
 * An outcome and why.
 *
 * @param accessToken null if there is an error
 * @param idToken if something asks for a claim in it, else null
 * @param userinfo beside the ID token, else null
 * @param saml with SAML and WS-Fed, else null
 * @param ignored the claims that are left out
 * @param logs entries for the tenant's log
 * @param error where {@code evaluate} throws {@code payload_too_large}, in the place of the outcome
 * @param form how the session was read
 * @param decisions one for every claim and attribute, in the order in which they were judged
 * @param payload the sizes, by token
 * @param warnings what is allowed and may still be unwise
 */
public record Explanation(
    Token accessToken,
    Token idToken,
    Userinfo userinfo,
    Saml saml,
    List<Ignored> ignored,
    List<Verbatim> logs,
    PayloadTooLarge error,
    String form,
    List<Decision> decisions,
    Map<String, Payload> payload,
    List<Warning> warnings) {
  /** Lists that the module leaves out are empty. */
  public Explanation {
    ignored = ignored == null ? List.of() : ignored;
    logs = logs == null ? List.of() : logs;
  }
}
