package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.indexing.IndexRules;
import dev.pictor.indexing.IndexRules.Pruning;
import dev.pictor.store.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      "A file .pictorignore in any of the folders says what is left out there and below, in the"
          + " syntax of .gitignore: private/, *.png, !keep.png. What is excluded and known already is"
          + " removed from the collection.",
      "",
      "With PostgreSQL several processes, on several machines, share the work: start the same command"
          + " in each.",
      "",
      "Example: pictor index ~/Pictures /mnt/camera",
      "         pictor index --watch ~/Pictures"
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

  @Option(
      names = "--watch",
      description =
          "Stays and keeps the folders up to date until Ctrl-C; a line for each time that something"
              + " changed.")
  private boolean watch;

  @Option(
      names = "--scan-every",
      paramLabel = "TIME",
      converter = PeriodConverter.class,
      description =
          "With --watch: also looks so often by itself (30s, 10m, 1h), as folders need that are on"
              + " the network or that other machines write.")
  private @Nullable Duration scanEvery;

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
    if (scanEvery != null && !watch) {
      throw new ParameterException(
          spec.commandLine(), "--scan-every says how --watch looks: give both.");
    }
    if (watch && evenAll) {
      throw new ParameterException(
          spec.commandLine(),
          "--even-all would take every disk that is removed for deleted while it watches: without"
              + " --watch only.");
    }
    IndexRules rules =
        new IndexRules(
            retry, refresh, evenAll ? Pruning.EVEN_ALL : prune ? Pruning.CAREFUL : Pruning.NONE);
    Settings settings = options.settings(shell);
    ModelOffer offer = new ModelOffer(shell, settings, download);
    IndexRun run = new IndexRun(shell, settings, preprocess, offer);
    try (Storage storage = Stores.open(settings, shell)) {
      return watch
          ? run.watch(storage, folders, rules, scanEvery)
          : run.exitCode(run.index(storage, folders, rules));
    }
  }

  /// `30s`, `10m`, `1h30m`.
  static final class PeriodConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        Duration period = Duration.parse("PT" + value);
        if (period.compareTo(Duration.ofSeconds(1)) >= 0) {
          return period;
        }
      } catch (DateTimeParseException e) {
        throw wrong(value);
      }
      throw wrong(value);
    }

    private static TypeConversionException wrong(String value) {
      return new TypeConversionException(
          "it takes a time such as 30s, 10m or 1h, not '%s'".formatted(value));
    }
  }
}
