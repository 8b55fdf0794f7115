package dev.pictor.web;

import dev.pictor.jobs.JobCounts;
import dev.pictor.jobs.JobStatus;
import java.util.ArrayList;
import java.util.List;

/// How a job stands, in a sentence.
final class JobTexts {
  private JobTexts() {}

  static String message(JobStatus status) {
    JobCounts counts = status.counts();
    return switch (status.state()) {
      case QUEUED -> "It is about to begin.";
      case RUNNING -> status.isCancelling() ? "Stopping." : running(status);
      case DONE -> "Done: %s.".formatted(results(counts));
      case CANCELLED -> "Cancelled; what was stored stays: %s.".formatted(results(counts));
      case FAILED -> String.valueOf(status.failure());
    };
  }

  private static String running(JobStatus status) {
    JobCounts counts = status.counts();
    return switch (status.phase()) {
      case WAITING -> "Waiting for the collection.";
      case LOOKING -> "Looking through the folders: %s.".formatted(results(counts));
      case READING ->
          "%,d of %s read: %s."
              .formatted(
                  counts.read(), Texts.count(counts.found(), "file", "files"), results(counts));
      case FINISHING, ENDED -> "Tidying up: %s.".formatted(results(counts));
    };
  }

  private static String results(JobCounts counts) {
    List<String> parts = new ArrayList<>();
    parts.add(Texts.count(counts.added(), "new picture", "new pictures"));
    add(parts, counts.changed(), "changed");
    add(parts, counts.copies(), "in a further place");
    add(parts, counts.unchanged(), "unchanged");
    add(parts, counts.failed(), "could not be read");
    add(parts, counts.knownFailures(), "failed before and not tried again");
    add(parts, counts.gone(), "gone, but still known");
    add(parts, counts.removed(), "removed");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add("%,d %s".formatted(count, what));
    }
  }
}
