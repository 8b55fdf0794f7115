package dev.pictor.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `pictor`: the commands below it, and how they are run.
@Command(
    name = "pictor",
    description = "Finds pictures by what they show.",
    synopsisSubcommandLabel = "COMMAND")
public final class PictorCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private PictorCommand() {}

  /// @return the exit code
  public static int run(Shell shell, String... arguments) {
    Failures failures = new Failures(shell);
    // picocli shows a stack where printing its help fails; here all output goes the same way.
    StringWriter help = new StringWriter();
    CommandLine pictor = new CommandLine(new PictorCommand());
    pictor.addSubcommand(new IndexCommand(shell));
    pictor.addSubcommand(new SearchCommand(shell));
    pictor.addSubcommand(SavedCommand.with(shell));
    pictor.addSubcommand(new RecentCommand(shell));
    pictor.addSubcommand(new StatusCommand(shell));
    pictor.addSubcommand(new ReindexCommand(shell));
    pictor.addSubcommand(new ExportCommand(shell));
    pictor.addSubcommand(new ImportCommand(shell));
    pictor.addSubcommand(new DoctorCommand(shell));
    pictor.addSubcommand(new DuplicatesCommand(shell));
    pictor.addSubcommand(new ServeCommand(shell));
    pictor.addSubcommand(new DemoCommand(shell));
    pictor.addSubcommand(ModelCommand.with(shell));
    pictor.addSubcommand(new EmbedCommand(shell));
    pictor.addSubcommand(new TokenizeCommand(shell));
    pictor.addSubcommand(new EvalCommand(shell));
    pictor.addSubcommand(new HelpCommand());
    standardOptions(pictor);
    pictor.getCommandSpec().usageMessage().footer(HelpText.footer());
    pictor
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setOut(new PrintWriter(help))
        .setErr(new PrintWriter(shell.err(), true, shell.err().charset()))
        .setColorScheme(
            Help.defaultColorScheme(shell.interactive() ? Help.Ansi.AUTO : Help.Ansi.OFF))
        .setParameterExceptionHandler((e, _) -> failures.usage(e))
        .setExecutionExceptionHandler((e, _, _) -> failures.execution(e));
    try {
      int exitCode = pictor.execute(arguments);
      shell.out().print(help);
      shell.out().flush();
      return exitCode;
    } catch (LostOutputException | Error e) {
      // picocli knows of the exceptions of commands only.
      return failures.execution(e);
    }
  }

  private static void standardOptions(CommandLine command) {
    if (command.getCommand() instanceof HelpCommand) {
      return;
    }
    command.getSubcommands().values().forEach(PictorCommand::standardOptions);
    command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }
}
