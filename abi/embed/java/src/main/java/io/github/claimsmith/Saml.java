package io.github.claimsmith;

import java.util.List;

/** The attributes of an assertion. */
public record Saml(List<Attribute> attributes) {}
