package dev.pictor.cli;

import dev.pictor.config.Settings;
import dev.pictor.json.Json;
import dev.pictor.model.CatalogueModel;
import dev.pictor.model.MissingModelException;
import dev.pictor.model.ModelFinder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor model show`
@Command(
    name = "show",
    description = "Tells what a model is: architecture, dimension, fingerprint, licence, use.",
    footer = {"", "Example: pictor model show ViT-B-32"})
final class ModelShowCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME|PATH", description = "Which one.")
  private String name = "";

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  ModelShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = Models.settings(shell, name);
    ModelDescription description = new ModelDescription(shell, settings);
    ModelJson model;
    try {
      model = description.of(new ModelFinder(settings).find(null));
    } catch (MissingModelException e) {
      CatalogueModel available = e.available().orElseThrow(() -> e);
      model = ModelDescription.of(available);
    }
    if (json) {
      shell.out().println(Json.line(model));
    } else {
      description.print(model);
    }
    return ExitCode.DONE;
  }
}
