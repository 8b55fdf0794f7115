package dev.pictor.cli;

import dev.pictor.indexing.LastRunJson;
import dev.pictor.model.Size;
import dev.pictor.store.StoreSizes;
import java.util.ArrayList;
import java.util.List;

/// What `status` says of the last run and of sizes.
final class StatusLines {
  private StatusLines() {}

  static String lastRun(LastRunJson run) {
    String time = LineProgress.time(run.seconds());
    String state =
        switch (run.state()) {
          case "under-way" -> "under way since %s".formatted(run.began());
          case "finished" -> "finished %s after %s".formatted(run.last(), time);
          case "interrupted" -> "interrupted %s after %s".formatted(run.last(), time);
          default ->
              "broke off (killed, or by an error): began %s, stored something last %s later"
                  .formatted(run.began(), time);
        };
    return "%s%s; %,d files read, %,d pictures new, %,d failed%s"
        .formatted(
            state,
            LineProgress.workers(run.processes()),
            run.read(),
            run.added(),
            run.failed(),
            isOver(run) ? ", %,d unchanged".formatted(run.unchanged()) : "");
  }

  /// Until then it is not known what is unchanged.
  private static boolean isOver(LastRunJson run) {
    return run.state().equals("finished") || run.state().equals("interrupted");
  }

  static String sizes(StoreSizes sizes) {
    List<String> parts = new ArrayList<>();
    parts.add("%s of vectors".formatted(Size.text(sizes.vectorBytes())));
    if (sizes.vectorIndexBytes() instanceof Long bytes && bytes > 0) {
      parts.add("%s of their index".formatted(Size.text(bytes)));
    }
    if (sizes.thumbnailBytes() instanceof Long bytes) {
      parts.add("%s of thumbnails".formatted(Size.text(bytes)));
    }
    return "%s; %s on the disk%s"
        .formatted(
            String.join(", ", parts),
            Size.text(sizes.diskBytes()),
            sizes.isShared() ? ", with other collections in the same tables" : "");
  }

  static String models(StatusJson status) {
    return "%s of models, %s of what can be made again (PICTOR_CACHE)"
        .formatted(Size.text(status.modelBytes()), Size.text(status.cacheBytes()));
  }
}
