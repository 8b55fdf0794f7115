package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.store.Storage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `pictor serve`
@Command(
    name = "serve",
    description = "Serves the page and the JSON API over a collection.",
    footer = {"", "Example: pictor serve --port 8080"})
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private ServeOptions serve = new ServeOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    try (Storage storage = Stores.open(settings)) {
      ModelOffer offer = new ModelOffer(shell, settings, download);
      return new ServeRun(shell, settings, offer).serve(storage, serve.with(settings));
    }
  }
}
