package io.github.claimsmith;

import java.util.List;

/** An attribute of an assertion. The values are JSON. */
public record Attribute(String name, String nameFormat, String type, List<Verbatim> values) {}
