package dev.pictor.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of a file, RFC 9110, section 14.
///
/// @param first byte, from 0
/// @param last byte
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /// What a `Range` header asks for.
  ///
  /// @param size of the file
  /// @return empty if the whole file is to be answered: for several ranges, and for what is none
  /// @throws ProblemException if the file has none of these bytes
  static Optional<ByteRange> of(String header, long size) {
    Matcher one = ONE.matcher(header.strip());
    if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long length = Math.min(size, number(one.group(2)));
      return Optional.of(require(header, size, size - length, size - 1));
    }
    long first = number(one.group(1));
    long last = one.group(2).isEmpty() ? Long.MAX_VALUE : number(one.group(2));
    if (last < first) {
      return Optional.empty();
    }
    return Optional.of(require(header, size, first, Math.min(last, size - 1)));
  }

  long length() {
    return last - first + 1;
  }

  /// As the header `Content-Range` has it.
  String of(long size) {
    return "bytes %d-%d/%d".formatted(first, last, size);
  }

  private static ByteRange require(String header, long size, long first, long last) {
    if (first > last) {
      throw new ProblemException(Problem.noSuchRange(header, size));
    }
    return new ByteRange(first, last);
  }

  /// What is too large to be a number is larger than any file.
  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
