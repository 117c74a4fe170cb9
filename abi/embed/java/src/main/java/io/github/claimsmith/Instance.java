package io.github.claimsmith;

import io.github.claimsmith.EngineException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Machine;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * An instance of the module, and all that touches its memory; abi/README.md is the contract. It
 * serves one call at a time, and after an exception it must not be used again.
 */
final class Instance {
  /** The version of the contract that this library speaks. */
  private static final int MAJOR = 1;

  private static final int MINOR = 0;

  /** The module's own maximum, for its memory and so for a text. */
  static final int BYTES = 64 << 20;

  /** The functions that the contract asks for, with the number of their parameters and results. */
  private static final Map<String, int[]> SIGNATURES =
      Map.ofEntries(
          Map.entry("abi-version", new int[] {0, 1}),
          Map.entry("_initialize", new int[] {0, 0}),
          Map.entry("cabi_realloc", new int[] {4, 1}),
          Map.entry("evaluate", new int[] {6, 1}),
          Map.entry("explain", new int[] {6, 1}),
          Map.entry("validate", new int[] {2, 1}),
          Map.entry("describe", new int[] {0, 1}),
          Map.entry("cabi_post_evaluate", new int[] {1, 0}),
          Map.entry("cabi_post_explain", new int[] {1, 0}),
          Map.entry("cabi_post_validate", new int[] {1, 0}),
          Map.entry("cabi_post_describe", new int[] {1, 0}));

  private final run.endive.runtime.Instance guest;
  private final Map<String, ExportFunction> functions = new HashMap<>();
  private final Memory memory;
  private final int version;

  /**
   * Starts an instance and sees that it speaks this contract.
   *
   * @throws EngineException if it does not
   */
  Instance(WasmModule module, Function<run.endive.runtime.Instance, Machine> machine) {
    if (module.importSection().importCount() > 0) {
      var found = module.importSection().getImport(0);
      throw incompatible("it imports " + found.module() + "." + found.name() + ", and it must import nothing");
    }
    var builder = run.endive.runtime.Instance.builder(module).withStart(false);
    builder.withMachineFactory(machine).withMemoryFactory(ByteArrayMemory::new);
    module.memorySection().filter(section -> section.memoryCount() > 0).ifPresent(section -> {
      var declared = section.getMemory(0).limits();
      builder.withMemoryLimits(new MemoryLimits(declared.initialPages(), Math.min(declared.maximumPages(), BYTES / Memory.PAGE_SIZE)));
    });
    guest = builder.build();
    var exports = new HashMap<String, Export>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      exports.put(export.name(), export);
    }
    // The version comes before the other exports: a module of another version may lack some, and
    // then its version is what there is to say.
    need(exports, "abi-version");
    if (exports.containsKey("_initialize")) {
      need(exports, "_initialize");
      invoke("_initialize");
    }
    version = invoke("abi-version");
    if (major() != MAJOR || minor() < MINOR) {
      throw incompatible("it speaks version %d.%d of the contract, this library needs %d.%d or a later %d.x"
          .formatted(major(), minor(), MAJOR, MINOR, MAJOR));
    }
    for (var name : SIGNATURES.keySet()) {
      need(exports, name);
    }
    var exported = exports.get("memory");
    if (exported == null || exported.exportType() != ExternalType.MEMORY) {
      throw incompatible("it exports no memory");
    }
    memory = guest.memory();
  }

  private void need(Map<String, Export> exports, String name) {
    var export = exports.get(name);
    if (export == null || export.exportType() != ExternalType.FUNCTION) {
      throw incompatible("it exports no " + name);
    }
    var numbers = SIGNATURES.get(name);
    FunctionType type = guest.exportType(name);
    if (!areNumbers(type.params(), numbers[0]) || !areNumbers(type.returns(), numbers[1])) {
      throw incompatible("its " + name + " has another signature");
    }
    functions.put(name, guest.export(name));
  }

  private static boolean areNumbers(java.util.List<ValType> types, int count) {
    return types.size() == count && types.stream().allMatch(ValType.I32::equals);
  }

  static EngineException incompatible(String why) {
    return new EngineException(Code.INCOMPATIBLE_MODULE, "The module cannot be run: " + why + ".");
  }

  int major() {
    return version >>> 16;
  }

  int minor() {
    return version & 0xffff;
  }

  /** How large the memory is, in bytes. It never shrinks. */
  long memoryBytes() {
    return (long) memory.pages() * Memory.PAGE_SIZE;
  }

  /** Runs a function on texts and copies out what it says. */
  RawResult call(String name, byte[]... texts) {
    var places = put(texts);
    var area = invoke(name, places);
    var result = result(name, area);
    invoke("cabi_post_" + name, area);
    return result;
  }

  private int invoke(String name, long... numbers) {
    var results = functions.get(name).apply(numbers);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  /** Writes texts side by side into room for all of them, and returns their places. */
  private long[] put(byte[][] texts) {
    var room = 0;
    for (var text : texts) {
      room = Math.addExact(room, text.length);
    }
    var at = room > 0 ? Integer.toUnsignedLong(invoke("cabi_realloc", 0, 0, 1, room)) : 0;
    if (at + room > memoryBytes()) {
      throw new IllegalStateException("The room is outside of the memory.");
    }
    var places = new long[2 * texts.length];
    for (int i = 0; i < texts.length; i++) {
      memory.write((int) at, texts[i]);
      places[2 * i] = at;
      places[2 * i + 1] = texts[i].length;
      at += texts[i].length;
    }
    return places;
  }

  private byte[] read(long start, long size) {
    if (start + size > memoryBytes()) {
      throw new IllegalStateException("The result is outside of the memory.");
    }
    return memory.readBytes((int) start, (int) size);
  }

  private long number(long at) {
    var bytes = read(at, 4);
    return bytes[0] & 0xffL | (bytes[1] & 0xffL) << 8 | (bytes[2] & 0xffL) << 16 | (bytes[3] & 0xffL) << 24;
  }

  private RawResult result(String name, int area) {
    var place = Integer.toUnsignedLong(area);
    var tag = 0;
    if (!name.equals("describe")) {
      tag = read(place, 1)[0];
      place += 4;
    }
    if (tag != 0 && tag != 1) {
      throw new IllegalStateException("The tag of the result is " + tag + ".");
    }
    var text = decode(read(number(place), number(place + 4)));
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw new IllegalStateException("The text is no JSON object.");
    }
    return new RawResult(tag == 0, text);
  }

  private static String decode(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("The text is not UTF-8.", e);
    }
  }
}
