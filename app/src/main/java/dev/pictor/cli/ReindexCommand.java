package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `pictor reindex`
@Command(
    name = "reindex",
    description = "Gives a collection another model, while it goes on answering.",
    footer = {
      "",
      "All its pictures are embedded again with the model of --model, beside the vectors that there"
          + " are. Then both are compared, and the new ones take over at one moment. The old ones are"
          + " kept: --rollback goes back at once, --forget removes them.",
      "",
      "Ctrl-C is safe, and so is a kill: the same command goes on from there. Names, places and ids"
          + " of pictures stay. What is indexed meanwhile goes into the old vectors; the next index"
          + " adds it to the new ones.",
      "",
      "Example: pictor reindex --model ViT-L-14"
    })
final class ReindexCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private PreprocessOption preprocess = new PreprocessOption();
  @Mixin private DownloadOption download = new DownloadOption();

  @ArgGroup private Instead instead = new Instead();

  /// At most one of them.
  static final class Instead {
    @Option(
        names = "--no-switch",
        required = true,
        description = "Embeds and compares only; the same command without it switches then.")
    private boolean noSwitch;

    @Option(
        names = "--rollback",
        required = true,
        description = "Goes back to the model that the collection had before.")
    private boolean rollback;

    @Option(
        names = "--forget",
        required = true,
        description =
            "Removes the vectors that are kept, or those of a reindex that was broken off.")
    private boolean forget;
  }

  @Option(
      names = "--even-all",
      description = "Switches even if all files of a folder are gone; their pictures are left out.")
  private boolean evenAll;

  @Option(
      names = "--eval",
      paramLabel = "FILE",
      description = "Evaluates both models with a file of captions, see 'pictor eval'.")
  private @Nullable Path evaluation;

  ReindexCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    ReindexRun run = new ReindexRun(shell, settings);
    try (Storage storage = Stores.open(settings, shell)) {
      if (Stores.info(storage, settings.collection()).isEmpty()) {
        throw new ConfigException(
            "There is no collection '%s' in %s (%s). 'pictor index DIR --model NAME' makes one."
                .formatted(settings.collection(), storage.kind(), storage.location()));
      }
      if (instead.rollback) {
        return run.rollBack(storage);
      }
      if (instead.forget) {
        return run.forget(storage);
      }
      if (settings.model() == null) {
        throw new ParameterException(
            spec.commandLine(), "Say which model the collection is to have: --model NAME.");
      }
      return run.reindex(
          storage,
          preprocess,
          new ModelOffer(shell, settings, download),
          new ReindexRun.Rules(instead.noSwitch, evenAll, evaluation));
    }
  }
}
