package dev.pictor.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index job as it is at a moment.
///
/// @param retry whether it tries files again that failed before and have not changed
/// @param isCancelling whether it was asked to stop and has not come to it yet
/// @param startedAt null while it is queued
/// @param endedAt null until it has ended
/// @param notes what whoever looks after the folders should know, a sentence each
/// @param failure why it failed, for people; null unless it did
public record JobStatus(
    String id,
    String collection,
    boolean retry,
    JobState state,
    JobPhase phase,
    boolean isCancelling,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    JobCounts counts,
    List<String> notes,
    @Nullable String failure) {
  public JobStatus {
    notes = List.copyOf(notes);
  }
}
