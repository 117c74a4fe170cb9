package io.github.claimsmith;

import java.util.List;

/**
 * What became of one candidate claim, and why.
 *
 * @param token the token that it is for
 * @param claim its name
 * @param source {@code mapping}, {@code action}, {@code system} or {@code saml_mapping}
 * @param expression of a mapping, else null
 * @param path of a SAML mapping, else null
 * @param kind {@code public}, {@code registered} or {@code private}; null for attributes
 * @param type the value's JSON type, or {@code missing}
 * @param bytes the claim's size as a member of the payload; 0 if it has no value
 * @param verdict {@code added} or {@code ignored}
 * @param reason of what is ignored, as all that follow; else null
 * @param rule the policy's
 * @param needs of {@code scope_not_granted}: the scope, else null
 * @param also the reasons that hold beside the one that is given
 * @param stopped where a path that has no value ended, else null
 * @param hint a sentence that says how the claim would get into the token
 * @param fix the same for programs; null if there is none
 */
public record Decision(
    String token,
    String claim,
    String source,
    String expression,
    String path,
    String kind,
    String type,
    long bytes,
    String verdict,
    String reason,
    String rule,
    String needs,
    List<String> also,
    Stop stopped,
    String hint,
    Fix fix) {
  /** A list that the module leaves out is empty. */
  public Decision {
    also = also == null ? List.of() : also;
  }
}
