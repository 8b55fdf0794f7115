package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexRules;
import dev.pictor.indexing.IndexRules.Pruning;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pictor index`
@Command(
    name = "index",
    description = "Brings a collection up to date with folders of pictures.",
    footer = {
      "",
      "Only what is new or has changed is read. Hidden files are left out, unreadable ones are"
          + " reported and remembered. Ctrl-C is safe: the same command goes on from there.",
      "",
      "A file that is gone is not shown, but stays known until --prune: a disk that is not there"
          + " today may be tomorrow. One that was renamed or moved keeps its picture.",
      "",
      "Example: pictor index ~/Pictures /mnt/camera"
    })
final class IndexCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private PreprocessOption preprocess = new PreprocessOption();
  @Mixin private DownloadOption download = new DownloadOption();

  @Option(
      names = "--retry",
      description = "Tries files again that failed before and have not changed.")
  private boolean retry;

  @Option(
      names = "--refresh",
      description =
          "Reads metadata and makes thumbnails again of files that have not changed, as after an"
              + " update of Pictor. Nothing is embedded again.")
  private boolean refresh;

  @Option(
      names = "--prune",
      description =
          "Removes files that are gone from the collection; not below a folder where none of the"
              + " known ones is left, as when a disk is not mounted.")
  private boolean prune;

  @Option(names = "--even-all", description = "With --prune: removes them even there.")
  private boolean evenAll;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders, or single files.")
  private List<Path> folders = List.of();

  IndexCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (evenAll && !prune) {
      throw new ParameterException(
          spec.commandLine(), "--even-all says how far --prune goes: give both.");
    }
    IndexRules rules =
        new IndexRules(
            retry, refresh, evenAll ? Pruning.EVEN_ALL : prune ? Pruning.CAREFUL : Pruning.NONE);
    Settings settings = options.settings(shell);
    ModelOffer offer = new ModelOffer(shell, settings, download);
    IndexRun run = new IndexRun(shell, settings, preprocess, offer);
    try (Storage storage = Stores.open(settings, shell)) {
      return run.exitCode(run.index(storage, folders, rules));
    }
  }
}
