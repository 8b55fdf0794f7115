package dev.pictor.cli;

import dev.pictor.PictorException;
import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.model.InstalledModels;
import dev.pictor.model.MissingModelException;
import dev.pictor.model.ModelFile;
import dev.pictor.model.ModelFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pictor model rm`
@Command(
    name = "rm",
    description = "Removes a model from the folder 'models' of PICTOR_HOME.",
    footer = {
      "",
      "Not while a collection is searched with it. Of a linked one only the link is removed.",
      "",
      "Example: pictor model rm ViT-B-16"
    })
final class ModelRemoveCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "Which one.")
  private String name = "";

  @Option(names = "--force", description = "Also while a collection uses it.")
  private boolean force;

  ModelRemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (ModelFile.isBundled(name)) {
      throw new ConfigException(
          "The model %s comes with the program and cannot be removed.".formatted(name));
    }
    Settings settings = Models.settings(shell, name);
    InstalledModels installed = new InstalledModels(settings);
    if (!force && installed.find(name).orElse(null) instanceof Path path) {
      requireUnused(path);
    }
    if (!installed.remove(name, holder -> shell.say("Waiting for %s.", Printable.line(holder)))) {
      throw new ConfigException(
          "There is no model '%s' in %s.%s".formatted(name, installed, elsewhere(settings)));
    }
    shell.out().println("%s is removed".formatted(name));
    return ExitCode.DONE;
  }

  private void requireUnused(Path path) {
    List<String> users;
    try {
      users = new ModelUsers(Models.settingsWithStore(shell)).of(path);
    } catch (PictorException e) {
      throw new ConfigException(
          "Whether a collection uses the model %s cannot be told: %s --force removes it all the same."
              .formatted(name, e.getMessage()),
          e);
    }
    if (!users.isEmpty()) {
      throw new ConfigException(
          "The model %s is used: %s could not be searched without it. --force removes it all the same."
              .formatted(name, String.join(", ", users)));
    }
  }

  private static String elsewhere(Settings settings) {
    try {
      return " The one at %s is not Pictor's to remove."
          .formatted(new ModelFinder(settings).find(null).path());
    } catch (MissingModelException e) {
      return "";
    }
  }
}
