package io.github.claimsmith;

/** What a program can do to get a claim into its token: {@code scope} of {@code grant_scope}, {@code path} (a JSON pointer into the session) of {@code set_value}. */
public record Fix(String code, String scope, String path) {}
