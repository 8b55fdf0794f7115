package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexReport;
import dev.pictor.indexing.Targets;
import dev.pictor.model.LoadedModel;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.List;
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
      if (pictures != null) {
        Path folder = shell.workingDirectory().resolve(pictures);
        makeRoomFor(folder, drawn, storage, settings, offer);
        return indexAndServe(folder, storage, settings, run.model(storage));
      }
      if (!drawn.hasRoomIn(storage) && !drawn.isIn(storage)) {
        return new ServeRun(shell, settings, offer).serve(storage, serve.with(settings));
      }
      return drawn.draw()
          ? indexAndServe(drawn.folder(), storage, settings, drawn.model(storage))
          : ExitCode.INTERRUPTED;
    }
  }

  /// Both with one model, which takes a moment to load.
  ///
  /// @param loaded is closed at the end
  private int indexAndServe(Path folder, Storage storage, Settings settings, LoadedModel loaded) {
    ModelOffer offer = new ModelOffer(shell, settings, download);
    IndexRun run = new IndexRun(shell, settings, preprocess, offer);
    try (LoadedModel model = loaded) {
      IndexReport report = run.index(storage, List.of(folder), model);
      return report.interrupted()
          ? run.exitCode(report)
          : new ServeRun(shell, settings, offer).serve(storage, serve.with(settings), model);
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
