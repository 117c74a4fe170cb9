/**
 * Decides which custom claims go into a token, and says why one is missing.
 *
 * <p>{@link io.github.claimsmith.Engine} runs the issuer's own WebAssembly module, in Java alone, so
 * that a test or a preview and the issuer decide alike, byte for byte:
 *
 * <pre>{@code
 * var engine = Engine.load();
 * var outcome = engine.evaluate(Json.text(config), Json.text(session), "https://api.shop.example");
 * outcome.accessToken().claims().read().get("country");
 * }</pre>
 */
package io.github.claimsmith;
