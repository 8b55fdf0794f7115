package dev.pictor.web;

import dev.pictor.jobs.JobCounts;
import dev.pictor.jobs.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An index job, as JSON. Fields are only ever added.
///
/// @param state `queued`, `running`, `done`, `failed` or `cancelled`
/// @param phase `waiting`, `looking`, `reading`, `finishing` or `ended`
/// @param cancelling whether it was asked to stop and has not come to it yet
/// @param notes what whoever looks after the folders should know
/// @param message how it stands, for people; why it failed, if it did
record JobJson(
    String id,
    String collection,
    boolean retry,
    String state,
    String phase,
    boolean cancelling,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    JobCounts counts,
    List<String> notes,
    String message) {
  /// @param jobs the most recent, newest first
  record Recent(String collection, List<JobJson> jobs) {}

  static JobJson of(JobStatus status) {
    return new JobJson(
        status.id(),
        status.collection(),
        status.retry(),
        word(status.state()),
        word(status.phase()),
        status.isCancelling(),
        status.createdAt(),
        status.startedAt(),
        status.endedAt(),
        status.counts(),
        status.notes(),
        JobTexts.message(status));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
