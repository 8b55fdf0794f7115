package dev.pictor.cli;

import dev.pictor.config.Settings;
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

/// `pictor import`
@Command(
    name = "import",
    description =
        "Takes in what 'pictor export' has written, or embeddings that another program has made.",
    footer = {
      "",
      "An export is a Parquet file or a folder (docs/export.md). All of it is verified before anything"
          + " is stored. It is added to what is there: pictures and places that the collection knows"
          + " stay as they are, so that a repeated import changes nothing. A collection of another"
          + " model is refused. Where its folders lie on this machine says --root NAME=DIR.",
      "",
      "A table has the columns 'filename' and 'embedding' (pgvector), as the scripts of the"
          + " well-known demo of CLIP in PostgreSQL fill it; it is only read. Each file is read once"
          + " for its thumbnail, size and metadata, and not embedded. The table is in the database of"
          + " DATABASE_URL, whichever store the collection is in (--store).",
      "",
      "With a table the collection is made for --preprocess original, since the vectors are of OpenAI's"
          + " code, and pictures that 'pictor index' adds later are embedded likewise. Some pictures"
          + " are embedded to see that the vectors are of the model; if not, nothing is stored.",
      "",
      "Example: pictor import vacation.parquet",
      "Example: pictor import --from-table pictures --pictures photos --model ViT-B-32"
    })
final class ImportCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private DownloadOption download = new DownloadOption();

  @Parameters(
      paramLabel = "EXPORT",
      arity = "0..1",
      description = "The file or folder that 'pictor export' has written.")
  private @Nullable Path export;

  @Option(
      names = "--from-table",
      paramLabel = "TABLE",
      description = "The table in the database of DATABASE_URL: pictures, or myschema.pictures.")
  private @Nullable String table;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "The folder that the table's file names are of.")
  private @Nullable Path folder;

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (export != null && table == null && folder == null) {
      return new ExportImport(shell, settings()).run(export);
    }
    if (export == null && table != null && folder != null) {
      return new TableImport(shell, settings(), download).run(table, folder);
    }
    throw new ParameterException(
        spec.commandLine(),
        "Say what to import: an EXPORT, or --from-table TABLE with --pictures DIR.");
  }

  private Settings settings() {
    return options.settings(shell);
  }
}
