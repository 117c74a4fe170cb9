package io.github.claimsmith;

/** The module cannot be run, or the instance that served a call is gone. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Code {
    /** It is no WebAssembly module. */
    INVALID_MODULE,
    /** It has an import, lacks an export or speaks another version of the contract. */
    INCOMPATIBLE_MODULE,
    /**
     * It trapped or broke its contract. This costs the instance that served the call and nothing
     * else: the next call makes another.
     */
    CRASHED,
    /** The thread was interrupted; its flag is set. A call that had begun costs its instance. */
    INTERRUPTED,
    /** No instance was free in time. Nothing was evaluated. */
    BUSY
  }

  private final Code code;

  EngineException(Code code, String message) {
    super(message);
    this.code = code;
  }

  EngineException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }
}
