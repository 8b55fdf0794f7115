package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.model.LoadedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The model of commands that need no collection.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Which model (PICTOR_MODEL; ViT-B-32).")
  private @Nullable String model;

  LoadedModel load(Shell shell, Preprocessing preprocessing) {
    return Models.of(
        Settings.of(
            new Flags(null, null, model, Map.of()),
            new Environment(shell.environment(), shell.workingDirectory())),
        preprocessing);
  }
}
