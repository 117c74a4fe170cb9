// What there is of Node, in Bun and Deno too, without its types.

interface Builtins {
  "node:fs": { promises: { readFile(place: URL | string): Promise<BufferSource> } };
  "node:buffer": { Buffer: { from(memory: ArrayBufferLike): NodeBuffer } };
}

export interface NodeBuffer {
  /** The text there, with U+FFFD for what is no UTF-8. */
  utf8Slice?(start: number, end: number): string;
}

const platform = globalThis as {
  process?: { getBuiltinModule?<Name extends keyof Builtins>(name: Name): Builtins[Name] };
};

export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  return platform.process?.getBuiltinModule?.(name);
}
