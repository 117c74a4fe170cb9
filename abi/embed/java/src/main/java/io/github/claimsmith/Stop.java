package io.github.claimsmith;

/**
 * Where a path that has no value ended.
 *
 * @param at a JSON pointer into the session: the last place that exists
 * @param type the JSON type of what is there
 * @param step what found nothing there; null where a null is at the path's end
 * @param nearest the member that was probably meant, or null
 * @param holdsJson the place is a string that looks like JSON
 */
public record Stop(String at, String type, String step, String nearest, boolean holdsJson) {}
