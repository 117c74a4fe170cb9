package io.github.claimsmith;

/**
 * What a program can do to get a claim into its token.
 *
 * @param code the policy's
 * @param scope of {@code grant_scope}, else null
 * @param path of {@code set_value}: a JSON pointer into the session, else null
 * @param expression of {@code change_expression}, else null
 * @param wrap the member that the session has to be put under first, or null
 */
public record Fix(String code, String scope, String path, String expression, String wrap) {}
