package dev.pictor.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects what is found: counts, and the first few of each kind.
final class Findings {
  static final int EXAMPLES = 5;

  private final Map<Kind, Collected> byKind = new EnumMap<>(Kind.class);

  void found(Kind kind, String example) {
    found(kind, 1, List.of(example));
  }

  /// @param examples the first few of them
  void found(Kind kind, long count, List<String> examples) {
    Collected collected = byKind.computeIfAbsent(kind, _ -> new Collected());
    collected.count += count;
    examples.forEach(example -> addFew(collected.examples, example));
  }

  void repaired(Kind kind) {
    byKind.computeIfAbsent(kind, _ -> new Collected()).repaired++;
  }

  /// @param obstacle why one of this kind stays
  void stays(Kind kind, String obstacle) {
    addFew(byKind.computeIfAbsent(kind, _ -> new Collected()).obstacles, obstacle);
  }

  static void addFew(List<String> list, String line) {
    if (list.size() < EXAMPLES) {
      list.add(line);
    }
  }

  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    byKind.forEach(
        (kind, collected) -> {
          if (collected.count > 0) {
            all.add(
                new Finding(
                    kind,
                    collected.count,
                    collected.repaired,
                    collected.examples,
                    collected.obstacles));
          }
        });
    return all;
  }

  private static final class Collected {
    private long count;
    private long repaired;
    private final List<String> examples = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
  }
}
