package dev.pictor.clip.image.decoder;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// A library of the system, found at run time. It stays loaded: it may have threads of its own.
@SuppressWarnings("restricted")
public final class NativeLibrary {
  /// A message of a library is cut here.
  private static final int MAX_MESSAGE = 200;

  private static final boolean ALLOWED = !System.getProperty("pictor.native", "on").equals("off");

  private final SymbolLookup symbols;

  private NativeLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /// @param name the file's name with its version, as the dynamic linker knows it
  /// @return empty where it is not installed, or native code is switched off
  public static Optional<NativeLibrary> find(String name) {
    if (!ALLOWED) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
    } catch (IllegalArgumentException | IllegalCallerException absent) {
      return Optional.empty();
    }
  }

  public boolean has(String function) {
    return symbols.find(function).isPresent();
  }

  /// @throws java.util.NoSuchElementException if the library has no such function
  public MethodHandle function(String name, FunctionDescriptor type) {
    return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), type);
  }

  /// A text of the library's, of which no more is read than is shown.
  public static String text(MemorySegment address) {
    if (address.address() == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    MemorySegment bytes = address.reinterpret(MAX_MESSAGE);
    for (int i = 0; i < MAX_MESSAGE; i++) {
      byte next = bytes.get(ValueLayout.JAVA_BYTE, i);
      if (next == 0) {
        break;
      }
      text.append(next < ' ' ? '?' : (char) next);
    }
    return text.toString();
  }

  /// What a call threw, which native functions do not.
  public static IllegalStateException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a native call failed", thrown);
  }
}
