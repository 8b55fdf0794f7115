package dev.pictor.cli;

import dev.pictor.adoption.Adoption;
import dev.pictor.adoption.Vectors;
import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Environment;
import dev.pictor.config.Secret;
import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Target;
import dev.pictor.indexing.Targets;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.CollectionInfo;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.store.postgres.ForeignTable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Takes over the table of another program, and tells what came of it.
final class TableImport {
  private final Shell shell;
  private final Settings settings;
  private final DownloadOption download;

  TableImport(Shell shell, Settings settings, DownloadOption download) {
    this.shell = shell;
    this.settings = settings;
    this.download = download;
  }

  /// @param table in the database of `DATABASE_URL`, whichever store the collection is in
  /// @param folder that its file names are of
  /// @return the exit code
  int run(String table, Path folder) {
    Secret database =
        Settings.databaseUrl(
            new Environment(shell.environment(), shell.workingDirectory()),
            "The table is in PostgreSQL");
    Path given = shell.workingDirectory().resolve(folder);
    Targets.requireThere(List.of(given));
    try (Storage storage = Stores.open(settings, shell);
        ForeignTable foreign = ForeignTable.open(database.reveal(), table);
        LoadedModel model = model(storage)) {
      Target target = target(storage, given);
      Adoption adoption = new Adoption(vectors(foreign), model.clip(), target.start());
      adoption.find();
      double cosine = adoption.requireSameModel();
      shell.say(
          "Taking over %,d embeddings of table %s into '%s' (lowest cosine similarity of those looked at: %.4f).",
          adoption.found(), Printable.line(foreign.name()), settings.collection(), cosine);
      try (PictureStore store = storage.openToWrite(settings.collection(), model.identity())) {
        IndexReport report =
            ShownProgress.during(
                shell,
                "Importing",
                "pictures",
                progress ->
                    adoption.takeOver(
                        store, target.root(), progress, shell.interruption()::isRequested));
        return tell(report, adoption.missing());
      }
    }
  }

  /// The collection's, which must be of this preprocessing.
  private LoadedModel model(Storage storage) {
    CollectionInfo info = storage.info(settings.collection()).orElse(null);
    new ModelOffer(shell, settings, download).ensure(info == null ? null : info.model());
    return info == null
        ? Models.of(settings, Preprocessing.ORIGINAL)
        : Models.of(info, settings, Preprocessing.ORIGINAL);
  }

  private Target target(Storage storage, Path given) {
    try (PictureStore store = storage.openToRead(settings.collection()).orElse(null)) {
      return new Targets(store == null ? List.of() : store.roots(), settings.roots())
          .of(List.of(given))
          .getFirst();
    }
  }

  private static Vectors vectors(ForeignTable table) {
    return new Vectors() {
      @Override
      public void forEachFilename(Consumer<String> consumer) {
        table.forEachFilename(consumer);
      }

      @Override
      public Map<String, float[]> of(Collection<String> filenames) {
        return table.vectors(filenames);
      }
    };
  }

  private int tell(IndexReport report, long missing) {
    if (report.interrupted()) {
      shell.say("Interrupted. What was done is stored; the same command goes on from there.");
      return ExitCode.INTERRUPTED;
    }
    shell
        .out()
        .println(
            "%,d taken over, %,d copies, %,d failed%s"
                .formatted(
                    report.added(),
                    report.copies(),
                    report.failed(),
                    missing > 0 ? "; %,d files are not there".formatted(missing) : ""));
    return report.failed() > 0 ? ExitCode.SOME_FAILED : ExitCode.DONE;
  }
}
