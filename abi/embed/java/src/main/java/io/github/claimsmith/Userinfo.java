package io.github.claimsmith;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The custom claims that the userinfo endpoint returns, a JSON object. */
public record Userinfo(ObjectNode claims) {}
