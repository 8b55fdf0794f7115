package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.transfer.Import;
import dev.pictor.transfer.ImportResult;
import java.nio.file.Path;

/// Takes an export into a collection, and tells what came of it.
final class ExportImport {
  private final Shell shell;
  private final Settings settings;

  ExportImport(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
  }

  /// @param given file or folder
  /// @return the exit code
  int run(Path given) {
    Path path = shell.workingDirectory().resolve(given).normalize();
    try (Import source = Import.open(path, settings.roots());
        Storage storage = Stores.open(settings, shell)) {
      requireFits(source, storage);
      shell.say(
          "Importing %,d pictures with vectors of %s (%s..., %d dimensions) into '%s' (%s).",
          source.counts().pictures(),
          Printable.line(source.model().name()),
          source.model().fingerprint().substring(0, 12),
          source.model().dimension(),
          settings.collection(),
          storage.kind());
      boolean isVerified =
          ShownProgress.during(
              shell,
              "Verifying",
              "pictures",
              progress -> source.verify(progress, shell.interruption()::isRequested));
      if (!isVerified) {
        shell.say("Interrupted. Nothing was stored.");
        return ExitCode.INTERRUPTED;
      }
      try (PictureStore store = storage.openToWrite(settings.collection(), source.model())) {
        return tell(
            ShownProgress.during(
                shell,
                "Importing",
                "pictures",
                progress -> source.into(store, progress, shell.interruption()::isRequested)));
      }
    }
  }

  private void requireFits(Import source, Storage storage) {
    try (PictureStore there = storage.openToRead(settings.collection()).orElse(null)) {
      if (there != null) {
        source.requireFits(there.info(), there.roots());
      }
    }
  }

  private int tell(ImportResult result) {
    if (result.interrupted()) {
      shell.say("Interrupted. What was done is stored; the same command goes on from there.");
      return ExitCode.INTERRUPTED;
    }
    shell
        .out()
        .println(
            "%,d pictures added, %,d were there already; %,d files and %,d failures added%s"
                .formatted(
                    result.pictures(),
                    result.known(),
                    result.files(),
                    result.failures(),
                    result.taken() > 0
                        ? "; at %,d places the collection knows another picture, which stays"
                            .formatted(result.taken())
                        : ""));
    return ExitCode.DONE;
  }
}
