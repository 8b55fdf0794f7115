package dev.pictor.clip.image.heif;

import java.nio.BufferUnderflowException;
import javax.imageio.IIOException;

/// Reads a part of a file, and says which where there is less of it than it announces.
final class Damage {
  /// What is read.
  interface Reading<T> {
    T read() throws IIOException;
  }

  private Damage() {}

  /// @param part for people: "its 'iloc' box"
  static <T> T within(String part, Reading<T> reading) throws IIOException {
    try {
      return reading.read();
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      // Bytes, bits or a position beyond its end; a sum of sizes that no file has.
      throw new IIOException(part + " ends early");
    }
  }
}
