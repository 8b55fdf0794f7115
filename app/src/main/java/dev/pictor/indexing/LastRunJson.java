package dev.pictor.indexing;

import dev.pictor.store.LastRun;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The last run of indexing, as JSON. Fields are only ever added.
///
/// @param state `under-way`, `finished`, `interrupted` or `broken-off`: killed, or by an error
/// @param began ISO 8601, as `last`
/// @param last when it ended, or stored something last
/// @param seconds from `began` to `last`
/// @param processes how many shared it
/// @param read files, those that failed too
/// @param added pictures that are new
/// @param failed files and folders
/// @param unchanged files that were not read
public record LastRunJson(
    String state,
    String began,
    String last,
    double seconds,
    int processes,
    long read,
    long added,
    long failed,
    long unchanged) {
  public static LastRunJson of(LastRun run) {
    return new LastRunJson(
        run.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        run.beganAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        run.lastAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        Duration.between(run.beganAt(), run.lastAt()).toMillis() / 1e3,
        run.processes(),
        run.counts().read(),
        run.counts().added(),
        run.counts().failed(),
        run.counts().unchanged());
  }
}
