package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Targets;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `pictor demo`
@Command(
    name = "demo",
    description = "Indexes pictures into the collection 'demo', then serves the page.",
    footer = {
      "",
      "Without --pictures it draws 600 scenes of its own, once, and searches them with the model"
          + " sketchbook, which comes with Pictor and knows drawn scenes only; a collection that"
          + " holds other pictures is served as it is.",
      "",
      "Example: pictor demo",
      "         pictor demo --model models/ViT-B-32.pt --pictures ~/Pictures"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String COLLECTION = "demo";

  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private PreprocessOption preprocess = new PreprocessOption();
  @Mixin private ServeOptions serve = new ServeOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder to index instead of drawn scenes, which leave the collection.")
  private @Nullable Path pictures;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell, COLLECTION);
    ModelOffer offer = new ModelOffer(shell, settings, download);
    DrawnDemo drawn = new DrawnDemo(shell, settings, preprocess, download);
    IndexRun run = new IndexRun(shell, settings, preprocess, offer);
    try (Storage storage = Stores.open(settings, shell)) {
      Optional<IndexReport> report = Optional.empty();
      if (pictures != null) {
        Path folder = shell.workingDirectory().resolve(pictures);
        makeRoomFor(folder, drawn, storage, settings, offer);
        report = Optional.of(run.index(storage, List.of(folder)));
      } else if (drawn.hasRoomIn(storage) || drawn.isIn(storage)) {
        report = drawn.make(storage);
        if (report.isEmpty()) {
          return ExitCode.INTERRUPTED;
        }
      }
      if (report.isPresent() && report.get().interrupted()) {
        return run.exitCode(report.get());
      }
      return new ServeRun(shell, settings, offer).serve(storage, serve.with(settings));
    }
  }

  /// Drawn scenes give way to the user's own pictures, if those can be indexed at all.
  private static void makeRoomFor(
      Path folder, DrawnDemo drawn, Storage storage, Settings settings, ModelOffer offer) {
    Targets.requireThere(List.of(folder));
    if (drawn.isIn(storage)) {
      offer.ensure(null);
      storage.drop(settings.collection());
    }
  }
}
