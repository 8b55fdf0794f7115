package dev.pictor.store.postgres;

import dev.pictor.store.LastRun;
import dev.pictor.store.LastRun.State;
import dev.pictor.store.RunCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What one process did of a run.
///
/// @param scopes the folders that it brings up to date; processes with the same share them
record RunPart(String scopes, Instant beganAt, Instant lastAt, State state, RunCounts counts) {
  /// @param parts one or more
  static LastRun together(List<RunPart> parts) {
    Map<String, List<RunPart>> byScopes =
        parts.stream().collect(Collectors.groupingBy(RunPart::scopes));
    return new LastRun(
        state(parts, byScopes),
        parts.stream().map(RunPart::beganAt).min(Comparator.naturalOrder()).orElseThrow(),
        parts.stream().map(RunPart::lastAt).max(Comparator.naturalOrder()).orElseThrow(),
        parts.size(),
        new RunCounts(
            sum(parts, RunCounts::read),
            sum(parts, RunCounts::added),
            sum(parts, RunCounts::failed),
            byScopes.values().stream().mapToLong(RunPart::unchanged).sum()));
  }

  /// Of those who share folders the others do what one has left.
  private static State state(List<RunPart> parts, Map<String, List<RunPart>> byScopes) {
    if (anyIs(parts, State.UNDER_WAY)) {
      return State.UNDER_WAY;
    }
    List<List<RunPart>> unfinished =
        byScopes.values().stream().filter(sharing -> !anyIs(sharing, State.FINISHED)).toList();
    if (unfinished.isEmpty()) {
      return State.FINISHED;
    }
    return unfinished.stream().allMatch(sharing -> anyIs(sharing, State.INTERRUPTED))
        ? State.INTERRUPTED
        : State.BROKEN_OFF;
  }

  private static boolean anyIs(List<RunPart> parts, State state) {
    return parts.stream().anyMatch(part -> part.state() == state);
  }

  private static long sum(List<RunPart> parts, ToLongFunction<RunCounts> count) {
    return parts.stream().map(RunPart::counts).mapToLong(count).sum();
  }

  /// Each looks at all files, and who comes later finds unchanged what others have just read. Who
  /// was first tells it right; where several look at once, it may be a few too many.
  private static long unchanged(List<RunPart> sharing) {
    return sharing.stream()
        .filter(part -> part.state() == State.FINISHED)
        .mapToLong(part -> part.counts().unchanged())
        .min()
        .orElseGet(
            () -> sharing.stream().mapToLong(part -> part.counts().unchanged()).max().orElse(0));
  }
}
