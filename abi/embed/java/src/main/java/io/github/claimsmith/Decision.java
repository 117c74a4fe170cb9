package io.github.claimsmith;

/**
 * What became of one candidate claim, and why.
 *
 * @param token the token that it is for
 * @param claim its name
 * @param source {@code mapping} or {@code action}
 * @param expression of a mapping, else null
 * @param kind {@code public}, {@code registered} or {@code private}
 * @param type the value's JSON type, or {@code missing}
 * @param bytes the claim's size as a member of the payload; 0 if it has no value
 * @param verdict {@code added} or {@code ignored}
 * @param reason of what is ignored, as all that follow; else null
 * @param rule the policy's
 * @param needs of {@code scope_not_granted}: the scope, else null
 * @param hint a sentence that says how the claim would get into the token
 * @param fix the same for programs; null if there is none
 */
public record Decision(
    String token,
    String claim,
    String source,
    String expression,
    String kind,
    String type,
    long bytes,
    String verdict,
    String reason,
    String rule,
    String needs,
    String hint,
    Fix fix) {}
