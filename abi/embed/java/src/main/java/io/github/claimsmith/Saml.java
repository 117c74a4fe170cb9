package io.github.claimsmith;

import java.util.List;

/**
 * The attributes of an assertion.
 *
 * @param attributes in their order
 * @param statement the same as XML, an {@code AttributeStatement} that is ready to stand in an
 *     assertion
 */
public record Saml(List<Attribute> attributes, String statement) {}
