package dev.pictor.watch;

import dev.pictor.indexing.IndexReport;
import java.nio.file.Path;
import java.time.Duration;

/// Hears what comes of watching.
public interface WatchListener {
  /// A run has come to its end.
  void ran(IndexReport report);

  /// A folder is not there any more; told once, until it is back.
  void missing(Path folder);

  void back(Path folder);

  /// The system cannot tell of all folders; told once.
  ///
  /// @param scanEvery how often they are scanned from now on
  void untold(String reason, Duration scanEvery);

  /// A run failed; told once, until another reason comes up or a run works.
  ///
  /// @param pause how soon it is tried again at first
  void failed(String reason, Duration pause);

  /// A run worked after some that failed.
  void recovered();
}
