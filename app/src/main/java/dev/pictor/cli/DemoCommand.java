package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.store.PictureStore;
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
    description = "Indexes a folder into the collection 'demo', then serves the page.",
    footer = {"", "Example: pictor demo --pictures ~/Pictures"})
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
      description = "Folder to index; not needed once there is something in the collection.")
  private @Nullable Path pictures;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell, COLLECTION);
    ModelOffer offer = new ModelOffer(shell, settings, download);
    try (Storage storage = Stores.open(settings)) {
      if (pictures != null) {
        IndexRun run = new IndexRun(shell, settings, preprocess, offer);
        var report = run.index(storage, List.of(pictures));
        if (report.interrupted()) {
          return run.exitCode(report);
        }
      } else if (isEmpty(storage, settings)) {
        // Who has neither is told of the model first: it is what takes longer to get.
        offer.ensure(null);
        throw new ConfigException(
            """
            The demo needs pictures: name a folder that has some.

              pictor demo --pictures ~/Pictures""");
      }
      return new ServeRun(shell, settings, offer).serve(storage, serve.with(settings));
    }
  }

  private static boolean isEmpty(Storage storage, Settings settings) {
    try (PictureStore store = storage.openToRead(settings.collection()).orElse(null)) {
      return store == null || store.counts().pictures() == 0;
    }
  }
}
