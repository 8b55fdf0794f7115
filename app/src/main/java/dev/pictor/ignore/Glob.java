package dev.pictor.ignore;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A pattern with `*`, `?`, `[...]`, `\` and `**`, as git's `wildmatch.c` reads it, but of
/// characters instead of bytes.
///
/// All ways to match are followed at once, a step for each character: the time is at most the
/// product of both lengths, whatever the pattern.
final class Glob {
  private static final String SPECIAL = "*?[\\";
  private static final Set<String> CLASSES =
      Set.of(
          "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
          "upper", "xdigit");

  private sealed interface Step {
    /// Takes one character.
    record One(IntPredicate accepts) implements Step {}

    /// Takes any number of characters that it accepts, none too.
    record Many(IntPredicate accepts) implements Step {}

    /// May be left out together with the two steps behind it: `**/` also stands for nothing.
    record Optional() implements Step {}
  }

  private final List<Step> steps = new ArrayList<>();
  private final int[] pattern;
  private int at;

  private Glob(int[] pattern) {
    this.pattern = pattern;
  }

  static Glob of(String pattern) {
    Glob glob = new Glob(pattern.codePoints().toArray());
    glob.compile();
    return glob;
  }

  /// How many characters (of Java) stand before the first that has a meaning of its own.
  static int literalLength(String pattern) {
    int length = 0;
    while (length < pattern.length() && SPECIAL.indexOf(pattern.charAt(length)) < 0) {
      length++;
    }
    return length;
  }

  boolean matches(String text) {
    BitSet states = new BitSet();
    states.set(0);
    for (int character : text.codePoints().toArray()) {
      addReachable(states);
      BitSet next = new BitSet();
      for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
        if (state < steps.size()) {
          advance(state, character, next);
        }
      }
      if (next.isEmpty()) {
        return false;
      }
      states = next;
    }
    addReachable(states);
    return states.get(steps.size());
  }

  /// Adds what is reached without a character; that lies further on always.
  private void addReachable(BitSet states) {
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if (state < steps.size()) {
        switch (steps.get(state)) {
          case Step.One _ -> {}
          case Step.Many _ -> states.set(state + 1);
          case Step.Optional _ -> {
            states.set(state + 1);
            states.set(state + 3);
          }
        }
      }
    }
  }

  private void advance(int state, int character, BitSet next) {
    switch (steps.get(state)) {
      case Step.One(var accepts) when accepts.test(character) -> next.set(state + 1);
      case Step.Many(var accepts) when accepts.test(character) -> next.set(state);
      case Step.One _, Step.Many _, Step.Optional _ -> {}
    }
  }

  private void compile() {
    while (at < pattern.length) {
      switch (pattern[at]) {
        case '*' -> stars();
        case '?' -> {
          at++;
          steps.add(new Step.One(character -> character != '/'));
        }
        case '[' -> {
          at++;
          IntPredicate set = set();
          steps.add(new Step.One(set == null ? _ -> false : set));
        }
        case '\\' -> {
          // A lone one at the end matches nothing.
          literal(peek(1));
          at += 2;
        }
        default -> literal(pattern[at++]);
      }
    }
  }

  private void literal(int expected) {
    steps.add(new Step.One(character -> character == expected));
  }

  /// Never a character at the end.
  private int peek(int ahead) {
    return at + ahead < pattern.length ? pattern[at + ahead] : -1;
  }

  private void stars() {
    int start = at;
    while (peek(0) == '*') {
      at++;
    }
    boolean wholeFolders =
        at - start > 1
            && (start == 0 || pattern[start - 1] == '/')
            && (at == pattern.length || peek(0) == '/' || (peek(0) == '\\' && peek(1) == '/'));
    if (wholeFolders && peek(0) == '/') {
      steps.add(new Step.Optional());
    }
    steps.add(new Step.Many(wholeFolders ? _ -> true : character -> character != '/'));
  }

  /// From behind the `[` to behind its `]`.
  ///
  /// @return null if it is malformed
  private @Nullable IntPredicate set() {
    boolean negated = peek(0) == '!' || peek(0) == '^';
    at += negated ? 1 : 0;
    List<IntPredicate> parts = new ArrayList<>();
    int before = -1; // the start of a range, if one follows
    do {
      int character = peek(0);
      if (character == '-' && before >= 0 && peek(1) >= 0 && peek(1) != ']') {
        at++;
        int from = before;
        int to = escaped();
        parts.add(tested -> tested >= from && tested <= to);
        before = -1;
        if (to < 0) {
          return atEnd();
        }
      } else if (character == '[' && peek(1) == ':') {
        int end = at + 2;
        while (end < pattern.length && pattern[end] != ']') {
          end++;
        }
        if (end == pattern.length) {
          return atEnd();
        }
        if (end - at >= 3 && pattern[end - 1] == ':') {
          String name = new String(pattern, at + 2, end - at - 3);
          if (!CLASSES.contains(name)) {
            return atEnd();
          }
          parts.add(tested -> isIn(name, tested));
          at = end + 1;
          before = -1;
        } else {
          parts.add(tested -> tested == '[');
          at++;
          before = '[';
        }
      } else {
        int single = escaped();
        if (single < 0) {
          return atEnd();
        }
        parts.add(tested -> tested == single);
        before = single;
      }
    } while (peek(0) != ']');
    at++;
    return character ->
        character != '/' && negated != parts.stream().anyMatch(part -> part.test(character));
  }

  private @Nullable IntPredicate atEnd() {
    at = pattern.length;
    return null;
  }

  /// The next character, without the `\` before it; -1 at the end.
  private int escaped() {
    if (peek(0) == '\\') {
      at++;
    }
    int character = peek(0);
    at++;
    return character;
  }

  /// Of ASCII, as in git.
  private static boolean isIn(String name, int character) {
    if (character >= 128) {
      return false;
    }
    boolean lower = character >= 'a' && character <= 'z';
    boolean upper = character >= 'A' && character <= 'Z';
    boolean digit = character >= '0' && character <= '9';
    boolean visible = character > ' ' && character < 127;
    return switch (name) {
      case "alnum" -> lower || upper || digit;
      case "alpha" -> lower || upper;
      case "blank" -> character == ' ' || character == '\t';
      case "cntrl" -> character < ' ' || character == 127;
      case "digit" -> digit;
      case "graph" -> visible;
      case "lower" -> lower;
      case "print" -> visible || character == ' ';
      case "punct" -> visible && !(lower || upper || digit);
      case "space" -> character == ' ' || (character >= '\t' && character <= '\r');
      case "upper" -> upper;
      case "xdigit" -> digit || (character | 32) >= 'a' && (character | 32) <= 'f';
      default -> throw new IllegalArgumentException(name);
    };
  }
}
