package io.github.claimsmith;

/** The custom claims that the userinfo endpoint returns, a JSON object. */
public record Userinfo(Verbatim claims) {}
