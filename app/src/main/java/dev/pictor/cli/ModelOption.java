package dev.pictor.cli;

import dev.pictor.clip.Preprocessing;
import dev.pictor.config.Environment;
import dev.pictor.config.Flags;
import dev.pictor.config.Settings;
import dev.pictor.config.StoreKind;
import dev.pictor.model.LoadedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The model of commands that need no collection.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description = "Which model (PICTOR_MODEL; ViT-B-32). sketchbook is the bundled one.")
  private @Nullable String model;

  /// Says Lucene, which needs no settings, since no store is opened: a wrong `DATABASE_URL` is no
  /// reason not to tokenize.
  LoadedModel load(Shell shell, Preprocessing preprocessing) {
    return Models.of(
        Settings.of(
            new Flags(StoreKind.LUCENE, null, model, Map.of()),
            new Environment(shell.environment(), shell.workingDirectory())),
        preprocessing);
  }
}
