package dev.pictor.cli;

import dev.pictor.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `pictor saved rm`
@Command(
    name = "rm",
    description = "Removes a saved search; pictures stay.",
    footer = {"", "Example: pictor saved rm \"Dogs in snow\""})
final class SavedRemoveCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "NAME", description = "What it is called.")
  private String name = "";

  SavedRemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(shell);
    SavedCommand.searches(settings).remove(settings.collection(), name);
    shell.say("Removed '%s'.", Printable.line(name));
    return ExitCode.DONE;
  }
}
