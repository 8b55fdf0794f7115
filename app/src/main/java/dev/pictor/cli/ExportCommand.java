package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.store.ModelIdentity;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Storage;
import dev.pictor.transfer.Export;
import dev.pictor.transfer.ExportFormat;
import dev.pictor.transfer.ExportResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pictor export`
@Command(
    name = "export",
    description = "Writes a collection to a file or folder: vectors, metadata, places, thumbnails.",
    footer = {
      "",
      "vacation.parquet becomes a Parquet file, with a row for each picture. Any other name becomes a"
          + " folder with embeddings.npy for NumPy, pictures.jsonl, whose lines describe its rows,"
          + " and collection.json with the model and the digests. docs/export.md says what is in them.",
      "",
      "'pictor import' takes either back, into any store. The picture files themselves are not in it.",
      "",
      "It shows the collection as it is at one moment, and appears when it is complete; Ctrl-C"
          + " leaves nothing behind.",
      "",
      "Example: pictor export vacation.parquet"
    })
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "TARGET",
      description = "The file or folder to write; its folder must be there.")
  private Path target = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "parquet or npy (what the name says).")
  private @Nullable String format;

  @Option(names = "--force", description = "Replaces an export that is there already.")
  private boolean force;

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ExportFormat chosen = format();
    Settings settings = options.settings(shell);
    Path path = shell.workingDirectory().resolve(target).normalize();
    try (Storage storage = Stores.open(settings, shell);
        PictureStore store = Stores.openToRead(storage, settings)) {
      ExportResult result =
          ShownProgress.during(
              shell,
              "Exporting",
              "pictures",
              progress ->
                  new Export(store, progress, shell.interruption()::isRequested)
                      .to(path, chosen, force));
      return switch (result) {
        case ExportResult.Done done -> tell(done, store.info().model());
        case ExportResult.Interrupted _ -> {
          shell.say("Interrupted. Nothing was written.");
          yield ExitCode.INTERRUPTED;
        }
      };
    }
  }

  private ExportFormat format() {
    if (format != null) {
      return ExportFormat.named(format)
          .orElseThrow(() -> usage("--format is '%s'; it takes parquet or npy.".formatted(format)));
    }
    return ExportFormat.of(target)
        .orElseThrow(
            () ->
                usage(
                    ("'%s' does not say whether it is to be a Parquet file or a folder for NumPy: give"
                            + " --format parquet or --format npy, or a name that ends with .parquet.")
                        .formatted(target)));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int tell(ExportResult.Done done, ModelIdentity model) {
    shell
        .out()
        .println(
            "%,d pictures in %,d files, %,d failed; vectors of %s (%s..., %d dimensions): %s, %,.1f MB"
                .formatted(
                    done.counts().pictures(),
                    done.counts().files(),
                    done.counts().failed(),
                    Printable.line(model.name()),
                    model.fingerprint().substring(0, 12),
                    model.dimension(),
                    Printable.line(target.toString()),
                    done.bytes() / 1e6));
    return ExitCode.DONE;
  }
}
