package io.github.claimsmith;

import java.util.List;

/**
 * What an evaluation decided.
 *
 * @param accessToken its custom claims
 * @param idToken if something asks for a claim in it, else null
 * @param userinfo beside the ID token, else null
 * @param saml with SAML and WS-Fed, else null
 * @param ignored the claims that are left out
 * @param logs entries for the tenant's log
 */
public record Outcome(
    Token accessToken,
    Token idToken,
    Userinfo userinfo,
    Saml saml,
    List<Ignored> ignored,
    List<Verbatim> logs) {
  /** Lists that the module leaves out are empty. */
  public Outcome {
    ignored = ignored == null ? List.of() : ignored;
    logs = logs == null ? List.of() : logs;
  }
}
