package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.ModelCatalogue;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import dev.pictor.model.ModelVerification;
import dev.pictor.model.ModelVerification.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pictor model verify`
@Command(
    name = "verify",
    description =
        "Checks the files of a model against their SHA-256, and that it gives embeddings; with your"
            + " pictures, also what it loses in int8.",
    footer = {
      "",
      "Exit code 1 if it is damaged.",
      "",
      "Example: pictor model verify ViT-B-32",
      "Example: pictor model verify ViT-B-32 --pictures ~/Pictures --queries words.txt"
    })
final class ModelVerifyCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME|PATH", description = "Which one.")
  private String name = "";

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Also measures what --precision int8 loses with the pictures of this folder (of more than"
              + " 500, some of all).")
  private @Nullable Path pictures;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description =
          "With --pictures: searches with these texts, one a line, and not with the pictures"
              + " themselves.")
  private @Nullable Path queries;

  ModelVerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (queries != null && pictures == null) {
      throw new ParameterException(spec.commandLine(), "--queries goes with --pictures.");
    }
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
    if (!checks.stream().allMatch(Check::passed)) {
      return ExitCode.COULD_NOT_RUN;
    }
    if (pictures != null) {
      new PrecisionRun(shell, model, settings.cache())
          .measure(absolute(pictures), queries == null ? null : absolute(queries))
          .forEach(line -> shell.out().println("int8        " + line));
    }
    return ExitCode.DONE;
  }

  private Path absolute(Path path) {
    return shell.workingDirectory().resolve(path).normalize();
  }
}
