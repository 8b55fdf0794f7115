package dev.pictor.transfer;

import dev.pictor.picture.FileStamp;
import dev.pictor.store.KnownFile.FailedFile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A file that could not be read, as it is written.
record FailureRow(
    @Nullable String root,
    @Nullable String path,
    @Nullable Long sizeBytes,
    @Nullable Long modifiedMillis,
    @Nullable String reason,
    @Nullable Instant at,
    @Nullable Integer attempts) {
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /// To the microsecond, which every store keeps.
  static FailureRow of(FailedFile file) {
    return new FailureRow(
        file.place().root(),
        file.place().path(),
        file.stamp().sizeBytes(),
        file.stamp().modifiedMillis(),
        file.reason(),
        file.at().truncatedTo(ChronoUnit.MICROS),
        file.attempts());
  }

  /// @throws IllegalArgumentException if it is none
  FailedFile file() {
    Instant time = Texts.requireThere(at, "at");
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST)) {
      throw new IllegalArgumentException("no file was tried at " + time);
    }
    int times = Texts.requireThere(attempts, "attempts");
    if (times < 1) {
      throw new IllegalArgumentException("tried %d times".formatted(times));
    }
    return new FailedFile(
        FileRow.place(root, path),
        new FileStamp(
            Texts.requireThere(sizeBytes, "sizeBytes"),
            Texts.requireThere(modifiedMillis, "modifiedMillis")),
        Texts.requireOrEmpty(Texts.requireThere(reason, "reason"), "reason"),
        time,
        times);
  }
}
