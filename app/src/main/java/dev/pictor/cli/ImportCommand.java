package dev.pictor.cli;

import dev.pictor.adoption.Adoption;
import dev.pictor.adoption.Vectors;
import dev.pictor.clip.Preprocessing;
import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreChoice;
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
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor import`
@Command(
    name = "import",
    description = "Takes over embeddings that another program has made, with their pictures.",
    footer = {
      "",
      "The table has the columns 'filename' and 'embedding' (pgvector), as the scripts of the"
          + " well-known demo of CLIP in PostgreSQL fill it; it is only read. Each file is read once"
          + " for its thumbnail, size and metadata, and not embedded.",
      "",
      "The collection is made for --preprocess original, since the vectors are of OpenAI's code, and"
          + " pictures that 'pictor index' adds later are embedded likewise. Some pictures are"
          + " embedded to see that the vectors are of the model; if not, nothing is stored.",
      "",
      "Example: pictor import --from-table pictures --pictures photos --model ViT-B-32"
    })
final class ImportCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  @Option(
      names = "--from-table",
      paramLabel = "TABLE",
      required = true,
      description = "The table in the database of DATABASE_URL: pictures, or myschema.pictures.")
  private String table = "";

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      required = true,
      description = "The folder that its file names are of.")
  private Path folder = Path.of("");

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    if (!(settings.store() instanceof StoreChoice.PostgreSql postgres)) {
      throw new ConfigException(
          "The table is in PostgreSQL, but the store is lucene (%s). Set DATABASE_URL to the table's database."
              .formatted(settings.store().reason()));
    }
    Path given = shell.workingDirectory().resolve(folder);
    Targets.requireThere(List.of(given));
    try (Storage storage = Stores.open(settings, shell);
        ForeignTable foreign = ForeignTable.open(postgres.databaseUrl().reveal(), table);
        LoadedModel model = model(settings, storage)) {
      Target target = target(storage, settings, given);
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
  private LoadedModel model(Settings settings, Storage storage) {
    CollectionInfo info = storage.info(settings.collection()).orElse(null);
    new ModelOffer(shell, settings, download).ensure(info == null ? null : info.model());
    return info == null
        ? Models.of(settings, Preprocessing.ORIGINAL)
        : Models.of(info, settings, Preprocessing.ORIGINAL);
  }

  private static Target target(Storage storage, Settings settings, Path given) {
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
