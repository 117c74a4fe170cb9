package io.github.claimsmith;

import java.util.List;

/**
 * What is wrong with a config, or may be.
 *
 * @param valid whether there is no problem
 * @param problems what is wrong, each at its place
 * @param warnings what is allowed and may still be unwise
 */
public record Validation(boolean valid, List<Problem> problems, List<Warning> warnings) {}
