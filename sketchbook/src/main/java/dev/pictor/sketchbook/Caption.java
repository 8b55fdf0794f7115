package dev.pictor.sketchbook;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A text and what it asserts: it is true of exactly the scenes that have all of these facts.
///
/// @param facts as `Facts` names them
public record Caption(String text, Set<String> facts) {
  public Caption {
    facts = Set.copyOf(facts);
  }

  /// The facts in the order of their names.
  public SortedSet<String> sortedFacts() {
    return new TreeSet<>(facts);
  }

  public boolean isTrueOf(Set<String> sceneFacts) {
    return sceneFacts.containsAll(facts);
  }
}
