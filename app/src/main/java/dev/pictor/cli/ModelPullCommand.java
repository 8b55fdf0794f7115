package dev.pictor.cli;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelPull.Pulled;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor model pull`
@Command(
    name = "pull",
    description = "Downloads a model of the catalogue.",
    footer = {
      "",
      "A download that was cut or interrupted goes on where it ended. The files are checked against"
          + " the SHA-256 that the catalogue names before they are used.",
      "",
      "Example: pictor model pull ViT-B-32"
    })
final class ModelPullCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "Which one ('pictor model list').")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Takes the files from this folder, without a network: under the paths of their addresses,"
              + " in a folder NAME, or side by side.")
  private @Nullable Path from;

  ModelPullCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (ModelFile.isBundled(name)) {
      shell.out().println("%1$s comes with the program: use it with --model %1$s".formatted(name));
      return ExitCode.DONE;
    }
    Settings settings = Models.settings(shell, null);
    ModelCatalogue catalogue = ModelCatalogue.of(settings);
    CatalogueModel model = catalogue.find(name).orElseThrow(() -> unknown(catalogue));
    Pulled pulled =
        new PullRun(shell, settings)
            .pull(model, from == null ? null : shell.workingDirectory().resolve(from));
    shell
        .out()
        .println(
            "%s is %s %s"
                .formatted(
                    name,
                    pulled.isNew() ? "now in" : "there already, and intact:",
                    Printable.line(pulled.path().toString())));
    return ExitCode.DONE;
  }

  private ConfigException unknown(ModelCatalogue catalogue) {
    return new ConfigException(
        "There is no model '%s' in the catalogue; these are: %s. A file or folder that you have: 'pictor model add PATH'."
            .formatted(
                name,
                catalogue.models().stream()
                    .map(CatalogueModel::name)
                    .collect(Collectors.joining(", "))));
  }
}
