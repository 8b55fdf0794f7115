package dev.pictor.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `pictor model`: the commands below it.
@Command(
    name = "model",
    description = "Downloads, adds, shows, checks and removes models.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Models lie in the folder 'models' of PICTOR_HOME. Downloads go through http_proxy, https_proxy"
          + " and no_proxy as curl does, and come from PICTOR_MODEL_MIRROR where that is set.",
      "",
      "Example: pictor model pull ViT-B-32"
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ModelCommand() {}

  static CommandLine with(Shell shell) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(new ModelListCommand(shell))
        .addSubcommand(new ModelPullCommand(shell))
        .addSubcommand(new ModelAddCommand(shell))
        .addSubcommand(new ModelShowCommand(shell))
        .addSubcommand(new ModelRemoveCommand(shell))
        .addSubcommand(new ModelVerifyCommand(shell));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with models: list, pull, add, show, rm or verify.");
  }
}
