package io.github.claimsmith;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The custom claims of one token, a JSON object, and the payload's size in bytes. */
public record Token(ObjectNode claims, long bytes) {}
