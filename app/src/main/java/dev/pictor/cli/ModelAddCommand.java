package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.ModelAdd;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor model add`
@Command(
    name = "add",
    description =
        "Adds a model that you have: a weight file, or a folder in Hugging Face's layout.",
    footer = {
      "",
      "It is copied, loaded once to see that it works, and its SHA-256 recorded for 'verify'.",
      "",
      "Example: pictor model add --name mine ~/Downloads/finetuned"
    })
final class ModelAddCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "PATH", description = "The file or folder.")
  private Path path = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (as the file or folder is called).")
  private @Nullable String name;

  @Option(names = "--link", description = "Links the files where they are instead of copying.")
  private boolean link;

  ModelAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = Models.settings(shell, null);
    ModelFile added =
        new ModelAdd(new InstalledModels(settings), ModelCatalogue.of(settings), settings.cache())
            .add(
                shell.workingDirectory().resolve(path).normalize(),
                name,
                link,
                holder -> shell.say("Waiting for %s.", Printable.line(holder)));
    new ModelDescription(shell, settings).print(added);
    return ExitCode.DONE;
  }
}
