package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `pictor index`
@Command(
    name = "index",
    description = "Brings a collection up to date with folders of pictures.",
    footer = {
      "",
      "Only what is new or has changed is read. Hidden files are left out, unreadable ones are"
          + " reported and remembered. Ctrl-C is safe: the same command goes on from there.",
      "",
      "Example: pictor index ~/Pictures /mnt/camera"
    })
final class IndexCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private PreprocessOption preprocess = new PreprocessOption();
  @Mixin private DownloadOption download = new DownloadOption();

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders, or single files.")
  private List<Path> folders = List.of();

  IndexCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    ModelOffer offer = new ModelOffer(shell, settings, download);
    IndexRun run = new IndexRun(shell, settings, preprocess, offer);
    try (Storage storage = Stores.open(settings, shell)) {
      return run.exitCode(run.index(storage, folders));
    }
  }
}
