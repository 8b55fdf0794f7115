package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.model.ModelVerification;
import dev.pictor.model.ModelVerification.Check;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `pictor model verify`
@Command(
    name = "verify",
    description =
        "Checks the files of a model against their SHA-256, and that it gives embeddings.",
    footer = {"", "Exit code 1 if it is damaged.", "", "Example: pictor model verify ViT-B-32"})
final class ModelVerifyCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME|PATH", description = "Which one.")
  private String name = "";

  ModelVerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = Models.settings(shell, name);
    ModelFile model = new ModelFinder(settings).find(null);
    List<Check> checks =
        new ModelVerification(
                new InstalledModels(settings), ModelCatalogue.of(settings), settings.cache())
            .verify(model);
    shell.out().println("Model       " + Printable.line(model.path().toString()));
    for (Check check : checks) {
      shell
          .out()
          .println(
              "%-12s%s%s"
                  .formatted(
                      check.what(),
                      check.passed() ? "" : "FAILED: ",
                      Printable.line(check.finding())));
    }
    return checks.stream().allMatch(Check::passed) ? ExitCode.DONE : ExitCode.COULD_NOT_RUN;
  }
}
